"""Answers to a very large record are worked out by few threads, equal ones once, and no kind of page waits for another.

A page of a million claims can take seconds, and fifty people ask at once. Were each worked out where it is asked for,
all would share the processor and none be done for long, and a page that takes a minute would stop the quick ones. So
what is asked for is laid down here, the kinds take turns, and whoever asks waits a little while: what to tell him then
is his affair, the answer goes on being worked out, and is there when it is asked for again.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Condition, Event, Thread
from typing import Generic, TypeVar

from guarantor.board.coming import BusyError

T = TypeVar("T")
THREADS = 2
"""So many answers are worked out at once, as long as none takes long."""
MOST = 4
"""So many at once in all, those that take long among them."""
LONG = 0.5
"""Seconds of which an answer takes long: another one may be begun in its place beside the quick ones."""
STAY = 30.0
"""Seconds for which a thread without work stays."""


@dataclass(eq=False, slots=True)
class Job(Generic[T]):
    """One answer that is worked out, or waits for that: whatever its maker gave or raised."""

    key: str
    kind: str
    make: Callable[[], T]
    began: float = 0.0
    done: Event = field(default_factory=Event)
    made: T | None = None
    error: Exception | None = None

    def result(self) -> T:
        """What was made; raises what its maker raised."""
        if self.error is not None:
            raise self.error
        assert self.made is not None
        return self.made


class Workshop(Generic[T]):
    """Works out answers: ``THREADS`` quick ones at once; of kinds that took long, one of each; ``MOST`` in all."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._jobs: dict[str, Job[T]] = {}
        self._waiting: OrderedDict[str, deque[Job[T]]] = OrderedDict()
        self._running: list[Job[T]] = []
        self._took: dict[str, float] = {}
        self._threads = 0
        self._ended = False

    def end(self) -> None:
        """Work nothing out any more: who waits for his turn is told to come again, and what is being worked out is
        waited for. Afterwards no thread of this works any more, nor begins to."""
        with self._changed:
            self._ended = True
            left = [job for jobs in self._waiting.values() for job in jobs]
            self._waiting.clear()
            for job in left:
                self._refuse(job)
            self._changed.notify_all()
            while self._running:
                self._changed.wait()

    def _refuse(self, job: Job[T]) -> None:
        job.error = BusyError()
        self._jobs.pop(job.key, None)
        job.done.set()

    def ask(self, key: str, kind: str, make: Callable[[], T]) -> Job[T]:
        """Have an answer worked out; the same job for all who ask with one ``key`` while it is under way."""
        with self._changed:
            job = self._jobs.get(key)
            if job is None:
                job = self._jobs[key] = Job(key, kind, make)
                if self._ended:
                    self._refuse(job)
                    return job
                self._waiting.setdefault(kind, deque()).append(job)
                if self._threads < min(MOST, len(self._jobs)):
                    self._threads += 1
                    Thread(target=self._work, daemon=True, name="answers").start()
                self._changed.notify()
        return job

    def is_busy(self) -> bool:
        """Whether anything is being worked out."""
        return bool(self._jobs)

    def wait(self, job: Job[T], seconds: float | None) -> bool:
        """Whether an answer is there after at most so many seconds (None: however long it takes)."""
        until = None if seconds is None else time.monotonic() + seconds
        while not job.done.is_set():
            left = LONG if until is None else min(LONG, until - time.monotonic())
            if left <= 0:
                return False
            if not job.done.wait(left):
                with self._changed:  # what runs may be found to take long by now, and another may be begun
                    self._changed.notify()
        return True

    # --- who works --------------------------------------------------------------------------------------------------

    def _work(self) -> None:
        while (job := self._begun()) is not None:
            at_work = time.thread_time()
            try:
                job.made = job.make()
            except Exception as error:  # noqa: BLE001 - whatever it is, it is raised to those who asked
                job.error = BusyError() if self._ended else error
            with self._changed:
                took = time.thread_time() - at_work
                self._took[job.kind] = (self._took.get(job.kind, took) + took) / 2
                self._running.remove(job)
                del self._jobs[job.key]
                if self._ended:
                    self._changed.notify_all()
            job.done.set()

    def _begun(self) -> Job[T] | None:
        """The next answer, as soon as one may be begun; None where there is nothing to do for a while."""
        with self._changed:
            while (job := self._next()) is None:
                if self._ended or (not self._changed.wait(STAY) and not self._waiting):
                    self._threads -= 1
                    return None
            return job

    def _next(self) -> Job[T] | None:
        """The next answer that may be begun; the kinds take turns."""
        now = time.monotonic()
        slow = [job for job in self._running if self._is_slow(job.kind) or now - job.began > LONG]
        quick = len(self._running) - len(slow)
        for kind, jobs in self._waiting.items():
            if self._is_slow(kind):
                may = len(slow) < MOST - THREADS and all(job.kind != kind for job in slow)
            else:
                may = quick < THREADS and len(self._running) < MOST
            if may:
                job = jobs.popleft()
                del self._waiting[kind]
                if jobs:
                    self._waiting[kind] = jobs  # after the others
                job.began = now
                self._running.append(job)
                return job
        return None

    def _is_slow(self, kind: str) -> bool:
        """Whether answers of a kind took long of late, by the processor's time."""
        return self._took.get(kind, 0.0) > LONG
