"""The API against its own description: whatever fits it is answered as it says, whatever does not is refused."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis.errors import Unsatisfiable
from jsonschema import Draft202012Validator
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth
from starlette.testclient import TestClient
from tests.board.access.conftest import PASSWORD, browser_of, sign_in

from guarantor.board.access.cookies import PLAIN, SECURE
from guarantor.board.access.passwords import Passwords
from guarantor.board.access.people import open_people
from guarantor.board.api.asked import EXPORTS
from guarantor.board.api.operations import OPERATIONS, Operation
from guarantor.board.app import application
from guarantor.case import Case, open_case

EXAMPLES = int(os.environ.get("GUARANTOR_EXAMPLES", "2"))
"""For each operation; more than in the ordinary run are a matter of patience."""


@pytest.fixture(scope="module")
def own(read_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder = tmp_path_factory.mktemp("api") / "case"
    shutil.copytree(read_demo, folder)
    with open_case(folder) as case:
        yield case


@pytest.fixture(scope="module")
def api(own: Case) -> Any:
    return schemathesis.openapi.from_asgi("/api/openapi.json", application(own))


@schemathesis.hook
def map_query(context: Any, query: dict[str, Any] | None) -> dict[str, Any] | None:
    """A stream that tells what there is and ends: nobody here waits an hour for a change. What is wrong stays wrong."""
    if context.operation.path == "/api/changes" and isinstance(query, dict):
        waits = query.get("wait", 0)
        return {**query, "wait": "0"} if str(waits).isdigit() else query
    return query


@pytest.mark.parametrize("operation", [each for each in OPERATIONS if each.id != "audit"], ids=lambda each: each.id)
def test_everything_is_as_described(api: Any, operation: Operation) -> None:
    """What fits the description is answered as it says, what does not is refused as it says, and nothing breaks."""
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        try:
            _run(api[operation.path][operation.method].as_strategy(generation_mode=mode), {})
        except Unsatisfiable:
            assert mode is GenerationMode.NEGATIVE


def test_the_audit_log_is_as_described_where_there_are_accounts(own: Case, tmp_path: Path) -> None:
    """Without accounts there is none; with them an owner who is signed in reads it, and no token does."""
    with closing(open_people(tmp_path, passwords=Passwords(cheap=True))) as people:
        people.accept(people.invite("owner", by="test", role="owner", clearance="TLP:RED"), PASSWORD)
        browser = browser_of(own, people)
        sign_in(browser, "owner")
        assert browser.get("/api/audit").status_code == 200
        who = {"cookie": f"{PLAIN}={browser.cookies[SECURE]}"}
        described = schemathesis.openapi.from_asgi("/api/openapi.json", browser.app, headers=who)
        assert described["/api/audit"]["GET"].Case().call(headers={"host": "testserver", **who}).status_code == 200
        _run(described["/api/audit"]["GET"].as_strategy(generation_mode=GenerationMode.POSITIVE), who)
        assert browser.get("/api/audit", params={"limit": "none"}).status_code == 400


def _run(strategy: Any, who: dict[str, str]) -> None:
    @settings(
        max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate], database=None,
    )  # fmt: skip
    @given(case=strategy)
    def check(case: schemathesis.Case) -> None:
        # A value that no address can carry is not asked: of an empty list nothing would be left.
        assume(all(value not in ([], {}, None) for value in (case.query or {}).values()))
        # Who is signed in stays so: that nobody else gets in is tried in `access/test_permissions.py`.
        case.call_and_validate(headers={"host": "testserver", **who}, excluded_checks=[ignored_auth] if who else [])

    check()


def test_the_description_is_openapi_and_its_schemas_are_schemas(own: Case) -> None:
    found = TestClient(application(own)).get("/api/openapi.json").json()
    assert found["openapi"].startswith("3.1")
    for schema in found["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    ids = [operation["operationId"] for path in found["paths"].values() for operation in path.values()]
    assert len(ids) == len(set(ids)) > 18


def test_full_answers_fit_their_schemas(own: Case) -> None:
    board = TestClient(application(own))
    found = board.get("/api/openapi.json").json()
    knowledge = own.knowledge()
    filled = {
        "provision": own.files.agreement.provisions[1].id, "claim": next(iter(knowledge.of_claim)),
        "report": next(iter(knowledge.reports)), "actor": own.files.agreement.provisions[1].debtors[0],
    }  # fmt: skip
    checked = 0
    for path, operations in found["paths"].items():
        if "get" not in operations or "format" in path or path == "/api/changes":
            continue
        answer = board.get(path.format(**filled))
        assert answer.status_code == 200, path
        schema = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        Draft202012Validator({**schema, "components": found["components"]}).validate(answer.json())
        checked += 1
    assert checked > 15


# --- what a description does not say ----------------------------------------------------------------------------------


def test_a_listing_is_read_to_its_end_by_cursors(own: Case) -> None:
    board = TestClient(application(own))
    for path, name in (("/api/claims", "claims"), ("/api/reports", "reports")):
        whole = board.get(f"{path}?limit=1000").json()
        assert whole["next"] is None
        found, cursor = [], 0
        while cursor is not None:
            part = board.get(f"{path}?limit=37&cursor={cursor}").json()
            assert part["total"] == whole["total"]
            found += part[name]
            cursor = part["next"]
        assert found == whole[name]
        assert len(found) == whole["total"]


def test_a_cursor_stays_right_while_the_record_grows(own: Case) -> None:
    board = TestClient(application(own))
    first = board.get("/api/reports?limit=10").json()
    answer = board.post("/api/reports", json={"text": "Ten trucks entered.", "outlet": "The Post"})
    assert answer.status_code == 200, answer.text
    rest = board.get(f"/api/reports?limit=1000&cursor={first['next']}").json()
    ids = [row["id"] for row in (*first["reports"], *rest["reports"])]
    assert len(ids) == len(set(ids)) == rest["total"] == first["total"] + 1


def test_what_the_sender_has_is_not_sent_again(own: Case) -> None:
    board = TestClient(application(own))
    answer = board.get("/api/state")
    again = board.get("/api/state", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    board.post("/api/reports", json={"text": "Eleven trucks entered.", "outlet": "The Post"})
    assert board.get("/api/state", headers={"if-none-match": answer.headers["etag"]}).status_code == 200


@pytest.mark.parametrize(
    "query", ["as-of=yesterday", "as-of=2025-02-30", "as_of=2025-01-01", "limit=0", "limit=5.0", "cursor=-1", "x=1",
              "limit=5&limit=6", "accounts=nobody", "as-of=0001-01-01", "as-of=9999-12-31"],
)  # fmt: skip
def test_what_is_asked_wrongly_is_named(own: Case, query: str) -> None:
    answer = TestClient(application(own)).get(f"/api/claims?{query}")
    assert answer.status_code == 400
    told = answer.json()
    assert told["asked"] == f"GET /api/claims?{query}"
    assert query.partition("=")[0] in told["detail"] or "account" in told["detail"]


def test_a_judgement_is_made_and_undone(own: Case) -> None:
    board = TestClient(application(own))
    claim = next(iter(own.knowledge().claims))
    sent = {"act": "reject", "about": [claim], "why": "not said", "judged": 0}
    made = board.post("/api/judgements", json=sent)
    assert made.status_code == 200, made.text
    assert board.get(f"/api/claims/{claim}").status_code == 404
    assert board.post("/api/judgements", json=sent).status_code == 409
    judgement = own.record.judgements(claim)[0].id
    undone = board.post("/api/judgements", json={"act": "undo", "about": [judgement], "why": "a slip"})
    assert undone.status_code == 200, undone.text
    assert board.get(f"/api/claims/{claim}").status_code == 200


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_another_site_cannot_write_by_the_api(own: Case, headers: dict[str, str]) -> None:
    head = own.record.head
    board = TestClient(application(own))
    assert board.post("/api/reports", json={"text": "x y z"}, headers=headers).status_code == 403
    assert (
        board.post("/api/reports", content=b'{"text": "x"}', headers={"content-type": "text/plain"}).status_code == 415
    )
    assert own.record.head == head


def test_the_stream_resumes_where_it_was_left(own: Case) -> None:
    board = TestClient(application(own))
    head = own.record.head.seq
    assert "event:" not in board.get("/api/changes?wait=0").text
    assert board.get(f"/api/changes?wait=0&after={head - 5}").text.count("event:") == 5
    resumed = board.get("/api/changes?wait=0&after=1", headers={"last-event-id": str(head - 2)}).text
    assert resumed.count("event:") == 2
    assert f"id: {head}\n" in resumed
    assert board.get("/api/changes?wait=0", headers={"last-event-id": "x"}).status_code == 400


def test_every_export_has_a_name_and_a_type(own: Case) -> None:
    board = TestClient(application(own))
    for format_ in EXPORTS:
        answer = board.get(f"/api/exports/{format_}" + ("?what=counters" if format_ == "hxl" else ""))
        assert answer.status_code == 200, format_
        assert f'filename="{own.files.info.id}-' in answer.headers["content-disposition"]
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert board.get("/api/exports/hxl").text.startswith("counter,title,root")
    assert board.get("/api/exports/hxl?what=claims").status_code == 404
    assert board.get("/api/exports/xlsx").status_code == 404
