"""What a report tells as done, or as written, on a day after its own publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from guarantor.reading.discrepancies.found import Discrepancy, any_of, words_of
from guarantor.reading.document import Document, Sentence
from guarantor.reading.times import TimeExpression

ZONES = timedelta(days=1)
"""A day that has begun somewhere may still be the day before where the report was published."""
REACH = 9
"""Words before a date in which its verb is looked for."""
_YEAR = re.compile(r"\b\d{4}\b")
_PAST = frozenset({"VBD", "VBN"})
_NOT_YET = frozenset({"be", "being", "is", "are", "to", "will", "would"})
_AWAY = frozenset({"for", "until", "till", "by", "before", "from", "to", "due", "toward", "towards", "about", "of"})
"""Words between a verb and a date that keep the one from being the time of the other."""
_GRAINS = frozenset({"day", "hour", "minute", "month"})


def told_too_early(
    document: Document, times: Sequence[TimeExpression], published: str | None
) -> Iterator[Discrepancy]:  # fmt: skip
    """Acts told as done, and texts told as written, on a day that had not come when the report was published.

    Only of dates with their year: without it a date is the last that was, or the next.
    """
    if not published:
        return
    latest = date.fromisoformat(published[:10]) + ZONES
    for time in times:
        day = time.start
        if (
            day is None
            or time.precision not in ("day", "minute", "month")
            or not _YEAR.search(document.text, *time.span)
        ):
            continue
        if date.fromisoformat(day[:10]) <= latest:
            continue
        sentence = document.sentences[document.sentence_at(time.span[0])]
        if _as_written(document.text, time) or _as_of(document.text, sentence, time) or _as_done(sentence, time):
            note = f"told as done on {day[:10]}, after the report was published ({published[:10]})"
            yield Discrepancy(kind="after_publication", spans=(time.span,), told=day[:10], found=published[:10],
                              note=note, contradictory=True)  # fmt: skip


def _as_written(text: str, time: TimeExpression) -> bool:
    """ "Our report of 5 November 2025": what has been written has its day behind it."""
    return bool(_written().search(text, max(0, time.span[0] - 60), time.span[0]))


def _as_of(text: str, sentence: Sentence, time: TimeExpression) -> bool:
    """ "As of 5 December 2025, 44 had been returned"."""
    if not re.search(r"\bas of\s+$", text[max(0, time.span[0] - 12) : time.span[0]], re.IGNORECASE):
        return False
    return not _unreal(sentence) and any(token.text.lower() in ("had", "have", "has") for token in sentence.tokens)


def _as_done(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether the nearest verb before a date tells in the past of an act that has then been."""
    if time.role != "at" or _unreal(sentence):
        return False
    tokens = sentence.tokens
    last = sentence.touched(time.span)[0]
    for index in range(last - 1, max(-1, last - 1 - REACH), -1):
        token = tokens[index]
        word = token.text.lower()
        if word in _AWAY or token.text in (";", ":", "“", '"'):
            return False
        if token.tag in ("VERB", "AUX"):
            return token.fine in _PAST and token.lemma in words_of("done") and _is_past(sentence, index)
    return False


def _is_past(sentence: Sentence, index: int) -> bool:
    """Whether what stands before a verb leaves it in the past ("to be released" does not)."""
    for before in range(index - 1, max(-1, index - 4), -1):
        token = sentence.tokens[before]
        if token.text.lower() in _NOT_YET:
            return False
        if token.tag not in ("AUX", "ADV", "PART"):
            break
    return True


def _unreal(sentence: Sentence) -> bool:
    return not words_of("unreal").isdisjoint(sentence.plain)


@cache
def _written() -> re.Pattern[str]:
    """A text that has been written, right before its day."""
    printed = "of|dated|published on|first published on|issued on|published|printed on"
    return re.compile(rf"\b(?:{any_of('dated_text')})\s+(?:{printed})\s+$", re.IGNORECASE)
