"""Figures and days that a model reads out of words: taken only where the words' own digits say so."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from guarantor.model.spans import Span
from guarantor.reading.modelled.words import Kind, has

_NUMBER = re.compile(r"\d+(?:[.,٫٬'’\u00a0\u202f]\d+)*")
_SCALES: tuple[tuple[Kind, int], ...] = (("thousand", 10**3), ("million", 10**6), ("billion", 10**9))
NEAR_DAYS = 31
"""Days before and after publication within which words without the day's number ("on Monday") may lie."""
AHEAD = 12
"""Characters behind digits in which a word may multiply them."""


def fits(text: str, span: Span, value: float, language: str) -> bool:
    """Whether a value is what the digits in a span say, with the word that multiplies them beside it.

    >>> fits("some 1,200 sacks", (5, 10), 1200, "en"), fits("2 million sacks", (0, 1), 2, "en")
    (True, False)
    """
    numbers = list(_NUMBER.finditer(text, span[0], span[1]))
    if len(numbers) != 1 or not _whole(text, numbers[0].span()):
        return False
    times = scale(text, (numbers[0].end(), min(len(text), numbers[0].end() + AHEAD)), language)
    return any(abs(read * times - value) < 1e-9 * max(1.0, value) for read in readings(numbers[0][0]))


def scale(text: str, span: Span, language: str) -> int:
    """What the word right behind digits multiplies them by."""
    behind = re.match(r"[ \u00a0\u202f-]?([^\W\d_]+)", text[span[0] : span[1] + AHEAD])
    if behind is None:
        return 1
    word = (span[0] + behind.start(1), span[0] + behind.end(1))
    return next((times for kind, times in reversed(_SCALES) if has(text, word, language, kind)), 1)


def readings(digits: str) -> set[float]:
    """The values that digits with signs between them may have; "1.234" has two, "12.5" one.

    >>> sorted(readings("1.234")), sorted(readings("١٬٢٠٠")), sorted(readings("12.5"))
    ([1.234, 1234.0], [1200.0], [12.5])
    """
    flat = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in digits)
    parts = re.split(r"\D", flat)
    signs = re.findall(r"\D", flat)
    found: set[float] = set()
    if all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= (3 if signs else 40) and len(set(signs)) <= 1:
        found.add(float("".join(parts)))
    if len(signs) >= 1 and signs[-1] in ".,٫" and len(set(signs[:-1])) <= 1 and signs[-1] not in signs[:-1]:
        grouped = all(len(part) == 3 for part in parts[1:-1])
        if grouped:
            found.add(float(f"{''.join(parts[:-1])}.{parts[-1]}"))
    return found


def _whole(text: str, span: Span) -> bool:
    """Whether digits are not cut out of a longer number."""
    before, behind = text[max(0, span[0] - 2) : span[0]], text[span[1] : span[1] + 2]
    return not re.search(r"\d[.,٫٬'’]?$|[-−]$", before) and not re.match(r"[.,٫٬'’]?\d", behind)


def days(words: str, start: str | None, end: str | None, published: str | None) -> tuple[date, date] | None:
    """The days that words are said to mean, where nothing speaks against them; None else.

    Digits in the words must be the day's and year's; words without digits ("on Monday") must lie near publication.

    >>> days("el 10 de octubre", "2031-10-10", "2031-10-10", "2031-10-12") is not None
    True
    >>> days("el 10 de octubre", "2031-10-11", "2031-10-11", "2031-10-12") is None
    True
    """
    if start is None or end is None:
        return None
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
        base = date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
    if first > last:
        return None
    numbers = {int(readings_day) for readings_day in re.findall(r"\d+", words)}
    if not numbers:
        near = base is not None and max(abs((day - base).days) for day in (first, last)) <= NEAR_DAYS
        return (first, last) if near else None
    said = {value for day in (first, last) for value in (day.day, day.month, day.year, day.year % 100)}
    if not numbers <= said or not {first.day, last.day} & numbers:
        return None
    far = base is not None and not numbers & {first.year, last.year} and abs((first - base).days) > 366
    return None if far else (first, last)
