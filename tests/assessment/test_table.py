"""Every cell of the status tables, made by words and not by setting bits."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.making import FRONT, agreement, at_least, counted, duty, h, start, state, status, window, word
from guarantor.assessment import compare
from guarantor.assessment.table import duty_status, standing_status
from guarantor.model.agreement import Offset, Recurrence
from guarantor.model.assessment import Bits
from guarantor.model.testimony import Testimony as Word

T = word("performed", 20, n=10)
LATE = word("performed", 80, n=10)
F = word("not_performed", 90, by="front")
PART = word("performed", 20, n=4)
NOT_COME = word("not_triggered", 5, about="signing")
NO_BREACH = word("answers", 95, by="front")
DENIED = word("not_triggered", 5, about="signing", by="front")

DUTY_ROWS: list[tuple[str, list[Word], float, str]] = [
    ("told not to have come", [NOT_COME], 100, "not yet due"),
    ("told not to have come, though performed", [NOT_COME, T], 100, "not yet due"),
    ("told not to have come, both", [NOT_COME, T, F], 100, "not yet due"),
    ("nobody tells of the start", [], 100, "no information"),
    ("nobody tells of the start, performed", [T], 100, "no information"),
    ("nobody tells of the start, denied", [F], 100, "no information"),
    ("nobody tells of the start, both", [T, F], 100, "disputed"),
    (
        "nobody tells of the start, not yet done, done later",
        [word("not_performed", 15, by="front"), T],
        100,
        "no information",
    ),
    ("start told and denied", [start(), DENIED], 100, "disputed"),
    ("start told and denied, performed", [start(), DENIED, T], 100, "disputed"),
    ("open, in time", [start(), T], 30, "fulfilled"),
    ("open, refused for good", [start(), word("not_performed", 25, by="front", whole=True)], 30, "breached"),
    ("open, both", [start(), T, word("not_performed", 25, by="front", whole=True)], 30, "disputed"),
    ("open, some", [start(), PART], 30, "in progress"),
    ("open, nothing", [start()], 30, "due"),
    ("open, told outstanding", [start(), word("outstanding", 25)], 30, "due"),
    ("open, told not yet done", [start(), word("not_performed", 25)], 30, "due"),
    ("closed, in time", [start(), T], 100, "fulfilled"),
    ("closed, denied", [start(), F], 100, "breached"),
    ("closed, denied, then done late", [start(), word("not_performed", 75), LATE], 100, "fulfilled late"),
    ("closed, both", [start(), T, F], 100, "disputed"),
    ("closed, done late", [start(), LATE], 100, "fulfilled late"),
    ("closed, some", [start(), PART], 100, "overdue"),
    ("closed, told outstanding", [start(), word("outstanding", 90)], 100, "overdue"),
    ("closed, done, told outstanding by another", [start(), T, word("outstanding", 90, by="front")], 100, "disputed"),
    ("closed, silence", [start()], 100, "no information"),
    ("closed, some, called a breach", [start(), PART, word("breached", 90)], 100, "overdue"),
    ("closed, silence, called a breach", [start(), word("breached", 90)], 100, "no information"),
    ("closed, some, called no breach", [start(), PART, word("answers", 90)], 100, "overdue"),
    ("closed, some, called both", [start(), PART, word("breached", 90), NO_BREACH], 100, "disputed"),
    ("closed, in time, called a breach", [start(), T, word("breached", 90)], 100, "fulfilled"),
    ("closed, in time, called both", [start(), T, word("breached", 90), NO_BREACH], 100, "disputed"),
    (
        "closed, some, called a breach, then none by the same",
        [start(), PART, word("breached", 90), word("answers", 95)],
        100,
        "overdue",
    ),
    ("closed, late, called both", [start(), LATE, word("breached", 90), NO_BREACH], 100, "disputed"),
    ("open, called both", [start(), word("breached", 20), word("answers", 25, by="front")], 30, "disputed"),
    ("open, called both, ahead", [start(), word("breached", 20), word("answers", 35, by="front")], 30, "due"),
    ("nobody tells of the start, called both", [word("breached", 90), NO_BREACH], 100, "disputed"),
    ("told not to have come, called both", [NOT_COME, word("breached", 90), NO_BREACH], 100, "not yet due"),
]


@pytest.mark.parametrize(("words", "at", "expected"), [row[1:] for row in DUTY_ROWS], ids=[row[0] for row in DUTY_ROWS])
def test_duty(words: list[Word], at: float, expected: str) -> None:
    assert status(words, at=at) == expected


def test_a_judgement_is_its_holder_s_and_tells_of_no_act() -> None:
    accord = agreement(duty(quantity=at_least(10)))
    words = [start(), PART, word("breached", 90, by="monitors"), NO_BREACH]
    cells = {name: state(accord, words, account=name)["duty"] for name in ("north", "front", "monitors", "all")}
    assert {name: cell.status for name, cell in cells.items()} == {
        "north": "overdue", "front": "no information", "monitors": "no information", "all": "disputed",
    }  # fmt: skip
    assert (cells["all"].tellers, cells["all"].against) == (("front",), ("monitors",))
    marks = {(mark.name, mark.roots) for mark in cells["all"].marks}
    assert {("called a breach", ("monitors",)), ("called no breach", ("front",))} <= marks
    assert [mark.name for mark in cells["north"].marks if mark.name.startswith("called")] == []
    assert [mark.roots for mark in cells["monitors"].marks if mark.name == "called a breach"] == [("monitors",)]
    figure = cells["all"].owed
    assert figure is not None
    assert figure.text == "4 of 10"
    (seen,) = compare({name: state(accord, words, account=name) for name in ("monitors", "front")})
    assert (seen.kind, seen.between) == ("disputed", (("monitors",), ("front",)))


def test_a_judgement_on_a_quota_is_of_the_period_in_which_it_is_said() -> None:
    held = duty(quantity=at_least(10), window=window(None), recurrence=Recurrence(every=Offset(days=1), quota="each"))
    words = [start(), word("breached", 30), word("answers", 40, by="front"), word("not_performed", (48, 71.9998))]
    found = state(agreement(held), words, at=96).instances("duty")
    assert [i.status for i in found] == ["no information", "disputed", "breached", "no information", "due"]


def test_covering_source_that_falls_short_says_breached() -> None:
    assert status([start(), PART], [counted()]) == "breached"  # it counts everything, and tells of nothing
    assert status([start(), PART], [counted("front")], account="front") == "breached"


def test_covering_source_that_reaches_is_silent() -> None:
    assert status([start(), word("performed", 20, n=10, by="monitors")], [counted()]) == "fulfilled"


def test_coverage_must_span_the_window() -> None:
    assert status([start(), PART], [counted(span=(h(1), h(200)))]) == "overdue"
    assert status([start(), PART], [counted(span=(h(0), h(71)))]) == "overdue"
    assert status([start(), PART], [counted(span=(h(0), h(72)))]) == "breached"


def test_time_past_is_marked_on_silence() -> None:
    cell = state(agreement(duty(quantity=at_least(10))), [start()])["duty"]
    assert [mark.name for mark in cell.marks] == ["time past"]


STANDING_ROWS: list[tuple[str, list[Word], str]] = [
    ("silence", [start()], "unverified"),
    ("told to hold", [start(), word("upholds", 98)], "holding"),
    ("told to hold, long ago", [start(), word("upholds", 30)], "unverified"),
    ("an attack today", [start(), word("forbidden", 98, occurrence="x")], "breached"),
    ("an attack yesterday", [start(), word("forbidden", 70, occurrence="x")], "unverified"),
    ("an attack, denied", [start(), word("forbidden", 98, occurrence="x"),
                           word("answers", 99, by="front", occurrence="x")], "disputed"),
    ("nobody tells of the start", [word("forbidden", 98)], "no information"),
    ("told not to have come", [NOT_COME, word("forbidden", 98)], "not yet due"),
    ("told and denied", [start(), DENIED, word("upholds", 98)], "disputed"),
    ("told over", [start(), word("ended", 90)], "lapsed"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), [r[1:] for r in STANDING_ROWS], ids=[r[0] for r in STANDING_ROWS])
def test_standing(words: list[Word], expected: str) -> None:
    held = duty(polarity="refrain", window=window(None))
    assert status(words, provision=held) == expected


def test_running_counts_beside_a_standing_duty_charge_nobody() -> None:
    accord = agreement(duty(polarity="refrain", window=window(None)))

    def count(at: float, n: float, by: str, rule: str = "duty/killed", **more: Any) -> Word:
        return word("total", at, n=n, by=by, rule=rule, **more)

    def told(*words: Word, account: str = "all") -> list[tuple[tuple[str, ...], str]]:
        cell = state(accord, [start(), *words], account=account)["duty"]
        assert (cell.status, cell.counts) == ("unverified", ())
        return [(mark.roots, mark.text) for mark in cell.marks if mark.name == "figures differ"]

    rivals = count(50, 226, "front"), count(50, 211, "north")
    assert told(*rivals) == [(("front", "north"), "front: 226; north: 211")]
    assert told(*rivals, account="north") == told(*rivals, account="front") == []
    assert told(count(50, 211, "front"), count(60, 226, "north")) == []  # the same count, later on
    assert told(count(50, 226, "front"), count(60, 211, "north")) == [(("front", "north"), "front: 226; north: 211")]
    assert told(count(50, 211, "north"), count(60, 226, "north")) == []
    assert told(count(50, 226, "front"), count(50, 80, "north", rule="duty/violations")) == []
    assert told(count(50, 226, "front"), count(50, 80, "north", scope="narrower")) == []


def test_incidents_have_a_life_of_their_own() -> None:
    words = [
        start(), word("forbidden", 30, occurrence="x"), word("forbidden", 50, occurrence="y"),
        word("answers", 60, by="front", occurrence="y"), word("forbidden", 55, by="front", occurrence="z"),
    ]  # fmt: skip
    accord = agreement(duty(polarity="refrain", window=window(None), incidents=True))
    cell = state(accord, words)["duty"]
    assert cell.status == "unverified"
    assert dict(cell.counts) == {"breached": 2, "disputed": 1}
    assert any(mark.name == "allegation denied" and mark.roots == ("front",) for mark in cell.marks)
    north = state(accord, words, account="north")["duty"]
    assert dict(north.counts) == {"breached": 2}
    denied = [i for i in state(accord, words, account="north").instances("duty") if i.incident == "y"]
    assert [mark.roots for i in denied for mark in i.marks if mark.name == "allegation denied"] == [("front",)]


def test_covered_period_that_is_over_is_kept() -> None:
    held = duty(polarity="refrain", window=window(48))
    assert status([start()], [counted()], provision=held) == "fulfilled"
    assert status([start(), word("forbidden", 40, by="monitors")], [counted()], provision=held) == "breached"


@pytest.mark.parametrize("t", [False, True])
@pytest.mark.parametrize("f", [False, True])
def test_an_unstarted_duty_is_never_told_broken(t: bool, f: bool) -> None:
    bits = Bits(t=t, f=f)
    for trigger in ("not come", "nobody", "told and denied"):
        for closed in (False, True):
            assert duty_status(trigger, closed=closed, bits=bits, speaks=True, some=True) != "breached"  # type: ignore[arg-type]
        assert standing_status(trigger, bits=bits, holds=True) != "breached"  # type: ignore[arg-type]


def test_accounts_speak_for_themselves_only() -> None:
    words = [start(), word("performed", 20, n=10, by="front"), word("not_performed", 90)]
    assert status(words, account="front") == "fulfilled"
    assert status(words, account="north") == "breached"
    assert status(words, account="all") == "disputed"
    assert status(words, account="monitors") == "no information"
    assert FRONT.has("front")
