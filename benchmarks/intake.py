"""How fast an archive of web pages becomes recorded claims: one core, several processes, a cluster; and in what memory.

    python benchmarks/intake.py make FILE.warc.gz --pages 400 [--padding BYTES] [--letters 3000]
    python benchmarks/intake.py stages FILE.warc.gz
    python benchmarks/intake.py run FILE.warc.gz --workers 2 [--record postgresql://...] [--memory OUT.tsv]
    python benchmarks/intake.py cluster FILE.warc.gz [--record postgresql://...]

``make`` writes seeded pages of about 100 KB, each with an article of about 3,000 characters of plain sentences of its
own: menus, scripts and teasers make the rest (``--padding`` makes pages and archive larger). ``stages`` gives the
processor time of each step for one page, on one core. ``run`` reads the archive into a new bundled case, ``cluster`` on
a local Dask cluster of one and of two workers; both print pages a second by the clock, processor time a page by process
(which other work on the machine does not change much), and the peak of memory of each. A PostgreSQL address gets a
schema of its own for each run, ``--memory`` writes the resident megabytes over time.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from intake_pages import ARTICLE, make
from intake_watched import Sample, Watched, watched

from guarantor.case import Case, demo_case, open_case
from guarantor.case.scale import Plan
from guarantor.case.scale.pace import Pace
from guarantor.intake.gather import pieces_of
from guarantor.intake.piece import Limits, Piece
from guarantor.intake.received import packed
from guarantor.intake.taking import leaves, take
from guarantor.reading import read_report
from guarantor.record.drafts import Drafted

WARM = 10
"""Batches that are written before the measuring starts: the workers load their tables meanwhile."""


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
    drafted = cpu(lambda: Drafted.of(report, reading.claims, case.record.author), spent["drafts"])
    told = [(draft.id, claim) for draft, claim in zip(drafted.claims or (), reading.claims, strict=True)]
    links = cpu(lambda: [link for id_, claim in told for link in case.tying.of(id_, claim)], spent["links"])
    cpu(lambda: packed(piece.data), spent["kept as received"])
    with case.record.store.writing():
        links += cpu(lambda: case.copies.place(report), spent["copies"])
        cpu(lambda: case.record.add_drafted(report, drafted, links=links), spent["record"])
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


def run(path: Path, workers: int, on: str = "processes", record: str = "", memory: Path | None = None) -> float:
    """Read the archive into a new bundled case; pages a second, from when the workers stand."""
    folder = Path(tempfile.mkdtemp())
    demo_case(folder / "case").close()
    place = f"{record}#bench_{uuid4().hex[:12]}" if record else None
    marks: list[tuple[int, Sample]] = []
    with watched() as seen, open_case(folder / "case", record=place) as case:

        def tell(_: str, pace: Pace) -> None:
            if len(marks) <= WARM or time.monotonic() - marks[-1][1].at > 1:
                marks.append((pace.documents, seen.look()))

        summary = case.read([path], plan=Plan(workers=workers, on=on), pace=tell)
        marks.append((summary.reports, seen.look()))
    size = sum(each.stat().st_size for each in (folder / "case").rglob("*") if each.is_file())
    print(f"{workers} {on}: {summary.text}; {size / max(1, summary.reports):,.0f} bytes kept a page")
    rate = _tell(marks, seen)
    if memory is not None:
        lines = [f"{each.at:.1f}\t" + "\t".join(f"{p}:{mb:.0f}" for p, mb in each.resident.items())
                 for each in seen.samples]  # fmt: skip
        memory.write_text("\n".join(lines) + "\n", encoding="utf-8")
    shutil.rmtree(folder)
    return rate


def _tell(marks: list[tuple[int, Sample]], seen: Watched) -> float:
    """Print what a run took, from when the workers had loaded their tables; pages a second."""
    (first, began), (last, ended) = marks[min(WARM, len(marks) - 2)], marks[-1]
    pages = max(1, last - first)
    own, others = (
        sum(spent - began.spent.get(pid, 0.0) for pid, spent in ended.spent.items() if (pid == seen.own) is ours)
        * 1000 / pages for ours in (True, False)
    )  # fmt: skip
    rate = pages / (ended.at - began.at)
    peaks = ", ".join(f"{peak:.0f}" for pid, peak in seen.peaks.items() if pid != seen.own)
    print(
        f"  {rate:.1f} pages a second by the clock over {pages} pages\n"
        f"  processor time a page: first process {own:.1f} ms, the others {others:.1f} ms, "
        f"together {own + others:.1f} ms ({2000 / (own + others):.1f} pages a second on two cores of their own)\n"
        f"  peak of memory: first process {seen.peaks[seen.own]:.0f} MB, the others {peaks or '-'} MB",
        flush=True,
    )
    return rate


def cluster(path: Path, record: str) -> None:
    """The same on a local Dask cluster of one and of two workers."""
    import distributed

    rates: list[float] = []
    for count in (1, 2):
        with distributed.LocalCluster(n_workers=count, threads_per_worker=1, dashboard_address=None) as found:
            rates.append(run(path, count, found.scheduler_address, record))
    print(f"two workers against one, by the clock: {rates[1] / rates[0]:.2f} times")


def main() -> None:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("make", "stages", "run", "cluster"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--padding", type=int, default=0)
    parser.add_argument("--letters", type=int, default=ARTICLE)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--record", default="")
    parser.add_argument("--memory", type=Path)
    asked = parser.parse_args()
    match asked.what:
        case "make":
            make(asked.file, asked.pages, asked.padding, asked.letters)
        case "stages":
            stages(asked.file)
        case "run":
            run(asked.file, asked.workers, record=asked.record, memory=asked.memory)
        case "cluster":
            cluster(asked.file, asked.record)


if __name__ == "__main__":
    main()
