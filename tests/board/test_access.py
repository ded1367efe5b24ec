"""Every page against axe-core's rules for WCAG 2.2 AA, light and dark, wide and on a phone with everything unfolded."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from tests.board.axe import UNFOLD, axe_script, broken
from tests.served import page_of


@pytest.mark.parametrize(
    ("width", "scheme", "every"), [(1280, "light", 1), (390, "dark", 1), (1280, "dark", 1), (390, "light", 1)]
)
def test_no_page_breaks_a_rule(
    browser: Browser, address: str, walk: tuple[str, ...], width: int, scheme: str, every: int
) -> None:
    axe = axe_script()
    with page_of(browser, width, scheme=scheme) as page:
        found: list[str] = []
        for path in walk[::every]:
            page.goto(address + path)
            found += broken(page, axe)
            if width < 1000:
                page.evaluate(UNFOLD)
                found += broken(page, axe)
        assert not found, "\n".join(found)


def test_the_focus_is_seen_and_the_first_stop_skips_to_the_content(browser: Browser, address: str) -> None:
    with page_of(browser) as page:
        page.goto(address)
        page.keyboard.press("Tab")
        skip = page.locator(".skip")
        assert skip.evaluate("each => each === document.activeElement")
        assert skip.bounding_box()["y"] >= 0  # type: ignore[index]
        page.keyboard.press("Enter")
        assert page.url.endswith("#main")
        for _ in range(25):
            page.keyboard.press("Tab")
            seen = page.evaluate(
                "() => { const at = document.activeElement, look = getComputedStyle(at), box = at.getBoundingClientRect();"
                " return [at.tagName, look.outlineStyle, parseFloat(look.outlineWidth), box.top >= 0, box.height > 0] }"
            )
            assert seen[1] == "solid", seen
            assert seen[2] >= 2, seen
            assert seen[3:] == [True, True], seen
