"""The board in a real browser: read, asked about the past, followed to the words; no script, nothing from outside."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from tests.served import page_of

PAST = "as-of=2025-11-01&published-by=2025-11-05"


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_scrolls_sideways(browser: Browser, address: str, walk: tuple[str, ...], width: int) -> None:
    with page_of(browser, width) as page:
        wide = []
        for path in walk:
            page.goto(address + path)
            if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
                wide.append((path, found))
        assert wide == []


def test_a_phone_folds_the_phases_and_a_wide_page_shows_them(browser: Browser, address: str) -> None:
    with page_of(browser, 390) as page:
        page.goto(f"{address}/?{PAST}")
        assert page.locator("tr#prisoners").is_hidden()
        page.locator("details.phase summary").first.click()
        assert page.locator("tr#prisoners").is_visible()
        height = page.evaluate("document.querySelector('#h-pr').getBoundingClientRect().top + scrollY")
        assert page.evaluate("document.querySelector('#h-dl').getBoundingClientRect().top + scrollY") < height
    with page_of(browser, scripts=False) as page:
        page.goto(f"{address}/?{PAST}")
        assert page.locator("tr#prisoners").is_visible()


def test_a_link_to_words_frames_them_in_their_report(browser: Browser, address: str) -> None:
    with page_of(browser, scripts=False) as page:
        page.goto(f"{address}/provisions/prisoners?{PAST}")
        page.get_by_role("link", name="In the report").first.click()
        claim = page.url.partition("#")[2]
        framed = page.evaluate(
            "id => getComputedStyle(document.getElementById(id).nextElementSibling.nextElementSibling).outlineStyle",
            claim,
        )
        assert framed == "solid"


def test_from_a_cell_to_the_words_in_two_clicks(browser: Browser, address: str) -> None:
    with page_of(browser, scripts=False) as page:
        page.goto(f"{address}/?{PAST}")
        page.locator("tr#prisoners td a").first.click()
        assert "prisoners" in page.url
        page.get_by_role("link", name="In the report").first.click()
        assert "/reports/" in page.url
        assert page.locator("mark").count() > 0
        assert page.locator(f'[id="{page.url.partition("#")[2]}"]').count() == 1


def test_the_past_is_asked_by_the_form(browser: Browser, address: str) -> None:
    with page_of(browser, scripts=False) as page:
        page.goto(address)
        page.fill("#asof", "2025-10-14")
        page.fill("#pub", "2025-10-14")
        page.get_by_role("button", name="Show").click()
        assert "as-of=2025-10-14" in page.url
        assert "14\N{NO-BREAK SPACE}October" in (page.locator("h1").text_content() or "")
        assert page.get_by_text("A past state").is_visible()


def test_no_request_leaves_the_board(browser: Browser, address: str, walk: tuple[str, ...]) -> None:
    with page_of(browser, scripts=False) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for path in walk:
            page.goto(address + path)
        assert asked
        assert all(url.startswith((address, "data:")) for url in asked)


def test_every_row_has_a_head_and_every_control_a_name(browser: Browser, address: str) -> None:
    with page_of(browser, scripts=False) as page:
        page.goto(f"{address}/?{PAST}")
        assert page.locator("table.state tbody tr:not(.grp) th[scope=row]").count() > 10
        unnamed = page.evaluate(
            "[...document.querySelectorAll('input,select,button')]"
            ".filter(e => !(e.labels?.length || e.textContent.trim())).length"
        )
        assert unnamed == 0
        assert page.locator("h1").count() == 1
