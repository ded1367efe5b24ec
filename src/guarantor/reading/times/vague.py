"""Resolvers for expressions of time that name no date: durations, seasons, festivals, "soon", "now"."""

from __future__ import annotations

import re

from guarantor.reading.times.context import Context, Reading, untold

Match = re.Match[str]


def vague(context: Context, match: Match) -> Reading | None:
    """soon, in the coming days, recent weeks; not the "as soon as" of a comparison."""
    end = match.end()
    if context.words.words[match.start()] == "soon" and context.words.words[end : end + 1] == ("as",):
        return None
    if end - match.start() == 1 and context.is_class(match.start(), "PLURALS") and not _is_led(context, match):
        return None
    return untold("no day or number is told")


def _is_led(context: Context, match: Match) -> bool:
    """ "within hours", "days later": a bare plural that stands for a time; "the hours of work" does not."""
    return context.is_class(match.start() - 1, "WITHIN", "FOR") or context.is_class(
        match.end(), "AGO", "LATER", "EARLIER", "AHEAD"
    )


def season(context: Context, match: Match) -> Reading | None:
    """last summer, the spring of 2024; a plain "spring" is a word of many senses."""
    said = any(context.index(match, name) is not None for name in ("which", "year", "pre"))
    before = context.is_class(match.start() - 1, "IN", "DURING", "BY", "SINCE", "UNTIL", "OF")
    return untold("a season has no fixed days") if said or before or context.forced else None


def festival(context: Context, match: Match) -> Reading | None:
    """Ramadan, Eid al-Fitr: the calendar of the festival is not kept here."""
    return untold("a festival whose days move")


def every(context: Context, match: Match) -> Reading | None:
    """every day, daily; not the "Daily" of a newspaper's name."""
    end = match.end()
    named = context.words.capital(match.start()) and end < len(context.encoded) and context.words.capital(end)
    if match.end() - match.start() == 1 and named:
        return None
    return untold("again and again", role="recurring")


def now(context: Context, match: Match) -> Reading | None:
    """now, currently: the time of speaking, not a date."""
    return untold("the time of speaking", role="now")
