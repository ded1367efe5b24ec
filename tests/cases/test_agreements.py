"""The agreements of the bundled cases: they pass the check, and every clause of their texts is owed by somebody."""

from __future__ import annotations

import pytest

from cases.digests import CASES
from guarantor.agreement.load import check, load_case
from guarantor.model.clauses import ByReference, Ratio

ALL = ("gaza-2025", "minsk-2015", "south-sudan-2018")


@pytest.mark.parametrize("case", ALL)
def test_a_bundled_case_passes_the_check_without_advice(case: str) -> None:
    assert [str(fault) for fault in check(CASES / case)] == []


def test_every_point_of_the_plan_and_every_step_stands_as_a_provision() -> None:
    provisions = load_case(CASES / "gaza-2025").agreement.provisions
    clauses = {(ref.text, ref.clause) for provision in provisions for ref in provision.references}
    assert {str(point) for point in range(1, 21)} <= {clause for text, clause in clauses if text == "plan"}
    assert {str(step) for step in range(1, 7)} <= {clause for text, clause in clauses if text == "steps"}


def test_what_the_texts_leave_open_stands_as_readings() -> None:
    agreement = load_case(CASES / "gaza-2025").agreement
    assert [reading.name for reading in agreement.provision("hostages.living").readings] == ["plan 4"]
    assert [reading.name for reading in agreement.provision("bodies.returned").readings] == ["each Israeli"]
    trucks = agreement.provision("aid.trucks").quantity
    assert isinstance(trucks, ByReference) and len(trucks.told) == 2
    bodies = agreement.provision("bodies.returned").readings[0].provision.quantity
    assert isinstance(bodies, Ratio) and bodies.times == 15 and bodies.unit == "Israeli"
    (gate,) = [phase.gates for phase in agreement.phases if phase.id == "two"]
    assert len(gate) == 3 and all(reading.reading_of for reading in gate)


def test_no_role_in_the_process_is_a_property_of_a_side() -> None:
    people = load_case(CASES / "gaza-2025").people
    assert {side.kind for side in people.sides.values()} == {"party", "neutral", "outside"}


def test_a_party_s_account_holds_no_rival() -> None:
    people = load_case(CASES / "gaza-2025").people
    for mine, other in (("israel", "hamas"), ("hamas", "israel")):
        roots = people.accounts[mine].roots
        organs = {organ for root in roots for organ in people.organs(root)}
        assert not [organ for organ in organs if people.actors[organ].side == other]


def test_dated_acts_move_the_deadlines_of_south_sudan() -> None:
    provision = load_case(CASES / "south-sudan-2018").agreement.provision("government.formed")
    assert [amendment.since for amendment in provision.amendments] == ["2019-05-03", "2019-11-07"]
    assert all(amendment.applies == "open" for amendment in provision.amendments)
