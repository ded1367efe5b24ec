"""Processor time and memory of a process and of all that it started, looked up in /proc while they run."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
EVERY = 1.0


@dataclass(frozen=True, slots=True)
class Sample:
    """At a time (monotonic seconds): for each process its processor seconds so far and its resident megabytes."""

    at: float
    spent: dict[int, float]
    resident: dict[int, float]


@dataclass(slots=True)
class Watched:
    """What was seen. A process that ended keeps what it had spent when it was last seen."""

    own: int = field(default_factory=os.getpid)
    samples: list[Sample] = field(default_factory=list)
    spent: dict[int, float] = field(default_factory=dict)
    peaks: dict[int, float] = field(default_factory=dict)
    before: float = 0.0

    def look(self) -> Sample:
        """Look now."""
        resident: dict[int, float] = {}
        for pid, spent, size in _family(self.own):
            self.spent[pid] = spent - (self.before if pid == self.own else 0.0)
            resident[pid] = size
            self.peaks[pid] = max(size, self.peaks.get(pid, 0.0))
        found = Sample(time.monotonic(), dict(self.spent), resident)
        self.samples.append(found)
        return found


@contextmanager
def watched() -> Iterator[Watched]:
    """Look every second, in a thread of its own, until the end of the block."""
    found, over = Watched(), threading.Event()
    found.before = next(spent for pid, spent, _ in _family(found.own) if pid == found.own)

    def go_on() -> None:
        while not over.wait(EVERY):
            found.look()

    found.look()
    thread = threading.Thread(target=go_on, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        over.set()
        thread.join()
        found.look()


def _family(own: int) -> Iterator[tuple[int, float, float]]:
    """A process and its descendants: number, processor seconds, resident megabytes."""
    stats: dict[int, tuple[int, float, float]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_bytes().rpartition(b")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        spent = (int(fields[11]) + int(fields[12])) / TICK
        stats[int(folder.name)] = int(fields[1]), spent, int(fields[21]) * PAGE / 2**20
    ours = {own}
    while more := {pid for pid, (parent, _, _) in stats.items() if parent in ours} - ours:
        ours |= more
    for pid in ours & stats.keys():
        yield pid, *stats[pid][1:]
