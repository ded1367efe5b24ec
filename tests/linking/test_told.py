"""What is told of one act: meetings, incidents, series, pledges; and the links that tie claims to them."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from guarantor.linking.incidents import incident_told
from guarantor.linking.kept import Kept
from guarantor.linking.meetings import meeting_told
from guarantor.linking.occurring import Occurring
from guarantor.linking.pledges import pledges_of
from guarantor.linking.roots import Roots
from guarantor.linking.series import series_of
from guarantor.model.agreement import Agreement, Meeting
from guarantor.model.claim import Holder, Place, Quantity, ReportRef, When
from linking.making import PEOPLE, chain, claim, mention

ROOTS = Roots(PEOPLE)


def told(quote: str, day: str, outlet: str = "The Post", **fields: Any) -> Kept:
    ref = ReportRef(id=f"report:sha256:{outlet}-{day}", location="-", outlet=outlet, published=day)
    said = claim(quote=quote, report=ref, **fields)
    return Kept(id=said.id, claim=said, recorded=0)


def on(day: str) -> When:
    return When(start=day, end=day, precision="day")


def by(actor: str | None) -> dict[str, Any]:
    station = ("holder", actor, actor) if actor else None
    return {
        "holder": Holder(text=actor, actor=actor, kind="named") if actor else Holder(text=None),
        "chain": chain(("outlet", "The Post", "post"), *([station] if station else [])),
    }


def figure(value: float, of: str, kind: Any = "flow", **fields: Any) -> Quantity:
    return Quantity(value=value, low=value, high=value, of=of, kind=kind, **fields)


MEETING = {"type": "meeting", "event": "CONSULT", "predicate": "meet", "where": Place(text="Laketown")}
PLANNED = {**MEETING, "type": "plan", "modality": "planned"}


def test_eight_announced_seven_came_and_nobody_says_why() -> None:
    words = [
        told("The eight countries will meet in Laketown", "2025-05-01", **PLANNED, **by("north")),
        told("Ministers from seven countries met in Laketown", "2025-05-04", **MEETING, **by(None)),
        told("Northland and Southland sent representatives", "2025-05-04", "Lakes", **MEETING, **by(None)),
    ]
    found = {str(meeting_told("m", order, ROOTS)) for order in permutations(words)}
    assert len(found) == 1, "whatever the order in which claims come"
    made = meeting_told("m", words, ROOTS)
    assert made is not None
    assert [(a.stage, a.number) for a in made.attendance if a.number] == [("announced", 8), ("held", 7)]
    (sent,) = [a for a in made.attendance if a.names]
    assert (sent.names, sent.levels) == (("Northland", "Southland"), ("representative", "representative"))
    assert made.stage == "held"
    assert made.unexplained == ("2025-05-01: 8 countries announced; 2025-05-04: 7 countries (ministers) came; "
                                "by representatives: Northland, Southland; no report says why",)  # fmt: skip


def test_a_reason_told_is_a_reason() -> None:
    words = [
        told("The eight countries will meet in Laketown", "2025-05-01", **PLANNED),
        told("Seven countries met because one had no minister", "2025-05-04", **MEETING),
    ]
    made = meeting_told("m", words, ROOTS)
    assert made is not None and made.unexplained == ()


@pytest.mark.parametrize(
    ("quote", "fields", "stage"),
    [
        ("They will meet in Laketown", PLANNED, "announced"),
        ("The ministry confirmed that they will meet", PLANNED, "confirmed"),
        ("They met in Laketown", MEETING, "held"),
        ("The meeting in Laketown was postponed", MEETING, "postponed"),
        ("The meeting in Laketown was called off", MEETING, "cancelled"),
        ("They will not meet", {**PLANNED, "polarity": "-"}, "cancelled"),
    ],
)
def test_stages_of_a_meeting(quote: str, fields: dict[str, Any], stage: str) -> None:
    made = meeting_told("m", [told(quote, "2025-05-01", **fields)], ROOTS)
    assert made is not None and made.stage == stage


KILLED = {"type": "violation", "predicate": "kill", "event": "ASSAULT", "where": Place(text="Laketown")}


def test_growing_reports_are_told_from_rival_ones() -> None:
    words = [
        told("3 people were killed", "2025-05-01", **KILLED, **by("north"), quantities=(figure(3, "people"),)),
        told("7 people were killed", "2025-05-02", **KILLED, **by("north"), quantities=(figure(7, "people"),)),
        told("5 people were killed", "2025-05-02", "L", **KILLED, **by("south"), quantities=(figure(5, "people"),)),
        told("the army denied it", "2025-05-03", **{**KILLED, "type": "denial", "modality": "denied"}, **by("south")),
    ]
    made = incident_told("i", words, ROOTS, lambda kept: ROOTS.of(kept.claim).id)
    assert made is not None
    tolls = {toll.origin: [(number, change) for _, number, change, _ in toll.counts] for toll in made.tolls}
    assert tolls == {"north": [("3", "first"), ("7", "grew")], "south": [("5", "first")]}
    assert made.rival == ("killed",)
    assert [stage for stage, _ in made.stages] == ["alleged", "answered"]


def test_a_fall_is_a_revision_and_another_scope_another_counter() -> None:
    def total(value: float, day: str, scope: str | None = None, actor: str = "north") -> Kept:
        counted = figure(value, "trucks", "cumulative", as_of=day, scope=scope)
        return told(f"{value:g} trucks {scope}", day, type="figure", quantities=(counted,), **by(actor))

    words = [
        total(100, "2025-05-01"), total(160, "2025-05-03"), total(150, "2025-05-05"), total(150, "2025-05-06"),
        total(40, "2025-05-03", "fuel"), total(155, "2025-05-03", actor="south"),
    ]  # fmt: skip
    made = series_of(words, lambda kept: ROOTS.of(kept.claim).id)
    steps = {(s.origin, s.scope): [r.step for r in s.readings] for s in made}
    assert steps == {
        ("north", ""): ["first", "update", "revision", "echo"], ("north", "fuel"): ["first"], ("south", ""): ["first"],
    }  # fmt: skip
    assert [r.low for s in made for r in s.revised] == [150]


def test_a_pledge_is_no_deployment() -> None:
    force = {"type": "plan", "event": "PROVIDE", "actors": (mention("north", "Northland"),)}
    words = [
        told("Northland will send 200 troops", "2025-05-01", **force, modality="planned", predicate="send",
             quantities=(figure(200, "troops"),), **by("south")),
        told("Northland approved 200 troops", "2025-05-02", **force, modality="happened", predicate="approve",
             **by("north")),
    ]  # fmt: skip
    (pledge,) = pledges_of(words, ROOTS)
    assert [(s.stage, s.own, s.number) for s in pledge.steps] == [("announced", False, 200), ("authorised", True, None)]
    assert pledge.stage == "authorised"


AGREEMENT = Agreement(
    process="p", title="P",
    meetings=(Meeting(id="lake-1", title="The lake meeting", date="2025-05-04", place="Laketown", invited=("north",)),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("quote", "fields", "target", "effect"),
    [
        ("They met", {**MEETING, "when": on("2025-05-04")}, "lake-1", "held"),
        ("They met", {**MEETING, "when": on("2025-05-07")}, "meeting:2025-05-07:laketown", "held"),
        ("They met", {**MEETING, "when": on("2025-05-04"), "actors": (mention("south"),)},
         "meeting:2025-05-04:laketown:south", "held"),
        ("They were hit", {**KILLED, "when": on("2025-05-04")}, "incident:2025-05-04:laketown", "alleged"),
    ],
)  # fmt: skip
def test_links_of_occurrences(quote: str, fields: dict[str, Any], target: str, effect: str) -> None:
    kept = told(quote, "2025-05-08", **fields)
    (link,) = Occurring(AGREEMENT, ROOTS).of(kept.id, kept.claim)
    assert (link.kind, link.target, link.effect, link.claims) == ("occurrence", target, effect, (kept.id,))
    assert link.rule.startswith("told/")
    assert link.reason


def test_a_tally_of_breaches_is_no_incident() -> None:
    counted = (figure(497, "violations", "cumulative"),)
    kept = told("497 violations", "2025-05-08", **{**KILLED, "when": on("2025-05-04"), "quantities": counted})
    assert not list(Occurring(AGREEMENT, ROOTS).of(kept.id, kept.claim))


@pytest.mark.parametrize("fields", [MEETING, {**MEETING, "when": When(start="2025-05-01", end=None, precision="day")}])
def test_no_day_no_link(fields: dict[str, Any]) -> None:
    kept = told("They met", "2025-05-08", **fields)
    assert not list(Occurring(AGREEMENT, ROOTS).of(kept.id, kept.claim))
