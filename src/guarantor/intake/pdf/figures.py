"""Numbers that two extractors of a page differ on: on right-to-left pages a figure may come out turned round."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_NUMBER = re.compile(r"\d+(?:[.,:/٫٬-]\d+)*")
SHOWN = 6


def numbers_of(text: str) -> Counter[str]:
    """The numbers in a text, in ASCII digits, by how often they stand there.

    >>> sorted(numbers_of("٣١ لوريا, 1,200"))
    ['1,200', '31']
    """
    return Counter(
        "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in found)
        for found in _NUMBER.findall(unicodedata.normalize("NFKC", text))
    )


def difference(page: int, one: str, other: str | None) -> str | None:
    """A line for a person where the two differ, or the second could not read the page; None where they agree."""
    if other is None:
        return f"page {page}: right-to-left, and its numbers could not be checked by a second extractor; look at them"
    first, second = numbers_of(one), numbers_of(other)
    if first == second:
        return None
    mine, others = sorted((first - second).elements()), sorted((second - first).elements())
    told = f"{', '.join(mine[:SHOWN]) or 'none'} in this text, {', '.join(others[:SHOWN]) or 'none'} by the other"
    return (
        f"page {page}: right-to-left, and two extractors differ on numbers ({told}); a person has to look at the page"
    )
