"""Cells, readings, gates, phases, resolution: statements of the page, run."""

from __future__ import annotations

from itertools import pairwise

from assessment import said
from assessment.said import PLAIN, SECOND, Word, ask, cell, held, marks, says, start, written
from assessment.said import tell as told
from guarantor.assessment import gates, resolve
from guarantor.assessment.questions import counted_gates

DAILY = "do: {act: release, of: captives, quantity: 10}, from: signing, every: day"
DONE, FAILED = told("performed", 20, n=10, claim="done"), told("not_performed", 90, by="front", claim="failed")


@says("A cell shows the current instance of each debtor: the running period, else the last whose clock has started")
def the_current_instance() -> None:
    found = cell(DAILY, [start(), told("performed", 30, n=10)], at=30)
    assert [i.window and i.window[0] for i in found.current] == [said.moment(24)]
    often = "do: {act: release, of: captives, quantity: 10}, within: 10h of batch"
    batches = [start(0, about="batch"), start(30, about="batch"), told("performed", 5, n=10)]
    each = f"provisions:\n  duty: {{text: deal 4, debtor: {{each: [front, north]}}, {often}}}\n"
    begun = ask(each, batches, at=30)["duty"].current
    assert [(i.debtor, i.trigger) for i in begun] == [(who, (said.moment(30),) * 2) for who in ("front", "north")]
    assert [(cell(often, batches, at=at).status) for at in (29, 30)] == ["fulfilled", "due"]


@says("Of several debtors, and of several instances that begin at the same moment (one for each key, say), the least favourable "
      "word is shown: breached, disputed, overdue, fulfilled late, in progress, due, unverified, no information, suspended, "
      "holding, not yet due, excepted, closed otherwise, lapsed, fulfilled. The others stand in the counts")  # fmt: skip
def the_least_favourable_word() -> None:
    order = said.PAGE.partition("the least favourable word is shown: ")[2].partition(". The others")[0].split(", ")
    reached: dict[str, list[Word]] = {
        "breached": [FAILED], "disputed": [DONE, FAILED], "overdue": [told("outstanding", 80)], "lapsed": [told("ended", 20)],
        "fulfilled late": [told("performed", 80, n=10)], "no information": [], "excepted": [told("excepted", 20)],
        "closed otherwise": [told("closed", 20)], "fulfilled": [DONE],
    }  # fmt: skip
    listed = [word for word in order if word in reached]
    assert len(listed) == len(reached)
    for first, second in pairwise(listed):
        words = [said.keyed(w, key) for key, name in (("east", first), ("west", second)) for w in reached[name]]
        found = cell(PLAIN, [start(key="east"), start(key="west"), *words])
        assert found.status == first, (first, second)
        assert dict(found.counts) == {first: 1, second: 1}
    each = "debtor: {each: [front, north]}, do: {act: release, of: captives, quantity: 10}, within: 72h of signing"
    apart = [start(), told("performed", 20, n=10, debtor="north"), told("performed", 20, n=4, debtor="front")]
    found = ask(f"provisions:\n  duty: {{text: deal 4, {each}}}\n", apart)["duty"]
    assert ({i.debtor: i.status for i in found.current}, found.status) == (
        {"front": "overdue", "north": "fulfilled"}, "overdue"
    )  # fmt: skip


BY_REFERENCE = (
    "do: {act: release, of: captives, quantity: {by-reference: annex, told: "
    "{leak: {quantity: 5, by: gazette, ref: a leak}, minister: {quantity: 9, by: north, ref: a speech}}}}, within: 72h of signing"
)


@says("A quantity by reference is judged for each number told for it: where all agree, that is the word; where they do not, "
      "*disputed* with *two readings*; where none is told, *no number in this text* is marked")  # fmt: skip
def a_quantity_by_reference() -> None:
    for n, wanted in ((9, "fulfilled"), (5, "disputed"), (4, "overdue")):
        found = cell(BY_REFERENCE, [start(), told("performed", 20, n=n)])
        assert found.status == wanted
        assert ("two readings" in marks(found)) == (wanted == "disputed")
    keys = "do: {act: release, of: captives, quantity: {by-reference: annex}}, within: 72h of signing"
    found = cell(keys, [start(), told("performed", 20, n=5)])
    assert (found.status, "no number in this text" in marks(found)) == ("overdue", True)


@says("A provision with another reading keeps its own word, with the readings beside it and the mark *two readings* where they "
      "come to another word or deadline")  # fmt: skip
def a_provision_with_another_reading() -> None:
    keys = PLAIN + ", readings: {deal 5: {within: 12h of signing}}"
    found = cell(keys, [start(), DONE])
    assert (found.status, [(name, c.status) for name, c in found.readings]) == (
        "fulfilled",
        [("deal 5", "fulfilled late")],
    )
    assert "two readings" in marks(found)
    same = cell(PLAIN + ", readings: {deal 5: {do: {quantity: 9}}}", [start(), DONE])
    assert (same.status, "two readings" in marks(same)) == ("fulfilled", False)
    assert cell(keys, [start(), DONE], readings={"duty": "deal 5"}).status == "fulfilled late"


PHASES = """phases:
  two:
    title: Two
    text: deal 8
    gate: {readings: {deal 8: {all: [duty, other, {told: second}, {grade: verified, of: duty}]}, deal 9: {any: [duty, other]}}}
"""
GATED = written(
    held(PLAIN + ", verify: {who: monitors}"),
    held("do: {act: return, of: remains, quantity: 4}, within: 48h of signing", "other", debtor="north"),
    held("do: {act: release, of: captives, quantity: 3}, within: 10h of two", "after"),
    more=PHASES,
)


def blockers(*words: Word, at: float = 100) -> dict[str, str]:
    """What keeps the first gate shut."""
    first = gates(ask(GATED, words, at=at))[0]
    return {b.what: b.kind for b in first.blockers}


@says("Gates list what keeps them shut: *not shown* (nobody tells; or told but not at the demanded grade), *told not done*, "
      "*disputed*, *not yet due*")  # fmt: skip
def what_keeps_a_gate_shut() -> None:
    other = told("performed", 20, n=4, about="other")
    assert blockers() == {"duty": "not shown", "other": "not shown", "second": "not shown"}
    assert blockers(start(), DONE, other, start(50, about="second")) == {"duty": "not shown"}
    assert blockers(start(), FAILED, other, start(50, about="second")) == {"duty": "told not done"}
    assert blockers(start(), DONE, FAILED, other, start(50, about="second"))["duty"] == "disputed"
    assert blockers(told("not_triggered", 5, about="signing"))["other"] == "not yet due"
    part = told("performed", 20, n=2, about="other")
    assert [blockers(start(), part, at=at)["other"] for at in (30, 100)] == ["told not done", "told not done"]
    assert blockers(start(), told("not_triggered", 50, about="second"))["second"] == "told not done"


@says("A gate is open where its condition is told so and not told not so, *disputed* where both, else shut, in each account and "
      "under each reading; a reading that a person chose alone counts")  # fmt: skip
def gates_by_reading() -> None:
    def states(*words: Word, **more: object) -> dict[str, str]:
        return {g.reading: g.state for g in counted_gates(ask(GATED, [start(), *words], **more))}

    assert states() == {"deal 8": "shut", "deal 9": "shut"}
    assert states(DONE) == {"deal 8": "shut", "deal 9": "open"}
    undone = told("not_performed", 50, about="other", by="front")
    assert states(DONE, FAILED, undone)["deal 9"] == "disputed"
    assert states(DONE, FAILED, undone, account="front")["deal 9"] == "shut"
    assert states(DONE, readings={"two": "deal 8"}) == {"deal 8": "shut"}


@says("A phase begins with the event that opens it, or, where the text names none, at the first moment at which one of its gates "
      "is open")  # fmt: skip
def the_start_of_a_phase() -> None:
    words = [start(), DONE]
    assert [ask(GATED, words, at=at)["after"].status for at in (20 - SECOND, 20)] == ["no information", "due"]
    assert ask(GATED, words, at=25)["after"].status == "due"
    assert ask(GATED, words, at=25, readings={"two": "deal 8"})["after"].status == "no information"
    undone = told("not_performed", 50, about="other", by="front")
    both = [start(), undone, told("performed", 51, n=10), told("not_performed", 72, by="front")]
    assert ask(GATED, [*both[:2], told("performed", 72, n=10), both[3]], at=73)["after"].status == "disputed"
    opened = GATED.replace("    text: deal 8\n", "    text: deal 8\n    opens: found\n")
    assert ask(opened, words)["after"].status == "no information"
    assert ask(opened, [*words, start(30, about="found")], at=40)["after"].due == said.moment(40)


@says("Resolution for a purpose is a separate call that names its rule and is never stored: *burden on the debtor* (what is not "
      "told done when its time is past counts as not performed), *burden on the accuser* (what is not plainly told broken counts "
      "as not shown to be), *finding prevails* (the last word of a named finder decides)")  # fmt: skip
def resolution() -> None:
    state = ask(written(held(PLAIN)), [start(), DONE, FAILED])
    before = state["duty"]
    seen = {rule: [r.resolved for r in resolve(state, rule, finders=("front",))] for rule in
            ("burden on the debtor", "burden on the accuser", "finding prevails")}  # fmt: skip
    assert list(seen.values()) == [["not performed"], ["not shown to be breached"], ["not performed"]]
    assert [r.resolved for r in resolve(state, "finding prevails", finders=("north",))] == ["performed"]
    assert state["duty"] == before and before.status == "disputed"
    assert resolve(ask(written(held(PLAIN)), [start(), DONE]), "burden on the debtor") == ()
    assert [r.resolved for r in resolve(ask(written(held(PLAIN)), [start()]), "burden on the debtor")] == [
        "not performed"
    ]
    assert resolve(ask(written(held(PLAIN)), [start()], at=50), "burden on the debtor") == ()
