"""Coming in and going out: passwords, sessions, invitations, guesses, forged cookies, other people's addresses."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from tests.board.access.conftest import HERE, PASSWORD, SignedIn, browser_of, form_token, sign_in

from guarantor.board.access import attempts
from guarantor.board.access import people as people_module
from guarantor.board.access.cookies import SECURE
from guarantor.board.access.passwords import PasswordError
from guarantor.board.access.people import AccessError, People
from guarantor.board.access.tokens import PREFIX, Tokens
from guarantor.case import Case


def test_signing_in_sets_a_cookie_that_scripts_and_other_sites_do_not_get(board: TestClient) -> None:
    answer = sign_in(board, "reader")
    assert answer.status_code == 303
    cookies = [value for name, value in answer.headers.multi_items() if name == "set-cookie"]
    session = next(each for each in cookies if each.startswith(SECURE))
    for word in ("HttpOnly", "Secure", "SameSite=lax", "Path=/"):
        assert word in session
    assert "Domain" not in session
    assert board.get("/").status_code == 200


@pytest.mark.parametrize(("who", "password"), [("reader", "wrong wrong wrong"), ("nobody", PASSWORD), ("", "")])
def test_what_is_wrong_is_not_told_apart(board: TestClient, who: str, password: str) -> None:
    answer = sign_in(board, who, password)
    assert answer.status_code == 403
    assert "do not belong together" in answer.text
    assert SECURE not in answer.headers.get("set-cookie", "")


def test_guessing_is_slowed_by_account_and_by_address(
    board: TestClient, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "BY_ACCOUNT", 3)
    monkeypatch.setattr(attempts, "BY_ADDRESS", 5)
    for _ in range(3):
        assert sign_in(board, "reader", "wrong wrong wrong").status_code == 403
    refused = sign_in(board, "reader")
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
    assert sign_in(board, "analyst").status_code == 303
    board.cookies.clear()
    for name in ("a", "b"):
        sign_in(board, name, "wrong wrong wrong")
    assert sign_in(board, "editor").status_code == 429
    assert "sign-in not looked at" in {line.act for line in people.audit.lines()}


@pytest.mark.parametrize(
    "forged", ["x", "x.y", "é", "a" * 43 + "." + "0" * 64, "." + "0" * 64, "'; DROP TABLE person; --.0", "%00"]
)
def test_a_forged_cookie_lets_nobody_in(board: TestClient, people: People, forged: str) -> None:
    headers = {"cookie": f"{SECURE}={forged}".encode("latin-1", "replace")}
    assert board.get("/api/state", headers=headers).status_code == 401
    assert board.get("/", headers=headers).status_code == 303
    assert "forged cookie" in {line.act for line in people.audit.lines()}
    assert len(people.all()) == 4


def test_a_cookie_with_one_sign_changed_lets_nobody_in(signed_in: SignedIn) -> None:
    browser = signed_in("owner")
    value = browser.cookies[SECURE]
    for at in (0, 20, len(value) - 1):
        changed = value[:at] + ("A" if value[at] != "A" else "B") + value[at + 1 :]
        assert browser.get("/", headers={"cookie": f"{SECURE}={changed}"}).status_code in (303, 200)
        other = TestClient(browser.app, base_url="https://testserver", follow_redirects=False)
        assert other.get("/", headers={"cookie": f"{SECURE}={changed}"}).status_code == 303


def test_a_copied_cookie_is_worthless_after_signing_out(signed_in: SignedIn) -> None:
    browser = signed_in("reader")
    copied = browser.cookies[SECURE]
    answer = browser.post("/sign-out", data={"token": form_token(browser, "/account")}, headers=HERE)
    assert answer.status_code == 303
    other = TestClient(browser.app, base_url="https://testserver", follow_redirects=False)
    assert other.get("/", headers={"cookie": f"{SECURE}={copied}"}).status_code == 303


def test_signing_out_everywhere_ends_every_session(signed_in: SignedIn) -> None:
    one, other = signed_in("reader"), signed_in("reader")
    data = {"token": form_token(one, "/account"), "act": "sign-out-everywhere"}
    assert one.post("/account", data=data, headers=HERE).status_code == 303
    assert one.get("/").status_code == other.get("/").status_code == 303


def test_a_new_password_ends_every_session_and_the_old_one_is_gone(signed_in: SignedIn, board: TestClient) -> None:
    one, other = signed_in("reader"), signed_in("reader")
    data = {"token": form_token(one, "/account"), "act": "password", "password": PASSWORD,
            "new": "another four words", "again": "another four words"}  # fmt: skip
    assert one.post("/account", data={**data, "password": "wrong"}, headers=HERE).status_code == 400
    assert one.post("/account", data={**data, "again": "other"}, headers=HERE).status_code == 400
    assert one.post("/account", data=data, headers=HERE).status_code == 303
    assert other.get("/").status_code == 303
    assert sign_in(board, "reader").status_code == 403
    assert sign_in(board, "reader", "another four words").status_code == 303


def test_a_session_ends_by_itself(signed_in: SignedIn, people: People) -> None:
    browser = signed_in("reader")
    people.database.run("UPDATE session SET seen = '2020-01-01T00:00:00Z'")
    assert browser.get("/").status_code == 303


def test_a_role_or_clearance_taken_away_counts_at_once(signed_in: SignedIn, people: People) -> None:
    browser = signed_in("analyst")
    assert browser.get("/review").status_code == 200
    people.change("analyst", by="test", role="reader")
    assert browser.get("/review").status_code == 403
    people.disable("analyst", by="test")
    assert browser.get("/").status_code == 303


# --- invitations ------------------------------------------------------------------------------------------------------


def test_an_invitation_works_once(board: TestClient, people: People, own: Case) -> None:
    secret = people.invite("kim", by="owner", role="analyst")
    path = f"/invitation?key={secret}"
    data = {"token": form_token(board, path), "key": secret, "password": "short", "again": "short"}
    assert board.post("/invitation", data=data, headers=HERE).status_code == 400
    good = {**data, "password": PASSWORD, "again": PASSWORD}
    assert board.post("/invitation", data={**good, "again": "other words entirely"}, headers=HERE).status_code == 400
    assert board.post("/invitation", data=good, headers=HERE).headers["location"] == "/"
    assert board.get("/review").status_code == 200
    other = browser_of(own, people)
    assert other.get(path).status_code == 404
    with pytest.raises(AccessError):
        people.accept(secret, PASSWORD)


def test_an_invitation_is_over_after_its_time_or_a_newer_one(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    first = people.invite("kim", by="owner")
    assert people.invited(first) == "kim"
    people.invite("kim", by="owner")
    assert people.invited(first) is None
    monkeypatch.setattr(people_module, "INVITED_SECONDS", -1)
    assert people.invited(people.invite("kim", by="owner")) is None


@pytest.mark.parametrize("password", ["short", "kimkimkimkim", "aaaaaaaaaaaaaaaa", "x" * 1025])
def test_a_password_that_is_easy_to_guess_is_refused(people: People, password: str) -> None:
    with pytest.raises(PasswordError):
        people.set_password("reader", password, by="test")


def test_the_last_owner_stays(people: People) -> None:
    with pytest.raises(AccessError, match="only owner"):
        people.disable("owner", by="test")
    with pytest.raises(AccessError, match="only owner"):
        people.change("owner", by="test", role="reader")
    people.change("editor", by="test", role="owner")
    people.disable("owner", by="test")


# --- other people's addresses -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "onward",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/%0d%0aset-cookie:x"],
)
def test_signing_in_leads_nowhere_else(board: TestClient, onward: str) -> None:
    location = sign_in(board, "reader", next=onward).headers["location"]
    assert location in ("/", "/%0d%0aset-cookie:x")


def test_after_signing_in_one_is_where_one_wanted_to_be(board: TestClient) -> None:
    first = board.get("/actors?as-of=2025-11-01").headers["location"]
    assert first == "/sign-in?next=%2Factors%3Fas-of%3D2025-11-01"
    assert 'value="/actors?as-of=2025-11-01"' in board.get(first).text
    assert sign_in(board, "reader", next="/actors?as-of=2025-11-01").headers["location"] == "/actors?as-of=2025-11-01"


@pytest.mark.parametrize("path", ["/sign-in", "/account", "/people", "/review", "/add"])
def test_every_form_needs_its_token_and_its_site(signed_in: SignedIn, path: str) -> None:
    browser = signed_in("owner")
    token = form_token(browser, "/account")
    assert browser.post(path, data={"act": "x"}, headers=HERE).status_code == 403
    assert browser.post(path, data={"token": token}, headers={"origin": "https://evil.example"}).status_code == 403
    assert browser.post(path, data={"token": token}, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    other = signed_in("owner")
    assert other.post(path, data={"token": token}, headers=HERE).status_code == 403


def test_another_name_of_the_board_is_refused(own: Case, people: People) -> None:
    browser = browser_of(own, people)
    for name in ("evil.example", "testserver.evil.example", "127.0.0.1.nip.io"):
        assert browser.get("/sign-in", headers={"host": name}).status_code == 400


def test_nobody_touches_what_is_not_theirs(signed_in: SignedIn, people: People) -> None:
    made, _ = Tokens(people).make("owner", by="owner", title="t", scopes=["read"])
    browser = signed_in("reader")
    data = {"token": form_token(browser, "/account"), "act": "revoke", "id": made.id}
    answer = browser.post("/account", data=data, headers=HERE)
    assert answer.status_code == 400
    assert Tokens(people).get(made.id).revoked is None
    assert browser.post("/people", data={**data, "act": "disable", "id": "owner"}, headers=HERE).status_code == 403


# --- tokens -----------------------------------------------------------------------------------------------------------


def test_a_token_is_shown_once_and_kept_as_a_digest(signed_in: SignedIn, people: People) -> None:
    browser = signed_in("reader")
    data = {
        "token": form_token(browser, "/account"),
        "act": "token",
        "title": "my script",
        "scope-read": "1",
        "days": "30",
    }
    page = browser.post("/account", data=data, headers=HERE).text
    secret = page[page.index(PREFIX) :].partition("<")[0]
    assert secret not in browser.get("/account").text
    assert browser.get("/account").text.count("my script") == 1
    everything = [row for table in ("token", "audit") for row in people.database.run(f"SELECT * FROM {table}")]
    assert secret not in repr(everything)
    plain = TestClient(browser.app, base_url="https://testserver")
    headers = {"authorization": f"Bearer {secret}"}
    assert plain.get("/api/state", headers=headers).status_code == 200
    id_ = Tokens(people).all("reader")[0].id
    browser.post("/account", data={"token": form_token(browser, "/account"), "act": "revoke", "id": id_}, headers=HERE)
    assert plain.get("/api/state", headers=headers).status_code == 401


def test_a_token_is_cleared_for_no_more_than_its_person(people: People) -> None:
    tokens = Tokens(people)
    with pytest.raises(AccessError, match="at most"):
        tokens.make("reader", by="reader", title="t", scopes=["read"], clearance="TLP:RED")
    _, secret = tokens.make("reader", by="reader", title="t", scopes=["read"], clearance="TLP:AMBER")
    people.change("reader", by="owner", clearance="TLP:CLEAR")
    visitor = tokens.visitor(secret)
    assert visitor is not None
    assert visitor.clearance == "TLP:CLEAR"


@pytest.mark.parametrize("scopes", [[], ["everything"], ["read", "all"]])
def test_a_token_is_for_something(people: People, scopes: list[str]) -> None:
    with pytest.raises(AccessError):
        Tokens(people).make("reader", by="reader", title="t", scopes=scopes)


def test_an_owner_clears_nobody_for_more_than_they_are(signed_in: SignedIn, people: People) -> None:
    browser = signed_in("owner")
    data = {
        "token": form_token(browser, "/people"),
        "act": "change",
        "id": "owner",
        "role": "owner",
        "clearance": "TLP:RED",
    }
    assert browser.post("/people", data=data, headers=HERE).status_code == 400
    assert people.get("owner").clearance == "TLP:AMBER"
    invited = browser.post("/people", data={**data, "act": "invite", "id": "Lee", "role": "analyst",
                                            "clearance": "TLP:GREEN"}, headers=HERE)  # fmt: skip
    assert "https://testserver/invitation?key=" in invited.text
    assert people.get("lee").clearance == "TLP:GREEN"
