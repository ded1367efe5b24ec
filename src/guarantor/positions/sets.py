"""Families of small sets as bit masks: the minimal ones, unions of two families, minimal hitting sets.

A set over up to any number of members is a Python integer whose bit ``i`` says that member ``i`` is in it. A family is
a tuple of such integers, smallest sets first; equal inputs in any order give equal tuples.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

WORD = 63
"""Bits a machine word holds here: one is left free, so that signed words stay positive."""
Family = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A family, and whether it is the whole of it. What is cut off says so wherever it is shown."""

    sets: Family
    complete: bool = True


def members(mask: int) -> tuple[int, ...]:
    """The members of a set, rising.

    >>> members(0b1101)
    (0, 2, 3)
    """
    return tuple(i for i in range(mask.bit_length()) if mask >> i & 1)


def mask_of(found: Iterable[int]) -> int:
    """The set of some members."""
    mask = 0
    for each in found:
        mask |= 1 << each
    return mask


def ordered(sets: Iterable[int]) -> Family:
    """Each set once: small ones first, then by their members."""
    return tuple(sorted(set(sets), key=lambda mask: (mask.bit_count(), members(mask))))


def minimal(sets: Iterable[int]) -> Family:
    """The sets of a family that hold no other of it.

    >>> minimal([0b111, 0b011, 0b100, 0b110])
    (4, 3)
    """
    distinct = set(sets)
    if 0 in distinct or not distinct:
        return (0,) if distinct else ()
    width = max(mask.bit_length() for mask in distinct)
    rows = _rows(list(distinct), width)
    rows = rows[np.argsort(np.bitwise_count(rows).sum(axis=1), kind="stable")]
    kept: list[int] = []
    while len(rows):
        sizes = np.bitwise_count(rows).sum(axis=1)
        level = rows[sizes == sizes[0]]
        kept.extend(_integer(row) for row in level)
        rows = rows[sizes > sizes[0]]
        for row in level:
            if not len(rows):
                break
            rows = rows[((rows & row) != row).any(axis=1)]
    return ordered(kept)


def unions(first: Iterable[int], second: Sequence[int]) -> Family:
    """The minimal unions of a set of one family with a set of another."""
    return minimal(a | b for a in first for b in second)


def hitting(family: Iterable[int], *, limit: int = 200_000) -> Found:
    """The minimal sets that share a member with every set of a family (Berge's algorithm).

    A family with the empty set is hit by nothing; the empty family is hit by the empty set. Past ``limit`` candidates
    the search stops: what is found then hits everything seen so far and is marked as cut off.

    >>> hitting([0b001, 0b110]).sets
    (3, 5)
    """
    sets = minimal(family)
    if sets == (0,):
        return Found(sets=())
    hits: list[int] = [0]
    for each in sets:
        holds = [hit for hit in hits if hit & each]
        misses = [hit for hit in hits if not hit & each]
        grown = {hit | 1 << member for hit in misses for member in members(each)}
        fresh = [mask for mask in grown if not any(hit & mask == hit for hit in holds)]
        hits = [*holds, *minimal(fresh)]
        if len(hits) > limit:
            return Found(sets=ordered(hits), complete=False)
    return Found(sets=ordered(hits))


def _rows(sets: Sequence[int], width: int) -> np.ndarray:
    words = -(-width // WORD)
    low = (1 << WORD) - 1
    return np.array([[mask >> WORD * word & low for word in range(words)] for mask in sets], dtype=np.int64)


def _integer(row: np.ndarray) -> int:
    return sum(int(word) << WORD * place for place, word in enumerate(row))


def minimal_rows(rows: np.ndarray) -> Family:
    """The minimal sets among rows of words (shape: sets by words, each word of 63 bits)."""
    return minimal(_integer(row) for row in np.unique(rows, axis=0))
