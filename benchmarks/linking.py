"""Processor time to place a report among others: a new one among many, and many grouped from nothing.

    python benchmarks/linking.py [--reports 100000] [--group 10000]

Texts are made from a seeded vocabulary of 20,000 words, 250 words each; every tenth a short copy of an earlier one.
"""

from __future__ import annotations

import argparse
import random
import time

from guarantor.linking.origins import Origins
from guarantor.linking.roots import Roots
from guarantor.linking.shingles import ShingleIndex
from guarantor.model.actor import People
from guarantor.model.report import Report

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


def placing(count: int) -> None:
    """Place a hundred new reports among many."""
    index = ShingleIndex()
    (*old,) = texts(count)
    began = time.process_time()
    for text in old:
        index.add(text)
    print(f"{count:,} reports indexed in {time.process_time() - began:.1f} s of processor")
    new = texts(100, seed=1)
    times: list[float] = []
    for text in new:
        began = time.process_time()
        index.add(text)
        times.append(time.process_time() - began)
    times.sort()
    print(f"one more: median {times[50] * 1000:.2f} ms, 99th of 100 {times[98] * 1000:.2f} ms")


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
    given = parser.parse_args()
    grouping(given.group)
    placing(given.reports)


if __name__ == "__main__":
    main()
