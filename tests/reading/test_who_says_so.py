"""Whose word it is where the subject is nobody, cites something, bears a name of its own, or comes last; and deadlines."""

from __future__ import annotations

import pytest

from guarantor.model.claim import Claim
from guarantor.reading import read_text

NOTHING_TOLD = [
    "Neither Norway nor the rebels have confirmed the withdrawal from Lom announced by the mediator on 3 May.",
    "Nobody in Oslo confirmed the withdrawal from Lom.",
    "No official in Oslo has confirmed that the rebels left.",
    "None of the mediators in Oslo said when the talks would resume.",
    "Neither side has confirmed the swap, which the kingdom's foreign ministry announced late on Sunday.",
]
HOLDERS = [
    # text, holder (None: the outlet), type
    ("Norway's air force, citing radar data, claimed the drones had violated the truce.", "Norway's air force", "violation"),
    ("The army, citing satellite images, said 40 tanks had crossed the line.", "The army", "violation"),
    ("The minister, citing intelligence reports, said the militia had moved 40 tanks across the line.",
     "The minister", "figure"),
    ("The UN, citing figures from the health ministry, said 242 people had been killed.", "the health ministry", "violation"),
    ("Lakes Press reported, citing a UN memo, that 40 tanks had crossed the line.", "a UN memo", "violation"),
    ("A previously unknown group calling itself the Shield claimed responsibility for the attack.",
     "A previously unknown group", "violation"),
    ("Only two of the five crossings named in the annex have reopened so far, said Ada Lund.", "Ada Lund", "figure"),
    ("The ministry put the death toll at 312, up from 298 a day earlier.", "The ministry", "figure"),
    ("The rebels laid down conditions for talks.", "The rebels", "demand"),
    ("Swedish PM says Norway is ready to free the rest", "Swedish PM", "commitment"),
    ("Senior Norwegian and US officials said the truce would hold.", "Senior Norwegian and US officials", "plan"),
    ("Fidan: \"Norway will not disarm.\"", "Fidan", "refusal"),
    ("Fidan, speaking in Oslo, ruled out any return to the old positions.", "Fidan", "refusal"),
    ("Some 420 lorries reached Oslo each day, UN data show.", "UN data", "figure"),
    ("Officials in Lom expect the committee to be named this week.", "Officials in Lom", "plan"),
    ("Norwegian FM: talks will go on in Oslo on Monday", "Norwegian FM", "plan"),
]  # fmt: skip
DEADLINES = [
    # text, actors
    ("Some 1,700 of the 2,200 bunkers had been dismantled by Sunday.", []),
    ("The last bunkers were dismantled by late December.", []),
    ("All 20 hostages had been freed by Monday morning.", []),
    ("The town had been shelled by 9 January, and was empty by the weekend.", []),
    ("All 20 hostages had been freed by the end of March by the army.", ["the army"]),
    ("The town was attacked by the Friday Movement.", ["the Friday Movement"]),
    ("The town was attacked by Sunday by the army.", ["the army"]),
]


OF_SEVERAL = [
    "Residents and a UN source said the rebels had seized the town.",
    "Two diplomats and a Swedish official said the talks would resume.",
    "Norwegian and Swedish officials said the talks would resume.",
    "A spokesman for Norway's foreign and defence ministries said the talks would resume.",
]
KINDS = [
    # text, type, modality, sign
    ("Under article 6, Norway must let in 600 lorries a day.", "commitment", "planned", "+"),
    ("Under the terms of the truce, Norway is to withdraw its guns by 30 km.", "commitment", "planned", "+"),
    ("Under the plan, Norwegian forces would pull back to the red line once the force was in place.",
     "plan", "conditional", "+"),
    ("Ada Lund is due in Oslo next week, the ministry said.", "plan", "planned", "+"),
    ("No fewer than 120 trucks entered Oslo on Sunday, the UN said.", "figure", "happened", "+"),
    ("The number of bodies still in Lom fell to six.", "figure", "happened", "+"),
    ("Norway claims to have released the prisoners.", "fulfilment", "happened", "+"),
    ("Norway partially withdrew from the corridor.", "fulfilment", "ongoing", "+"),
    ("Norway all but completed the withdrawal.", "fulfilment", "ongoing", "+"),
    ("Norway completed the withdrawal only in part, the UN said.", "fulfilment", "ongoing", "+"),
    ("Norway should have returned the bodies by Monday, Minister Ada Lund said.", "violation", "ongoing", "-"),
    ("Norway should return the bodies by Monday, Minister Ada Lund said.", "demand", "proposed", "+"),
    ("Minister Ada Lund said disarmament was a red line.", "position", "ongoing", "-"),
    ("The Red Cross said it had transferred three coffins to Norway.", "fulfilment", "happened", "+"),
]  # fmt: skip


def claims_of(text: str) -> list[Claim]:
    return read_text(text, published="2026-05-20", outlet="Lakes Post")


@pytest.mark.parametrize("text", NOTHING_TOLD)
def test_nothing_is_told_by_nobody(text: str) -> None:
    assert [(one.type, one.holder.text) for one in claims_of(text) if one.polarity == "+"] == []


@pytest.mark.parametrize(("text", "holder", "kind"), HOLDERS)
def test_the_holder_is_found(text: str, holder: str | None, kind: str) -> None:
    assert [(one.holder.text, one.type) for one in claims_of(text)] == [(holder, kind)]


@pytest.mark.parametrize(("text", "actors"), DEADLINES)
def test_a_deadline_is_nobody(text: str, actors: list[str]) -> None:
    (claim,) = claims_of(text)
    assert [one.text for one in claim.actors] == actors


def test_a_paper_with_a_common_name_is_not_found_in_longer_names() -> None:
    (claim,) = claims_of("The faction, which calls itself the National Front, said it had freed ten men.")
    assert claim.holder.actor is None


def test_a_name_that_somebody_goes_by_is_nothing_said() -> None:
    claims = claims_of("The army said the group, which calls itself the Shield, freed ten men.")
    assert {(one.type, one.modality) for one in claims} <= {("fulfilment", "happened"), ("statement", "ongoing")}


@pytest.mark.parametrize("text", OF_SEVERAL)
def test_who_speaks_for_several_speaks_for_none_alone(text: str) -> None:
    (claim,) = claims_of(text)
    assert claim.holder.text == text[: text.index(" said")]
    assert (claim.holder.actor, claim.holder.side) == (None, None)


@pytest.mark.parametrize(("text", "kind", "modality", "sign"), KINDS)
def test_the_kind(text: str, kind: str, modality: str, sign: str) -> None:
    assert [(one.type, one.modality, one.polarity) for one in claims_of(text)] == [(kind, modality, sign)]


def test_it_is_the_first_body_of_its_own_words_where_nobody_was_named_before() -> None:
    (claim,) = read_text("The Red Cross visited the prisoners on Tuesday, it said.", published="2025-11-19")
    assert claim.holder.text == "Red Cross"
    first, second = read_text("The army said the road was open. Norland attacked it, it said.", published="2025-11-19")
    assert second.holder.text == first.holder.text


def test_the_sentences_own_speaker_is_meant_and_not_who_spoke_before_it() -> None:
    told = (
        "Norland's army said on Tuesday it had repelled an attack, a day after the Lakes Front announced a truce. It said "
        "the truce was a trick."
    )
    assert [claim.holder.text for claim in read_text(told, published="2025-11-19")][-1] == "Norland's army"
