"""Clocks that hang on several moments, quotas that are carried over or change on a date, verification in time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.making import agreement, at_least, counted, duty, h, start, state, status, window, word
from guarantor.model.agreement import Amendment, Amount, Anchor, Event, Offset, Recurrence, Verify, Window

SIGNING, HANDING = Anchor(kind="event", name="signing"), Anchor(kind="event", name="handing")
EVENTS = (Event(id="signing"), Event(id="handing"))
NEW_YEAR = Anchor(kind="date", name="1970-01-05")  # begins at hour 96
TEN = at_least(10)


def of(kind: str, *parts: Anchor) -> Anchor:
    return Anchor(kind=kind, name=f"{kind} of {parts}", of=parts)  # type: ignore[arg-type]


LATER = duty(quantity=TEN, window=Window(anchor=of("later", SIGNING, HANDING), end=Offset(seconds=h(72))))
EARLIER = replace(LATER, window=Window(anchor=of("earlier", SIGNING, HANDING), end=Offset(seconds=h(72))))


@pytest.mark.parametrize(
    ("held", "words", "at", "expected"),
    [
        (LATER, [start(0)], 50, "no information"),  # the second has not come: no clock runs
        (LATER, [start(0), start(40, about="handing")], 50, "due"),
        (LATER, [start(0), start(40, about="handing"), word("performed", 110, n=10)], 120, "fulfilled"),
        (LATER, [start(0), start(40, about="handing"), word("performed", 113, n=10)], 120, "fulfilled late"),
        (LATER, [start(0), word("not_triggered", 40, about="handing")], 50, "not yet due"),
        (LATER, [start(0), start(40, about="handing"), word("not_triggered", 45, about="handing", by="front")], 50,
         "disputed"),
        (EARLIER, [start(40, about="handing")], 50, "due"),
        (EARLIER, [start(0), start(40, about="handing"), word("performed", 73, n=10)], 120, "fulfilled late"),
        (EARLIER, [], 50, "no information"),
    ],
)  # fmt: skip
def test_the_later_and_the_earlier(held: object, words: list, at: float, expected: str) -> None:
    assert status(words, provision=held, at=at, events=EVENTS) == expected  # type: ignore[arg-type]


def test_one_event_or_in_any_case_a_date() -> None:
    """ "Seven days after the hand-over, and in any case by 5 January": the date binds though nobody tells of the event."""
    sooner = of("earlier", replace(HANDING, offset=Offset(seconds=h(24))), NEW_YEAR)
    held = duty(quantity=TEN, window=Window(anchor=SIGNING, until=sooner))
    late = [start(0), word("performed", 130, n=10)]
    assert status([start(0)], provision=held, at=119, events=EVENTS) == "due"
    assert status(late, provision=held, at=140, events=EVENTS) == "fulfilled late"
    early = [start(0), start(10, about="handing"), word("performed", 35, n=10)]
    assert status(early, provision=held, at=40, events=EVENTS) == "fulfilled late"  # due at 34


def daily(quantity: Amount, **more: object) -> object:
    every = Recurrence(every=Offset(days=1), **more)  # type: ignore[arg-type]
    return duty(quantity=quantity, window=window(None), recurrence=every)


def test_what_is_carried_over_counts_for_the_next_period() -> None:
    """Fifteen on the first day make up for five on the second, and five for fifteen that come after it."""
    words = [start(0), word("performed", 5, n=15, by="monitors"), word("performed", 30, n=5, by="monitors")]
    plain, carried = daily(TEN), daily(TEN, carry_over=True)
    assert status(words, [counted()], provision=plain, at=50) == "due"  # type: ignore[arg-type]

    def days(held: object) -> list[str]:
        found = state(agreement(held), words, [counted()], at=50).instances("duty")  # type: ignore[arg-type]
        return [instance.status for instance in found]

    assert days(plain) == ["fulfilled", "breached", "due"]
    assert days(carried) == ["fulfilled", "fulfilled", "in progress"]
    cell = state(agreement(carried), words, at=50)["duty"]  # type: ignore[arg-type]
    assert cell.status == "in progress"
    assert cell.current[0].owed is not None and cell.current[0].owed.target == 30.0


def test_an_amended_quota_governs_the_periods_that_begin_under_it() -> None:
    held = daily(TEN)
    amended = Amendment(since="1970-01-02", text="accord", provision=replace(held, quantity=at_least(4)))  # type: ignore[type-var]
    words = [start(0), word("performed", 5, n=5, by="monitors"), word("performed", 30, n=5, by="monitors")]
    accord = agreement(replace(held, amendments=(amended,)))  # type: ignore[type-var]
    found = state(accord, words, [counted()], at=50).instances("duty")
    assert [each.status for each in found] == ["breached", "fulfilled", "due"]


@pytest.mark.parametrize(("published", "late"), [(h(20) + h(48), False), (h(20) + h(48) + 1, True)])
def test_a_verification_has_its_own_time(published: int, late: bool) -> None:
    held = duty(quantity=TEN, verify=Verify(who=("monitors",), within=Offset(seconds=h(48))))
    words = [start(0), word("performed", 20, n=10), word("performed", 20, n=10, by="monitors", published=published)]
    cell = state(agreement(held), words)["duty"]
    assert (cell.status, cell.grade) == ("fulfilled", "verified")
    assert ("verified later than the text allows" in [mark.text for mark in cell.marks]) == late


def test_totals_are_used_up_once() -> None:
    """Two hand-overs owe ten each: twelve told in all are ten for the first and two for the second."""
    held = duty(quantity=TEN, consume="exclusive", window=window(200))
    events = (Event(id="signing", occurs="often"),)
    words = [start(0), start(10), word("total", 60, n=12)]
    found = state(agreement(held, events=events), words).instances("duty")
    assert [(i.status, i.owed.text if i.owed else "") for i in found] == [
        ("fulfilled", "10 of 10"), ("in progress", "2 of 10"),
    ]  # fmt: skip
    more = [*words, word("performed", 70, n=3), word("total", 90, n=20)]
    found = state(agreement(held, events=events), more).instances("duty")
    assert [i.status for i in found] == ["fulfilled", "fulfilled"]
