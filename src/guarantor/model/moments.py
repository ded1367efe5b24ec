"""Instants and intervals: UTC seconds as plain integers, and their ISO forms in a named zone.

>>> interval("2025-11-01", "Europe/Paris")
(1761951600, 1762037999)
>>> show(1761951600, "Europe/Paris")
'2025-11-01 00:00'
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Interval = tuple[int, int]
"""Both ends included, UTC seconds."""

EARLIEST = -(2**60)
LATEST = 2**60
"""Stand for "always" and "for ever" in intervals; far outside any date, and safe to add to."""

_ISO = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?"
    r"\s*(Z|[+-]\d{2}:?\d{2}(?::\d{2})?)?)?)?)?\Z"
)


class TimeError(ValueError):
    """A time that does not exist or cannot be read; the message says which and what would do."""


@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo:
    """The zone of an IANA name; raises :class:`TimeError` where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise TimeError(f"no time zone is called {name!r}; use a name such as Europe/Paris or UTC") from error


@lru_cache(maxsize=8192)
def interval(text: str, zone: str = "UTC") -> Interval:
    """The seconds that an ISO year, month, day, minute or second spans in a zone. A minute is one instant, its first
    second: clocks are told to the minute and mean it.

    Raises :class:`TimeError` for a date that does not exist.
    """
    match = _ISO.match(text.strip())
    if not match:
        raise TimeError(f"{text!r} is no ISO date or time; write 2025-11-01 or 2025-11-01T12:00")
    year, month, day, hour, minute, second, offset = match.groups()
    try:
        if hour is not None:
            wall = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0))
            instant = instant_of(wall, offset, zone)
            return instant, instant
        first = date(int(year), int(month or 1), int(day or 1))
        last = first if day else _next(first, whole_year=month is None) - timedelta(days=1)
        return day_start(first, zone), day_end(last, zone)
    except ValueError as error:
        raise TimeError(f"there is no {text!r}: {error}") from error
    except OverflowError as error:
        raise TimeError(f"{text!r} lies at the end of the calendar, where no zone has it whole") from error


def moment(text: str, zone: str = "UTC") -> int:
    """The instant meant by "as of" or "by" an ISO date or time: a day means its end."""
    return interval(text, zone)[1]


def day_start(day: date, zone: str = "UTC") -> int:
    """The first second of a civil day (after the gap, where midnight is skipped)."""
    return instant_of(datetime(day.year, day.month, day.day), None, zone)


def day_end(day: date, zone: str = "UTC") -> int:
    """The last second of a civil day."""
    return day_start(day + timedelta(days=1), zone) - 1


def day_of(instant: int, zone: str = "UTC") -> date:
    """The civil day of an instant.

    >>> day_of(1761951600 - 1, "Europe/Paris").isoformat()
    '2025-10-31'
    """
    return local(instant, zone).date()


def local(instant: int, zone: str = "UTC") -> datetime:
    """The aware local time of an instant."""
    return datetime.fromtimestamp(instant, tz=zone_of(zone))


def instant_of(wall: datetime, offset: str | None, zone: str) -> int:
    """The instant of a wall-clock time: with its own UTC offset, or in a zone (the first of two where the clock goes
    back; the same elapsed time after midnight where it springs forward)."""
    if offset is None:
        aware = wall.replace(tzinfo=zone_of(zone))
    elif offset == "Z":
        aware = wall.replace(tzinfo=UTC)
    else:
        told = offset.replace(":", "")  # with seconds where a zone went by its own noon: +02:17:52
        parts = (told[:3], told[3:5], told[5:7])
        aware = datetime.fromisoformat(wall.isoformat() + ":".join(part for part in parts if part))
    return int(aware.astimezone(UTC).timestamp())


def show(instant: int, zone: str = "UTC") -> str:
    """An instant for readers, to the minute, in the zone; the ends of time in words."""
    if instant <= EARLIEST // 2:
        return "always"
    if instant >= LATEST // 2:
        return "for ever"
    return local(instant, zone).strftime("%Y-%m-%d %H:%M")


def _next(first: date, *, whole_year: bool) -> date:
    if whole_year or first.month == 12:
        return date(first.year + 1, 1, 1)
    return date(first.year, first.month + 1, 1)
