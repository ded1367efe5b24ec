"""A clock that hangs on another provision's fulfilment runs as one that hangs on an event told at the same times."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.said import Word, ask, held, marks, start, written
from assessment.said import tell as told

ROOTS = ("north", "north.army", "front", "monitors", "gazette")
ACCOUNTS = ("north", "front", "monitors", "everybody")
FIRST = held("do: {act: release, of: captives}", "first", debtor="north")
THEN = "do: {{act: return, of: remains, quantity: 4}}, within: 48h of {}"


def some_time(rng: Random) -> float | tuple[float, float]:
    at = rng.randint(1, 120)
    return at if rng.randrange(3) else (at, at + rng.choice((5, 24, 40)))


def some_words(rng: Random) -> tuple[list[Word], list[Word]]:
    """Acts on the first duty; and the words on an event that each root's first act comes to."""
    acts = [told("performed", some_time(rng), by=rng.choice(ROOTS), about="first") for _ in range(rng.randint(0, 5))]
    acts = [replace(act, claim=f"act {i}") for i, act in enumerate(acts)]
    events = []
    for root in sorted({act.root for act in acts}):
        own = [act.happened for act in acts if act.root == root and act.happened is not None]
        end = min(hi for _, hi in own)
        came = (min(lo for lo, hi in own if hi == end), end)
        events.append(replace(start(1, by=root, about="second"), claim=f"event {root}", happened=came, recorded=end))
    return acts, events


@given(seed=st.integers(0, 2**40))
@settings(max_examples=300, deadline=None)
def test_as_an_event_told_at_the_same_times(seed: int) -> None:
    rng = Random(seed)
    acts, events = some_words(rng)
    done = [replace(told("performed", some_time(rng), by=rng.choice(ROOTS), about="then", n=rng.choice((2, 4))),
                    claim=f"done {i}") for i in range(rng.randint(0, 3))]  # fmt: skip
    at, account = rng.randint(1, 260), rng.choice(ACCOUNTS)
    cells = [
        ask(written(FIRST, held(THEN.format(clock), "then")), [*words, *done], at=at, account=account)["then"]
        for clock, words in (("first", acts), ("second", events))
    ]
    said = [(cell.status, cell.text, cell.due, sorted(marks(cell).items())) for cell in cells]
    assert said[0] == said[1]
