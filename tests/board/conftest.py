"""The board served for browsers, and the pages that every browser test walks through."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from guarantor.board.app import application
from guarantor.board.serving import free_socket
from guarantor.case import open_case

PAST = "as-of=2025-11-01&published-by=2025-11-05"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip


@pytest.fixture(scope="module")
def address(read_demo: Path) -> Iterator[str]:
    """Where the bundled case's board answers."""
    with open_case(read_demo) as case:
        listening = free_socket("127.0.0.1", 0)
        server = uvicorn.Server(
            uvicorn.Config(application(case), log_level="warning", ws="none", timeout_graceful_shutdown=1)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """A Chromium without a window."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def walk(read_demo: Path) -> tuple[str, ...]:
    """An address of each kind of page, the fullest of its kind."""
    with open_case(read_demo) as case:
        counts: dict[str, int] = {}
        for kept in case.knowledge().claims.values():
            counts[kept.claim.report.id] = counts.get(kept.claim.report.id, 0) + 1
        report = max(counts, key=lambda each: (counts[each], each))
        issues = case.files.agreement.issues
        meetings = case.files.agreement.meetings
        debtor = case.files.agreement.provisions[1].debtors[0]
    return (
        f"/?{PAST}", "/", f"/provisions/hostages.remains?{PAST}", f"/provisions/aid.trucks?{PAST}",
        "/provisions/ceasefire.israel", f"/reports/{report}", "/timeline", "/meetings", f"/meetings/{meetings[-1].id}",
        "/incidents", "/counters", "/counters?as-of=1950-01-01",
        "/actors", f"/actors/{debtor}", "/search?q=trucks", "/search?q=zzzz", "/brief", "/positions", "/packages",
        f"/issues/{issues[0].id}", "/review", "/add", "/nowhere", "/?as-of=never",
    )  # fmt: skip
