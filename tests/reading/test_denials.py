"""What was not done is never read as done, wherever the denial stands: subject, object, noun, phrase."""

from __future__ import annotations

import pytest

from guarantor.reading import read_text

PUBLISHED = "2025-11-14"

NOT_DONE = (
    "Neither Norway nor Sweden have completed the withdrawal of heavy weapons, the mission said on Monday.",
    "The mission said that neither side has completed the withdrawal of heavy weapons.",
    "No prisoners have been released, the Red Cross said.",
    "No withdrawal has taken place, the UN mission said.",
    "There has been no release of prisoners, the ICRC said.",
    "There is little sign of a withdrawal, the mission said.",
    "There was no sign that the rebels had withdrawn from the town, the mission said.",
    "None of the 20 hostages has been released, the ministry said.",
    "None of the parties has withdrawn its troops, the UN said.",
    "Not a single truck has entered, the ministry said.",
    "Not one of the detainees has been freed, relatives said.",
    "Norway has yet to open the crossing, the ministry said.",
    "Norway failed to return the bodies, Sweden said.",
    "Norway stopped short of reopening the crossing, a UN official said.",
    "Norway is far from completing the withdrawal, a mediator said.",
    "The parties are nowhere near completing the exchange, a mediator said.",
    "The exchange never took place, Norway said.",
    "Hardly any aid has entered, UNICEF said.",
    "The rebels have released no prisoners, the government said.",
    "Nobody has been freed, relatives said.",
    "Neither Norway nor the rebels released any prisoners.",
    "The government said it had never agreed to release the prisoners.",
)


@pytest.mark.parametrize("sentence", NOT_DONE)
def test_not_done_is_told_as_not_done(sentence: str) -> None:
    claims = read_text(sentence, published=PUBLISHED)
    assert claims, "no claim"
    assert all(claim.polarity == "-" for claim in claims), [(one.type, one.rule) for one in claims]
    assert not {"fulfilment", "commitment"} & {claim.type for claim in claims}


NOT_SAID = (
    "Sweden has stopped short of accusing Norway of breaking the truce.",
    "Neither side has published the list of sites covered by the truce.",
)


@pytest.mark.parametrize("sentence", NOT_SAID)
def test_what_was_not_said_is_nobody_s_word(sentence: str) -> None:
    claims = read_text(sentence, published=PUBLISHED)
    assert not [one for one in claims if one.type in {"violation", "demand"} or one.polarity == "+"]


def test_a_question_put_is_no_demand() -> None:
    text = "Asked how the UN checks the trucks, the spokesman said that monitors count them at the gate."
    assert "demand" not in {claim.type for claim in read_text(text, published=PUBLISHED)}


LEFT_OPEN = (
    "Norway did not refuse to release the prisoners, the envoy said.",
    "Norway nearly released the prisoners, the envoy said.",
)


@pytest.mark.parametrize("sentence", LEFT_OPEN)
def test_what_is_left_open_is_not_told_as_done(sentence: str) -> None:
    (claim,) = read_text(sentence, published=PUBLISHED)
    assert (claim.type, claim.modality) == ("statement", "unknown")


DONE = (
    "Men with no uniforms attacked the village on Monday, residents said.",
    "The army, with no warning, shelled the village on Monday, residents said.",
)


@pytest.mark.parametrize("sentence", DONE)
def test_a_denier_elsewhere_denies_nothing(sentence: str) -> None:
    (claim,) = read_text(sentence, published=PUBLISHED)
    assert claim.polarity == "+"
