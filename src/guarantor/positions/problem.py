"""The question that packages answer, as values: issues with options, who rejects and accepts what, whose consent is
asked, what cannot hold together.

A problem is put into one canonical order when it is made, so that every answer is the same under any order of input.
Options are ``(issue, option)`` pairs of names outside, pairs of places inside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from guarantor.model.lasting import lasting
from guarantor.model.position import Needs

Choice = tuple[str, str]
"""An issue and one of its options, by name."""
Package = tuple[Choice, ...]
"""One option for each issue, in the order of the problem."""


class ProblemError(ValueError):
    """A problem that speaks of something it does not have; the message names it."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Line:
    """What an actor rejects: these options together (mostly one alone). ``label`` says where that is written."""

    actor: str
    forbids: tuple[Choice, ...]
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Yes:
    """What an actor accepts: an option, where all of ``provided`` are in the package too."""

    actor: str
    option: Choice
    provided: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Consent asked on some issues taken together; ``only`` limits it to packages with one of these options."""

    id: str
    needs: Needs
    issues: tuple[str, ...]
    only: frozenset[Choice] | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Problem:
    """A question in canonical order. Made by :func:`problem`."""

    issues: tuple[tuple[str, tuple[str, ...]], ...]
    actors: tuple[str, ...]
    lines: tuple[Line, ...]
    accepts: tuple[Yes, ...]
    decisions: tuple[Decision, ...]
    never: tuple[tuple[Choice, ...], ...]

    @property
    def size(self) -> int:
        """How many packages there are, those that cannot hold among them."""
        return prod(len(options) for _, options in self.issues)

    @lasting
    def place(self) -> Mapping[str, int]:
        """Where each issue stands."""
        return {name: i for i, (name, _) in enumerate(self.issues)}

    @lasting
    def bit(self) -> Mapping[str, int]:
        """The bit of each actor in masks."""
        return {actor: i for i, actor in enumerate(self.actors)}

    @lasting
    def spot(self) -> Mapping[Choice, tuple[int, int]]:
        """Where each option stands: issue and option."""
        return {
            (name, option): (i, j)
            for i, (name, options) in enumerate(self.issues)
            for j, option in enumerate(options)
        }  # fmt: skip

    def names(self, mask: int) -> tuple[str, ...]:
        """The actors of a mask."""
        return tuple(actor for i, actor in enumerate(self.actors) if mask >> i & 1)


def problem(
    issues: Mapping[str, Iterable[str]],
    *,
    lines: Iterable[Line] = (),
    accepts: Iterable[Yes] = (),
    decisions: Iterable[Decision] = (),
    never: Iterable[Iterable[Choice]] = (),
) -> Problem:
    """A problem in canonical order; raises :class:`ProblemError`.

    A combination with two options of one issue never holds and is left out.
    """
    ordered = tuple((name, tuple(sorted(set(options)))) for name, options in sorted(issues.items()))
    known = {(name, option) for name, options in ordered for option in options}
    asked = tuple(
        sorted((part for each in decisions for part in _apart(each)), key=lambda each: (each.id, each.issues))
    )
    actors = sorted({actor for each in asked for actor in each.needs.actors()})
    forbidden = sorted({tuple(sorted(set(each))) for each in never})
    wanted = {Line(actor=line.actor, forbids=tuple(sorted(set(line.forbids))), label=line.label) for line in lines}
    _check(known, [c for combo in forbidden for c in combo])
    _check(known, [c for line in wanted for c in line.forbids])
    _check(known, [c for yes in accepts for c in (yes.option, *yes.provided)])
    _check({(name, "") for name, _ in ordered}, [(issue, "") for each in asked for issue in each.issues])
    return Problem(
        issues=ordered,
        actors=tuple(actors),
        lines=tuple(sorted(line for line in wanted if line.actor in actors and _can_hold(line.forbids))),
        accepts=tuple(sorted({yes for yes in accepts if yes.actor in actors})),
        decisions=asked,
        never=tuple(combo for combo in forbidden if _can_hold(combo)),
    )


def _apart(decision: Decision) -> list[Decision]:
    """A decision that needs each of its actors is as many decisions as it has issues: one no blocks it anyway."""
    issues = tuple(sorted(set(decision.issues)))
    if not decision.needs.is_all:
        return [Decision(id=decision.id, needs=decision.needs, issues=issues, only=decision.only)]
    named = {issue for issue, _ in decision.only} if decision.only is not None else set(issues)
    return [
        Decision(id=decision.id, needs=decision.needs, issues=(issue,), only=decision.only)
        for issue in issues
        if issue in named
    ]


def _check(known: set[Choice], named: Sequence[Choice]) -> None:
    for choice in named:
        if choice not in known:
            raise ProblemError(f"the problem has no {'/'.join(filter(None, choice))}")


def _can_hold(combo: Sequence[Choice]) -> bool:
    return len({issue for issue, _ in combo}) == len(combo)


def everybody(problem_issues: Iterable[str], actors: Iterable[str]) -> tuple[Decision, ...]:
    """The decision that each of some actors has to agree to the whole package."""
    parts = tuple(Needs(kind="actor", actor=actor) for actor in sorted(set(actors)))
    needs = parts[0] if len(parts) == 1 else Needs(kind="all", parts=parts)
    return (Decision(id="everybody", needs=needs, issues=tuple(sorted(problem_issues))),) if parts else ()
