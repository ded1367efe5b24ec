"""What two extractors of a right-to-left page differ on: a figure or a word may come out turned round."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_NUMBER = re.compile(r"\d+(?:[.,:/٫٬-]\d+)*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LAST = frozenset("ةىךםןףץ")
"""Letters that end words and begin none."""
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


def turned(one: str, other: str | None) -> tuple[str, int]:
    """A page's text with those words turned round that the other extractor has the other way only, and how many.

    >>> turned("ןולש םולש", "שלום ןולש")
    ('ןולש שלום', 1)
    """
    there = set(_WORD.findall(unicodedata.normalize("NFKC", other or "")))
    count = 0

    def way(found: re.Match[str]) -> str:
        nonlocal count
        word, back = found.group(), found.group()[::-1]
        if not _RIGHT_TO_LEFT.match(word) or word in there or back not in there:
            return word
        count += 1
        return back

    return _WORD.sub(way, one), count


def misspelt(page: int, text: str) -> str | None:
    """A line for a person where letters show by themselves that words are not as they were written, whatever other
    extractors say: words that begin with letters that only end words (the page stands backwards), or with two alefs
    (lam and alef, which are one sign, come out in the wrong order).

    >>> misspelt(1, "ةميخ تلصو ةرازولا"), misspelt(1, "قالت الوزارة"), misspelt(1, "קר םולש")
    ('page 1: its words stand backwards; a person has to look at the page', None, None)
    >>> misspelt(2, "يوم االثنين")
    'page 2: lam and alef stand in the wrong order in words like االثنين; a person has to look at the page'
    """
    words = [word for word in _WORD.findall(unicodedata.normalize("NFKC", text)) if _RIGHT_TO_LEFT.match(word)]
    begun, ended = sum(word[0] in _LAST for word in words), sum(word[-1] in _LAST for word in words)
    if begun > max(1, ended):
        return f"page {page}: its words stand backwards; a person has to look at the page"
    odd = next((word for word in words if word.startswith("اا")), None)
    if odd is None:
        return None
    return f"page {page}: lam and alef stand in the wrong order in words like {odd}; a person has to look at the page"


def unlike(page: int, one: str, other: str | None) -> str | None:
    """A line for a person where the two have few words alike: at least one of them has taken the page wrongly apart.

    >>> unlike(1, "شلום עולם רב", "שלום עולם רב") is None, unlike(1, "םולשםלוע בר", "שלום עולם רב") is None
    (True, False)
    """
    first, second = (
        {word for word in _WORD.findall(unicodedata.normalize("NFKC", text or "")) if _RIGHT_TO_LEFT.match(word)}
        for text in (one, other)
    )
    if not second or 2 * len(first & second) >= len(second):
        return None
    return (
        f"page {page}: right-to-left, and two extractors differ on most of its words; a person has to look at the page"
    )
