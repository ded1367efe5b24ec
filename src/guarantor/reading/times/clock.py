"""Clock times: hour and minute of the place, with an offset where the text names a zone."""

from __future__ import annotations

import re

from guarantor.reading.times.context import Context, Reading
from guarantor.reading.times.expression import Precision
from guarantor.reading.times.numerals import read_count

DAY_MINUTES = 24 * 60


def clock(context: Context, match: re.Match[str]) -> Reading | None:
    """noon (0900 GMT), 7:15 p.m., 0900 GMT. The day is added from the words beside it."""
    minutes = _minutes(context, match)
    if minutes is None or not _is_clock(context, match):
        return None
    offset = context.value(match, "zone") or ""
    there = context.index(match, "clock2")
    if there is not None:
        other = _of_digits(context.words.words[there])
        if other is None:
            return None
        offset = _offset(minutes - other + _offset_minutes(offset))
    precision: Precision = "hour" if context.index(match, "hour") is not None else "minute"
    return Reading(minute=f"{minutes // 60:02}:{minutes % 60:02}{offset}", precision=precision)


def _minutes(context: Context, match: re.Match[str]) -> int | None:
    """Minutes since midnight, the half of the day applied; None for what no clock shows."""
    half = context.value(match, "ampm")
    if (word := context.value(match, "word")) is not None:
        return _of_digits(word)
    if context.index(match, "hour") is not None:
        hour = read_count([context.word(match, "hour") or ""])
        minutes = None if hour is None else 60 * hour
    else:
        minutes = _of_digits(context.word(match, "clock") or context.word(match, "hhmm") or "")
    if minutes is None or half is None:
        return minutes
    if not 60 <= minutes < 13 * 60:
        return None
    return minutes % 720 + 60 * int(half)


def _of_digits(text: str) -> int | None:
    """12:00, 0900 or 1830 in minutes since midnight."""
    found = re.fullmatch(r"(\d{1,2}):?(\d\d)(?::\d\d)?", text)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return 60 * int(found[1]) + int(found[2])


def _is_clock(context: Context, match: re.Match[str]) -> bool:
    """A bare 12:30 may be a score or a verse, so something must make it a time."""
    if any(context.index(match, name) is not None for name in ("ampm", "zone", "word", "hhmm")):
        return True
    near = ("AT", "BY", "SINCE", "UNTIL", "FROM", "ABOUT", "BEFORE", "AFTER", "BETWEEN", "COMMA")
    return match.end() - match.start() > 1 or context.is_class(match.start() - 1, *near) or context.forced


def _offset_minutes(offset: str) -> int:
    """+03:30 as minutes east of UTC; an empty text is UTC."""
    if not offset:
        return 0
    return (1 if offset[0] == "+" else -1) * (60 * int(offset[1:3]) + int(offset[4:6]))


def _offset(minutes: int) -> str:
    """Minutes east of UTC as +03:00, brought into half a day either way."""
    minutes = (minutes + DAY_MINUTES // 2) % DAY_MINUTES - DAY_MINUTES // 2
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
