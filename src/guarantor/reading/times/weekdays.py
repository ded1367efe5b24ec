"""Resolvers for weekdays, days by word and weekends: "Monday", "last Friday", "yesterday", "the weekend"."""

from __future__ import annotations

import re

from guarantor.reading.times import arithmetic as cal
from guarantor.reading.times.arithmetic import Days
from guarantor.reading.times.context import NO_PUBLICATION, STEPS, Context, Reading, count_in, day_told, told, untold
from guarantor.reading.times.direction import tense_of

Match = re.Match[str]


def weekday(context: Context, match: Match) -> Reading | None:
    """The last such day, the day of publication included; the next where the words around look ahead."""
    number = context.number(match, "weekday")
    if number is None:
        return None
    if context.published is None:
        return untold(NO_PUBLICATION)
    ahead = tense_of(context, match) in ("future", "nearest")
    day = (cal.next_weekday if ahead else cal.last_weekday)(number, context.published)
    if ahead and day == context.published:
        week = cal.shift_days(day, 7)
        note = f"the day of publication, if not {week.isoformat()}" if week else None
        return day_told(day, base=context.published, fallback=True, note=note)
    return day_told(day, base=context.published)


def which_weekday(context: Context, match: Match) -> Reading | None:
    """last Friday, next Monday, this coming Sunday, the following Tuesday, that Thursday."""
    number, which = context.number(match, "weekday"), context.value(match, "also") or context.value(match, "which")
    if number is None:
        return None
    word = context.word(match, "which")
    if word in ("previous", "preceding", "following", "that", "same") and context.anchor:
        move = cal.next_weekday if word == "following" else cal.last_weekday
        return day_told(move(number, context.anchor, strictly=word not in ("that", "same")), base=context.anchor)
    base = context.published
    if base is None:
        return untold(NO_PUBLICATION)
    if which == "past":
        return day_told(cal.last_weekday(number, base, strictly=True), base=base)
    if which == "next":
        day = cal.next_weekday(number, base, strictly=True)
        if word == "next" and number > base.weekday():
            later = day and cal.shift_days(day, 7)
            note = f"the first such day; some mean the one of next week, {later.isoformat()}" if later else None
            return day_told(day, base=base, fallback=True, note=note)
        return day_told(day, base=base)
    days = cal.unit_days(base, "week")
    return day_told(cal.shift_days(days.first, number) if days else None, base=base)


def weekday_before_last(context: Context, match: Match) -> Reading | None:
    """the Friday before last."""
    number = context.number(match, "weekday")
    if context.published is None or number is None:
        return untold(NO_PUBLICATION)
    last = cal.last_weekday(number, context.published, strictly=True)
    return day_told(cal.shift_days(last, -7) if last else None, base=context.published)


def weekday_of_week(context: Context, match: Match) -> Reading | None:
    """Friday next week, Monday of last week."""
    number = context.number(match, "weekday")
    if context.value(match, "unit") != "week" or number is None:
        return None
    if context.published is None:
        return untold(NO_PUBLICATION)
    step = STEPS[context.value(match, "which") or "this"]
    day = cal.shift_days(context.published, 7 * step)
    days = cal.unit_of(day, "week")
    return day_told(cal.shift_days(days.first, number) if days else None, base=context.published)


def dayword(context: Context, match: Match) -> Reading | None:
    """today, yesterday, tomorrow morning."""
    step = int(context.value(match, "dayword") or 0)
    if context.published is None:
        return untold(NO_PUBLICATION)
    return day_told(cal.shift_days(context.published, step), base=context.published)


def day_before_dayword(context: Context, match: Match) -> Reading | None:
    """the day before yesterday."""
    if context.value(match, "unit") != "day":
        return None
    if context.published is None:
        return untold(NO_PUBLICATION)
    step = int(context.value(match, "dayword") or 0) + (1 if context.word(match, "side") == "after" else -1)
    return day_told(cal.shift_days(context.published, step), base=context.published)


def overnight(context: Context, match: Match) -> Reading | None:
    """The night before the day of publication."""
    if context.published is None:
        return untold(NO_PUBLICATION)
    first = cal.shift_days(context.published, -1)
    return told(Days(first, context.published) if first else None, "day", base=context.published)


def this_part(context: Context, match: Match) -> Reading | None:
    """this morning, last night, that evening."""
    base, note = (context.anchor or context.published), None
    which = context.value(match, "which")
    if which != "that":
        base = context.published
    elif context.anchor is None:
        note = "no day is named before it; counted from the day of publication"
    if base is None:
        return untold(NO_PUBLICATION)
    step = -1 if which == "past" else 0
    return day_told(cal.shift_days(base, step), base=base, note=note, fallback=note is not None)


def count_from_weekday(context: Context, match: Match) -> Reading | None:
    """a week ago on Tuesday."""
    count, number = count_in(context, match), context.number(match, "weekday")
    if context.published is None or count is None or number is None:
        return untold(NO_PUBLICATION)
    day = cal.shift(context.published, -count, context.value(match, "unit") or "")
    return day_told(day and cal.last_weekday(number, day), base=context.published)


def count_after_weekday(context: Context, match: Match) -> Reading | None:
    """a week from Monday."""
    count, number = count_in(context, match), context.number(match, "weekday")
    if context.published is None or count is None or number is None:
        return untold(NO_PUBLICATION if context.published is None else "how many is not told")
    day = cal.next_weekday(number, context.published, strictly=True)
    return day_told(cal.shift(day, count, context.value(match, "unit") or "") if day else None, base=context.published)


def weekend(context: Context, match: Match) -> Reading | None:
    """The last Saturday and Sunday, or the next where the words look ahead."""
    if context.published is None:
        return untold(NO_PUBLICATION)
    which = context.value(match, "which")
    ahead = which == "next" or (which != "past" and (context.tense(match) == "future" or which == "this"))
    saturday = (cal.next_weekday if ahead else cal.last_weekday)(5, context.published)
    if ahead and context.published.weekday() == 6 and which != "next":
        saturday = cal.shift_days(context.published, -1)
    elif which == "past" and context.published.weekday() >= 5:
        saturday = saturday and cal.shift_days(saturday, -7)
    sunday = saturday and cal.shift_days(saturday, 1)
    return told(Days(saturday, sunday) if saturday and sunday else None, "interval", base=context.published)
