"""Explanations, comparisons, changes, what is owed, steps: statements of the page, run."""

from __future__ import annotations

from assessment import said
from assessment.said import PLAIN, Word, ask, counts, held, says, start, written
from assessment.said import tell as told
from guarantor.assessment import changes, compare, deadlines, explain, owed, timeline
from guarantor.model.assessment import Comparison, Explanation

DONE, FAILED = told("performed", 20, n=10, claim="done"), told("not_performed", 90, by="front", claim="failed")


def why(*words: Word, keys: str = PLAIN, at: float = 100, counted: bool = False) -> Explanation:
    """The explanation of the one instance."""
    (found,) = explain(
        ask(written(held(keys)), [start(claim="s"), *words], [counts("north")] if counted else [], at=at), "duty"
    )
    return found


@says("`why` gives one witness for each bit that is set: for `t` and `late` the earliest claims of one root that reach Q; for `f` "
      "the denials, or the covering source with all it tells and the gap; for `short` who says so, or the running total")  # fmt: skip
def one_witness_a_bit() -> None:
    acts = [told("performed", at, n=5, claim=f"c{at}") for at in (30, 10, 20)]
    reached = why(*acts).witnesses
    assert [(w.bit, w.claims, w.total, w.at) for w in reached] == [
        ("trigger", ("s",), None, said.moment(0)), ("t", ("c10", "c20"), 10.0, said.moment(20)),
    ]  # fmt: skip
    assert [(w.bit, w.claims) for w in why(DONE, FAILED).witnesses[1:]] == [("t", ("done",)), ("f", ("failed",))]
    four = told("performed", 10, n=4, claim="c10")
    gap = why(four, counted=True).witnesses[1]
    assert (gap.bit, gap.roots, gap.claims, gap.total, gap.text) == (
        "f", ("north",), ("c10",), 4.0, "north counts everything: 4, 6 short"
    )  # fmt: skip
    short = [(w.bit, w.claims) for w in why(told("total", 80, n=9, claim="so far")).witnesses[1:]]
    assert short[0] == ("short", ("so far",))


@says("A claim is *critical* where the bit would not be set without it")
def critical_claims() -> None:
    acts = [told("performed", at, n=5, claim=f"c{at}") for at in (10, 20, 30)]
    for words in (acts, acts[:2], [DONE, FAILED], [DONE, told("performed", 25, n=10, by="front", claim="too")]):
        for witness in why(*words).witnesses[1:]:
            for claim in (w.claim for w in words):
                less = why(*(w for w in words if w.claim != claim)).instance.bits
                assert (claim in witness.critical) == (not getattr(less, witness.bit)), (claim, witness)
    assert (why(*acts).witnesses[1].critical, why(*acts[:2]).witnesses[1].critical) == ((), ("c10", "c20"))


@says("The *margin* is what the highest figure is above Q in time, the *shortfall* what it is below Q now, the time left is until "
      "the deadline (less than nothing once it is past)")  # fmt: skip
def margins() -> None:
    over, under = (
        why(told("performed", 20, n=13)),
        why(told("performed", 20, n=4), told("performed", 30, n=7, by="front"), at=30),
    )
    assert (over.margin, over.shortfall, over.time_left) == (3.0, None, -28 * 3600)
    assert (under.margin, under.shortfall, under.time_left) == (None, 3.0, 42 * 3600)


@says("What would change it is said in words: so much more told done, a count or a plain denial, a decision between those who "
      "differ, its start being told, or time")  # fmt: skip
def what_would_change_it() -> None:
    assert why(told("performed", 20, n=4), at=30).would_change == ("6 more told done within the time",)
    assert why(told("performed", 20, n=4)).would_change == (
        "6 more told done: in time it is fulfilled, later fulfilled late",
        "a count by a source that covers the whole time, or a plain denial: then it is said breached",
    )
    assert why(DONE, FAILED).would_change == ("a decision between front, north",)
    (unstarted,) = explain(ask(written(held(PLAIN)), []), "duty")
    assert unstarted.would_change == ("a word by anybody that its clock has started",)
    ahead = "do: {act: release, of: captives, quantity: 10}, within: 72h of 2031-03-09"
    assert explain(ask(written(held(ahead)), []), "duty")[0].would_change == ("time",)
    (denied,) = explain(ask(written(held(PLAIN)), [told("not_triggered", 5, about="signing")]), "duty")
    assert denied.would_change == ("its start being told",)
    assert why(DONE).would_change == ()


def compared(*words: Word, names: tuple[str, ...] = ("north", "front", "monitors"), keys: str = PLAIN) -> Comparison:
    """One provision across accounts."""
    (found,) = compare({name: ask(written(held(keys)), words, account=name) for name in names})
    return found


@says("Across accounts a provision is *agreed*, *disputed* between whom, *told by one*, or *told by none*; an account that tells "
      "nothing of it is no party")  # fmt: skip
def comparisons() -> None:
    front = told("performed", 20, n=10, by="front")
    assert compared(start()).kind == "told by none"
    assert compared(start(), DONE).kind == "told by one"
    assert compared(start(), DONE, front).kind == "agreed"
    disputed = compared(start(), DONE, FAILED)
    assert (disputed.kind, disputed.between) == ("disputed", (("north",), ("front",)))
    assert compared(start(), DONE, FAILED, names=("everybody",)).kind == "disputed"


@says("Done, done late, done in part, not done (breached or overdue), settled otherwise are different tellings; so are two "
      "judgements where the same is told of acts. Other amounts under one telling are *figures that differ*, and no dispute")  # fmt: skip
def tellings() -> None:
    part = [told("performed", 20, n=4, by="front"), told("not_performed", 90)]
    assert compared(start(), *part).kind == "agreed", "overdue in one, breached in the other: not done"
    late = [told("performed", 80, n=10, by="front")]
    assert compared(start(), DONE, *late).kind == "disputed"
    judged = compared(start(), told("breached", 90), told("answers", 95, by="front"))
    assert (judged.kind, judged.between) == ("disputed", (("north",), ("front",)))
    amounts = compared(start(), DONE, told("performed", 20, n=12, by="front"))
    assert (amounts.kind, amounts.figures_differ) == ("agreed", True)


@says("A *change* is a cell that reads otherwise than before: its word, figure, marks, tellers, readings or counts, with the claims "
      "that are new to it and those gone from it; *by time* where there are neither")  # fmt: skip
def what_a_change_is() -> None:
    def between(
        first: float, second: float, *words: Word, **more: object
    ) -> list[tuple[str, str, tuple[str, ...], bool]]:
        states = [ask(written(held(PLAIN)), [start(), *words], at=at, **more) for at in (first, second)]
        return [(c.before, c.after, c.because, c.by_time) for c in changes(*states)]

    assert between(10, 30, DONE) == [("due", "fulfilled, 10 of 10", ("done",), False)]
    assert between(10, 19, DONE) == []
    assert between(50, 80) == [("due", "no information", (), True)]
    again = told("performed", 25, n=10, by="front", claim="again")
    assert between(21, 30, DONE, again) == [("fulfilled, 10 of 10", "fulfilled, 10 of 10", ("again",), False)]
    gone = told("performed", 20, n=10, claim="gone", withdrawn=60)
    before, after = (ask(written(held(PLAIN)), [start(), gone], known_at=at) for at in (50, 70))
    assert [(c.gone, c.by_time) for c in changes(before, after)] == [(("gone",), False)]


@says("What is owed is Q against the figures that stand; what remains lies between Q less the highest and Q less the lowest, never "
      "below nothing")  # fmt: skip
def what_is_owed() -> None:
    words = [start(), told("performed", 20, n=4), told("performed", 20, n=12, by="front")]
    figure = owed(ask(written(held(PLAIN)), words), "duty")
    assert figure and (figure.target, figure.low, figure.high, figure.remaining) == (10, 4, 12, (0.0, 6.0))


@says("`timeline` is the status as a step function of as-of; `deadlines` are those whose clock is told to run or hangs on a date, "
      "past and ahead")  # fmt: skip
def steps_and_deadlines() -> None:
    state = ask(
        written(held(PLAIN), held("do: {act: return, of: remains}, by: 2031-03-20", "other")), [start(), FAILED]
    )
    steps = timeline(state, "duty", since=said.moment(-5))
    assert [(s.since, s.status) for s in steps] == [
        (said.moment(-5), "no information"), (said.moment(0), "due"), (said.moment(72) + 1, "no information"),
        (said.moment(90), "breached"),
    ]  # fmt: skip
    assert all(ask(written(held(PLAIN)), [start(), FAILED], at=(s.since - said.ZERO) / 3600)["duty"].status == s.status
               for s in steps)  # fmt: skip
    assert [(d.provision, d.past) for d in deadlines(state)] == [("duty", True), ("other", False)]
    assert [d.provision for d in deadlines(ask(written(held(PLAIN)), []))] == []
