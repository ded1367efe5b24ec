"""Dates within a report that stand the wrong way round: an end before its beginning, an act before what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from guarantor.model.spans import Span
from guarantor.reading.discrepancies.found import Discrepancy, any_of, rows_of
from guarantor.reading.document import Document
from guarantor.reading.times import TimeExpression

Between = tuple["Day", "Day", str]
"""Two days of a sentence in the order of their words, and the words between them."""
SINCE = 120
"""Characters that may stand between an act's day and the day of what it rests on."""
_YEAR = re.compile(r"\b\d{4}\b")
_AUX = r"(?:was|were|is|are|has|have|had|been|being|having|then|later|only|finally|duly|again|it|they|who|which|that)"
_JOIN = rf"[\s,;|·()-]*(?:(?:and|but|before|after|then|until it)\s+)?(?:{_AUX}\s+)*"
_THEN = re.compile(r"\s*,[^.;!?]*?\b\w+(?:ed|t|d|n|de|me)\b[^.;,!?]{0,40}?\bon\s+(?:the\s+)?")
"""From the opening of a sentence past a verb in the past to its day."""
_STAMPS = re.compile(r"\W*(?:first\s+)?(?:published|posted|issued|updated|corrected)\b", re.IGNORECASE)
"""The line of a page that gives the times of its text: its parts are no sentences."""
_AFTER = re.compile(r"\b(?:after|having|had)\b", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:to|until|till|through|–|—)\s*(?:the\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A day told in a text: its place, its ISO day, and whether the text gives the year."""

    span: Span
    iso: str
    year: bool


def order_off(document: Document, times: Sequence[TimeExpression]) -> Iterator[Discrepancy]:
    """Two days of one sentence whose acts cannot have come in the order of the days."""
    text = document.text
    yield from _ranges_off(document, times)
    days = [day for time in times if (day := _day(text, time)) is not None]
    for one, other in pairwise(days):
        first, second = (document.sentences[document.sentence_at(day.span[0])] for day in (one, other))
        if not _comparable(one, other) or (first is not second and not _STAMPS.match(text, first.start)):
            continue
        earlier, later, why = _told(text, first.start, one, other) or (None, None, "")
        if earlier is None or later is None or later.iso >= earlier.iso:
            continue
        note = f"{why}: told of {later.iso}, which is before {earlier.iso}"
        yield Discrepancy(kind="order", spans=(one.span, other.span), told=later.iso, found=earlier.iso, note=note,
                          contradictory=True)  # fmt: skip


def _ranges_off(document: Document, times: Sequence[TimeExpression]) -> Iterator[Discrepancy]:
    """ "From 9 June 2025 to 6 June 2025": a time told in one expression, whose two days both have their year or are of
    one month."""
    for time in times:
        found = _ends().fullmatch(document.text, *time.span) if time.rule.startswith("range") else None
        if found is None or not ((found["y1"] and found["y2"]) or found["m1"].lower() == found["m2"].lower()):
            continue
        year = found["y2"] or found["y1"] or "2000"
        first, last = (_iso(found[f"d{n}"], found[f"m{n}"], found[f"y{n}"] or year) for n in "12")
        if last < first:
            days = [f"{found[f'd{n}']} {found[f'm{n}']}" for n in "12"]
            note = f"the end of a time: told of {days[1]}, which is before {days[0]}"
            yield Discrepancy(kind="order", spans=(time.span,), told=found[0], found="an end before its beginning",
                              note=note, contradictory=True)  # fmt: skip


def _iso(day: str, month: str, year: str) -> tuple[int, int, int]:
    return int(year), months().index(month.lower()[:3]), int(day)


@cache
def months() -> tuple[str, ...]:
    """The first three letters of each month, in order."""
    return tuple(words[0][:3] for words, _ in rows_of("month"))


@cache
def _ends() -> re.Pattern[str]:
    month = "|".join(f"{each}[a-z]*" for each in months())
    one = rf"(?:the\s+)?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m1>{month})\.?(?:,?\s+(?P<y1>\d{{4}}))?"
    other = one.replace("1>", "2>")
    return re.compile(rf"(?:from\s+|between\s+)?{one}\s*(?:to|until|till|through|and|–|—|-)\s*{other}", re.IGNORECASE)


def _told(text: str, start: int, one: Day, other: Day) -> tuple[Day, Day, str] | None:
    """Which of two days has to be the earlier, which the later, and by which words; None where none say it."""
    between = text[one.span[1] : other.span[0]]
    lead = text[max(start, one.span[0] - 60) : one.span[0]]
    if _RANGE.fullmatch(between) and re.search(r"\b(?:from|between)\s+(?:the\s+)?$", lead, re.IGNORECASE):
        return one, other, "the end of a time"
    for first, second, turns in _pairs():
        if _ends_with(first).search(lead) and (found := _joined(second).fullmatch(between)):
            return one, other, f"“{found[1]}” after “{_last(first, lead)}”"
        told = _ends_with(second).search(lead) and (not turns or _AFTER.search(between))
        if told and (found := _joined(first).fullmatch(between)):
            return other, one, f"“{_last(second, lead)}” after “{found[1]}”"
    return _upon(text[start : one.span[0]], between, one, other)


def _upon(lead: str, between: str, one: Day, other: Day) -> tuple[Day, Day, str] | None:
    """ "Left on … under the agreement of …", "under the agreement of …, they left on …"."""
    if len(between) > SINCE or _YEAR.search(between):
        return None
    if found := _rests().fullmatch(between):
        words = f"{found[1]} the {found[2]}".lower()
        later = found[1].lower() in rows_of("before")[0][0]
        return (one, other, f"“{words}”") if later else (other, one, f"“{words}”")
    opened = _opens().fullmatch(lead)
    if opened and _THEN.fullmatch(between):
        return _opened(opened, one, other)
    if (brings := _brings().fullmatch(between)) and _dated_basis().search(lead):
        return one, other, f"“{brings[1].lower()}”"
    return None


def _opened(opened: re.Match[str], one: Day, other: Day) -> tuple[Day, Day, str]:
    """The order that the opening words of a sentence say ("Following the truce of …, they left on …")."""
    words = f"{opened[1]} the {opened[2]}".lower()
    before = opened[1].lower() in rows_of("before")[0][0]
    return (other, one, f"“{words}”") if before else (one, other, f"“{words}”")


def _day(text: str, time: TimeExpression) -> Day | None:
    day = time.start or time.end
    year = bool(_YEAR.search(text, *time.span))
    if day is None or (time.fallback and not year) or time.precision not in ("day", "minute"):
        return None
    return Day(time.span, day[:10], year)


def _comparable(one: Day, other: Day) -> bool:
    """Days with their years, or of one year that was told by neither or by one."""
    return (one.year and other.year) or one.iso[:4] == other.iso[:4]


def _last(words: str, lead: str) -> str:
    found = _ends_with(words).search(lead)
    return found[1] if found else ""


@cache
def _pairs() -> tuple[tuple[str, str, bool], ...]:
    """What comes first and what after it, as patterns, and whether the first may well come again after it."""
    return tuple(
        (_longest_first(words), _longest_first(value.split("|")), name == "turn")
        for name in ("order", "turn")
        for words, value in rows_of(name)
    )  # fmt: skip


def _longest_first(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _ends_with(words: str) -> re.Pattern[str]:
    """An act right before its day ("signed in the town on ")."""
    return re.compile(rf"\b({words})\b:?\s*(?:in\s+[A-Z][\w-]+\s*,?\s+)?(?:on\s+)?(?:the\s+)?$", re.IGNORECASE)


@cache
def _joined(words: str) -> re.Pattern[str]:
    """An act that goes on from the one before, right before its day."""
    return re.compile(rf"{_JOIN}({words})\b:?\s*(?:in\s+[A-Z][\w-]+\s*,?\s+)?(?:on\s+)?(?:the\s+)?", re.IGNORECASE)


@cache
def _rests() -> re.Pattern[str]:
    """From the day of an act to the day of what it rests on."""
    upon = rf"({any_of('upon')}|{any_of('before')})"
    return re.compile(
        rf"[^,.;!?]{{0,50}}?\s+{upon}\s+(?:the|an?|its|their|this|that)\s+(?:[\w-]+\s+){{0,3}}?({any_of('basis')})"
        rf"(?:\s+(?:was|were|that was|which was|in\s+[A-Z][\w-]+))?,?\s+(?:{any_of('basis_date')})\s+(?:the\s+)?",
        re.IGNORECASE,
    )


@cache
def _opens() -> re.Pattern[str]:
    """The opening of a sentence, up to the day of what its act rests on."""
    upon = rf"({any_of('upon')}|{any_of('before')})"
    return re.compile(
        rf"\s*{upon}\s+(?:the|an?|its|their|this|that)\s+(?:[\w-]+\s+){{0,3}}?({any_of('basis')})"
        rf"(?:\s+in\s+[A-Z][\w-]+)?,?\s+(?:{any_of('basis_date')})\s+(?:the\s+)?",
        re.IGNORECASE,
    )


@cache
def _brings() -> re.Pattern[str]:
    """From the day of what an act rests on to the day of the act that it brought ("led to the release on")."""
    brings = rf"\s*,?\s*(?:which\s+)?({any_of('brings')})"
    return re.compile(rf"{brings}\s+[^.,;!?]{{3,60}}?\s+on\s+(?:the\s+)?", re.IGNORECASE)


@cache
def _dated_basis() -> re.Pattern[str]:
    """What an act can rest on, right before its day ("the agreement, signed on")."""
    basis = rf"\b(?:{any_of('basis')}),?\s+(?:which was\s+|that was\s+)?"
    return re.compile(rf"{basis}(?:{any_of('basis_date')})\s+(?:the\s+)?$", re.IGNORECASE)
