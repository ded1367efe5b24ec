"""The pages and their JSON, without a browser: what they show, how they refuse, and that no report's words ever act."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from guarantor.board.app import application
from guarantor.board.looks import environment
from guarantor.board.serving import HostError, Way, free_socket, run
from guarantor.case import Case, init_case

PAST = "as-of=2025-11-01&published-by=2025-11-05"


@pytest.fixture
def board(demo: Case) -> TestClient:
    return TestClient(application(demo))


def test_the_state_has_a_row_a_provision_and_a_cell_an_account(board: TestClient, demo: Case) -> None:
    page = board.get(f"/?{PAST}").text
    for provision in demo.files.agreement.provisions:
        assert f'id="{provision.id}"' in page
    for account in demo.shown:
        assert demo.files.people.accounts[account].title in page


def test_a_change_names_no_chain_of_one_report_twice(board: TestClient) -> None:
    changed = [each for day in (20, 26) for each in re.findall(r'<span class="why">(.*?)</span></div></li>',
                                                               board.get(f"/?as-of=2025-11-{day}").text, re.S)]  # fmt: skip
    told = [re.findall(r'href="(/reports/[^"#]+)#[^"]+">(.*?)</a>', each, re.S) for each in changed]
    assert sum(map(len, told)) > 5
    assert all(len(set(each)) == len(each) for each in told)


def test_a_cell_leads_to_its_words_in_their_report(board: TestClient) -> None:
    page = board.get(f"/provisions/prisoners?{PAST}&account=israel").text
    link = re.search(r'href="(/reports/[^"#]+)#(claim:sha256:[0-9a-f]+)"', page)
    assert link is not None
    report = board.get(link[1].replace("&amp;", "&")).text
    assert f'id="{link[2]}"' in report
    assert "<mark " in report


def test_a_past_state_says_so_and_keeps_its_question_in_every_link(board: TestClient) -> None:
    page = board.get(f"/?{PAST}").text
    assert "A past state" in page
    cells = re.findall(r'href="(/provisions/[^"]+)"', page)
    assert cells
    assert all("as-of=2025-11-01" in cell and "published-by=2025-11-05" in cell for cell in cells)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/provisions/nothing", 404),
        ("/reports/report:sha256:0", 404),
        ("/meetings/nothing", 404),
        ("/nowhere", 404),
        ("/?as-of=2025-13-01", 400),
        ("/?accounts=nobody", 400),
        ("/api/claims?limit=0", 400),
        ("/api/claims?cursor=x", 400),
        ("/api/provisions/nothing", 404),
        ("/api/provisions/prisoners?account=nobody", 400),
        ("/api/state?known-at=yesterday", 400),
    ],
)
def test_refusals_have_one_shape(board: TestClient, address: str, status: int) -> None:
    answer = board.get(address)
    assert answer.status_code == status
    if address.startswith("/api"):
        error = answer.json()
        assert set(error) == {"type", "status", "title", "detail", "asked", "todo"}
        assert answer.headers["content-type"] == "application/problem+json"
        assert error["asked"] == f"GET {address}"
        assert error["status"] == status
    else:
        assert "To the state of the agreement" in answer.text


def test_the_api_says_what_the_page_says(board: TestClient, demo: Case) -> None:
    found = board.get(f"/api/state?{PAST}").json()
    expected = demo.status(as_of="2025-11-01", published_by="2025-11-05", account="hamas")
    cells = {cell["provision"]: cell["status"] for cell in found["cells"] if cell["account"] == "hamas"}
    assert cells == {name: cell.status for name, cell in expected.items()}


def test_claims_are_paged_and_carry_their_links(board: TestClient) -> None:
    first = board.get("/api/claims").json()
    assert first["total"] > len(first["claims"]) == 200
    second = board.get(f"/api/claims?cursor={first['next']}").json()
    assert {c["id"] for c in first["claims"]}.isdisjoint(c["id"] for c in second["claims"])
    assert any(claim["links"] for claim in first["claims"])


OWN_SCRIPT = re.compile(r'<script src="/static/[a-z]+\.js"( defer)?></script>')


def test_every_answer_forbids_what_is_from_outside(board: TestClient) -> None:
    for address in ("/", "/timeline", "/brief", "/add", "/review", "/api/state", "/nowhere"):
        policy = board.get(address).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe-eval" not in policy
    page = board.get("/").text
    assert OWN_SCRIPT.sub("", page).count("<script") == 0
    assert re.findall(r'(?:src|href)="(?!/|#|data:|https?://)[^"]', page) == []


def test_another_host_name_is_refused(board: TestClient) -> None:
    assert board.get("/", headers={"host": "evil.example"}).status_code == 400


HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> {{ 7*7 }} javascript:alert(3)'


def test_a_reports_words_never_act(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    with init_case(folder) as case:
        report = tmp_path / "r.json"
        text = f"The ministry said on Monday that {HOSTILE} had entered. The army said it had withdrawn."
        fields = {"text": text, "outlet": HOSTILE, "title": HOSTILE, "published": "2025-11-03",
                  "url": "javascript:alert(4)", "language": "en"}  # fmt: skip
        report.write_text(json.dumps(fields), encoding="utf-8")
        case.read([report])
        (id_,) = case.knowledge().reports
        board = TestClient(application(case))
        asked = quote(HOSTILE)
        pages = ("/", f"/reports/{id_}", "/timeline", "/brief", "/meetings", "/actors", "/add", "/review",
                 f"/review?outlet={asked}", f"/search?q={asked}", f"/search?outlet={asked}", f"/search?actor={asked}")  # fmt: skip
        for address in pages:
            page = board.get(address)
            assert page.status_code == 200
            assert "<script" not in OWN_SCRIPT.sub("", page.text)
            assert "<img" not in page.text
            assert 'href="javascript' not in page.text
            assert "49" not in re.sub(r"[0-9a-f]{8,}", "", page.text) or "{{ 7*7 }}" in page.text


@pytest.mark.parametrize(
    "path", ["/actors/{}", "/provisions/{}", "/reports/{}", "/meetings/{}", "/?accounts={}", "/search?kind={}"]
)
def test_what_an_address_asks_never_acts(board: TestClient, path: str) -> None:
    page = board.get(path.format(quote(HOSTILE, safe="")))
    assert page.status_code in (400, 404)
    assert "<script" not in OWN_SCRIPT.sub("", page.text)
    assert "<img" not in page.text


def test_it_listens_to_this_machine_only(demo: Case) -> None:
    with pytest.raises(HostError, match="no accounts"):
        run(demo, Way(host="0.0.0.0"))


def test_a_taken_port_gives_the_next_one() -> None:
    first = free_socket("127.0.0.1", 0)
    first.listen()
    port = first.getsockname()[1]
    second = free_socket("127.0.0.1", port)
    try:
        assert second.getsockname()[1] != port
    finally:
        first.close()
        second.close()


def test_a_board_that_runs_keeps_its_templates(board: TestClient) -> None:
    """Templates of a newer version, laid beside a board that runs, do not get among its own."""
    assert board.get("/").status_code == 200
    assert environment().auto_reload is False
