"""A course of many moments against every moment by itself: statuses alone, words made ready once, a quota's last period."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assessment.random_logs import VOICES, Asked, some_accord, some_log, some_question
from assessment.test_many import asked_of
from assessment.test_wider import SHAPES, some_case
from guarantor.assessment import Log, State, assess
from guarantor.assessment.cells import current_duties
from guarantor.assessment.duties import expand, latest
from guarantor.assessment.engine import Engine
from guarantor.assessment.questions import course, timeline
from guarantor.assessment.readings import Readings
from guarantor.assessment.series import Reckoning, series_of
from guarantor.assessment.timeline import turning_points
from guarantor.model.agreement import Agreement
from guarantor.model.testimony import Coverage
from guarantor.model.testimony import Testimony as Word

SEEDS = st.integers(0, 2**40)


def asked(accord: Agreement, words: list[Word], coverages: list[Coverage], question: Asked) -> State:
    return assess(
        accord, Log.of(words, coverages), accounts=VOICES, account=question.voices.account, as_of=question.as_of,
        known_at=question.known_at, published_by=question.published_by,
    )  # fmt: skip


def moments(engine: Engine, name: str, until: int) -> list[int]:
    return turning_points(engine, name, 0, until)


@pytest.mark.parametrize("shape", SHAPES)
@given(seed=SEEDS)
@settings(max_examples=60, deadline=None)
def test_a_word_alone_is_the_status_of_its_cell(shape: str, seed: int) -> None:
    case = some_case(shape, seed)
    alone, whole, many = (asked(*case).engine for _ in range(3))
    for name in "pqr":
        for at in (case[3].as_of, *moments(whole, name, case[3].as_of)):
            word, cell = alone.word(name, at), whole.cell(name, at)
            assert word is not None and cell is not None
            with many.course():
                assert many.word(name, at) == word
            assert (word.status, word.short) == (cell.status, any(i.bits.short for i in cell.current))


@pytest.mark.parametrize("standing", [True, False])
@given(seed=SEEDS)
@settings(max_examples=150, deadline=None)
def test_a_course_is_its_timeline_without_figures_and_that_is_every_moment_by_itself(standing: bool, seed: int) -> None:
    rng = Random(seed)
    words, coverages = some_log(rng, standing=standing, most=24)
    case = some_accord(rng, standing=standing), words, coverages, some_question(rng)
    state, again = asked(*case), asked(*case)
    steps = timeline(state, "p", since=0)
    found: list[tuple[int, str, str]] = []
    for at in moments(again.engine, "p", state.as_of):
        cell = State(again.engine, at)["p"]
        if not found or found[-1][1:] != (cell.status, cell.text):
            found.append((at, cell.status, cell.text))
    assert [(step.since, step.status, step.text) for step in steps] == found
    alone = [(at, status) for i, (at, status, _) in enumerate(found) if i == 0 or found[i - 1][1] != status]
    assert list(course(asked(*case), "p", since=0)) == alone


def read_at(steps: Sequence[tuple[int, str]], at: int) -> str:
    """What a step function says at a moment."""
    return steps[bisect_right(steps, at, key=lambda step: step[0]) - 1][1]


@pytest.mark.parametrize("standing", [True, False])
@given(seed=SEEDS)
@settings(max_examples=150, deadline=None)
def test_a_timeline_says_at_every_moment_what_the_cell_says_then(standing: bool, seed: int) -> None:
    rng = Random(seed)
    words, coverages = some_log(rng, standing=standing, most=24)
    case = some_accord(rng, standing=standing), words, coverages, some_question(rng)
    state, again = asked(*case), asked(*case)
    steps = [(step.since, step.text) for step in timeline(state, "p", since=0)]
    for at in {rng.randrange(state.as_of + 1) for _ in range(12)} if state.as_of > 0 else ():
        assert read_at(steps, at) == State(again.engine, at)["p"].text, at


@pytest.mark.parametrize("shape", SHAPES)
@given(seed=SEEDS)
@example(seed=92056)  # a gate waits for another duty, whose clock was started anew before the end
@settings(max_examples=60, deadline=None)
def test_a_course_of_any_shape_says_at_every_moment_what_the_cell_says_then(shape: str, seed: int) -> None:
    case, rng = some_case(shape, seed), Random(seed)
    state, again = asked(*case), asked(*case)
    for name in "pqr" if state.as_of > 0 else "":
        steps = list(course(state, name, since=0))
        for at in {rng.randrange(state.as_of + 1) for _ in range(6)}:
            assert read_at(steps, at) == State(again.engine, at)[name].status, (name, at)


@given(seed=SEEDS)
@settings(max_examples=400, deadline=None)
def test_words_made_ready_once_are_the_same_series_at_every_moment(seed: int) -> None:
    rng = Random(seed)
    words, _ = some_log(rng, standing=False, most=40)
    view = assess(some_accord(rng, standing=False), Log.of(words), accounts=VOICES, account="all").engine.view
    start = rng.choice((None, *(word.happened[0] for word in words if word.happened)))
    reckoning = Reckoning(
        start=start, floor=start, target=rng.choice((None, 3.0)), since=rng.choice((None, start)),
        count_acts=rng.random() < 0.2, distinct=rng.random() < 0.2,
    )  # fmt: skip
    ready = Readings(view.own("p"), reckoning)
    for at in sorted({end for word in words if word.happened for end in word.happened} | {0}):
        assert ready.at(at) == series_of(view.own("p"), reckoning, at)


@given(seed=SEEDS)
@settings(max_examples=800, deadline=None)
def test_the_last_period_of_a_quota_is_that_of_all_its_periods(seed: int) -> None:
    engine, as_of = asked_of(seed)
    provision = engine.agreement.provision("p")
    only = None if provision.recurrence is None else latest(provision, engine, as_of)
    assert only is None or only == current_duties(expand(provision, engine, as_of), as_of)


def test_many_random_quotas_take_their_last_period_alone() -> None:
    engines = [asked_of(seed) for seed in range(600)]
    quotas = [(e, at) for e, at in engines if e.agreement.provision("p").recurrence is not None]
    assert sum(latest(e.agreement.provision("p"), e, at) is not None for e, at in quotas) > 15
