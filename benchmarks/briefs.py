"""How long a brief over a month of many claims takes, and how many rows a second each export writes.

    python benchmarks/briefs.py [CLAIMS]

The bundled case's reports are read once; copies of them with other addresses and words, spread over a month, make up
the number of claims (default 10,000). Prints seconds for the brief (read and linked beforehand, states not yet
assessed) and rows a second with the peak of memory that each export adds.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import tracemalloc
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from guarantor.case import Case, demo_case
from guarantor.case.exchange import ExportRequest, selected
from guarantor.case.times import Times
from guarantor.exchange.flat import csv_lines, json_lines
from guarantor.exchange.tables import rows
from guarantor.model.claim import ReportRef

ASKED = {"since": "2025-10-01", "as_of": "2025-11-01", "published_by": "2025-11-05"}


def grown(case: Case, claims: int) -> int:
    """Add copies of the case's reports until the record holds so many claims; how many it holds."""
    known = case.knowledge()
    by_report: dict[str, list] = {}
    for kept in known.claims.values():
        by_report.setdefault(kept.claim.report.id, []).append(kept.claim)
    have, round_ = len(known.claims), 0
    while have < claims:
        round_ += 1
        for id_, report in known.reports.items():
            copy = replace(
                report, text=f"{report.text}\n\nCopy {round_}.", url=f"https://copy.example/{round_}/{id_[-12:]}",
                outlet=f"Outlet {round_ % 97}", published=f"2025-10-{1 + round_ % 30:02d}",
            )  # fmt: skip
            made = [replace(claim, report=ReportRef.of(copy)) for claim in by_report.get(id_, [])]
            case.record.add_report(copy, made, links=case.bearing.links((each.id, each) for each in made))
            have += len(made)
            if have >= claims:
                break
    case.forget()
    return have


def main() -> None:
    """Measure and print."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder, demo_case(Path(folder) / "case") as case:
        case.read([Path(folder) / "case" / "reports"])
        print(f"{grown(case, wanted):,} claims")
        start = time.process_time()
        knowledge = case.knowledge(clearance=case.files.info.marking)
        known = len(knowledge.testimonies)
        print(f"the record read, {known:,} testimonies: {time.process_time() - start:.2f} s")
        start = time.process_time()
        brief = case.brief(**ASKED)
        print(f"brief of {len(brief.sentences)} sentences: {time.process_time() - start:.2f} s")
        chosen = selected(case, ExportRequest(times=Times()))
        for name, write in (("csv", lambda: csv_lines("claims", rows("claims", chosen))),
                            ("jsonl", lambda: json_lines(rows("claims", chosen)))):  # fmt: skip
            start = time.process_time()
            count = sum(1 for _ in write())
            print(f"{name}: {count / (time.process_time() - start):,.0f} rows a second")
            tracemalloc.start()
            for _ in write():
                pass
            print(f"  peak of added memory {tracemalloc.get_traced_memory()[1] / 1e6:.1f} MB")
            tracemalloc.stop()


if __name__ == "__main__":
    main()
