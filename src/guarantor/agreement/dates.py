"""Days and times of a day as authors write them: ``2025-10-09``, ``2025-10-10 12:00``, ``2025-10-10T12:00+03:00``."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from guarantor.agreement.faults import likely
from guarantor.agreement.nodes import Scalar
from guarantor.agreement.section import Section

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")
_MOMENT = re.compile(
    r"(\d{4}-\d{1,2}-\d{1,2})[T ](\d{1,2}):(\d{2})(?::(\d{2}))?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[A-Za-z]+/[A-Za-z_/]+)?\Z"
)
_LOOKS_LIKE_DATE = re.compile(
    r"\d{1,4}[-./ ]\d{1,2}[-./ ]\d{1,4}|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2},? \d{4}"
)


class DateError(ValueError):
    """Words that look like a date but are none; ``found`` and ``do`` are parts of a message."""

    def __init__(self, found: str, do: str) -> None:
        super().__init__(f"{found}: {do}")
        self.found, self.do = found, do


def is_date(words: str) -> bool:
    """Whether words are meant as a date or time, right or wrong.

    >>> is_date("2025-02-30"), is_date("9 October 2025"), is_date("72h of pull-back")
    (True, True, False)
    """
    return bool(_DAY.match(words) or _MOMENT.match(words) or _LOOKS_LIKE_DATE.match(words))


def day_of(words: str) -> str:
    """A day in ISO form; raises :class:`DateError`.

    >>> day_of("2025-10-09")
    '2025-10-09'
    """
    if not (found := _DAY.match(words)):
        raise DateError(f"the date {words!r}", f"write year-month-day, {_iso(words) or 'for instance 2025-10-09'}")
    year, month, day = (int(part) for part in found.groups())
    if not 1 <= year <= 9998:
        raise DateError(f"the date {words!r}, and the year {year}", "write a year from 1 to 9998")
    if not 1 <= month <= 12:
        raise DateError(f"the date {words!r}, and there is no month {month}", "correct the month")
    length = calendar.monthrange(year, month)[1]
    if not 1 <= day <= length:
        name = f"{calendar.month_name[month]} {year}"
        raise DateError(f"the date {words!r}, and {name} has {length} days", "correct the day")
    return f"{year:04}-{month:02}-{day:02}"


def _iso(words: str) -> str | None:
    """A day in words as year-month-day; None where it may be two days ("03/04/2025").

    >>> _iso("31 December 2025"), _iso("Dec 31, 2025"), _iso("03/04/2025")
    ('2025-12-31', '2025-12-31', None)
    """
    for form in ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(words, form).date().isoformat()
        except ValueError:
            continue
    return None


def moment_of(words: str, zone: str) -> str:
    """A day (``2025-10-09``) or an instant with its offset (``2025-10-10T12:00:00+03:00``); raises DateError.

    A time without a zone is in the zone of the agreement. A local time that a change of clocks skips or repeats has to
    be written with its offset.

    >>> moment_of("2025-10-10 12:00", "Asia/Amman")
    '2025-10-10T12:00:00+03:00'
    """
    if not (found := _MOMENT.match(words)):
        return day_of(words)
    day, hour, minute, second, where = found.groups()
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        raise DateError(f"the time {words!r}", "write hours 00 to 23 and minutes 00 to 59")
    naive = datetime.fromisoformat(f"{day_of(day)}T{int(hour):02}:{minute}:{second or '00'}")
    return _in_zone(naive, where or zone, words).isoformat()


def instant_of(moment: str, zone: str) -> tuple[datetime, datetime]:
    """First and last second, in UTC, of a day in a zone or of an instant that :func:`moment_of` gave."""
    if "T" in moment:
        at = datetime.fromisoformat(moment).astimezone(UTC)
        return at, at
    start = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone))
    return start.astimezone(UTC), (start + timedelta(days=1)).astimezone(UTC) - timedelta(seconds=1)


def _in_zone(naive: datetime, where: str, words: str) -> datetime:
    if where in ("Z", "UTC", "GMT"):
        return naive.replace(tzinfo=UTC)
    if where[0] in "+-":
        sign = -1 if where[0] == "-" else 1
        digits = where[1:].replace(":", "")
        if int(digits[:2]) > 14 or int(digits[2:]) > 59:
            raise DateError(f"the offset {where!r}", "write hours 00 to 14 and minutes 00 to 59, as in +03:00")
        return naive.replace(tzinfo=timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))))
    try:
        there = ZoneInfo(where)
    except (ZoneInfoNotFoundError, ValueError):
        raise DateError(f"the zone {where!r}", "write a zone of the tz database, for instance Asia/Amman") from None
    early, late = naive.replace(tzinfo=there), naive.replace(tzinfo=there, fold=1)
    back = early.astimezone(UTC).astimezone(there).replace(tzinfo=None)
    if early.utcoffset() != late.utcoffset():
        what = "does not exist" if back != naive else "comes twice"
        raise DateError(
            f"the time {words!r}, which {what} in {where} (the clocks change)", "write the offset, as in +03:00"
        )
    return early


def _is_zone(name: str) -> bool:
    """Whether the tz database has the name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def read_day(section: Section, key: str) -> str | None:
    """The day under a key, or None with a fault noted."""
    found = section.scalar(key)
    return day_or_fault(section, found) if found else None


def day_or_fault(section: Section, found: Scalar) -> str | None:
    """A scalar as a day, or None with a fault noted."""
    try:
        return day_of(found.text.strip())
    except DateError as problem:
        section.fault(found.mark, problem.found, expected="a day that exists, as 2025-10-09", do=problem.do)
        return None


def moment_or_fault(section: Section, found: Scalar, zone: str) -> str | None:
    """A scalar as a day or an instant, or None with a fault noted."""
    try:
        return moment_of(found.text.strip(), zone)
    except DateError as problem:
        section.fault(
            found.mark, problem.found, expected="a day (2025-10-09) or a time (2025-10-10 12:00)", do=problem.do
        )
        return None


def read_zone(section: Section, key: str, default: str = "UTC") -> str:
    """The zone under a key; the default, with a fault, where it is no zone."""
    found = section.scalar(key)
    if found is None:
        return default
    if not _is_zone(found.text):
        section.fault(
            found.mark,
            f"the zone {found.text!r}",
            expected="a zone of the tz database, as Asia/Amman",
            meant=likely(found.text, available_timezones()),
        )
        return default
    return found.text
