"""Read an archive in one process, and again with workers of which one is killed every few seconds: is it one record?

    python tools/same_record.py ARCHIVE --workers 2 --kill 10
    python tools/same_record.py ARCHIVE --workers 2 --kill 10 --dask --record postgresql://…

Both go into new bundled cases. Their records are compared entry by entry: number, kind, id, payload, author, times of
what is told, marking. What is random or the clock's (salts, hashes, when it was recorded) is left out. ``--dask`` takes
a local cluster, ``--record`` a database for the second record (a schema of its own). Exit status 1 where they differ.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src")]
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from guarantor.case import Case, demo_case, open_case  # noqa: E402
from guarantor.case.scale import Plan  # noqa: E402
from guarantor.model.entry import Entry  # noqa: E402


def main() -> int:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kill", type=float, default=10.0, metavar="SECONDS", help="0: nobody is killed")
    parser.add_argument("--dask", action="store_true")
    parser.add_argument("--record", default="")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    with _case(folder / "one", "") as one, _case(folder / "many", asked.record) as many:
        print(f"one process: {_read(one, asked.archive, Plan())}", flush=True)
        with _place(asked.dask, asked.workers) as (on, victims), killing(asked.kill, victims) as killed:
            told = _read(many, asked.archive, Plan(workers=asked.workers, on=on))
        print(f"{asked.workers} workers, {len(killed)} killed: {told}", flush=True)
        count = compare(one, many)
        sound = many.verify().sound
    print(
        f"{abs(count):,} entries, {'the same' if count >= 0 else 'not the same'}; {'sound' if sound else 'not sound'}"
    )
    return 0 if count >= 0 and sound else 1


def _case(folder: Path, record: str) -> Case:
    demo_case(folder).close()
    (folder / "record.db").unlink()
    return open_case(folder, record=f"{record}#same_{uuid4().hex[:12]}" if record else None)


def _read(case: Case, archive: Path, plan: Plan) -> str:
    began = time.monotonic()
    summary = case.read([archive], plan=plan)
    return f"{summary.text} in {time.monotonic() - began:.0f} s"


@contextmanager
def _place(dask: bool, workers: int) -> Iterator[tuple[str, Callable[[], list[int]]]]:
    """Where to work, and what says which processes work there. A Dask worker works once scheduler and keeper say
    so: it is started anew where it dies then, and given up where it dies while it starts."""
    if not dask:
        yield "processes", lambda: [each.pid or 0 for each in multiprocessing.active_children()]
        return
    import dask
    import distributed

    # A local cluster strikes a worker off that does not work just a quarter of a minute after it was lost.
    dask.config.set({"distributed.deploy.lost-worker-timeout": "1 hour"})
    settings = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None, "silence_logs": 50}
    with distributed.LocalCluster(**settings) as found:

        def there() -> list[int]:
            up = distributed.Status.running
            keepers = [each for each in found.workers.values() if each.process and each.process.status is up]
            return [each.pid for each in keepers if each.pid and each.worker_address in found.scheduler.workers]

        yield found.scheduler_address, there


@contextmanager
def killing(seconds: float, victims: Callable[[], list[int]]) -> Iterator[list[int]]:
    """Kill one of the workers every so many seconds, in turn; those that were killed."""
    killed: list[int] = []
    over = threading.Event()

    def go_on() -> None:
        while not over.wait(seconds):
            pids = sorted(victims())
            if pids:
                victim = pids[len(killed) % len(pids)]
                os.kill(victim, signal.SIGKILL)
                killed.append(victim)

    thread = threading.Thread(target=go_on, daemon=True)
    if seconds:
        thread.start()
    try:
        yield killed
    finally:
        over.set()
        if seconds:
            thread.join()


def compare(one: Case, other: Case) -> int:
    """How many entries two records have alike; below nothing where they differ, after printing the first difference."""
    count = 0
    for mine, theirs in zip_longest(one.record.store.entries(), other.record.store.entries()):
        if mine is None or theirs is None or _told(mine) != _told(theirs):
            print(f"entry {count + 1} differs:\n  {mine and _told(mine)}\n  {theirs and _told(theirs)}")
            return -count - 1
        count += 1
    return count


def _told(entry: Entry) -> tuple[object, ...]:
    """An entry without what is random or the clock's."""
    return (
        entry.seq, entry.kind, entry.id, entry.payload, entry.author, entry.happened, entry.as_of, entry.published,
        entry.marking,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
