"""Processor time to place a report among others: a new one among many, and many grouped from nothing.

    python benchmarks/linking.py [--reports 100000] [--group 10000]

Texts are made from a seeded vocabulary of 20,000 words, 250 words each; every tenth a short copy of an earlier one.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from pathlib import Path

from guarantor.linking.copies import Copies
from guarantor.linking.origins import Origins
from guarantor.linking.roots import Roots
from guarantor.model.actor import People
from guarantor.model.report import Report
from guarantor.record import Record, open_record

WORDS = 250


def texts(count: int, seed: int = 0) -> list[str]:
    """Texts of which every tenth repeats two thirds of an earlier one."""
    chance = random.Random(seed)
    vocabulary = [f"w{number}" for number in range(20_000)]
    made: list[str] = []
    for number in range(count):
        if number % 10 == 9:
            made.append(" ".join(chance.choice(made).split()[: WORDS * 2 // 3]))
        else:
            made.append(" ".join(chance.choices(vocabulary, k=WORDS)))
    return made


def placing(count: int, where: str) -> None:
    """Place a hundred reports among many of a record: as one program goes on, then as one just opened."""
    record = open_record(where)
    copies = Copies(Roots(People()), record)
    began = time.process_time()
    batch: list[tuple[Report, tuple[()]]] = []
    for number, text in enumerate(texts(count)):
        batch.append((Report(text=text, location=f"{number}.txt", outlet=f"Outlet {number % 500}"), ()))
        if len(batch) == 500:
            record.add_reports(batch)
            batch = []
    record.add_reports(batch)
    print(f"{count:,} reports written in {time.process_time() - began:.1f} s of processor")
    without = _size(where)
    began = time.process_time()
    copies.catch_up()
    print(f"{count:,} reports filed in {time.process_time() - began:.1f} s of processor")
    if without:
        record.store.sweep()
        print(f"the index takes {(_size(where) - without) / count:,.0f} bytes a report")
    _each(record, copies, seed=1)
    record.close()
    record = open_record(where)
    _each(record, Copies(Roots(People()), record), seed=2)
    record.close()


def _each(record: Record, copies: Copies, seed: int) -> None:
    times: list[tuple[float, float]] = []
    for number, text in enumerate(texts(100, seed=seed)):
        report = Report(text=text, location=f"new/{seed}/{number}.txt", outlet="Another outlet")
        with record.store.writing():
            began, cpu = time.perf_counter(), time.process_time()
            copies.place(report)
            times.append((time.process_time() - cpu, time.perf_counter() - began))
            record.add_report(report)
    cpu_, wall = (sorted(each) for each in zip(*times, strict=True))
    print(
        f"one more, the one before filed too: median {cpu_[50] * 1000:.2f} ms of processor, 99th of 100 "
        f"{cpu_[98] * 1000:.2f} ms; by the clock {wall[50] * 1000:.2f} and {wall[98] * 1000:.2f} ms"
    )


def _size(where: str) -> int:
    return sum(path.stat().st_size for path in Path(where).parent.glob(Path(where).name + "*"))


def grouping(count: int) -> None:
    """Group reports from nothing."""
    origins = Origins(Roots(People()))
    began = time.process_time()
    for number, text in enumerate(texts(count)):
        report = Report(text=text, location=str(number), outlet=f"Outlet {number % 500}")
        origins.add(f"r{number}", report)
    merged = origins.text_merges()
    print(f"{count:,} reports grouped in {time.process_time() - began:.1f} s of processor: {len(merged):,} merges")


def main() -> None:
    """Run both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--group", type=int, default=10_000)
    parser.add_argument("--where", help="a new file or address; a temporary file otherwise")
    given = parser.parse_args()
    grouping(given.group)
    with tempfile.TemporaryDirectory() as folder:
        placing(given.reports, given.where or str(Path(folder) / "record.db"))


if __name__ == "__main__":
    main()
