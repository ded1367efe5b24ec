"""Resolvers for units counted from another day: "last week", "two days ago", "the day before", "72 hours"."""

from __future__ import annotations

import re
from datetime import date

from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of
from guarantor.reading.times import arithmetic as cal
from guarantor.reading.times.arithmetic import Days
from guarantor.reading.times.context import NO_PUBLICATION, STEPS, Context, Reading, count_in, told, untold
from guarantor.reading.times.expression import Precision

Match = re.Match[str]
SENTENCE_REACH = 25
GRAINS: dict[str, Precision] = {
    "minute": "minute", "hour": "hour", "day": "day", "week": "week", "fortnight": "week", "month": "month",
    "quarter": "quarter", "year": "year", "decade": "decade",
}  # fmt: skip
ISO_UNITS = {"minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y"}
ISO_MULTIPLES = {"fortnight": (2, "week"), "quarter": (3, "month"), "decade": (10, "year"), "century": (100, "year")}


def length_of(count: int | None, unit: str) -> str | None:
    """The ISO 8601 duration of so many units; None where the count is vague."""
    if count is None:
        return None
    times, unit = ISO_MULTIPLES.get(unit, (1, unit))
    return ISO_UNITS[unit].format(count * times)


def _anchor(context: Context) -> tuple[date | None, str | None]:
    """The last day told before, or the day of publication with a note that it was assumed."""
    if context.anchor is not None:
        return context.anchor, None
    return context.published, "no day is named before it; counted from the day of publication"


def _event_follows(context: Context, end: int) -> bool:
    """Whether "before" or "after" goes on to an event ("the day before the vote")."""
    if end >= len(context.encoded) or context.is_class(
        end, "COMMA", "DOT", "GAP", "RP", "AND", "DASH", "COLON", "QUOTE"
    ):
        return False
    return not context.is_class(end, "AT", "IN", "ON", "BY", "OF", "TO") and context.words.words[end] not in (
        '"',
        "”",
        "’",
    )


def unit_side(context: Context, match: Match) -> Reading | None:
    """the day before, the week after; counted from an event where one follows, and then without a date."""
    unit, side = context.value(match, "unit") or "day", context.word(match, "side")
    if side != "earlier" and _event_follows(context, match.end()):
        return untold("counted from an event")
    return _from_anchor(context, 1 if side == "after" else -1, unit)


def _from_anchor(context: Context, step: int, unit: str) -> Reading | None:
    base, note = _anchor(context)
    if unit in ("month", "year") and context.stretch is not None:
        base, note = context.stretch, None
    if base is None:
        return untold(NO_PUBLICATION)
    unit = unit if unit in GRAINS else "day"
    day = cal.shift(base, step, unit)
    return told(cal.unit_of(day, unit), GRAINS[unit], base=base, note=note, fallback=note is not None)


def unit_after_next(context: Context, match: Match) -> Reading | None:
    """the week after next, the week before last."""
    unit, side, which = context.value(match, "unit"), context.word(match, "side"), context.value(match, "which")
    if unit not in GRAINS or (side, which) not in (("after", "next"), ("before", "past")):
        return None
    if context.published is None:
        return untold(NO_PUBLICATION)
    day = cal.shift(context.published, 2 if which == "next" else -2, unit)
    return told(cal.unit_of(day, unit), GRAINS[unit], base=context.published)


def which_unit(context: Context, match: Match) -> Reading | None:
    """last week, next year, this month; the following day, the past year, that year."""
    unit, word = context.value(match, "unit") or "", context.word(match, "which") or ""
    step = STEPS[context.value(match, "which") or "this"]
    if unit not in GRAINS or unit in ("minute", "hour", "decade") or context.words.words[match.end() - 1] != unit:
        return untold("no day or number is told")
    has_the = context.index(match, "the") is not None
    if word in ("following", "previous", "preceding", "that", "same") or (has_the and word == "next"):
        return _from_anchor(context, step, unit)
    if context.published is None:
        return untold(NO_PUBLICATION)
    if has_the and word in ("past", "last", "coming"):
        day = cal.shift(context.published, step, unit)
        ends = sorted(d for d in (day, context.published) if d)
        return told(Days(ends[0], ends[-1]), "interval", base=context.published, role="during")
    day = cal.shift(context.published, step, unit)
    return told(cal.unit_of(day, unit), GRAINS[unit], base=context.published)


def edge_of_unit(context: Context, match: Match) -> Reading | None:
    """earlier this month, early next year, the end of the month, year-end, later in the day."""
    unit, pre = context.value(match, "unit") or "", context.value(match, "pre")
    if unit not in ("day", "week", "month", "year") or (
        context.words.words[match.end() - 1].endswith("s") and unit != "year"
    ):
        return untold("no day is told")
    which = context.value(match, "which")
    base = context.published if unit != "day" or which else _anchor(context)[0]
    if which is None and pre not in ("earlier", "later") and _day_in_sentence(context, match):
        base = context.anchor
    if base is None:
        return untold(NO_PUBLICATION)
    day = cal.shift(base, STEPS[which or "this"], unit)
    days = cal.unit_of(day, unit)
    if day is None or days is None or pre is None:
        return None
    assumed = which is None and unit == "day"
    return told(_edge(days, day, pre, unit), GRAINS[unit], base=base, fallback=assumed)


def _day_in_sentence(context: Context, match: Match) -> bool:
    """ "between 10 October and the end of the month": the month is that of the day named before in the sentence."""
    if context.anchor is None or not 0 <= match.start() - context.anchor_end <= SENTENCE_REACH:
        return False
    return not any(context.is_class(index, "DOT", "GAP") for index in range(context.anchor_end, match.start()))


def _edge(days: Days, day: date, pre: str, unit: str) -> Days | None:
    """The part of a calendar unit that early, mid, late, earlier or later names."""
    if pre == "earlier":
        return Days(days.first, min(day, days.last))
    if pre == "later":
        return Days(max(day, days.first), days.last)
    if unit == "month":
        return cal.part_of_month(days, pre)
    return cal.part_of_year(day.year, pre) if unit == "year" else days


def count_ago(context: Context, match: Match) -> Reading | None:
    """two weeks ago, a year earlier, three days later, two days after the vote."""
    unit, side = context.value(match, "unit") or "", context.word(match, "side") or ""
    count = count_in(context, match)
    if side in ("before", "after", "prior") and _event_follows(context, match.end()):
        return untold("counted from an event", length=length_of(count, unit))
    if count is None:
        return untold("how many is not told")
    if unit not in GRAINS:
        return untold(f"counted in {unit}s")
    base, note = (context.published, None) if side == "ago" else _anchor(context)
    if match.start() and context.words.words[match.start() - 1] == "than":
        note = "the text gives a bound, not the day"
    if base is None:
        return untold(NO_PUBLICATION)
    day = cal.shift(base, count if side in ("later", "after") else -count, unit)
    if day is None:
        return untold("beyond the calendar")
    if unit in ("minute", "hour"):
        note = "counted in hours from a day whose hour is not known"
    grain = _ago_grain(count, unit)
    days = cal.unit_of(day, grain)
    return told(days, grain, base=base, note=note, fallback=note is not None, length=length_of(count, unit))


def _ago_grain(count: int, unit: str) -> Precision:
    """How sharp a count is: weeks lead to a day, months and one year to a month, years to a year."""
    if unit == "year" and count == 1:
        return "month"
    return GRAINS[unit] if unit in ("month", "quarter", "year", "decade") else "day"


def unit_ago(context: Context, match: Match) -> Reading | None:
    """year-ago, the month-earlier figure: one unit back from the day of publication."""
    unit = context.value(match, "unit") or ""
    if unit not in GRAINS or unit in ("minute", "hour"):
        return None
    if context.published is None:
        return untold(NO_PUBLICATION)
    day = cal.shift(context.published, -1, unit)
    return told(cal.unit_of(day, unit), GRAINS[unit], base=context.published)


def half_ago(context: Context, match: Match) -> Reading | None:
    """half a year ago: six months."""
    if context.value(match, "unit") != "year":
        return untold("half of a unit")
    if context.published is None:
        return untold(NO_PUBLICATION)
    return told(cal.unit_of(cal.shift_months(context.published, -6), "month"), "month", base=context.published)


def count_from_now(context: Context, match: Match) -> Reading | None:
    """three days from now."""
    return _ahead(context, match, "how many is not told")


def in_count(context: Context, match: Match) -> Reading | None:
    """in two weeks: a day ahead where the verb is one of the future or "time" is added, otherwise a duration."""
    timed = context.words.words[match.end() - 1] == "time"
    tense = context.tense(match)
    if not timed and _since_then(context, match, ahead=tense == "future"):
        return duration(context, match)
    if timed or tense == "future":
        return _ahead(context, match, "how many is not told")
    if tense is None and context.words.words[match.start("n")] != "a":
        reading = _ahead(context, match, "how many is not told")
        note = "no verb tells whether this is a length of time or lies ahead"
        return replace(reading, fallback=True, note=note) if reading and reading.first else reading
    return duration(context, match)


_FIRST = words_of("times", "relative: first")
_NEAR = 5
"""Words before "in six years" among which "the first" stands."""


def _since_then(context: Context, match: Match, *, ahead: bool) -> bool:
    """ "The first flight in six years": so long there was none. "Will hold its first round in a week" lies ahead."""
    if ahead and context.value(match, "unit") not in ("year", "decade"):
        return False
    before = context.words.words[max(0, match.start() - _NEAR) : match.start()]
    place = next((i for i in range(len(before) - 1, -1, -1) if before[i] in _FIRST), -1)
    return 0 <= place < len(before) - 1 and before[-1].isalpha()


def _ahead(context: Context, match: Match, why: str) -> Reading | None:
    count, unit = count_in(context, match), context.value(match, "unit") or ""
    if count is None or unit not in GRAINS:
        return untold(why)
    if context.published is None:
        return untold(NO_PUBLICATION, length=length_of(count, unit))
    day = cal.shift(context.published, count, unit)
    grain = _ago_grain(count, unit)
    days = cal.unit_of(day, grain)
    return told(days, grain, base=context.published, length=length_of(count, unit))


def past_count(context: Context, match: Match) -> Reading | None:
    """the past two weeks, the next 72 hours: up to or from the day of publication."""
    count, unit = count_in(context, match), context.value(match, "unit") or ""
    which = context.value(match, "which")
    if count is None or which not in ("past", "next"):
        return untold("how many is not told" if count is None else "which is not told", length=length_of(count, unit))
    if context.published is None:
        return untold(NO_PUBLICATION, length=length_of(count, unit))
    day = cal.shift(context.published, count if which == "next" else -count, unit)
    if day is None:
        return untold("beyond the calendar")
    ends = sorted((day, context.published))
    return told(
        Days(ends[0], ends[1]), "interval", base=context.published, role="during", length=length_of(count, unit)
    )


def duration(context: Context, match: Match) -> Reading | None:
    """72 hours, a three-year term; "a day" after a counted noun is a rate."""
    count, unit = count_in(context, match), context.value(match, "unit") or ""
    if unit == "quarter" and context.is_class(match.end(), "OF"):
        return None
    if context.forced and context.is_class(match.start() - 1, "IN") and context.tense(match) == "future":
        return _ahead(context, match, "how many is not told")
    if context.words.words[match.start("n")] in ("a", "an") and match.end("n") - match.start("n") == 1:
        before = context.is_class(match.start() - 1, "FOR", "DURING", "ABOUT", "OF", "AT", "BY", "FROM")
        if not before and not context.is_class(match.start(), "IN", "WITHIN"):
            return untold("a rate or a length", role="recurring")
    return untold("a length of time", precision="duration", role="duration", length=length_of(count, unit))


def the_unit(context: Context, match: Match) -> Reading | None:
    """the year, the day: only where the caller says that this is an expression of time, and then assumed."""
    unit = context.value(match, "unit") or ""
    if not context.forced or context.published is None or unit not in ("day", "month", "year"):
        return None
    note = "which one is not told; that of the publication is assumed"
    return told(cal.unit_days(context.published, unit), GRAINS[unit], base=context.published, fallback=True, note=note)
