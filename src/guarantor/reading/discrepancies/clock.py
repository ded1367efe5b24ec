"""Times of day that no clock shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guarantor.reading.discrepancies.found import Discrepancy, words_of
from guarantor.reading.document import Document

_LEAD = r"\b(?:at|from|since|until|till|after|before)\s+(?:about\s+|around\s+|exactly\s+|roughly\s+|nearly\s+)?"
_TAIL = r"\s*(?:hours|hrs|local\s+time|GMT|UTC|o['’]clock|([ap])\.?m\b)"
_COLON = re.compile(rf"({_LEAD})?(?<![\d:.,/-])(\d{{1,2}}):(\d{{2}})(?![\d:])({_TAIL})?", re.IGNORECASE)
_TOGETHER = re.compile(rf"({_LEAD})()(\d{{4}})\s+(?:hours|hrs|GMT|UTC)\b", re.IGNORECASE)
_ANY_COLON = re.compile(r"\d:\d\d")
_ANY_TOGETHER = re.compile(r"\d{4}\s+(?:hours|hrs|GMT|UTC)\b", re.IGNORECASE)
"""What each of the two holds, found quicker: most texts tell no hour."""
DAY = 24
MINUTES = 60


def hours_that_are_not(document: Document) -> Iterator[Discrepancy]:
    """ "At 25:70", "24:30 GMT", "14:30 a.m.": a time of day by its preposition or by what stands behind it. Scores,
    ratios and verses are none, and neither is a number that no word makes a time."""
    text = document.text
    for found in _COLON.finditer(text) if _ANY_COLON.search(text) else ():
        half = (found[5] or "").lower()
        if (found[1] or found[4]) and not _is(int(found[2]), int(found[3]), half) and not _else(document, found):
            yield _no_such(text, (found.start(2), found.end()))
    for found in _TOGETHER.finditer(text) if _ANY_TOGETHER.search(text) else ():
        if not _is(int(found[3][:2]), int(found[3][2:]), "") and not _else(document, found):
            yield _no_such(text, (found.start(3), found.end()))


def _is(hour: int, minute: int, half: str) -> bool:
    """Whether a clock shows it: midnight may be 24:00, and "13:30 p.m." is only said twice."""
    if half == "a" and hour > DAY // 2:
        return False
    return minute < MINUTES and (hour < DAY or (hour == DAY and minute == 0))


def _else(document: Document, found: re.Match[str]) -> bool:
    """Whether the sentence speaks of what is written like a time."""
    sentence = document.sentences[document.sentence_at(found.start(2))]
    return not words_of("no_clock").isdisjoint(sentence.plain)


def _no_such(text: str, span: tuple[int, int]) -> Discrepancy:
    words = " ".join(text[span[0] : span[1]].split())
    return Discrepancy(
        kind="no_such_time", spans=(span,), told=words, found="no such time", note=f"there is no time {words}",
        contradictory=True,
    )  # fmt: skip
