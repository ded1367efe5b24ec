"""Clauses beside the main one that tell a deed of their own, and what goes on in somebody's voice."""

from __future__ import annotations

import pytest

from guarantor.model.claim import Claim
from guarantor.reading import read_text

PUBLISHED = "2025-11-07"


def claims(text: str) -> list[Claim]:
    """The claims of a text."""
    return list(read_text(text, published=PUBLISHED, outlet="Lakes Post"))


def find(text: str, words: str) -> Claim:
    """The claim whose words begin so."""
    return next(claim for claim in claims(text) if claim.quote.startswith(words))


SIDE = (
    ("The fighters, who handed over 86 rifles on Monday, will be sent to a camp.", "who handed over", "happened"),
    ("Mr Lund leads the team, which met the rebels in Lima on Monday.", "which met", "happened"),
    ("The ceasefire collapsed a week after a mine wounded four farmers near the camp.", "a mine wounded", "happened"),
)


@pytest.mark.parametrize(("text", "begins", "modality"), SIDE)
def test_a_side_clause_tells_its_own_deed(text: str, begins: str, modality: str) -> None:
    """It is the outlet's, has a span of its own, and is told as done."""
    claim = find(text, begins)
    assert (claim.modality, claim.polarity, claim.holder.text) == (modality, "+", None)
    assert claim.type in {"violation", "fulfilment", "commitment", "meeting", "refusal", "figure"}


OPEN = (
    "The army will withdraw after the rebels released 40 men.",
    "The envoy, who is expected to meet the rebels on Friday, left.",
    "The convoy, which would be released if the rebels agreed, waited on Monday.",
    "The ministry said it would reopen the post only after soldiers left the village.",
)


@pytest.mark.parametrize("text", OPEN)
def test_what_lies_ahead_is_no_deed_beside(text: str) -> None:
    """A clause that is only expected, or that a plan hangs on, is never told as done."""
    done = {"fulfilment", "violation", "meeting"}
    assert not [one for one in claims(text) if one.type in done and one.modality in {"happened", "ongoing"}]


TURNED_DOWN = (
    ("The army said rebels shelled the town on Monday, a claim denied by the governor.", "the governor"),
    ("The army said rebels shelled the town on Monday, an accusation the rebel spokesman rejected.", "rebel spokesman"),
)


@pytest.mark.parametrize(("text", "holder"), TURNED_DOWN)
def test_a_charge_turned_down_in_passing_is_a_denial(text: str, holder: str) -> None:
    """Held by the one who turns it down, and not by the accuser."""
    denial = next(claim for claim in claims(text) if claim.type == "denial")
    assert (denial.modality, denial.polarity) == ("denied", "-")
    assert holder in (denial.holder.text or "")


def test_two_propositions_of_one_speaker_are_two_claims() -> None:
    """ "Would not A but was ready to B"."""
    text = "Mr Lund said he would not lay down arms as long as soldiers occupied the forests, but was prepared to meet them."
    made = claims(text)
    assert [one.type for one in made][:1] == ["refusal"]
    second = made[1]
    assert second.polarity == "+" and second.modality in {"planned", "conditional"}
    assert second.holder.text == made[0].holder.text


def test_a_count_of_the_harmed_goes_on_in_the_voice_before() -> None:
    """And the claim's rule says so; what stands in a paragraph of its own is the outlet's."""
    told = "The mission reported that a patrol was ambushed on Tuesday."
    harm = "One peacekeeper from Zambia was killed."
    carried = find(f"{told} {harm}", "One")
    assert carried.holder.text == "The mission" and carried.rule.startswith("carried:")
    assert find(f"{told}\n\n{harm}", "One").holder.text is None


VERBS = (
    ("Brazil, which backs the talks, hailed the agreement on Friday.", "Brazil", "position"),
    ("The Force said that these strikes violate resolution 1701.", "The Force", "violation"),
)


@pytest.mark.parametrize(("text", "holder", "kind"), VERBS)
def test_a_verb_that_the_tagger_lost_is_found(text: str, holder: str, kind: str) -> None:
    """Behind a relative clause; after a plural subject."""
    (made,) = claims(text)
    assert (made.holder.text, made.type) == (holder, kind)
