"""Provisions as they are compiled: debtors, quantities, conditions, readings, amendments, evidence."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from agreement.making import compiled, provision
from guarantor.model.clauses import Amount, Anchor, ByReference, Cond, Offset, Quantity, Ratio, Reference, Window
from guarantor.model.provision import Closing, Verify

RELEASE = "do: {act: release, of: captives}"
QUANTITIES: list[tuple[str, Quantity | None]] = [
    ("do: {act: release, of: captives, quantity: 20}", Amount(value=Fraction(20), unit="people")),
    ("do: {act: release, of: captives, quantity: at least 20 women}", Amount(value=Fraction(20), unit="women")),
    ("do: {act: withdraw, quantity: 'exactly 1,700 men'}", Amount(op="=", value=Fraction(1700), unit="men")),
    ("do: {act: withdraw, quantity: at most 3 posts}", Amount(op="<=", value=Fraction(3), unit="posts")),
    ("do: {act: deploy, quantity: at most 500 soldiers}", Amount(op="<=", value=Fraction(500), unit="soldiers")),
    ("do: {act: pay, quantity: 2.5 million dollars}", Amount(value=Fraction(2500000), unit="dollars")),
    ("do: {act: withdraw, quantity: 50% of the tanks}", Amount(value=Fraction(50), unit="% of the tanks")),
    ("do: {act: admit, quantity: 600 trucks/day}, every: day", Amount(value=Fraction(600), unit="trucks")),
    ("do: {act: admit, quantity: 600 trucks a day}, every: day", Amount(value=Fraction(600), unit="trucks")),
    ("do: {act: report, quantity: 2 witnesses, distinct: true}",
     Amount(value=Fraction(2), unit="witnesses", distinct=True)),
    ("do: {act: release, of: captives, ratio: 15 per pull-back}", Ratio(times=Fraction(15), per="pull-back")),
    ("do: {act: release, of: captives}, ratio: 3 for each pull-back", Ratio(times=Fraction(3), per="pull-back")),
    ("do: {act: release, of: captives, ratio: {times: 15, per: pull-back, unit: officers, mode: fifo, lag: 72h}}",
     Ratio(times=Fraction(15), per="pull-back", unit="officers", mode="fifo", lag=Offset(seconds=259200))),
    ("do: {act: release, of: captives, quantity: {by-reference: annex}}", ByReference(text="annex")),
    (RELEASE, None),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "quantity"), QUANTITIES)
def test_quantities(tmp_path: Path, keys: str, quantity: Quantity | None) -> None:
    assert provision(tmp_path, keys).quantity == quantity


DEBTORS = [
    ("south", ("south",), False),
    ("[north, south]", ("north", "south"), True),
    ("{each: [north, south]}", ("north", "south"), False),
    ("{jointly: parties}", ("north", "south"), True),
    ("parties", ("north", "south"), True),
]


@pytest.mark.parametrize(("written", "debtors", "jointly"), DEBTORS)
def test_debtors(tmp_path: Path, written: str, debtors: tuple[str, ...], jointly: bool) -> None:
    made = provision(tmp_path, RELEASE, debtor=written)
    assert (made.debtors, made.jointly) == (debtors, jointly)


CONDITIONS = [
    ("one", Cond(op="phase", phase="one")),
    ("phase one", Cond(op="phase", phase="one")),
    ("phase.one", Cond(op="phase", phase="one")),
    ("approval", Cond(op="told", event="approval")),
    ("{performs: south}", Cond(op="performs", actor="south")),
    ("{performs: parties}",
     Cond(op="all", args=(Cond(op="performs", actor="north"), Cond(op="performs", actor="south")))),
    ("[one, approval]", Cond(op="all", args=(Cond(op="phase", phase="one"), Cond(op="told", event="approval")))),
    ("{any: [one, {not: approval}]}",
     Cond(op="any", args=(Cond(op="phase", phase="one"), Cond(op="not", args=(Cond(op="told", event="approval"),))))),
    ("{at-least: 1, of: [one, approval]}",
     Cond(op="at-least", k=1, args=(Cond(op="phase", phase="one"), Cond(op="told", event="approval")))),
    ("{since: approval, until: pull-back}", Cond(op="since", event="approval", until="pull-back")),
    ("{told: approval, text: deal 7}",
     Cond(op="told", event="approval", references=(Reference(text="deal", clause="7"),))),
]  # fmt: skip


@pytest.mark.parametrize(("written", "condition"), CONDITIONS)
def test_conditions(tmp_path: Path, written: str, condition: Cond) -> None:
    assert provision(tmp_path, f"{RELEASE}, while: {written}").while_ == condition


def test_statuses_and_grades_of_another_provision(tmp_path: Path) -> None:
    agreement = compiled(
        tmp_path,
        """
        provisions:
          a: {text: deal 4, debtor: south, do: {act: release, of: captives}}
          b:
            text: deal 5
            debtor: north
            do: {act: withdraw}
            when: {grade: verified, of: a}
            unless: {status: a, is: [breached, overdue]}
        """,
    )
    made = agreement.provision("b")
    assert made.when == Cond(op="grade", provision="a", grade="verified")
    assert made.unless == Cond(op="status", provision="a", statuses=("breached", "overdue"))


def test_the_rest_of_a_provision(tmp_path: Path) -> None:
    made = provision(
        tmp_path,
        f"{RELEASE}, creditor: north, verify: {{who: watch, within: 48h, quorum: 1}}, soft: as lists permit, "
        "closes-otherwise: {act: destroy, of: captives, until: 3 days}, consume: exclusive, for-each: approval, "
        "unless: {since: approval, until: pull-back}, suspends: clock",
    )
    assert made.verify == Verify(who=("watch",), within=Offset(seconds=172800))
    assert made.closes_otherwise == (Closing(event="destroy-captives", end=Offset(days=3)),)
    assert (made.soft, made.consume, made.for_each, made.suspends) == (
        "as lists permit",
        "exclusive",
        "approval",
        "clock",
    )
    assert made.references == (Reference(text="deal", clause="4"),)
    assert made.title == "release captives"


def test_an_act_in_place_of_an_event_makes_one(tmp_path: Path) -> None:
    agreement = compiled(
        tmp_path,
        """
        provisions:
          a:
            text: deal 4
            debtor: south
            do: {act: release}
            unless: {told: {act: suspend, by: parties, of: truce}}
          b:
            text: deal 5
            debtor: north
            do: {act: withdraw}
            while: {told: {act: suspend, by: parties, of: truce}}
        """,
    )
    (implied,) = [event for event in agreement.events if event.id == "suspend-truce"]
    assert implied.act is not None and implied.act.by == ("north", "south") and implied.evidence
    assert agreement.provision("a").unless == agreement.provision("b").while_ == Cond(op="told", event="suspend-truce")


def test_readings_stand_beside_with_what_they_change(tmp_path: Path) -> None:
    made = provision(
        tmp_path,
        "do: {act: release, of: captives, quantity: 20}, within: 72h of pull-back, readings: {"
        "deal 5: {within: 7 days of approval}, by ratio: {reading-of: deal 6, ratio: 3 per pull-back}, "
        "open end: {reading-of: the speaker's words, ref: 'https://example.org/x', from: approval}}",
    )
    first, second, third = made.readings
    assert first.reading_of == Reference(text="deal", clause="5")
    assert first.provision.window is not None and first.provision.window.end == Offset(days=7)
    assert first.provision.quantity == made.quantity
    assert isinstance(second.provision.quantity, Ratio) and second.provision.window == made.window
    assert third.reading_of == Reference(note="the speaker's words", url="https://example.org/x")
    assert third.provision.window is not None and third.provision.window.end is None


def test_amendments_are_dated_acts(tmp_path: Path) -> None:
    agreement = compiled(
        tmp_path,
        """
        provisions:
          a: {text: deal 4, debtor: south, do: {act: release, of: captives, quantity: 20}, within: 72h of pull-back}
        amendments:
          later: {text: annex 2, since: 2031-08-01, changes: {a: {do: {quantity: 30}}}}
          first: {text: annex 1, applies: open, changes: {a: {within: 10 days of pull-back}}}
        """,
    )
    first, second = agreement.provision("a").amendments
    assert (first.since, first.applies, second.since, second.applies) == ("2031-05-31", "open", "2031-08-01", "later")
    assert first.provision.window == Window(anchor=Anchor(kind="event", name="pull-back"), end=Offset(days=10))
    assert second.provision.quantity == Amount(value=Fraction(30), unit="people")
    assert second.provision.act == agreement.provision("a").act


def test_a_provision_has_patterns_of_its_own(tmp_path: Path) -> None:
    made = provision(tmp_path, f"{RELEASE}, creditor: north")
    effects = {pattern.name: pattern.effect for pattern in made.evidence}
    assert effects == {
        "counted": "total",
        "done": "performed",
        "received": "performed",
        "held back": "not_performed",
        "still held": "outstanding",
        "still left": "outstanding",
    }
    done = next(pattern for pattern in made.evidence if pattern.name == "done")
    assert done.by == ("south",) and done.by_silent and done.of == ("captive", "prisoner") and "free" in done.acts
    assert not done.modalities and done.polarity == "any"


def test_forbidden_acts_need_a_doer(tmp_path: Path) -> None:
    made = provision(tmp_path, "refrain: {act: attack}")
    (broken,) = made.evidence
    assert broken.effect == "forbidden" and broken.by == ("south",) and not broken.by_silent


def test_own_patterns_go_first_and_may_stand_alone(tmp_path: Path) -> None:
    own = "evidence: [{effect: total, holders: watch, of: captives, kind: cumulative, scope-is: narrower}]"
    assert provision(tmp_path, f"{RELEASE}, {own}").evidence[0].scope_is == "narrower"
    assert len(provision(tmp_path, f"{RELEASE}, {own}, defaults: false").evidence) == 1


def test_scopes_of_the_object_make_narrower_and_wider_patterns_first(tmp_path: Path) -> None:
    agreement = compiled(
        tmp_path,
        """
        objects:
          lorries: {name: lorries, words: [lorry], unit: lorries, scopes: {food only: same, all cargo: wider}}
        provisions:
          a: {text: deal 4, debtor: south, do: {act: admit, of: lorries}}
        """,
    )
    names = [pattern.name for pattern in agreement.provision("a").evidence]
    assert names[:4] == ["counted (wider)", "counted", "done (wider)", "done"]


def test_counters_bear_on_their_provisions(tmp_path: Path) -> None:
    agreement = compiled(
        tmp_path,
        """
        provisions:
          a: {text: deal 4, debtor: south, do: {act: release, of: captives}}
        counters:
          c: {by: wire, about: a, scope: those seen, scope-is: narrower, complete: true, ref: "https://example.org"}
        """,
    )
    (counter,) = agreement.counters
    assert agreement.provision("a").counters == ("c",)
    assert (counter.roots, counter.of, counter.unit, counter.kind) == (("wire",), "captives", "people", "cumulative")
    assert counter.evidence[0].holders == ("wire",) and counter.evidence[0].kind == ("cumulative",)


def test_gates_are_readings_side_by_side(tmp_path: Path) -> None:
    agreement = compiled(
        tmp_path,
        """
        phases:
          two:
            text: deal 9
            also: [second phase]
            opens: {act: declare, by: watch, of: two}
            gate:
              readings:
                deal 9: {all: [a]}
                the speaker: {reading-of: his words, ref: "https://example.org/s", told: approval}
          three: {text: deal 10, gate: {all: [a, approval]}}
        provisions:
          a: {text: deal 4, debtor: south, do: {act: release, of: captives}}
        """,
    )
    two, three = agreement.phases[1:]
    assert two.opens == "declare-two" and [gate.name for gate in two.gates] == ["deal 9", "the speaker"]
    assert two.gates[1].reading_of == Reference(note="his words", url="https://example.org/s")
    assert three.opens is None and three.gates[0].reading_of == Reference(text="deal", clause="10")


CHANGES = [
    ("within: 72h of pull-back", "within: 7 days of approval", "approval", None, Offset(days=7), None),
    ("from: pull-back, by: 2031-12-31", "by: 2032-12-31", "pull-back", Offset(), None, "2032-12-31"),
    ("from: pull-back, until: 2031-12-31", "from: approval", "approval", Offset(), None, "2031-12-31"),
    ("from: 2 days after pull-back, until: 9 days after pull-back", "until: 30 days after pull-back", "pull-back",
     Offset(days=2), Offset(days=30), None),
    ("within: 72h of pull-back", "by: 2031-12-31", "deal", Offset(), None, "2031-12-31"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "anchor", "start", "end", "until"), CHANGES)
def test_a_changed_clock_keeps_its_other_end(
    tmp_path: Path, old: str, new: str, anchor: str, start: Offset | None, end: Offset | None, until: str | None
) -> None:
    made = provision(tmp_path, f"{RELEASE}, {old}, readings: {{deal 5: {{{new}}}}}")
    window = made.readings[0].provision.window
    assert window is not None and (window.anchor.name, window.end) == (anchor, end)
    assert window.start == (start or Offset())
    assert (window.until.name if window.until else None) == until


def test_verbs_stand_with_and_without_their_particle(tmp_path: Path) -> None:
    made = provision(tmp_path, "do: {act: hand over, of: captives}, creditor: north")
    done = next(pattern for pattern in made.evidence if pattern.name == "done")
    received = next(pattern for pattern in made.evidence if pattern.name == "received")
    assert {"hand over", "hand"} <= set(done.acts) and "give" not in done.acts
    assert "take" not in received.acts
