"""Every export as somebody runs it: the real command in a process of its own, from the folder to the last byte.

    python benchmarks/exports_run.py CASE [CASE …] [--only NAME …]

A case is a folder, such as ``benchmarks/case.py make`` lays out. For each form: the rows written, rows a second of the
processor and by the clock (both with the program's start, and of the processor without it, as ``--version`` takes it),
seconds to the first byte, and the most memory that the process held. A busy machine slows the clock, and the processor
too where two share a core.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from exports import asked_for

PROGRAM = (sys.executable, "-m", "guarantor")


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took: lines and bytes written, seconds, megabytes."""

    lines: int
    size: int
    processor: float
    clock: float
    first: float
    peak: float


def run(*arguments: str) -> Run:
    """Run the program to its end, reading what it writes as it comes."""
    began, first, lines, size = time.perf_counter(), 0.0, 0, 0
    process = subprocess.Popen([*PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    while part := os.read(process.stdout.fileno(), 1 << 20):
        first = first or time.perf_counter() - began
        lines += part.count(b"\n")
        size += len(part)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)}: exit status {process.returncode}")
    clock = time.perf_counter() - began
    return Run(lines, size, used.ru_utime + used.ru_stime, clock, first, used.ru_maxrss / 1024)


def forms() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each form with the options that ask for it."""
    for form, table in asked_for():
        if table is None:
            yield form, ("--as", form)
        else:
            yield f"{form} {table}", ("--as", form, "--what", table)


def rows_of(path: Path) -> int:
    """The rows of a Parquet file."""
    from pyarrow.parquet import ParquetFile

    return int(ParquetFile(path).metadata.num_rows)


def measured(case: str, name: str, options: tuple[str, ...], started: float) -> str:
    """One line of the table."""
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "out.parquet"
        there = ("--out", str(out)) if name.startswith("parquet") else ()
        done = run("export", "--case", case, *options, *there)
        rows = rows_of(out) if there else done.lines - name.startswith(("csv", "hxl", "plover", "barometer"))
    return (
        f"{name:20} {rows:>8,} rows  processor {done.processor:7.2f} s {rows / done.processor:>8,.0f}/s "
        f"({rows / max(done.processor - started, 1e-3):>8,.0f}/s after the start)  "
        f"clock {done.clock:7.2f} s {rows / done.clock:>8,.0f}/s  first byte {done.first:6.2f} s  "
        f"peak {done.peak:6.0f} MB"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="+", metavar="CASE")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="forms whose name begins so")
    given = parser.parse_args()
    run("--version")
    start = min((run("--version") for _ in range(3)), key=lambda each: each.processor)
    print(f"the start alone: processor {start.processor:.2f} s, clock {start.clock:.2f} s, {start.peak:.0f} MB")
    for case in given.cases:
        print(case, flush=True)
        for name, options in forms():
            if not given.only or name.startswith(tuple(given.only)):
                print(measured(case, name, options, start.processor), flush=True)


if __name__ == "__main__":
    main()
