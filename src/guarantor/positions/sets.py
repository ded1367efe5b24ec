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
    return _minimal_columns(_columns(list(distinct), width))


def _minimal_columns(columns: np.ndarray) -> Family:
    """The minimal sets of distinct ones, given as columns (shape: words by sets)."""
    sizes = np.bitwise_count(columns).sum(axis=0)
    order = np.argsort(sizes, kind="stable")
    columns, sizes = np.ascontiguousarray(columns[:, order]), sizes[order]
    kept: list[int] = []
    while columns.shape[1]:
        least = int(np.searchsorted(sizes, sizes[0], side="right"))
        level, columns, sizes = columns[:, :least], columns[:, least:], sizes[least:]
        kept.extend(_integer(row) for row in level.T)
        for row in level.T:
            if not columns.shape[1]:
                break
            holds: np.ndarray = (columns[0] & row[0]) == row[0]
            for word, part in zip(columns[1:], row[1:], strict=True):
                holds &= (word & part) == part
            if holds.any():
                columns, sizes = np.ascontiguousarray(columns[:, ~holds]), sizes[~holds]
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


def _columns(sets: Sequence[int], width: int) -> np.ndarray:
    words = -(-width // WORD)
    low = (1 << WORD) - 1
    return np.array([[mask >> WORD * word & low for mask in sets] for word in range(words)], dtype=np.int64)


def _integer(row: np.ndarray) -> int:
    return sum(int(word) << WORD * place for place, word in enumerate(row))


def minimal_rows(rows: np.ndarray) -> dict[int, int]:
    """The minimal sets among rows of words (shape: sets by words, each word of 63 bits), each with the place of the
    first row that is it."""
    keys = [np.ascontiguousarray(rows[:, word]) for word in reversed(range(rows.shape[1]))]
    order = np.lexsort(keys)
    sorted_rows = rows[order]
    fresh: np.ndarray = np.ones(len(rows), dtype=bool)
    fresh[1:] = (sorted_rows[1:] != sorted_rows[:-1]).any(axis=1)
    distinct, first = sorted_rows[fresh], order[fresh]
    kept = _minimal_columns(distinct.T) if distinct[0].any() else (0,)
    wanted = set(kept)
    sizes = np.bitwise_count(distinct).sum(axis=1)
    maybe = np.flatnonzero(np.isin(sizes, sorted({mask.bit_count() for mask in kept})))
    places = {mask: int(first[i]) for i in maybe if (mask := _integer(distinct[i])) in wanted}
    return {mask: places[mask] for mask in kept}
