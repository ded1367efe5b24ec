"""The engine against the oracle, on thousands of random agreements and logs."""

from __future__ import annotations

from collections import Counter
from dataclasses import astuple
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.random_logs import VOICES, Asked, some_accord, some_log, some_question
from assessment.reference import Question, Told, reference
from guarantor.assessment import Log, State, assess
from guarantor.model.agreement import Agreement


def engine_state(accord: Agreement, log: Log, asked: Asked) -> State:
    return assess(
        accord, log, accounts=VOICES, account=asked.voices.account, as_of=asked.as_of,
        known_at=asked.known_at, published_by=asked.published_by,
    )  # fmt: skip


def engine_says(state: State, *, standing: bool) -> list[Told]:
    found = [
        Told(i.key, i.trigger, i.status, astuple(i.bits))
        for i in state.instances("p")
        if standing == (i.incident is not None)
    ]
    return sorted(found, key=repr)


def both(seed: int, *, standing: bool) -> tuple[list[Told], list[Told]]:
    rng = Random(seed)
    accord = some_accord(rng, standing=standing)
    words, coverages = some_log(rng, standing=standing)
    asked = some_question(rng)
    question = Question(asked.voices, asked.as_of, asked.known_at, asked.published_by)
    said = engine_says(engine_state(accord, Log.of(words, coverages), asked), standing=standing)
    return said, reference(accord, accord.provisions[0], words, coverages, question)


@given(seed=st.integers(0, 2**40))
@settings(max_examples=1500, deadline=None)
def test_duties(seed: int) -> None:
    said, expected = both(seed, standing=False)
    assert said == expected


@given(seed=st.integers(0, 2**40))
@settings(max_examples=800, deadline=None)
def test_incidents(seed: int) -> None:
    said, expected = both(seed, standing=True)
    assert said == expected


def test_the_random_logs_reach_every_status() -> None:
    seen = Counter(told.status for seed in range(800) for told in both(seed, standing=False)[1])
    assert set(seen) == {
        "not yet due", "no information", "due", "in progress", "fulfilled", "fulfilled late", "overdue", "breached",
        "disputed",
    }  # fmt: skip
    assert min(seen.values()) >= 8
    stood = Counter(told.status for seed in range(800) for told in both(seed, standing=True)[1])
    assert {"breached", "disputed", "fulfilled", "suspended", "unverified", "not yet due"} <= set(stood)
