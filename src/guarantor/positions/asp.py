"""Smallest mover sets of questions too large to enumerate, by the answer-set solver clingo (an extra).

The solver is told to prefer that nobody moves and to record each answer, so that it finds exactly the sets that hold no
smaller one, each once. Atoms are numbered: no name of a case gets into the program's text, and none begins with an
underscore, which projection would drop.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from guarantor.model.position import Needs
from guarantor.positions.problem import Choice, Decision, Line, Package, Problem
from guarantor.positions.sets import ordered

SECONDS = 60.0


class AspError(RuntimeError):
    """The solver is not installed; says what to install."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Least:
    """The smallest mover sets as masks over the problem's actors, each with a package."""

    sets: tuple[int, ...]
    packages: dict[int, Package] = field(default_factory=dict, hash=False)
    complete: bool = True
    note: str | None = None


def least(problem: Problem, *, limit: int = 100_000, seconds: float = SECONDS) -> Least:
    """Every smallest mover set; cut off, and marked so, after ``limit`` sets or ``seconds``. Raises AspError."""
    try:
        import clingo
    except ImportError as error:
        raise AspError(
            f"Not worked out: {problem.size:,} packages are too many to enumerate, and the solver for larger questions "
            "is not installed; pip install clingo"
        ) from error
    control = clingo.Control(["--heuristic=Domain", "--enum-mode=domRec", "--dom-mod=5,16", "--warn=none", "0"])
    control.add("base", [], "\n".join(program(problem)))
    control.ground([("base", [])])
    deadline = time.monotonic() + seconds
    packages: dict[int, Package] = {}
    complete = True
    with control.solve(yield_=True, async_=True) as handle:
        while complete:
            handle.resume()
            if not handle.wait(max(0.0, deadline - time.monotonic())):
                handle.cancel()
                complete = False
                break
            model = handle.model()
            if model is None:
                break
            told = [
                (atom.name, [part.number for part in atom.arguments])
                for atom in model.symbols(atoms=True)
                if atom.name in ("mover", "chosen")
            ]
            mask = sum(1 << numbers[0] for name, numbers in told if name == "mover")
            packages[mask] = _package(problem, [numbers for name, numbers in told if name == "chosen"])
            complete = len(packages) < limit
    note = None if complete else f"Cut off after {len(packages):,} sets; those listed are right."
    return Least(sets=ordered(packages), packages=packages, complete=complete, note=note)


def _package(problem: Problem, chosen: list[list[int]]) -> Package:
    return tuple((problem.issues[i][0], problem.issues[i][1][j]) for i, j in sorted(map(tuple, chosen)))


def program(problem: Problem) -> Iterator[str]:
    """The question in clingo's language."""
    for i, (_, options) in enumerate(problem.issues):
        yield "1 { " + "; ".join(f"chosen({i},{j})" for j in range(len(options))) + " } 1."
    yield from (f"{{ mover({i}) }}." for i in range(len(problem.actors)))
    yield from (f":- {_all(problem, combo)}." for combo in problem.never)
    vetoes = {veto for decision in problem.decisions if decision.needs.is_all for veto in _vetoes(problem, decision)}
    yield from sorted(vetoes)
    for number, decision in enumerate(problem.decisions):
        if not decision.needs.is_all:
            yield from _decision(problem, number, decision)
    yield "stays(D,A) :- rejects(D,A), not mover(A)."
    yield "#defined rejects/2. #defined asked/1."
    yield "#show mover/1."


def _all(problem: Problem, combo: tuple[Choice, ...]) -> str:
    return ", ".join("chosen({},{})".format(*problem.spot[choice]) for choice in combo)


def _vetoes(problem: Problem, decision: Decision) -> Iterator[str]:
    """Where each actor has to agree: whoever rejects what is chosen moves."""
    for line in _lines(problem, decision):
        yield f":- {_all(problem, line.forbids)}, not mover({problem.bit[line.actor]})."


def _lines(problem: Problem, decision: Decision) -> Iterator[Line]:
    wanted, issues = frozenset(decision.needs.actors()), frozenset(decision.issues)
    for line in problem.lines:
        touched = [choice for choice in line.forbids if choice[0] in issues]
        if line.actor in wanted and any(decision.only is None or choice in decision.only for choice in touched):
            yield line


def _decision(problem: Problem, number: int, decision: Decision) -> Iterator[str]:
    if decision.only is None:
        yield f"asked({number})."
    else:
        yield from (f"asked({number}) :- {_all(problem, (choice,))}." for choice in sorted(decision.only))
    for line in _lines(problem, decision):
        yield f"rejects({number},{problem.bit[line.actor]}) :- asked({number}), {_all(problem, line.forbids)}."
    yield from _met(problem, number, decision.needs, "0")
    yield f':- asked({number}), not met({number},"0").'


def _met(problem: Problem, number: int, needs: Needs, node: str) -> Iterator[str]:
    """Rules by which a node of the rule's tree is met."""
    head = f'met({number},"{node}")'
    if needs.kind == "actor":
        yield f"{head} :- not stays({number},{problem.bit[needs.actor or '']})."
        return
    below = [f"{node}.{i}" for i in range(len(needs.parts))]
    for name, part in zip(below, needs.parts, strict=True):
        yield from _met(problem, number, part, name)
    weights = needs.weights if needs.kind == "weighted" else (1,) * len(below)
    reach = len(below) if needs.kind == "all" else needs.threshold
    weighed = zip(below, weights, strict=True)
    votes = "; ".join(f'{weight},{i} : met({number},"{name}")' for i, (name, weight) in enumerate(weighed))
    yield f"{head} :- #sum {{ {votes} }} >= {reach}."
