"""An archive into a record: documents unpacked here, read by workers, written here in the archive's order.

Since only this process writes, and in order, the record comes out the same however many workers there are and whichever
of them die. A batch is written in one transaction.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from guarantor.case.positions import Tying
from guarantor.case.reading import ReadSummary, Writing
from guarantor.case.scale.journal import NAME, Journal, Mark, key_of
from guarantor.case.scale.pace import Pace, sizes_of
from guarantor.case.scale.passing import BATCH, Passing
from guarantor.case.scale.pools import pool_of
from guarantor.case.scale.working import Done, Setup, Task, have_ready
from guarantor.intake.gather import documents
from guarantor.intake.piece import Hints, Limits
from guarantor.intake.received import Received
from guarantor.linking.copies import Copies
from guarantor.model.casefiles import CaseFiles
from guarantor.model.pausing import settled
from guarantor.reading.actors import ActorTable
from guarantor.record.record import Record

SAVED = 1.0
"""How far it came is noted after so many seconds."""
Progress = Callable[[str, Pace], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Who works: ``workers`` on this machine, as ``processes`` or ``threads``, or a cluster at an address (``on``).
    ``resume`` where an earlier run was interrupted."""

    workers: int = 1
    on: str = "processes"
    resume: bool = True


@dataclass(frozen=True, slots=True)
class Target:
    """What is written to: the record with its copies, the documents as received, and the case's files and folder, with
    the tools of the case for what this process reads itself."""

    record: Record
    files: CaseFiles
    folder: Path
    copies: Copies
    received: Received
    tools: tuple[ActorTable, Tying]


@dataclass(frozen=True, slots=True)
class _Step:
    mark: Mark
    read: int
    location: str


def read_archive(
    target: Target, sources: Sequence[str | Path], hints: Hints, plan: Plan, *, limits: Limits | None = None,
    progress: Progress | None = None,
) -> ReadSummary:  # fmt: skip
    """Read sources into a record; what an interrupted run had written already is passed over."""
    limits = limits or Limits()
    sizes = sizes_of(sources)
    pace = Pace(whole=sum(sizes))
    key = key_of(sources, hints, target.files.id)
    journal = None if key is None else Journal(target.folder / NAME, key, target.record)
    mark = journal.load() if journal is not None and plan.resume else None
    writing = Writing(target.record, target.copies, target.received)
    setup = Setup.of(target.files, hints, limits, target.record.author)
    saved = time.monotonic()
    have_ready(setup, *target.tools)
    with settled(), pool_of(plan.workers, plan.on) as pool:
        passing: Passing[_Step] = Passing(setup, pool, batch=BATCH if pool.workers > 1 else 1)
        for batch in passing.passed(_steps(sources, hints, limits, mark, sizes, pace)):
            _write(target, writing, [done for _, done in batch])
            last = batch[-1][0]
            pace.documents, pace.read = pace.documents + len(batch), max(pace.read, last.read)
            if journal is not None and time.monotonic() - saved > SAVED:
                journal.save(last.mark)
                saved = time.monotonic()
            if progress is not None:
                progress(last.location, pace)
    if journal is not None:
        journal.drop()
    return writing.summary


def _write(target: Target, writing: Writing, batch: Sequence[Done]) -> None:
    with target.record.store.writing():
        for done in batch:
            for digest, pack in done.kept:
                target.received.put(digest, pack)
            for each in done.read:
                writing.write(each)


def _steps(
    sources: Sequence[str | Path], hints: Hints, limits: Limits, mark: Mark | None, sizes: Sequence[int], pace: Pace
) -> Iterator[tuple[Task, _Step]]:  # fmt: skip
    """The documents that are to be read, each with the place that it is at: those after a mark, or all of them where
    the documents up to it are not those that it was made of."""
    here, passing = Mark(), mark is not None
    for each in documents(sources, hints, limits, first=mark.source if mark is not None else 0):
        here = here.after(each.source, each.what.location)
        read = sum(sizes[: each.source]) + each.read
        if passing and mark is not None and each.source == mark.source and here.done <= mark.done:
            if here.done == mark.done and here != mark:
                break
            pace.before = pace.read = read
            pace.began = time.monotonic()
            passing = here.done < mark.done
            continue
        if passing:
            break
        yield each.what, _Step(here, read, each.what.location)
    else:
        if not passing:
            return
    yield from _steps(sources, hints, limits, None, sizes, pace)
