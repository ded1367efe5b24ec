"""axe-core in a page: what breaks a rule of WCAG 2.2 AA."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from playwright.sync_api import Page
from tests.conftest import need

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
UNFOLD = "() => { for (const each of document.querySelectorAll('details')) each.open = true; return null }"


@cache
def axe_script() -> str:
    found = find_spec("axe_playwright_python")
    need(found is not None, "axe-core", "pip install axe-playwright-python")
    assert found is not None
    assert found.submodule_search_locations
    return Path(found.submodule_search_locations[0], "axe.min.js").read_text(encoding="utf-8")


def broken(page: Page, axe: str) -> list[str]:
    """What a page breaks, a line a node."""
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)
    return [
        f"{page.url}: {each['id']} ({each['impact']}): {node['target']} {node['html'][:160]}"
        for each in found["violations"]
        for node in each["nodes"][:2]
    ]
