"""Spans of time and clocks as authors write them: ``72h of pull-back``, ``7 days after approval``, ``6 months``."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence
from dataclasses import dataclass, replace

from guarantor.agreement.context import Context
from guarantor.agreement.dates import DateError, is_date, moment_of
from guarantor.agreement.faults import Mark, likely
from guarantor.agreement.nodes import Scalar
from guarantor.agreement.section import Section
from guarantor.model.clauses import Anchor, AnchorKind, Offset, Rounding

_UNITS: dict[str, tuple[str, int]] = {
    "second": ("seconds", 1), "sec": ("seconds", 1), "s": ("seconds", 1),
    "minute": ("seconds", 60), "min": ("seconds", 60),
    "hour": ("seconds", 3600), "hr": ("seconds", 3600), "h": ("seconds", 3600),
    "day": ("days", 1), "d": ("days", 1),
    "week": ("days", 7),
    "month": ("months", 1),
    "quarter": ("months", 3),
    "year": ("months", 12),
}  # fmt: skip
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90,
}  # fmt: skip
MAX_YEARS = 200
_PART = re.compile(r"(\d+|[a-z]+)[ -]?([a-z]+?)s?\Z")
_AND = re.compile(r",|\band\b")
_CLOCK = re.compile(r"(.+?)\s+(of|after|from|since|before)\s+(.+)\Z")
_SEVERAL = re.compile(r"(?:the )?(later|latest|last|earlier|earliest|first|sooner) of (.+)\Z", re.IGNORECASE)
_WHICHEVER = re.compile(
    r"(.+?),? whichever (?:is|comes|be|occurs|happens) (?:the )?(later|latest|last|earlier|earliest|first|sooner)\Z",
    re.IGNORECASE,
)
_LATER = {"later", "latest", "last"}
_LISTED = re.compile(r",\s*(?:and|or)\s+|,\s*|\s+and\s+|\s+or\s+")
_WORKING = re.compile(r"\b(working|business|week)[ -]?days?\b", re.IGNORECASE)
_VAGUE = re.compile(
    r"\b(immediate(ly)?|as soon as|without delay|at once|forthwith|prompt(ly)?|soon|asap)\b", re.IGNORECASE
)
_MONTH_END = re.compile(r"\bend of\b|\bmonth[ -]end\b|\blast day\b", re.IGNORECASE)
_MONTHS = "|".join(month_name[1:])
_PERIOD = re.compile(
    rf"(?:the )?(?:end|start|beginning|middle) of .*|\d{{4}}(?:-\d{{1,2}})?\Z|(?:{_MONTHS}) \d{{4}}\Z", re.IGNORECASE
)
_ANCHORS: tuple[tuple[str, AnchorKind], ...] = (
    ("event", "event"), ("phase", "phase"), ("text", "text"), ("provision", "provision"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A moment on a clock: an anchor and how far from it. ``mark`` is where it stands in the file."""

    anchor: Anchor
    offset: Offset
    mark: Mark


def parse_offset(words: str) -> Offset | None:
    """A span of time; None where the words are none.

    >>> parse_offset("72h"), parse_offset("a month and 5 days")
    (Offset(months=0, days=0, seconds=259200, rounding='none'), Offset(months=1, days=5, seconds=0, rounding='none'))
    >>> parse_offset("36 months less 60 days")
    Offset(months=36, days=-60, seconds=0, rounding='none')
    >>> parse_offset("soon") is None
    True
    """
    total = {"months": 0, "days": 0, "seconds": 0}
    more, _, less = words.strip().casefold().partition(" less ")
    parts = [(part, 1) for part in _AND.split(more)] + [(part, -1) for part in _AND.split(less) if less]
    for part, sign in parts:
        found = _PART.match(part.strip())
        if not found:
            return None
        number = int(found[1]) if found[1].isdigit() else _NUMBERS.get(found[1])
        unit = _UNITS.get(found[2])
        if number is None or unit is None:
            return None
        total[unit[0]] += sign * number * unit[1]
    return Offset(months=total["months"], days=total["days"], seconds=total["seconds"])


def read_offset(section: Section, found: Scalar, key: str, rounding: Rounding = "none") -> Offset | None:
    """A span of time, or None with a fault noted."""
    offset = parse_offset(found.text)
    if offset is not None and offset.months / 12 + offset.days / 365 + offset.seconds / 31_536_000 > MAX_YEARS:
        section.fault(found.mark, f"{found.text!r} under {key!r}", expected=f"at most {MAX_YEARS} years")
        return None
    if offset is None:
        section.fault(
            found.mark,
            f"{found.text!r} under {key!r}",
            expected="a span of time, as 72h, 7 days, 2 weeks, 6 months",
            meant=_likely_span(found.text),
            do=_instead(found.text) or "",
        )
        return None
    return replace(offset, rounding=rounding) if offset.months else offset


def _instead(words: str) -> str | None:
    """What to write for a span that no calendar of this program can count."""
    if _WORKING.search(words):
        return "count in civil days (no calendar of holidays is known here), or write the date it comes to under `by:`"
    if _MONTH_END.search(words):
        return "write the date on which it ends under `by:` or `until:`"
    if _VAGUE.search(words):
        return "write `from:` with what it begins with and no end, and the text's own words under `soft:`"
    return None


def _likely_span(words: str) -> str | None:
    found = re.match(r"(\d+)\s*([A-Za-z]+)", words)
    unit = likely(found[2], [f"{name}s" for name in _UNITS if len(name) > 2]) if found else None
    return f"{found[1]} {unit}" if found and unit else None


def read_point(section: Section, key: str, context: Context, rounding: Rounding) -> Point | None:
    """The moment under a key (``approval``, ``2025-12-31``, ``2 days after pull-back``), or None."""
    found = section.scalar(key)
    return point_of(section, found, key, context, rounding) if found else None


def point_of(section: Section, found: Scalar, key: str, context: Context, rounding: Rounding) -> Point | None:
    """A moment on a clock, or None with a fault noted."""
    words = shared_span(" ".join(found.text.split()))
    clock = None if several(words) else _CLOCK.match(words)
    if clock is None or not _spanlike(clock[1]):
        anchor = read_anchor(section, replace(found, text=words), context)
        return Point(anchor=anchor, offset=Offset(), mark=found.mark) if anchor else None
    offset = read_offset(section, replace(found, text=clock[1]), key, rounding)
    anchor = read_anchor(section, replace(found, text=clock[3]), context)
    if offset is None or anchor is None:
        return None
    if clock[2] == "before":
        offset = replace(offset, months=-offset.months, days=-offset.days, seconds=-offset.seconds)
    if offset.months and offset.rounding == "none":
        offset = _round(section, found.mark, anchor, offset, context)
    return Point(anchor=anchor, offset=offset, mark=found.mark)


def _spanlike(words: str) -> bool:
    """Whether words before "of" or "after" are meant as a span of time, rather than as part of a name."""
    first = words.split()[0].casefold() if words.split() else ""
    counted = words[:1].isdigit() or first in _NUMBERS or any(each.isdigit() for each in words)
    return counted or bool(_VAGUE.search(words) or _WORKING.search(words) or _MONTH_END.search(words))


def _round(section: Section, mark: Mark, anchor: Anchor, offset: Offset, context: Context) -> Offset:
    """Months from a day that every month has need no rounding; others do, and the author has to say which."""
    day = context.texts[anchor.name].date if anchor.kind == "text" and anchor.name in context.texts else anchor.name
    if anchor.kind in ("date", "text") and day[8:10].isdigit() and int(day[8:10]) <= 28:
        return offset
    section.fault(
        mark,
        f"months counted from {anchor.name!r}, without a rounding",
        expected="rounding: down or up",
        do="say what 31 January and a month is: `rounding: down` (28 February) or `rounding: up` (1 March)",
    )
    return offset


def read_anchor(section: Section, found: Scalar, context: Context) -> Anchor | None:
    """What a clock hangs on: a date, the id of an event, phase, text or provision, or the later or earlier of some."""
    words = " ".join(found.text.split())
    if (parts := several(words)) is not None:
        return _joined(section, found, words, parts, context)
    if is_date(words):
        try:
            return Anchor(kind="date", name=moment_of(words, context.zone))
        except DateError as problem:
            section.fault(found.mark, problem.found, expected="a date or time that exists", do=problem.do)
            return None
    if _PERIOD.match(words) and not any(context.names.has(kind, words) for kind, _ in _ANCHORS):
        section.fault(
            found.mark, f"{words!r}, which is no day", expected="a day or time, as 2031-12-31",
            do="write the day on which it ends (for `from:`, on which it begins)",
        )  # fmt: skip
        return None
    head, _, rest = words.replace(".", " ", 1).partition(" ")
    for kind, noun in _ANCHORS:
        if context.names.has(kind, words):
            return Anchor(kind=noun, name=context.use(kind, words))
        if kind == head and context.names.has(kind, rest):
            return Anchor(kind=noun, name=context.use(kind, rest))
    if (
        context.names.resolve(
            section, replace(found, text=words), *(kind for kind, _ in _ANCHORS), noun="event, phase, text or provision"
        )
        is None
    ):
        return None
    raise AssertionError("every kind of anchor was tried")


def several(words: str) -> tuple[AnchorKind, list[str]] | None:
    """The later or the earlier of several moments, as people write it; None where it is one.

    >>> several("the later of signature and ratification")
    ('later', ['signature', 'ratification'])
    >>> several("signature or 2031-05-01, whichever is earlier")
    ('earlier', ['signature', '2031-05-01'])
    """
    if found := _SEVERAL.match(words):
        which, listed = found[1], found[2]
    elif found := _WHICHEVER.match(words):
        which, listed = found[2], found[1]
    else:
        return None
    return ("later" if which.casefold() in _LATER else "earlier"), [part for part in _LISTED.split(listed) if part]


def shared_span(words: str) -> str:
    """A span before several bare names counts for each of them: it is taken out in front. Everything else is left.

    >>> shared_span("30 days of signature or ratification, whichever is later")
    '30 days of the later of signature and ratification'
    >>> shared_span("7 days after signature or 2031-12-31, whichever is earlier")
    '7 days after signature or 2031-12-31, whichever is earlier'
    """
    parts = several(words) if _WHICHEVER.match(words) else None
    clock = _CLOCK.match(parts[1][0]) if parts else None
    if parts is None or clock is None or not _spanlike(clock[1]):
        return words
    others = parts[1][1:]
    if any(is_date(part) or _CLOCK.match(part) for part in others):
        return words
    return f"{clock[1]} {clock[2]} the {parts[0]} of {' and '.join([clock[3], *others])}"


def _joined(
    section: Section, found: Scalar, words: str, parts: tuple[AnchorKind, list[str]], context: Context
) -> Anchor | None:
    kind, listed = parts
    if len(listed) < 2:
        section.fault(
            found.mark,
            f"{words!r}, with one moment",
            expected=f"two or more, as `the {kind} of signature and 2031-05-01`",
        )
        return None
    points = [point_of(section, replace(found, text=part), "by", context, "none") for part in listed]
    if any(point is None for point in points):
        return None
    return joined(kind, words, [point for point in points if point is not None])


def joined(kind: AnchorKind, words: str, points: Sequence[Point]) -> Anchor:
    """One moment made of several; of one, that moment with its offset."""
    return Anchor(kind=kind, name=words, of=tuple(replace(point.anchor, offset=point.offset) for point in points))
