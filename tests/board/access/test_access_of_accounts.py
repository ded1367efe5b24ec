"""The pages of accounts against axe-core's rules for WCAG 2.2 AA: both themes, wide and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.board.access.conftest import PASSWORD
from tests.board.axe import UNFOLD, axe_script, broken
from tests.served import page_of, serving

from guarantor.board.access.passwords import Passwords
from guarantor.board.access.people import open_people
from guarantor.board.app import application
from guarantor.case import open_case


@pytest.fixture(scope="module")
def guarded(read_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a board with an owner and somebody invited, and the path of the invitation."""
    people = open_people(tmp_path_factory.mktemp("people"), passwords=Passwords(cheap=True))
    people.accept(people.invite("ann", by="test", role="owner", clearance="TLP:RED"), PASSWORD)
    people.accept(people.invite("bob", by="test", role="reader", clearance="TLP:RED"), PASSWORD)
    key = people.invite("cem", by="test", role="analyst", clearance="TLP:GREEN")
    with open_case(read_demo) as case, serving(application(case, people)) as address:
        yield address, f"/invitation?key={key}"
    people.close()


def sign_in(page: Page, address: str, person: str, password: str = PASSWORD) -> None:
    page.goto(f"{address}/sign-in")
    page.fill("[name=account]", person)
    page.fill("[name=password]", password)
    page.locator("main button").first.click()
    page.wait_for_load_state()


def looked_at(page: Page, axe: str) -> list[str]:
    return [*broken(page, axe), *(broken(page, axe) if page.evaluate(UNFOLD) is None else [])]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_of_accounts_breaks_a_rule(browser: Browser, guarded: tuple[str, str], width: int, scheme: str) -> None:
    (address, invitation), axe = guarded, axe_script()
    with page_of(browser, width, scheme=scheme) as page:
        found: list[str] = []
        for path in ("/sign-in", invitation, "/invitation?key=none"):
            page.goto(address + path)
            found += looked_at(page, axe)
        sign_in(page, address, "ann", "not the password")
        assert page.url.endswith("/sign-in")
        found += looked_at(page, axe)
        sign_in(page, address, "ann")
        assert not page.url.endswith("/sign-in")
        page.goto(f"{address}/account")
        page.locator("[name=title]").first.fill(f"nightly {width} {scheme}")
        page.locator("form:has([name=title]) button").first.click()
        page.wait_for_load_state()
        assert "guarantor_" in (page.locator("main").text_content() or "")
        found += looked_at(page, axe)
        for path in ("/account", "/people", "/audit", "/", "/add", "/review"):
            page.goto(address + path)
            assert page.locator("h1").count() == 1
            found += looked_at(page, axe)
        page.context.clear_cookies()
        sign_in(page, address, "bob")
        for path in ("/people", "/audit", "/account"):
            page.goto(address + path)
            found += looked_at(page, axe)
        assert not found, "\n".join(found)
