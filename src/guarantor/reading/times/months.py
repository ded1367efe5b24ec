"""Resolvers for months, quarters, years and longer stretches of the calendar."""

from __future__ import annotations

import re
from datetime import date

from guarantor.reading.quick import replace
from guarantor.reading.times import arithmetic as cal
from guarantor.reading.times.arithmetic import Days
from guarantor.reading.times.context import NO_PUBLICATION, Context, Reading, count_in, told, untold
from guarantor.reading.times.direction import choose, is_bare, tense_of
from guarantor.reading.times.expression import Precision
from guarantor.reading.times.numerals import read_count

Match = re.Match[str]


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
        day, sure = choose(published, past.last, ahead.first, tense, bare=is_bare(context))
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


def first_days_of_month(context: Context, match: Match) -> Reading | None:
    """the first ten days of October, the last three weeks of May."""
    whole, count, nth = month(context, match), count_in(context, match), context.word(match, "nth")
    unit = context.lexicon.values.get(context.words.words[match.end("n")], "")
    if whole is None or whole.first is None or whole.last is None or count is None:
        return whole
    days = count * {"day": 1, "week": 7}.get(unit, 0)
    if not 0 < days <= whole.last.day or nth not in ("first", "last"):
        return None
    if nth == "last":
        return replace(whole, first=whole.last.replace(day=whole.last.day - days + 1), precision="interval")
    return replace(whole, last=whole.first.replace(day=days), precision="interval")


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
