"""The board in a real browser: read, asked about the past, followed to the words; no script, nothing from outside."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from guarantor.board.app import application
from guarantor.board.serving import free_socket
from guarantor.case import open_case

PAST = "as-of=2025-11-01&published-by=2025-11-05"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip


@pytest.fixture(scope="module")
def address(read_demo: Path) -> Iterator[str]:
    with open_case(read_demo) as case:
        listening = free_socket("127.0.0.1", 0)
        server = uvicorn.Server(uvicorn.Config(application(case), log_level="warning", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@contextlib.contextmanager
def page_of(browser: Browser, width: int, *, scripts: bool = False) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
    try:
        yield context.new_page()
    finally:
        context.close()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", [f"/?{PAST}", f"/provisions/prisoners?{PAST}", "/timeline", "/brief"])
def test_nothing_scrolls_sideways(browser: Browser, address: str, path: str, width: int) -> None:
    with page_of(browser, width, scripts=True) as page:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_from_a_cell_to_the_words_in_two_clicks(browser: Browser, address: str) -> None:
    with page_of(browser, 1280) as page:
        page.goto(f"{address}/?{PAST}")
        page.locator("tr#prisoners td a").first.click()
        assert "prisoners" in page.url
        page.get_by_role("link", name="In the report").first.click()
        assert "/reports/" in page.url
        assert page.locator("mark").count() > 0
        assert page.locator(f'[id="{page.url.partition("#")[2]}"]').count() == 1


def test_the_past_is_asked_by_the_form(browser: Browser, address: str) -> None:
    with page_of(browser, 1280) as page:
        page.goto(address)
        page.fill("#asof", "2025-10-14")
        page.fill("#pub", "2025-10-14")
        page.get_by_role("button", name="Show").click()
        assert "as-of=2025-10-14" in page.url
        assert "14\N{NO-BREAK SPACE}October" in (page.locator("h1").text_content() or "")
        assert page.get_by_text("A past state").is_visible()


def test_no_request_leaves_the_board(browser: Browser, address: str) -> None:
    with page_of(browser, 1280, scripts=True) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for path in (f"/?{PAST}", "/timeline", "/brief"):
            page.goto(address + path)
        assert asked
        assert all(url.startswith((address, "data:")) for url in asked)


def test_every_row_has_a_head_and_every_control_a_name(browser: Browser, address: str) -> None:
    with page_of(browser, 1280, scripts=True) as page:
        page.goto(f"{address}/?{PAST}")
        assert page.locator("table.state tbody tr:not(.grp) th[scope=row]").count() > 10
        unnamed = page.evaluate(
            "[...document.querySelectorAll('input,select,button')]"
            ".filter(e => !(e.labels?.length || e.textContent.trim())).length"
        )
        assert unnamed == 0
        assert page.locator("h1").count() == 1
