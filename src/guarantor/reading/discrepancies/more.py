"""A part that is more than its whole: "six of the four", "40 people, 50 of them children"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from guarantor.reading.discrepancies.found import Discrepancy, plainly, rows_of
from guarantor.reading.document import Document
from guarantor.reading.patterns import read_table
from guarantor.reading.quantities import QuantityMention

_OF_THEM = re.compile(r"\s+(?:[a-z]+\s+)?of\s+(?:them|whom)\b")
_BETWEEN = re.compile(r"[^.;!?():\d]{0,60},\s*")
_LARGER = r"(?!\s+(?:hundred|thousand|million|billion|dozen|score)s?\b)"


def more_than_all(document: Document, quantities: Sequence[QuantityMention]) -> Iterator[Discrepancy]:
    """More of some than there are, in number words or before "of them"."""
    yield from _in_words(document.text)
    starts = [sentence.start for sentence in document.sentences]
    for whole, part in pairwise(quantities):
        if bisect_right(starts, whole.span[0]) != bisect_right(starts, part.span[0]):
            continue
        between = document.text[whole.span[1] : part.span[0]]
        if not _BETWEEN.fullmatch(between) or not _OF_THEM.match(document.text, part.span[1]):
            continue
        if whole.unit in _people() and _exact(whole) and _exact(part) and (part.value or 0) > (whole.value or 0):
            yield _more(part.span, part.value or 0, whole.value or 0)


def _in_words(text: str) -> Iterator[Discrepancy]:
    """ "Six of the four buses"; a possessive or a compound behind the second number counts something else ("six of
    the two sides' soldiers", "six of the four-man teams")."""
    for found in _words().finditer(text) if _of_the().search(text) else ():
        part, whole = _value(found[1]), _value(found[2])
        if part > whole > 1:
            yield _more(found.span(), part, whole)


def _more(span: tuple[int, int], part: float, whole: float) -> Discrepancy:
    note = f"{plainly(part)} of {plainly(whole)} is more than all of them"
    return Discrepancy(kind="share", spans=(span,), told=part, found=whole, note=note, contradictory=True)


def _exact(quantity: QuantityMention) -> bool:
    return quantity.value is not None and quantity.low == quantity.value == quantity.high and quantity.kind != "share"


def _value(word: str) -> int:
    return int(word) if word.isdecimal() else _small()[word.lower()]


@cache
def _people() -> frozenset[str]:
    """What is counted in people."""
    return frozenset(word for words, _ in rows_of("kinds_of") for word in words)


@cache
def _small() -> dict[str, int]:
    rows = (row for row in read_table("quantity_words.tsv") if row["class"] == "SMALL")
    return {word: int(row["value"]) for row in rows for word in row["words"].split("|")}


@cache
def _of_the() -> re.Pattern[str]:
    """The middle of what `_words` looks for, found quicker."""
    word = "|".join(sorted(_small(), key=len, reverse=True))
    return re.compile(rf"\bof\s+(?:the|all|its|their|those|these)\s+(?:{word}|\d{{1,3}})", re.IGNORECASE)


@cache
def _words() -> re.Pattern[str]:
    """Two numbers, at least one of them in words, and a noun that is no name and owns nothing."""
    word = "|".join(sorted(_small(), key=len, reverse=True))
    first = rf"(?<![\w$€£.,-])({word}|\d{{1,3}})(?![\w.,-])"
    second = rf"({word}|\d{{1,3}})(?![\w.,-]){_LARGER}"
    noun = r"\s+(?:[a-z]+\s+)?[a-z]+(?![\w'’-])"
    rule = rf"(?!\d+ \S+ (?:\S+ )?\d){first}\s+(?:out\s+)?of\s+(?:the|all|its|their|those|these)\s+{second}(?={noun})"
    return re.compile(rule, re.IGNORECASE)
