"""Documents through workers and out again in their order, never many at once, whatever dies on the way."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from guarantor.case.scale.pools import Pool, deaths
from guarantor.case.scale.working import Done, Setup, Task, work
from guarantor.intake.piece import Piece
from guarantor.intake.refusal import Refusal

M = TypeVar("M")
BATCH, BATCH_BYTES = 8, 2 * 2**20
"""What goes to a worker at once: so many documents, or so many bytes of them where that is less."""
FLYING_BYTES = 64 * 2**20
"""No more bytes than these wait for workers or for their turn to be written, unless one document has more."""
AHEAD = 3
"""Batches for each worker that are under way at once."""
LOOK = 5.0
"""So many seconds nothing may come back before it is looked whether there are workers left."""
PATIENT = 3
"""After so many deaths of workers at one batch its documents are read alone, one by one."""


@dataclass(slots=True)
class _Batch(Generic[M]):
    tasks: list[Task] = field(default_factory=list)
    marks: list[M] = field(default_factory=list)
    size: int = 0
    deaths: int = 0
    future: Future[list[Done]] | None = None


class Passing(Generic[M]):
    """``passed`` gives for each task, in order, its mark and what was done; at most a window of them is held."""

    def __init__(self, setup: Setup, pool: Pool, *, batch: int = BATCH) -> None:
        self._setup = setup
        self._pool = pool
        self._batch = batch
        self._flying: deque[_Batch[M]] = deque()
        self._deaths = deaths()

    def passed(self, tasks: Iterable[tuple[Task, M]]) -> Iterator[list[tuple[M, Done]]]:
        """A batch at a time."""
        most = self._pool.workers * AHEAD if self._pool.workers > 1 else 1
        for batch in self._batches(tasks):
            while self._flying and (
                len(self._flying) >= most or sum(each.size for each in self._flying) + batch.size > FLYING_BYTES
            ):
                yield self._first()
            self._submit(batch)
            self._flying.append(batch)
        while self._flying:
            yield self._first()

    def _batches(self, tasks: Iterable[tuple[Task, M]]) -> Iterator[_Batch[M]]:
        batch: _Batch[M] = _Batch()
        for task, mark in tasks:
            size = len(task.data) if isinstance(task, Piece) else 0
            if batch.tasks and (len(batch.tasks) >= self._batch or batch.size + size > BATCH_BYTES):
                yield batch
                batch = _Batch()
            batch.tasks.append(task)
            batch.marks.append(mark)
            batch.size += size
        if batch.tasks:
            yield batch

    def _submit(self, batch: _Batch[M]) -> None:
        """Hand it to a worker; where no worker lives, that is found out when its turn comes."""
        try:
            batch.future = self._pool.executor.submit(work, self._setup, batch.tasks)
        except self._deaths as error:
            batch.future = Future()
            batch.future.set_exception(error)

    def _first(self) -> list[tuple[M, Done]]:
        """The oldest batch, done."""
        batch = self._flying[0]
        while True:
            try:
                found = self._result(batch.future)
                break
            except self._deaths:
                batch.deaths += 1
                if batch.deaths >= PATIENT:
                    self._flying.popleft()
                    return list(zip(batch.marks, self._alone(batch.tasks), strict=True))
                self._again()
        self._flying.popleft()
        return list(zip(batch.marks, found, strict=True))

    def _again(self) -> None:
        """New workers, and everything anew that has not come back."""
        self._pool.renew()
        for batch in self._flying:
            if batch.future is None or not batch.future.done() or self._died(batch.future):
                self._submit(batch)

    def _died(self, future: Future[list[Done]]) -> bool:
        return future.cancelled() or isinstance(future.exception(), self._deaths)

    def _alone(self, tasks: Sequence[Task]) -> list[Done]:
        """Documents one by one, nothing else being under way: what brings a worker down again and again is refused."""
        found: list[Done] = []
        for task in tasks:
            for last in (False, False, True):
                self._pool.renew()
                try:
                    found += self._result(self._pool.executor.submit(work, self._setup, [task]))
                    break
                except self._deaths:
                    if last:
                        todo = "tell the makers of the program, with the document"
                        said = "it brings down the process that reads it"
                        found.append(Done((Refusal(location=task.location, found=said, todo=todo),)))
        self._again()
        return found

    def _result(self, future: Future[list[Done]] | None) -> list[Done]:
        """What a worker brings; while nothing comes, whether there is anybody left to bring it is looked at."""
        assert future is not None
        look = self._pool.looking()
        while not wait([future], timeout=LOOK).done:
            look()
        return future.result()
