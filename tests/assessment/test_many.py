"""All instances at once against one by one: the same statuses on any log, and few calls where instances are many."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.making import h
from assessment.random_logs import VOICES, some_accord, some_log, some_question
from counting import calls_of
from guarantor.assessment import Log, assess
from guarantor.assessment.duties import expand
from guarantor.assessment.engine import Engine
from guarantor.assessment.many import statuses
from guarantor.model.agreement import Agreement, Amount, Cond, Offset, Recurrence
from guarantor.model.assessment import Status
from guarantor.model.testimony import Testimony as Word


def asked_of(seed: int) -> tuple[Engine, int]:
    """A random duty of any shape that instances take, in a random account."""
    rng = Random(seed)
    accord = some_accord(rng, standing=False)
    words, coverages = some_log(rng, standing=False, most=30, totals=False)
    words = [word if rng.random() < 0.05 else replace(word, item=None) for word in words]
    if rng.random() < 0.3:
        extra = rng.choice(("ended", "excepted", "closed"))
        words = [replace(word, effect=extra) if rng.random() < 0.1 and word.about == "p" else word for word in words]
    duty = accord.provisions[0]
    if rng.random() < 0.4:
        each = Recurrence(every=Offset(days=rng.choice((1, 2))), quota="each", carry_over=rng.random() < 0.2)
        duty = replace(duty, recurrence=each)
    if rng.random() < 0.3:
        duty = replace(duty, unless=Cond(op="since", event="pause", until="go"), suspends=rng.choice((None, "duty")))
    if rng.random() < 0.3:
        duty = replace(duty, debtors=("x", "y"))
        words = [replace(word, debtor=rng.choice(("x", "y", None))) if word.about == "p" else word for word in words]
    accord = replace(accord, provisions=(duty,))
    asked = some_question(rng)
    state = assess(
        accord, Log.of(words, coverages), accounts=VOICES, account=asked.voices.account, as_of=asked.as_of,
        known_at=asked.known_at, published_by=asked.published_by,
    )  # fmt: skip
    return state.engine, asked.as_of


def both(seed: int) -> tuple[list[Status] | None, list[Status]]:
    engine, as_of = asked_of(seed)
    duties = expand(engine.agreement.provision("p"), engine, as_of)
    return statuses(engine, duties, as_of), [each.status.status for each in engine.instances("p", as_of)]


@given(seed=st.integers(0, 2**40))
@settings(max_examples=2000, deadline=None)
def test_at_once_is_as_one_by_one(seed: int) -> None:
    at_once, one_by_one = both(seed)
    assert at_once is None or at_once == one_by_one


def test_most_logs_are_judged_at_once() -> None:
    answers = [both(seed) for seed in range(400)]
    seen = Counter(word for found, _ in answers for word in found or ())
    assert sum(found is not None for found, _ in answers) > 120
    assert {"due", "fulfilled", "fulfilled late", "overdue", "breached", "disputed", "in progress"} <= set(seen)


def test_many_instances_cost_little_each() -> None:
    def calls(count: int) -> int:
        starts = [
            Word(claim=f"t{i}", about="start", root="a", effect="triggered", happened=(h(9 * i), h(9 * i)), recorded=0)
            for i in range(count)
        ]
        acts = [
            Word(
                claim=f"c{i}", about="p", root="abcde"[i % 5], effect="performed", low=2.0, high=2.0, recorded=0,
                happened=(h(i), h(i) + i % 7), occurrence=f"o{i // 3}", pooled=i % 2 == 0,
            )
            for i in range(9 * count)
        ]  # fmt: skip
        accord = some_accord(Random(3), standing=False)
        duty = replace(accord.provisions[0], quantity=Amount(op=">=", value=h(0) + 9))
        events = tuple(replace(event, occurs="often") for event in accord.events)
        accord = Agreement(process="p", title="p", provisions=(duty,), events=events)
        state = assess(accord, Log.of([*starts, *acts]), accounts=VOICES, account="all", as_of=h(9 * count))
        found: list[Counter[Status]] = []
        made = calls_of(lambda: found.append(state.engine.counts("p", state.as_of)))
        assert sum(found[0].values()) == count
        return made

    assert calls(80) < 2.5 * calls(40)
