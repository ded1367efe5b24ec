"""Which words tell of one act: those tied to it, those of one stretch of time, one claim said twice.

Most words are acts of their own and are never looked at one by one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from guarantor.assessment.columns import Flags, Ints
from guarantor.assessment.gathering import PERFORMED, Table
from guarantor.model.testimony import Testimony


@dataclass(frozen=True, slots=True)
class Tied:
    """Rows of a table that tell of performance. ``unit`` is a number for each one's act (the place of its first row),
    ``pooled`` whether the act counts for the pool, ``rank`` orders by claim where all else of one act is equal."""

    rows: Ints
    unit: Ints
    pooled: Flags
    rank: Ints

    def among(self, keep: Flags) -> Tied:
        """Those of some rows."""
        return self if keep.all() else Tied(self.rows[keep], self.unit[keep], self.pooled[keep], self.rank[keep])


def tied(table: Table) -> Tied:
    """The acts that a table's words of performance tell of."""
    rows = np.flatnonzero(table.counts & (table.kind == PERFORMED) & ~table.wider)
    unit, pooled, rank = np.arange(len(rows)), np.zeros(len(rows), np.bool_), np.zeros(len(rows), np.int64)
    asked = table.linked[rows] | (table.lo[rows] < table.entries.hi[rows])
    which = np.flatnonzero(asked | _maybe_twice(table, rows))
    numbers: dict[tuple[int, str, str | tuple[int, int], str], int] = {}
    claims: list[str] = []
    for i, row, owner in zip(which.tolist(), rows[which].tolist(), table.group[rows[which]].tolist(), strict=True):
        word = table.words[row]
        act = act_of(word)
        unit[i] = numbers.setdefault((owner, *act), i)
        pooled[i] = act[2] == ""
        claims.append(word.claim)
    order = np.array(sorted(range(len(claims)), key=claims.__getitem__), np.int64)
    rank[which[order]] = np.arange(len(which))
    return Tied(rows, unit, pooled, rank)


def _maybe_twice(table: Table, rows: Ints) -> Flags:
    """Rows that share provision, root and time with another (or, rarely, seem to: they are only looked at)."""
    parts = (table.group[rows], table.entries.root[rows], table.lo[rows])
    mixed = np.zeros(len(rows), np.uint64)
    for part in parts:
        mixed = (mixed ^ part.astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    order = np.argsort(mixed)
    again = np.zeros(len(rows) + 1, np.bool_)
    again[1:-1] = mixed[order[1:]] == mixed[order[:-1]]
    found = np.zeros(len(rows), np.bool_)
    found[order] = again[1:] | again[:-1]
    return found


def act_of(word: Testimony) -> tuple[str, str | tuple[int, int], str]:
    """The act that a word tells of (what names it, and the name), and for whom it counts ("": the pool)."""
    if word.item is not None:
        return "item", word.item, ""
    if word.occurrence is not None:
        return "occurrence", word.occurrence, "" if word.pooled else word.root
    assert word.happened is not None
    if word.happened[0] < word.happened[1]:
        return "time", word.happened, word.root
    return f"claim:{word.claim}", word.happened, word.root


def uneven(table: Table, told: Tied) -> Ints:
    """Rows of acts whose words tell different times, and of unlinked stretches with different amounts."""
    rows = told.rows
    first = rows[told.unit]
    differ = (table.lo[rows] != table.lo[first]) | (table.entries.hi[rows] != table.entries.hi[first])
    high, other = table.high[rows], table.high[first]
    amounts = ~table.linked[rows] & (high != other) & ~(np.isnan(high) & np.isnan(other))
    found: Ints = rows[differ | (amounts & (table.lo[rows] < table.entries.hi[rows]))]
    return found
