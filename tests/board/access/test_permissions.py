"""The table of permissions, line by line: each address for each role, for tokens of each scope, and for nobody."""

from __future__ import annotations

from threading import Lock

import pytest
from starlette.routing import Mount, Route
from starlette.testclient import TestClient
from tests.board.access.conftest import HERE, SignedIn, browser_of, form_token

from guarantor.board.access.gate import SUBSCRIBED
from guarantor.board.access.people import People
from guarantor.board.access.roles import ACTS, ROLES, SCOPES, Act, act_of, may
from guarantor.board.access.tokens import Tokens
from guarantor.board.app import Rooms, application, pages_of
from guarantor.board.forms import Guard
from guarantor.case import Case

LEAST = {
    "come-in": None, "read": "reader", "export": "reader", "own-account": "reader", "review": "analyst",
    "add": "editor", "people": "owner", "audit": "owner",
}  # fmt: skip
LINES = [(act, address) for act in ACTS for address in act.addresses]
FILLED = {"provisions": "prisoners", "about": "prisoners", "actors": "hamas", "issues": "x", "reports": "x", "claims": "x", "meetings": "x",
          "exports": "csv", "act": "grade", "static": "guarantor.css"}  # fmt: skip


def filled(address: str) -> tuple[str, str]:
    method, _, path = address.partition(" ")
    parts = path.split("/")
    return method, "/".join(FILLED[parts[n - 1]] if part == "{}" else part for n, part in enumerate(parts))


def test_each_act_has_the_least_role_that_was_decided() -> None:
    assert {act.id: act.role for act in ACTS} == LEAST


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_each_address_or_not(signed_in: SignedIn, role: str) -> None:
    browser = signed_in(role)
    for act, address in LINES:
        if address in ("POST /sign-out", "GET /api/changes"):
            continue
        allowed = act.role is None or ROLES.index(role) >= ROLES.index(act.role)
        method, path = filled(address)
        answer = browser.request(method, path, headers=HERE)
        gate = "The role " in answer.text and answer.status_code == 403
        assert gate is not allowed, (role, address, answer.status_code)


def test_nobody_gets_in_anywhere_but_by_the_door(board: TestClient) -> None:
    for act, address in LINES:
        method, path = filled(address)
        answer = board.request(method, path, headers=HERE)
        if act.role is None:
            assert answer.status_code in (200, 400, 403, 404), address
        elif path.startswith("/api/"):
            assert answer.status_code == 401, address
            assert answer.headers["www-authenticate"].startswith("Bearer"), address
        elif path in SUBSCRIBED:
            assert answer.status_code == 401, address
            assert answer.headers["www-authenticate"].startswith("Basic"), address
        elif method == "GET":
            assert answer.status_code == 303, address
            assert answer.headers["location"].startswith("/sign-in"), address
        else:
            assert answer.status_code == 401, address
    assert "Hostages" not in board.get("/", follow_redirects=True).text


@pytest.mark.parametrize("scope", SCOPES)
def test_a_token_does_what_its_scope_says(own: Case, people: People, scope: str) -> None:
    _, secret = Tokens(people).make("owner", by="test", title="t", scopes=[scope])
    browser = browser_of(own, people)
    for act, address in LINES:
        if act.role is None or address == "GET /api/changes":
            continue
        method, path = filled(address)
        answer = browser.request(method, path, headers={"authorization": f"Bearer {secret}"})
        refused = answer.status_code == 403 and "This token is for" in answer.text
        assert refused is (act.scope != scope), (scope, address, answer.status_code)


def test_a_token_never_does_more_than_its_person(own: Case, people: People) -> None:
    _, secret = Tokens(people).make("reader", by="test", title="t", scopes=list(SCOPES))
    browser = browser_of(own, people)
    headers = {"authorization": f"Bearer {secret}"}
    assert browser.get("/api/state", headers=headers).status_code == 200
    assert browser.post("/api/judgements", json={}, headers=headers).status_code == 403
    people.disable("reader", by="test")
    assert browser.get("/api/state", headers=headers).status_code == 401


def test_every_route_is_in_the_table(own: Case, people: People) -> None:
    """Whatever is added later and not put into the table is refused; this says so before anybody notices."""
    outer = application(own, people)
    inner = pages_of(own, people, Guard(), Lock())
    routes = [route for app in (outer, inner) for route in app.routes if isinstance(route, Route)]
    assert len(routes) > 30
    for route in routes:
        for method in (route.methods or set()) - {"HEAD"}:
            path = route.path
            while "{" in path:
                path = path[: path.index("{")] + "x" + path[path.index("}") + 1 :]
            assert act_of(method, path) is not None, (method, route.path)
    assert any(isinstance(route, Mount) and isinstance(route.app, Rooms) for route in outer.routes)


def test_every_line_of_the_table_has_a_route(own: Case, people: People) -> None:
    outer, inner = application(own, people), pages_of(own, people, Guard(), Lock())
    there = {
        (method, route.path.split("/{")[0])
        for app in (outer, inner)
        for route in app.routes
        if isinstance(route, Route)
        for method in route.methods or ()
    }
    there.add(("GET", "/static"))
    for _, address in LINES:
        method, _, path = address.partition(" ")
        assert (method, path.removesuffix("/{}")) in there, address


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.id)
def test_more_role_never_means_less(act: Act) -> None:
    allowed = [may(act, role) for role in ROLES]
    assert allowed == sorted(allowed)


def test_a_reader_sees_only_the_pages_that_are_theirs(signed_in: SignedIn) -> None:
    page = signed_in("reader").get("/").text
    assert 'href="/review"' not in page
    assert 'href="/add"' not in page
    assert 'href="/people"' not in page
    assert 'href="/review"' in signed_in("analyst").get("/").text


def test_an_unknown_address_or_method_is_no_way_in(signed_in: SignedIn) -> None:
    browser = signed_in("owner")
    assert browser.get("/nowhere").status_code == 404
    assert browser.request("DELETE", "/people", headers=HERE).status_code == 405
    assert browser.request("PUT", "/api/state", headers=HERE).status_code == 405


def test_a_judgement_is_in_the_name_of_who_is_signed_in(signed_in: SignedIn, own: Case) -> None:
    import re

    browser = signed_in("analyst")
    page = browser.get("/review").text
    data = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("token", "claim", "judged")}  # type: ignore[index]
    sent = {**data, "act": "accept", "by": "owner", "why": "read it"}
    assert browser.post("/review", data=sent, headers=HERE).status_code == 303
    assert own.record.judgements(data["claim"])[0].by == "analyst"
    assert form_token(browser, "/review")
