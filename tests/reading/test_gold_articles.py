"""Articles in the manner of agencies, briefings, local outlets and live blogs, held against gold made before reading."""

from __future__ import annotations

import pytest

from reading.gold import Score, article_names, faults, score

PRECISION, RECALL = 0.91, 0.79
"""Of claims with holder, type and modality right; where the guide leaves a border open, each side of it counts."""


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    """Every article, read and scored."""
    return [score(name) for name in article_names()]


def test_most_claims_are_right_and_most_are_found(scores: list[Score]) -> None:
    made, wanted = sum(one.made for one in scores), sum(one.wanted for one in scores)
    right = sum(one.right() for one in scores)
    wrong = [
        f"{one.name}: {faults(claim, gold)} {claim.type} {claim.modality} {claim.holder.text} | {claim.quote}"
        for one in scores
        for claim, gold in one.matched
        if faults(claim, gold)
    ]
    assert right / made >= PRECISION, "\n".join(wrong)
    assert right / wanted >= RECALL, "\n".join(wrong)


def test_nothing_that_did_not_happen_is_told_as_done(scores: list[Score]) -> None:
    """The gravest fault: an act that the article denies, told as done."""
    done = {"fulfilment", "commitment", "meeting"}
    false = [
        claim.quote
        for one in scores
        for claim, gold in one.matched
        if gold.polarity == "-"
        and claim.polarity == "+"
        and claim.type in done
        and claim.modality in {"happened", "ongoing"}
    ]
    assert not false
