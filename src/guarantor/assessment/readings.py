"""The same words' series at many moments: what does not hang on as-of is made once.

A course of months asks for the series of one duty at every moment at which something happened. Readings, and acts of
which all words end at one second, are the same at each; only an act whose words end at different seconds is made again
while some of them are still ahead. :func:`~guarantor.assessment.series.series_of` is what this must equal.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from guarantor.assessment.series import (
    Reckoning,
    Series,
    Total,
    Unit,
    is_act,
    occurrence_of,
    superseded,
    unit_of,
    unit_order,
)
from guarantor.model.testimony import Testimony

Group = tuple[Testimony, ...]


@dataclass(slots=True)
class Acts:
    """Some acts: those that come whole, in order, each with the second at which it is told; and those that do not."""

    whole: list[tuple[int, Unit]] = field(default_factory=list)
    parts: list[tuple[Group, bool]] = field(default_factory=list)

    def add(self, group: Group, reckoning: Reckoning, *, pooled: bool) -> None:
        """Add the words on one act."""
        ends = {_end(word) for word in group}
        if len(ends) == 1:
            self.whole.append((ends.pop(), unit_of(group, reckoning, pooled=pooled)))
        else:
            self.parts.append((group, pooled))

    def order(self) -> None:
        """Bring those that come whole into order."""
        self.whole.sort(key=lambda each: unit_order(each[1]))

    def by(self, as_of: int, reckoning: Reckoning) -> list[Unit]:
        """The acts told by a moment, in order."""
        found = [unit for end, unit in self.whole if end <= as_of]
        if not self.parts:
            return found
        for group, pooled in self.parts:
            if here := [word for word in group if _end(word) <= as_of]:
                found.append(unit_of(here, reckoning, pooled=pooled))
        return sorted(found, key=unit_order)


@dataclass(slots=True)
class Told:
    """What one root tells: from when it speaks at all, its readings in order with their ends, its acts, and what counts
    for it."""

    first: int
    series: Series
    ends: list[int] = field(default_factory=list)
    own: Acts = field(default_factory=Acts)
    alone: Acts = field(default_factory=Acts)


class Readings:
    """The words on one duty, ready to be asked at any moment. ``words`` are in canonical order."""

    def __init__(self, words: Sequence[Testimony], reckoning: Reckoning) -> None:
        self._reckoning = reckoning
        self._told: dict[str, Told] = {}
        self._pool = Acts()
        acts: list[Testimony] = []
        for word in words:
            if word.happened is None or word.effect not in ("performed", "total"):
                continue
            told = self._told.setdefault(word.root, Told(word.happened[1], Series(word.root)))
            told.first = min(told.first, word.happened[1])
            if is_act(told.series, word, reckoning):
                acts.append(word)
        self._group(acts)
        for told in self._told.values():
            told.series.totals = superseded(told.series.totals)
            told.ends = [total.hi for total in told.series.totals]

    def _group(self, acts: Sequence[Testimony]) -> None:
        groups: dict[tuple[str, str], list[Testimony]] = {}
        for word in acts:
            name, pooled = occurrence_of(word, self._reckoning)
            groups.setdefault((name, "" if pooled else word.root), []).append(word)
        for (_, root), group in groups.items():
            if root:
                self._told[root].own.add(tuple(group), self._reckoning, pooled=False)
                self._told[root].alone.add(tuple(group), self._reckoning, pooled=False)
                continue
            self._pool.add(tuple(group), self._reckoning, pooled=True)
            for teller in {word.root for word in group}:
                mine = tuple(word for word in group if word.root == teller)
                self._told[teller].own.add(mine, self._reckoning, pooled=True)
        for part in (self._pool, *(each for told in self._told.values() for each in (told.own, told.alone))):
            part.order()

    def at(self, as_of: int) -> dict[str, Series]:
        """The series of each root that speaks by a moment."""
        pool = self._pool.by(as_of, self._reckoning)
        found: dict[str, Series] = {}
        for root, told in self._told.items():
            if told.first <= as_of:
                units = told.alone.by(as_of, self._reckoning)
                found[root] = Series(
                    root, totals=told.series.totals[: bisect_right(told.ends, as_of)],
                    partial=_by(told.series.partial, as_of), wider=_by(told.series.wider, as_of),
                    units=sorted([*units, *pool], key=unit_order) if units and pool else units or pool,
                    own=told.own.by(as_of, self._reckoning),
                )  # fmt: skip
        return found


def _end(word: Testimony) -> int:
    assert word.happened is not None
    return word.happened[1]


def _by(totals: list[Total], as_of: int) -> list[Total]:
    return [total for total in totals if total.hi <= as_of]
