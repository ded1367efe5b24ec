"""Pages that stay open: told that the record has grown; a report added in one window changes the state in another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from tests.served import serving

from guarantor.board.app import application
from guarantor.case import Case

TEXT = (
    "Hamas has handed over the remains of all 28 deceased hostages, the International Committee of the Red Cross said "
    "on 20 November 2025.\n"
)


@pytest.fixture
def window(own: Case) -> Iterator[str]:
    """The bundled case on a board of its own, to be written to."""
    with serving(application(own)) as found:
        yield found


def _waiting(text: str) -> int:
    return int(text.split(" and ")[0].replace(",", ""))


def test_a_report_added_in_one_window_is_offered_in_another(browser: Browser, window: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    state, adding = context.new_page(), context.new_page()
    state.goto(window)
    before = _waiting(state.locator("dl.facts dd").nth(1).inner_text())
    expect(state.locator("#grown")).to_be_hidden()
    state.evaluate("scrollTo(0, 600)")
    adding.goto(f"{window}/add")
    adding.fill("#text", TEXT)
    adding.fill("#outlet", "AP")
    adding.fill("#published", "2025-11-21")
    adding.get_by_role("button", name="Read it").click()
    expect(adding.locator("#h-done")).to_be_visible(timeout=20_000)
    assert "claim" in adding.locator("#main").inner_text()
    assert adding.locator("script[src='/static/live.js']").count() == 0, "nobody is told of what they just added"
    expect(state.locator("#grown")).to_be_visible(timeout=20_000)
    assert state.evaluate("scrollY") == 600
    state.locator("#grown button").click()
    expect(state.locator("dl.facts dd").nth(1)).to_contain_text(f"{before + 1:,} and", timeout=20_000)
    expect(state.locator("#grown")).to_be_hidden()
    context.close()


def test_a_fault_in_the_form_clears_nothing_and_is_told_where_the_reader_looks(browser: Browser, window: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{window}/add")
    page.fill("#outlet", "An outlet")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was sent")
    expect(page.locator("#outlet")).to_have_value("An outlet")
    expect(page.get_by_role("alert")).to_be_focused()
    context.close()


def test_a_search_changes_what_is_found_in_place_and_in_the_address(browser: Browser, window: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{window}/search?q=trucks")
    page.evaluate("window.same = true")
    with page.expect_response(lambda answer: "kind=meeting" in answer.url):
        page.select_option("#kind", "meeting")
    page.wait_for_url("**kind=meeting**")
    assert page.evaluate("window.same") is True
    assert page.locator("#q").input_value() == "trucks"
    context.close()


def test_a_deadline_has_the_readers_zone_beside_the_events(browser: Browser, window: str) -> None:
    context = browser.new_context(timezone_id="America/New_York")
    page = context.new_page()
    page.goto(window)
    assert page.get_by_text("your time").count() > 0
    context.close()
