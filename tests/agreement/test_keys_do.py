"""Every key of a provision does what the page of keys says: what a duty comes to with the key, and without it."""

from __future__ import annotations

import pytest

from agreement.test_evidence_keys import bearing
from assessment.said import DAY, SECOND, Word, ask, held, marks, moment, start, written
from assessment.said import tell as told
from guarantor.agreement.explain import explain_agreement
from guarantor.agreement.shapes_provisions import (
    BY_REFERENCE,
    CLOSING,
    DEBTORS,
    DUTY,
    PROVISION,
    RATIO,
    READING,
    VERIFY,
)
from guarantor.assessment import gates

ACT = "do: {act: release, of: captives"
TEN = f"{ACT}, quantity: 10}}"
WITHIN = "within: 72h of signing"
DONE = told("performed", 20, n=10)
BOTH = [start(), DONE]
OPEN_GATE = "phases: {two: {title: Two, text: deal 8, opens: second}}\n"

Row = tuple[str, str, str, list[Word], float, str, str]
ROWS: list[Row] = [
    ("do", f"{TEN}, {WITHIN}", f"refrain: {{act: release, of: captives}}, {WITHIN}", BOTH, 30, "fulfilled", "unverified"),
    ("refrain", "refrain: {act: attack}, from: signing", f"{ACT}}}, from: signing",
     [start(), told("forbidden", 20)], 20, "breached", "due"),
    ("maintain", "maintain: {act: negotiate}, from: signing", f"{ACT}}}, from: signing",
     [start(), told("upholds", 20)], 20, "holding", "due"),
    ("quantity", f"{ACT}}}, quantity: 11, {WITHIN}", f"{ACT}}}, {WITHIN}", BOTH, 30, "in progress", "fulfilled"),
    ("ratio", f"{ACT}}}, ratio: 6 per batch, {WITHIN}", f"{ACT}}}, {WITHIN}", [*BOTH, start(1, about="batch", n=2)], 30,
     "in progress", "fulfilled"),
    ("within", f"{TEN}, within: 19h of signing", f"{TEN}, from: signing", BOTH, 30, "fulfilled late", "fulfilled"),
    ("from", f"{TEN}, from: 21h after signing", f"{TEN}, from: signing", BOTH, 30, "due", "fulfilled"),
    ("until", f"{TEN}, from: signing, until: 19h after signing", f"{TEN}, from: signing", BOTH, 30, "fulfilled late",
     "fulfilled"),
    ("by", f"{TEN}, by: 2031-03-01 19:00", f"{TEN}, by: 2031-03-01", BOTH, 30, "fulfilled late", "fulfilled"),
    ("every", f"{TEN}, from: signing, every: day", f"{TEN}, from: signing", BOTH, 30, "due", "fulfilled"),
    ("quota", f"{TEN}, from: signing, every: day, quota: average", f"{TEN}, from: signing, every: day",
     [start(), told("performed", 2, n=20)], 48 - SECOND, "fulfilled", "due"),
    ("carry-over", f"{TEN}, from: signing, every: day, carry-over: true", f"{TEN}, from: signing, every: day",
     [start(), told("performed", 2, n=20)], 30, "fulfilled", "due"),
    ("rounding", f"{TEN}, within: 1 month of 2031-01-31, rounding: up", f"{TEN}, within: 1 month of 2031-01-31, rounding: down",
     [told("performed", 20, n=10)], 30, "fulfilled", "fulfilled late"),
    ("when", f"{TEN}, {WITHIN}, when: second", f"{TEN}, {WITHIN}", BOTH, 30, "no information", "fulfilled"),
    ("while", f"{TEN}, {WITHIN}, while: {{not: second}}", f"{TEN}, {WITHIN}",
     [start(), start(3, about="second"), told("not_performed", 72)], 73, "lapsed", "breached"),
    ("unless", f"{TEN}, {WITHIN}, unless: second", f"{TEN}, {WITHIN}",
     [start(), start(3, about="second"), told("not_performed", 72)], 73, "excepted", "breached"),
    ("suspends", f"{TEN}, {WITHIN}, unless: {{since: pause, until: go}}, suspends: clock",
     f"{TEN}, {WITHIN}, unless: {{since: pause, until: go}}",
     [start(), start(3, about="pause"), start(6, about="go"), told("performed", 75, n=10)], 76, "fulfilled", "fulfilled late"),
    ("for-each", f"{TEN}, by: signing, for-each: batch", f"{TEN}, by: signing",
     [start(2, about="batch", key="a"), start(3, about="batch", key="b"), told("performed", 4, n=10, key="a"), start(9)], 30,
     "no information", "fulfilled"),
    ("consume", f"{TEN}, within: 72h of batch, consume: exclusive", f"{TEN}, within: 72h of batch",
     [start(0, about="batch"), start(1, about="batch"), DONE], 30, "due", "fulfilled"),
    ("closes-otherwise", f"{TEN}, {WITHIN}, closes-otherwise: {{told: found}}", f"{TEN}, {WITHIN}",
     [start(), start(30, about="found")], 40, "closed otherwise", "due"),
    ("phase", f"{TEN}, phase: two", f"{TEN}", [start(30, about="second"), DONE], 40, "due", "fulfilled"),
    ("chosen", f"{TEN}, {WITHIN}, readings: {{deal 5: {{within: 9h of signing, chosen: true, reason: so agreed}}}}",
     f"{TEN}, {WITHIN}, readings: {{deal 5: {{within: 9h of signing}}}}", BOTH, 30, "fulfilled late", "fulfilled"),
    ("distinct", f"{ACT}, quantity: 2, distinct: true}}, {WITHIN}", f"{ACT}, quantity: 2}}, {WITHIN}",
     [start(), told("performed", 20, n=2, item="a")], 30, "in progress", "fulfilled"),
    ("times", f"{ACT}, ratio: {{times: 3, per: batch}}}}, from: signing", f"{ACT}, ratio: {{times: 4, per: batch}}}}, from: signing",
     [*BOTH, start(1, about="batch", n=3)], 30, "fulfilled", "in progress"),
    ("per", f"{ACT}, ratio: {{times: 3, per: batch}}}}, from: signing", f"{ACT}, ratio: {{times: 3, per: found}}}}, from: signing",
     [*BOTH, start(1, about="batch", n=3), start(1, about="found", n=4)], 30, "fulfilled", "in progress"),
    ("unit", f"{ACT}, ratio: {{times: 3, per: batch, unit: officers}}}}, from: signing",
     f"{ACT}, ratio: {{times: 3, per: batch}}}}, from: signing",
     [*BOTH, start(1, about="batch", n=3, unit="officers"), start(2, about="batch", n=3, unit="soldiers")], 30,
     "fulfilled", "in progress"),
    ("mode", f"{ACT}, ratio: {{times: 3, per: batch, mode: trigger}}}}, within: 9h of batch",
     f"{ACT}, ratio: {{times: 3, per: batch}}}}, within: 9h of batch",
     [start(1, about="batch", n=3), start(15, about="batch", n=3), DONE], 24, "fulfilled", "in progress"),
    ("lag", f"{ACT}, ratio: {{times: 3, per: batch, lag: 24h}}}}, from: signing",
     f"{ACT}, ratio: {{times: 3, per: batch}}}}, from: signing",
     [*BOTH, start(1, about="batch", n=3), start(20, about="batch", n=3)], 30, "fulfilled", "in progress"),
    ("told", f"{TEN}, {WITHIN}, closes-otherwise: {{told: found}}", f"{TEN}, {WITHIN}, closes-otherwise: {{told: second}}",
     [start(), start(30, about="found")], 40, "closed otherwise", "due"),
    ("closing from", f"{TEN}, {WITHIN}, closes-otherwise: {{told: found, from: 31h}}", f"{TEN}, {WITHIN}, closes-otherwise: {{told: found}}",
     [start(), start(30, about="found")], 40, "due", "closed otherwise"),
    ("closing until", f"{TEN}, {WITHIN}, closes-otherwise: {{told: found, until: 29h}}", f"{TEN}, {WITHIN}, closes-otherwise: {{told: found}}",
     [start(), start(30, about="found")], 40, "due", "closed otherwise"),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_with_the_key_and_without(row: Row) -> None:
    _, with_it, without, words, at, wanted, else_ = row
    found = [ask(written(held(keys), more=OPEN_GATE), words, at=at)["duty"].status for keys in (with_it, without)]
    assert found == [wanted, else_]


def test_by_an_event_what_came_before_counts_and_what_comes_after_is_late() -> None:
    keys = f"{TEN}, by: signing"
    for at, wanted in ((-50, "fulfilled"), (0, "fulfilled"), (SECOND, "fulfilled late")):
        assert ask(written(held(keys)), [start(), told("performed", at, n=10)])["duty"].status == wanted


def test_each_for_himself_or_all_together() -> None:
    def debtors(owing: str) -> list[str | None]:
        found = ask(f"provisions:\n  duty: {{text: deal 4, debtor: {owing}, {TEN}, {WITHIN}}}\n", [start()])
        return [i.debtor for i in found.instances("duty")]

    assert debtors("{each: [front, north]}") == ["front", "north"]
    assert debtors("{jointly: [front, north]}") == debtors("[front, north]") == debtors("parties") == [None]
    assert debtors("{each: parties}") == ["north", "front"]


def test_what_softens_is_shown_beside_overdue_late_and_breached() -> None:
    keys = f"{TEN}, {WITHIN}, soft: as soon as possible"
    for word, shown in ((told("outstanding", 80), True), (told("performed", 80, n=10), True), (told("not_performed", 80), True),
                        (DONE, False)):  # fmt: skip
        assert ("soft" in marks(ask(written(held(keys)), [start(), word])["duty"])) == shown


def test_each_alleged_breach_is_counted_in_any_case() -> None:
    for keys in ("refrain: {act: attack}, from: signing, incidents: true", "refrain: {act: attack}, from: signing"):
        state = ask(written(held(keys)), [start(), told("forbidden", 5), told("forbidden", 9)], at=30)
        assert dict(state["duty"].counts) == {"breached": 2}


def test_a_gate_opens_a_phase_that_clocks_hang_on() -> None:
    first = held(f"{TEN}, {WITHIN}", "first")
    for gate in ("first", "[first]", "{all: [first]}", "{readings: {deal 8: {all: [first]}}}"):
        more = f"phases: {{two: {{title: Two, text: deal 8, gate: {gate}}}}}\n"
        state = ask(
            written(first, held(f"{ACT}}}, within: 10h of two"), more=more),
            [start(), told("performed", 20, n=10, about="first")],
        )
        assert ([g.state for g in gates(state)], state["duty"].due) == (["open"], moment(30))


def test_an_amendment_is_in_force_from_the_date_of_its_text_or_the_day_it_names() -> None:
    for since, turn in (("", 4 * DAY), ("since: 2031-03-03, ", 2 * DAY)):
        more = f"amendments:\n  later: {{text: annex 2, {since}changes: {{duty: {{do: {{quantity: 20}}}}}}}}\n"
        for at, wanted in ((turn - SECOND, 10), (turn, 20)):
            owed = ask(written(held(f"{TEN}, {WITHIN}"), more=more), [start(at)], at=at)["duty"].owed
            assert owed and owed.target == wanted


def test_who_may_do_it_for_the_debtor_and_who_receives() -> None:
    made = bearing("effect: performed, acts: [release]").index.slots
    assert made, "the patterns of the file are the only ones with `defaults: false`"
    assert [slot.pattern.name for slot in made if slot.target == "duty"] == ["pattern 1"]


def test_it_is_said_back() -> None:
    from assessment.said import files

    keys = (
        f"{ACT}, through: monitors, quantity: 10}}, creditor: north, {WITHIN}, soft: as soon as possible, note: known"
    )
    case = files(written(held(keys)))
    said = explain_agreement(case.agreement, case.people)
    assert "as owed to Northland" in said and "as soon as possible" in said
    made = {each.name: each for each in case.agreement.provision("duty").evidence}
    assert (made["done"].by, made["received"].by) == (("front", "monitors"), ("north",))


def test_every_key_is_run() -> None:
    """Here, on the page of statements (verify, readings, by-reference), or with the patterns; the others only name."""
    run = {row[0].split()[-1] for row in ROWS} | {
        "debtor",
        "soft",
        "incidents",
        "each",
        "jointly",
        "creditor",
        "through",
    }
    elsewhere = {
        "verify",
        "who",
        "quorum",
        "readings",
        "evidence",
        "defaults",
        "by-reference",
        "quantity",
        "reading-of",
    }
    names = {"text", "ref", "title", "note", "issues", "reason", "act", "of", "to", "at"}
    for shape in (PROVISION, DUTY, DEBTORS, BY_REFERENCE, RATIO, VERIFY, CLOSING, READING):
        assert set(shape.keys) - run - elsewhere - names == set(), shape.name
