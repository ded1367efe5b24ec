"""What stands beside an expression: a clock time and its day, "the week of", "from … to …", "by" and "since"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guarantor.reading.quick import maker, quick, replace
from guarantor.reading.times import arithmetic as cal
from guarantor.reading.times.context import NO_PUBLICATION, Context, Reading
from guarantor.reading.times.direction import is_no_later
from guarantor.reading.times.expression import Role, TimeExpression

SINCE_REACH = 9
_JOINERS = ("ON", "COMMA", "AT", "OF", "LP")
_ROLES: tuple[tuple[str, Role], ...] = (
    ("BY", "by"), ("SINCE", "since"), ("UNTIL", "until"), ("FROM", "from"), ("BETWEEN", "between"),
    ("DURING", "during"), ("BEFORE", "until"), ("AFTER", "since"),
)  # fmt: skip


@quick
@dataclass(frozen=True, slots=True)
class Found:
    """A reading of the words first..last (half-open) by a rule."""

    first: int
    last: int
    reading: Reading
    rule: str


new_found = maker(Found)


def compose(context: Context, found: list[Found], limits: tuple[int, int]) -> Iterator[TimeExpression]:
    """Join what belongs together and give each expression its role."""
    found = _with_clocks(context, found)
    found = [_week_of(context, one, limits) for one in found]
    if not context.forced:
        found = _with_ranges(context, found)
    previous = limits[0]
    for one in found:
        yield _finished(context, one, previous)
        previous = one.last


def _gap(context: Context, left: Found, right: Found) -> str:
    return context.encoded[left.last : right.first]


def _with_clocks(context: Context, found: list[Found]) -> list[Found]:
    """ "Friday at 10 a.m." and "noon on Thursday" are one expression each."""
    made: list[Found] = []
    joiners = context.lexicon.codes(*_JOINERS)
    for one in found:
        if made and len(_gap(context, made[-1], one)) <= 1 and all(c in joiners for c in _gap(context, made[-1], one)):
            joined = _clock_and_day(made[-1], one)
            if joined is not None:
                made[-1] = joined
                continue
        made.append(one)
    return made


def _clock_and_day(left: Found, right: Found) -> Found | None:
    for clock, day in ((left.reading, right.reading), (right.reading, left.reading)):
        is_day = day.minute is None and day.precision == "day" and day.first is not None and day.first == day.last
        if clock.minute is not None and clock.first is None and is_day:
            note = (
                "midnight at the start of the day, if not at its end" if clock.minute.startswith("00:00") else day.note
            )
            reading = replace(day, minute=clock.minute, precision=clock.precision, note=note)
            return new_found(left.first, right.last, reading, f"{left.rule}+{right.rule}")
    return None


def _week_of(context: Context, one: Found, limits: tuple[int, int]) -> Found:
    """ "the week of 10 October" is the week that day lies in."""
    words, first, reading = context.words.words, one.first, one.reading
    if first < limits[0] + 2 or words[first - 2 : first] != ("week", "of") or reading.precision != "day":
        return one
    if reading.first is None or reading.first != reading.last:
        return one
    days = cal.unit_days(reading.first, "week")
    if days is None:
        return one
    reading = replace(reading, first=days.first, last=days.last, precision="week")
    return new_found(first - 2, one.last, reading, f"week_of+{one.rule}")


def _with_ranges(context: Context, found: list[Found]) -> list[Found]:
    """ "from 10 October to 2 November" is one interval."""
    made: list[Found] = []
    links = context.lexicon.codes("TO", "UNTIL", "DASH")
    both, the = context.lexicon.codes("AND"), context.lexicon.codes("THE")
    for one in found:
        gap = _gap(context, made[-1], one).rstrip(the) if made else ""
        left = made[-1].first - 1 if made else -1
        paired = len(gap) == 1 and (gap in links or (gap == both and context.is_class(left, "BETWEEN")))
        joined = _range(made[-1], one, context.published) if paired else None
        if joined is None:
            made.append(one)
        else:
            made[-1] = joined
    return made


def _range(left: Found, right: Found, published: date | None) -> Found | None:
    """The interval from one expression to the other; the first takes the year of the second where it has none."""
    a, b = left.reading, right.reading
    if a.first is None or b.first is None or b.last is None or a.minute or b.minute or not _of_a_kind(a, b):
        return None
    first, last = a.first, b.last
    if not a.year_told and b.year_told and b.base is None:
        first = cal.make_day(last.year, first.month, first.day) or first
    if first > last and (first - last).days < 7:
        first = cal.shift_days(first, -7) or first
    elif first > last and not b.year_told and published is not None and first > published:
        last = cal.shift_months(last, 12) or last
    elif first > last and not a.year_told:
        first = cal.shift_months(first, -12) or first
    if first > last:
        return None
    notes = "; ".join(note for note in (a.note, b.note) if note) or None
    reading = replace(
        b, first=first, last=last, precision="interval", fallback=a.fallback or b.fallback, note=notes, role="during"
    )
    return new_found(left.first, right.last, reading, f"range:{left.rule}+{right.rule}")


def _of_a_kind(a: Reading, b: Reading) -> bool:
    """Days go with days and months, months with months, years with years."""
    return a.precision == b.precision or {a.precision, b.precision} <= {"day", "week", "month"}


def _finished(context: Context, one: Found, previous: int) -> TimeExpression:
    """The expression with its role applied: "by" opens its start, "since" its end."""
    role = one.reading.role or "at"
    word = None
    if not context.forced and one.reading.role in (None, "during"):
        found = _role_before(context, one.first, previous)
        if found is not None:
            word, role = found
    reading = _without_day(context, one.reading)
    first, last = reading.first, reading.last
    if role == "since" or (role == "from" and reading.precision != "interval"):
        last = None
    elif role in ("by", "until"):
        first = None
    note = reading.note
    if word in ("before", "after", "prior") and (first or last):
        note = f"{note}; {word} this" if note else f"{word} this"
    span = (context.words.starts[one.first], context.words.ends[one.last - 1])
    return TimeExpression(
        span=span, start=_iso(first, reading.minute), end=_iso(last, reading.minute), precision=reading.precision,
        base=_iso(reading.base, None), role=role, fallback=reading.fallback, resolved=bool(first or last), note=note,
        length=reading.length, rule=one.rule, attributive=_is_attribute(context, one),
    )  # fmt: skip


def _is_attribute(context: Context, one: Found) -> bool:
    """ "the 7 October attack", "Monday's meeting": it names something and is not the time of the sentence."""
    if context.is_class(one.last, "POSS"):
        return True
    led = context.is_class(one.first, "THE") or context.is_class(one.first - 1, "THE", "A")
    after = one.last < len(context.encoded) and context.is_class(one.last, "OTHER")
    lower = after and context.words.text[context.words.starts[one.last]].islower()
    return led and lower and one.reading.precision in ("day", "month", "year")


def _without_day(context: Context, reading: Reading) -> Reading:
    """A clock time with no day beside it: of the last day told, or of the day of publication, and so assumed."""
    if reading.minute is None or reading.first is not None:
        return reading
    day = context.published
    if day is None:
        return replace(reading, minute=None, precision="vague", note=NO_PUBLICATION)
    note = "no day is told beside the hour; the day of publication is assumed"
    return replace(reading, first=day, last=day, base=day, fallback=True, note=note)


_BY_CLASS = dict(_ROLES)


def _role_before(context: Context, first: int, previous: int) -> tuple[str, Role] | None:
    """The preposition before an expression and its role; "since the truce of 10 October" counts as since."""
    index = first - 1
    while index >= previous and context.is_class(index, "ABOUT", "THE"):
        index -= 1
    role = _BY_CLASS.get(context.class_at(index) or "")
    if role is not None:
        return context.words.words[index], role
    if is_no_later(context, index + 1):
        return "no later than", "by"
    if not context.is_class(index, "OF", "ON", "IN"):
        return None
    for back in range(index - 1, max(previous, index - SINCE_REACH) - 1, -1):
        if context.is_class(back, "SINCE"):
            return "since", "since"
        if context.is_class(back, "COMMA", "DOT", "GAP", "BY", "UNTIL", "FROM", "AND", "COLON"):
            return None
    return None


def _iso(day: date | None, minute: str | None) -> str | None:
    if day is None:
        return None
    return f"{day.isoformat()}T{minute}" if minute else day.isoformat()
