"""Instants at the edge, days that straddle, starts told differently, amounts, conditions, readings, gates."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from assessment.making import (
    ACCOUNTS,
    DAY,
    agreement,
    at_least,
    counted,
    duty,
    h,
    start,
    state,
    status,
    told,
    window,
    word,
)  # fmt: skip
from guarantor.assessment import assess, changes, compare, deadlines, explain, gates, owed, resolve, timeline
from guarantor.assessment.questions import counted_gates
from guarantor.model.agreement import (
    Amendment,
    Amount,
    Anchor,
    ByReference,
    Closing,
    Cond,
    Event,
    Gate,
    Offset,
    Phase,
    Ratio,
    Reading,
    Recurrence,
    Reference,
    TextAmount,
    Verify,
    Window,
)  # fmt: skip

HERE = Reference(text="accord")


@pytest.mark.parametrize(
    ("at", "expected"),
    [(72, "fulfilled"), (72 + 1 / 3600, "fulfilled late"), (0, "fulfilled"), (-1 / 3600, "no information")],
)
def test_act_at_the_edges(at: float, expected: str) -> None:
    assert status([start(), word("performed", at, n=10)]) == expected


@pytest.mark.parametrize(("at", "expected"), [(72, "due"), (72 + 1 / 3600, "no information")])
def test_the_deadline_itself_is_open(at: float, expected: str) -> None:
    assert status([start()], at=at) == expected


def test_a_day_that_straddles_the_deadline_is_in_time_but_not_told_so() -> None:
    accord = agreement(duty(quantity=at_least(10)))
    cell = state(accord, [start(), word("performed", (65, 88), n=10)])["duty"]
    assert cell.status == "fulfilled"
    assert "timing not told" in [mark.name for mark in cell.marks]
    assert status([start(), word("performed", (73, 88), n=10)]) == "fulfilled late"


def test_a_start_told_differently_is_judged_at_both_ends() -> None:
    early_and_late = [start(0), start(20, by="front")]
    assert status([*early_and_late, word("performed", 30, n=10)]) == "fulfilled"
    assert status([*early_and_late, word("performed", 80, n=10)]) == "disputed"
    accord = agreement(duty(quantity=at_least(10)))
    cell = state(accord, [*early_and_late, word("performed", 80, n=10)])["duty"]
    assert "deadline told differently" in [mark.name for mark in cell.marks]
    assert status([*early_and_late, word("performed", 80, n=10)], account="north") == "fulfilled late"


def test_a_start_of_one_day_leaves_the_timing_open() -> None:
    words = [start((0, 23)), word("performed", 80, n=10)]
    cell = state(agreement(duty(quantity=at_least(10))), words, at=120)["duty"]
    assert cell.status == "fulfilled"
    assert "timing not told" in [mark.name for mark in cell.marks]


def test_start_told_by_others_is_marked_and_own_denial_holds() -> None:
    accord = agreement(duty(quantity=at_least(10)))
    cell = state(accord, [start(by="front"), word("performed", 20, n=10)], account="north")["duty"]
    assert [(m.name, m.roots) for m in cell.marks if m.name == "start told by"] == [("start told by", ("front",))]
    denied = [start(by="front"), word("not_triggered", 50, about="signing"), word("performed", 20, n=10)]
    assert state(accord, denied, account="north")["duty"].status == "not yet due"


def test_rival_totals_are_never_added() -> None:
    words = [start(), word("performed", 20, n=6, by="north"), word("performed", 30, n=6, by="front")]
    assert status(words) == "overdue"
    linked = [
        start(), word("performed", 20, n=6, by="north", occurrence="a", pooled=True),
        word("performed", 30, n=6, by="front", occurrence="b", pooled=True),
    ]  # fmt: skip
    assert status(linked) == "fulfilled"
    same = [
        start(), word("performed", 20, n=6, by="north", occurrence="a", pooled=True),
        word("performed", 20, n=7, by="front", occurrence="a", pooled=True),
    ]  # fmt: skip
    assert status(same) == "overdue"


def test_the_same_body_never_counts_twice() -> None:
    words = [start(), *(word("performed", at, n=1, item="one", by=by) for at, by in ((5, "north"), (9, "front")))]
    held = duty(quantity=at_least(2))
    assert status(words, provision=held) == "overdue"
    assert status([*words, word("performed", 12, n=1, item="two")], provision=held) == "fulfilled"


def test_a_repeated_day_is_one_act() -> None:
    words = [start(), word("performed", (24, 47), n=5, claim="a"), word("performed", (24, 47), n=5, claim="b")]
    assert status(words) == "overdue"


def test_totals_are_readings_of_a_series() -> None:
    accord = agreement(duty(quantity=at_least(28), window=window(480)))
    words = [start(), word("total", 100, n=19), word("performed", 120, n=2), word("total", 90, n=18)]
    cell = state(accord, words, at=200)["duty"]
    assert cell.owed is not None
    assert cell.owed.text == "21 of 28"
    assert cell.owed.by_root[0].derived
    revised = state(accord, [*words, word("total", 130, n=17)], at=200)["duty"]
    assert revised.owed is not None
    assert revised.owed.text == "17 of 28"
    assert revised.status == "in progress"


def test_a_later_word_on_the_same_cut_off_supersedes() -> None:
    words = [start(), word("total", 60, n=12, published=h(61)), word("total", 60, n=9, published=h(65))]
    assert status(words) == "overdue"


def test_a_fall_takes_back_what_was_told_before_the_deadline() -> None:
    assert status([start(), word("total", 60, n=12)]) == "fulfilled"
    assert status([start(), word("total", 60, n=12), word("total", 90, n=9)]) == "overdue"
    assert status([start(), word("total", 60, n=12), word("total", 90, n=9)], [counted("north")]) == "breached"


def test_a_covering_source_is_bounded_by_its_next_reading() -> None:
    """Ten told at 50, thirty at 90: by the deadline it may have been any of these, so nothing contradicts another."""
    words = [start(), word("total", 50, n=10), word("total", 90, n=30), word("performed", 60, n=28, by="front")]
    held = duty(quantity=at_least(28))
    assert status(words, [counted("north")], provision=held) == "fulfilled"
    assert status([*words, word("total", 91, n=27)], [counted("north")], provision=held) == "disputed"


def test_a_running_total_that_falls_short_is_no_breach() -> None:
    """ "19 so far" is not a statement that nothing else was done: only a counting source, or a plain word, says so."""
    short = [start(), word("total", 90, n=9)]
    assert status(short) == "overdue"
    assert status([*short, word("performed", 60, n=10, by="front")]) == "disputed"
    assert status(short, [counted("north")]) == "breached"
    assert status([*short, word("not_performed", 90)]) == "breached"
    found = explain(state(agreement(duty(quantity=at_least(10))), short), "duty")[0]
    assert [(w.bit, w.total, w.critical) for w in found.witnesses if w.bit == "short"] == [
        ("short", 9.0, ("total:north:duty:90:9:[]",))
    ]


def test_scopes_affirm_or_deny_only() -> None:
    narrow = word("total", 60, n=12, scope="narrower")
    assert status([start(), narrow]) == "fulfilled"
    assert status([start(), word("total", 90, n=3, scope="narrower")]) == "overdue"
    assert status([start(), word("total", 90, n=12, scope="wider")]) == "no information"
    assert status([start(), word("total", 90, n=3, scope="wider")]) == "overdue"


def test_at_most_and_exactly() -> None:
    most = duty(quantity=Amount(op="<=", value=Fraction(3)))
    assert status([start(), word("performed", 20, n=5)], provision=most) == "breached"
    assert status([start(), word("performed", 20, n=2, by="monitors")], [counted()], provision=most) == "fulfilled"
    exact = duty(quantity=Amount(op="=", value=Fraction(5)))
    assert status([start(), word("performed", 20, n=5, by="monitors")], [counted()], provision=exact) == "fulfilled"
    assert status([start(), word("performed", 20, n=6, by="monitors")], [counted()], provision=exact) == "breached"


def test_no_number_in_the_text() -> None:
    silent = duty(quantity=ByReference(text="annex"))
    accord = agreement(silent)
    cell = state(accord, [start(), word("performed", 20, n=5)])["duty"]
    assert "no number in this text" in [mark.name for mark in cell.marks]
    assert cell.status == "overdue"
    two = duty(quantity=ByReference(text="annex", told=(
        TextAmount(name="leak", amount=at_least(5)), TextAmount(name="minister", amount=at_least(9)),
    )))  # fmt: skip
    cell = state(agreement(two), [start(), word("performed", 20, n=5)])["duty"]
    assert [(name, other.status) for name, other in cell.readings] == [("leak", "fulfilled"), ("minister", "overdue")]
    assert cell.status == "disputed"
    assert "two readings" in [mark.name for mark in cell.marks]


def test_readings_stand_side_by_side_until_one_is_chosen() -> None:
    other = duty(window=window(12), quantity=at_least(10))
    held = duty(quantity=at_least(10), readings=(Reading(name="clause 4", reading_of=HERE, provision=other),))
    words = [start(), word("performed", 20, n=10)]
    cell = state(agreement(held), words)["duty"]
    assert (cell.status, cell.readings[0][1].status) == ("fulfilled", "fulfilled late")
    assert "two readings" in [mark.name for mark in cell.marks]
    chosen = state(agreement(held), words, readings={"duty": "clause 4"})["duty"]
    assert chosen.status == "fulfilled late"


def test_amendment_in_force_at_the_trigger_governs() -> None:
    longer = duty(window=window(200), quantity=at_least(10))
    change = Amendment(since="1970-01-03", text="protocol", provision=longer)
    held = duty(quantity=at_least(10), amendments=(change,))
    words = [start(0), word("performed", 80, n=10)]
    assert status(words, provision=held) == "fulfilled late"
    assert status([start(50), word("performed", 130, n=10)], provision=held, at=300) == "fulfilled"
    open_ = duty(quantity=at_least(10), amendments=(Amendment(
        since="1970-01-03", text="protocol", provision=longer, applies="open"),))  # fmt: skip
    assert status(words, provision=open_) == "fulfilled"


def test_conditions_lapse_except_and_suspend() -> None:
    kept = duty(quantity=at_least(10), while_=Cond(op="not", args=(told("collapse"),)))
    events = (
        Event(id="signing"),
        Event(id="collapse"),
        Event(id="pause", occurs="often"),
        Event(id="go", occurs="often"),
    )
    assert status([start()], provision=kept, events=events) == "no information"
    assert status([start(), start(30, about="collapse")], provision=kept, events=events) == "lapsed"
    spared = duty(quantity=at_least(10), unless=told("collapse"))
    assert status([start(), start(30, about="collapse")], provision=spared, events=events) == "excepted"
    paused = duty(quantity=at_least(10), suspends="clock", unless=Cond(op="since", event="pause", until="go"))
    words = [start(), start(10, about="pause"), start(34, about="go"), word("performed", 90, n=10)]
    assert status(words, provision=paused, events=events) == "fulfilled"
    assert status([*words[:3], word("performed", 97, n=10)], provision=paused, events=events) == "fulfilled late"
    assert status(words[:2], provision=paused, events=events, at=500) == "suspended"


def test_two_duties_conditional_on_each_other_are_no_error() -> None:
    ours = duty("ours", debtors=("north",), while_=Cond(op="performs", actor="front"), quantity=at_least(1))
    theirs = duty("theirs", debtors=("front",), while_=Cond(op="performs", actor="north"), quantity=at_least(1))
    cells = state(agreement(ours, theirs), [start(), word("not_performed", 50, about="theirs", whole=True)])
    assert cells["theirs"].status == "breached"
    assert cells["ours"].status == "lapsed"


def test_who_says_that_it_is_not_done_yet_is_shown_while_the_window_is_open() -> None:
    held = duty(window=window(None))
    cell = state(agreement(held), [start(), word("not_performed", (10, 30), by="front")], at=40)["duty"]
    assert (cell.status, cell.against) == ("due", ("front",))
    done = state(agreement(held), [start(), word("not_performed", 10, by="front"), word("performed", 30)], at=40)[
        "duty"
    ]
    assert (done.status, done.against) == ("fulfilled", ())


def test_closed_otherwise() -> None:
    held = duty(quantity=at_least(10), closes_otherwise=(Closing(event="found"),))
    events = (Event(id="signing"), Event(id="found"))
    assert status([start(), start(60, about="found")], provision=held, events=events) == "closed otherwise"
    assert status([start(), word("closed", 60)], provision=held, events=events) == "closed otherwise"


def test_ratio_cumulative_trigger_and_fifo() -> None:
    often = (Event(id="release", occurs="often"),)
    releases = [start(0, about="release", n=2), start(10, about="release", n=1)]
    each = Ratio(times=Fraction(15), per="release", mode="trigger")
    bodies = [word("performed", 20, n=30), word("performed", 30, n=15)]
    shared = duty(quantity=each, window=window(72, "release"))
    accord = agreement(shared, events=often)
    assert [i.status for i in state(accord, [*releases, bodies[0]]).instances("duty")] == ["fulfilled", "fulfilled"]
    fifo = agreement(duty(quantity=Ratio(times=Fraction(15), per="release", mode="fifo"), window=window(72, "release")),
                     events=often)  # fmt: skip
    one = state(fifo, [*releases, bodies[0]]).instances("duty")
    assert [i.status for i in one] == ["fulfilled", "no information"]
    both = state(fifo, [*releases, *bodies]).instances("duty")
    assert [i.status for i in both] == ["fulfilled", "fulfilled"]
    total = agreement(duty(quantity=Ratio(times=Fraction(15), per="release"), window=None), events=often)
    cell = state(total, [*releases, *bodies])["duty"]
    assert cell.owed is not None
    assert (cell.status, cell.owed.text) == ("fulfilled", "45 of 45")
    less = state(total, [*releases, bodies[0]])["duty"]
    assert less.owed is not None
    assert (less.status, less.owed.text) == ("in progress", "30 of 45")


def daily(quota: str, **more: object) -> object:
    return duty(
        quantity=at_least(600), window=window(None) if "end" not in more else Window(
            anchor=Anchor(kind="event", name="signing"), end=Offset(days=2)),
        recurrence=Recurrence(every=Offset(days=1), quota=quota),  # type: ignore[arg-type]
    )  # fmt: skip


def test_quota_each_day_and_the_running_figure() -> None:
    held = daily("each")
    words = [start(0), word("performed", (0, 23), n=700, by="north"), word("performed", (24, 47), n=300, by="north"),
             word("total", 95, n=1450, by="front")]  # fmt: skip
    found = state(agreement(held), words, account="north", at=95)  # type: ignore[arg-type]
    assert [i.status for i in found.instances("duty")] == ["fulfilled", "overdue", "no information", "due"]
    cell = found["duty"]
    assert cell.owed is not None
    assert cell.owed.text == "north: 1,000 in 1 (1,000 a day of 600)" or "north" in cell.owed.text
    front = state(agreement(held), words, account="front", at=96)["duty"]  # type: ignore[arg-type]
    assert front.owed is not None
    assert "1,450" in front.owed.text
    assert "of 600" in front.owed.text
    assert {i.status for i in state(agreement(held), words, account="front", at=95).instances("duty")} <= {  # type: ignore[arg-type]
        "no information", "due", "in progress",
    }  # fmt: skip


def test_quota_average_and_sum() -> None:
    words = [start(0), word("total", 71, n=1900)]
    average = daily("average", end=True)
    assert status(words, provision=average, at=120) == "fulfilled"  # type: ignore[arg-type]
    short = [start(0), word("total", 90, n=1700)]
    assert status(short, provision=average, at=120) == "overdue"  # type: ignore[arg-type]
    assert status(short, [counted("north")], provision=average, at=120) == "breached"  # type: ignore[arg-type]
    total = daily("sum", end=True)
    assert status([start(0), word("total", 30, n=1900)], provision=total, at=50) == "fulfilled"  # type: ignore[arg-type]


def test_separate_debtors_have_separate_instances() -> None:
    held = duty(debtors=("north", "front"), quantity=at_least(1))
    words = [start(), word("performed", 20, n=1, debtor="front"), word("not_performed", 90, debtor="north", by="front")]
    found = {i.debtor: i.status for i in state(agreement(held), words).instances("duty")}
    assert found == {"north": "breached", "front": "fulfilled"}
    assert state(agreement(held), words)["duty"].status == "breached"
    joint = duty(debtors=("north", "front"), jointly=True, quantity=at_least(1))
    assert [i.status for i in state(agreement(joint), words[:2]).instances("duty")] == ["fulfilled"]


def test_gates_say_what_is_missing_and_who_must_move() -> None:
    first, second = (
        duty("first", quantity=at_least(10)),
        duty("second", quantity=at_least(5), verify=Verify(who=("monitors",))),
    )
    needs = Cond(op="all", args=(
        Cond(op="status", provision="first"), Cond(op="status", provision="second"), told("inspection"),
        Cond(op="grade", provision="second", grade="verified"),
    ))  # fmt: skip
    phase = Phase(id="two", title="Two", gates=(Gate(name="accord 10", reading_of=HERE, needs=needs),))
    accord = agreement(first, second, events=(Event(id="signing"), Event(id="inspection")), phases=(phase,))
    words = [start(), word("performed", 20, n=10, about="second"), word("performed", 20, n=4, about="first")]
    (gate,) = gates(state(accord, words))
    assert gate.state == "shut"
    assert [(b.kind, b.what) for b in gate.blockers] == [
        ("told not done", "first"), ("not shown", "inspection"), ("not shown", "second"),
    ]  # fmt: skip
    (opened,) = gates(state(accord, [
        *words, word("performed", 30, n=6, about="first"), start(40, about="inspection"),
        word("performed", 20, n=10, about="second", by="monitors"),
    ]))  # fmt: skip
    assert (opened.state, opened.blockers) == ("open", ())


def test_a_chosen_reading_of_a_gate_stands_first_and_counts() -> None:
    first, second = duty("first", quantity=at_least(10)), duty("second", quantity=at_least(5))
    both = Cond(op="all", args=(Cond(op="status", provision="first"), Cond(op="status", provision="second")))
    wide = Gate(name="both", reading_of=HERE, needs=both)
    narrow = Gate(name="first alone", reading_of=HERE, needs=Cond(op="status", provision="first"))
    later = duty("later", window=Window(anchor=Anchor(kind="phase", name="two"), end=Offset(seconds=h(100))))
    accord = agreement(first, second, later, phases=(Phase(id="two", title="Two", gates=(wide, narrow)),))
    words = [start(), word("performed", 5, n=10, about="first")]

    open_question = state(accord, words)
    assert [(each.reading, each.state, each.chosen) for each in gates(open_question)] == [
        ("both", "shut", False), ("first alone", "open", False)
    ]  # fmt: skip
    assert counted_gates(open_question) == gates(open_question)
    chosen = state(accord, words, readings={"two": "both"})
    assert [(each.reading, each.state) for each in counted_gates(chosen)] == [("both", "shut")]
    other = state(accord, words, readings={"two": "first alone"})
    assert [each.reading for each in gates(other)] == ["first alone", "both"], "the other stays beside it"
    assert [(each.reading, each.state) for each in counted_gates(other)] == [("first alone", "open")]
    assert open_question["later"].status == other["later"].status == "due"
    assert chosen["later"].status == "no information", "its phase has not begun, as the text is read"


def test_the_start_of_a_phase_is_an_event_that_clocks_hang_on() -> None:
    gate = Gate(name="accord 10", reading_of=HERE, needs=Cond(op="status", provision="first"))
    first = duty("first", quantity=at_least(10))
    later = duty("later", window=Window(anchor=Anchor(kind="phase", name="two"), end=Offset(seconds=h(10))))
    accord = agreement(first, later, phases=(Phase(id="two", title="Two", gates=(gate,)),))
    assert state(accord, [start()])["later"].status == "no information"
    words = [start(), word("performed", 20, n=10, about="first"), word("performed", 25, about="later")]
    assert state(accord, words)["later"].status == "fulfilled"


def test_comparison_changes_timeline_deadlines_and_resolution() -> None:
    accord = agreement(duty(quantity=at_least(10)))
    words = [start(), word("performed", 20, n=10, by="front"), word("not_performed", 90)]
    states = {voices.account: state(accord, words, account=voices.account) for voices in ACCOUNTS}
    (seen,) = compare({name: states[name] for name in ("north", "front", "monitors")})
    assert (seen.kind, seen.between) == ("disputed", (("north",), ("front",)))
    (only,) = compare({name: states[name] for name in ("front", "monitors")})
    assert only.kind == "told by one"
    (none,) = compare({"monitors": states["monitors"]})
    assert none.kind == "told by none"
    (change,) = changes(state(accord, words, at=50), state(accord, words, at=100))
    assert (change.before, change.after) == ("fulfilled, 10 of 10", "disputed, 10 of 10")
    assert change.because == (words[2].claim,)
    steps = timeline(state(accord, words, account="front"), "duty", since=0)
    assert [(step.since, step.status) for step in steps] == [(0, "due"), (h(20), "fulfilled")]
    quiet = timeline(state(accord, [start()], account="front"), "duty", since=h(-5))
    assert [(step.since, step.status) for step in quiet] == [
        (h(-5), "no information"), (0, "due"), (h(72) + 1, "no information"),
    ]  # fmt: skip
    (ahead,) = deadlines(state(accord, words, at=30))
    assert (ahead.due, ahead.past) == ((h(72), h(72)), False)
    assert [r.resolved for r in resolve(states["all"], "burden on the debtor")] == ["not performed"]
    assert [r.resolved for r in resolve(states["all"], "finding prevails", finders=("front",))] == ["performed"]
    assert states["all"]["duty"].status == "disputed"
    figure = owed(states["all"], "duty")
    assert figure is not None
    assert figure.remaining == (0.0, 0.0)


def test_without_a_time_the_state_is_that_of_the_last_moment_told() -> None:
    daily_truce = duty(polarity="refrain", window=window(None))
    words = [start(), word("performed", 20, n=10), word("upholds", 50, about="truce")]
    accord = agreement(duty(quantity=at_least(10)), replace(daily_truce, id="truce"))
    found = assess(accord, words, accounts=ACCOUNTS, account="all")
    assert (found.as_of, found["duty"].status, found["truce"].status) == (h(50), "fulfilled", "holding")
    assert assess(accord, [], accounts=ACCOUNTS, account="all")["duty"].status == "no information"


def test_an_update_of_a_running_count_is_no_difference() -> None:
    accord = agreement(duty(quantity=at_least(28), window=window(480)))
    early, late = word("total", 30, n=4, by="front"), word("total", 90, n=19)
    told = [start(), early, late, word("performed", 40, n=2, by="monitors")]
    cell = state(accord, told)["duty"]
    assert cell.owed is not None
    assert cell.owed.text == "19 of 28"
    assert "figures differ" not in [mark.name for mark in cell.marks]
    rival = state(accord, [*told, word("total", 90, n=17, by="front")])["duty"]
    assert rival.owed is not None
    assert (rival.owed.text, rival.status) == ("17-19 of 28", "in progress")
    assert [m.roots for m in rival.marks if m.name == "figures differ"] == [("front", "north")]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ({"n": 12, "bound": "up to"}, {"n": 11}, "11 or up to 12 of 10"),
        ({"n": 12, "high": None, "bound": "at least"}, {"n": 12}, "12 of 10"),
        ({"n": 12, "high": None, "bound": "at least"}, {"n": 13, "bound": "about"}, "at least 12 or about 13 of 10"),
        ({"n": 12, "low": 8, "bound": "between"}, {"n": 7}, "7 or 8 to 12 of 10"),
    ],
)
def test_a_figure_is_put_as_its_words_put_it(first: dict[str, Any], second: dict[str, Any], told: str) -> None:
    accord = agreement(duty(quantity=at_least(10)))
    words = [start(), word("total", 20, by="front", **first), word("total", 20, **second)]
    cell = state(accord, words)["duty"]
    assert (cell.status, cell.owed and cell.owed.text) == ("fulfilled", told)
    each = {figure.root: figure.text for figure in cell.owed.by_root} if cell.owed else {}
    assert all(part in told for part in each.values()) or told == "12 of 10"


def test_a_sum_is_put_as_its_parts_are() -> None:
    accord = agreement(duty(quantity=at_least(30), window=window(480)))
    acts = [start(), word("performed", 20, n=5, bound="up to"), word("performed", 30, n=4)]
    cell = state(accord, acts)["duty"]
    assert cell.owed and cell.owed.text == "up to 9 of 30"
    mixed = state(accord, [*acts, word("performed", 40, n=2, bound="at least")])["duty"]
    assert mixed.owed and mixed.owed.text == "about 11 of 30"
    read = state(accord, [*acts, word("total", 50, n=12)])["duty"]
    assert read.owed and read.owed.text == "12 of 30"


def test_figures_differ_without_a_dispute() -> None:
    accord = agreement(duty(quantity=at_least(10)))
    words = [start(), word("total", 20, n=12, by="front"), word("total", 20, n=11)]
    cell = state(accord, words)["duty"]
    assert (cell.status, cell.owed and cell.owed.text) == ("fulfilled", "11-12 of 10")
    assert "figures differ" in [mark.name for mark in cell.marks]
    (seen,) = compare({name: state(accord, words, account=name) for name in ("north", "front")})
    assert (seen.kind, seen.figures_differ) == ("agreed", True)


def test_unresolved_words_are_listed_and_count_for_nothing() -> None:
    accord = agreement(duty(quantity=at_least(10)))
    lost = [word("performed", 20, n=10, by="unresolved:sources", claim="a"),
            word("intends", 20, n=10, claim="b")]  # fmt: skip
    cell = state(accord, [start(), *lost])["duty"]
    assert (cell.status, cell.unresolved, cell.intentions) == ("no information", ("a",), ("b",))


def test_explanation_names_the_earliest_claims_and_the_critical_ones() -> None:
    accord = agreement(duty(quantity=at_least(10)))
    words = [start(), *(word("performed", at, n=5, claim=f"c{at}") for at in (10, 20, 30))]
    (why,) = explain(state(accord, words), "duty")
    (trigger, reached) = why.witnesses
    assert trigger.bit == "trigger"
    assert (reached.claims, reached.total, reached.at, reached.critical) == (("c10", "c20"), 10.0, h(20), ())
    assert why.margin == 5.0
    (tight,) = explain(state(accord, words[:3]), "duty")
    assert tight.witnesses[1].critical == ("c10", "c20")
    (short,) = explain(state(accord, words[:2], at=30), "duty")
    assert (short.shortfall, short.time_left) == (5.0, h(42))
    assert short.would_change[0].startswith("5 more")


def test_civil_days_end_in_the_zone() -> None:
    held = duty(window=Window(anchor=Anchor(kind="event", name="signing"), end=Offset(days=7)), quantity=at_least(10))
    accord = agreement(held, zone="Asia/Amman")
    due = deadlines(state(accord, [start(22)], at=30))[0].due
    assert due == (h(22 + 8 * 24) - 1, h(22 + 8 * 24) - 1)
    assert DAY == 24 * 3600
