"""Testimonies: resolved roots and instants, nothing guessed on the way; and which tellings are one act."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guarantor.linking.occurrences import tie
from guarantor.model.claim import Quantity, When
from guarantor.model.moments import interval
from guarantor.model.testimony import Testimony
from linking.making import ZONE, testimony


def day(text: str) -> tuple[int, int]:
    return interval(text, ZONE)


def test_who_what_and_when_we_recorded_it() -> None:
    found = testimony(when=When(start="2025-10-13", end="2025-10-13", precision="day"))
    assert (found.root, found.about, found.effect) == ("north", "people", "performed")
    assert found.happened == day("2025-10-13")
    assert found.recorded == 9  # with the link, not before it
    assert found.published == day("2025-11-01")[1]


def test_without_a_time_it_happened_since_the_case_began_and_before_it_was_printed() -> None:
    assert testimony().happened == (day("2025-10-01")[0], day("2025-11-01")[1])


def test_a_time_that_is_told_but_not_resolved_counts_for_nothing() -> None:
    assert testimony(when=When(start=None, end=None, precision="vague")).happened is None


def test_what_happened_is_no_later_than_its_publication() -> None:
    found = testimony(when=When(start="2025-10-30", end="2025-11-05", precision="interval"))
    assert found.happened == (day("2025-10-30")[0], day("2025-11-01")[1])
    later = testimony(when=When(start="2025-11-05", end="2025-11-05", precision="day"))
    assert later.happened is None
    intended = testimony(effect="intends", when=When(start="2025-11-05", end="2025-11-05", precision="day"))
    assert intended.happened == day("2025-11-05")


def test_a_total_counts_up_to_its_cut_off() -> None:
    told = Quantity(
        value=145, low=145, high=145, kind="cumulative", unit="trucks", since="2025-10-10", as_of="2025-10-31"
    )
    found = testimony("total", 0, quantities=(told,))
    assert found.happened == day("2025-10-31")
    assert found.since == day("2025-10-10")[0]
    assert (found.low, found.high) == (145, 145)
    undated = testimony("total", 0, quantities=(replace(told, as_of=None),))
    assert undated.happened == (day("2025-11-01")[1],) * 2


def test_an_open_bound_stays_open() -> None:
    found = testimony("performed", 0, quantities=(Quantity(value=20, low=20, high=None),))
    assert (found.low, found.high) == (20, None)


@pytest.mark.parametrize(
    ("value", "low", "high", "bound"),
    [
        (20, 20, 20, ""),  # 20
        (20, 20, None, "at least"),  # more than 20
        (20, None, 20, "up to"),  # almost 20
        (20, None, None, "about"),  # some 20
        (None, 15, 20, "between"),  # 15 to 20
        (None, 200, None, "at least"),  # hundreds
    ],
)
def test_how_the_words_put_an_amount_is_kept(
    value: float | None, low: float | None, high: float | None, bound: str
) -> None:
    found = testimony("performed", 0, quantities=(Quantity(value=value, low=low, high=high),))
    assert found.bound == bound
    assert testimony("performed").bound == ""


def word(name: str, when: tuple[int, int], amount: float | None, root: str = "north", **fields: Any) -> Testimony:
    return Testimony(
        claim=name,
        about="people",
        root=root,
        effect="performed",
        happened=when,
        recorded=0,
        low=amount,
        high=amount,
        **fields,
    )


MONTH = (day("2025-10-01")[0], day("2025-11-01")[1])
ACTS = [
    # what is told (when, amount), how many acts
    ([(day("2025-10-13"), 4), (day("2025-10-13"), 4)], 1),  # told twice
    ([(day("2025-10-13"), 4), (day("2025-10-14"), 4)], 2),  # two days
    ([(day("2025-10-13"), 7), (day("2025-10-13"), 20)], 1),  # a figure that grew over the day
    ([(day("2025-10-13"), 4), (MONTH, 4)], 1),  # repeated without a date
    ([(day("2025-10-13"), 4), (MONTH, None)], 1),  # no amount, some time
    ([(day("2025-10-13"), 4), (MONTH, None)], 1),  # no amount adds nothing
]


@pytest.mark.parametrize(("told", "acts"), ACTS)
def test_which_tellings_are_one_act(told: list[tuple[tuple[int, int], float | None]], acts: int) -> None:
    words = [word(f"c{number}", when, amount) for number, (when, amount) in enumerate(told)]
    assert len({each.occurrence for each in tie(words, zone=ZONE)}) == acts


@pytest.mark.parametrize(("amount", "scope"), [(9, "same"), (3, "narrower")])
def test_an_amount_without_a_day_is_never_added_to_acts(amount: float, scope: str) -> None:
    """More than the largest dated act is a running count; less affirms that much."""
    told = tie([word("a", day("2025-10-13"), 4), word("b", MONTH, amount)], zone=ZONE)
    assert (told[0].effect, told[0].occurrence is None) == ("performed", False)
    assert (told[1].effect, told[1].scope, told[1].occurrence) == ("total", scope, None)
    assert told[1].happened == (MONTH[1], MONTH[1])


def test_amounts_are_pooled_only_where_all_tell_the_same() -> None:
    same = [word("a", day("2025-10-13"), 4), word("b", day("2025-10-13"), 4, root="south")]
    assert all(each.pooled for each in tie(same, zone=ZONE))
    other = [*same, word("c", day("2025-10-13"), 5, root="watch")]
    assert not any(each.pooled for each in tie(other, zone=ZONE))
    assert all(each.pooled for each in tie([replace(w, link="l") for w in other], zone=ZONE, accepted=frozenset("l")))


@settings(deadline=None)
@given(st.permutations([(day("2025-10-13"), 4.0), (day("2025-10-14"), 4.0), (MONTH, 4.0), (MONTH, None), (MONTH, 9.0)]))
def test_the_order_of_arrival_does_not_matter(told: list[tuple[tuple[int, int], float | None]]) -> None:
    words = [word(f"{when}{amount}", when, amount) for when, amount in told]
    found = {each.claim: each.occurrence for each in tie(words, zone=ZONE)}
    again = {each.claim: each.occurrence for each in tie(sorted(words, key=lambda w: w.claim), zone=ZONE)}
    assert found == again


def amount(**fields: Any) -> Quantity:
    return Quantity(value=45.0, low=45.0, high=45.0, **fields)


MONTH_TOLD = When(start="2025-10-01", end="2025-10-31", precision="month")


@pytest.mark.parametrize(
    ("effect", "when", "figure", "stretch"),
    [
        ("performed", MONTH_TOLD, amount(), True),
        ("performed", MONTH_TOLD, amount(since="2025-10-01", as_of="2025-10-31"), True),
        ("performed", MONTH_TOLD, amount(kind="rate"), False),
        ("performed", MONTH_TOLD, amount(kind="cumulative"), False),
        ("performed", When(start="2025-11-01", end="2025-11-30", precision="month"), amount(), False),
        ("performed", When(start="2025-10-13", end="2025-10-13", precision="day"), amount(), False),
        ("performed", When(start="2025-10-13", end=None, precision="day"), amount(), False),
        ("performed", When(start=None, end="2025-10-13", precision="day"), amount(), False),
        ("performed", When(start="2025-10-01", end="2025-10-31", precision="vague"), amount(), False),
        ("performed", None, amount(), False),
        ("total", MONTH_TOLD, amount(), False),
        ("forbidden", MONTH_TOLD, amount(), False),
    ],
)
def test_which_amounts_are_those_of_a_whole_stretch(
    effect: str, when: When | None, figure: Quantity, stretch: bool
) -> None:
    assert testimony(effect, 0, quantities=(figure,), when=when).stretch is stretch


def test_a_month_that_is_not_over_counts_from_its_start_and_is_never_added() -> None:
    """The report is of 1 November: what it tells of November may still grow."""
    november = When(start="2025-11-01", end="2025-11-30", precision="month")
    found = testimony("performed", 0, quantities=(amount(),), when=november)
    assert (found.effect, found.happened, found.occurrence) == ("performed", day("2025-11-01"), found.occurrence)
    week = When(start="2025-10-27", end="2025-11-02", precision="week")
    found = testimony("performed", 0, quantities=(amount(),), when=week)
    assert (found.effect, found.scope, found.since) == ("total", "narrower", day("2025-10-27")[0])


def test_words_of_one_root_on_one_stretch_are_one_act_and_another_root_s_are_not() -> None:
    words = [word("a", MONTH, 9, stretch=True), word("b", MONTH, 8, stretch=True)]
    other = word("c", MONTH, 9, root="south", stretch=True)
    a, b, c = tie([*words, other], zone=ZONE)
    assert a.occurrence == b.occurrence != c.occurrence
    assert {(each.effect, each.stretch, each.pooled) for each in (a, b, c)} == {("performed", True, False)}


def test_an_amount_of_a_stretch_that_is_a_dated_act_s_is_that_act() -> None:
    dated, told = tie([word("a", day("2025-10-13"), 4), word("b", MONTH, 4, stretch=True)], zone=ZONE)
    assert told.occurrence == dated.occurrence
    assert told.stretch  # kept, for the day when the dated word is taken back
