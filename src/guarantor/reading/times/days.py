"""Resolvers for calendar days by name or number: 3 May, 2025-10-10, Wednesday (31), 10-31 October."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from guarantor.reading.quick import replace
from guarantor.reading.times import arithmetic as cal
from guarantor.reading.times.context import NO_PUBLICATION, Context, Reading, day_told, told, untold
from guarantor.reading.times.direction import choose, is_bare, tense_of
from guarantor.reading.times.expression import Role
from guarantor.reading.times.tense import Tense

Match = re.Match[str]
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_OTHER_CALENDARS = frozenset(
    {"lunar", "chinese", "jewish", "persian", "khmer", "thai", "islamic", "orthodox", "coptic"}
)
_BEFORE_NUMBER = frozenset("%") | {"percent", "per", "people", "a.m.", "p.m.", "am", "pm"}


def iso(context: Context, match: Match) -> Reading | None:
    """2025-10-10, or 2025-10-10T12:00 with or without an offset."""
    text = context.words.words[match.start()]
    day = cal.make_day(int(text[:4]), int(text[5:7]), int(text[8:10]))
    if day is None or len(text) == 10:
        return day_told(day)
    zone = re.search(r"(?:z|[+-]\d\d:?\d\d)$", text)
    offset = "" if zone is None else "+00:00" if zone.group() == "z" else zone.group()
    return told(cal.Days(day, day), "minute", minute=text[11:16] + offset)


def numeric(context: Context, match: Match) -> Reading | None:
    """25/12/2024: day first, unless only the other order is a date; where both are, the choice is said."""
    first, second, year = (int(part) for part in re.split(r"[/.]", context.words.words[match.start()]))
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    day_first, month_first = cal.make_day(year, second, first), cal.make_day(year, first, second)
    if day_first and month_first and first != second:
        note = f"read as day/month; as month/day it would be {month_first.isoformat()}"
        return day_told(day_first, fallback=True, note=note)
    return day_told(day_first or month_first)


def calendar_day(context: Context, match: Match) -> Reading | None:
    """3 May, May 3rd, Monday 3 November 2025. A weekday that does not fall on the date is reported, not mended."""
    day, month, year = context.number(match, "day"), context.number(match, "month"), context.number(match, "year")
    if day is None or month is None or not 1 <= day <= 31 or _is_other_number(context, match):
        return None
    weekday = context.number(match, "weekday")
    if year is not None:
        found = cal.make_day(year, month, day)
        return day_told(found, **_weekday_check(found, weekday)) if found else _no_such_day(context, match)
    if context.published is None:
        return untold(f"{NO_PUBLICATION}, so the year is not either")
    past, ahead = _neighbours(context.published, month, day)
    if past is None or ahead is None:
        return _no_such_day(context, match)
    if weekday is not None:
        return _by_weekday(context, match, past, ahead, weekday)
    tense = context.tense(match) if "day2" in match.re.groupindex else tense_of(context, match)
    found, sure = choose(context.published, past, ahead, tense, bare=is_bare(context))
    note = (
        None if sure else f"the year is not told; the other reading is {(ahead if found == past else past).isoformat()}"
    )
    return day_told(found, base=context.published, fallback=not sure, note=note, year_told=False)


def _is_other_number(context: Context, match: Match) -> bool:
    """ "May 5 percent", "October second-round": the number belongs to what follows."""
    if context.index(match, "year") is not None or match.start("day") < match.start("month"):
        return False
    end = match.end()
    if end >= len(context.encoded):
        return False
    ordinal = context.is_class(match.start("day"), "ORD")
    return context.words.words[end] in _BEFORE_NUMBER or (ordinal and not context.is_class(end, "COMMA", "DOT", "AND"))


def _no_such_day(context: Context, match: Match) -> Reading:
    return untold("the calendar has no such day")


def _neighbours(published: date, month: int, day: int) -> tuple[date | None, date | None]:
    """The last and the next such day; the day of publication is both. 29 February may be years away."""
    past = ahead = None
    for step in range(9):
        past = past or _if(cal.make_day(published.year - step, month, day), lambda d: d <= published)
        ahead = ahead or _if(cal.make_day(published.year + step, month, day), lambda d: d >= published)
    return past, ahead


def _if(day: date | None, wanted: Callable[[date], bool]) -> date | None:
    return day if day is not None and wanted(day) else None


def _by_weekday(context: Context, match: Match, past: date, ahead: date, weekday: int) -> Reading | None:
    """The nearer of the years in which the weekday falls on the date; the tense decides between two that do."""
    assert context.published is not None
    fits = [day for day in (past, ahead) if day.weekday() == weekday]
    if len(fits) == 1:
        return day_told(fits[0], base=context.published)
    found, sure = choose(context.published, past, ahead, context.tense(match), bare=is_bare(context))
    return (
        day_told(found, base=context.published, **_weekday_check(found, weekday))
        if sure or not fits
        else day_told(found, base=context.published, fallback=True, note="the year is not told")
    )


def _weekday_check(day: date | None, weekday: int | None) -> dict[str, object]:
    """A note where the weekday told is not the day's."""
    if day is None or weekday is None or day.weekday() == weekday:
        return {}
    note = f"{day.isoformat()} is a {DAY_NAMES[day.weekday()]}, the text says {DAY_NAMES[weekday]}"
    return {"fallback": True, "note": note}


def day_range(context: Context, match: Match) -> Reading | None:
    """10-31 October."""
    start = calendar_day(context, match)
    day2, month = context.number(match, "day2"), context.number(match, "month")
    if start is None or start.first is None or day2 is None or month is None:
        return start
    last = cal.make_day(start.first.year, month, day2)
    if last is None or last < start.first:
        return None
    role: Role = "between" if context.is_class(match.start(), "BETWEEN") else "during"
    return replace(start, last=last, precision="interval", role=role)


def weekday_number(context: Context, match: Match) -> Reading | None:
    """Wednesday (31): the last day, or the next where the tense asks for it, that is both, at most a year away."""
    weekday, number = context.number(match, "weekday"), context.number(match, "day")
    if context.published is None or weekday is None or number is None:
        return untold(NO_PUBLICATION)
    tense = context.tense(match)
    soon = cal.next_weekday(weekday, context.published)
    if tense != "past" and soon is not None and soon.day == number:
        return day_told(soon, base=context.published, fallback=tense is None and soon != context.published)
    step = 1 if tense == "future" else -1
    for days in range(366):
        day = cal.shift_days(context.published, step * days)
        if day and day.day == number and day.weekday() == weekday:
            return day_told(day, base=context.published)
    return untold(f"no {DAY_NAMES[weekday]} within a year is the {number}.")


def day_of_month(context: Context, match: Match) -> Reading | None:
    """the 10th: of this month or the last, of the next where the tense or "by" asks for it."""
    number = context.number(match, "day")
    left = context.is_class(match.start() - 1, "ON", "BY", "SINCE", "UNTIL", "FROM", "BEFORE", "AFTER")
    ends = match.end() >= len(context.encoded) or context.is_class(match.end(), "COMMA", "DOT", "AND", "OF", "GAP")
    if number is None or not 1 <= number <= 31 or not left or not ends:
        return None
    if context.published is None:
        return untold(NO_PUBLICATION)
    ahead = context.tense(match) == "future" or context.is_class(match.start() - 1, "BY", "UNTIL", "FROM")
    for step in range(3):
        month = cal.month_days(context.published.year, context.published.month + (step if ahead else -step))
        day = month and cal.make_day(month.first.year, month.first.month, number)
        if day and (day >= context.published if ahead else day <= context.published):
            return day_told(day, base=context.published, fallback=True, note="the month is not told")
    return None


def fixed_day(context: Context, match: Match) -> Reading | None:
    """Christmas Day and Christmas Eve; a bare "Christmas" is a season."""
    edge = context.word(match, "edge")
    other_year = match.start() > 0 and context.words.words[match.start() - 1] in _OTHER_CALENDARS
    if edge not in ("day", "eve") or other_year:
        return untold("a festival without a day that is kept here")
    month_number, number = (int(part) for part in (context.value(match, "fixed") or "").split("-"))
    if context.published is None:
        return untold(NO_PUBLICATION)
    if edge == "eve":
        month_number, number = (12, 31) if (month_number, number) == (1, 1) else (month_number, number - 1)
    past, ahead = _neighbours(context.published, month_number, number)
    if past is None or ahead is None:
        return None
    tense = context.tense(match)
    found, sure = choose(context.published, past, ahead, tense or _nearer(context.published, past, ahead), bare=False)
    return day_told(found, base=context.published, fallback=not sure or tense is None)


def _nearer(published: date, past: date, ahead: date) -> Tense:
    return "past" if (published - past).days < (ahead - published).days else "future"
