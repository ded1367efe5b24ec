"""Consent, packages, moves and conflicts against the plain way, on random questions."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings

from guarantor.positions import parts as parts_of
from guarantor.positions.asp import least
from guarantor.positions.consent import approving, approving_count, ask, blocking
from guarantor.positions.grid import Grid
from guarantor.positions.moves import conflicts, lines_inside, smallest_moves
from guarantor.positions.packages import sort, tally
from guarantor.positions.problem import Line, Problem, problem
from guarantor.positions.sets import hitting, mask_of, members, minimal
from positions import oracles
from positions.making import ACTORS, SEEDS, all_of, at_least, random_needs, random_problem

FEW = settings(max_examples=60, deadline=None)


@FEW
@given(SEEDS)
def test_minimal_approving_and_blocking_sets(seed: int) -> None:
    needs = random_needs(random.Random(seed))
    actors = needs.actors()
    for found, expected in ((approving(needs), oracles.approving(needs)), (blocking(needs), oracles.blocking(needs))):
        assert {frozenset(actors[i] for i in members(mask)) for mask in found.sets} == expected
        assert found.complete
    assert approving_count(needs) == sum(needs.met(each) for each in oracles.subsets(actors))


@FEW
@given(SEEDS)
def test_large_rules_are_searched_to_the_same_sets(seed: int) -> None:
    from guarantor.positions.consent import _search

    needs = random_needs(random.Random(seed))
    assert _search(needs, needs.actors()) == approving(needs)


@FEW
@given(SEEDS)
def test_a_decision_under_what_is_known(seed: int) -> None:
    draw = random.Random(seed)
    needs = random_needs(draw)
    answers = {actor: draw.choice(["accept", "reject", "unknown", "contradicted"]) for actor in ACTORS}
    found = ask(needs, answers)
    yes = frozenset(a for a in needs.actors() if answers[a] == "accept")
    no = frozenset(a for a in needs.actors() if answers[a] == "reject")
    outcomes = {needs.met(yes | others) for others in oracles.subsets(set(needs.actors()) - yes - no)}
    assert found.outcome == ("open" if len(outcomes) == 2 else ("approved" if True in outcomes else "blocked"))
    assert set(found.matters) == (oracles.pivotal(needs, yes, no) if found.outcome == "open" else set())
    if found.outcome == "blocked":
        assert {frozenset(each) for each in found.blocking} == {b for b in oracles.blocking(needs) if b <= no}


@FEW
@given(SEEDS)
def test_packages_are_sorted_as_one_by_one(seed: int) -> None:
    asked = random_problem(random.Random(seed))
    found = tally(asked)
    states = {package: oracles.state(asked, package) for package in oracles.packages(asked)}
    assert found.impossible == asked.size - len(states)
    for name in ("accepted", "open", "excluded"):
        assert getattr(found, name) == sum(state == name for state in states.values())
    assert {each.package: each.state for each in found.listed} == {
        package: state for package, state in states.items() if state != "excluded"
    }
    for each in found.listed:
        if each.state == "open":
            assert frozenset(each.unknown) == oracles.missing(asked, each.package)


@FEW
@given(SEEDS)
def test_movers_and_conflicts(seed: int) -> None:
    asked = random_problem(random.Random(seed))
    moves, clashes = smallest_moves(asked), conflicts(asked)
    able = list(oracles.packages(asked))
    assert moves.impossible == (not able)
    if able:
        expected = oracles.movers(asked)
        assert moves.open == (expected == {frozenset()})
        assert {frozenset(move.actors) for move in moves.moves} == expected - {frozenset()}
        for move in moves.moves:
            assert move.package in able
            assert oracles._opens(asked, move.package, frozenset(move.actors))
        asked_of = {line.actor for line in asked.lines}
        assert {frozenset(each) for each in clashes.sets} == (oracles.conflicts(asked) if asked_of else set())


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_the_solver_finds_the_same_movers(seed: int) -> None:
    pytest.importorskip("clingo")
    asked = random_problem(random.Random(seed))
    found = least(asked)
    assert found.complete
    expected = oracles.movers(asked) if any(True for _ in oracles.packages(asked)) else set()
    assert {frozenset(asked.names(mask)) for mask in found.sets} == expected
    for mask, package in found.packages.items():
        assert oracles._opens(asked, package, frozenset(asked.names(mask)))


@FEW
@given(SEEDS)
def test_parts_give_what_the_whole_gives(seed: int) -> None:
    asked = random_problem(random.Random(seed), issues=4)
    whole, apart = tally(asked), tally(asked, whole=0)
    if apart.accepted is not None:
        assert (apart.impossible, apart.accepted, apart.open, apart.excluded) == (
            whole.impossible, whole.accepted, whole.open, whole.excluded,
        )  # fmt: skip


def separate(draw: random.Random, count: int) -> Problem:
    """A question whose issues have nothing to do with each other."""
    asked = {f"i{n}": ["x", "y", "z"] for n in range(count)}
    from guarantor.positions.problem import Decision

    return problem(
        asked,
        lines=[
            Line(actor=draw.choice(ACTORS), forbids=((f"i{draw.randrange(count)}", draw.choice("xyz")),))
            for _ in range(4 * count)
        ],
        decisions=[Decision(id=f"d{n}", needs=all_of(*ACTORS), issues=(f"i{n}",)) for n in range(count)],
    )


@pytest.mark.parametrize("seed", range(8))
def test_parts_are_joined_to_the_movers_of_the_whole(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = separate(random.Random(seed), 5)
    assert len(parts_of.parts(asked, whole=3)) == 5
    assert [m.actors for m in smallest_moves(asked, whole=3).moves] == [m.actors for m in smallest_moves(asked).moves]
    assert tally(asked, whole=3).by_unknown == tally(asked).by_unknown
    assert tally(asked, whole=3).open == tally(asked).open


@FEW
@given(SEEDS)
def test_any_order_of_input_gives_the_same_answers(seed: int) -> None:
    draw = random.Random(seed)
    asked = random_problem(draw)

    def shuffled(values: tuple[object, ...]) -> list[object]:
        return draw.sample(list(values), len(values))

    again = problem(
        {name: shuffled(options) for name, options in shuffled(asked.issues)},
        lines=[replace(line, forbids=tuple(shuffled(line.forbids))) for line in shuffled(asked.lines)],
        accepts=shuffled(asked.accepts),
        decisions=[replace(each, issues=tuple(shuffled(each.issues))) for each in shuffled(asked.decisions)],
        never=[shuffled(combo) for combo in shuffled(asked.never)],
    )
    assert tally(again) == tally(asked)
    assert smallest_moves(again) == smallest_moves(asked)
    assert conflicts(again) == conflicts(asked)


@FEW
@given(SEEDS)
def test_the_lines_inside_a_mover_set(seed: int) -> None:
    asked = random_problem(random.Random(seed), lines=6)
    for move in smallest_moves(asked).moves[:2]:
        found, complete = lines_inside(asked, move.actors)
        assert complete
        mine = [line for line in asked.lines if line.actor in move.actors]
        opened = [p for p in oracles.packages(asked) if oracles._opens(asked, p, frozenset(move.actors))]
        crossed = oracles.minimal(
            frozenset(str(n) for n, line in enumerate(mine) if set(line.forbids) <= set(p)) for p in opened
        )
        assert {frozenset(str(mine.index(line)) for line in each.lines) for each in found} == crossed
        assert all(each.package in opened for each in found)


def test_ties_that_rule_out_everything_are_no_conflict_of_actors() -> None:
    asked = problem(
        {"x": ["p", "q"]}, lines=[Line(actor="a", forbids=(("x", "p"),))], never=[[("x", "p")], [("x", "q")]],
    )  # fmt: skip
    assert smallest_moves(asked).impossible
    assert conflicts(asked).impossible
    assert conflicts(asked).sets == ()
    assert tally(asked).impossible == 2


def test_actors_whose_names_begin_with_an_underscore_are_movers_like_others() -> None:
    pytest.importorskip("clingo")
    from guarantor.positions.problem import everybody

    asked = problem(
        {"x": ["p"]}, lines=[Line(actor="_a", forbids=(("x", "p"),))], decisions=everybody(["x"], ["_a", "b"]),
    )  # fmt: skip
    assert [asked.names(mask) for mask in least(asked).sets] == [("_a",)]


def test_a_limit_is_said() -> None:
    assert not hitting([0b11, 0b1100, 0b110000], limit=3).complete
    pytest.importorskip("clingo")
    asked = separate(random.Random(1), 4)
    cut = least(asked, limit=1)
    assert not cut.complete
    assert cut.note is not None and "Cut off" in cut.note


@FEW
@given(SEEDS)
def test_every_hitting_set_hits_and_none_could_be_smaller(seed: int) -> None:
    draw = random.Random(seed)
    family = [draw.randrange(1, 256) for _ in range(draw.randint(0, 7))]
    found = set(hitting(family).sets)
    brute = [mask for mask in range(256) if all(mask & each for each in family)]
    assert found == set(minimal(brute))


def test_only_blocker_and_deciders() -> None:
    needs = at_least(2, "a", "b", "c")
    found = ask(needs, {"a": "reject", "b": "reject"})
    assert found.outcome == "blocked"
    assert found.only_blocker is None
    assert found.alone == ("a", "b")
    assert ask(needs, {"a": "accept", "b": "reject"}).completes == ("c",)
    assert ask(all_of("a", "b"), {"a": "reject"}).only_blocker == "a"


def test_open_packages_name_whose_answers_are_missing() -> None:
    from guarantor.positions.problem import everybody

    asked = problem({"x": ["p"]}, decisions=everybody(["x"], ["a", "b"]))
    grid = Grid(asked)
    assert asked.names(int(sort(grid).matters[0])) == ("a", "b")
    assert mask_of([0, 1]) == 3
