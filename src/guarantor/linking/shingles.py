"""Which texts carry one another's words: containment of word 5-grams, over an inverted index.

Containment (shared shingles over those of the shorter text) finds a short copy of a long wire, which a symmetric
measure misses. Building is linear in the texts; a new text meets only those that share a shingle with it. A shingle is
a 64-bit digest of five words, worked out for a whole text at once; equal digests of different words are so rare (one in
2^64 a pair) that they cannot move a share of a text.

The index kept in the store files a short text under all its shingles and a longer one under a sample of them, picked by
winnowing (Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting", 2003): the least
digest of each window of four. Two texts that share any run of eight words are sure to meet in it; how much they share
is then counted over all their shingles.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import Counter
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

LENGTH = 5
WINDOW, SHORT = 4, 64
"""Of so many shingles in a row the least is filed; a text of so few is filed under all."""
WAY = "1: words folded, runs of 5, 48 bits, least of 4, all of 64 or fewer"
"""How the kept index is made; it is made anew where a record's was made otherwise."""
COMMON = 256
"""A shingle that stands in more texts than this is boilerplate and joins nothing."""
_WORD = re.compile(r"[^\W_]+", re.U)
_FACTORS = np.array(
    [
        0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F,
    ],
    dtype=np.uint64,
)  # fmt: skip


def shingles(text: str) -> frozenset[int]:
    """The 64-bit digests of all runs of five words, folded; of the whole text where it has fewer.

    >>> len(shingles("one two three four five six"))
    2
    """
    return frozenset(_digests(text).tolist())


def fingerprint(text: str) -> tuple[int, ...]:
    """The shingles under which a text is filed and looked up, cut to 48 bits: all of a short text, a sample of a long.

    >>> words = [f"w{number}" for number in range(200)]
    >>> long, part = fingerprint(" ".join(words)), fingerprint(" ".join(words[100:120]))
    >>> len(part), 60 < len(long) < 100, bool(set(part) & set(long))
    (16, True, True)
    """
    digests = _digests(text) >> np.uint64(16)
    if len(digests) > SHORT:
        windows = np.lib.stride_tricks.sliding_window_view(digests, WINDOW)
        digests = windows.min(axis=1)
    return tuple(sorted(set(digests.tolist())))


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the smaller set of shingles that stands in the larger, between 0 and 1."""
    return len(one & other) / max(1, min(len(one), len(other)))


@lru_cache(maxsize=16)
def _digests(text: str) -> NDArray[np.uint64]:
    words = [word.encode() for word in _WORD.findall(text.casefold())]
    if not words:
        return np.zeros(0, dtype=np.uint64)
    words += [b""] * (LENGTH - len(words))
    codes = np.array([zlib.crc32(word) << 32 | zlib.adler32(word[::-1], 7) for word in words], dtype=np.uint64)
    codes = _mixed(codes)
    runs = len(codes) - LENGTH + 1
    total = np.zeros(runs, dtype=np.uint64)
    for place, factor in enumerate(_FACTORS):
        total = _mixed(total + codes[place : place + runs] * factor)
    return total


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finisher of SplitMix64, which spreads every bit."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


class ShingleIndex:
    """Texts by their shingles; ``add`` returns what the new text shares with earlier ones."""

    def __init__(self) -> None:
        self._once: dict[int, int] = {}
        self._more: dict[int, array[int]] = {}
        self._sizes = array("I")

    def __len__(self) -> int:
        return len(self._sizes)

    def add(self, text: str) -> list[tuple[int, float]]:
        """Add a text (numbered from 0) and return ``(number, containment)`` of earlier ones that share anything.

        Containment is of the smaller in the larger, between 0 and 1.
        """
        mine = shingles(text)
        shared: Counter[int] = Counter()
        number = len(self._sizes)
        for shingle in mine:
            self._meet(shingle, number, shared)
        self._sizes.append(len(mine))
        return [(other, count / max(1, min(len(mine), self._sizes[other]))) for other, count in sorted(shared.items())]

    def _meet(self, shingle: int, number: int, shared: Counter[int]) -> None:
        """Most shingles stand in one text only: a list is kept of those alone that stand in more."""
        first = self._once.setdefault(shingle, number)
        if first == number:
            return
        places = self._more.get(shingle)
        if places is None:
            places = self._more[shingle] = array("I", [first])
        if len(places) <= COMMON:
            shared.update(places)
            places.append(number)
