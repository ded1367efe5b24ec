"""Lines about a large record made by several processes, each of a share of its entries, in the order of the record."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Future

Lines = Callable[[range], Iterator[str]]
SHARE = 4_000
"""Entries of a share: what is made of one is held at once."""
AHEAD = 2
"""So many shares for each worker are made before the first of them was taken."""
MOST = 4
_made: dict[int, Lines] = {}
"""What a worker makes lines by, known to it by having been forked off."""


def cores() -> int:
    """How many workers are of use here: one a core, some at most; one where a process cannot be forked off safely."""
    if sys.platform != "linux":
        return 1
    return min(MOST, len(os.sched_getaffinity(0)))


def in_shares(lines: Lines, last: int, workers: int) -> Iterator[str]:
    """The lines of all entries up to the last, the text of a share at a time. ``lines`` makes those of a range. To be
    called from a program of one thread: processes are forked off."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    shares = (range(start, min(start + SHARE, last + 1)) for start in range(1, last + 1, SHARE))
    key = id(lines)
    _made[key] = lines
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork"))
    waiting: deque[Future[str]] = deque()
    try:
        for share in shares:
            waiting.append(pool.submit(_of_share, key, share))
            if len(waiting) >= workers * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        del _made[key]


def _of_share(key: int, share: range) -> str:
    return "".join(_made[key](share))
