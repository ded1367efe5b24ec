"""How the pages spell days, numbers and long names; filters of the templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from guarantor.board.drawing import drawings, thinned
from guarantor.model.report import Report
from guarantor.record.keys import PASTED

_PAIRS = ('""', "“”", "«»", "„“", "‘’", "''")
MOST_NAME = 120
"""Characters of a first line that stands for a title."""
_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def day(text: str | None) -> str:
    """An ISO day (or date-time) for readers, with the year; any other text unchanged.

    >>> day("2025-11-05T10:00"), day("none yet")
    ('5\\xa0Nov\\xa02025', 'none yet')
    """
    found = _date(text)
    return (text or "") if found is None else f"{found.day}\N{NO-BREAK SPACE}{found:%b}\N{NO-BREAK SPACE}{found.year}"


def short_day(text: str | None) -> str:
    """The same without the year."""
    found = _date(text)
    return (text or "") if found is None else f"{found.day}\N{NO-BREAK SPACE}{found:%b}"


def days(text: str) -> str:
    """A text with every ISO day in it as readers write it.

    >>> days("2025-11-05: 3 came")
    '5\\xa0Nov\\xa02025: 3 came'
    """
    return _ISO.sub(lambda found: day(found[0]), text)


def cut(text: str, most: int) -> str:
    """A text at most so long, cut at a word, with an ellipsis."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(",;: ") + "…"


def quoted(text: str) -> str:
    """Words between quotation marks; those that have marks of their own at both ends get no second pair.

    >>> quoted("They met"), quoted('"We met," he said'), quoted('"We met"')
    ('“They met”', '“"We met," he said”', '"We met"')
    """
    text = text.strip()
    inside = text[1:-1]
    marked = text[:1] + text[-1:] in _PAIRS and not any(mark in inside for mark in text[:1] + text[-1:])
    return text if marked else f"“{text}”"


def report_name(report: Report) -> str:
    """What a report is called: its title, of a pasted text without one its first line, else where it was read from.

    >>> report_name(Report(text="\\nTalks open\\nThey met.", location="pasted"))
    'Talks open'
    """
    first = next((line for line in map(str.strip, report.text.splitlines()) if line), "")
    return report.title or (cut(first, MOST_NAME) if report.location == PASTED else "") or report.location


def lower_first(text: str) -> str:
    """A title inside a sentence: its first letter small.

    >>> lower_first("Phase two")
    'phase two'
    """
    return text[:1].lower() + text[1:]


def _date(text: str | None) -> date | None:
    if not text or not text[:4].isdigit():
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


FILTERS: Mapping[str, Callable[..., Any]] = {
    "day": day,
    "short_day": short_day,
    "days": days,
    "cut": cut,
    "lower_first": lower_first,
    "quoted": quoted,
    "report_name": report_name,
    "drawings": drawings,
    "thinned": thinned,
}
"""What the templates call."""
