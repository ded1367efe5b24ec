"""Random rules and problems for the tests of positions."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from guarantor.model.position import Needs
from guarantor.positions.problem import Decision, Line, Problem, Yes, problem

ACTORS = ("a", "b", "c", "d", "e")


def actor(name: str) -> Needs:
    """One actor's agreement."""
    return Needs(kind="actor", actor=name)


def all_of(*names: str) -> Needs:
    """The agreement of each."""
    return Needs(kind="all", parts=tuple(actor(name) for name in names))


def at_least(count: int, *names: str) -> Needs:
    """The agreement of some."""
    return Needs(kind="at-least", threshold=count, parts=tuple(actor(name) for name in names))


def random_needs(draw: random.Random, depth: int = 2) -> Needs:
    """A rule over some actors, nested; an actor may stand in it twice."""
    if depth == 0 or draw.random() < 0.25:
        return actor(draw.choice(ACTORS))
    parts = tuple(dict.fromkeys(random_needs(draw, depth - 1) for _ in range(draw.randint(1, 4))))
    kind = draw.choice(["all", "at-least", "weighted"])
    if kind == "all":
        return Needs(kind="all", parts=parts)
    if kind == "at-least":
        return Needs(kind="at-least", threshold=draw.randint(1, len(parts)), parts=parts)
    weights = tuple(draw.randint(1, 4) for _ in parts)
    return Needs(kind="weighted", threshold=draw.randint(1, sum(weights)), parts=parts, weights=weights)


def random_problem(draw: random.Random, *, issues: int = 4, never: int = 2, lines: int = 9) -> Problem:
    """A small problem with single and joint rejections, conditional acceptances, separate and joint decisions."""
    asked = {f"i{n}": [f"o{k}" for k in range(draw.randint(1, 3))] for n in range(draw.randint(1, issues))}
    every = [(name, option) for name, options in asked.items() for option in options]

    def some(most: int) -> tuple[tuple[str, str], ...]:
        return tuple(draw.sample(every, min(len(every), draw.randint(1, most))))

    decisions = [
        Decision(
            id=f"d{n}", needs=random_needs(draw), issues=tuple(draw.sample(sorted(asked), draw.randint(1, len(asked)))),
        )
        for n in range(draw.randint(1, 3))
    ]  # fmt: skip
    single = draw.choice(every)
    decisions.append(Decision(id="only", needs=random_needs(draw), issues=(single[0],), only=frozenset({single})))
    return problem(
        asked,
        lines=[Line(actor=draw.choice(ACTORS), forbids=some(2)) for _ in range(draw.randint(0, lines))],
        accepts=[
            Yes(actor=draw.choice(ACTORS), option=draw.choice(every), provided=draw.choice([(), (draw.choice(every),)]))
            for _ in range(draw.randint(0, 12))
        ],
        decisions=decisions,
        never=[some(2) for _ in range(draw.randint(0, never))],
    )


SEEDS = st.integers(min_value=0, max_value=2**32 - 1)
