"""Every page against axe-core's rules for WCAG 2.2 AA, light and dark, wide and on a phone."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.conftest import need

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


@pytest.fixture(scope="module")
def axe() -> str:
    found = find_spec("axe_playwright_python")
    need(found is not None, "axe-core", "pip install axe-playwright-python")
    assert found is not None
    assert found.submodule_search_locations
    return Path(found.submodule_search_locations[0], "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(("width", "scheme", "every"), [(1280, "light", 1), (390, "dark", 3)])
def test_no_page_breaks_a_rule(
    browser: Browser, address: str, walk: tuple[str, ...], axe: str, width: int, scheme: str, every: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    broken: list[str] = []
    for path in walk[::every]:
        page.goto(address + path)
        page.evaluate(axe)
        found = page.evaluate("rules => axe.run(document, rules)", RULES)
        broken.extend(
            f"{path}: {each['id']} ({each['impact']}): {node['target']} {node['html'][:160]}"
            for each in found["violations"]
            for node in each["nodes"][:2]
        )
    context.close()
    assert broken == []
