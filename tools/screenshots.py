"""Pictures of each page of the board at three widths, in the dark, without colours of its own, and as printed, into
build/screenshots; and the one that the README shows.

The bundled case is laid out and read in a temporary folder, served on a free port, and photographed with Chromium: the
pages as on one's own machine, then those of a board with accounts (signing in, people, the audit log).
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from guarantor.board.access.people import People, open_people
from guarantor.board.app import application
from guarantor.board.serving import free_socket
from guarantor.case import Case, demo_case

ROOT = Path(__file__).resolve().parent.parent
PAST = "as-of=2025-11-01&published-by=2025-11-05"
WIDTHS = (390, 1280, 2560)
README_HEIGHT = 1400
DARK = WIDTHS[1]
PASSWORD = "four words and more"
LOCALE = {"locale": "en-GB", "timezone_id": "Europe/Istanbul"}
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
        "review-set": "/review/set",
        "review-keys": "/review/keys",
        "review-history": "/review/history",
        "review-missed": f"/review/missed?report={longest}",
        "review-grade": f"/review/act/grade?source={case.files.agreement.provisions[0].debtors[0]}",
        "issue": f"/issues/{case.files.agreement.issues[0].id}?{PAST}",
        "no-search": "/search?q=zzzz",
        "add": "/add",
        "not-found": "/nowhere",
    }
    return found | ({"meeting": f"/meetings/{meetings[-1].id}"} if meetings else {})


@contextmanager
def served(case: Case, people: People | None = None) -> Iterator[str]:
    """The address at which the case's board answers."""
    listening = free_socket("127.0.0.1", 0)
    server = uvicorn.Server(
        uvicorn.Config(application(case, people), log_level="warning", ws="none", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One way of looking at a page: how wide, and what the reader's system asks for."""

    name: str
    width: int
    options: dict[str, Any] = field(default_factory=dict)
    media: str = "screen"


LOOKS = (
    *(Look(name=str(width), width=width) for width in WIDTHS),
    Look(name=f"{DARK}-dark", width=DARK, options={"color_scheme": "dark"}),
    Look(name=f"{WIDTHS[0]}-dark", width=WIDTHS[0], options={"color_scheme": "dark"}),
    Look(name=f"{DARK}-contrast", width=DARK, options={"forced_colors": "active"}),
    Look(name="print", width=DARK, media="print"),
)


def photograph(
    browser: Browser, address: str, found: dict[str, str], folder: Path, looks: Iterable[Look] = LOOKS,
    cookies: Sequence[Any] = (),
) -> None:  # fmt: skip
    """Every page in every look; in print as the pages of a PDF."""
    for look in looks:
        options = {"color_scheme": "light"} | LOCALE | look.options
        context = browser.new_context(viewport={"width": look.width, "height": 900}, **options)
        context.add_cookies(list(cookies))
        page = context.new_page()
        for name, path in found.items():
            page.goto(address + path)
            if look.media == "print":
                page.pdf(path=folder / f"{name}.pdf", prefer_css_page_size=True, print_background=True)
            else:
                page.screenshot(path=folder / f"{name}-{look.name}.png", full_page=True)
            print(f"{name} {look.name}", flush=True)
        context.close()


def with_accounts(browser: Browser, case: Case, folder: Path, looks: Iterable[Look] = LOOKS) -> None:
    """The pages of a board with accounts: the doors, then those of an owner who is signed in."""
    people = open_people(case.folder)
    key = people.invite("ann", by="shell", role="owner", clearance="TLP:RED")
    people.accept(key, PASSWORD)
    invitation = people.invite("bob", by="ann", role="reader")
    with served(case, people) as address:
        doors = {"sign-in": "/sign-in", "invitation": f"/invitation?key={invitation}", "shut": "/invitation?key=used"}
        photograph(browser, address, doors, folder, looks)
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{address}/sign-in")
        page.fill("#account", "ann")
        page.fill("#password", PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{address}/")
        rooms = {"account": "/account", "people": "/people", "audit": "/audit"}
        photograph(browser, address, rooms, folder, looks, context.cookies())
        context.close()
    people.close()


def for_readme(browser: Browser, address: str, picture: Path) -> None:
    """The top of the state page, for the README."""
    shape = {"width": WIDTHS[1], "height": README_HEIGHT}
    context = browser.new_context(viewport=shape, color_scheme="light", **LOCALE)
    page = context.new_page()
    page.goto(f"{address}/?{PAST}")
    page.screenshot(path=picture)
    context.close()


def _only(found: dict[str, str], wanted: Sequence[str] | None) -> dict[str, str]:
    return {name: path for name, path in found.items() if not wanted or name in wanted}


def main() -> int:
    """Take the pictures; 2 where there is no Chromium."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "screenshots")
    parser.add_argument("--readme", type=Path, help="only the README's picture, written here (docs/board.png)")
    parser.add_argument("--only", nargs="*", help="the pages of these names alone (state, provision, review …)")
    parser.add_argument("--looks", nargs="*", help=f"these alone: {', '.join(look.name for look in LOOKS)}")
    asked = parser.parse_args()
    looks = [look for look in LOOKS if not asked.looks or look.name in asked.looks]
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
                    photograph(browser, address, _only(pages(case), asked.only), asked.folder, looks)
            if asked.readme is None and not asked.only:
                with_accounts(browser, case, asked.folder, looks)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
