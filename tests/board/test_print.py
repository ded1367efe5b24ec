"""The pages on paper: the state on five sheets at most, nothing cut off at the side, nothing to press."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page
from tests.served import page_of

PAST = "as-of=2025-11-01&published-by=2025-11-05"
PORTRAIT, LANDSCAPE = 695, 1031
"""Width between the margins of an A4 sheet, in CSS pixels: 210 or 297 mm less 26 or 24."""
CUT = """() => [...document.querySelectorAll('main *, header *')].filter(each => {
  const box = each.getBoundingClientRect();
  return box.width > 1 && box.height > 1 && box.right > innerWidth + 1 && !each.closest('svg, .vh, .defs');
}).map(each => each.outerHTML.slice(0, 120))"""
CONTROLS = """() => [...document.querySelectorAll('button, .btn, select, textarea, nav, input:not([type=checkbox])')]
  .filter(each => each.checkVisibility() && each.getBoundingClientRect().width > 1).map(each => each.outerHTML.slice(0, 120))"""


def sheets(page: Page) -> int:
    """How many sheets a page is, as Chromium prints it."""
    made = page.pdf(prefer_css_page_size=True, print_background=True)
    return len(re.findall(rb"/Type\s*/Page\b", made))


@pytest.mark.parametrize("query", ["", f"?{PAST}"])
def test_the_state_is_five_sheets_at_most(browser: Browser, address: str, query: str) -> None:
    with page_of(browser) as page:
        page.goto(f"{address}/{query}")
        assert 1 < sheets(page) <= 5


def test_nothing_is_cut_off_and_nothing_to_press_is_printed(
    browser: Browser, address: str, walk: tuple[str, ...]
) -> None:
    with page_of(browser) as page:
        page.emulate_media(media="print")
        cut, controls = {}, {}
        for path in walk:
            page.goto(address + path)
            wide = page.evaluate("document.querySelector('.page-wide, .matrix') !== null")
            page.set_viewport_size({"width": LANDSCAPE if wide else PORTRAIT, "height": 900})
            if found := page.evaluate(CUT):
                cut[path] = found[:3]
            if found := page.evaluate(CONTROLS):
                controls[path] = found[:3]
        assert cut == {}
        assert controls == {}
