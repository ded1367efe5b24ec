"""Figures and days that a model reads out of words: taken only where the words' own digits say so."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from guarantor.model.claim import Bound
from guarantor.model.spans import Span
from guarantor.reading.modelled.words import Kind, has

_NUMBER = re.compile(r"\d+(?:[.,٫٬'’\u00a0\u202f]\d+)*")
_SCALES: tuple[tuple[Kind, int], ...] = (("thousand", 10**3), ("million", 10**6), ("billion", 10**9))
_BOUNDS: tuple[tuple[Kind, Bound], ...] = (("least", "at least"), ("most", "up to"), ("about", "about"))
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


def no_count(text: str, span: Span, value: float, language: str) -> str | None:
    """Why a number counts nothing: a clock's, a day's or a year's, or a share of a hundred; None where it may.

    >>> no_count("at 10:30 shells fell", (6, 8), 30, "en"), no_count("In 2025 prisoners", (3, 7), 2025, "en")
    ('is a time of day or a date', 'may be a year')
    >>> no_count("40 per cent of them", (0, 2), 40, "en"), no_count("40 tents", (0, 2), 40, "en")
    ('is a share', None)
    """
    start, end = next(_NUMBER.finditer(text, *span)).span()
    if re.search(r"\d\s?[:/]$", text[max(0, start - 3) : start]) or re.match(r"[:/]\d", text[end : end + 2]):
        return "is a time of day or a date"
    if re.fullmatch(r"(19|20)\d\d", text[start:end]) and value == int(text[start:end]):
        return "may be a year"
    near = (max(0, start - 8) if language == "tr" else end, min(len(text), end + AHEAD))
    if re.match(r"\s?[%٪]", text[end : end + 2]) or text[max(0, start - 1) : start] in ("%", "٪"):
        return "is a share"
    return "is a share" if has(text, near, language, "share") is not None else None


def counts(text: str, span: Span, of: Span) -> bool:
    """Whether no other number stands nearer to what is counted, in front of it.

    >>> counts("3 trucks and 40 tents", (13, 15), (2, 8)), counts("3 trucks and 40 tents", (13, 15), (16, 21))
    (False, True)
    """
    if of[0] < span[1] and span[0] < of[1]:
        return True
    before = list(_NUMBER.finditer(text, max(0, of[0] - 60), of[0]))
    if of[0] >= span[1]:
        return not before or before[-1].start() < span[1]
    behind = text[of[1] : span[0]]
    taken = before and not re.search(r"[.,;:!?\n]", text[before[-1].end() : of[0]])
    return not taken and _NUMBER.search(behind) is None


def bound_of(text: str, span: Span, language: str) -> Bound:
    """How the words before a number put it.

    >>> text = "Fewer than 40 of at least 90 were freed"
    >>> bound_of(text, (11, 13), "en"), bound_of(text, (26, 28), "en"), bound_of("the 40", (4, 6), "en")
    ('up to', 'at least', '')
    """
    start = next(_NUMBER.finditer(text, *span)).start()
    words = list(re.finditer(r"[^\s]+", text[max(0, start - 30) : start]))[-2:]
    if not words or re.search(r"[.,;:!?\n\d]", text[max(0, start - 30) + words[0].start() : start]):
        words = words[-1:]
    if not words:
        return ""
    near = (max(0, start - 30) + words[0].start(), start)
    for kind, bound in _BOUNDS:
        if has(text, near, language, kind) is not None:
            return bound
    return ""


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
