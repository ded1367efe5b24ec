"""Spans, dates and clocks: what authors write, and what it becomes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement.making import provision
from guarantor.agreement.dates import DateError, day_of, moment_of
from guarantor.agreement.offsets import parse_offset
from guarantor.agreement.wording import span
from guarantor.model.clauses import Anchor, Offset, Recurrence, Window

SPANS = [
    ("72h", Offset(seconds=259200)),
    ("72 hours", Offset(seconds=259200)),
    ("7 days", Offset(days=7)),
    ("a week", Offset(days=7)),
    ("2 weeks", Offset(days=14)),
    ("6 months", Offset(months=6)),
    ("one year", Offset(months=12)),
    ("a quarter", Offset(months=3)),
    ("30 min", Offset(seconds=1800)),
    ("1 month and 5 days", Offset(months=1, days=5)),
    ("1 month, 2 days and 3 hours", Offset(months=1, days=2, seconds=10800)),
    ("thirty days", Offset(days=30)),
    ("30-day", Offset(days=30)),
    ("36 months less 60 days", Offset(months=36, days=-60)),
    ("soon", None),
    ("72", None),
    ("days", None),
    ("3 moons", None),
    ("", None),
]


@pytest.mark.parametrize(("words", "offset"), SPANS)
def test_spans(words: str, offset: Offset | None) -> None:
    assert parse_offset(words) == offset


@given(
    st.builds(
        Offset,
        months=st.integers(0, 40),
        days=st.integers(-400, 400),
        seconds=st.integers(-100_000, 100_000),
    )
)
def test_a_span_said_and_read_again_is_the_same(offset: Offset) -> None:
    said = span(offset)
    first = next((number for number in (offset.months, offset.days, offset.seconds) if number), 0)
    sign = -1 if first < 0 else 1
    ahead = Offset(months=offset.months * sign, days=offset.days * sign, seconds=offset.seconds * sign)
    assert parse_offset(said) == (ahead if first else None)


@given(st.dates(max_value=date(9998, 12, 31)))
def test_every_day_that_exists_is_read(day: object) -> None:
    assert day_of(str(day)) == str(day)


@given(st.integers(1900, 2100), st.integers(0, 14), st.integers(0, 33))
def test_a_day_is_read_or_refused_never_changed(year: int, month: int, day: int) -> None:
    words = f"{year}-{month:02}-{day:02}"
    try:
        assert day_of(words) == words
    except DateError as problem:
        assert words in problem.found and problem.do


MOMENTS = [
    ("2031-03-10 12:00", "2031-03-10T12:00:00+02:00"),
    ("2031-07-10 12:00", "2031-07-10T12:00:00+03:00"),
    ("2031-03-10T12:00:30Z", "2031-03-10T12:00:30+00:00"),
    ("2031-03-10 12:00 UTC", "2031-03-10T12:00:00+00:00"),
    ("2031-03-10 12:00 +0530", "2031-03-10T12:00:00+05:30"),
    ("2031-03-10 12:00 Asia/Tokyo", "2031-03-10T12:00:00+09:00"),
    ("2031-03-10", "2031-03-10"),
]


@pytest.mark.parametrize(("words", "moment"), MOMENTS)
def test_moments_are_in_the_zone_of_the_agreement_or_their_own(words: str, moment: str) -> None:
    assert moment_of(words, "Europe/Helsinki") == moment


@pytest.mark.parametrize("words", ["2031-03-30 03:30", "2031-10-26 03:30"])
def test_local_times_that_do_not_exist_or_come_twice_are_refused(words: str) -> None:
    with pytest.raises(DateError, match="the clocks change"):
        moment_of(words, "Europe/Helsinki")


PULL_BACK = Anchor(kind="event", name="pull-back")
DEAL = Anchor(kind="text", name="deal")
WINDOWS = [
    ("within: 72h of pull-back", Window(anchor=PULL_BACK, end=Offset(seconds=259200))),
    ("within: 7 days after approval", Window(anchor=Anchor(kind="event", name="approval"), end=Offset(days=7))),
    ("within: 30 days from 2031-04-01", Window(anchor=Anchor(kind="date", name="2031-04-01"), end=Offset(days=30))),
    ("within: 3 days of phase one", Window(anchor=Anchor(kind="phase", name="one"), end=Offset(days=3))),
    ("within: 6 months of deal", Window(anchor=DEAL, end=Offset(months=6))),
    ("within: 6 months of approval, rounding: down",
     Window(anchor=Anchor(kind="event", name="approval"), end=Offset(months=6, rounding="down"))),
    ("from: 2 days after pull-back, until: 14 days after pull-back",
     Window(anchor=PULL_BACK, start=Offset(days=2), end=Offset(days=14))),
    ("from: 2 days before pull-back", Window(anchor=PULL_BACK, start=Offset(days=-2))),
    ("from: pull-back", Window(anchor=PULL_BACK)),
    ("from: pull-back, until: 2031-12-31", Window(anchor=PULL_BACK, until=Anchor(kind="date", name="2031-12-31"))),
    ("until: 14 days after pull-back", Window(anchor=PULL_BACK, start=None, end=Offset(days=14))),
    ("by: 2031-12-31", Window(anchor=DEAL, until=Anchor(kind="date", name="2031-12-31"))),
    ("by: 2031-12-31 12:00", Window(anchor=DEAL, until=Anchor(kind="date", name="2031-12-31T12:00:00+02:00"))),
    ("within: 72h of pull-back, by: 2031-12-31",
     Window(anchor=PULL_BACK, end=Offset(seconds=259200), until=Anchor(kind="date", name="2031-12-31"))),
    ("by: pull-back", Window(anchor=PULL_BACK, start=None, end=Offset())),
    ("from: 24h before pull-back, until: pull-back",
     Window(anchor=PULL_BACK, start=Offset(seconds=-86400), end=Offset())),
    ("phase: one", Window(anchor=Anchor(kind="phase", name="one"))),
    ("note: nothing about time", Window(anchor=DEAL)),
    ("every: 6 months from deal", Window(anchor=DEAL)),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "window"), WINDOWS)
def test_windows(tmp_path: Path, keys: str, window: Window) -> None:
    assert provision(tmp_path, f"do: {{act: release, of: captives}}, {keys}").window == window


PERIODS = [
    ("every: day", Recurrence(every=Offset(days=1))),
    ("every: daily", Recurrence(every=Offset(days=1))),
    ("every: 24h", Recurrence(every=Offset(seconds=86400))),
    ("every: week, quota: average", Recurrence(every=Offset(days=7), quota="average")),
    ("every: 3 months from deal", Recurrence(every=Offset(months=3))),
    ("every: month, quota: sum, carry-over: true, rounding: up",
     Recurrence(every=Offset(months=1, rounding="up"), quota="sum", carry_over=True)),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "recurrence"), PERIODS)
def test_recurrences(tmp_path: Path, keys: str, recurrence: Recurrence) -> None:
    assert provision(tmp_path, f"do: {{act: release, of: captives}}, {keys}").recurrence == recurrence


APPROVAL = Anchor(kind="event", name="approval")
DATE = Anchor(kind="date", name="2031-12-31")
JOINED = [
    ("within: 72h of the later of approval and pull-back", "later", (APPROVAL, PULL_BACK)),
    ('within: "72h of approval or pull-back, whichever is later"', "later", (APPROVAL, PULL_BACK)),
    ('from: "the earlier of approval, pull-back or 2031-12-31"', "earlier", (APPROVAL, PULL_BACK, DATE)),
    ("from: the first of approval and pull-back", "earlier", (APPROVAL, PULL_BACK)),
    ("by: the last of approval and pull-back", "later", (APPROVAL, PULL_BACK)),
    ("within: 72h of the later of 7 days after approval and pull-back", "later",
     (Anchor(kind="event", name="approval", offset=Offset(days=7)), PULL_BACK)),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "kind", "parts"), JOINED)
def test_the_later_and_the_earlier_of_several_moments(
    tmp_path: Path, keys: str, kind: str, parts: tuple[Anchor, ...]
) -> None:
    window = provision(tmp_path, f"do: {{act: release, of: captives}}, {keys}").window
    assert window is not None
    assert (window.anchor.kind, window.anchor.of) == (kind, parts)


ENDS = [
    ("by: the earlier of 7 days after approval and 2031-12-31", DEAL, "earlier", (7, 0)),
    ("within: 72h of pull-back, until: 14 days after approval", PULL_BACK, "earlier", (14,)),
    ("from: pull-back, until: 14 days after approval", PULL_BACK, "earlier", (14,)),
    ("within: 72h of pull-back, by: 14 days after approval", PULL_BACK, "earlier", (14,)),
]


@pytest.mark.parametrize(("keys", "anchor", "kind", "days"), ENDS)
def test_ends_that_hang_on_something_else(
    tmp_path: Path, keys: str, anchor: Anchor, kind: str, days: tuple[int, ...]
) -> None:
    window = provision(tmp_path, f"do: {{act: release, of: captives}}, {keys}").window
    assert window is not None and window.until is not None
    assert (window.anchor, window.until.kind) == (anchor, kind)
    assert tuple(part.offset.days for part in window.until.of) == days


def test_by_some_time_before_an_event(tmp_path: Path) -> None:
    window = provision(tmp_path, "do: {act: release, of: captives}, by: 60 days before pull-back").window
    assert window == Window(anchor=PULL_BACK, start=None, end=Offset(days=-60))
