"""Arithmetic of days, weeks, months and years. Everything that leaves the calendar gives None, never an error."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

FORTNIGHT = 14
PARTS = {"early": 0, "mid": 1, "late": 2}


@dataclass(frozen=True, slots=True)
class Days:
    """Days from ``first`` to ``last``, both included."""

    first: date
    last: date


def make_day(year: int, month: int, day: int) -> date | None:
    """A day, or None where the calendar has none ("30 February")."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift_days(day: date, days: int) -> date | None:
    """A day so many days on, None beyond the years 1 to 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shift_months(day: date, months: int) -> date | None:
    """The same day so many months on, the last of the month where it has no such day.

    >>> shift_months(date(1998, 3, 31), -1)
    datetime.date(1998, 2, 28)
    """
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    if not 1 <= year <= 9998:
        return None
    return date(year, month + 1, min(day.day, _length(year, month + 1)))


def shift(day: date, count: int, unit: str) -> date | None:
    """A day moved by so many units. Hours and minutes are counted in whole days, because only the day is known."""
    if abs(count) > 10_000_000:
        return None
    match unit:
        case "minute":
            return shift_days(day, int(count / 1440))
        case "hour":
            return shift_days(day, int(count / 24))
        case "day":
            return shift_days(day, count)
        case "week":
            return shift_days(day, 7 * count)
        case "fortnight":
            return shift_days(day, FORTNIGHT * count)
        case "month" | "quarter":
            return shift_months(day, count * (3 if unit == "quarter" else 1))
    return shift_months(day, 12 * count * {"decade": 10, "century": 100}.get(unit, 1))


def month_days(year: int, month: int) -> Days | None:
    """All days of a month; the month may lie outside 1 to 12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 1 <= year <= 9998:
        return None
    return Days(date(year, month, 1), date(year, month, _length(year, month)))


def part_of_month(days: Days, part: str) -> Days:
    """Its first ten days, the next ten, or the rest: what newspapers call early, mid and late."""
    cuts = [(1, 10), (11, 20), (21, days.last.day)]
    first, last = cuts[PARTS[part]]
    return Days(days.first.replace(day=first), days.first.replace(day=last))


def part_of_year(year: int, part: str) -> Days | None:
    """Its first, second or third four months."""
    first = month_days(year, 1 + 4 * PARTS[part])
    last = month_days(year, 4 + 4 * PARTS[part])
    return Days(first.first, last.last) if first and last else None


def year_days(year: int) -> Days | None:
    """All days of a year."""
    return Days(date(year, 1, 1), date(year, 12, 31)) if 1 <= year <= 9998 else None


def unit_days(day: date, unit: str) -> Days | None:
    """The calendar unit a day lies in. Weeks begin on Monday (ISO 8601)."""
    match unit:
        case "week":
            first = shift_days(day, -day.weekday())
            last = first and shift_days(first, 6)
            return Days(first, last) if first and last else None
        case "month":
            return month_days(day.year, day.month)
        case "quarter":
            month = day.month - (day.month - 1) % 3
            first_month, last_month = month_days(day.year, month), month_days(day.year, month + 2)
            return Days(first_month.first, last_month.last) if first_month and last_month else None
        case "year":
            return year_days(day.year)
    return Days(day, day)


def unit_of(day: date | None, unit: str) -> Days | None:
    """The calendar unit a day lies in, None for no day."""
    return unit_days(day, unit) if day else None


def last_weekday(weekday: int, base: date, *, strictly: bool = False) -> date | None:
    """The last such weekday, the base day included unless ``strictly``."""
    back = (base.weekday() - weekday) % 7
    return shift_days(base, -(back or (7 if strictly else 0)))


def next_weekday(weekday: int, base: date, *, strictly: bool = False) -> date | None:
    """The next such weekday, the base day included unless ``strictly``."""
    ahead = (weekday - base.weekday()) % 7
    return shift_days(base, ahead or (7 if strictly else 0))


def _length(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day
