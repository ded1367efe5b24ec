"""Signing in and markings in a real browser: what is refused, and that a reader with a lower clearance sees no trace."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.board.access.conftest import PASSWORD
from tests.served import page_of, serving

from guarantor.board.access import attempts
from guarantor.board.access.people import People
from guarantor.board.app import application
from guarantor.case import Case
from guarantor.model.report import Report

HIDDEN = "A courier said on Monday that 777 zeppelins with marzipan had entered Gaza."


@pytest.fixture
def guarded(own: Case, people: People) -> Iterator[str]:
    """The address of a board with accounts; one report of it is marked above what a reader is cleared for."""
    report = Report(text=HIDDEN, location="h.txt", outlet="Sealed Gazette", published="2025-11-01", marking="TLP:RED")
    own.read_reports([report])
    people.accept(people.invite("red", by="test", role="reader", clearance="TLP:RED"), PASSWORD)
    with serving(application(own, people)) as found:
        yield found


def sign_in(page: Page, address: str, person: str, password: str = PASSWORD, wanted: str = "/") -> None:
    page.goto(address + wanted)
    page.fill("#account", person)
    page.fill("#password", password)
    page.get_by_role("button", name="Sign in").click()


def test_refused_sign_ins_say_so_and_let_nobody_in(
    browser: Browser, guarded: str, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "BY_ACCOUNT", 3)
    with page_of(browser) as page:
        for number in range(4):
            sign_in(page, guarded, "reader", f"not the password {number}")
            expect(page.get_by_role("alert")).to_contain_text("Not signed in")
            assert page.locator("#password").input_value() == ""
        sign_in(page, guarded, "reader")
        expect(page.get_by_role("alert")).to_be_visible()
        page.goto(f"{guarded}/reports/x")
        assert "/sign-in" in page.url
        old = people.invite("kim", by="test", role="reader")
        people.invite("kim", by="test")
        page.goto(f"{guarded}/invitation?key={old}")
        assert page.get_by_role("button", name="Set it and come in").count() == 0


def test_an_invitation_lets_in_once(browser: Browser, guarded: str, people: People) -> None:
    link = f"{guarded}/invitation?key={people.invite('kim', by='test', role='reader')}"
    with page_of(browser) as page:
        page.goto(link)
        for field in page.locator("input[type=password]").all():
            field.fill(PASSWORD)
        page.get_by_role("button", name="Set it and come in").click()
        sign_in(page, guarded, "kim") if "/sign-in" in page.url else page.goto(guarded)
        expect(page.locator("h1")).to_contain_text("State of the agreement")
    with page_of(browser) as page:
        page.goto(link)
        assert page.get_by_role("button", name="Set it and come in").count() == 0


def test_who_is_cleared_for_less_sees_no_trace(browser: Browser, guarded: str) -> None:
    places = ["/", "/timeline", "/actors", "/search?q=marzipan", "/search?outlet=Sealed+Gazette", "/search?q=777",
              "/brief", "/api/state", "/api/claims?limit=500", "/api/reports?limit=500", "/feed.atom"]  # fmt: skip
    seen = {}
    for person in ("red", "reader"):
        with page_of(browser) as page:
            sign_in(page, guarded, person)
            expect(page.locator("h1")).to_contain_text("State of the agreement")
            answers = [page.request.get(guarded + place).text() for place in places]
            seen[person] = [sum(text.count(word) for text in answers) for word in ("zeppelins", "Sealed Gazette</")]
            page.goto(f"{guarded}/search?q=777+marzipan")
            seen[person].append(page.locator("#h-rp").inner_text())
            nowhere = page.request.get(f"{guarded}/search?outlet=Nowhere+Gazette").text().count("Nowhere Gazette</")
    assert seen["red"][0] > 0, "the check finds what is there"
    assert seen["red"][1] > nowhere
    assert seen["reader"][:2] == [0, nowhere], "a word asked for is repeated, whether anything bears it or not"
    assert seen["red"][2] == "1 reports"
    assert seen["reader"][2] == "0 reports"


def test_after_signing_in_one_stays_on_this_board(browser: Browser, guarded: str) -> None:
    with page_of(browser) as page:
        page.goto(f"{guarded}/sign-in?next=https://evil.example/")
        page.fill("#account", "reader")
        page.fill("#password", PASSWORD)
        before = page.context.cookies()
        page.get_by_role("button", name="Sign in").click()
        expect(page.locator("h1")).to_contain_text("State of the agreement")
        assert page.url.startswith(guarded)
        session = {each["name"]: each["value"] for each in page.context.cookies()}
        known = {each["name"]: each["value"] for each in before}
        fresh = {name for name, value in session.items() if known.get(name) != value}
        assert fresh, "nobody who set a cookie beforehand knows the session's"
