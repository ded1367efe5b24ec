"""What does not fit within one report is told in the same words wherever the report, or a status upon it, is shown."""

from __future__ import annotations

import html

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from guarantor.board.app import application
from guarantor.case import Case
from guarantor.cli import main
from guarantor.model.report import Report
from guarantor.review.desk import retract

OUTLET = "The Gazette of Elsewhere"
TEXT = (
    "Israel opened the Rafah crossing on Thursday, the Egyptian presidency said. "
    "Five states answered, naming them as Norway, Chile and Kenya. "
    "The commission will meet on 31 November."
)
NOTES = ("5 states announced, 3 named", "there is no 31 November")


@pytest.fixture
def report(own: Case) -> str:
    """The id of a report that does not fit."""
    own.read_reports([Report(text=TEXT, location="odd.txt", outlet=OUTLET, published="2025-11-21")])
    return next(id_ for id_, each in own.knowledge().reports.items() if each.outlet == OUTLET)


def test_the_library_the_page_and_the_api_say_the_same(own: Case, report: str) -> None:
    found = own.discrepancies(report)
    assert tuple(each.note for each in found) == NOTES
    assert found[1].words == ("31 November",)
    assert {each.note for each in own.discrepancies() if each.outlet == OUTLET} == set(NOTES)
    board = TestClient(application(own))
    page = html.unescape(board.get(f"/reports/{report}").text)
    told = board.get(f"/api/reports/{report}").json()["discrepancies"]
    assert [each["note"] for each in told] == list(NOTES)
    assert all(note in page for note in NOTES), "the report's page tells them"


def test_a_status_that_rests_on_it_says_so(own: Case, report: str) -> None:
    claims = {kept.id for kept in own.knowledge().claims_in(report)}
    bears = {link.target for id_ in claims for link in own.knowledge().of_claim.get(id_, ()) if link.target}
    provisions = [each.id for each in own.files.agreement.provisions if each.id in bears]
    rests = [name for name in provisions if {*own.why(name).speaking, *own.why(name).denying} & claims]
    assert rests, "the report decides something"
    for name in rests:
        shown = [each.note for each in own.why(name).discrepancies if each.report == report]
        assert shown == list(NOTES)
    name = rests[0]
    result = CliRunner().invoke(main, ["why", name, "--case", str(own.folder)])
    assert result.exit_code == 0
    words = " ".join(result.output.replace("│", " ").split())
    assert all(note in words for note in NOTES)
    board = TestClient(application(own))
    page = html.unescape(board.get(f"/provisions/{name}").text)
    told = board.get(f"/api/provisions/{name}").json()["discrepancies"]
    assert all(note in page for note in NOTES)
    assert [each["note"] for each in told if each["report"] == report] == list(NOTES)


def test_told_lists_them(own: Case, report: str) -> None:
    result = CliRunner().invoke(main, ["told", "discrepancies", "--case", str(own.folder)])
    assert result.exit_code == 0
    assert f"{OUTLET}, 2025-11-21: {NOTES[1]}" in result.output
    assert "“31 November”" in result.output


def test_a_report_that_is_retracted_tells_nothing(own: Case, report: str) -> None:
    assert own.discrepancies(report)
    retract(own.record, report, by="An editor", why="withdrawn by the paper")
    own.forget()
    assert own.discrepancies(report) == ()


def test_a_credit_that_stands_loose_is_told_where_a_claim_came_by_it(own: Case) -> None:
    """The agency behind the first paragraph handed on what decides the status; the one behind the second did not."""
    text = (
        "Israel opened the Rafah crossing on Thursday, the Egyptian presidency said. Reuters.\n\n"
        "The mayor of Oslo said that the harbour was closed. Anadolu."
    )
    own.read_reports([Report(text=text, location="loose.txt", outlet=OUTLET, published="2025-11-21")])
    id_ = next(id_ for id_, each in own.knowledge().reports.items() if each.outlet == OUTLET)
    told = [each.note for each in own.discrepancies(id_)]
    assert len(told) == 2 and all("credited without a verb" in note for note in told)
    claims = {kept.id for kept in own.knowledge().claims_in(id_)}
    shown = {
        each.id: [odd.note for odd in why.discrepancies if odd.report == id_]
        for each in own.files.agreement.provisions
        if {*(why := own.why(each.id)).speaking, *why.denying} & claims
    }
    assert shown, "the report decides something"
    assert set(map(tuple, shown.values())) == {(told[0],)}
