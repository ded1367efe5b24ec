"""A problem falls into parts that have nothing to do with each other; each is looked at on its own.

Two issues belong together where a decision, a rejection, an acceptance or a tie speaks of both. Minimal movers of the
whole are the minimal unions of those of the parts, and counts multiply, so that a large question of small parts is
answered exactly. Up to :data:`WHOLE` packages nothing is taken apart.
"""

from __future__ import annotations

from collections.abc import Iterable

from guarantor.positions.grid import Grid
from guarantor.positions.problem import Problem

WHOLE = 10_000_000
"""So many packages are enumerated in one array; a part with more needs a solver."""


def parts(problem: Problem, *, whole: int = WHOLE) -> tuple[Grid, ...]:
    """The grids of a problem's parts, in the order of their first issues: one, where it is small enough."""
    if problem.size <= whole:
        return (Grid(problem),)
    groups: dict[str, set[str]] = {name: {name} for name, _ in problem.issues}
    for issues in _together(problem):
        joined = set().union(*(groups[issue] for issue in issues))
        for issue in joined:
            groups[issue] = joined
    found = sorted({tuple(sorted(group)) for group in groups.values()})
    return tuple(Grid(problem, group) for group in found)


def _together(problem: Problem) -> Iterable[list[str]]:
    for combo in problem.never:
        yield [issue for issue, _ in combo]
    for line in problem.lines:
        yield [issue for issue, _ in line.forbids]
    for yes in problem.accepts:
        yield [issue for issue, _ in (yes.option, *yes.provided)]
    for decision in problem.decisions:
        yield list(decision.issues)
