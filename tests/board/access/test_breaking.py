"""Ways in that somebody could try, and what does not show to those who may not see it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from starlette.testclient import TestClient
from tests.board.access.conftest import HERE, PASSWORD, SignedIn, browser_of, form_token, sign_in

from guarantor.board.access import attempts
from guarantor.board.access.audit import Audit
from guarantor.board.access.audit_seen import SeenAudit
from guarantor.board.access.passwords import Passwords
from guarantor.board.access.people import AccessError, People, open_people
from guarantor.board.access.tokens import Tokens
from guarantor.board.api.stream import _events
from guarantor.board.app import application
from guarantor.board.serving import Way, outgrown, people_for
from guarantor.case import Case
from guarantor.case.reading import read_into
from guarantor.model.report import Report


def add(case: Case, words: str, marking: str) -> str:
    report = Report(text=words, location=words[:8], outlet="The Post", published="2025-11-01", marking=marking)
    read_into(case.record, [report], actors=case.actors, bearing=case.tying)
    case.forget()
    return report.id


# --- ways in ----------------------------------------------------------------------------------------------------------


HOSTS = ("testserver/static/x?", "testserver:1/sign-in?", "testserver/sign-in#", "testserver:/static/x?a=",
         "evil@testserver", "testserver\\sign-in")  # fmt: skip
PATHS = ("//people", "/people/", "/people%0a", "/%70eople", "/PEOPLE", "/people;x", "/static/../people",
         "/static/%2e%2e/people", "/sign-in/../people", "/people%00", "/api//audit", "/sign-in%2fpeople")  # fmt: skip


def test_a_host_that_holds_a_path_is_no_way_in(board: TestClient) -> None:
    for host in HOSTS:
        for path in ("/people", "/audit", "/api/audit", "/"):
            answer = board.get(path, headers={"host": host})
            assert answer.status_code in (303, 400, 401, 404), (host, path)
            assert "Record" not in answer.text


def test_no_spelling_of_an_address_is_a_way_round(signed_in: SignedIn) -> None:
    browser = signed_in("reader")
    for path in PATHS:
        for method in ("GET", "HEAD", "OPTIONS", "POST", "PUT", "TRACE"):
            answer = browser.request(method, f"https://testserver{path}")
            assert answer.status_code in (307, 308, 400, 403, 404, 405), (method, path)


def test_a_calendar_subscribes_with_a_token_as_its_password(board: TestClient, people: People) -> None:
    """At the two addresses to subscribe to, by its own person, for reading; nowhere else, as browsers send it unasked."""
    _, secret = Tokens(people).make("reader", by="reader", title="calendar", scopes=["read"])
    _, other = Tokens(people).make("owner", by="owner", title="desk", scopes=["review"])
    for path in ("/calendar.ics", "/feed.atom"):
        asked = board.get(path)
        assert asked.status_code == 401
        assert asked.headers["www-authenticate"].startswith("Basic")
        assert board.get(path, auth=("Reader", secret)).status_code == 200
        for name, password in (("owner", secret), ("reader", PASSWORD), ("reader", secret[:-1]), ("", secret)):
            assert board.get(path, auth=(name, password)).status_code == 401
        assert board.get(path, auth=("owner", other)).status_code == 403
        assert board.get(path, headers={"authorization": "Basic %%%"}).status_code == 401
        assert board.get(path, headers={"sec-fetch-mode": "navigate"}).status_code == 303
    assert board.get("/", auth=("reader", secret)).status_code == 303
    assert board.get("/api/state", auth=("reader", secret)).status_code == 401
    assert board.post("/api/judgements", auth=("reader", secret), json={}).status_code == 401
    assert people.audit.lines()[0].about.startswith("/")


def test_nothing_in_an_address_becomes_a_header(board: TestClient) -> None:
    answer = board.get("/actors?x=%0d%0aset-cookie:%20a=b", follow_redirects=False)
    assert "a=b" not in answer.headers.get("set-cookie", "")
    assert "\n" not in answer.headers["location"]


def test_a_forwarded_address_is_not_believed(board: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "BY_ADDRESS", 3)
    for number in range(4):
        token = form_token(board, "/sign-in")
        data = {"token": token, "account": f"name-{number}", "password": "wrong wrong wrong"}
        answer = board.post("/sign-in", data=data, headers={**HERE, "x-forwarded-for": f"192.0.2.{number}"})
    assert answer.status_code == 429


def test_many_attempts_at_once_are_no_way_round(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "BY_ACCOUNT", 5)
    counted = attempts.Attempts(people.database)
    start = threading.Barrier(12)

    def attempt(_: int) -> int:
        start.wait()
        return counted.begin("reader", "192.0.2.1")

    with ThreadPoolExecutor(12) as pool:
        waits = list(pool.map(attempt, range(12)))
    assert waits.count(0) == 5


def test_a_stolen_session_cannot_guess_the_password(signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "BY_ACCOUNT", 3)
    browser = signed_in("reader")
    new = "another four words"
    for password in ("wrong one here", "wrong two here", "wrong three here", PASSWORD):
        data = {"token": form_token(browser, "/account"), "act": "password", "password": password, "new": new,
                "again": new}  # fmt: skip
        answer = browser.post("/account", data=data, headers=HERE)
    assert answer.status_code == 400
    assert "Too many attempts" in answer.text


def test_a_password_typed_as_a_name_is_kept_nowhere(board: TestClient, people: People) -> None:
    sign_in(board, "my secret words", "my secret words")
    assert all("secret" not in f"{line.about}{line.detail}" for line in people.audit.lines())
    sign_in(board, "reader", "wrong wrong wrong")
    assert people.audit.lines()[0].about == "reader"


def test_an_owner_cannot_take_over_somebody_cleared_for_more(signed_in: SignedIn, people: People) -> None:
    people.accept(people.invite("red", by="test", role="reader", clearance="TLP:RED"), PASSWORD)
    browser = signed_in("owner")
    data = {"token": form_token(browser, "/people"), "act": "invite", "id": "Red", "role": "reader",
            "clearance": "TLP:CLEAR"}  # fmt: skip
    answer = browser.post("/people", data=data, headers=HERE)
    assert answer.status_code == 400
    assert "invitation?key=" not in answer.text
    assert people.sign_in("red", PASSWORD)


def test_one_who_was_shut_out_hears_no_more(own: Case) -> None:
    import asyncio

    head = own.record.head.seq

    async def heard(still: bool) -> list[str]:
        return [each async for each in _events(own, head - 3, 0, lambda: still)]

    assert len(asyncio.run(heard(True))) == 4
    assert len(asyncio.run(heard(False))) == 1


# --- what does not show -----------------------------------------------------------------------------------------------


def test_the_audit_log_tells_nothing_of_what_is_above_its_reader(own: Case, people: People) -> None:
    seen, hidden = add(own, "Ten trucks entered.", "TLP:AMBER"), add(own, "Six trucks entered.", "TLP:RED")
    fresh = Audit(people.database)
    before = SeenAudit(fresh, own.cleared("TLP:AMBER")).part(limit=500)
    fresh.note("red", "read", f"{hidden}, TLP:RED", "GET 200")
    fresh.note("red", "review", f"accept {hidden}", "POST 303")
    after = SeenAudit(fresh, own.cleared("TLP:AMBER"))
    assert after.part(limit=500) == before
    fresh.note("analyst", "read", f"{seen}, TLP:AMBER", "GET 200")
    now = after.part(limit=500)
    assert [line.seq for line in now.lines] == list(range(len(before.lines) + 1, 0, -1))
    whole = SeenAudit(fresh, own).part(limit=500)
    assert len(whole.lines) == len(now.lines) + 2
    assert "none changed" in whole.proof


def test_the_audit_log_is_read_part_by_part(own: Case, people: People) -> None:
    for number in range(25):
        people.audit.note("x", "act", str(number))
    seen = SeenAudit(people.audit, own)
    whole = [line.seq for line in seen.part(limit=500).lines]
    found: list[int] = []
    part = seen.part(limit=7)
    while True:
        found += [line.seq for line in part.lines]
        if part.more is None:
            break
        part = seen.part(before=part.more, limit=7)
    assert found == whole


def test_a_case_that_is_marked_above_is_refused_as_a_whole(own: Case, people: People) -> None:
    own.files = replace(own.files, info=replace(own.files.info, marking="TLP:RED"))
    browser = browser_of(own, people)
    assert sign_in(browser, "owner").status_code == 303
    for path in ("/", "/api/state", "/api/openapi.json", "/account", "/feed.atom", "/nowhere"):
        answer = browser.get(path)
        assert answer.status_code in (403, 404), path
        assert own.files.info.title not in answer.text
    people.change("owner", by="test", clearance="TLP:RED")
    assert browser.get("/").status_code == 200


def test_a_board_that_runs_when_accounts_are_made_serves_nobody_without(own: Case) -> None:
    board = TestClient(application(own, outgrown=outgrown(own)))
    assert board.get("/api/state").status_code == 200
    people = open_people(own.folder, passwords=Passwords(cheap=True))
    assert board.get("/api/state").status_code == 200
    people.invite("ann", by="test", role="owner")
    assert board.get("/api/state").status_code == 503
    assert board.get("/").status_code == 503
    people.close()


# --- people in PostgreSQL ---------------------------------------------------------------------------------------------


@pytest.fixture
def served(postgres: str, own: Case) -> Iterator[tuple[People, str]]:
    address = f"{postgres}#people_here"
    found = open_people(own.folder, address, passwords=Passwords(cheap=True))
    yield found, address
    found.close()


def test_people_live_in_the_record_s_postgresql(served: tuple[People, str], own: Case) -> None:
    import psycopg

    people, address = served
    assert people_for(own, Way(record=address)) is None
    people.accept(people.invite("ann", by="test", role="owner", clearance="TLP:AMBER"), PASSWORD)
    browser = browser_of(own, people)
    assert sign_in(browser, "ann", "wrong wrong wrong").status_code == 403
    assert sign_in(browser, "ann").status_code == 303
    assert browser.get("/people").status_code == 200
    made, secret = Tokens(people).make("ann", by="ann", title="nightly", scopes=["read"])
    assert Tokens(people).visitor(secret) is not None
    Tokens(people).revoke(made.id, by="ann")
    assert Tokens(people).visitor(secret) is None
    with pytest.raises(AccessError, match="only owner"):
        people.disable("ann", by="test")
    assert people.audit.verify()[0] > 4
    with pytest.raises(psycopg.errors.RaiseException, match="append-only"):
        people.database.run("DELETE FROM audit")
    other = open_people(own.folder, address)
    people.database.close()
    assert people.known("ann"), "a connection that was cut is made anew"
    assert other.any()
    other.close()
    found = people_for(own, Way(record=address))
    assert found is not None
    found.close()
    assert outgrown(own, address)()


def test_the_commands_find_people_in_postgresql(
    served: tuple[People, str], own: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from guarantor.cli import main

    _, address = served
    monkeypatch.setenv("GUARANTOR_RECORD", address)
    folder = str(own.folder)
    added = CliRunner().invoke(main, ["people", "add", "kim", "--role", "owner", "--case", folder])
    assert added.output.startswith("/invitation?key=")
    assert not (own.folder / "access.db").exists()
    listed = CliRunner().invoke(main, ["people", "list", "--case", folder])
    assert "kim" in listed.output
    assert CliRunner().invoke(main, ["status", "--case", folder]).exit_code == 0
