"""The board at size: how long each page takes over a generated case, alone and with many at once, and what it weighs.

    python benchmarks/case.py make FOLDER --claims 1000000 --plain     the case (see there), then once `ask FOLDER`
    python benchmarks/board.py FOLDER [--readers 50 --reviewers 5]     every page, a decision, then all at once

Pages go through the whole application in this process. "first" is a page never asked before at this state of the
record, "again" the same address once more; milliseconds of wall time. A decision is written to the record: use a copy.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from starlette.testclient import TestClient

from guarantor.board.app import application
from guarantor.case import open_case

AT = "as-of=2031-12-31"
PAGES = {
    "the state": f"/?{AT}",
    "a provision's evidence": f"/provisions/p7?{AT}",
    "another's evidence": f"/provisions/p8?{AT}&account=north",
    "search, one word": "/search?q=cargo77",
    "search, a word in every claim": "/search?q=said",
    "search, two words and an outlet": "/search?q=north+haul12&outlet=Gazette+3",
    "the desk": "/review",
    "the desk, filtered": "/review?provision=p77",
}


def timed(call: Callable[[], object]) -> tuple[float, object]:
    """Milliseconds and the answer."""
    began = time.perf_counter()
    answer = call()
    return 1000 * (time.perf_counter() - began), answer


def pages(client: TestClient) -> None:
    """Each page twice."""
    for name, address in PAGES.items():
        first, answer = timed(lambda address=address: client.get(address))
        again, _ = timed(lambda address=address: client.get(address))
        weight = len(answer.content) / 1000
        told = f"first {first:9,.0f}   again {again:8,.0f} ms   {weight:6,.0f} KB   {answer.status_code}"
        print(f"  {name:34} {told}", flush=True)


def decide(client: TestClient, by: str, to_state: bool = True) -> None:
    """One decision at the desk, and the state after it."""
    html = client.get("/review").text
    field = lambda name: re.search(rf'name="{name}" value="([^"]*)"', html)[1]  # noqa: E731 - one expression
    form = {name: field(name) for name in ("token", "claim", "judged", "onward")}
    spent, answer = timed(lambda: client.post(
        "/review", data={**form, "act": "accept", "by": by, "why": "it says so"}, follow_redirects=False
    ))  # fmt: skip
    print(f"  a decision                         {spent:9,.0f} ms   {answer.status_code}", flush=True)
    if to_state:
        spent, answer = timed(lambda: client.get(f"/?{AT}"))
        print(f"  the state after it                 {spent:9,.0f} ms   {answer.status_code}", flush=True)
        spent, answer = timed(lambda: client.get(f"/provisions/p7?{AT}"))
        print(f"  a provision's evidence after it    {spent:9,.0f} ms   {answer.status_code}", flush=True)


def crowd(client: TestClient, readers: int, reviewers: int, rounds: int) -> None:
    """Readers at the pages and reviewers at the desk at once."""
    addresses = list(PAGES.values())
    faults: list[int] = []

    def read(number: int) -> list[float]:
        spent = []
        for step in range(rounds):
            took, answer = timed(lambda at=number + step: client.get(addresses[at % len(addresses)]))
            spent.append(took)
            if answer.status_code != 200:
                faults.append(answer.status_code)
        return spent

    def review(number: int) -> list[float]:
        return [timed(lambda: client.get("/review"))[0] for _ in range(rounds)]

    with ThreadPoolExecutor(readers + reviewers) as pool:
        reading = [pool.submit(read, number) for number in range(readers)]
        reviewing = [pool.submit(review, number) for number in range(reviewers)]
        times = sorted(spent for each in (*reading, *reviewing) for spent in each.result())
    late = times[int(0.95 * (len(times) - 1))]
    middle = statistics.median(times)
    print(f"  {readers} readers and {reviewers} at the desk: {len(times)} pages, median {middle:,.0f} ms, "
          f"95 % within {late:,.0f} ms, {len(faults)} errors")  # fmt: skip


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--reviewers", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=4)
    given = parser.parse_args()
    with open_case(given.folder) as case:
        spent, _ = timed(lambda: case.finder(case.knowledge()))
        print(f"  the index, made or gone on with    {spent:9,.0f} ms", flush=True)
        client = TestClient(application(case), base_url="http://127.0.0.1")
        pages(client)
        decide(client, "A reviewer")
        crowd(client, given.readers, given.reviewers, given.rounds)


if __name__ == "__main__":
    main()
