"""A board with accounts: somebody of each role and clearance, and browsers signed in as them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from guarantor.board.access.passwords import Passwords
from guarantor.board.access.people import People, open_people
from guarantor.board.access.roles import ROLES
from guarantor.board.app import application
from guarantor.case import Case

PASSWORD = "four words and more"
HERE = {"origin": "https://testserver", "sec-fetch-site": "same-origin"}
SignedIn = Callable[[str], TestClient]


@pytest.fixture
def people(tmp_path: Path) -> Iterator[People]:
    found = open_people(tmp_path, passwords=Passwords(cheap=True))
    for role in ROLES:
        found.accept(found.invite(role, by="test", role=role, clearance="TLP:AMBER"), PASSWORD)
    yield found
    found.close()


@pytest.fixture
def board(own: Case, people: People) -> TestClient:
    """A browser in which nobody is signed in, over TLS."""
    return browser_of(own, people)


@pytest.fixture
def signed_in(own: Case, people: People) -> SignedIn:
    """Makes browsers in which somebody is signed in."""

    def make(person: str) -> TestClient:
        found = browser_of(own, people)
        answer = sign_in(found, person)
        assert answer.status_code == 303, answer.text
        return found

    return make


def browser_of(case: Case, people: People | None) -> TestClient:
    return TestClient(application(case, people), base_url="https://testserver", follow_redirects=False)


def form_token(browser: TestClient, path: str) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', browser.get(path).text)
    assert found is not None, path
    return found[1]


def sign_in(browser: TestClient, person: str, password: str = PASSWORD, **more: str):  # type: ignore[no-untyped-def]
    data = {"token": form_token(browser, "/sign-in"), "account": person, "password": password, **more}
    return browser.post("/sign-in", data=data, headers=HERE)
