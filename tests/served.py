"""A board on a free port of this machine, for tests with a real browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from playwright.sync_api import Browser, Page
from starlette.applications import Starlette

from guarantor.board.serving import free_socket

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip


@contextmanager
def serving(board: Starlette) -> Iterator[str]:
    """The address at which a board answers."""
    listening = free_socket("127.0.0.1", 0)
    config = uvicorn.Config(board, log_level="warning", ws="none", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def page_of(
    browser: Browser, width: int = 1280, *, scripts: bool = True, scheme: str = "light", zone: str | None = None
) -> Iterator[Page]:
    """A window of its own, with cookies of its own."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=scripts, timezone_id=zone,
        color_scheme=scheme,  # type: ignore[arg-type]
    )  # fmt: skip
    try:
        yield context.new_page()
    finally:
        context.close()
