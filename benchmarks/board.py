"""The board at size: how long each page takes over a generated case, alone and with many at once, and what it weighs.

    python benchmarks/case.py make FOLDER --claims 1000000 --plain     the case (see there), then once `ask FOLDER`
    python benchmarks/board.py FOLDER [--readers 50 --reviewers 5]     every page, a decision, then all at once

Pages go through the whole application in this process, which works ahead as ``guarantor serve`` does. The state is
asked for until it is there; then the case is closed and opened again, and all else is asked of this board, from its
first second on. "first" is a page never asked before of this board, "again" the same address once more; milliseconds of
wall time. Of evidence and search some more addresses are asked for once; the middle and 95 in a hundred are told.
A page that stands in the place of another (another state at hand, or that it is being worked out) is told as "instead".
A decision is written to the record: use a copy.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from starlette.testclient import TestClient

from guarantor.board.app import application
from guarantor.board.serving import worked_ahead
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


EVIDENCE = [f"/provisions/p{number}?{AT}" for number in range(100, 140)]
SEARCHES = [
    f"/search?q={words}"
    for n in range(200, 210)
    for words in (f"haul{n}", f"cargo{n}+north", f"army+open{n}", f"said+cargo{n}&actor=south")
]


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
        print(f"  {name:34} {told}{' instead' if instead(answer) else ''}", flush=True)
    for name, addresses in (("evidence", EVIDENCE), ("searches", SEARCHES)):
        answers = [timed(lambda address=address: client.get(address)) for address in addresses]
        times = sorted(spent for spent, _ in answers)
        late, wrong = times[int(0.95 * (len(times) - 1))], sum(instead(answer) for _, answer in answers)
        told = f"median {statistics.median(times):7,.0f}   95 % within {late:7,.0f} ms   {wrong} instead"
        print(f"  {len(times)} times {name:25} {told}", flush=True)


def instead(answer: object) -> bool:
    """Whether an answer stands in the place of what was asked for."""
    return "retry-after" in answer.headers


def begun(client: TestClient) -> None:
    """Ask for the state until it is there."""
    began = time.perf_counter()
    while instead(client.get(f"/?{AT}")):
        time.sleep(0.5)
    print(f"  the state, asked for until it is there {time.perf_counter() - began:8,.1f} s", flush=True)


@contextmanager
def opened(folder: Path) -> Iterator[TestClient]:
    """A board that works ahead, as it is served."""
    with open_case(folder) as case:
        spent, _ = timed(lambda: case.finder(case.knowledge()))
        print(f"  the index, made or gone on with    {spent:9,.0f} ms", flush=True)
        board = application(case)
        kept = worked_ahead(case, board)
        try:
            yield TestClient(board, base_url="http://127.0.0.1")
        finally:
            for each in kept:
                each.stop()


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
    faults, others = list[int](), list[str]()

    def read(number: int) -> list[float]:
        spent = []
        for step in range(rounds):
            address = addresses[(number + step) % len(addresses)]
            took, answer = timed(lambda address=address: client.get(address))
            spent.append(took)
            if answer.status_code != 200:
                faults.append(answer.status_code)
            elif instead(answer):
                others.append(address)
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
          f"95 % within {late:,.0f} ms, {len(faults)} errors, {len(others)} other states meanwhile")  # fmt: skip


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--reviewers", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=4)
    given = parser.parse_args()
    with opened(given.folder) as client:
        begun(client)
    with opened(given.folder) as client:
        pages(client)
        decide(client, "A reviewer")
        crowd(client, given.readers, given.reviewers, given.rounds)


if __name__ == "__main__":
    main()
