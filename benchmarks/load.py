"""Fifty readers and five reviewers at one board at once: errors, times to the last byte, and how heavy pages are.

    python benchmarks/load.py [--readers 50] [--reviewers 5] [--seconds 30] [--pause 1.0] [--case DIR] [--as-of DAY]
                              [--opened-before] [--compare]

Serves a copy of the bundled case (or of DIR) with accounts, in a process of its own, as `guarantor serve` does. All
sign in; then readers open pages, resting ``--pause`` seconds between two, and reviewers judge one claim after
the other through the API, which makes every kept page old. Prints p50 and p95 in milliseconds for each kind of
request, pages' bytes, and every answer that was neither right, nor a conflict between two reviewers, nor that a state
of a very large record is still being worked out; how often another state stood in its place meanwhile is told beside.
Exit status 1 where there was one. With ``--opened-before`` a board was open before, until the state that is asked for
was there, and what it kept is beside the record.

After each judgement of its first reviewer the state page is looked at until it is of that entry or a later one; the
seconds that took are told. ``--compare`` then opens a second board on the same record, without anything that was kept
beside it, and holds every page of the loaded board, once it has come to rest, against that one's.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import httpx

from guarantor.board.access.people import open_people
from guarantor.case import demo_case, open_case
from guarantor.case.keeping import PAGES

PASSWORD = "four words and more"
PATIENCE = 60.0
"""Seconds for which somebody waits for a decision to be on the state page."""
Times = dict[str, list[float]]


def laid_out(folder: Path, source: str | None, as_of: str | None) -> list[str]:
    """A case to load; the addresses that readers open. Of a large agreement some forty provisions are among them."""
    if source:
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns("access.db*"))
    else:
        with demo_case(folder) as case:
            case.read([folder / name for name in case.files.info.reports])
    with open_case(folder) as case:
        agreement, reports = case.files.agreement, list(islice(case.knowledge().reports, 20))
        provisions = [each.id for each in agreement.provisions][:: max(1, len(agreement.provisions) // 40)]
        actors = list(dict.fromkeys(who for each in agreement.provisions for who in each.debtors))
    pages = ["/", "/?as-of=2025-11-01", "/timeline", "/meetings", "/actors", "/positions", "/packages", "/brief",
             "/search?q=said", "/api/state", "/api/claims?limit=50", "/feed.atom"]  # fmt: skip
    pages += [f"/provisions/{each}" for each in provisions] + [f"/reports/{each}" for each in reports]
    every = [*pages, *(f"/actors/{each}" for each in actors[:5])]
    if as_of:
        every = [f"{each}{'&' if '?' in each else '?'}as-of={as_of}" for each in every if "as-of" not in each]
    return every


def kind_of(path: str) -> str:
    """What an address is timed under."""
    return re.sub(r"^(/(?:provisions|reports|actors))/.*", r"\1/…", path.partition("?")[0]) or "/"


async def signed_in(address: str, person: str) -> httpx.AsyncClient:
    """A browser in which somebody is signed in."""
    browser = httpx.AsyncClient(base_url=address, timeout=60, headers={"origin": address})
    form = await browser.get("/sign-in")
    token = re.search(r'name="token" value="([0-9a-f]+)"', form.text)
    assert token is not None, form.text[:300]
    answer = await browser.post("/sign-in", data={"token": token[1], "account": person, "password": PASSWORD})
    assert answer.status_code == 303, (person, answer.status_code, answer.text[:300])
    return browser


class Load:
    """What was measured."""

    def __init__(self, pages: list[str], seconds: float, pause: float, state: str) -> None:
        self.state, self.seen = state, list[float]()
        self.pages, self.seconds, self.pause = pages, seconds, pause
        self.times: Times = defaultdict(list)
        self.bytes: dict[str, int] = defaultdict(int)
        self.wrong: list[str] = []
        self.conflicts, self.awaited, self.others = 0, dict[str, int](), dict[str, int]()

    async def timed(self, kind: str, answer: object) -> httpx.Response | None:
        """Await an answer and keep its time."""
        begin = time.perf_counter()
        try:
            found: httpx.Response = await answer  # type: ignore[misc]
        except httpx.HTTPError as error:
            self.wrong.append(f"{kind}: {error!r}")
            return None
        self.times[kind].append((time.perf_counter() - begin) * 1000)
        if found.status_code == 503 and "retry-after" in found.headers:
            self.awaited[kind] = self.awaited.get(kind, 0) + 1
            await asyncio.sleep(float(found.headers["retry-after"]))
        elif "retry-after" in found.headers:
            self.others[kind] = self.others.get(kind, 0) + 1
        elif found.status_code == 409:
            self.conflicts += 1
        elif found.status_code >= 400:
            self.wrong.append(f"{kind}: {found.status_code} {found.text[:200]}")
        elif found.request.method == "GET":
            self.bytes[kind] = max(self.bytes[kind], len(found.content))
        return found

    async def reads(self, browser: httpx.AsyncClient, seed: int) -> None:
        """One reader."""
        chance = random.Random(seed)
        end = time.monotonic() + self.seconds
        await asyncio.sleep(chance.random() * self.pause)
        while time.monotonic() < end:
            path = chance.choice(self.pages)
            await self.timed(kind_of(path), browser.get(path))
            await asyncio.sleep(self.pause * chance.uniform(0.5, 1.5))

    async def reviews(self, browser: httpx.AsyncClient, seed: int) -> None:
        """One reviewer."""
        chance = random.Random(seed)
        end = time.monotonic() + self.seconds
        me = await self.timed("/api/me", browser.get("/api/me"))
        token = "" if me is None else me.json()["form_token"]
        while time.monotonic() < end:
            queue = await self.timed("/api/queue", browser.get("/api/queue?limit=20"))
            if queue is None or queue.status_code != 200:
                continue
            if not queue.json()["claims"]:
                return
            claim = chance.choice(queue.json()["claims"])
            body = {"act": "accept", "about": [claim["id"]], "why": "as printed", "judged": claim["judged"]}
            sent = browser.post("/api/judgements", json=body, headers={"x-form-token": token})
            answer = await self.timed("a judgement", sent)
            if seed == 0 and answer is not None and answer.status_code == 200:
                await self.looked_for(browser)
            await self.timed("/review", browser.get("/review"))
            await asyncio.sleep(self.pause * chance.uniform(1.0, 3.0))

    async def looked_for(self, browser: httpx.AsyncClient) -> None:
        """Look at the state page until it is of the record's last entry or a later one; keep the seconds."""
        begin = time.perf_counter()
        told = await self.timed("/api/record", browser.get("/api/record"))
        if told is None or told.status_code != 200:
            return
        wanted = told.json()["entries"]
        while time.perf_counter() - begin < PATIENCE:
            page = await self.timed("/ after a judgement", browser.get(self.state))
            there = page is not None and "retry-after" not in page.headers
            found = None if page is None or not there else re.search(r'data-head="(\d+)"', page.text)
            if found is not None and int(found[1]) >= wanted:
                break
            await asyncio.sleep(0.05)
        self.seen.append(time.perf_counter() - begin)


def plainly(html: str) -> str:
    """A page without what is another each time: what forms are signed with, and moments of looking."""
    return re.sub(r'name="(?:token|visit)" value="[^"]*"', "", html)


async def whole(browser: httpx.AsyncClient, path: str) -> str:
    """A page, once it is worked out."""
    while "retry-after" in (answer := await browser.get(path)).headers:
        await asyncio.sleep(float(answer.headers["retry-after"]))
    return plainly(answer.text)


async def compared(loaded_at: str, quiet_at: str, pages: list[str]) -> list[str]:
    """The addresses at which two boards on one record say different things; the first is given time to come to rest."""
    one, other = await signed_in(loaded_at, "reader-0"), await signed_in(quiet_at, "reader-0")
    for browser in (one, other):
        browser.timeout = httpx.Timeout(3600)
    wrong = []
    for path in dict.fromkeys(pages):
        expected = await whole(other, path)
        until = time.monotonic() + PATIENCE
        while (found := await whole(one, path)) != expected and time.monotonic() < until:
            await asyncio.sleep(0.5)
        if found != expected:
            wrong.append(path)
    print(f"{len(set(pages))} pages held against those of a quiet board: {len(wrong)} are others")
    for browser in (one, other):
        await browser.aclose()
    return wrong


async def loaded(address: str, load: Load, readers: int, reviewers: int) -> None:
    """Everybody at once."""
    names = [f"reader-{n}" for n in range(readers)] + [f"reviewer-{n}" for n in range(reviewers)]
    browsers = [await signed_in(address, name) for name in names]
    print(f"{len(browsers)} signed in", flush=True)
    begin = time.monotonic()
    await asyncio.gather(
        *(load.reads(browser, n) for n, browser in enumerate(browsers[:readers])),
        *(load.reviews(browser, n) for n, browser in enumerate(browsers[readers:])),
    )
    print(f"machine load {os.getloadavg()[0]:.1f}")
    print(f"{sum(map(len, load.times.values()))} answers in {time.monotonic() - begin:.0f} s, "
          f"{load.conflicts} conflicts, {sum(load.awaited.values())} told to come again, "
          f"{sum(load.others.values())} shown another state meanwhile, "
          f"{len(load.wrong)} wrong")  # fmt: skip
    for browser in browsers:
        await browser.aclose()


async def opened(address: str, state: str) -> None:
    """Ask for the state until it is there."""
    browser = await signed_in(address, "reader-0")
    begin = time.perf_counter()
    await whole(browser, state)
    print(f"the state was there after {time.perf_counter() - begin:.1f} s", flush=True)
    await browser.aclose()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A board in a process of its own; its address."""
    words = [sys.executable, "-m", "guarantor", "serve", "--case", str(folder), "--port", "0"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as board:
        assert board.stdout is not None
        begin = time.monotonic()
        address = board.stdout.readline().split()[1].rstrip("/")
        print(f"a board opened after {time.monotonic() - begin:.1f} s", flush=True)
        try:
            yield address
        finally:
            board.terminate()
            board.wait()


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--reviewers", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--pause", type=float, default=1.0)
    parser.add_argument("--case", help="A case to copy in the place of the bundled one.")
    parser.add_argument("--as-of", help="The day that pages are asked for.")
    parser.add_argument("--opened-before", action="store_true", help="Have the state kept by an earlier board.")
    parser.add_argument("--compare", action="store_true", help="Hold pages against those of a quiet board.")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "case"
        pages = laid_out(folder, asked.case, asked.as_of)
        people = open_people(folder)
        kept = people.passwords.hash(PASSWORD, name="x")
        for role, count in (("reader", asked.readers), ("reviewer", asked.reviewers)):
            for n in range(count):
                people.invite(f"{role}-{n}", by="load", role="reader" if role == "reader" else "analyst")
        people.database.run("UPDATE person SET password = ?, clearance = 'TLP:RED'", (kept,))
        people.close()
        load = Load(pages, asked.seconds, asked.pause, f"/?as-of={asked.as_of}" if asked.as_of else "/")
        if asked.opened_before:
            with served(folder) as address:
                asyncio.run(opened(address, load.state))
        with served(folder) as address:
            asyncio.run(loaded(address, load, asked.readers, asked.reviewers))
            if asked.compare:
                for kept in folder.glob(f"{PAGES}*"):
                    kept.unlink()
                with served(folder) as quiet:
                    load.wrong += asyncio.run(compared(address, quiet, pages))
    if load.seen:
        late = sorted(load.seen)[int(0.95 * (len(load.seen) - 1))]
        print(f"a judgement on the state page: median {statistics.median(load.seen):.2f} s, p95 {late:.2f} s, "
              f"{len(load.seen)} looked for")  # fmt: skip
    print(f"{'':24} {'n':>6} {'p50 ms':>8} {'p95 ms':>8} {'KB':>7} {'again':>6}")
    for kind, times in sorted(load.times.items()):
        p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
        told = f"{load.bytes[kind] / 1000:>7.1f} {load.awaited.get(kind, 0):>6}"
        print(f"{kind:24} {len(times):>6} {statistics.median(times):>8.0f} {p95:>8.0f} {told}")
    for each in load.wrong[:20]:
        print(each)
    return 1 if load.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
