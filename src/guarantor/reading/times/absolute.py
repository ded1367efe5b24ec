"""Resolvers for calendar dates: days, months, quarters and years by name or number."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from guarantor.reading.times import arithmetic as cal
from guarantor.reading.times.arithmetic import Days
from guarantor.reading.times.context import Context, Reading, day_told, told, untold
from guarantor.reading.times.expression import Precision, Role
from guarantor.reading.times.numerals import read_count
from guarantor.reading.times.tense import Tense

Match = re.Match[str]
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
BARE_WORDS = 8
SOON_DAYS, NEAR_DAYS, FAR_DAYS = 60, 100, 300
NO_PUBLICATION = "the day of publication is not known"
_OTHER_CALENDARS = frozenset(
    {"lunar", "chinese", "jewish", "persian", "khmer", "thai", "islamic", "orthodox", "coptic"}
)
_BEFORE_NUMBER = frozenset("%") | {"percent", "per", "people", "a.m.", "p.m.", "am", "pm"}


def iso(context: Context, match: Match) -> Reading | None:
    """2025-10-10, or 2025-10-10T12:00 with or without an offset."""
    text = context.words.words[match.start()]
    day = cal.make_day(int(text[:4]), int(text[5:7]), int(text[8:10]))
    reading = day_told(day)
    if reading is None or len(text) == 10:
        return reading
    zone = re.search(r"(?:z|[+-]\d\d:?\d\d)$", text)
    offset = "" if zone is None else "+00:00" if zone.group() == "z" else zone.group()
    return day_told(day, precision="minute", minute=text[11:16] + offset)


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
    found, sure = choose(context.published, past, ahead, tense, bare=_is_bare(context))
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


def _if(day: date | None, wanted: object) -> date | None:
    return day if day is not None and callable(wanted) and wanted(day) else None


def _by_weekday(context: Context, match: Match, past: date, ahead: date, weekday: int) -> Reading | None:
    """The nearer of the years in which the weekday falls on the date; the tense decides between two that do."""
    assert context.published is not None
    fits = [day for day in (past, ahead) if day.weekday() == weekday]
    if len(fits) == 1:
        return day_told(fits[0], base=context.published)
    found, sure = choose(context.published, past, ahead, context.tense(match), bare=_is_bare(context))
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


def _is_bare(context: Context) -> bool:
    """Nothing but the expression and small words stands in the text, as in a table cell or a query."""
    size = len(context.encoded)
    return size < BARE_WORDS and not any(context.is_class(index, "OTHER") for index in range(size))


def tense_of(context: Context, match: Match) -> Tense | None:
    """The tense of the verbs near, or the one that a preposition implies where no verb tells."""
    tense = context.tense(match)
    if tense is None and looks_ahead(context, match.start()) and not context.is_class(match.end(), "POSS"):
        return "future"
    return tense


def looks_ahead(context: Context, first: int) -> bool:
    """ "by Friday", "from Thursday", "no later than 1 June" look ahead where no verb says otherwise."""
    return context.is_class(first - 1, "FROM", "BY", "UNTIL", "BEFORE") or is_no_later(context, first)


def is_no_later(context: Context, first: int) -> bool:
    """ "no later than" before an expression."""
    return context.words.words[max(0, first - 3) : first] in (("no", "later", "than"), ("not", "later", "than"))


def choose(published: date, past: date, ahead: date, tense: Tense | None, *, bare: bool) -> tuple[date, bool]:
    """Of the last and the next such day the one meant, and whether that is sure.

    The tense decides, unless what it asks for is most of a year away and the other is near. Without a verb the past
    one is meant, as newspapers leave out the year of what was; that is sure only if it is near.
    """
    back, forward = (published - past).days, (ahead - published).days
    if tense == "future":
        strange = forward > FAR_DAYS and back < SOON_DAYS
        return (past, False) if strange else (ahead, True)
    if tense == "past":
        strange = back > FAR_DAYS and forward < SOON_DAYS
        return (ahead, False) if strange else (past, True)
    if forward <= SOON_DAYS and back > FAR_DAYS and not bare:
        return ahead, False
    return past, back <= NEAR_DAYS


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


def month(context: Context, match: Match) -> Reading | None:
    """October, mid-October, October 2024."""
    number, year = context.number(match, "month"), context.number(match, "year")
    if number is None:
        return None
    if year is None:
        if not _is_month(context, match):
            return None
        return _month_without_year(context, match, number)
    return _month_reading(context, match, cal.month_days(year, number))


def _is_month(context: Context, match: Match) -> bool:
    """Whether "May" or "March" is a month: not at the head of a sentence, not a name, and after a preposition."""
    word = context.word(match, "month")
    if word not in ("may", "march", "mar", "jan", "jun", "april", "june", "august") or context.forced:
        return True
    left = match.start("month") - 1
    if context.is_class(left, "IN", "SINCE", "OF", "BY", "UNTIL", "FROM", "DURING", "LAST", "THIS", "NEXT", "TO", "AND",
                        "BEFORE", "AFTER", "BETWEEN", "EARLY", "DASH", "ON", "FOR", "THE"):  # fmt: skip
        return True
    at_head = left < 0 or context.is_class(left, "DOT", "GAP") or context.words.words[left] in '"“”:'
    return word == "august" and not at_head


def _month_without_year(context: Context, match: Match, number: int) -> Reading | None:
    published = context.published
    if published is None:
        return untold(f"{NO_PUBLICATION}, so the year is not either")
    back = (published.month - number) % 12
    past, ahead = (
        cal.month_days(published.year, published.month - back),
        cal.month_days(published.year, published.month + (number - published.month) % 12),
    )
    if past is None or ahead is None:
        return None
    tense = None if _is_attribute(context, match) else tense_of(context, match)
    if back == 0:
        chosen, sure = past, True
    else:
        day, sure = choose(published, past.last, ahead.first, tense, bare=_is_bare(context))
        chosen = past if day == past.last else ahead
    note = None if sure else "the year is not told"
    return _month_reading(context, match, chosen, base=published, fallback=not sure, note=note, year_told=False)


def _is_attribute(context: Context, match: Match) -> bool:
    """ "a June agreement": the verb of the sentence says nothing of the month."""
    if not context.is_class(match.start("month") - 1, "A", "THE") or match.end() >= len(context.encoded):
        return False
    return context.is_class(match.end(), "OTHER") and not context.words.capital(match.end())


def _month_reading(context: Context, match: Match, days: Days | None, **more: object) -> Reading | None:
    """The month, or the early, middle or late ten days of it, at the grain of a month either way."""
    part = context.value(match, "pre")
    if days is None or part not in cal.PARTS:
        return told(days, "month", **more)
    return told(cal.part_of_month(days, part), "month", **more)


def part_of_month(context: Context, match: Match) -> Reading | None:
    """the first half of October, the last week of October, the second week of November 2024."""
    whole = month(context, match)
    if whole is None or whole.first is None or whole.last is None:
        return whole
    nth = context.word(match, "nth") or ""
    unit = context.value(match, "unit")
    number = context.number(match, "nth")
    last = whole.last.day
    if unit not in (None, "week", "day"):
        return None
    size = 15 if unit is None else 7 if unit == "week" else 1
    if nth in ("last",):
        first = last - size + 1
    elif number is None or (number - 1) * size >= last:
        return None
    else:
        first = (number - 1) * size + 1
    until = last if unit is None and number == 2 else min(last, first + size - 1)
    days = Days(whole.first.replace(day=first), whole.first.replace(day=until))
    grain: Precision = "interval" if unit is None else "week" if unit == "week" else "day"
    return told(days, grain, base=whole.base, fallback=whole.fallback, note=whole.note)


def month_which_year(context: Context, match: Match) -> Reading | None:
    """July last year, January this year."""
    number, unit = context.number(match, "month"), context.value(match, "unit")
    if unit != "year" or number is None:
        return None
    if context.published is None:
        return untold(NO_PUBLICATION)
    step = {"past": -1, "next": 1}.get(context.value(match, "which") or "", 0)
    return _month_reading(context, match, cal.month_days(context.published.year + step, number), base=context.published)


def which_month(context: Context, match: Match) -> Reading | None:
    """last December: the last one before this month. next May: the one after it. this September: of this year."""
    number = context.number(match, "month")
    if number is None:
        return None
    if context.published is None:
        return untold(NO_PUBLICATION)
    here = context.published.month
    step = {
        "past": -(((here - number - 1) % 12) + 1),
        "next": ((number - here - 1) % 12) + 1,
    }.get(context.value(match, "which") or "", number - here)
    return _month_reading(context, match, cal.month_days(context.published.year, here + step), base=context.published)


def quarter(context: Context, match: Match) -> Reading | None:
    """the third quarter of 2024, last quarter. A fiscal year may be meant, so the year is never assumed."""
    year, nth = context.number(match, "year"), context.number(match, "nth")
    if context.published is None and year is None:
        return untold(NO_PUBLICATION)
    relative = {"past": -1, "next": 1, "this": 0}
    if nth is None:
        step = relative.get(context.value(match, "which") or "")
        day = step is not None and context.published and cal.shift_months(context.published, 3 * step)
        return (
            told(cal.unit_days(day, "quarter"), "quarter", base=context.published)
            if day
            else untold("which quarter is not told")
        )
    rel = context.value(match, "rel")
    if year is None and rel in relative and context.published:
        year = context.published.year + relative[rel]
    if year is None or not 1 <= nth <= 4:
        return untold("the year of the quarter is not told")
    return told(cal.unit_days(date(year, 3 * nth, 1), "quarter"), "quarter", base=context.published)


def year(context: Context, match: Match) -> Reading | None:
    """2023, late 2023, the year 2000; only where a word before it makes it a year."""
    number, part = context.number(match, "year"), context.value(match, "pre")
    if number is None or not _is_year(context, match):
        return None
    note = "a fiscal year may begin in another month" if context.index(match, "fiscal") is not None else None
    days = cal.part_of_year(number, part) if part in cal.PARTS else cal.year_days(number)
    return told(days, "year", note=note)


def _is_year(context: Context, match: Match) -> bool:
    """A preposition of time or "early" stands before it, it is in brackets, and no counted noun follows."""
    if context.forced or context.index(match, "pre") is not None or context.index(match, "fiscal") is not None:
        return True
    if context.value(match, "pre2") == "year":
        return True
    if context.is_class(match.start(), "THE") and context.is_class(match.end(), "OTHER"):
        return False
    left, right = match.start() - 1, match.end()
    if context.is_class(right, "PLURALS", "DASH") or (
        right < len(context.encoded) and context.words.words[right] in ("%", "percent", "people")
    ):
        return False
    if context.is_class(left, "IN", "SINCE", "DURING", "UNTIL"):
        return True
    plural = right < len(context.words.words) and context.words.words[right].endswith("s")
    if context.is_class(left, "OF", "FROM", "BY", "BEFORE", "AFTER", "BETWEEN", "AND"):
        return not plural and not (context.is_class(left, "AND") and not context.is_class(left - 1, "YEAR"))
    return context.is_class(left, "LP") and context.is_class(right, "RP")


def year_in_words(context: Context, match: Match) -> Reading | None:
    """nineteen seventy-nine, the year two thousand."""
    words = [context.word(match, name) or "" for name in ("first", "second", "third")]
    if words[:2] == ["two", "thousand"]:
        number = 2000 + (read_count(words[2:]) or 0)
    elif words[0] in ("nineteen", "twenty") and (read_count(words[1:2]) or 0) >= 10:
        number = {"nineteen": 1900, "twenty": 2000}[words[0]] + (read_count(words[1:]) or 0)
    else:
        return None
    said = context.is_class(match.start(), "THE") or context.is_class(match.start() - 1, "IN", "OF", "SINCE", "BY")
    return told(cal.year_days(number), "year") if said or context.forced else None


def decade(context: Context, match: Match) -> Reading | None:
    """the 1990s, the '80s."""
    digits = (context.word(match, "decade") or "").removesuffix("s")
    if len(digits) == 3 or not digits.endswith("0"):
        return None
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    start, end = cal.year_days(first), cal.year_days(first + 9)
    return told(Days(start.first, end.last), "decade") if start and end else None


def century(context: Context, match: Match) -> Reading | None:
    """the 20th century: told as vague, because no claim turns on it."""
    return untold("a century") if context.value(match, "century") == "century" else None


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
