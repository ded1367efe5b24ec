"""Days that the calendar does not have, and weekdays that do not fall on their date."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from guarantor.model.spans import Span
from guarantor.reading.discrepancies.found import Discrepancy, rows_of
from guarantor.reading.times import TimeExpression

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONGEST = 31
AROUND = 40
"""So many characters before and behind a month may belong to its day ("Wednesday, the 30th of February, 2025")."""
_BEHIND = re.compile(r"\s*[,(]\s*(?:a |an )?([A-Z][a-z]+day)\b")
"""A weekday behind its date: "4 November 2025, a Monday"."""
_ISO = re.compile(r"(\d(?<![\d-]\d)\d\d\d)-(\d\d)-(\d\d)(?![\d-])")
_NUMERIC = re.compile(r"(\d(?<![\d/.]\d)\d?)([/.])(\d{1,2})\2(\d{4})(?![\d/]|\.\d)")
"""Both begin with a digit, which is quickly found, and look behind it then."""


def weekdays_off(text: str, times: Sequence[TimeExpression]) -> Iterator[Discrepancy]:
    """A weekday beside a date that falls on another ("Monday, 4 November 2025", a Tuesday)."""
    for time in times:
        day = time.start or time.end
        if day is None or time.precision != "day":
            continue
        told, span = _weekday_of(text, time)
        real = DAYS[date.fromisoformat(day[:10]).weekday()]
        if told is not None and told != real:
            note = f"{day[:10]} is a {real}, the text says {told}"
            yield Discrepancy(kind="weekday", spans=(span,), told=told, found=real, note=note, contradictory=True)


def _weekday_of(text: str, time: TimeExpression) -> tuple[str | None, Span]:
    """The weekday told in or right behind a date, and the place of both."""
    words = text[time.span[0] : time.span[1]]
    if "weekday_day_month" in time.rule or "weekday_month_day" in time.rule:
        return next((name for name in DAYS if words.lower().startswith(name[:3].lower())), None), time.span
    behind = _BEHIND.match(text, time.span[1])
    if behind is not None and behind[1] in DAYS and re.search(r"\d{4}$", words):
        return behind[1], (time.span[0], behind.end())
    return None, time.span


def days_that_are_not(text: str) -> Iterator[Discrepancy]:
    """ "30 February", "31 April 2025", "2025-02-30", "31/11/2025": days that no calendar has."""
    for found in _told_in_words(text):
        form = next(each for each in "abc" if found[f"{each}1"])
        month, year = found[f"{form}2"].lower(), found[f"{form}3"]
        if not _is(int(found[f"{form}1"]), _lengths()[month], int(year) if year else None):
            yield _no_such(text, (min(found.start(f"{form}1"), found.start(f"{form}2")), found.end()))
    for found in _ISO.finditer(text):
        if not _in_numbers(int(found[3]), int(found[2]), int(found[1])):
            yield _no_such(text, found.span())
    for found in _NUMERIC.finditer(text):
        one, other, year = int(found[1]), int(found[3]), int(found[4])
        meant = max(one, other) <= LONGEST and min(one, other) <= len(_ordered()) and min(one, other) > 0
        if meant and not _in_numbers(one, other, year) and not _in_numbers(other, one, year):
            yield _no_such(text, found.span())


def _told_in_words(text: str) -> Iterator[re.Match[str]]:
    """The days told around the names of months: nowhere else is looked."""
    end = 0
    for month in _months().finditer(text):
        around = max(end, month.start() - AROUND), month.end() + AROUND
        for found in _in_words().finditer(text, *around):
            if month.start() in (found.start("a2"), found.start("b2"), found.start("c2")):
                yield found
                end = found.end()


def _no_such(text: str, span: Span) -> Discrepancy:
    words = " ".join(text[span[0] : span[1]].split())
    note = f"there is no {words}"
    return Discrepancy(
        kind="no_such_day", spans=(span,), told=words, found="no such day", note=note, contradictory=True
    )


def _is(day: int, length: int, year: int | None) -> bool:
    """Whether a month of so many days in its longest year has a day."""
    return 1 <= day <= length - (length == 29 and year is not None and not isleap(year))


def _in_numbers(day: int, month: int, year: int) -> bool:
    return 1 <= month <= len(_ordered()) and _is(day, _ordered()[month - 1], year)


@cache
def _lengths() -> dict[str, int]:
    return {word: int(days) for words, days in rows_of("month") for word in words}


@cache
def _ordered() -> tuple[int, ...]:
    return tuple(int(days) for _, days in rows_of("month"))


@cache
def _months() -> re.Pattern[str]:
    """The name of a month, in full or shortened."""
    return re.compile(rf"\b(?:{_names()})\b")


def _names() -> str:
    return "|".join(sorted((name.capitalize() for name in _lengths()), key=len, reverse=True))


@cache
def _in_words() -> re.Pattern[str]:
    """A day and a month in words. A number behind the month is a day only where the date ends there: "in February 30
    people died" has none; one above 31 before the month, only behind "on" and its like and before a year."""
    month = _names()
    lead = (
        r"\b(?:(?:[Oo]n|[Bb]y|[Uu]ntil|[Ss]ince|[Ff]rom|[Bb]efore|[Aa]fter|dated|of)\s+(?:the\s+)?|[A-Z][a-z]+day,?\s+)"
    )
    ends = r"(?:st|nd|rd|th)?"
    shut = r"(?=\s*(?:[.;:)!?]|,(?!\d)|$))"
    return re.compile(
        rf"(?<![\d.,-])(?P<a1>[12]?\d|3[01]){ends}\s+(?:of\s+)?(?P<a2>{month})\b(?:\.?,?\s+(?P<a3>\d{{4}})\b)?"
        rf"|{lead}(?P<b1>3[2-9]|[4-9]\d){ends}\s+(?:of\s+)?(?P<b2>{month})\b(?:\.?,?\s+(?P<b3>\d{{4}})\b|{shut})"
        rf"|{lead}(?P<c2>{month})\.?\s+(?P<c1>\d{{1,2}}){ends}(?:,?\s+(?P<c3>\d{{4}})\b|{shut})"
    )
