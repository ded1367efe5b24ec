"""Civil arithmetic: every row of the dates-calc test data, ends of windows, zones, periods."""

from __future__ import annotations

import csv
import itertools
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guarantor.model.calendar import (
    add_months,
    add_to_date,
    deadline,
    first_of_month,
    last_of_month,
    opening,
    periods,
)
from guarantor.model.clauses import Offset, Rounding
from guarantor.model.moments import TimeError, day_end, day_of, day_start, interval, moment, show

# Rows in the manner of dates-calc (Apache-2.0, the Catala project): a date, a period, the date rounded up and down.
ROWS = [
    ("2012-03-20", (0, 0, 10), "2012-03-30", "2012-03-30"),
    ("2013-02-28", (0, 0, 1), "2013-03-01", "2013-03-01"),
    ("2012-02-28", (0, 0, 1), "2012-02-29", "2012-02-29"),
    ("2012-03-31", (0, 1, 0), "2012-05-01", "2012-04-30"),
    ("2013-01-31", (0, 1, 0), "2013-03-01", "2013-02-28"),
    ("2012-02-29", (1, 0, 0), "2013-03-01", "2013-02-28"),
    ("2012-02-29", (88, 0, 0), "2100-03-01", "2100-02-28"),
    ("2012-12-31", (0, -1, 0), "2012-12-01", "2012-11-30"),
]


def plus(day: str, period: tuple[int, int, int], rounding: Rounding) -> str:
    years, months, days = period
    offset = Offset(months=12 * years + months, days=days, rounding=rounding)
    return add_to_date(date.fromisoformat(day), offset).isoformat()


@pytest.mark.parametrize(("day", "period", "up", "down"), ROWS)
def test_rows(day: str, period: tuple[int, int, int], up: str, down: str) -> None:
    assert plus(day, period, "up") == up
    assert plus(day, period, "down") == down


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8") as lines:
        return [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=";") if row][1:]


def period_of(text: str) -> tuple[int, int, int]:
    years, months, days = (int(number) for number in re.findall(r"-?\d+", text))
    return years, months, days


def test_every_row_of_dates_calc(shared: Path) -> None:
    folder = shared / "bench" / "data" / "provisions" / "dates_calc"
    seen = 0
    for day, period, expected in read(folder / "exact_computations.csv"):
        assert plus(day, period_of(period), "none") == expected
        seen += 1
    for day, period, up, down in read(folder / "ambiguous_computations.csv"):
        assert plus(day, period_of(period), "up") == up
        assert plus(day, period_of(period), "down") == down
        with pytest.raises(TimeError):
            plus(day, period_of(period), "none")
        seen += 1
    for day, first, last in read(folder / "first_last_day_of_month.csv"):
        assert first_of_month(date.fromisoformat(day)).isoformat() == first
        assert last_of_month(date.fromisoformat(day)).isoformat() == last
        seen += 1
    assert seen > 25


def test_hours_are_exact_and_days_end_with_the_day() -> None:
    noon = moment("2025-10-10T12:00", "Asia/Amman")
    assert show(deadline(noon, Offset(seconds=72 * 3600), "Asia/Amman"), "Asia/Amman") == "2025-10-13 12:00"
    assert deadline(noon, Offset(days=7), "Asia/Amman") == day_end(date(2025, 10, 17), "Asia/Amman")
    assert opening(noon, Offset(days=2), "Asia/Amman") == day_start(date(2025, 10, 12), "Asia/Amman")
    assert opening(noon, Offset(seconds=0), "Asia/Amman") == noon


def test_hours_across_a_change_of_clocks_are_elapsed_hours() -> None:
    before = moment("2025-10-25T12:00", "Europe/Paris")
    assert show(deadline(before, Offset(seconds=24 * 3600), "Europe/Paris"), "Europe/Paris") == "2025-10-26 11:00"
    assert deadline(before, Offset(days=1), "Europe/Paris") == day_end(date(2025, 10, 26), "Europe/Paris")
    first, last = interval("2025-10-26", "Europe/Paris")
    assert last - first + 1 == 25 * 3600


def test_months_without_a_day_need_a_rounding() -> None:
    with pytest.raises(TimeError, match="round"):
        add_months(date(2025, 8, 31), 1, "none")


@pytest.mark.parametrize("text", ["2025-02-30", "2025-13-01", "yesterday", "2025-11-01T25:00", "1.11.2025"])
def test_times_that_do_not_exist(text: str) -> None:
    with pytest.raises(TimeError):
        interval(text)


def test_unknown_zone_is_named() -> None:
    with pytest.raises(TimeError, match="Mars"):
        interval("2025-11-01", "Mars/Olympus")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", "2025-01-01 00:00", "2025-12-31 23:59"),
        ("2024-02", "2024-02-01 00:00", "2024-02-29 23:59"),
        ("2025-12", "2025-12-01 00:00", "2025-12-31 23:59"),
        ("2025-11-01", "2025-11-01 00:00", "2025-11-01 23:59"),
        ("2025-11-01T12:30", "2025-11-01 12:30", "2025-11-01 12:30"),
        ("2025-11-01T12:30Z", "2025-11-01 15:30", "2025-11-01 15:30"),
        ("2025-11-01T12:30+03:00", "2025-11-01 12:30", "2025-11-01 12:30"),
    ],
)
def test_intervals(text: str, first: str, last: str) -> None:
    lo, hi = interval(text, "Asia/Amman")
    assert (show(lo, "Asia/Amman"), show(hi, "Asia/Amman")) == (first, last)


def test_periods_of_months_do_not_wander() -> None:
    start = day_start(date(2025, 1, 31))
    found = periods(start, Offset(months=1, rounding="down"), day_end(date(2025, 5, 10)), "UTC")
    assert [day_of(first).isoformat() for first, _ in found] == [
        "2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30",
    ]  # fmt: skip


def test_a_period_that_does_not_move_on_is_an_error() -> None:
    with pytest.raises(TimeError):
        periods(0, Offset(), 100, "UTC")


@given(
    start=st.integers(0, 2**31), days=st.integers(1, 40), length=st.integers(0, 200 * 86_400),
    zone=st.sampled_from(["UTC", "Asia/Amman", "America/Bogota", "Europe/Paris", "Australia/Lord_Howe"]),
)  # fmt: skip
def test_periods_tile_the_time(start: int, days: int, length: int, zone: str) -> None:
    found = periods(start, Offset(days=days), start + length, zone)
    assert found[0][0] == start
    assert all(after[0] == before[1] + 1 for before, after in itertools.pairwise(found))
    assert found[-1][0] <= start + length <= found[-1][1]


@given(instant=st.integers(0, 2**32), zone=st.sampled_from(["Asia/Amman", "Europe/Paris", "Pacific/Apia"]))
def test_an_instant_lies_in_its_day(instant: int, zone: str) -> None:
    day = day_of(instant, zone)
    assert day_start(day, zone) <= instant <= day_end(day, zone)


@given(instant=st.integers(0, 2**32), months=st.integers(-60, 60), days=st.integers(-60, 60))
def test_deadline_is_never_before_the_opening(instant: int, months: int, days: int) -> None:
    offset = Offset(months=months, days=days, rounding="down")
    assert opening(instant, offset, "Asia/Amman") <= deadline(instant, offset, "Asia/Amman")


def test_show_matches_the_standard_library() -> None:
    assert show(0, "UTC") == datetime.fromtimestamp(0, tz=UTC).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize("offset", ["+02:17:52", "+0217", "+02:17", "Z", "-03:30"])
def test_a_moment_is_read_with_the_offset_that_its_zone_had(offset: str) -> None:
    """Zones went by their own noon once, and the offset of their days has seconds."""
    told = datetime.fromisoformat(
        f"1870-01-01T23:59:59{'+02:17' if offset == '+0217' else offset.replace('Z', '+00:00')}"
    )
    assert interval(f"1870-01-01T23:59:59{offset}") == (int(told.timestamp()),) * 2
