"""Civil arithmetic: adding months, days and seconds to dates and instants, in named zones.

The rounding of months follows the three modes that the dates-calc library of the Catala project describes: a day that
the target month does not have becomes its last day (down), the first of the next month (up), or an error (none).
"""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta
from functools import lru_cache

from guarantor.model.clauses import Offset, Rounding
from guarantor.model.moments import TimeError, day_end, day_start, instant_of, local


def add_months(day: date, months: int, rounding: Rounding) -> date:
    """A date some months on; raises :class:`TimeError` where the day does not exist and no rounding is declared.

    >>> add_months(date(2012, 1, 31), 1, "down").isoformat(), add_months(date(2012, 1, 31), 1, "up").isoformat()
    ('2012-02-29', '2012-03-01')
    """
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    if day.day <= last:
        return date(years, month + 1, day.day)
    if rounding == "down":
        return date(years, month + 1, last)
    if rounding == "up":
        return date(years, month + 1, last) + timedelta(days=1)
    raise TimeError(f"{day} and {months} months: there is no such day; say whether to round up or down")


def add_to_date(day: date, offset: Offset) -> date:
    """A date some months and then days on; the offset's seconds are not looked at."""
    return add_months(day, offset.months, offset.rounding) + timedelta(days=offset.days)


def first_of_month(day: date) -> date:
    """The first day of a date's month."""
    return day.replace(day=1)


def last_of_month(day: date) -> date:
    """The last day of a date's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def opening(instant: int, offset: Offset, zone: str) -> int:
    """The first second of a window that starts at instant + offset: civil offsets begin with the day."""
    if offset.exact:
        return instant + offset.seconds
    day = add_to_date(local(instant, zone).date(), offset)
    if not offset.seconds:
        return day_start(day, zone)
    return _same_time(instant, day, zone) + offset.seconds


def deadline(instant: int, offset: Offset, zone: str) -> int:
    """The last second that is still in time: instant + offset, where civil offsets end with the day.

    >>> from guarantor.model.moments import show
    >>> show(deadline(0, Offset(days=7), "UTC"), "UTC"), show(deadline(0, Offset(seconds=259200), "UTC"), "UTC")
    ('1970-01-08 23:59', '1970-01-04 00:00')
    """
    if offset.exact:
        return instant + offset.seconds
    day = add_to_date(local(instant, zone).date(), offset)
    if not offset.seconds:
        return day_end(day, zone)
    return _same_time(instant, day, zone) + offset.seconds


def periods(start: int, every: Offset, until: int, zone: str, limit: int = 100_000) -> list[tuple[int, int]]:
    """The successive periods of a recurrence from ``start`` until the one that holds ``until``, ends included.

    Exact periods count from the instant. Civil ones count days from the start's own day: the first begins with the
    start itself, later ones with their day. Months are counted from the first day, so that a 31st does not wander.
    Raises :class:`TimeError` for a period that does not move on, or more than ``limit`` of them.
    """
    if every.exact and every.seconds > 0:
        count = min((until - start) // every.seconds + 1, limit + 1) if until >= start else 0
        found = [(start + i * every.seconds, start + (i + 1) * every.seconds - 1) for i in range(count)]
    else:
        found = _civil_periods(start, every, until, zone, limit)
    if len(found) > limit:
        raise TimeError(f"more than {limit} periods; is the end far away or the period too short?")
    return found


def _civil_periods(start: int, every: Offset, until: int, zone: str, limit: int) -> list[tuple[int, int]]:
    if every.seconds or every.months < 0 or every.days < 0 or not (every.months or every.days):
        raise TimeError("a recurrence needs a period of whole months or days, or of seconds alone")
    first, begin, count = local(start, zone).date(), start, 1
    found: list[tuple[int, int]] = []
    while begin <= until and len(found) <= limit:
        after = _begins(first, every, count, zone)
        found.append((begin, after - 1))
        begin, count = after, count + 1
    return found


@lru_cache(maxsize=8192)
def _begins(first: date, every: Offset, count: int, zone: str) -> int:
    """The first second of a recurrence's period of a number, counted from a day."""
    step = Offset(months=every.months * count, days=every.days * count, rounding=every.rounding)
    return day_start(add_to_date(first, step), zone)


def _same_time(instant: int, day: date, zone: str) -> int:
    wall = local(instant, zone)
    return instant_of(datetime.combine(day, wall.time().replace(tzinfo=None)), None, zone)
