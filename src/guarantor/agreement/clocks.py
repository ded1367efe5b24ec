"""When a provision falls due: ``within``, ``from``, ``until``, ``by`` and ``every`` into a window and a recurrence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from guarantor.agreement.context import Context
from guarantor.agreement.dates import is_date, moment_or_fault
from guarantor.agreement.nodes import Scalar
from guarantor.agreement.offsets import (
    Point,
    joined,
    parse_offset,
    point_of,
    read_anchor,
    read_offset,
    read_point,
    several,
    shared_span,
)
from guarantor.agreement.section import Section
from guarantor.agreement.wording import span
from guarantor.model.clauses import Anchor, Offset, Recurrence, Rounding, Window

CLOCK_KEYS = ("within", "from", "until", "by")
_EVERY = re.compile(r"(.+?)\s+(?:from|after|since)\s+(.+)\Z")
_OFTEN = {
    "hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year",
    "annually": "year",
}  # fmt: skip
_ZERO = Offset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A window with its recurrence."""

    window: Window | None = None
    recurrence: Recurrence | None = None


def read_clock(section: Section, context: Context, fallback: Anchor | None) -> Clock:
    """The clock of a provision. Without any, it runs from ``fallback`` (its phase or the date of its text), no end."""
    rounding = _rounding(section)
    every, first = _every(section, context, rounding)
    window = _window(section, context, rounding, first)
    recurrence = _recurrence(section, every)
    if window is None and fallback is not None:
        window = Window(anchor=fallback)
    return Clock(window=window, recurrence=recurrence)


def _rounding(section: Section) -> Rounding:
    word = section.choice("rounding", ("down", "up"), "")
    return "down" if word == "down" else ("up" if word == "up" else "none")


def _every(section: Section, context: Context, rounding: Rounding) -> tuple[Offset | None, Point | None]:
    found = section.scalar("every")
    if found is None:
        return None, None
    words = " ".join(found.text.split())
    clock = _EVERY.match(words)
    span = clock[1] if clock else words
    span = _OFTEN.get(span.casefold(), span)
    counted = span if re.match(r"\d|an? ", span) or parse_offset(f"1 {span}") is None else f"1 {span}"
    offset = read_offset(section, replace(found, text=counted), "every", rounding)
    anchor = read_anchor(section, replace(found, text=clock[2]), context) if clock else None
    if offset is not None and not (offset.months or offset.days or offset.seconds):
        section.fault(found.mark, f"{found.text!r} under 'every'", expected="a span longer than nothing")
        return None, None
    first = Point(anchor=anchor, offset=_ZERO, mark=found.mark) if anchor else None
    return offset, first


def every_text(every: Offset) -> str:
    """A period as `every:` takes it.

    >>> every_text(Offset(months=1)), every_text(Offset(days=14))
    ('month', '14 days')
    """
    said = span(every)
    return said.removeprefix("1 ")


def _quota(section: Section) -> str:
    found = section.scalar("quota")
    if found is None or (period := _OFTEN.get(found.text.casefold())) is None:
        return section.choice("quota", ("each", "average", "sum"), "each")
    section.fault(
        found.mark, f"{found.text!r} under 'quota', which is a period", expected="one of each, average, sum",
        do=f"write `every: {period}`; `quota:` only says how the periods are judged (each for itself, if left out)",
    )  # fmt: skip
    return "each"


def _recurrence(section: Section, every: Offset | None) -> Recurrence | None:
    quota = _quota(section)
    if every is None:
        for key in ("quota", "carry-over"):
            if section.has(key):
                section.fault(
                    section.place(key),
                    f"{key!r} without 'every'",
                    do="add `every:` with the period (`day`, `month` …), or remove it",
                )
        return None
    kind: Literal["each", "average", "sum"] = "average" if quota == "average" else ("sum" if quota == "sum" else "each")
    return Recurrence(every=every, quota=kind, carry_over=section.flag("carry-over"))


def _window(section: Section, context: Context, rounding: Rounding, first: Point | None) -> Window | None:
    within = read_point_within(section, context, rounding)
    start = read_point(section, "from", context, rounding) or first
    end = read_point(section, "until", context, rounding)
    point = _by(section, context, rounding)
    if point is not None and not _dated(point.anchor):
        other = within or start or end
        if other is None or point.offset == _ZERO:
            return _by_event(section, point, other)
    by = None if point is None else _moment(point)
    if end is not None and by is not None:
        section.fault(
            section.place("by"), "'by' beside 'until'", expected="one of them", do="keep the one the text has"
        )
    if within is not None:
        return _from_within(section, within, start, end, by)
    if start is None and end is None and by is None:
        return None
    return _from_ends(section, context, start, end, by)


def read_point_within(section: Section, context: Context, rounding: Rounding) -> Point | None:
    """``within: 72h of pull-back``: the end of the time allowed."""
    found = section.scalar("within")
    if found is None:
        return None
    words = " ".join(found.text.split())
    if not re.search(r"\s(of|after|from|since)\s", words):
        section.fault(
            found.mark,
            f"{words!r} under 'within'",
            expected="a span and what it is counted from, as `72h of pull-back`",
            do="say from what the time runs: an event, a phase, a text or a date",
        )
        return None
    if several(shared_span(words)) is not None:
        section.fault(
            found.mark,
            f"{words!r} under 'within'",
            expected="one span and what it is counted from, as `72h of the later of signature and ratification`",
            do="where the moments have spans of their own, write `by: the earlier of 7 days after signature and …`",
        )
        return None
    return point_of(section, Scalar(text=words, quoted=found.quoted, mark=found.mark), "within", context, rounding)


def _by(section: Section, context: Context, rounding: Rounding) -> Point | None:
    """``by``: a date or time, or an event, phase or provision by whose moment (or some time before or after it) it has
    to be done, or the earlier or later of several."""
    found = section.scalar("by")
    if found is None:
        return None
    if is_date(found.text.strip()):
        day = moment_or_fault(section, found, context.zone)
        return Point(anchor=Anchor(kind="date", name=day), offset=_ZERO, mark=found.mark) if day else None
    return point_of(section, found, "by", context, rounding)


def _dated(anchor: Anchor) -> bool:
    """Whether a moment is known before it comes: a date, or the earlier of a date and something else."""
    return anchor.kind == "date" or any(part.kind == "date" for part in anchor.plain if anchor.of)


def _moment(point: Point) -> Anchor:
    """A point as one anchor."""
    if point.offset == _ZERO:
        return point.anchor
    return joined("earlier", f"{span(point.offset)} from {point.anchor.kind} {point.anchor.name}", [point])


def _by_event(section: Section, by: Point, other: Point | None) -> Window:
    """Done by the moment of an event: whatever came before it counts."""
    if other is not None:
        section.fault(
            other.mark,
            f"another clock beside `by: {by.anchor.name}`",
            expected="one of them",
            do="keep the one the text has; `until:` ends a window, `by: the earlier of … and …` joins two",
        )
    return Window(anchor=by.anchor, start=None, end=by.offset)


def _from_within(section: Section, within: Point, start: Point | None, end: Point | None, by: Anchor | None) -> Window:
    if start is not None and start.anchor != within.anchor:
        section.fault(
            start.mark,
            f"'from' counted from {start.anchor.name!r} and 'within' from {within.anchor.name!r}",
            expected="one anchor for both",
            do=f"count both from {within.anchor.name!r}, or put a condition under `when:`",
        )
    until = by or (_moment(end) if end is not None else None)
    return Window(anchor=within.anchor, start=start.offset if start else _ZERO, end=within.offset, until=until)


def _from_ends(
    section: Section, context: Context, start: Point | None, end: Point | None, by: Anchor | None
) -> Window | None:
    until = by or (_moment(end) if end is not None else None)
    if start is None and end is not None and end.offset != _ZERO:
        return Window(anchor=end.anchor, start=None, end=end.offset)
    if start is None:
        anchor = text_anchor(section, context)
        return Window(anchor=anchor, until=until) if anchor else None
    if end is not None and _reversed(start, end, context):
        section.fault(end.mark, "an end that lies before the beginning", do="correct `from` or `until`")
    if end is None or (end.offset == _ZERO and end.anchor != start.anchor):
        return Window(anchor=start.anchor, start=start.offset, until=until)
    if end.anchor != start.anchor:
        return Window(anchor=start.anchor, start=start.offset, until=until)
    if _longer(start.offset, end.offset):
        section.fault(end.mark, "an end that lies before the beginning", do="correct `from` or `until`")
    return Window(anchor=start.anchor, start=start.offset, end=end.offset)


def text_anchor(section: Section, context: Context) -> Anchor | None:
    """The date of the (first) text that a provision stands in."""
    heads = (word.text.strip().partition(" ")[0] for word in section.words("text"))
    return next((Anchor(kind="text", name=head) for head in heads if context.names.has("text", head)), None)


def _reversed(start: Point, end: Point, context: Context) -> bool:
    """Whether both are days (or texts of a day), and the last comes before the first."""
    days = []
    for point in (start, end):
        anchor, text = point.anchor, context.texts.get(point.anchor.name)
        day = anchor.name if anchor.kind == "date" else text.date if anchor.kind == "text" and text else None
        days.append(day[:10] if day and point.offset == _ZERO and not anchor.of else None)
    return days[0] is not None and days[1] is not None and days[1] < days[0]


def _longer(one: Offset, other: Offset) -> bool:
    """Whether one span is surely longer than another (months counted as 28 to 31 days)."""
    return (one.months * 28 + one.days) * 86400 + one.seconds > (other.months * 31 + other.days) * 86400 + other.seconds
