"""How fast an archive of web pages becomes recorded claims: one core, several processes, a cluster; and in what memory.

    python benchmarks/intake.py make FILE.warc.gz --pages 400
    python benchmarks/intake.py stages FILE.warc.gz
    python benchmarks/intake.py run FILE.warc.gz --workers 2
    python benchmarks/intake.py cluster FILE.warc.gz

``make`` writes seeded pages of about 100 KB, each with an article of about 3,000 characters of plain sentences of its
own: menus, scripts and teasers make the rest. ``stages`` gives the processor time of each step for one page, on one
core. ``run`` reads the archive into a new bundled case, ``cluster`` on a local Dask cluster of one and of two workers;
both print pages a second, processor time by process, and the peak of memory of each.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import resource
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from guarantor.case import Case, demo_case
from guarantor.case.scale import Plan
from guarantor.case.scale.pace import Pace
from guarantor.intake.gather import pieces_of
from guarantor.intake.piece import Limits, Piece
from guarantor.intake.received import packed
from guarantor.intake.taking import leaves, take
from guarantor.reading import read_report

SEED, PAGE, ARTICLE = 7, 100_000, 3_000
WARM = 10
"""Batches that are written before the clock starts: the workers load their tables meanwhile."""
WHO = ("The foreign ministry of Norway", "An army spokesman", "The head of the monitoring mission", "A village elder",
       "The prime minister's office", "A United Nations official", "The governor of the province", "A rebel commander",
       "The Red Cross", "The negotiator of the northern side")  # fmt: skip
SAYS = ("said on {day} that", "told reporters on {day} that", "announced on {day} that", "denied on {day} that",
        "confirmed on {day} that", "warned on {day} that")  # fmt: skip
WHAT = (
    "{n} trucks with flour had crossed at the {place} gate",
    "its soldiers had left the {place} post",
    "{n} people were hurt when a shell fell near {place}",
    "talks on the {place} road would go on in {town}",
    "the ceasefire around {place} had been broken {n} times",
    "{n} prisoners would be freed at {place}",
    "engineers had cleared {n} mines along the {place} canal",
    "the {place} crossing would open within {n} days",
)
PLACES = ("mill", "river", "upper", "eastern", "old market", "harbour", "ridge", "orchard", "station", "quarry")
FIRST, MIDDLE, LAST = ("Ta", "Me", "Or", "Vi", "Sa", "Lo", "Ke", "Bru"), ("r", "nd", "lv", "sk", "mm", "z"), (
    "a", "ino", "eth", "ov", "ur", "ing")  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ASIDES = ("Nobody from {town} could be reached.", "In {town} it had rained for {n} days.",
          "The road from {town} to {other} was quiet.", "Both {town} and {other} had been cut off since the spring.",
          "Markets in {town} opened {n} minutes late.")  # fmt: skip


def page(number: int) -> tuple[str, bytes]:
    """The address and the markup of one page."""
    dice = random.Random(SEED * 1_000_003 + number)
    paragraphs = "".join(f"<p>{text}</p>\n" for text in article(dice))
    day = f"2025-{1 + number % 12:02d}-{1 + number % 28:02d}"
    head = (
        "<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8>"
        f"<title>Day {number} at the {dice.choice(PLACES)}</title>"
        f'<meta property="article:published_time" content="{day}T09:00:00Z">'
        '<meta property="og:site_name" content="Lakes Post">'
    )
    body = f"<article><h1>Day {number} of the talks</h1>\n{paragraphs}</article>"
    links = "".join(f'<li><a href="/s/{n}" class="item item--{n % 7}">Section {n}</a></li>\n' for n in range(300))
    around = max(0, PAGE - len(head) - len(body) - len(links))
    script = "".join(f"var w{n}={{id:{dice.randrange(10**9)},on:true}};\n" for n in range(around * 6 // 320))
    teaser = '<div class="teaser"><a href="/t/{n}"><img src="/i/{i}.jpg" alt=""><span>More news {n}</span></a></div>\n'
    teasers = "".join(teaser.format(n=n, i=dice.randrange(10**6)) for n in range(around * 4 // 1000))
    whole = (
        f"{head}<script>{script}</script></head><body><nav><ul>{links}</ul></nav>{body}"
        f"<aside>{teasers}</aside></body></html>"
    )
    return f"https://lakes.example/{day}/{number}", whole.encode()


def article(dice: random.Random) -> list[str]:
    """Paragraphs of three sentences, two of which tell something, with places of their own."""
    found: list[str] = []
    while sum(map(len, found)) < ARTICLE:
        told = [f"{dice.choice(WHO)} {dice.choice(SAYS)} {dice.choice(WHAT)}." for _ in range(2)]
        said = " ".join([*told, dice.choice(ASIDES)])
        found.append(
            said.format(
                day=dice.choice(DAYS),
                n=dice.randrange(2, 900),
                place=f"{name(dice)} {dice.choice(PLACES)}",
                town=name(dice),
                other=name(dice),
            )
        )
    return found


def name(dice: random.Random) -> str:
    """A place of no country, one of a hundred thousand."""
    return "".join(dice.choice(each) for each in (FIRST, MIDDLE, LAST, MIDDLE, LAST))


def make(path: Path, count: int) -> None:
    """Write the archive: a gzip member a record, as crawlers do."""
    with path.open("wb") as out:
        for number in range(count):
            address, markup = page(number)
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + markup
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2025-12-01T00:00:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
            )
            out.write(gzip.compress(head.encode() + answer + b"\r\n\r\n", 6))
    print(f"{path}: {count:,} pages, {path.stat().st_size:,} bytes")


def cpu(call: Callable[[], Any], spent: list[float]) -> Any:
    """What a call gives; its milliseconds of processor time are added to a list."""
    start = time.process_time()
    found = call()
    spent.append((time.process_time() - start) * 1000)
    return found


def stages(path: Path, most: int = 120) -> None:
    """Processor time a page of each step."""
    folder = Path(tempfile.mkdtemp())
    spent: dict[str, list[float]] = defaultdict(list)
    with demo_case(folder / "case") as case:
        held = cpu(lambda: _leaves(path, most), spent["unpacking, all pages"])
        for piece in held:
            _stages_of(case, piece, spent)
    print(f"{len(held)} pages of {statistics.mean(len(each.data) for each in held):,.0f} bytes; milliseconds a page")
    for name, each in spent.items():
        print(
            f"{name:20} {statistics.median(each):7.2f} median {min(each):7.2f} best {statistics.mean(each):7.2f} mean"
        )
    shutil.rmtree(folder)


def _stages_of(case: Case, piece: Piece, spent: dict[str, list[float]]) -> None:
    (report,) = cpu(lambda: list(take(piece)), spent["page to report"])
    reading = cpu(lambda: read_report(report, actors=case.actors), spent["report to claims"])
    links = cpu(lambda: [link for one in reading.claims for link in case.tying.of(one.id, one)], spent["links"])
    cpu(lambda: packed(piece.data), spent["kept as received"])
    with case.record.store.writing():
        links += cpu(lambda: case.copies.place(report), spent["copies"])
        cpu(lambda: case.record.add_report(report, reading.claims, links=links), spent["record"])
    spent["claims (number)"].append(len(reading.claims))


def _leaves(path: Path, most: int) -> list[Piece]:
    found: list[Piece] = []
    for source in pieces_of(path, Limits()):
        if isinstance(source, Piece):
            for leaf in leaves(source):
                if isinstance(leaf, Piece):
                    found.append(leaf)
                if len(found) >= most:
                    return found
    return found


def run(path: Path, workers: int, on: str = "processes") -> float:
    """Read the archive into a new bundled case; pages a second, from when the workers stand."""
    folder = Path(tempfile.mkdtemp())
    marks: list[tuple[float, int]] = []

    def tell(_: str, pace: Pace) -> None:
        marks.append((time.monotonic(), pace.documents))

    own = time.process_time()
    with demo_case(folder / "case") as case:
        summary = case.read([path], plan=Plan(workers=workers, on=on), pace=tell)
        size = sum(each.stat().st_size for each in (folder / "case").rglob("*") if each.is_file())
    (began, first), (ended, last) = marks[min(WARM, len(marks) - 2)], marks[-1]
    rate = (last - first) / (ended - began)
    parent = (time.process_time() - own) * 1000 / max(1, summary.reports)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{workers} {on}: {rate:.1f} pages a second after the first {first}; {summary.text}\n"
        f"  processor time a page: here {parent:.1f} ms, workers that ended "
        f"{(children.ru_utime + children.ru_stime) * 1000 / max(1, summary.reports):.1f} ms\n"
        f"  peak of memory: here {peak / 1024:.0f} MB, a worker {children.ru_maxrss / 1024:.0f} MB; "
        f"{size / max(1, summary.reports):,.0f} bytes kept a page",
        flush=True,
    )
    shutil.rmtree(folder)
    return rate


def cluster(path: Path) -> None:
    """The same on a local Dask cluster of one and of two workers."""
    import distributed

    rates: list[float] = []
    for count in (1, 2):
        with distributed.LocalCluster(n_workers=count, threads_per_worker=1, dashboard_address=None) as found:
            rates.append(run(path, count, found.scheduler_address))
    print(f"two workers against one: {rates[1] / rates[0]:.2f} times")


def main() -> None:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("make", "stages", "run", "cluster"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    match asked.what:
        case "make":
            make(asked.file, asked.pages)
        case "stages":
            stages(asked.file)
        case "run":
            run(asked.file, asked.workers)
        case "cluster":
            cluster(asked.file)


if __name__ == "__main__":
    main()
