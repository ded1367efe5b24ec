"""Counts before a unit of time: "two", "a", "twenty-four", "72", "the past several"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from guarantor.reading.patterns import read_table
from guarantor.reading.sets import words_of

VAGUE_COUNTS = words_of("times", "numerals: vague counts")


@cache
def number_words() -> dict[str, int]:
    """Values of the number words of the quantity lexicon."""
    rows = [row for row in read_table("quantity_words.tsv") if row["class"] in ("SMALL", "SCALE", "HUNDRED")]
    return {word: int(row["value"]) for row in rows for word in row["words"].split("|")}


def read_count(words: Sequence[str]) -> int | None:
    """The whole number that words say, None where they are vague, broken or no whole number.

    >>> read_count(["twenty", "-", "four"]), read_count(["a"]), read_count(["several"])
    (24, 1, None)
    """
    total = 0
    seen = False
    for word in words:
        if word in VAGUE_COUNTS:
            return None
        if word in ("a", "an"):
            continue
        if word == "couple":
            return 2
        digits = word.replace(",", "")
        if digits.isdecimal() and len(digits) < 9:
            return int(digits)
        value = number_words().get(word)
        if value is None:
            if any(c.isdecimal() for c in word):
                return None
            continue
        seen = True
        total = total * value if value >= 100 and total else total + value
    return total if seen else 1 if words and words[0] in ("a", "an") else None
