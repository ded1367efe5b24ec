"""Clauses behind a verb of saying whose verb or subject the parser loses, and small words that are none."""

from __future__ import annotations

import pytest

from guarantor.model.claim import Claim
from guarantor.reading import read_text
from guarantor.reading.text import read_document


def read(text: str) -> list[Claim]:
    return read_text(text, published="2025-11-05", outlet="Lakes Post")


def verb_of(text: str) -> list[tuple[str, str]]:
    """Finite verbs of a sentence, each with its first subject."""
    (sentence,) = read_document(text).sentences
    tokens = sentence.tokens
    subjects = {token.head: token.text for token in reversed(tokens) if token.dep.startswith("nsubj")}
    return [(subjects.get(at, ""), one.text) for at, one in enumerate(tokens) if one.fine in {"VBD", "VBZ", "VBP"}]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The minister said the plan puts aid first.", ("plan", "puts")),
        ("The mayor said some 4,000 dead lie in the harbour.", ("dead", "lie")),
        ("The envoy said the closure of Lom and Narvik makes relief work hard.", ("closure", "makes")),
    ],
)
def test_what_is_said_keeps_its_verb_and_subject(text: str, wanted: tuple[str, str]) -> None:
    assert wanted in verb_of(text)


def test_the_harmed_are_people_and_no_deed() -> None:
    (claim,) = read("The ministry said the plan puts return of the wounded and the displaced before talks.")
    assert (claim.type, claim.modality) == ("statement", "ongoing")


def test_whoever_hands_a_telling_on_is_not_what_was_said() -> None:
    (claim, *_) = read(
        "The army would leave if talks go on, Minister Ada Lund said on Monday, the Lakes Press reported."
    )
    assert (claim.holder.text, claim.type) == ("Ada Lund", "plan")


def test_two_verbs_with_one_object_are_one_deed() -> None:
    (claim,) = read("Nils Berg said the gate had been open until Norway closed and then mined the road behind it.")
    assert [one.actor for one in claim.actors] == ["norway"]


def test_what_opens_the_part_behind_a_semicolon_is_its_subject() -> None:
    claims = read(
        "The army has set terms; the rebels, having met in May, went on attacking, and say they will not talk."
    )
    assert [claim.holder.text for claim in claims if claim.type == "refusal"] == ["the rebels"]


@pytest.mark.parametrize("place", ["Riyadh", "Bujumbura", "Tegucigalpa", "Vientiane"])
def test_an_unseen_capital_is_a_name(place: str) -> None:
    (sentence,) = read_document(f"{place} called on the rebels to free the men.").sentences
    assert sentence.tokens[0].tag in {"PROPN", "NOUN"}


def test_a_denied_matter_is_denied_by_whoever_is_cited() -> None:
    (claim,) = read(
        "The information service said on Monday that an official denied any deal with Norway on opening Lom."
    )
    assert (claim.type, claim.holder.text) == ("denial", "an official")


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Experts accused Norway and Sweden of profiting from timber.", ["norway", "sweden"]),
        ("Experts accuse Norway of arming the rebels near Lom.", ["norway"]),
    ],
)
def test_what_somebody_is_charged_with_is_his_deed(text: str, doers: list[str]) -> None:
    (claim,) = read(text)
    assert (claim.type, [one.actor for one in claim.actors]) == ("violation", doers)


def test_a_past_tense_behind_what_would_be_done_is_the_speaker_s_own() -> None:
    claims = read("Berg vowed that the army would stay in Lom and rejected the truce proposal of Norway.")
    assert [(claim.type, claim.holder.text) for claim in claims][1:] == [("refusal", "Berg")]


def test_fire_across_a_border_is_an_attack() -> None:
    (claim,) = read("The ministry said Norwegian troops had fired across the border twice, wounding one soldier.")
    assert (claim.type, claim.event) == ("violation", "ASSAULT")
