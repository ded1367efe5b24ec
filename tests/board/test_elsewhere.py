"""What takes long is made in a second process: the same answers, and the board lives on where that one ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from guarantor.board.access.visitors import Visitor
from guarantor.board.app import application
from guarantor.board.coming import BusyError
from guarantor.board.elsewhere import Elsewhere, ElsewhereError, takes_long
from guarantor.case import Case

DAY = "as-of=2025-11-20"
LONG = [f"/brief?{DAY}&length=full", f"/brief?{DAY}&as=md", f"/feed.atom?{DAY}", f"/calendar.ics?{DAY}",
        f"/api/brief?{DAY}", "/brief?length=ell", "/meetings/nothing-of-this-name"]  # fmt: skip


@pytest.fixture
def elsewhere(own: Case) -> Iterator[Elsewhere]:
    found = Elsewhere(Path(own.folder))
    yield found
    found.close()


def request(path: str) -> Request:
    return Request({"type": "http", "method": "GET", "path": path, "query_string": b"", "scheme": "http",
                    "server": ("127.0.0.1", 80), "headers": []})  # fmt: skip


def test_answers_are_those_that_would_be_made_here(
    own: Case, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = ({"case": own}, {"case": own, "elsewhere": elsewhere})
    one, other = (TestClient(application(**each), base_url="http://127.0.0.1") for each in (here, there))  # type: ignore[arg-type]
    asked: list[str] = []
    real = Elsewhere.answer
    monkeypatch.setattr(Elsewhere, "answer", lambda self, r: (asked.append(r.url.path), real(self, r))[1])
    for path in LONG:
        expected, found = one.get(path), other.get(path)
        assert (found.status_code, found.text) == (expected.status_code, expected.text), path
        assert found.headers["content-type"] == expected.headers["content-type"]
    assert len(asked) == len(LONG)
    again = other.get(LONG[0], headers={"if-none-match": other.get(LONG[0]).headers["etag"]})
    assert again.status_code == 304 and len(asked) == len(LONG)
    assert other.get(f"/meetings?{DAY}").status_code == 200 and len(asked) == len(LONG)


def test_what_comes_in_is_in_the_next_answer(own: Case, elsewhere: Elsewhere) -> None:
    browser = TestClient(application(own, elsewhere=elsewhere), base_url="http://127.0.0.1")
    first = browser.get(f"/brief?{DAY}")
    sent = browser.post("/api/judgements", headers={"x-form-token": browser.get("/api/me").json()["form_token"]}, json={
        "act": "accept", "about": [next(iter(own.knowledge().claims))], "why": "as printed",
    })  # fmt: skip
    assert sent.status_code == 200, sent.text
    assert f'data-head="{own.record.head.seq}"' in browser.get(f"/brief?{DAY}").text
    assert f'data-head="{own.record.head.seq}"' not in first.text


def test_where_the_second_process_is_ended_another_one_is_begun(elsewhere: Elsewhere) -> None:
    assert elsewhere.answer(request("/brief")).status_code == 200
    assert elsewhere._begun is not None
    process, _ = elsewhere._begun
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join(20)
    with pytest.raises(BusyError):
        elsewhere.answer(request("/brief"))
    assert elsewhere.answer(request("/brief")).status_code == 200
    elsewhere.close()
    assert elsewhere._begun is None


def test_an_error_there_is_one_here(elsewhere: Elsewhere) -> None:
    wrong = request("/brief")
    wrong.scope["state"] = {"visitor": Visitor(id="ann", role="reader", clearance="TLP:NONE-SUCH")}
    with pytest.raises(ElsewhereError, match="Traceback"):
        elsewhere.answer(wrong)
    assert elsewhere.answer(request("/brief")).status_code == 200


def test_only_what_goes_over_much_of_the_record_is_made_elsewhere() -> None:
    assert {path for path in ("/", "/brief", "/meetings", "/meetings/a", "/feed.atom", "/review", "/api/brief",
                              "/briefly")
            if takes_long(request(path))} == {"/brief", "/meetings/a", "/feed.atom", "/api/brief"}  # fmt: skip


def test_the_second_process_ends_with_the_first(own: Case) -> None:
    words = (
        "import sys, time; from pathlib import Path; from tests.board.test_elsewhere import request; "
        "from guarantor.board.elsewhere import Elsewhere; there = Elsewhere(Path(sys.argv[1])); "
        "there.answer(request('/brief')); print(there._begun[0].pid, flush=True); time.sleep(600)"
    )
    root = Path(__file__).parents[2]
    places = f"{root / 'src'}{os.pathsep}{root}"
    with subprocess.Popen(
        [sys.executable, "-c", words, str(own.folder)], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": places},
    ) as first:  # fmt: skip
        assert first.stdout is not None
        second = int(first.stdout.readline())
        os.kill(second, 0)
        first.kill()
    until = time.monotonic() + 20
    while is_alive(second) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_alive(second)


def is_alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2][:3]
    except OSError:
        return False
