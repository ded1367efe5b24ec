"""Conflicts and smallest moves.

A *mover set* is a smallest set of actors such that, if these gave up what they reject, some package that can hold would
stand open. A *conflict* is a smallest set of actors who cannot all have what they ask for. Both are facts of logic
about what was said in public; neither says who should move.

Where the ties between options rule out every package, there is no conflict between actors to be found: the answer says
so (``impossible``) and holds no sets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from guarantor.model.position import Needs
from guarantor.positions.asp import AspError, least
from guarantor.positions.consent import blocking
from guarantor.positions.grid import Asked, Grid
from guarantor.positions.parts import WHOLE, parts
from guarantor.positions.problem import Line, Package, Problem, everybody
from guarantor.positions.sets import Family, hitting, mask_of, members, minimal, minimal_rows, ordered, unions


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A smallest set of movers, with a package that it opens (of these the one with fewest rejections among them)."""

    actors: tuple[str, ...]
    package: Package | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Every smallest set. ``open``: a package stands open already, so that nobody has to move.

    ``complete`` False: cut off, ``note`` says why; what is listed then is right and need not be all.
    """

    moves: tuple[Move, ...] = ()
    open: bool = False
    impossible: bool = False
    complete: bool = True
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflicts:
    """Every smallest set of actors who cannot all be satisfied; none where a package satisfies all."""

    sets: tuple[tuple[str, ...], ...] = ()
    impossible: bool = False
    complete: bool = True
    note: str | None = None


def smallest_moves(problem: Problem, *, whole: int = WHOLE, limit: int = 100_000) -> Moves:
    """Every smallest set of actors whose moving opens a package, each with such a package."""
    found = _movers(problem, whole, limit)
    if found.impossible or (not found.complete and not found.moves):
        return found
    open_ = any(not move.actors for move in found.moves)
    return replace(found, moves=() if open_ else found.moves, open=open_)


def conflicts(problem: Problem, *, whole: int = WHOLE, limit: int = 100_000) -> Conflicts:
    """Every smallest set of actors who cannot all be satisfied by one package, whatever the consent rules ask."""
    actors = sorted({line.actor for line in problem.lines})
    if not actors:
        return Conflicts(impossible=_movers(problem, whole, limit).impossible)
    strict = replace(problem, decisions=everybody((name for name, _ in problem.issues), actors))
    strict = replace(strict, actors=tuple(actors))
    found = _movers(strict, whole, limit)
    if found.impossible or not found.complete:
        return Conflicts(impossible=found.impossible, complete=found.complete, note=found.note)
    hits = hitting((mask_of(strict.bit[a] for a in move.actors) for move in found.moves), limit=limit)
    return Conflicts(
        sets=tuple(strict.names(mask) for mask in hits.sets), complete=hits.complete,
        note=None if hits.complete else f"Cut off after {limit:,} sets.",
    )  # fmt: skip


def _movers(problem: Problem, whole: int, limit: int) -> Moves:
    grids = parts(problem, whole=whole)
    if any(grid.size > whole for grid in grids):
        return _solved(problem, limit)
    families = [_of_grid(problem, grid) for grid in grids]
    if any(not family for family in families):
        return Moves(impossible=True)
    sets: Family = (0,)
    for family in families:
        sets = unions(sets, tuple(family))
    if len(sets) > limit:
        return Moves(complete=False, note=f"Cut off: more than {limit:,} sets.", moves=())
    return Moves(moves=tuple(Move(actors=problem.names(mask), package=_joined(families, mask)) for mask in sets))


def _joined(families: Sequence[dict[int, Package]], mask: int) -> Package:
    """A package that a mover set opens: in each part one that some of the movers open."""
    chosen: list[tuple[str, str]] = []
    for family in families:
        fitting = next(each for each in ordered(family) if each & ~mask == 0)
        chosen.extend(family[fitting])
    return tuple(sorted(chosen))


def _of_grid(problem: Problem, grid: Grid) -> dict[int, Package]:
    """The minimal mover sets of a grid, each with a package it opens; empty where no package can hold."""
    feasible = grid.feasible.ravel()
    if not feasible.any():
        return {}
    codes, choices = _patterns(problem, grid)
    packages: dict[int, int] = {}
    for kind, index in zip(*_first(np.where(feasible, codes, -1), len(choices)), strict=True):
        for mask in choices[kind]:
            packages[mask] = min(packages.get(mask, index), index)
    return {mask: grid.package(packages[mask]) for mask in minimal(packages)}


def _first(codes: np.ndarray, kinds: int) -> tuple[list[int], list[int]]:
    """Every code that occurs (−1 aside) with the place where it first does."""
    first: np.ndarray = np.full(kinds + 1, -1, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    used = np.flatnonzero(first[:kinds] >= 0)
    return used.tolist(), first[used].tolist()


def _patterns(problem: Problem, grid: Grid) -> tuple[np.ndarray, list[Family]]:
    """For every package a code; for every code the minimal mover sets of its packages."""
    codes: np.ndarray = np.zeros((1,) * len(grid.shape), dtype=np.int64)
    choices: list[Family] = [(0,)]
    for asked in grid.asked:
        kinds, inverse = _packed(np.where(asked.blocked, asked.rejecting, 0))
        mine = [_needed(problem, asked.needs, mask) for mask in kinds]
        if choices == [(0,)]:
            codes, choices = inverse, mine
            continue
        used, codes = _packed(codes * len(kinds) + inverse)
        choices = [unions(choices[each // len(kinds)], mine[each % len(kinds)]) for each in used]
    return grid.whole(codes), choices


def _packed(values: np.ndarray) -> tuple[list[int], np.ndarray]:
    """The values that occur, rising, and for each place the number of its value."""
    most = int(values.max(initial=0))
    if most < 1 << 24:
        seen: np.ndarray = np.zeros(most + 1, dtype=bool)
        seen[values] = True
        number = np.cumsum(seen) - 1
        return np.flatnonzero(seen).tolist(), number[values]
    kinds, inverse = np.unique(values, return_inverse=True)
    return kinds.tolist(), inverse.reshape(values.shape)


def _needed(problem: Problem, needs: Needs | None, rejecting: int) -> Family:
    """The smallest sets of rejecting actors without whose rejection a decision is not blocked."""
    if needs is None or not rejecting:
        return (rejecting,)
    sets = _blocking(problem, needs)
    return hitting(each for each in sets if each & rejecting == each).sets


def _blocking(problem: Problem, needs: Needs) -> Family:
    """The minimal blocking sets of a rule, over the problem's actors."""
    actors = needs.actors()
    return tuple(mask_of(problem.bit[actors[i]] for i in members(mask)) for mask in blocking(needs).sets)


def _solved(problem: Problem, limit: int) -> Moves:
    try:
        found = least(problem, limit=limit)
    except AspError as error:
        return Moves(complete=False, note=str(error))
    if not found.sets:
        return Moves(impossible=found.complete, complete=found.complete, note=found.note)
    moves = tuple(Move(actors=problem.names(mask), package=found.packages[mask]) for mask in found.sets)
    return Moves(moves=moves, complete=found.complete, note=found.note)


# --- inside a mover set -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A smallest set of rejections of the movers that opens a package when given up, with that package."""

    lines: tuple[Line, ...]
    package: Package


def lines_inside(
    problem: Problem, movers: Iterable[str], *, whole: int = WHOLE, most: int = 1_000
) -> tuple[tuple[Opening, ...], bool]:
    """Every smallest set of the movers' rejections that opens a package (the first ``most``), and whether that is all.

    Only where all packages fit one grid; else none, and False.
    """
    if problem.size > whole:
        return (), False
    grid, chosen = Grid(problem), frozenset(movers)
    mine = tuple(line for line in problem.lines if line.actor in chosen)
    opened = np.flatnonzero(grid.feasible.ravel() & _opened_by(problem, grid, chosen))
    if not len(opened) or not mine:
        return (), True
    rows = _crossed(grid, mine, opened)
    sets = minimal_rows(rows)
    found = tuple(
        Opening(lines=tuple(mine[i] for i in members(mask)), package=grid.package(int(opened[place])))
        for mask, place in islice(sets.items(), most)
    )
    return found, len(sets) <= most


def _opened_by(problem: Problem, grid: Grid, movers: frozenset[str]) -> np.ndarray:
    """Whether a package is not blocked once the movers reject nothing."""
    mask = np.int64(mask_of(problem.bit[actor] for actor in movers if actor in problem.bit))
    found: np.ndarray = np.ones((1,) * len(grid.shape), dtype=bool)
    for asked in grid.asked:
        found = found & ~_still_blocked(problem, asked, mask)
    return grid.whole(found)


def _still_blocked(problem: Problem, asked: Asked, movers: np.int64) -> np.ndarray:
    left = asked.rejecting & ~movers
    if asked.needs is None:
        rejected: np.ndarray = left != 0
        return rejected
    found: np.ndarray = np.zeros(left.shape, dtype=bool)
    for each in _blocking(problem, asked.needs):
        found |= (left & np.int64(each)) == np.int64(each)
    still: np.ndarray = found & asked.blocked
    return still


def _crossed(grid: Grid, lines: Sequence[Line], where: np.ndarray) -> np.ndarray:
    """For each package the lines it crosses, as rows of words of 63 bits."""
    words = -(-len(lines) // 63)
    rows: np.ndarray = np.zeros((len(where), words), dtype=np.int64)
    for number, line in enumerate(lines):
        crossed = grid.whole(grid.holds(line.forbids))[where]
        rows[:, number // 63] |= crossed.astype(np.int64) << number % 63
    return rows
