"""Find the expressions of time in a text: rules over word classes, then what stands beside each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache
from typing import Protocol

from guarantor.reading.patterns import Words, cut_words
from guarantor.reading.times import clock, days, months, relative, vague, weekdays
from guarantor.reading.times.compose import Found, compose, new_found
from guarantor.reading.times.context import Context, Reading, parse_published
from guarantor.reading.times.expression import TimeExpression
from guarantor.reading.times.lexicon import lexicon

Resolver = Callable[[Context, "re.Match[str]"], Reading | None]

_FUNCTIONS: tuple[Resolver, ...] = (
    days.iso, days.numeric, days.calendar_day, days.day_range, days.weekday_number, days.day_of_month, days.fixed_day,
    months.month, months.part_of_month, months.first_days_of_month, months.month_which_year, months.which_month,
    months.quarter, months.year,
    months.year_in_words, months.decade, months.century, weekdays.weekday, weekdays.which_weekday,
    weekdays.weekday_before_last, weekdays.weekday_of_week, weekdays.dayword, weekdays.day_before_dayword,
    weekdays.overnight, weekdays.this_part, weekdays.count_from_weekday, weekdays.count_after_weekday, weekdays.weekend,
    relative.unit_side, relative.unit_after_next, relative.which_unit, relative.edge_of_unit, relative.count_ago,
    relative.unit_ago, relative.half_ago, relative.count_from_now, relative.in_count, relative.past_count,
    relative.duration, relative.the_unit, vague.vague, vague.season, vague.festival, vague.every, vague.now,
    clock.clock,
)  # fmt: skip
RESOLVERS: dict[str, Resolver] = {function.__name__: function for function in _FUNCTIONS}
"""Resolvers by the names that the rules use."""


ANCHOR_REACH = 80
"""Words before a range in which the day it may count from is looked for."""


class HasText(Protocol):
    """Anything that holds a stored text, such as a document."""

    @property
    def text(self) -> str: ...


@lru_cache(maxsize=4)
def _encoded(text: str) -> str:
    return lexicon().encode(cut_words(text))


def find_times(
    source: str | HasText,
    *,
    published: str | None,
    start: int = 0,
    end: int | None = None,
    future: bool | None = None,
    certain: bool = False,
) -> tuple[TimeExpression, ...]:
    """The expressions of time in text[start:end], in order, spans into the whole text.

    ``published`` is an ISO day or date-time; without it only full dates are resolved. ``future`` says which way
    weekdays and dates without a year lie; left out, the verbs near decide. ``certain`` says that the range is known
    to be an expression of time: then "1988" or "the year" is read, and words outside it make no open interval.

    >>> [(t.start, t.end, t.role) for t in find_times("They will meet by Friday.", published="2025-11-05")]
    [(None, '2025-11-07', 'by')]
    """
    text = source if isinstance(source, str) else source.text
    words = cut_words(text)
    context = Context(words, _encoded(text), lexicon(), parse_published(published), future, certain)
    first = bisect_left(words.starts, start)
    last = len(words.words) if end is None else bisect_left(words.starts, end)
    if first:
        context.forced = False
        _matches(context, max(0, first - ANCHOR_REACH), first)
        context.forced = certain
    return tuple(compose(context, _matches(context, first, last), (first, last)))


def _matches(context: Context, position: int, end: int) -> list[Found]:
    """Readings of the rules from left to right, never overlapping."""
    found: list[Found] = []
    rules = context.lexicon.rules
    while (place := rules.find(context.encoded, position, end)) is not None:
        one = _read_at(context, place, end)
        if one is None:
            position = place + 1
            continue
        found.append(one)
        position = max(one.last, place + 1)
        reading = one.reading
        if reading.first is not None and reading.first == reading.last:
            context.anchor, context.anchor_end = reading.first, one.last
        if reading.first is not None and not reading.fallback:
            context.stretch = reading.first
    return found


def _read_at(context: Context, place: int, end: int) -> Found | None:
    """The first rule at a place whose resolver takes it."""
    for rule, match in context.lexicon.rules.matches(context.encoded, place, end):
        reading = RESOLVERS[rule.resolver](context, match)
        if reading is not None:
            return new_found(*_trimmed(context, match), reading, rule.name)
    return None


def _trimmed(context: Context, match: re.Match[str]) -> tuple[int, int]:
    """The words of a match without a full stop or bracket that belongs to the sentence."""
    first, last = match.span()
    if (
        last - first > 1
        and context.is_class(last - 1, "DOT")
        and not context.is_class(last - 2, "SHORTMONTH", "SHORTDAY")
    ):
        last -= 1
    if context.is_class(last - 1, "RP") and not any(context.is_class(i, "LP") for i in range(first, last)):
        last -= 1
    return first, last


def words_of(text: str) -> Words:
    """The words as times and quantities see them."""
    return cut_words(text)
