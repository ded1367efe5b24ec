"""States of pages that are not seen every day, against axe-core in both themes: empty ones, faults, dialogs, results."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Browser, Page
from tests.board.axe import UNFOLD, axe_script, broken
from tests.served import page_of, serving

from guarantor.board import instead, keeping, pages
from guarantor.board.app import application
from guarantor.board.filling import NAVIGATION
from guarantor.case import Case, demo_case
from guarantor.case import knowledge as knowing

TEXT = "Hamas handed over two more bodies, the Red Cross said on 20 November 2025. Qatar said that talks went on.\n"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A board on which nothing was read yet."""
    with demo_case(tmp_path_factory.mktemp("empty") / "case") as case, serving(application(case)) as found:
        yield found


@pytest.fixture
def desk(own: Case) -> Iterator[str]:
    with serving(application(own)) as found:
        yield found


def looked_at(page: Page) -> list[str]:
    """What a page breaks in either theme, unfolded."""
    axe, found = axe_script(), []
    page.evaluate(UNFOLD)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found += broken(page, axe)
    return found


def test_empty_pages_break_no_rule_and_say_what_to_do(browser: Browser, empty: str) -> None:
    paths = [path for path, _ in NAVIGATION]
    with page_of(browser) as page:
        found: list[str] = []
        for path in (*paths, "/review/history", "/review/set", "/provisions/hostages.remains", "/actors/israel"):
            page.goto(empty + path)
            assert page.locator("h1").count() == 1
            found += looked_at(page)
            said = page.locator("main").inner_text()
            if path not in ("/add", "/search", "/positions", "/packages", "/brief"):
                links = page.locator('main a[href^="/add"], main a[href^="/review"], main form').count()
                assert links, f"{path} says what to do next: {said[-300:]}"
        assert not found, "\n".join(found)


def test_dialogs_of_the_desk_break_no_rule(browser: Browser, desk: str) -> None:
    with page_of(browser) as page:
        found: list[str] = []
        for query in (
            "?mode=edit",
            "?mode=split",
            "?mode=same",
            "?show=judged",
            "?words=zzzz",
            "?doubt=1&provision=prisoners",
        ):
            page.goto(f"{desk}/review{query}")
            found += looked_at(page)
        page.goto(f"{desk}/review")
        page.fill("#by", "Kim")
        page.get_by_role("button", name="Accept").click()
        page.wait_for_load_state()
        assert page.get_by_role("button", name="Undo").count() == 1
        found += looked_at(page)
        page.goto(f"{desk}/review?mode=edit")
        page.fill("#by", "Kim")
        page.get_by_role("button", name="Put this in its place").click()
        page.wait_for_load_state()
        assert page.get_by_role("alert").count() == 1, "a correction that changes nothing is a fault"
        found += looked_at(page)
        page.goto(f"{desk}/review/history")
        found += looked_at(page)
        page.goto(f"{desk}/review/keys")
        page.fill("#k-accept", "r")
        page.get_by_role("button", name="Keep").click()
        page.wait_for_load_state()
        assert page.get_by_role("alert").count() == 1
        found += looked_at(page)
        assert not found, "\n".join(found)


def test_what_comes_of_adding_breaks_no_rule(browser: Browser, desk: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 not really")
    with page_of(browser) as page:
        found: list[str] = []
        page.goto(f"{desk}/add")
        page.fill("#text", TEXT)
        page.fill("#outlet", "The Post")
        page.fill("#published", "2025-12-05")
        page.set_input_files("#file", tmp_path / "a.pdf")
        page.get_by_role("button", name="Read it").click()
        page.wait_for_selector("#h-done")
        assert page.get_by_role("heading", name="Refused").count() == 1
        assert page.get_by_role("link", name="The state as of").count() == 1
        found += looked_at(page)
        page.goto(desk)
        assert page.get_by_text("Reports of later days have come in").count() == 1
        found += looked_at(page)
        page.goto(f"{desk}/add")
        page.get_by_role("button", name="Read it").click()
        page.wait_for_selector("[role=alert]")
        found += looked_at(page)
        for path in ("/?as-of=2025-02-31", "/reports/none", "/actors/none", "/counters?of=none", "/brief?length=none"):
            page.goto(desk + path)
            found += looked_at(page)
        assert not found, "\n".join(found)


def test_the_page_that_says_to_come_again_breaks_no_rule(
    browser: Browser, own: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knowing, "LARGE", 0)
    monkeypatch.setattr(keeping, "PATIENCE", 0.05)
    monkeypatch.setattr(keeping, "AT_ONCE", 0.05)
    monkeypatch.setattr(instead, "AGAIN", 600)
    go, real = Event(), pages.meetings_page
    monkeypatch.setattr(pages, "meetings_page", lambda question: go.wait(120) and real(question))
    with serving(application(own)) as address, page_of(browser) as page:
        found: list[str] = []
        try:
            for width in (390, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                answer = page.goto(f"{address}/meetings?as-of=2025-11-20")
                assert answer is not None and answer.status == 503 and page.locator("h1").count() == 1
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
                found += looked_at(page)
        finally:
            go.set()
        assert not found, "\n".join(found)


def test_ways_to_narrow_a_search_break_no_rule(browser: Browser, desk: str) -> None:
    with page_of(browser) as page:
        found: list[str] = []
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{desk}/search?q=said&kind=violation")
            assert page.locator(".facets dt").count() >= 3
            assert page.locator(".facets").is_visible() == (width > 390), "folded on a phone"
            found += looked_at(page)
        before = page.locator("#h-cl").inner_text()
        link = page.locator(".facets dd a[href*='outlet=']").first
        count = link.locator("xpath=following-sibling::span").inner_text()
        link.press("Enter")
        page.wait_for_url("**outlet=**")
        assert page.locator("#h-cl").inner_text().split()[0] == count and before.split()[0] != count
        page.get_by_role("link", name="Outlet: take away").press("Enter")
        page.wait_for_url(lambda url: "outlet" not in url)
        assert page.locator("#h-cl").inner_text() == before
        assert not found, "\n".join(found)
