"""Groups of reports on meetings and incidents, read and joined as the program does: no two acts become one, and most
tellings of one act are found to be one."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from guarantor.case.cast import table_of
from guarantor.linking.answering import of_the_place, pointing_back
from guarantor.linking.joining import JOINED, Joining, Step, Ties, settled
from guarantor.linking.kept import Kept
from guarantor.linking.occurring import Occurring
from guarantor.linking.roots import Roots
from guarantor.linking.twofold import told_apart
from guarantor.model.actor import Actor, GazetteerPlace, People
from guarantor.model.agreement import Agreement
from guarantor.model.report import Report
from guarantor.reading import read_report

DATA = yaml.safe_load((Path(__file__).parent / "data" / "occurrences.yaml").read_text(encoding="utf-8"))
GROUPS: dict[str, dict[str, Any]] = {group["name"]: group for group in DATA["groups"]}
LEAST = 0.9
"""The share of pairs that tell of one act which must be found to."""


def people_of(process: str) -> People:
    given = DATA["people"][process]
    return People(
        actors={
            id_: Actor(id=id_, **{**fields, "names": tuple(fields["names"])}) for id_, fields in given["actors"].items()
        },
        places={id_: GazetteerPlace(id=id_, names=tuple(names)) for id_, names in given["places"].items()},
    )


def occurrences(group: dict[str, Any]) -> dict[str, set[int]]:
    """The numbers of the reports that tell of each meeting or incident, by its id."""
    roots = Roots(people_of(group["process"]))
    occurring, joining = Occurring(Agreement(process="p", title="P"), roots), Joining((), roots)
    actors = table_of(roots.people)
    ties: Ties = {}
    number_of: dict[str, int] = {}
    everything: dict[str, Kept] = {}
    told: dict[str, list[str]] = {}
    for number, (outlet, published, text) in enumerate(group["reports"]):
        report = Report(text=text, location=f"{number}.txt", outlet=outlet, published=str(published))
        kept = [Kept(id=claim.id, claim=claim, recorded=0) for claim in read_report(report, actors=actors).claims]
        of_claim: dict[str, list[str]] = {}
        for each in kept:
            number_of[each.id] = number
        by_id = {each.id: each for each in kept}
        for link in told_apart(kept, [link for each in kept for link in occurring.of(each.id, each.claim)]):
            if link.kind == "occurrence" and link.target is not None:
                ties.setdefault(link.target, {})[link.claims[0]] = by_id[link.claims[0]]
                if link.target.startswith("incident:"):
                    of_claim.setdefault(link.claims[0], []).append(link.target)
        everything |= by_id
        told |= of_claim
        for link in pointing_back(kept, of_claim, text):
            ties[link.target or ""][link.claims[0]] = by_id[link.claims[0]]
    incidents = {id_: min(claims) for id_, claims in ties.items() if id_.startswith("incident:")}
    for link in of_the_place(everything.values(), told, incidents, occurring.place):
        ties[link.target or ""][link.claims[0]] = everything[link.claims[0]]
    steps = [
        Step(id=link.id, effect=JOINED, one=link.claims[0], other=link.target or "", claims=link.claims[1:], by="a rule",
             reason=link.reason, recorded=0)
        for link in joining.joins(ties)
    ]  # fmt: skip
    found, _ = settled(ties, steps)
    return {id_: {number_of[claim] for claim in claims} for id_, claims in found.items()}


def pairs(sets: Any) -> set[tuple[int, int]]:
    return {pair for each in sets for pair in combinations(sorted(each), 2)}


@pytest.mark.parametrize("name", GROUPS)
def test_no_two_acts_become_one(name: str) -> None:
    found = occurrences(GROUPS[name])
    assert pairs(found.values()) <= pairs(GROUPS[name]["one"]), found


def test_most_tellings_of_one_act_are_found_to_be_one() -> None:
    wanted = {(name, pair) for name, group in GROUPS.items() for pair in pairs(group["one"])}
    made = {(name, pair) for name, group in GROUPS.items() for pair in pairs(occurrences(group).values())}
    missed = sorted(wanted - made)
    assert len(wanted & made) >= LEAST * len(wanted), missed


def test_there_are_enough_groups() -> None:
    assert len(GROUPS) >= 25 and len({group["process"] for group in GROUPS.values()}) == 3
