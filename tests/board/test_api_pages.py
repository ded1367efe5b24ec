"""The API beside the pages: what a page tells beyond the states is told as JSON too, and is the same."""

from __future__ import annotations

import html

import pytest
from starlette.testclient import TestClient

from guarantor.board.app import application
from guarantor.case import Case

PAST = "as-of=2025-11-01&published-by=2025-11-05"


@pytest.fixture
def board(demo: Case) -> TestClient:
    return TestClient(application(demo))


def text_of(board: TestClient, path: str) -> str:
    return html.unescape(board.get(path).text)


def test_the_head_of_the_state_page_is_told(board: TestClient) -> None:
    page, told = text_of(board, f"/?{PAST}"), board.get(f"/api/summary?{PAST}").json()
    assert told["title"] in page
    assert len(told["changed"]) > 2
    assert len(told["deadlines"]) > 2
    assert len(told["disagreements"]) > 2
    assert len(told["not_seen"]) > 2
    for each in told["changed"]:
        assert each["provision"]["title"] in page
        assert all(f"#{cited['claim']}" in page for cited in each["because"])
    for each in told["deadlines"]:
        assert each["at"] in page
    for fact in told["disagreements"]:
        assert all(value["value"] in page for value in fact["values"])
    assert all(each["text"] in page for each in told["not_seen"])
    assert all(value in page for name, value in told["facts"].items() if name != "Last report")


def test_another_moment_may_be_compared_with(board: TestClient) -> None:
    told = board.get(f"/api/summary?{PAST}&since=2025-10-12").json()
    assert told["since"]["day"] == "2025-10-12"
    assert len(told["changed"]) > len(board.get(f"/api/summary?{PAST}&since=2025-10-31").json()["changed"])
    for wrong in ("visit", "yesterday", "2025-13-01"):
        assert board.get(f"/api/summary?since={wrong}").status_code == 400


def test_all_about_a_provision_is_told(board: TestClient, demo: Case) -> None:
    name = "hostages.remains"
    page, told = text_of(board, f"/provisions/{name}?{PAST}"), board.get(f"/api/about/{name}?{PAST}").json()
    for sentence in told["sentences"]:
        assert sentence in page
    assert {turn["since"] for line in told["over_time"] for turn in line["turns"]} > {"from the start"}
    assert [line["account"] for line in told["over_time"]] == list(demo.shown)
    assert all(each["title"] in page for each in (*told["texts"], *told["related"]))
    assert all(each["due"] in page for each in told["clocks"])
    between = [each for each in told["would_change"] if each.startswith("a decision between")]
    assert between
    assert not any(f" {id_}" in between[0] for id_ in demo.files.people.actors if "." in id_), "names, no ids"
    assert board.get("/api/about/nothing").status_code == 404
    assert board.get(f"/api/about/{name}?account=nobody").status_code == 400


def test_a_report_tells_its_claims_and_copies(board: TestClient, demo: Case) -> None:
    knowledge = demo.knowledge()
    seen = 0
    for id_ in knowledge.reports:
        told = board.get(f"/api/reports/{id_}").json()
        assert sorted(told["claims"]) == sorted(kept.id for kept in knowledge.claims_in(id_))
        page = text_of(board, f"/reports/{id_}") if told["copies"] else ""
        for copy in told["copies"]:
            assert f"/reports/{copy['report']}" in page
            assert copy["reason"] in page
            seen += 1
    assert seen > 2
