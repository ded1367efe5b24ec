"""Which texts carry one another's words: containment of word 5-grams, over an inverted index.

Containment (shared shingles over those of the shorter text) finds a short copy of a long wire, which a symmetric
measure misses. Building is linear in the texts; a new text meets only those that share a shingle with it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from guarantor.intake.fingerprints import shingles

COMMON = 256
"""A shingle that stands in more texts than this is boilerplate and joins nothing."""
FEWEST = 6
"""So many runs of five words (ten words in a row) must be shared, or"""
WHOLE = 0.9
"""so much of the shorter text."""


def containment(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> float:
    """The share of the smaller set of shingles that stands in the larger, between 0 and 1: of a fingerprint's, which
    are sorted, each once."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    if not len(small):
        return 0.0
    places = large.searchsorted(small)
    places[places == len(large)] = 0
    return int(np.count_nonzero(large[places] == small)) / len(small)


def enough(shared: int, size: int) -> bool:
    """Whether so many shingles shared, of a text of ``size``, show that it is a copy: in a text of a sentence half of
    the words are the bare fact, which whoever tells it has to use.

    >>> enough(4, 8), enough(6, 12), enough(4, 4)
    (False, True, True)
    """
    return shared >= FEWEST or shared >= WHOLE * size


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

        Containment is of the smaller in the larger, between 0 and 1; what is too little to tell anything is left out.
        """
        mine = shingles(text)
        number = len(self._sizes)
        met = self._met(mine, number)
        self._sizes.append(len(mine))
        if not met:
            return []
        counts = np.bincount(_values(b"".join(met), met[0]), minlength=number)[:number]
        others = np.flatnonzero(counts)
        counts = counts[others]
        sizes = np.maximum(1, np.minimum(len(mine), _values(self._sizes, self._sizes)[others]))
        told = (counts >= FEWEST) | (counts >= WHOLE * sizes)
        return [*zip(others[told].tolist(), (counts[told] / sizes[told]).tolist(), strict=True)]

    def _met(self, mine: Iterable[int], number: int) -> list[array[int]]:
        """For each shingle that stood in a text before, all its texts, this one among them. Most stand in one text
        only: a list is kept of those alone that stand in more."""
        met: list[array[int]] = []
        once, more = self._once, self._more
        for shingle in mine:
            first = once.setdefault(shingle, number)
            if first == number:
                continue
            places = more.get(shingle)
            if places is None:
                places = more[shingle] = array("I", [first])
            if len(places) <= COMMON:
                places.append(number)
                met.append(places)
        return met


def _values(held: bytes | array[int], like: array[int]) -> NDArray[np.unsignedinteger]:
    """The numbers of arrays like one, without a copy."""
    return np.frombuffer(held, dtype=f"u{like.itemsize}")
