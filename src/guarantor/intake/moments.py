"""Dates as documents write them: ISO forms, e-mail dates, and English dates that can be read in one way only."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?)?")
_MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        start=1,
    )
}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})\b")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})[/.]?(\d{2})[/.]?(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?")


def iso_moment(value: Any) -> str:
    """An ISO date or date-time from one, or from an e-mail date; raises ValueError for anything else.

    >>> iso_moment("2025-11-02")
    '2025-11-02'
    >>> iso_moment("Sun, 02 Nov 2025 10:00:00 +0200")
    '2025-11-02T10:00:00+02:00'
    """
    if isinstance(value, datetime | date):
        return value.isoformat()
    text = str(value).strip()
    if _ISO.fullmatch(text):
        (date if len(text) == 10 else datetime).fromisoformat(text.replace(" ", "T", 1).replace(" ", ""))
        return text.replace(" ", "T", 1).replace(" ", "")
    if re.match(r"[A-Za-z]{3}, ?\d", text):
        return parsedate_to_datetime(text).isoformat()
    raise ValueError(f"{text!r} is no date of the form 2025-11-02 or 2025-11-02T10:00:00+02:00")


def moment_in(value: str) -> str | None:
    """An ISO date or date-time of a date as pages, feeds and mails write it; None where it is none, or is ambiguous.

    >>> moment_in("2 November 2025"), moment_in("Nov. 2, 2025"), moment_in("20251102"), moment_in("02/11/2025")
    ('2025-11-02', '2025-11-02', '2025-11-02', None)
    """
    text = " ".join(value.split())[:80]
    try:
        return iso_moment(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        pass
    try:
        return _named(_WEEKDAY.sub("", text, count=1)) or _compact(text) or _fractional(text)
    except (ValueError, OverflowError):
        return None


def _named(text: str) -> str | None:
    if found := _DAY_FIRST.match(text):
        day, month, year = found.groups()
    elif found := _MONTH_FIRST.match(text):
        month, day, year = found.groups()
    else:
        return None
    number = _MONTHS.get(month.lower())
    return date(int(year), number, int(day)).isoformat() if number else None


def _compact(text: str) -> str | None:
    found = _COMPACT.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    if hour is None:
        return date(int(year), int(month), int(day)).isoformat()
    moment = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second))
    return moment.isoformat() + ("+00:00" if zone else "")


def _fractional(text: str) -> str | None:
    """What else Python reads as ISO 8601 (an hour's zone without minutes, week dates are left out)."""
    return datetime.fromisoformat(text).isoformat() if re.match(r"\d{4}-\d{2}-\d{2}T", text) else None
