"""The columnar kernel against the engine (which agrees with the oracle): the same statuses and bits on any log."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.making import h
from assessment.random_logs import Asked, some_accord, some_log, some_question, some_word
from guarantor.assessment import timeline
from guarantor.assessment.bulk import Prepared
from guarantor.assessment.kernel import Bulk
from guarantor.assessment.log import Cut, Log
from guarantor.assessment.state import assess
from guarantor.model.agreement import Agreement, Provision, Ratio
from guarantor.model.assessment import STATUSES
from guarantor.model.testimony import Coverage
from guarantor.model.testimony import Testimony as Word

Row = tuple[str, str, tuple[bool, bool, bool, bool]]


def regular(word: Word) -> Word:
    """A random word within the kernel's reach."""
    low = word.low if word.low is not None else 2.0 if word.effect == "performed" else None
    high = low if word.effect in ("performed", "total") else None
    times = {"x": (h(30), h(30)), "y": (h(48), h(72)), "z": (h(54), h(54))}
    named = word.item or word.occurrence
    happened = word.happened
    if named is not None and happened is not None and word.effect in ("performed", "triggered"):
        happened = times.get(named, (h(60), h(60)))
    return replace(
        word, low=low, high=high, key=None, happened=happened, whole=word.whole and word.effect != "performed"
    )


def some_case(rng: Random) -> tuple[Agreement, list[Word], list[Coverage]]:
    accord = some_accord(rng, standing=False)
    provision = accord.provisions[0]
    if rng.randrange(4) == 0:
        provision = replace(provision, quantity=Ratio(times=Fraction(2), per="start", mode="trigger"))
    second = replace(provision, id="q")
    words, coverages = some_log(rng, standing=False, totals=False, most=20)
    words = [regular(word) for word in words]
    words = [replace(word, about=rng.choice(("p", "q"))) if word.about == "p" else word for word in words]
    coverages = [replace(c, key=None) for c in coverages]
    return replace(accord, provisions=(provision, second)), words, coverages


def rows_of(bulks: tuple[Bulk, ...]) -> Counter[Row]:
    found: Counter[Row] = Counter()
    for bulk in bulks:
        for i in range(len(bulk.provision)):
            bits = tuple(bool(column[i]) for column in (bulk.t, bulk.late, bulk.f, bulk.short))
            found[bulk.names[bulk.provision[i]], STATUSES[bulk.status[i]], bits] += 1  # type: ignore[index]
    return found


def engine_rows(accord: Agreement, log: Log, asked: Asked, names: set[str]) -> Counter[Row]:
    state = assess(
        accord, log, accounts=(asked.voices,), account=asked.voices.account, as_of=asked.as_of,
        known_at=asked.known_at, published_by=asked.published_by,
    )  # fmt: skip
    return Counter(
        (name, i.status, (i.bits.t, i.bits.late, i.bits.f, i.bits.short))
        for name in names
        for i in state.instances(name)
    )


def names_of(prepared: Prepared) -> set[str]:
    own = {name for name in prepared.columns.names if name not in prepared.patches}
    return own | {name for columns in prepared.patches.values() for name in columns.names}


def check(prepared: Prepared, asked: Asked) -> set[str]:
    cut = Cut(known_at=asked.known_at, published_by=asked.published_by)
    names = names_of(prepared)
    said = rows_of(prepared.judge(asked.voices, cut, asked.as_of))
    assert said == engine_rows(prepared.agreement, prepared.log, asked, names)
    return names


@given(seed=st.integers(0, 2**40))
@settings(max_examples=400, deadline=None)
def test_kernel_and_engine_agree(seed: int) -> None:
    rng = Random(seed)
    accord, words, coverages = some_case(rng)
    prepared = Prepared.of(accord, Log.of(words, coverages))
    for _ in range(3):
        check(prepared, some_question(rng))


@given(seed=st.integers(0, 2**40))
@settings(max_examples=100, deadline=None)
def test_one_more_word_on_top(seed: int) -> None:
    rng = Random(seed)
    accord, words, coverages = some_case(rng)
    prepared = Prepared.of(accord, Log.of(words, coverages))
    for i in range(3):
        word = regular(some_word(rng, 1000 + i, standing=False, totals=False))
        prepared = prepared.more([word])
        check(prepared, some_question(rng))


def instant(word: Word) -> Word:
    """The same word at one instant."""
    return word if word.happened is None else replace(word, happened=(word.happened[1], word.happened[1]))


@given(seed=st.integers(0, 2**40))
@settings(max_examples=120, deadline=None)
def test_the_step_function_is_the_same_from_the_columns_and_point_by_point(seed: int) -> None:
    rng = Random(seed)
    accord, words, coverages = some_case(rng)
    often = rng.choice((0.0, 0.0, 0.2))
    words = [replace(word, bound="up to") if rng.random() < often else word for word in words]
    log = Log.of([instant(word) for word in words], coverages)
    asked = some_question(rng)
    how = {"accounts": (asked.voices,), "account": asked.voices.account, "as_of": h(400),
           "known_at": asked.known_at, "published_by": asked.published_by}  # fmt: skip
    prepared = Prepared.of(accord, log)
    fast, slow = assess(accord, prepared, **how), assess(accord, log, **how)  # type: ignore[arg-type]
    for name in ("p", "q"):
        assert timeline(fast, name, since=0) == timeline(slow, name, since=0)


def test_most_random_cases_are_within_the_kernels_reach() -> None:
    reached = 0
    for seed in range(200):
        rng = Random(seed)
        accord, words, coverages = some_case(rng)
        reached += len(names_of(Prepared.of(accord, Log.of(words, coverages))))
    assert reached > 250


def test_an_irregular_provision_is_left_to_the_engine() -> None:
    accord, words, _ = some_case(Random(1))
    held: Provision = replace(accord.provisions[0], polarity="refrain")
    assert Prepared.of(replace(accord, provisions=(held,)), Log.of(words)).columns.names == ()
