"""Addresses as people mistype them and as machines try them: each is answered or refused, and says which part is wrong."""

from __future__ import annotations

import random

import pytest
from starlette.testclient import TestClient

from guarantor.board import pages
from guarantor.board.api import answers
from guarantor.board.app import application
from guarantor.board.filling import NAVIGATION
from guarantor.case import Case

NAMES = ("as-of", "known-at", "published-by", "since", "accounts", "account", "reviewed", "page", "reports", "q", "from",
         "to", "kind", "status", "outlet", "length", "line", "of", "phase", "assume", "rule", "claim", "done", "mode",
         "report", "source", "about", "limit", "cursor", "after")  # fmt: skip
VALUES = ("2025", "2025-11", "2025-11-01", "2025-10-13T12:00 +02:00", "2025-11-01T12:00Z", "2025-02-30", "9999-12-31",
          "week", "NaN", "a,b", "-1", "99999999999999999999", "٣", "²", "%00", "%0d%0aX-A:b", "%ff%fe", "%ed%a0%80",
          "<script>", "((((", "[", "..%2f..%2fetc%2fpasswd", "everybody", "x" * 3000)  # fmt: skip
TRIES = 400


@pytest.fixture(scope="module")
def seeded() -> random.Random:
    return random.Random(20251101)


@pytest.mark.parametrize("path", ["/brief?since=NaN", "/brief?since=2025-13", "/positions?since=soon", "/?since=soon"])
def test_a_wrong_beginning_is_named(demo: Case, path: str) -> None:
    answer = TestClient(application(demo)).get(path)
    assert answer.status_code == 400
    assert "since: " in answer.text


@pytest.mark.parametrize("since", ["2025-10", "2025-10-20", "2025-10-20T12:00", "2025"])
def test_positions_are_compared_with_those_of_any_time(demo: Case, since: str) -> None:
    assert TestClient(application(demo)).get(f"/positions?as-of=2025-11-01&since={since}").status_code == 200


@pytest.mark.parametrize("known", ["2025", "2025-11", "2025-11-01T12:00 %2B02:00", "2199-12", "2199-12-31T23:59:59Z"])
def test_what_was_known_by_a_month_or_year_is_told(demo: Case, known: str) -> None:
    board = TestClient(application(demo))
    for path in ("/", "/counters", "/brief", "/positions", "/search"):
        assert board.get(f"{path}?known-at={known}").status_code == 200, path


def test_no_address_breaks_a_page(demo: Case, seeded: random.Random) -> None:
    board = TestClient(application(demo), follow_redirects=False)
    agreement = demo.files.agreement
    paths = [path for path, _ in NAVIGATION]
    paths += [f"/provisions/{agreement.provisions[1].id}", f"/issues/{agreement.issues[0].id}", "/review/set",
              f"/meetings/{agreement.meetings[0].id}", "/review/history", "/review/missed", "/review/act/grade",
              "/calendar.ics", "/feed.atom", "/api/search", "/api/summary", "/api/queue", "/api/brief"]  # fmt: skip
    for _ in range(TRIES):
        asked = "&".join(f"{seeded.choice(NAMES)}={seeded.choice(VALUES)}" for _ in range(seeded.choice((1, 1, 2))))
        path = seeded.choice(paths)
        answer = board.get(f"{path}?{asked}")
        assert answer.status_code in (200, 400, 404), (path, asked)
        assert "<script>" not in answer.text.replace("<script src", "") or path.startswith("/api/"), (path, asked)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.nip.io", "testserver@evil.example", "[::2]", "testserver:1/x", ""]
)
def test_another_name_is_refused_in_the_one_shape(demo: Case, host: str) -> None:
    board = TestClient(application(demo))
    answer = board.get("/api/state", headers={"host": host})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    page = board.get("/", headers={"host": host})
    assert page.status_code == 400
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert demo.files.info.title not in page.text


@pytest.mark.parametrize("host", ["[::1]:8000", "LOCALHOST", "127.0.0.1:80", "testserver:"])
def test_its_own_names_are_known_however_they_are_written(demo: Case, host: str) -> None:
    assert TestClient(application(demo)).get("/add", headers={"host": host}).status_code == 200


def test_what_goes_wrong_here_has_the_one_shape_and_tells_nothing(demo: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*_: object, **__: object) -> None:
        raise RuntimeError("the inside of it")

    monkeypatch.setattr(pages, "meetings_page", wrong)
    monkeypatch.setattr(answers, "plain", wrong)
    board = TestClient(application(demo), raise_server_exceptions=False)
    page = board.get("/meetings")
    assert page.status_code == 500
    assert page.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "the inside of it" not in page.text
    told = board.get("/api/positions")
    assert told.status_code == 500
    assert told.headers["content-type"] == "application/problem+json"
    assert told.json()["asked"] == "GET /api/positions"
    assert "the inside of it" not in told.text
