"""Breaches charged in plain words, charges turned down, and turns beside them: kind, stand and sign of a sentence."""

from __future__ import annotations

import pytest

from guarantor.reading import read_text
from guarantor.reading.patterns import read_table

LINES = read_table("judging/charges.tsv")

ROWS = [
    # text, holder, kinds, modalities, sign
    ("Cambodia's defence ministry said Thai troops had strung wire across the road in breach of the accord.",
     "Cambodia's defence ministry", "violation", "happened", "+"),
    ("The EU foreign policy chief called the expulsion of the monitors a blatant violation of the accords.",
     "The EU foreign policy chief", "violation", "happened", "+"),
    ("Norway's army said it had not carried out the strike on the school.", "Norway's army", "denial", "denied", "-"),
    ("Norway's army said it had not shelled the town.", "Norway's army", "denial", "denied", "-"),
    ("The Houthi movement detained at least 20 UN staff in a raid on a compound in Sanaa, the world body said.",
     "UN", "violation", "happened", "+"),
    ("The two sides exchanged fire for a second day near Torkham, residents said.",
     "residents", "violation", "happened", "+"),
    ("The Security Council voted 13-0 to extend the mandate of the mission.", None, "meeting", "happened", "+"),
    ("The Norwegian parliament has so far failed to pass a law on the districts.", None, "obstacle", "ongoing", "-"),
    ("Riek Machar remains under house arrest.", None, "statement", "ongoing", "+"),
    ("Russia's defence ministry said its air defences had shot down 41 drones overnight.",
     "Russia's defence ministry", "figure", "happened", "+"),
    ("Phnom Penh accused Bangkok of firing mortar shells into Banteay Meanchey province.",
     "Phnom Penh", "violation", "alleged|happened", "+"),
    ("Yerevan offered to hand over maps of minefields if Baku freed the prisoners.",
     "Yerevan", "commitment", "conditional", "+"),
    ("Washington has promised to lift sanctions on Damascus once the government expels the fighters.",
     "Washington", "commitment", "conditional", "+"),
    ("General Ada Lund said that there would be no truce while the militia held a city.",
     "Ada Lund", "refusal|position", "planned|conditional", "-"),
    ("A Norwegian army officer said that negotiations would not resume unless the rebels left the town.",
     "A Norwegian army officer", "refusal", "conditional", "-"),
    ("Minister Ada Lund said the group had received guarantees from the United States that the war had ended.",
     "Ada Lund", "statement", "happened", "+"),
    ("Delegates from 14 armed groups met in Nairobi on Friday.", None, "meeting", "happened", "+"),
    ("According to two diplomats briefed on the talks, Kigali has begun withdrawing troops from Walikale.",
     "two diplomats briefed on the talks", "fulfilment", "ongoing", "+"),
    ("The governor of Narvik ordered all displaced people to leave the camps within 72 hours.",
     "The governor of Narvik", "demand", "ordered", "+"),
    ("Cambodia has agreed in principle to clear mines along the border, a Thai army spokesman said.",
     "a Thai army spokesman", "commitment", "planned", "+"),
    ("The Red Cross confirmed that it had facilitated the transfer of 15 bodies to the hospital.",
     "Red Cross", "fulfilment", "happened", "+"),
    ("Ukraine's air force said Russia launched 73 drones at Kharkiv.",
     "Ukraine's air force", "violation", "happened", "+"),
    ("The Houthis have not kept their promise to free the crew, Norway's envoy said.",
     "Norway's envoy", "violation", "happened", "+"),
    ("An Egyptian security source told Reuters that the crossing remained closed for the second week.",
     "An Egyptian security source", "statement", "ongoing", "+"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "holder", "kinds", "modalities", "sign"), ROWS)
def test_first_claim(text: str, holder: str | None, kinds: str, modalities: str, sign: str) -> None:
    """The first claim of the sentence is held, of a kind and stands as a careful reader would say."""
    claim = read_text(text, published="2025-11-05")[0]
    assert claim.holder.text == holder
    assert claim.type in kinds.split("|")
    assert claim.modality in modalities.split("|")
    assert claim.polarity == sign


def test_a_bodys_own_tally_is_its_word() -> None:
    """What a body has received in total, behind its own words, is told by that body."""
    text = "The ministry of health said it received 15 more bodies. The ministry has received 345 in total."
    claims = read_text(text, published="2025-11-05")
    assert [(one.type, one.holder.text) for one in claims][1:] == [("figure", "The ministry of health")]


def test_nobody_asks_himself() -> None:
    """ "It" of whom something is asked is not the one who asks."""
    claims = read_text(
        "Norway condemned the advance of the Front and called on it to withdraw.", published="2025-11-05"
    )
    asked = next(one for one in claims if one.type == "demand")
    assert [one.actor for one in asked.actors] == [None]


def test_a_surname_that_looks_like_a_verb() -> None:
    """A capital behind a first name is a surname, and its bearer the holder."""
    text = "Neither the government nor the groups have completed the withdrawal, OSCE chief monitor Alexander Hug said."
    claim = read_text(text, published="2025-11-05")[0]
    assert claim.holder.text == "Alexander Hug"
    assert claim.polarity == "-"


@pytest.mark.parametrize("row", LINES, ids=lambda row: row["example"])
def test_plain_words_of_a_charge(row: dict[str, str]) -> None:
    """Each line's example is a charge of breach in the other's mouth."""
    claim = read_text(row["example"], published="2025-11-05")[0]
    assert (claim.type, claim.polarity) == ("violation", "+")
    assert claim.modality == ("ongoing" if " is " in row["example"] else "happened")


@pytest.mark.parametrize(
    "text",
    [
        "The Lakes Front has kept its word, Minister Ada Lund said.",
        "We have not met our obligations, Minister Ada Lund said.",
        "Norland does not call the raid a breach of the truce.",
        "The soldiers changed only their route, Minister Ada Lund said.",
    ],
)
def test_no_charge(text: str) -> None:
    """Words that come near a charge and are none."""
    assert all(claim.type != "violation" for claim in read_text(text, published="2025-11-05"))


def test_an_outlet_that_could_not_verify_claims_nothing() -> None:
    """What an outlet could not do with another's words is no claim."""
    assert not read_text("Reuters could not independently verify the claims.", published="2025-11-05")
