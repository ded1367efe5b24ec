"""Which way an expression without a year or week lies: back or ahead of the day of publication."""

from __future__ import annotations

import re
from datetime import date

from guarantor.reading.sets import words_of
from guarantor.reading.times.context import Context
from guarantor.reading.times.tense import Tense

Match = re.Match[str]
BARE_WORDS = 8
SOON_DAYS, NEAR_DAYS, FAR_DAYS = 60, 100, 300


def is_bare(context: Context) -> bool:
    """Nothing but the expression and small words stands in the text, as in a table cell or a query."""
    size = len(context.encoded)
    return size < BARE_WORDS and not any(context.is_class(index, "OTHER") for index in range(size))


def tense_of(context: Context, match: Match) -> Tense | None:
    """The tense of the verbs near, or the one that a preposition implies where no verb tells."""
    tense = context.tense(match)
    if tense == "future" and context.is_class(match.start() - 1, "SINCE"):
        return "past"  # "has been ready since May"
    if tense == "past" and starts_ahead(context, match.start()):
        return "future"
    if tense is None and looks_ahead(context, match.start()) and not context.is_class(match.end(), "POSS"):
        return "future"
    return tense


def looks_ahead(context: Context, first: int) -> bool:
    """ "by Friday", "from Thursday", "no later than 1 June" look ahead where no verb says otherwise."""
    return context.is_class(first - 1, "FROM", "BY", "UNTIL", "BEFORE") or is_no_later(context, first)


_STARTING = words_of("times", "direction: starting")
_SETTLED = words_of("times", "direction: settled")
_REACH = 16
"""Words before an expression among which what was settled stands."""


def starts_ahead(context: Context, first: int) -> bool:
    """ "Agreed to a pause starting at 6pm on Friday": what was settled begins then, whenever it was settled."""
    before = context.words.words[max(0, first - _REACH) : first]
    start = next((i for i in range(len(before) - 1, max(-1, len(before) - 8), -1) if before[i] in _STARTING), -1)
    return start >= 0 and "." not in before[start:] and not _SETTLED.isdisjoint(before[:start])


def is_no_later(context: Context, first: int) -> bool:
    """ "no later than" before an expression."""
    return context.words.words[max(0, first - 3) : first] in (("no", "later", "than"), ("not", "later", "than"))


def choose(published: date, past: date, ahead: date, tense: Tense | None, *, bare: bool) -> tuple[date, bool]:
    """Of the last and the next such day the one meant, and whether that is sure.

    The tense decides, unless what it asks for is most of a year away and the other is near. Without a verb the past
    one is meant, as newspapers leave out the year of what was; that is sure only if it is near.
    """
    back, forward = (published - past).days, (ahead - published).days
    if tense == "nearest":
        return (ahead, True) if forward <= back else (past, False)
    if tense == "future":
        strange = forward > FAR_DAYS and back < SOON_DAYS
        return (past, False) if strange else (ahead, True)
    if tense == "past":
        strange = back > FAR_DAYS and forward < SOON_DAYS
        return (ahead, False) if strange else (past, True)
    if forward <= SOON_DAYS and back > FAR_DAYS and not bare:
        return ahead, False
    return past, back <= NEAR_DAYS
