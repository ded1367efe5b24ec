"""Amounts told for a whole stretch of time: months that add up, and never the same tonne twice."""

from __future__ import annotations

import pytest

from assessment.making import agreement, at_least, duty, h, start, state, status, window, word
from guarantor.assessment import explain
from guarantor.assessment.check import check
from guarantor.assessment.log import Log
from guarantor.model.agreement import Offset, Recurrence
from guarantor.model.assessment import ProvisionStatus
from guarantor.model.testimony import Testimony as Word
from guarantor.model.testimony import Voices

WEEK = 168
CARRIED = duty(
    quantity=at_least(40),
    window=window(None),
    recurrence=Recurrence(every=Offset(days=7), quota="each", carry_over=True),
)
EACH = duty(quantity=at_least(40), window=window(None), recurrence=Recurrence(every=Offset(days=7), quota="each"))
END = 1 / 3600


def week(number: int, n: float, weeks: int = 1, **more: object) -> Word:
    """What is told of one of the weeks (0, 1 …), or of several from it on."""
    span = (number * WEEK, (number + weeks) * WEEK - END)
    return word("performed", span, n=n, stretch=True, claim=f"w{number}:{weeks}:{n}:{sorted(more.items())}", **more)


def figure(*words: Word, held: object = CARRIED, at: float = 3 * WEEK) -> float | None:
    found = cell(*words, held=held, at=at)
    return None if found.owed is None or not found.owed.by_root else found.owed.by_root[0].value


def cell(*words: Word, held: object = CARRIED, at: float = 3 * WEEK) -> ProvisionStatus:
    return state(agreement(held), [start(), *words], at=at)["duty"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "comes_to"),
    [
        ([week(0, 40), week(1, 42), week(2, 45)], 127),
        ([week(0, 40), week(1, 42), week(2, 45), word("performed", (350, 374), n=5)], 127),  # a part of the third week
        ([week(0, 40), week(1, 42), week(2, 45), word("performed", (350, 374), n=50)], 132),  # more than it is told to be
        ([week(2, 5), word("performed", (340, 350), n=3), word("performed", (360, 370), n=4)], 7),
        ([week(2, 9), word("performed", (340, 350), n=3), word("performed", (360, 370), n=4)], 9),
        ([week(0, 40), week(1, 42), week(0, 90, weeks=2)], 90),
        ([week(0, 40), week(1, 42), week(0, 80, weeks=2)], 82),
        ([week(0, 40), word("total", 2 * WEEK - END, n=100), week(2, 45)], 145),
        ([week(0, 40), word("total", WEEK + 5, n=100), week(1, 45)], 100),  # no telling how much of the week came after
    ],
)  # fmt: skip
def test_the_same_amount_is_never_counted_twice(words: list[Word], comes_to: float) -> None:
    assert figure(*words) == comes_to


def test_what_is_told_later_of_the_same_stretch_takes_its_place() -> None:
    first = week(2, 45, occurrence="o", recorded=h(3 * WEEK))
    assert figure(first, week(2, 44, occurrence="o", recorded=h(3 * WEEK) + 1)) == 44


def test_rival_words_on_a_stretch_are_not_added() -> None:
    found = cell(week(2, 45), week(2, 60, by="front"))
    assert found.owed is not None
    assert {each.root: each.value for each in found.owed.by_root} == {"north": 45, "front": 60}


def test_one_period_makes_up_for_another_only_with_carry_over() -> None:
    words = [start(), week(0, 30), week(1, 50)]
    carried = state(agreement(CARRIED), words, at=2 * WEEK).instances("duty")
    assert [each.status for each in carried][:2] == ["fulfilled late", "fulfilled"]
    alone = state(agreement(EACH), words, at=2 * WEEK).instances("duty")
    assert [each.status for each in alone][:2] == ["overdue", "fulfilled"]


def test_what_is_told_of_many_periods_decides_no_single_one() -> None:
    found = state(agreement(EACH), [start(), week(0, 500, weeks=2)], at=2 * WEEK).instances("duty")
    assert [each.status for each in found][:2] == ["no information", "no information"]


def test_a_stretch_that_began_before_the_window_only_says_that_no_more_was_done() -> None:
    held = duty(quantity=at_least(10), window=window(72))
    before = word("performed", (-48, 96), n=50, stretch=True)
    assert status([start(), before], provision=held, at=100) == "no information"
    assert status([start(), word("performed", (-48, 96), n=5, stretch=True)], provision=held, at=100) == "overdue"


def test_the_checker_accepts_what_it_is_told_of_stretches() -> None:
    held = duty(quantity=at_least(10), window=window(72))
    everybody = Voices(account="all", everybody=True)
    for words in (
        [start(), word("performed", (0, 47), n=12, stretch=True), word("performed", 5, n=2)],
        [start(), word("performed", (-48, 96), n=5, stretch=True)],
        [start(), word("performed", (0, 20), n=4, stretch=True), word("performed", (24, 47), n=4, stretch=True)],
    ):
        log = Log.of(words, [])
        for explanation in explain(state(agreement(held), words, at=100), "duty"):
            assert check(explanation, log, everybody) == ()


def test_single_periods_are_no_rate_over_all_of_them() -> None:
    """Who tells of one week only is not held against the weeks of which nothing is told, and nobody else's is added."""
    told = word("performed", (WEEK + 1, WEEK + 9), n=45, claim="one", by="north")
    more = word("performed", (2 * WEEK + 1, 2 * WEEK + 9), n=35, claim="two", by="north")
    other = word("total", WEEK - 1, n=30, by="south")
    assert cell(told, held=EACH).owed.text == "north: 45 in 1 (45 a week of 40)"  # type: ignore[union-attr]
    assert cell(told, more, held=EACH).owed.text == "north: 80 in 2 (40 a week of 40)"  # type: ignore[union-attr]
    both = cell(told, other, held=EACH).owed
    assert both is not None
    assert both.text == "north: 45 in 1 (45 a week of 40); south: 30 in 1 (30 a week of 40)"
