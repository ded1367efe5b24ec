"""Since when the state tells what changed, and where an actor stood before: what came after is told, and only that."""

from __future__ import annotations

import re
from time import sleep

import pytest
from starlette.testclient import TestClient

from guarantor.board.app import application
from guarantor.case import Case
from guarantor.case.briefs import BriefRequest
from guarantor.case.sending import send

NEW = (
    "Hamas has handed over the remains of all 28 deceased hostages, the International Committee of the Red Cross said "
    "on 20 November 2025.\n"
)
STANDS = (
    "Israel will accept the presence of Turkish armed forces in Gaza, Israel's foreign minister, Gideon Saar, said on "
    "24 November 2025.\n"
)


@pytest.fixture
def board(own: Case) -> TestClient:
    return TestClient(application(own))


def add(board: TestClient, text: str, published: str) -> None:
    sent = {"text": text, "outlet": "The Post", "published": published}
    assert board.post("/api/reports", json=sent).json()["added"][0]["outcome"] == "new"


def changed(page: str) -> str:
    """The part of the state page that says what changed."""
    return page.partition('id="h-ch"')[2].partition("</section>")[0]


def test_the_state_may_begin_with_what_changed_since_the_last_brief(board: TestClient, own: Case) -> None:
    assert "since=brief" not in board.get("/").text, "no brief was sent yet"
    send(own, BriefRequest(length="minute"), by="kim")
    assert 'href="/?since=brief"' in board.get("/").text
    before = changed(board.get("/?since=brief").text)
    assert "What changed since brief 1, sent" in before
    assert "Nothing reads differently" in before
    sleep(1.1)  # a moment of the record is a second
    add(board, NEW, "2025-11-21")
    after = changed(board.get("/?since=brief").text)
    assert "Nothing reads differently" not in after
    assert "All deceased hostages return" in after
    assert "The Post" in after
    assert len(re.findall("<li>", after)) < len(re.findall("<li>", changed(board.get("/?since=2025-10-10").text)))
    told = board.get("/api/summary?since=brief").json()
    assert told["since"]["text"].startswith("since brief 1")
    assert [each["provision"]["title"] for each in told["changed"]] == ["All deceased hostages return"]


def test_an_actors_page_tells_where_it_stood_before(board: TestClient) -> None:
    """What it says now stands first, by whose word; beside it what it said before, and since when."""
    path = "/actors/israel?as-of=2025-11-26"
    add(board, STANDS, "2025-11-24")
    page = board.get(path).text.partition("Where it stands, and how that changed")[2]
    row = next(each for each in page.split("<tr") if "Turkey sends troops" in each)
    assert "Accepts" in row.partition('data-h="Before"')[0]
    assert "rejects" in row.partition('data-h="Before"')[2]
    told = board.get("/api" + path).json()["stands"]
    assert any(each["before"] for each in told)
