"""Who does the work: this process, threads, processes of this machine, or a Dask cluster. One seam: an Executor."""

from __future__ import annotations

import importlib.util
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar
from weakref import WeakSet

T = TypeVar("T")
WAIT = 10.0
"""So many seconds a cluster has to answer."""
WAITED_FOR = 8
"""Results for each worker that are waited for at once, at most."""
EMPTY = 120.0
"""A cluster may be without a single worker for so many seconds: so long it can take to start one on a busy machine."""


class CannotReachError(Exception):
    """A cluster that is not there or not of this program, or what speaks to it is not installed."""


class InLine(Executor):
    """Does everything at once, in this thread."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """The result, or what was raised, as a future that is done."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - a future hands on whatever was raised
            future.set_exception(error)
        return future


class Pool:
    """Workers that can be had anew where one of them died: ``make`` gives an executor. ``looking`` gives, for one wait,
    what is called now and then while nothing comes back; it raises CannotReachError where nothing will."""

    def __init__(
        self, make: Callable[[], Executor], workers: int, looking: Callable[[], Callable[[], None]] = lambda: _nothing
    ) -> None:
        self.workers = workers
        self.looking = looking
        self._make = make
        self.executor = make()

    def renew(self) -> None:
        """Other workers, in place of a pool of which one died; a cluster sees to that itself."""
        self.close()
        self.executor = self._make()

    def close(self) -> None:
        """Let go of the workers; what they are at is of no use any more."""
        if isinstance(self.executor, ProcessPoolExecutor | ThreadPoolExecutor):
            self.executor.shutdown(wait=False, cancel_futures=True)
        else:
            self.executor.shutdown(wait=False)


@contextmanager
def pool_of(workers: int, on: str = "processes") -> Iterator[Pool]:
    """Workers on this machine (``processes``, ``threads``; for one process only this one), or at an address."""
    if "://" in on:
        with _cluster(on) as pool:
            yield pool
        return
    if workers <= 1 and on == "processes":
        yield Pool(InLine, 1)
        return
    pool = Pool((lambda: ThreadPoolExecutor(workers)) if on == "threads" else (lambda: _processes(workers)), workers)
    try:
        yield pool
    finally:
        pool.close()


def _processes(workers: int) -> Executor:
    """Processes that begin with the program and nothing of this one's threads and files: copies of one that has loaded
    it with its tables, so that a worker that died is soon replaced; where the system cannot copy processes, each loads
    it anew."""
    way = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(way)
    context.set_forkserver_preload(["guarantor.case.scale.warm"])
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)


def _begin() -> None:
    """A worker leaves Ctrl-C to its parent, and ends when its parent ends, however that happens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def end() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=end, daemon=True).start()


@contextmanager
def _cluster(address: str) -> Iterator[Pool]:
    if importlib.util.find_spec("distributed") is None:
        raise CannotReachError(
            "a cluster's address, and distributed is not installed: pip install 'guarantor[cluster]'"
        )
    import distributed

    try:
        client = distributed.Client(address, timeout=WAIT, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise CannotReachError(f"no cluster answers at {address} ({error}); start one with `dask scheduler`") from error
    with client:
        workers = max(1, sum(client.nthreads().values()))
        pool = Pool(lambda: _OnCluster(client, address, workers), workers, partial(_Looking, address, client.nthreads))
        try:
            yield pool
        finally:
            pool.close()


class _OnCluster(Executor):
    """A cluster's workers as an executor, each result being waited for by a thread: with Dask's own executor a future
    stays open for ever where its result is lost on the way from a worker that dies just then."""

    def __init__(self, client: Any, address: str, workers: int) -> None:
        self._client = client
        self._address = address
        self._sent: WeakSet[Any] = WeakSet()
        self._waiting = ThreadPoolExecutor(workers * WAITED_FOR)

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Send it. Raises CannotReachError where the client has given its scheduler up."""
        if self._gone:
            raise CannotReachError(f"the cluster at {self._address} answers no more; {_GO_ON}")
        sent = self._client.submit(fn, *args, pure=False, **kwargs)
        self._sent.add(sent)
        return self._waiting.submit(sent.result)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take back what was sent, where anybody is there to hear it."""
        if not self._gone:
            self._client.cancel(list(self._sent))
        self._waiting.shutdown(wait=wait, cancel_futures=cancel_futures)

    @property
    def _gone(self) -> bool:
        """A client that has lost its scheduler for ten seconds closes itself, and raises at whatever it is asked."""
        return str(self._client.status) in ("closed", "closing")


class _Looking:
    """Whether a cluster still has workers, during one wait; ``workers`` asks its scheduler."""

    def __init__(self, address: str, workers: Callable[[], object]) -> None:
        self._address, self._workers = address, workers
        self._since: float | None = None

    def __call__(self) -> None:
        """Raise CannotReachError where the scheduler is gone, or had no worker for too long."""
        try:
            there = bool(self._workers())
        except (OSError, TimeoutError) as error:
            raise CannotReachError(f"the cluster at {self._address} answers no more ({error}); {_GO_ON}") from error
        now = time.monotonic()
        self._since = None if there else self._since or now
        if self._since is not None and now - self._since >= EMPTY:
            raise CannotReachError(
                f"the cluster at {self._address} has had no worker for {EMPTY:.0f} seconds; start one with "
                f"`dask worker {self._address}`; {_GO_ON}"
            )


def _nothing() -> None:
    """Workers of this machine are made anew as soon as one of them dies: there is nothing to look for."""


_GO_ON = "what was read is in the record, and the same command goes on from there"


def deaths() -> tuple[type[BaseException], ...]:
    """What a future raises where its worker died, rather than the work itself failed."""
    from concurrent.futures import BrokenExecutor, CancelledError

    if importlib.util.find_spec("distributed") is None:
        return (BrokenExecutor, CancelledError)
    from distributed.client import FutureCancelledError
    from distributed.scheduler import KilledWorker

    return (BrokenExecutor, CancelledError, KilledWorker, FutureCancelledError)
