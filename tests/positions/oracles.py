"""Plain answers to the questions of packages, worked out the slow way: one package, one set of actors at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, combinations, product

from guarantor.model.position import Needs
from guarantor.positions.problem import Choice, Decision, Package, Problem

Sets = set[frozenset[str]]


def packages(problem: Problem) -> Iterator[Package]:
    """Every package that can hold."""
    for chosen in product(*(options for _, options in problem.issues)):
        package = tuple((name, option) for (name, _), option in zip(problem.issues, chosen, strict=True))
        if not any(set(combo) <= set(package) for combo in problem.never):
            yield package


def rejecting(problem: Problem, decision: Decision, package: Package) -> frozenset[str]:
    """Who of a decision rejects a package."""
    if not concerned(decision, package):
        return frozenset()
    return frozenset(
        line.actor
        for line in problem.lines
        if line.actor in decision.needs.actors()
        and set(line.forbids) <= set(package)
        and any(c[0] in decision.issues and (decision.only is None or c in decision.only) for c in line.forbids)
    )


def concerned(decision: Decision, package: Package) -> bool:
    """Whether a package raises a decision."""
    here = [choice for choice in package if choice[0] in decision.issues]
    return decision.only is None or any(choice in decision.only for choice in here)


def accepting(problem: Problem, decision: Decision, package: Package) -> frozenset[str]:
    """Who of a decision is known to accept a package in all that it asks."""
    here = [c for c in package if c[0] in decision.issues and (decision.only is None or c in decision.only)]
    found = {
        actor
        for actor in decision.needs.actors()
        if all(
            any(y.actor == actor and y.option == choice and set(y.provided) <= set(package) for y in problem.accepts)
            for choice in here
        )
    }
    return frozenset(found) - rejecting(problem, decision, package)


def state(problem: Problem, package: Package) -> str:
    """Accepted, open or excluded."""
    asked = [each for each in problem.decisions if concerned(each, package)]
    if any(not each.needs.met(set(each.needs.actors()) - rejecting(problem, each, package)) for each in asked):
        return "excluded"
    if all(each.needs.met(accepting(problem, each, package)) for each in asked):
        return "accepted"
    return "open"


def missing(problem: Problem, package: Package) -> frozenset[str]:
    """The unknown actors of an open package of whom some answer can still change some decision's outcome."""
    found: set[str] = set()
    for decision in problem.decisions:
        if concerned(decision, package):
            found |= pivotal(decision.needs, accepting(problem, decision, package),
                             rejecting(problem, decision, package))  # fmt: skip
    return frozenset(found)


def pivotal(needs: Needs, yes: frozenset[str], no: frozenset[str]) -> set[str]:
    """Unknown actors whose answer changes the outcome under some answers of the other unknown."""
    unknown = set(needs.actors()) - yes - no
    return {
        actor
        for actor in unknown
        for others in subsets(unknown - {actor})
        if needs.met(yes | others) != needs.met(yes | others | {actor})
    }


def subsets(members: Iterable[str]) -> Iterator[frozenset[str]]:
    """Every subset, small ones first."""
    listed = sorted(members)
    found = chain.from_iterable(combinations(listed, size) for size in range(len(listed) + 1))
    return (frozenset(each) for each in found)


def minimal(sets: Iterable[frozenset[str]]) -> Sets:
    """The sets that hold no other."""
    distinct = set(sets)
    return {each for each in distinct if not any(other < each for other in distinct)}


def movers(problem: Problem) -> Sets:
    """The smallest sets of actors without whose rejections some package is not blocked."""
    able = list(packages(problem))
    return minimal(each for each in subsets(problem.actors) if any(_opens(problem, package, each) for package in able))


def _opens(problem: Problem, package: Package, moving: frozenset[str]) -> bool:
    return all(
        each.needs.met(set(each.needs.actors()) - (rejecting(problem, each, package) - moving))
        for each in problem.decisions
        if concerned(each, package)
    )


def conflicts(problem: Problem) -> Sets:
    """The smallest sets of actors of whom every package that can hold crosses some line."""
    actors = {line.actor for line in problem.lines}
    crossed = [
        frozenset(line.actor for line in problem.lines if set(line.forbids) <= set(p)) for p in packages(problem)
    ]
    return minimal(each for each in subsets(actors) if all(each & hurt for hurt in crossed)) if crossed else set()


def approving(needs: Needs) -> Sets:
    """The smallest sets whose agreement is enough."""
    return minimal(each for each in subsets(needs.actors()) if needs.met(each))


def blocking(needs: Needs) -> Sets:
    """The smallest sets without whom it is not."""
    everybody = frozenset(needs.actors())
    return minimal(each for each in subsets(everybody) if not needs.met(everybody - each))


def choices(problem: Problem) -> list[Choice]:
    """Every option of a problem."""
    return [(name, option) for name, options in problem.issues for option in options]
