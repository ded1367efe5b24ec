"""What must hold of any agreement and log, whatever they say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assessment.making import h
from assessment.random_logs import ROOTS, VOICES, Asked, some_accord, some_log, some_question, some_word
from guarantor.assessment import Log, State, assess, explain
from guarantor.assessment.check import check
from guarantor.model.agreement import Agreement
from guarantor.model.assessment import Explanation, InstanceStatus
from guarantor.model.testimony import Coverage, Voices
from guarantor.model.testimony import Testimony as Word

SEEDS = st.integers(0, 2**40)
Case = tuple[Agreement, list[Word], list[Coverage], Asked]


def some_case(rng: Random) -> Case:
    standing = rng.random() < 0.4
    words, coverages = some_log(rng, standing=standing)
    return some_accord(rng, standing=standing), words, coverages, some_question(rng)


def state_of(case: Case, **changed: Any) -> State:
    accord, words, coverages, asked = case
    how = {"account": asked.voices.account, "as_of": asked.as_of, "known_at": asked.known_at,
           "published_by": asked.published_by, "accounts": VOICES, **changed}  # fmt: skip
    return assess(accord, Log.of(words, coverages), **how)


def picture(state: State) -> object:
    return state["p"], state.instances("p")


@given(seed=SEEDS)
@settings(max_examples=200, deadline=None)
def test_the_order_of_arrival_does_not_matter(seed: int) -> None:
    rng = Random(seed)
    case = some_case(rng)
    words, coverages = list(case[1]), list(case[2])
    rng.shuffle(words)
    rng.shuffle(coverages)
    assert picture(state_of((case[0], words, coverages, case[3]))) == picture(state_of(case))


@given(seed=SEEDS)
@settings(max_examples=200, deadline=None)
def test_a_past_answer_is_not_changed_by_what_is_recorded_later(seed: int) -> None:
    rng = Random(seed)
    case = some_case(rng)
    known = rng.randrange(60) * h(6)
    later = [replace(some_word(rng, 100 + i, standing=False), recorded=known + 1 + i) for i in range(3)]
    gone = [w if rng.randrange(3) or w.withdrawn is not None else replace(w, withdrawn=known + 1) for w in case[1]]
    grown = (case[0], [*gone, *later], case[2], case[3])
    assert picture(state_of(grown, known_at=known)) == picture(state_of(case, known_at=known))


@given(seed=SEEDS)
@settings(max_examples=200, deadline=None)
def test_renaming_sources_and_shifting_all_times_changes_nothing_else(seed: int) -> None:
    case = some_case(Random(seed))
    accord, words, coverages, asked = case
    by = h(24 * 400)
    names = dict(zip(ROOTS, ("v", "w", "x", "y", "z"), strict=True))

    def moved(word: Word) -> Word:
        lo, hi = word.happened or (0, 0)
        return replace(
            word, root=names.get(word.root, word.root), happened=None if word.happened is None else (lo + by, hi + by),
            recorded=word.recorded + by, published=None if word.published is None else word.published + by,
            withdrawn=None if word.withdrawn is None else word.withdrawn + by,
            since=None if word.since is None else word.since + by,
        )  # fmt: skip

    def moved_coverage(c: Coverage) -> Coverage:
        return replace(c, root=names[c.root], covers=(c.covers[0] + by, c.covers[1] + by), recorded=c.recorded + by,
                       withdrawn=None if c.withdrawn is None else c.withdrawn + by)  # fmt: skip

    there = [
        Voices(account=v.account, roots=frozenset(names[r] for r in v.roots), everybody=v.everybody) for v in VOICES
    ]
    shifted = state_of(
        (accord, [moved(w) for w in words], [moved_coverage(c) for c in coverages], asked),
        as_of=asked.as_of + by, accounts=there,
        known_at=None if asked.known_at is None else asked.known_at + by,
        published_by=None if asked.published_by is None else asked.published_by + by,
    )  # fmt: skip

    def shape(state: State, back: int) -> list[tuple[object, ...]]:
        return [
            (i.status, i.bits, i.key, i.trigger and (i.trigger[0] - back, i.trigger[1] - back), i.owed and i.owed.text)
            for i in state.instances("p")
        ]

    assert sorted(shape(shifted, by), key=repr) == sorted(shape(state_of(case), 0), key=repr)


@given(seed=SEEDS)
@settings(max_examples=200, deadline=None)
def test_nobody_speaks_in_a_rivals_account(seed: int) -> None:
    """Words of others reach an account only as the start of a clock of which its own roots say nothing."""
    rng = Random(seed)
    case = some_case(rng)
    mine = VOICES[0]
    others = [w for w in case[1] if mine.has(w.root) or w.about != "p"]
    alone = (case[0], others, [c for c in case[2] if mine.has(c.root)], case[3])
    both = [state_of(each, account=mine.account).instances("p") for each in (case, alone)]

    def bare(found: tuple[InstanceStatus, ...]) -> list[InstanceStatus]:
        return [replace(i, marks=()) for i in found]

    assert bare(both[0]) == bare(both[1])


@given(seed=SEEDS)
@settings(max_examples=250, deadline=None)
def test_knowledge_only_adds_bits(seed: int) -> None:
    """With starts and links held fixed, one more word removes no bit, unless it supersedes one of its own root."""
    rng = Random(seed)
    case = some_case(rng)
    standing = case[0].provisions[0].polarity != "do"
    word = some_word(rng, 999, standing=standing, totals=False)
    effect = rng.choice(
        ("forbidden", "answers") if standing else ("performed", "not_performed", "outstanding", "breached", "answers")
    )
    word = replace(word, about="p", effect=effect, occurrence=None, item=None, pooled=False, root=rng.choice(ROOTS))
    case = (case[0], case[1], [c for c in case[2] if c.root != word.root], case[3])
    word = replace(word, withdrawn=None)
    before = {(i.key, i.trigger, i.incident, i.debtor): i.bits for i in state_of(case).instances("p")}
    grown = state_of((case[0], [*case[1], word], case[2], case[3])).instances("p")
    after = {(i.key, i.trigger, i.incident, i.debtor): i.bits for i in grown}
    for key, bits in before.items():
        now = after[key]
        assert (now.t or not bits.t) and (now.f or not bits.f) and (now.short or not bits.short)
        assert now.called or now.answered or not (bits.called or bits.answered)  # one may think better of it
        assert now.late or now.t or not bits.late


def explanations(case: Case) -> tuple[tuple[Explanation, ...], Log, Voices]:
    return explain(state_of(case), "p", every=True), Log.of(case[1], case[2]), case[3].voices


@given(seed=SEEDS)
@example(seed=6524)
@settings(max_examples=250, deadline=None)
def test_the_checker_accepts_every_explanation(seed: int) -> None:
    rng = Random(seed)
    words, coverages = some_log(rng, standing=False)
    case = (some_accord(rng, standing=False), words, coverages, some_question(rng))
    found, log, voices = explanations(case)
    for explanation in found:
        assert check(explanation, log, voices) == ()


def _flip(name: str) -> Callable[[Explanation], Explanation]:
    def mutate(e: Explanation) -> Explanation:
        bits = replace(e.instance.bits, **{name: not getattr(e.instance.bits, name)})
        return replace(e, instance=replace(e.instance, bits=bits))

    return mutate


def _witness(**changed: Any) -> Callable[[Explanation], Explanation | None]:
    def mutate(e: Explanation) -> Explanation | None:
        for i, witness in enumerate(e.witnesses):
            if witness.bit in ("t", "late") and witness.claims:
                new = {k: v(witness) if callable(v) else v for k, v in changed.items()}
                return replace(e, witnesses=(*e.witnesses[:i], replace(witness, **new), *e.witnesses[i + 1 :]))
        return None

    return mutate


MUTATIONS: dict[str, Callable[[Explanation], Explanation | None]] = {
    "a bit more or less: t": _flip("t"),
    "a bit more or less: late": _flip("late"),
    "a bit more or less: f": _flip("f"),
    "a bit more or less: short": _flip("short"),
    "a claim left out": _witness(claims=lambda w: w.claims[1:]),
    "a claim put in": _witness(claims=lambda w: (*w.claims, "claim:nowhere")),
    "another total": _witness(total=lambda w: w.total + 1),
    "a stranger called critical": _witness(critical=("claim:nowhere",)),
    "two roots": _witness(roots=("a", "b")),
    "a witness left out": lambda e: (
        replace(e, witnesses=()) if any(w.bit not in ("trigger", "some") for w in e.witnesses) else None
    ),
    "another status": lambda e: replace(e, instance=replace(e.instance, status="holding")),
    "time that is not left": lambda e: None if e.time_left is None else replace(e, time_left=e.time_left + 1),
    "another shortfall": lambda e: None if not e.shortfall else replace(e, shortfall=e.shortfall / 2),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_checker_refuses_mutated_explanations(name: str) -> None:
    tried = 0
    for seed in range(150):
        rng = Random(seed)
        words, coverages = some_log(rng, standing=False)
        found, log, voices = explanations((some_accord(rng, standing=False), words, coverages, some_question(rng)))
        for explanation in found:
            mutated = MUTATIONS[name](explanation)
            if mutated is not None:
                tried += 1
                assert check(mutated, log, voices) != (), (seed, mutated)
    assert tried > 10


@given(seed=SEEDS)
@example(seed=34691)
@settings(max_examples=200, deadline=None)
def test_withdrawing_a_critical_claim_turns_the_bit(seed: int) -> None:
    rng = Random(seed)
    words, coverages = some_log(rng, standing=False)
    case = (some_accord(rng, standing=False), words, coverages, some_question(rng))
    for explanation in explain(state_of(case), "p", every=True):
        for witness in explanation.witnesses:
            if witness.bit not in ("t", "f", "short"):
                continue
            for claim in witness.critical:
                rest = [w for w in words if w.claim != claim]
                without = state_of((case[0], rest, [c for c in coverages if c.claim != claim], case[3]))
                same = [i for i in without.instances("p") if (i.key, i.trigger) == (
                    explanation.instance.key, explanation.instance.trigger)]  # fmt: skip
                assert not any(getattr(i.bits, witness.bit) for i in same)
