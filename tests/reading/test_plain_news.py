"""Turns of plain news that were once read wrongly: who speaks behind an aside, what is only awaited, who is charged."""

from __future__ import annotations

import pytest

from guarantor.reading import read_text

ROWS = [
    # text; then of each claim that must be there: type, modality, sign, holder (None: the outlet)
    ("A Norwegian source, speaking on condition of anonymity because he was not authorised to brief the press, told Lakes "
     "Press that Ada Lund had since agreed to a truce.", ("commitment", "happened", "+", "A Norwegian source")),
    ("Lakestone, the Norwegian body that controls crossings, said 600 lorries entered every day last week.",
     ("figure", "happened", "+", "Lakestone")),
    ("In Geneva, the Lakes Organisation reported that 106,387 people had been displaced since May.",
     ("figure", "happened", "+", "Lakes Organisation")),
    ("Officials who saw the latest version said it no longer contains a cap on the army.",
     ("statement", "ongoing", "-", "Officials")),
    ("Exports fell by 98 per cent in May, Trade Ministry figures show.", ("figure", "happened", "+", "Trade Ministry figures")),
    ("For the rebels' spokesman, Nils Berg, it was the army that violated the truce.",
     ("violation", "happened", "+", "Nils Berg")),
    ("Talks will resume on Monday, said \"Abu Omar\".", ("plan", "planned", "+", "Abu Omar")),
    ("Commanders \"Abu Omar\" and \"Abu Ali\" said the talks will resume.",
     ("plan", "planned", "+", "Abu Omar\" and \"Abu Ali")),
    ("Norway has long denied allegations that it helps the Front.", ("denial", "denied", "-", "Norway")),
    ("Norway and other countries accuse Sweden of backing the rebels.", ("violation", "ongoing|happened", "+", "Norway and other countries")),
    ("Minister Ada Lund accused Sweden of refusing to take back 1,000 soldiers.",
     ("violation", "happened", "+", "Ada Lund")),
    ("Minister Ada Lund accused Sweden of bombing Lom, an allegation Sweden has called false.", ("denial", "denied", "-", "Sweden")),
    ("Minister Ada Lund did not rule out that the force would reduce its patrols.",
     ("statement", "hypothetical", "+", "Ada Lund")),
    ("Minister Ada Lund said that Sweden had never rejected the idea of a truce.",
     ("statement", "happened", "-", "Ada Lund")),
    ("Swedish officials had hoped that a peace deal could be signed in Oslo this month.",
     ("position", "hypothetical", "+", "Swedish officials")),
    ("It is not clear who fired the mortar, the governor of Oslo said.",
     ("statement", "ongoing", "-", "the governor of Oslo")),
    ("The toll is likely to be much higher, the office in Oslo warned.", ("statement", "hypothetical", "+", "the office")),
    ("Minister Ada Lund said the group would return to Oslo if the army moved in.",
     ("plan", "conditional", "+", "Ada Lund")),
    ("Two sources cautioned that the accord would not immediately halt the fighting.",
     ("position", "planned", "-", "Two sources")),
    ("Clashes between the two were reported on Tuesday around Lom, an aid worker said.",
     ("violation", "happened", "+", "an aid worker")),
    ("Minister Ada Lund insisted that the rebels leave Oslo.", ("demand", "ordered", "+", "Ada Lund")),
    ("Minister Ada Lund said Norway would \"take action to ensure promises are kept\".",
     ("plan", "planned", "+", "Ada Lund")),
    ("Norway said the group would abide by the truce but \"will respond to any aggression\".",
     ("plan", "planned", "+", "Norway")),
    ("Of the 15,000 detainees whom both sides promised to release, 2,200 had been freed by May, according to Ada Lund.",
     ("fulfilment|figure", "happened", "+", "Ada Lund")),
    ("They number 21,973, the ministry in Oslo said.", ("figure", "happened", "+", "the ministry")),
    ("The UN says more than 21 million face acute hunger.", ("figure", "happened", "+", "UN")),
    ("Fighting erupted near Oslo on Friday, the army said.", ("violation", "happened", "+", "the army")),
    ("Minister Ada Lund said on Thursday it had lifted restrictions on transit to Oslo.",
     ("fulfilment", "happened", "+", "Ada Lund")),
    ("Norway and Sweden traded accusations over a drone strike that killed six people in Lom.",
     ("statement", "happened", "+", None)),
    ("Both sides agreed not to move troops further forward.", ("commitment", "planned", "-", None)),
    ("The first batch arrived in Oslo on Sunday.", ("fulfilment", "happened", "+", None)),
    ("Neither the army nor the police fired a single shot, the interior minister insisted.",
     ("statement|denial", "happened|denied", "-", "the interior minister")),
    ("\"There was no such meeting,\" Minister Ada Lund said.", ("denial", "denied", "-", "Ada Lund")),
]  # fmt: skip
OPEN = [
    # text, words that no holder may be
    ("Norway's energy ministry said in May that power was cut. Sweden's Defence Ministry said it hit a depot. "
     "Gas output fell by 40%, according to the energy ministry.", "Sweden's Defence Ministry"),
    ("Norway met Sweden in Oslo. Each side accused the other of breaking the truce.", "Norway"),
    ("Two Swedish diplomats said talks would resume. One of them said Norway had walked away.", "Two Swedish diplomats"),
]  # fmt: skip
DOERS = [
    ("Veria released ten men on Monday.", ("Veria",)),
    ("An explosion at the depot wounded six workers.", ("An explosion",)),
    ("Minister Ada Lund blamed the Front.", ("the Front",)),
    ("Norway accused Sweden of bias.", ("Sweden",)),
    ("Ministers from Egypt, Qatar and Norway attended the talks in Oslo.", None),
]


@pytest.mark.parametrize("row", ROWS, ids=[str(row[0])[:48] for row in ROWS])
def test_each_claim_is_there(row: tuple[str, tuple[str, str, str, str | None]]) -> None:
    text, (kinds, modalities, sign, holder) = row
    claims = [
        (one.type, one.modality, one.polarity, None if one.holder.kind == "outlet" else one.holder.text)
        for one in read_text(text, published="2026-05-20")
    ]
    assert any(
        kind in kinds.split("|") and modality in modalities.split("|") and polarity == sign
        and (held == holder or (holder is not None and held is not None and holder.startswith(held)))
        for kind, modality, polarity, held in claims
    ), claims  # fmt: skip


@pytest.mark.parametrize(("text", "never"), OPEN)
def test_nobody_is_taken_for_another(text: str, never: str) -> None:
    last = read_text(text, published="2026-05-20")[-1]
    assert last.holder.text != never and never not in str(last.holder.text)


@pytest.mark.parametrize(("text", "wanted"), DOERS)
def test_whoever_does_it_is_named(text: str, wanted: tuple[str, ...] | None) -> None:
    doers = tuple(one.text for one in read_text(text, published="2026-05-20")[0].actors)
    assert doers == wanted if wanted else "Egypt" in " ".join(doers)


def test_a_mishap_charges_nobody() -> None:
    claims = read_text("A blast, which officials blamed on a gas leak, wounded six in Oslo.", published="2026-05-20")
    assert all(claim.holder.text != "officials" for claim in claims if claim.type == "violation")


def test_which_of_them_they_were_belongs_to_what_is_told() -> None:
    text = "The Front announced that it had handed over 13 more captives in Oslo, the last ones it held."
    (claim,) = read_text(text, published="2026-05-20")
    assert claim.quote.endswith("the last ones it held")


def test_small_numbers_of_the_harmed_are_counted() -> None:
    (claim,) = read_text("The governor of Oslo said three were wounded on Monday.", published="2026-05-20")
    assert [(one.value, one.unit) for one in claim.quantities] == [(3, "people")]


def test_a_day_bears_nothing() -> None:
    (claim,) = read_text("The two sides announced a prisoner exchange on 20 March.", published="2026-02-20")
    assert claim.targets == ()
