"""The desk and what is told of acts, over HTTP: as the pages have it, in the name of whoever sends it."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from guarantor.board.app import application
from guarantor.case import Case
from guarantor.case.judging import readings_of
from guarantor.case.reading import read_into
from guarantor.model.report import Report


@pytest.fixture
def board(own: Case) -> TestClient:
    return TestClient(application(own))


def sent(board: TestClient, act: str, *about: str, status: int = 200, **more: Any) -> dict[str, Any]:
    answer = board.post("/api/judgements", json={"act": act, "about": list(about), "why": "as printed", **more})
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_incidents_counters_issues_and_roles_are_those_of_the_case(board: TestClient, own: Case) -> None:
    found = board.get("/api/incidents").json()["incidents"]
    assert [each["id"] for each in found] == [each.id for each in own.incidents()]
    assert found
    counters = board.get("/api/counters").json()
    assert len(counters["series"]) == len(own.series()) > 0
    issues = board.get("/api/issues").json()["issues"]
    assert [each["id"] for each in issues] == [each.id for each in own.files.agreement.issues]
    assert len(board.get("/api/roles").json()["roles"]) == len(own.roles())
    assert len(board.get("/api/distortions").json()["distortions"]) == len(own.distortions())
    first = own.record.store.at(1)
    assert first is not None
    assert board.get("/api/incidents?known-at=2001-01-01").json() == {"incidents": []}


def test_the_queue_is_read_to_its_end_and_shrinks(board: TestClient) -> None:
    first = board.get("/api/queue?limit=50").json()
    ids, cursor = [each["id"] for each in first["claims"]], first["next"]
    while cursor is not None:
        part = board.get(f"/api/queue?limit=50&cursor={cursor}").json()
        ids += [each["id"] for each in part["claims"]]
        cursor = part["next"]
    assert len(ids) == len(set(ids)) == first["total"] > 50
    sent(board, "unsure", ids[0], judged=0)
    assert board.get("/api/queue").json()["total"] == first["total"] - 1
    assert [each["id"] for each in board.get("/api/queue?show=unsure").json()["claims"]] == [ids[0]]
    narrowed = board.get("/api/queue?provision=aid.trucks&order=newest").json()
    assert 0 < narrowed["total"] < first["total"]


def test_every_act_of_the_desk_is_made_and_taken_back(board: TestClient, own: Case) -> None:
    queue = board.get("/api/queue?limit=10").json()["claims"]
    one, two, three = (each["id"] for each in queue[:3])
    report = own.record.claim(three).report.id  # type: ignore[union-attr]
    start = board.get("/api/claims?limit=1").json()["total"]
    quote = queue[0]["quote"]
    begin, end = queue[0]["span"]
    middle = begin + quote.index(" ")
    parts = [{"span": [begin, middle]}, {"span": [middle + 1, end]}]
    source = next(iter(own.files.people.actors))
    provision, readings = next(iter(readings_of(own).items()))
    new = {"type": "statement", "modality": "happened", "polarity": "+", "holder": {"text": None}}
    elsewhere = own.record.report(report)
    assert elsewhere is not None
    word = elsewhere.text.split()[0]
    made = [
        sent(board, "accept", one, two), sent(board, "same-as", two, three), sent(board, "split", one, parts=parts),
        sent(board, "correct", two, changes={"modality": "alleged"}) if queue[1]["modality"] != "alleged" else
        sent(board, "correct", two, changes={"modality": "happened"}),
        sent(board, "add", report, claim={**new, "span": [0, len(word)], "quote": word}),
        sent(board, "grade", source, reliability="B"), sent(board, "choose-reading", provision, reading=readings[0]),
        sent(board, "retract", report),
    ]  # fmt: skip
    assert {each["judgement"]["by"] for each in made} == {"workstation"}
    assert len({each["id"] for each in made}) == len(made)
    for each in reversed(made):
        sent(board, "undo", each["id"])
    assert board.get("/api/claims?limit=1").json()["total"] == start
    past = board.get("/api/judgements").json()
    assert past["total"] == 2 * len(made)
    assert [each["undone"] for each in past["judgements"]] == [False] * len(made) + [True] * len(made)
    sent(board, "undo", made[0]["id"], status=400)


@pytest.mark.parametrize(
    ("act", "more", "status"),
    [("split", {}, 400), ("correct", {}, 400), ("add", {}, 400), ("same-as", {}, 400), ("grade", {}, 404),
     ("choose-reading", {"reading": "x"}, 404), ("retract", {}, 400), ("undo", {}, 400),
     ("correct", {"changes": {"span": "x"}}, 400), ("split", {"parts": [{}, {}]}, 400), ("vanish", {}, 400)],
)  # fmt: skip
def test_what_an_act_lacks_is_said(board: TestClient, own: Case, act: str, more: dict[str, Any], status: int) -> None:
    head = own.record.head
    told = sent(board, act, next(iter(own.knowledge().claims)), status=status, **more)
    assert told["detail"]
    assert own.record.head == head


def test_a_set_of_mixed_markings_is_a_judgement_for_each(own: Case) -> None:
    texts = (("Ten trucks entered Gaza on Monday.", "TLP:CLEAR"), ("Six trucks entered Gaza on Monday.", "TLP:AMBER"))
    claims = []
    for text, marking in texts:
        report = Report(text=text, location=marking, outlet="The Post", published="2025-11-03", marking=marking)
        read_into(own.record, [report], actors=own.actors, bearing=own.tying)
        claims += [each.claim.id for each in own.record.view().claims_of(report.id)]
    own.forget()
    assert len(claims) == 2
    board = TestClient(application(own))
    made = sent(board, "reject", *claims)
    assert [len(each["about"]) for each in (made["judgement"], *made["others"])] == [1, 1]
    reader = own.cleared("TLP:CLEAR")
    assert [each.about for each in reader.record.judgements()] == [(claims[0],)]
    assert claims[0] not in reader.knowledge().claims
    sent(board, "undo", made["id"])
    assert set(claims) <= set(own.knowledge().claims)
    assert claims[0] in reader.knowledge().claims
    assert len(reader.record.judgements()) == 2


def test_a_withdrawn_report_is_withdrawn_for_everybody(own: Case) -> None:
    """A stricter version at the same address does not hide from others that theirs was withdrawn."""
    ids = []
    for text, marking in (("Ten trucks entered.", "TLP:CLEAR"), ("Six trucks entered.", "TLP:AMBER")):
        report = Report(
            text=text, location="a", url="https://news.example/a", outlet="The Post", published="2025-11-03",
            marking=marking,
        )  # fmt: skip
        read_into(own.record, [report], actors=own.actors, bearing=own.tying)
        ids.append(report.id)
    own.forget()
    made = sent(TestClient(application(own)), "retract", ids[0])
    assert len(made["others"]) == 1
    seen = own.cleared("TLP:CLEAR")
    assert [each.about for each in seen.record.judgements()] == [(ids[0],)]
    assert not [each for each in seen.knowledge().claims.values() if each.claim.report.id == ids[0]]
