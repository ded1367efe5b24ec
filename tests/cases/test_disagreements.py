"""The seventeen disagreements of the bundled case: each comes out by the tables, with its tellers; none is made up.

Those that bear on a provision show in its cell; those on an event in when its clock begins; those on an open question,
a meeting, a text or a counter where these are told. Nobody's figure or judgement stands in a rival's account.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cases.digests import expected
from guarantor.assessment import compare
from guarantor.case import Case, open_case
from guarantor.case.bundled import lay_out
from guarantor.linking.answers import Answers
from guarantor.model.agreement import Anchor
from guarantor.model.assessment import ProvisionStatus

GAZA = "gaza-2025"
WANTED: dict[str, Any] = expected(GAZA)["disagreements"]
LAST = "2025-11-26"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """The bundled case with its reports read."""
    opened = open_case(lay_out(tmp_path_factory.mktemp("cases") / GAZA, GAZA))
    opened.read([opened.folder / "reports"])
    yield opened
    opened.close()


def cell_of(case: Case, name: str, as_of: str, account: str = "everybody", by: str = LAST) -> ProvisionStatus:
    """The cell of the provision that a disagreement bears on."""
    return case.status(as_of=as_of, published_by=by, account=account)[WANTED[name]["bears-on"]["provision"]]


def marks(cell: ProvisionStatus) -> dict[str, tuple[str, ...]]:
    """The roots of each mark of a cell."""
    return {mark.name: mark.roots for mark in cell.marks}


def tellers(name: str) -> set[str]:
    """Who tells the values of a disagreement."""
    return {value["teller"] for value in WANTED[name]["values"]}


def differing(case: Case, issue: str) -> Answers:
    (found,) = [each for each in case.answers(published_by=LAST) if each.issue.id == issue]
    return found


# ---- clocks


@pytest.mark.parametrize(("name", "moment"), [("C1", "2025-10-25"), ("C2", "2025-10-25")])
def test_an_event_told_of_two_days_has_two_ends(case: Case, name: str, moment: str) -> None:
    state = case.status(as_of=moment, published_by=LAST, account="everybody")
    event = WANTED[name]["bears-on"]["event"]
    (coming,) = state.engine.coming(Anchor(kind="event", name=event), state.as_of).occurrences
    assert coming.differ and coming.lo < coming.hi
    assert len(set(coming.roots) & tellers(name)) >= 2


def test_an_account_that_tells_one_day_of_the_start_has_no_dispute(case: Case) -> None:
    state = case.status(as_of="2025-10-25", published_by=LAST, account="israel")
    (coming,) = state.engine.coming(Anchor(kind="event", name="in-force"), state.as_of).occurrences
    assert not coming.differ and coming.roots == ("israel.army",)


@pytest.mark.parametrize("name", ["C3", "C4", "C11"])
def test_texts_that_differ_stand_as_readings(case: Case, name: str) -> None:
    assert "two readings" in WANTED[name]["comes-out"]
    cell = cell_of(case, name, "2025-11-01")
    assert len(cell.readings) >= 1
    if name == "C4":
        told = {each.name for each in case.files.agreement.provision("aid.trucks").quantity.told}  # type: ignore[union-attr]
        assert {reading for reading, _ in cell.readings} == told and len(told) == 2
    if name == "C3":
        (reading,) = cell.readings
        assert reading[1].due != cell.due


# ---- figures


@pytest.mark.parametrize(
    ("name", "as_of", "told"),
    [
        ("C7", "2025-10-14", {"israel.prison-service", "afp"}),
        ("C8", "2025-11-05", {"anadolu", "ap"}),
        ("C9", "2025-11-10", {"anadolu", "xinhua"}),
        ("C12", "2025-11-01", {"gaza-medical-sources", "gaza.health-ministry"}),
        ("C18", "2025-11-24", {"times-of-israel", "bbc", "fdd-lwj"}),
    ],
)
def test_figures_that_differ_stand_side_by_side(case: Case, name: str, as_of: str, told: set[str]) -> None:
    assert "figures differ" in WANTED[name]["comes-out"] and told <= tellers(name)
    assert told <= set(marks(cell_of(case, name, as_of)).get("figures differ", ())), marks(cell_of(case, name, as_of))


def test_a_running_count_of_one_source_is_no_difference(case: Case) -> None:
    """C12: from 236 to 241 the ministry counts on; C17: 25 and 32 of one day are the ministry's, too."""
    for name, as_of in (("C12", "2025-11-04"), ("C17", "2025-11-20")):
        assert "figures differ" not in marks(cell_of(case, name, as_of)), name
    for as_of in ("2025-11-01", "2025-11-04", "2025-11-20"):
        assert "figures differ" not in marks(cell_of(case, "C12", as_of, "hamas")), as_of
    assert tellers("C17") == {"gaza.health-ministry"}


def test_nobody_s_count_stands_in_a_rival_s_account(case: Case) -> None:
    for name, as_of in (("C12", "2025-11-01"), ("C18", "2025-11-24")):
        for account in ("israel", "hamas", "un-icrc"):
            assert "figures differ" not in marks(cell_of(case, name, as_of, account)), (name, account)


def test_a_count_charges_nobody_with_an_incident(case: Case) -> None:
    state = case.status(as_of="2025-11-04", published_by=LAST, account="everybody")
    counting = {
        word.claim for word in case.knowledge().testimonies if word.rule == "ceasefire.israel/killed since the truce"
    }
    assert len(counting) >= 4
    assert not [i for i in state.instances("ceasefire.israel") if counting & set(i.trigger_claims)]


def test_the_parts_of_a_jump_are_one_source_s(case: Case) -> None:
    assert "one source" in WANTED["C15"]["comes-out"] and tellers("C15") == {"gaza.health-ministry"}
    (counter,) = [each for each in case.files.agreement.counters if each.id == WANTED["C15"]["bears-on"]["counter"]]
    assert counter.roots == ("gaza.health-ministry",) and "471" in (counter.note or "")


def test_one_sided_counters_are_never_one_series(case: Case) -> None:
    counters = {counter.id: counter for counter in case.files.agreement.counters}
    ours, theirs = counters["violations.media-office"], counters["violations.idf"]
    assert "two counters" in WANTED["C16"]["comes-out"]
    assert set(ours.about).isdisjoint(theirs.about) and set(ours.roots).isdisjoint(theirs.roots)
    for provision in (*ours.about, *theirs.about):
        cell = case.status(as_of="2025-11-24", published_by=LAST, account="everybody")[provision]
        assert "figures differ" not in marks(cell), provision


# ---- judgements, answers, meetings, names


def test_who_calls_a_delivery_a_breach_and_who_does_not(case: Case) -> None:
    """C10: one judgement stands against the other on the provision; nobody speaks in a rival's account, and nobody's
    judgement becomes an act."""
    told = {value["value"]: value["teller"] for value in WANTED["C10"]["values"]}
    accounts = ("everybody", "israel", "guarantors", "hamas")
    states = {name: case.status(as_of="2025-11-01", published_by="2025-11-05", account=name) for name in accounts}
    cells = {name: state[WANTED["C10"]["bears-on"]["provision"]] for name, state in states.items()}
    assert cells["everybody"].status in WANTED["C10"]["comes-out"]
    assert cells["everybody"].tellers == (told["no"],) and told["yes"] in cells["everybody"].against
    assert all(root.startswith("israel.") for root in cells["everybody"].against)
    called = {name: {m: r for m, r in marks(cell).items() if m.startswith("called")} for name, cell in cells.items()}
    assert called["everybody"] == {"called a breach": cells["everybody"].against, "called no breach": (told["no"],)}
    assert called["israel"] == {"called a breach": cells["everybody"].against}
    assert called["guarantors"] == {"called no breach": (told["no"],)}
    assert called["hamas"] == {}
    assert (cells["israel"].status, cells["hamas"].status) == ("overdue", "no information")
    (seen,) = compare({name: states[name] for name in ("israel", "guarantors")}, "hostages.remains")
    assert seen.kind == "disputed"


def test_before_anybody_judges_nothing_is_called(case: Case) -> None:
    cell = cell_of(case, "C10", "2025-10-13", by="2025-10-13")
    assert not [name for name in marks(cell) if name.startswith("called")]


def test_what_the_four_states_are_is_told_differently(case: Case) -> None:
    """C20: a role is what is told; a state that is called a mediator by one and a guarantor by another is both told."""
    found = differing(case, WANTED["C20"]["bears-on"]["issue"])
    told = {answer.option: set(answer.roots) for answer in found.told}
    assert found.differ
    assert "we-news-english" in told["guarantors"] and "egypt.presidency" in told["mediators"]
    assert told["guarantors-if-two-states"] == {"turkiye.mfa.fidan"}
    assert not told["guarantors"] & told["guarantors-if-two-states"]
    assert WANTED["C20"]["bears-on"]["provision"] in found.issue.provisions


def test_states_announced_and_states_that_came(case: Case) -> None:
    (meeting,) = [each for each in case.meetings() if each.id == WANTED["C19"]["bears-on"]["meeting"]]
    assert any("8 countries" in words for words in meeting.unexplained)
    assert any("7 countries" in words for words in meeting.unexplained)


def test_the_names_of_a_paper_differ_and_dispute_nothing(case: Case) -> None:
    assert WANTED["C21"]["comes-out"] == ["names differ"] and len(tellers("C21")) >= 4
    assert any(text.id == WANTED["C21"]["bears-on"]["text"] for text in case.files.agreement.texts)


def test_every_disagreement_has_a_test() -> None:
    told = Path(__file__).read_text(encoding="utf-8")
    assert len(WANTED) == 17
    assert [name for name in WANTED if f'"{name}"' not in told] == []


def test_where_all_tell_the_same_nothing_is_disputed(case: Case) -> None:
    for provision, as_of in (("withdrawal.line", "2025-10-20"), ("hostages.living", "2025-10-14")):
        cell = case.status(as_of=as_of, published_by=LAST, account="everybody")[provision]
        assert cell.status == "fulfilled" and not {"figures differ", "called a breach"} & set(marks(cell)), provision
