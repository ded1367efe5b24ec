"""Published and recomputed examples, worked out by the same code that answers for a case.

One line for each file under the data's folder that holds a question: consent rules, packages that score against a
minimum, conflicts of clauses, red lines, closeness of places. Answers that stand in the data are never looked at; each
line has the keys under which the data keeps its own.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from guarantor.model.position import Needs
from guarantor.positions.alignment import closeness_matrix
from guarantor.positions.consent import approving, approving_count, blocking
from guarantor.positions.grid import Grid
from guarantor.positions.judging import outcomes
from guarantor.positions.moves import conflicts, lines_inside, smallest_moves
from guarantor.positions.problem import Line, Problem, everybody, problem

Data = Mapping[str, Any]


def predict(data: Path) -> Iterator[dict[str, Any]]:
    """One line a file; files that hold no question of these kinds are passed over."""
    for path in sorted(data.rglob("*")):
        name = path.relative_to(data).as_posix()
        if path.suffix == ".csv":
            rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
            if rows and {"position", "influence", "salience"} <= rows[0].keys():
                yield {"file": name, **weighted(rows)}
        elif path.suffix == ".json":
            found = json.loads(path.read_text(encoding="utf-8"))
            kind = next((make for keys, make in KINDS if keys <= found.keys()), None)
            if kind is not None:
                yield {"file": name, **kind(found)}


def clauses(data: Data) -> dict[str, Any]:
    """Minimal conflicts and corrections of clauses: each clause an actor that rejects what makes it false."""
    variables = sorted({literal.lstrip("-") for clause in data["clauses"].values() for literal in clause})
    lines = [
        Line(actor=name, forbids=tuple((each.lstrip("-"), "true" if each[0] == "-" else "false") for each in clause))
        for name, clause in data["clauses"].items()
    ]
    asked = _unanimous(dict.fromkeys(variables, ("true", "false")), lines)
    return {
        "MUSes": _listed(conflicts(asked).sets),
        "MCSes": _listed(move.actors for move in smallest_moves(asked).moves),
    }


def red_lines(data: Data) -> dict[str, Any]:
    """Packages against red lines: who can accept what, the cheapest concessions, smallest conflicts and moves."""
    lines = [
        Line(actor=row["actor"], forbids=tuple(map(tuple, row["forbids"])), label=str(number))
        for number, row in enumerate(data["red_lines"])
    ]
    never = [[tuple(choice) for choice in combo] for combo in data["rules_hard"]]
    asked = _unanimous(data["issues"], lines, never)
    grid = Grid(asked)
    costs = {str(number): row["cost_of_giving_up"] for number, row in enumerate(data["red_lines"])}
    moves = smallest_moves(asked)
    inside, complete = lines_inside(asked, asked.actors, most=1_000_000)
    return {
        "packages": int(grid.feasible.sum()),
        "acceptable_to_first_k_actors": _first_k(grid, lines),
        **_cheapest(grid, lines, costs, tuple(data["issues"])),
        "red_line_level_MCS_count": len(inside) if complete else None,
        "actor_level_minimal_conflicts": _listed(conflicts(asked).sets),
        "actor_level_minimal_mover_sets": _listed(move.actors for move in moves.moves),
    }  # fmt: skip


def _first_k(grid: Grid, lines: list[Line]) -> dict[str, int]:
    actors = list(dict.fromkeys(line.actor for line in lines))
    left, found = grid.feasible.copy(), {}
    for number, actor in enumerate(actors, 1):
        for line in lines:
            if line.actor == actor:
                left &= ~grid.holds(line.forbids)
        found[str(number)] = int(left.sum())
    return found


def _cheapest(grid: Grid, lines: list[Line], costs: Mapping[str, int], order: tuple[str, ...]) -> dict[str, Any]:
    total: np.ndarray = np.zeros(grid.shape, dtype=np.int64)
    for line in lines:
        total += costs[line.label] * grid.holds(line.forbids)
    total = np.where(grid.feasible, total, np.iinfo(np.int64).max).ravel()
    best = [dict(grid.package(int(index))) for index in np.flatnonzero(total == total.min())]
    crossed = [line for line in lines if set(line.forbids) <= set(best[0].items())]
    return {
        "min_total_concession_cost": int(total.min()),
        "optimal_packages": [[package[issue] for issue in order] for package in best],
        "optimal_red_lines_given_up": [
            {"actor": line.actor, "forbids": [list(choice) for choice in line.forbids]} for line in crossed
        ],
    }  # fmt: skip


def scores(data: Data) -> dict[str, Any]:
    """Packages that parties accept when their score reaches a minimum (the boundary itself is enough): by all but one
    party, those with a veto among them, and by all."""
    parties: Mapping[str, Data] = data["parties"]
    issues = [f"{chr(ord('A') + i)}" for i in range(len(data["issues"]))]
    first = next(iter(parties.values()))["scores_by_issue"]
    asked = _unanimous({name: _numbered(len(row)) for name, row in zip(issues, first, strict=True)}, [], actors=parties)
    grid = Grid(asked)
    agrees = {name: _reached(grid, party["scores_by_issue"], party["minimum"]) for name, party in parties.items()}
    accepting: np.ndarray = np.zeros(grid.shape, dtype=np.int64)
    for name, yes in agrees.items():
        accepting = accepting | (yes.astype(np.int64) << asked.bit[name])
    vetoes = [_actor(name) for name, party in parties.items() if party["veto"]]
    everyone = tuple(map(_actor, parties))
    rule = Needs(kind="all", parts=(*vetoes, Needs(kind="at-least", threshold=len(everyone) - 1, parts=everyone)))
    nobody = np.zeros(grid.shape, dtype=np.int64)
    enough = outcomes(rule, asked, nobody, accepting).approved
    all_of = outcomes(Needs(kind="all", parts=everyone), asked, nobody, accepting).approved
    return {
        "packages_total": asked.size,
        "n_minus_1_with_vetoes": int(enough.sum()),
        "unanimous": int(all_of.sum()),
        "acceptable_packages_in_which_party_agrees": {name: int((enough & yes).sum()) for name, yes in agrees.items()},
        "unanimous_packages": [_short(grid.package(int(index))) for index in np.flatnonzero(all_of.ravel())],
    }


def _reached(grid: Grid, rows: list[list[float]], minimum: float) -> np.ndarray:
    total: np.ndarray = np.zeros((1,) * len(grid.shape))
    for axis, row in enumerate(rows):
        total = total + np.asarray(row, dtype=float).reshape([-1 if i == axis else 1 for i in range(len(grid.shape))])
    found: np.ndarray = total >= minimum
    return found


def _numbered(count: int) -> tuple[str, ...]:
    return tuple(f"{number:02}" for number in range(1, count + 1))


def _short(package: tuple[tuple[str, str], ...]) -> str:
    return " ".join(f"{issue}{int(option)}" for issue, option in package)


def places(data: Data) -> dict[str, Any]:
    """Closeness of actors' places on a scale of 100, weighted by how much each dimension matters to each."""
    rows = data["actors"]
    found = closeness_matrix([row["position"] for row in rows], [row["salience"] for row in rows], span=100.0)
    return {"expected_value_matrix_3_decimals": [[round(float(each), 3) for each in row] for row in found]}


def utilities(data: Data) -> dict[str, Any]:
    """The weighted sum of utilities of each option."""
    found = np.asarray(data["actor_weights"]) @ np.asarray(data["utilities_actor_by_option"])
    return {"expected_zeta": [round(float(each), 1) for each in found], "expected_central_option": int(found.argmax())}


def weighted(rows: list[dict[str, str]]) -> dict[str, Any]:
    """The mean and median place of actors, each weighing as much as influence times salience."""
    at = sorted((float(row["position"]), float(row["influence"]) * float(row["salience"])) for row in rows)
    weight = sum(each for _, each in at)
    below, median = 0.0, at[-1][0]
    for place, each in at:
        below += each
        if below >= weight / 2:
            median = place
            break
    return {"actors": len(at), "weighted_mean": sum(p * w for p, w in at) / weight, "weighted_median": median}


def consent(data: Data) -> dict[str, Any]:
    """The smallest approving and blocking sets of a rule that is given as a tree (``needs``)."""
    needs = needs_of(data["needs"])
    return {
        "winning_coalitions": approving_count(needs),
        "minimal_winning": len(approving(needs).sets),
        "minimal_blocking": len(blocking(needs).sets),
    }


def needs_of(data: Any) -> Needs:
    """A rule from JSON: a name, or ``{"all": […]}``, ``{"at_least": n, "of": […]}``, ``{"weights": {…}, "reach": n}``.

    >>> needs_of({"at_least": 1, "of": ["a", {"all": ["b", "c"]}]}).met({"b", "c"})
    True
    """
    if isinstance(data, str):
        return _actor(data)
    if "all" in data:
        return Needs(kind="all", parts=tuple(map(needs_of, data["all"])))
    if "at_least" in data:
        return Needs(kind="at-least", threshold=data["at_least"], parts=tuple(map(needs_of, data["of"])))
    weights = data["weights"]
    return Needs(
        kind="weighted", threshold=data["reach"], parts=tuple(map(_actor, weights)), weights=tuple(weights.values())
    )


def _actor(name: str) -> Needs:
    return Needs(kind="actor", actor=name)


def _unanimous(
    issues: Mapping[str, Any],
    lines: list[Line],
    never: list[Any] | None = None,
    actors: Mapping[str, Any] | None = None,
) -> Problem:
    names = actors if actors is not None else {line.actor: None for line in lines}
    return problem(issues, lines=lines, decisions=everybody(issues, names), never=never or [])


def _listed(sets: Any) -> list[list[str]]:
    return [list(each) for each in sets]


KINDS: tuple[tuple[frozenset[str], Callable[[Data], dict[str, Any]]], ...] = (
    (frozenset({"clauses"}), clauses),
    (frozenset({"issues", "red_lines", "rules_hard"}), red_lines),
    (frozenset({"issues", "parties"}), scores),
    (frozenset({"actors", "formula"}), places),
    (frozenset({"actor_weights", "utilities_actor_by_option"}), utilities),
    (frozenset({"needs"}), consent),
)
"""By which keys a kind of question is known."""
