"""Pictures of each page of the board at three widths, into build/screenshots; and the one that the README shows.

The bundled case is laid out and read in a temporary folder, served on a free port, and photographed with Chromium.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from guarantor.board.app import application
from guarantor.board.serving import free_socket
from guarantor.case import Case, demo_case

ROOT = Path(__file__).resolve().parent.parent
PAST = "as-of=2025-11-01&published-by=2025-11-05"
WIDTHS = (390, 1280, 2560)
README_HEIGHT = 1400
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip


def pages(case: Case) -> dict[str, str]:
    """The pages to photograph, by the name of their picture; of provisions and reports those with most to show."""
    state = case.status(as_of="2025-11-01", published_by="2025-11-05")
    fullest = max(state.values(), key=lambda cell: len(cell.claims)).provision
    knowledge = case.knowledge()
    counts: dict[str, int] = {}
    for kept in knowledge.claims.values():
        counts[kept.claim.report.id] = counts.get(kept.claim.report.id, 0) + 1
    longest = max(counts, key=lambda report: (counts[report], report))
    meetings = case.files.agreement.meetings
    found = {
        "state": f"/?{PAST}",
        "provision": f"/provisions/{fullest}?{PAST}",
        "report": f"/reports/{longest}",
        "timeline": f"/timeline?{PAST}",
        "meetings": f"/meetings?{PAST}",
        "incidents": f"/incidents?{PAST}",
        "counters": f"/counters?{PAST}",
        "who-speaks": f"/actors?{PAST}",
        "actor": f"/actors/{case.files.agreement.provisions[0].debtors[0]}?{PAST}",
        "search": "/search?q=trucks",
        "brief": f"/brief?{PAST}",
        "positions": f"/positions?{PAST}",
        "packages": f"/packages?{PAST}",
        "review": "/review",
        "add": "/add",
        "not-found": "/nowhere",
    }
    return found | ({"meeting": f"/meetings/{meetings[-1].id}"} if meetings else {})


@contextmanager
def served(case: Case) -> Iterator[str]:
    """The address at which the case's board answers."""
    listening = free_socket("127.0.0.1", 0)
    server = uvicorn.Server(
        uvicorn.Config(application(case), log_level="warning", ws="none", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def photograph(browser: Browser, address: str, found: dict[str, str], folder: Path) -> None:
    """Every page at every width, and at the middle one in the dark."""
    for width, scheme in [*((width, "light") for width in WIDTHS), (WIDTHS[1], "dark")]:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        for name, path in found.items():
            page.goto(address + path)
            page.screenshot(path=folder / f"{name}-{width}{'-dark' if scheme == 'dark' else ''}.png", full_page=True)
            print(f"{name}-{width} {scheme}", flush=True)
        context.close()


def for_readme(browser: Browser, address: str, picture: Path) -> None:
    """The top of the state page, for the README."""
    context = browser.new_context(viewport={"width": WIDTHS[1], "height": README_HEIGHT}, color_scheme="light")
    page = context.new_page()
    page.goto(f"{address}/?{PAST}")
    page.screenshot(path=picture)
    context.close()


def main() -> int:
    """Take the pictures; 2 where there is no Chromium."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "screenshots")
    parser.add_argument("--readme", type=Path, help="only the README's picture, written here (docs/board.png)")
    asked = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("There is no Chromium; on Debian and Ubuntu: apt-get install chromium", file=sys.stderr)
        return 2
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        with demo_case(Path(place) / "case") as case:
            case.read([Path(place) / "case" / "reports"])
            with served(case) as address:
                if asked.readme is not None:
                    for_readme(browser, address, asked.readme)
                else:
                    photograph(browser, address, pages(case), asked.folder)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
