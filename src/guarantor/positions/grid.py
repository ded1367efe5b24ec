"""All packages of some issues at once, as numpy arrays with one axis an issue.

Arrays are as small as what they speak of: an axis has length 1 where the issue does not matter, and numpy's
broadcasting does the rest. Only what depends on the whole package has the size of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from guarantor.model.lasting import lasting
from guarantor.model.position import Needs
from guarantor.positions.judging import outcomes
from guarantor.positions.problem import Choice, Decision, Line, Package, Problem

Array = np.ndarray


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Asked:
    """Decisions over all packages. All arrays broadcast to the grid.

    ``needs`` is the rule, None where each actor has to agree. ``lines`` are those that count against it, ``rejecting``
    the mask of the actors whose lines a package crosses; ``blocked``/``approved`` the outcome (neither: open);
    ``matters``, of packages that are open, the mask of unknown actors whose answer can still change it.
    """

    needs: Needs | None
    lines: tuple[Line, ...]
    rejecting: Array
    blocked: Array
    approved: Array
    matters: Array


class Grid:
    """The packages of some of a problem's issues (all of them, where none are named)."""

    def __init__(self, problem: Problem, issues: Iterable[str] | None = None) -> None:
        self.problem = problem
        chosen = set(issues) if issues is not None else {name for name, _ in problem.issues}
        self.issues = tuple((name, options) for name, options in problem.issues if name in chosen)
        self.axis = {name: i for i, (name, _) in enumerate(self.issues)}
        self.shape = tuple(len(options) for _, options in self.issues)
        self._spot = {(name, option): j for name, options in self.issues for j, option in enumerate(options)}

    @property
    def size(self) -> int:
        """How many packages."""
        return int(np.prod(self.shape, dtype=np.int64)) if self.shape else 1

    def holds(self, combo: Sequence[Choice]) -> Array:
        """Whether a package has all of these options: an array with the axes of their issues."""
        found: Array = np.ones((1,) * len(self.shape), dtype=bool)
        for issue, option in combo:
            found = found & self._only(issue, [option])
        return found

    def _only(self, issue: str, options: Iterable[str]) -> Array:
        axis = self.axis[issue]
        along: Array = np.zeros(self.shape[axis], dtype=bool)
        along[[self._spot[issue, option] for option in options]] = True
        return along.reshape([-1 if i == axis else 1 for i in range(len(self.shape))])

    def speaks(self, issues: Iterable[str]) -> bool:
        """Whether all of these issues are on the grid."""
        return all(issue in self.axis for issue in issues)

    @lasting
    def feasible(self) -> Array:
        """Whether a package can hold at all."""
        found: Array = np.ones(self.shape, dtype=bool)
        for combo in self.problem.never:
            if self.speaks(issue for issue, _ in combo):
                found &= ~self.holds(combo)
        return found

    @lasting
    def asked(self) -> tuple[Asked, ...]:
        """Every decision on these issues; those that need each of their actors are one, since any no blocks them."""
        here = [each for each in self.problem.decisions if self.speaks(each.issues)]
        vetoes = [each for each in here if each.needs.is_all]
        rest = tuple(self._ask(each) for each in here if not each.needs.is_all)
        return (self._vetoes(vetoes), *rest) if vetoes else rest

    def _vetoes(self, decisions: Sequence[Decision]) -> Asked:
        lines = tuple(sorted({line for each in decisions for line in self.lines_of(each)}))
        rejecting = self.mask(lines)
        approved: Array = np.ones((1,) * len(self.shape), dtype=bool)
        matters = self._zero()
        for each in decisions:
            everyone = np.int64(sum(1 << self.problem.bit[actor] for actor in each.needs.actors()))
            missing = everyone & ~self._accepting(each, frozenset(each.needs.actors()))
            missing = np.where(self.concerned(each), missing, np.int64(0))
            approved, matters = approved & (missing == 0), matters | missing
        return Asked(
            needs=None, lines=lines, rejecting=rejecting, blocked=rejecting != 0, approved=approved, matters=matters,
        )  # fmt: skip

    def _ask(self, decision: Decision) -> Asked:
        lines = self.lines_of(decision)
        rejecting, asked = self.mask(lines), self.concerned(decision)
        accepting = self._accepting(decision, frozenset(decision.needs.actors())) & ~rejecting
        rejecting = np.where(asked, rejecting, np.int64(0))
        found = outcomes(decision.needs, self.problem, rejecting, accepting)
        return Asked(
            needs=decision.needs, lines=lines, rejecting=rejecting, blocked=found.blocked & asked,
            approved=found.approved | ~asked, matters=np.where(asked, found.matters, np.int64(0)),
        )  # fmt: skip

    def mask(self, lines: Iterable[Line]) -> Array:
        """The mask of the actors of whose lines a package crosses one."""
        by_axes: dict[tuple[str, ...], Array] = {}
        for line in lines:
            axes = tuple(issue for issue, _ in line.forbids)
            crossed = self.holds(line.forbids).astype(np.int64) << self.problem.bit[line.actor]
            by_axes[axes] = by_axes[axes] | crossed if axes in by_axes else crossed
        found = self._zero()
        for axes in sorted(by_axes, key=lambda each: (len(each), each)):
            found = found | by_axes[axes]
        return found

    def _zero(self) -> Array:
        return np.zeros((1,) * len(self.shape), dtype=np.int64)

    def concerned(self, decision: Decision) -> Array:
        """Whether a package raises the decision at all."""
        if decision.only is None:
            return np.ones((1,) * len(self.shape), dtype=bool)
        found: Array = np.zeros((1,) * len(self.shape), dtype=bool)
        for issue in decision.issues:
            options = [option for name, option in decision.only if name == issue]
            found = found | (self._only(issue, options) if options else np.zeros_like(found))
        return found

    def lines_of(self, decision: Decision) -> tuple[Line, ...]:
        """The lines that count against a decision: of its actors, touching one of its issues (and option)."""
        wanted, issues = frozenset(decision.needs.actors()), frozenset(decision.issues)
        return tuple(
            line
            for line in self.problem.lines
            if line.actor in wanted
            and self.speaks(issue for issue, _ in line.forbids)
            and any(self._touches(choice, issues, decision) for choice in line.forbids)
        )

    def _touches(self, choice: Choice, issues: frozenset[str], decision: Decision) -> bool:
        return choice[0] in issues and (decision.only is None or choice in decision.only)

    def _accepting(self, decision: Decision, wanted: frozenset[str]) -> Array:
        """The actors who accept the package's options on every issue of the decision."""
        found: Array | None = None
        for issue in decision.issues:
            here = self._zero()
            for yes in self.problem.accepts:
                if yes.actor in wanted and yes.option[0] == issue and self.speaks(name for name, _ in yes.provided):
                    held = self.holds((yes.option, *yes.provided))
                    here = here | (held.astype(np.int64) << self.problem.bit[yes.actor])
            skipped = self._unasked(issue, decision, wanted)
            here = here | skipped
            found = here if found is None else found & here
        return self._zero() if found is None else found

    def _unasked(self, issue: str, decision: Decision, wanted: frozenset[str]) -> Array:
        """Of a decision limited to some options: on an option that is not among them nobody is asked."""
        if decision.only is None:
            return self._zero()
        options = [option for name, option in decision.only if name == issue]
        everyone = sum(1 << self.problem.bit[actor] for actor in wanted)
        chosen = self._only(issue, options) if options else np.zeros((1,) * len(self.shape), dtype=bool)
        return np.where(chosen, np.int64(0), np.int64(everyone))

    def within(self, array: Array, combo: Sequence[Choice]) -> Array:
        """The part of an array on which packages have all of these options."""
        chosen = {self.axis[issue]: self._spot[issue, option] for issue, option in combo}
        full: Array = np.broadcast_to(array, self.shape)
        return full[tuple(chosen.get(axis, slice(None)) for axis in range(len(self.shape)))]

    def package(self, index: int) -> Package:
        """The package of a flat index."""
        places = np.unravel_index(index, self.shape) if self.shape else ()
        return tuple((name, options[int(j)]) for (name, options), j in zip(self.issues, places, strict=True))

    def whole(self, array: Array) -> Array:
        """An array in the full size of the grid, flat."""
        return np.broadcast_to(array, self.shape).ravel()
