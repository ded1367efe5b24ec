"""How long the computations on positions take, and that their answers are the published ones.

    python benchmarks/positions.py [FOLDER]

FOLDER holds the shared examples of positions; without it only seeded questions are timed. Prints one line a question:
what was asked, how much was found, seconds of wall clock.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from guarantor.positions.bench import needs_of, predict
from guarantor.positions.consent import approving, blocking
from guarantor.positions.moves import conflicts, smallest_moves
from guarantor.positions.packages import tally
from guarantor.positions.problem import Choice, Line, Problem, everybody, problem


def crowded(seed: int, issues: int, actors: int, *, joint: float) -> Problem:
    """A seeded question of five options each: seven rejections an actor, some of two options together, three ties."""
    draw = random.Random(seed)
    asked = {f"i{n:02}": tuple("abcde") for n in range(issues)}
    every: list[Choice] = [(name, option) for name, options in asked.items() for option in options]
    lines = [
        Line(actor=f"a{number:02}", forbids=tuple(draw.sample(every, 2 if draw.random() < joint else 1)))
        for number in range(actors)
        for _ in range(7)
    ]
    never = [draw.sample(every, 2) for _ in range(3)]
    return problem(asked, lines=lines, decisions=everybody(asked, [line.actor for line in lines]), never=never)


def timed(what: str, answer: Callable[[], Any], count: Callable[[Any], object]) -> None:
    """One line: the question, how much was found, seconds."""
    began = time.perf_counter()
    found = answer()
    print(f"{what:<58} {count(found)!s:>12}  {time.perf_counter() - began:8.3f} s")


def main(folder: str | None = None) -> None:
    """Everything once."""
    permanent, elected = [f"p{i}" for i in range(5)], [f"e{i}" for i in range(10)]
    council = needs_of({"all": [*permanent, {"at_least": 9, "of": [*permanent, *elected]}]})
    timed("Security Council, minimal approving sets", lambda: approving(council), lambda found: len(found.sets))
    timed("Security Council, minimal blocking sets", lambda: blocking(council), lambda found: len(found.sets))
    middle = crowded(3, 10, 20, joint=0.5)
    timed("5^10 packages, counted", lambda: tally(middle), lambda found: found.open)
    timed("5^10 packages, smallest mover sets", lambda: smallest_moves(middle), lambda found: len(found.moves))
    for joint in (0.0, 0.3, 0.5):
        large = crowded(0, 15, 25, joint=joint)
        timed(f"5^15 packages, 25 actors, {joint:.0%} joint: mover sets", lambda large=large: smallest_moves(large),
              lambda found: len(found.moves))  # fmt: skip
    if folder is not None:
        shared(Path(folder))


def shared(folder: Path) -> None:
    """The shared examples."""
    given = json.loads((folder / "conflict_sets/synthetic_packages.json").read_text(encoding="utf-8"))
    lines = [Line(actor=row["actor"], forbids=tuple(map(tuple, row["forbids"]))) for row in given["red_lines"]]
    never = [[tuple(choice) for choice in combo] for combo in given["rules_hard"]]
    asked = problem(given["issues"], lines=lines, never=never,
                    decisions=everybody(given["issues"], [line.actor for line in lines]))  # fmt: skip
    timed("92,416 packages by 84 red lines, excluded", lambda: tally(asked), lambda found: found.excluded)
    timed("the same, smallest mover sets", lambda: smallest_moves(asked), lambda found: len(found.moves))
    timed("the same, conflicts", lambda: conflicts(asked), lambda found: len(found.sets))
    timed("all shared examples", lambda: list(predict(folder)), len)


if __name__ == "__main__":
    main(*sys.argv[1:2])
