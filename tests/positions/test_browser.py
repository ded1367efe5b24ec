"""The pages on positions in a real browser: they fit, they lead to the words, and "what if" is asked by a form."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

PAST = "published-by=2025-11-05"


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_scrolls_sideways(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    for path in ("/positions", "/issues/force", "/issues/guarantors", "/packages"):
        page.goto(f"{address}{path}?{PAST}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.locator("h1").count() == 1
    page.close()


def test_from_a_cell_to_its_words_and_from_a_box_to_what_if(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/positions?{PAST}")
    page.locator("tr#a-israel td a").first.click()
    assert page.url.endswith("#w-israel")
    assert page.locator("#w-israel").is_visible()
    page.goto(f"{address}/packages?{PAST}")
    page.get_by_label("Israel accepted: Turkey sends troops").check()
    page.get_by_role("button", name="Show", exact=True).last.click()
    assert "assume=israel" in page.url
    assert PAST in page.url
    assert page.get_by_text("A what-if.").is_visible()
    page.get_by_role("link", name="As the record has it").click()
    assert "assume" not in page.url
    assert page.get_by_text("A what-if.").count() == 0
    context.close()
