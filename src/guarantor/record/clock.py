"""The recorded time: UTC with microseconds in one fixed width, so that text order is time order."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from guarantor.model.moments import interval

STEP = timedelta(microseconds=1)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def stamp(moment: datetime) -> str:
    """How entries write a moment.

    >>> stamp(datetime(2025, 11, 1, 12, tzinfo=UTC))
    '2025-11-01T12:00:00.000000Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def next_stamp(last: str | None, now: datetime | None = None) -> str:
    """The recorded time of a new batch: now, or just after the last one where the clock was set back."""
    moment = now or datetime.now(UTC)
    if last is not None:
        moment = max(moment, datetime.fromisoformat(last) + STEP)
    return stamp(moment)


def upper_stamp(moment: str | datetime) -> str:
    """The last recorded time that counts as *by* a moment: a bare day, month or year means its end in UTC.

    Raises ValueError for what is no ISO date or date-time. A date-time without a zone is read as UTC.

    >>> upper_stamp("2025-11-01")
    '2025-11-01T23:59:59.999999Z'
    >>> upper_stamp("2025-11-01T10:00:00+02:00")
    '2025-11-01T08:00:00.000000Z'
    >>> upper_stamp("2025-11")
    '2025-11-30T23:59:59.999999Z'
    """
    if isinstance(moment, datetime):
        return stamp(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    if _DAY.fullmatch(moment):
        return stamp(datetime.combine(date.fromisoformat(moment), time.max, UTC))
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        first, last = interval(moment)
        read = datetime.fromtimestamp(last, UTC)
        return stamp(read if first == last else datetime.combine(read, time.max, UTC))
    return stamp(read if read.tzinfo else read.replace(tzinfo=UTC))
