"""Packages that no other is better than for everybody, by ordinal ranks only.

One package is *better* than another when no actor is known to like any of its options less, issue by issue, and some
actor likes some option more. Ranks are never added up, within an actor or across. Where an actor's rank of either
option is unknown, the two cannot be compared on that issue unless they are the same option.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from guarantor.model.position import Position, Stance
from guarantor.positions.problem import Package

RANK: Mapping[Stance, int] = {"demands": 0, "accepts": 1, "can live with": 2, "opposes": 3, "red line": 4}


def rank(position: Position | None) -> int | None:
    """The ordinal rank of an option for an actor by its stance, 0 the best; None where it is not known."""
    if position is None or not position.known or position.stance is None:
        return None
    return RANK.get(position.stance)


def undominated(
    packages: Sequence[Package], ranks: Mapping[tuple[str, str, str], int | None], actors: Sequence[str]
) -> list[Package]:
    """The packages than which none of the others is better, in their order.

    ``ranks``: by actor, issue and option; lower is better.
    """
    if not packages:
        return []
    at_least: np.ndarray = np.ones((len(packages), len(packages)), dtype=bool)
    more: np.ndarray = np.zeros_like(at_least)
    for place, (issue, _) in enumerate(packages[0]):
        options = sorted({package[place][1] for package in packages})
        weak, strict = _relations(issue, options, ranks, actors)
        here = np.array([options.index(package[place][1]) for package in packages])
        at_least &= weak[here[:, None], here[None, :]]
        more |= strict[here[:, None], here[None, :]]
    worse = (at_least & more).any(axis=0)
    return [package for package, beaten in zip(packages, worse, strict=True) if not beaten]


def _relations(
    issue: str, options: Sequence[str], ranks: Mapping[tuple[str, str, str], int | None], actors: Sequence[str]
) -> tuple[np.ndarray, np.ndarray]:
    """For each two options of an issue: is the first at least as good for everybody, and better for somebody?"""
    weak: np.ndarray = np.eye(len(options), dtype=bool)
    strict: np.ndarray = np.zeros_like(weak)
    for i, one in enumerate(options):
        for j, two in enumerate(options):
            pairs = [(ranks.get((actor, issue, one)), ranks.get((actor, issue, two))) for actor in actors]
            known = [(a, b) for a, b in pairs if a is not None and b is not None]
            if i != j and len(known) == len(pairs) and all(a <= b for a, b in known):
                weak[i, j], strict[i, j] = True, any(a < b for a, b in known)
    return weak, strict
