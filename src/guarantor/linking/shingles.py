"""Which texts carry one another's words: containment of word 5-grams, over an inverted index.

Containment (shared shingles over those of the shorter text) finds a short copy of a long wire, which a symmetric
measure misses. Building is linear in the texts; a new text meets only those that share a shingle with it.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from hashlib import blake2b

LENGTH = 5
COMMON = 64
"""A shingle that stands in more texts than this is boilerplate and joins nothing."""
_WORD = re.compile(r"[^\W_]+", re.U)


def shingles(text: str) -> frozenset[int]:
    """The 64-bit digests of all runs of five words, folded; of the whole text where it has fewer.

    >>> len(shingles("one two three four five six"))
    2
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    if not words:
        return frozenset()
    runs = (" ".join(words[i : i + LENGTH]) for i in range(max(1, len(words) - LENGTH + 1)))
    return frozenset(int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs)


class ShingleIndex:
    """Texts by their shingles; ``add`` returns what the new text shares with earlier ones."""

    def __init__(self) -> None:
        self._where: dict[int, array[int]] = defaultdict(lambda: array("I"))
        self._sizes: list[int] = []

    def add(self, text: str) -> list[tuple[int, float]]:
        """Add a text (numbered from 0) and return ``(number, containment)`` of earlier ones that share anything.

        Containment is of the smaller in the larger, between 0 and 1.
        """
        mine = shingles(text)
        shared: Counter[int] = Counter()
        number = len(self._sizes)
        for shingle in mine:
            places = self._where[shingle]
            if len(places) <= COMMON:
                shared.update(places)
                places.append(number)
        self._sizes.append(len(mine))
        return [(other, count / max(1, min(len(mine), self._sizes[other]))) for other, count in sorted(shared.items())]
