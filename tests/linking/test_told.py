"""What is told of one act: meetings, incidents, series, pledges; and the links that tie claims to them."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from guarantor.linking.incidents import incident_told
from guarantor.linking.kept import Kept
from guarantor.linking.keys import compatible, key_of
from guarantor.linking.meetings import meeting_told
from guarantor.linking.occurring import Occurring, is_venue
from guarantor.linking.pledges import pledges_of
from guarantor.linking.roles import roles_in
from guarantor.linking.roots import Roots
from guarantor.linking.series import series_of
from guarantor.linking.stages import pledge_stage
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


def test_who_was_represented_is_told_beside_the_meeting() -> None:
    """In a sentence of its own, without day or place."""
    met = told("Ministers from seven countries met in Laketown", "2025-05-04", **MEETING, **by(None))
    sent = told("Northland and Southland were represented by deputy ministers", "2025-05-04", type="meeting",
                event="CONSULT", predicate="represent", actors=(mention("north"), mention("south")))  # fmt: skip
    made = meeting_told("m", [met], ROOTS, beside=[sent])
    assert made is not None
    (named,) = [a for a in made.attendance if a.names]
    assert (named.stage, named.names) == ("held", ("Northland", "Southland"))
    assert named.levels == ("representative", "representative")


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


@pytest.mark.parametrize(
    ("quote", "fields", "stage"),
    [
        ("Northland will send 200 troops", {"type": "plan", "modality": "planned", "predicate": "send"}, "announced"),
        ("Northland pledged 200 monitors", {"type": "commitment", "predicate": "pledge"}, "pledged"),
        ("The parliament authorised 200 monitors", {"type": "statement", "predicate": "authorise"}, "authorised"),
        ("200 of its monitors arrived", {"type": "fulfilment", "predicate": "arrive"}, "deployed"),
        ("Northland recalled its 200 observers", {"type": "fulfilment", "predicate": "recall"}, "withdrawn"),
        ("Its troops withdrew to the line", {"type": "fulfilment", "predicate": "withdraw"}, None),
        ("A general told the mission that its troops were withdrawing from the town",
         {"type": "fulfilment", "modality": "ongoing", "predicate": "withdraw"}, None),
        ("None will deploy; 200 personnel staff it", {"type": "plan", "modality": "planned", "predicate": "deploy"}, None),
        ("The states will decide on sending troops", {"type": "plan", "modality": "planned", "predicate": "send"}, None),
        ("Southland would decide which forces may enter",
         {"type": "plan", "modality": "hypothetical", "predicate": "enter"}, None),
        ("States that send troops must be fair", {"type": "demand", "modality": "ordered", "predicate": "send"}, None),
        ("It refused to send troops", {"type": "refusal", "modality": "planned", "predicate": "send"}, None),
    ],
)  # fmt: skip
def test_what_is_a_pledge_and_how_far_it_is(quote: str, fields: dict[str, Any], stage: str | None) -> None:
    assert pledge_stage(told(quote, "2025-05-01", **fields).claim) == stage


@pytest.mark.parametrize(
    ("quote", "called"),
    [
        ("The truce was mediated by Northland and Southland", [("mediator", "north"), ("mediator", "south")]),
        ("Northland, a guarantor of the truce, sent lorries", [("guarantor", "north")]),
        ("It thanked Northland for its role as mediator and guarantor",
         [("guarantor", "north"), ("mediator", "north")]),
        ("Northland is not a party to the accord", [("party", "north")]),
        ("The mediators asked Northland for patience", []),
        ("Northland asked the guarantors for patience", []),
        ("Guarantees were given to Northland", []),
        ("Northland told the mediators that Southland had fired", []),
        ("A guarantor of Northland was sought", []),
    ],
)  # fmt: skip
def test_whom_the_words_call_what(quote: str, called: list[tuple[str, str]]) -> None:
    found = roles_in(quote, PEOPLE)
    assert [(each.role, each.whom) for each in found] == called
    assert any(each.disputed for each in found) == (" not " in quote)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("meeting:2025-05-04:laketown:north+south", "meeting:2025-05-04:laketown", True),
        ("meeting:2025-05-04:laketown:north", "meeting:2025-05-04:laketown:south", False),
        ("meeting:2025-05-04:laketown", "meeting:2025-05-04:hilltown", False),
        ("meeting:2025-05-04:laketown", "meeting:2025-05-05:laketown", False),
        ("meeting:2025-05-04:laketown:north.army+south", "meeting:2025-05-04::north+south", True),
        ("incident:2025-05-04:laketown", "incident:2025-05-03~2025-05-04:laketown", True),
        ("incident:2025-05-04:laketown:market", "incident:2025-05-04:laketown:school", False),
        ("incident:2025-05-04:laketown::north@south", "incident:2025-05-04:laketown::north.army", True),
        ("incident:2025-05-04:laketown::north@south", "incident:2025-05-04:laketown::south@north", False),
        ("incident:2025-05-04:laketown::north", "incident:2025-05-04:laketown::@north", False),
        ("meeting:2025-05-04:laketown", "incident:2025-05-04:laketown", False),
    ],
)
def test_which_ids_can_name_one_act(one: str, other: str, same: bool) -> None:
    first, second = key_of(one), key_of(other)
    assert first is not None and second is not None
    assert (first.id, second.id) == (one, other)
    assert compatible(first, second, ROOTS) == compatible(second, first, ROOTS) == same


def test_a_later_higher_count_of_another_origin_is_no_rival() -> None:
    words = [
        told("3 people were killed", "2025-05-01", **KILLED, **by("north"), quantities=(figure(3, "people"),)),
        told("7 people were killed", "2025-05-02", "L", **KILLED, **by("south"), quantities=(figure(7, "people"),)),
    ]
    made = incident_told("i", words, ROOTS, lambda kept: ROOTS.of(kept.claim).id)
    assert made is not None and made.rival == ()


@pytest.mark.parametrize(
    ("quote", "place", "venue"),
    [
        ("They met in Laketown on Monday", "Laketown", True),
        ("They will meet on Monday to talk about the truce in Laketown", "Laketown", False),
        ("North will host a meeting on the war in Laketown", "Laketown", False),
        ("The states that met him in Laketown will gather on Monday", "Laketown", False),
        ("Anna, who leads the talks, met Ben in Laketown", "Laketown", True),
        ("In Laketown, the ministers met to discuss aid", "Laketown", True),
        ("North said that the ministers would meet in Laketown", "Laketown", True),
        ("North said that envoys that met in Laketown would meet again", "Laketown", False),
    ],
)
def test_a_topic_is_no_venue(quote: str, place: str, venue: bool) -> None:
    at = quote.find(place)
    said = told(quote, "2025-05-01", **{**MEETING, "where": Place(text=place, span=(at, at + len(place)))})
    assert is_venue(said.claim) == venue


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
