"""Packages: all combinations of options, sorted by what is on the record.

*Accepted*: every decision is approved by known yeses. *Excluded*: some decision is blocked by known noes. *Open*: the
rest; nobody whose consent is needed rejects it, and the answers of ``k`` actors are missing. What ties between options
rule out is *impossible*. No package is scored.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import prod
from typing import Literal

import numpy as np

from guarantor.positions.grid import Grid
from guarantor.positions.parts import WHOLE, parts
from guarantor.positions.problem import Line, Package, Problem
from guarantor.positions.sets import mask_of

State = Literal["accepted", "open"]
LISTED = 500
"""So many packages are listed at most; counts are of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One package that is not excluded; ``unknown`` are the actors whose missing answers matter to it."""

    package: Package
    state: State
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why packages are excluded: an actor's rejection that helps to block. ``packages``: how many it bears on.
    ``alone``: how many of these no other actor's rejection bears on."""

    line: Line
    packages: int
    alone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The packages of a problem, counted. None: not counted (see ``note``).

    ``by_unknown`` counts open packages by how many actors' answers are missing. ``listed`` are accepted and open ones,
    fewest unknown first, all of them where ``complete``.
    """

    total: int
    impossible: int | None = None
    accepted: int | None = None
    open: int | None = None
    excluded: int | None = None
    by_unknown: tuple[tuple[int, int], ...] = ()
    reasons: tuple[Reason, ...] = ()
    listed: tuple[Standing, ...] = ()
    complete: bool = True
    note: str | None = None


def tally(problem: Problem, *, listed: int = LISTED, whole: int = WHOLE) -> Tally:
    """Count and list the packages of a problem."""
    grids = parts(problem, whole=whole)
    if any(grid.size > whole for grid in grids):
        return Tally(
            total=problem.size, complete=False,
            note=f"Not counted: {problem.size:,} packages that cannot be taken apart are more than {whole:,}.",
        )  # fmt: skip
    if len(grids) > 1:
        return _of_parts(problem, grids)
    return _of_one(problem, grids[0], listed)


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Sorted:
    """Flat arrays over one grid."""

    feasible: np.ndarray
    excluded: np.ndarray
    accepted: np.ndarray
    matters: np.ndarray

    @property
    def open(self) -> np.ndarray:
        """Neither accepted nor excluded, and possible."""
        found: np.ndarray = self.feasible & ~self.excluded & ~self.accepted
        return found


def sort(grid: Grid) -> Sorted:
    """Every package of a grid by its state."""
    feasible = grid.feasible
    blocked: np.ndarray = np.zeros((1,) * feasible.ndim, dtype=bool)
    approved: np.ndarray = np.ones((1,) * feasible.ndim, dtype=bool)
    matters: np.ndarray = np.zeros((1,) * feasible.ndim, dtype=np.int64)
    for asked in grid.asked:
        blocked, approved, matters = blocked | asked.blocked, approved & asked.approved, matters | asked.matters
    excluded = feasible & blocked
    return Sorted(
        feasible=feasible.ravel(), excluded=excluded.ravel(), accepted=(feasible & ~blocked & approved).ravel(),
        matters=grid.whole(matters),
    )  # fmt: skip


def _of_one(problem: Problem, grid: Grid, listed: int) -> Tally:
    found = sort(grid)
    unknown = np.bitwise_count(found.matters)
    kinds, counts = np.unique(unknown[found.open], return_counts=True)
    rest = np.flatnonzero(found.accepted | found.open)
    rest = rest[np.lexsort((rest, unknown[rest], found.open[rest]))]
    shown = tuple(_standing(problem, grid, found, int(index)) for index in rest[:listed])
    return Tally(
        total=problem.size,
        impossible=int((~found.feasible).sum()),
        accepted=int(found.accepted.sum()),
        open=int(found.open.sum()),
        excluded=int(found.excluded.sum()),
        by_unknown=tuple((int(k), int(n)) for k, n in zip(kinds, counts, strict=True)),
        reasons=reasons(problem, grid),
        listed=shown,
        complete=len(rest) <= listed,
        note=None
        if len(rest) <= listed
        else f"{len(rest):,} packages are not excluded; the first {listed:,} are listed.",
    )


def _standing(problem: Problem, grid: Grid, found: Sorted, index: int) -> Standing:
    return Standing(
        package=grid.package(index), state="accepted" if found.accepted[index] else "open",
        unknown=() if found.accepted[index] else problem.names(int(found.matters[index])),
    )  # fmt: skip


def reasons(problem: Problem, grid: Grid) -> tuple[Reason, ...]:
    """Every line that helps to block a package, with how many; in decreasing number, then by name."""
    helping = [asked.rejecting * asked.blocked for asked in grid.asked]
    everyone: np.ndarray = np.zeros((1,) * len(grid.shape), dtype=np.int64)
    for helps in helping:
        everyone = everyone | helps
    found = []
    for line in sorted({line for asked in grid.asked for line in asked.lines}):
        bit = np.int64(mask_of([problem.bit[line.actor]]))
        where = grid.within(grid.feasible, line.forbids)
        bears: np.ndarray = np.zeros((), dtype=bool)
        for asked, helps in zip(grid.asked, helping, strict=True):
            if line in asked.lines:
                bears = bears | ((grid.within(helps, line.forbids) & bit) != 0)
        where = where & bears
        count = int(where.sum())
        if count:
            alone = int((where & (grid.within(everyone, line.forbids) == bit)).sum())
            found.append(Reason(line=line, packages=count, alone=alone))
    return tuple(sorted(found, key=lambda each: (-each.packages, -each.alone, each.line)))


def _of_parts(problem: Problem, grids: tuple[Grid, ...]) -> Tally:
    found = [sort(grid) for grid in grids]
    feasible = prod(int(each.feasible.sum()) for each in found)
    accepted = prod(int(each.accepted.sum()) for each in found)
    left = prod(int((each.feasible & ~each.excluded).sum()) for each in found)
    return Tally(
        total=problem.size,
        impossible=problem.size - feasible,
        accepted=accepted,
        open=left - accepted,
        excluded=feasible - left,
        by_unknown=_missing(found, left - accepted),
        complete=False,
        note=f"{problem.size:,} packages are counted in {len(grids)} independent parts and not listed.",
    )


def _missing(found: list[Sorted], open_packages: int) -> tuple[tuple[int, int], ...]:
    """How many open packages miss how many answers: the parts' masks joined."""
    masks: Counter[int] = Counter({0: 1})
    for each in found:
        kinds, counts = np.unique(each.matters[each.feasible & ~each.excluded], return_counts=True)
        joined: Counter[int] = Counter()
        for mask, ways in masks.items():
            for kind, count in zip(kinds, counts, strict=True):
                joined[mask | int(kind)] += ways * int(count)
        masks = joined
        if len(masks) > 100_000:
            return ()
    by_size: Counter[int] = Counter()
    for mask, ways in masks.items():
        by_size[mask.bit_count()] += ways
    by_size.pop(0, None)
    return tuple(sorted(by_size.items())) if sum(by_size.values()) == open_packages else ()
