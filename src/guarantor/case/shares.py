"""Lines about a large record made by several processes, each of a share of its entries, in the order of the record."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from guarantor.exchange.flat import Once

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")
SHARE = 4_000
"""Entries of a share: what is made of one is held at once."""
AHEAD = 2
"""So many shares for each worker are made before the first of them was taken."""
MOST = 4
_made: dict[int, Callable[[range], Any]] = {}
"""What a worker makes lines by, known to it by having been forked off."""


def cores() -> int:
    """How many workers are of use here: one a core, some at most; one where a process cannot be forked off safely."""
    if sys.platform != "linux":
        return 1
    return min(MOST, len(os.sched_getaffinity(0)))


def in_shares(make: Callable[[range], T], last: int, workers: int) -> Iterator[T]:
    """What is made of each share of the entries up to the last, in order. ``make`` makes it of a range. To be called
    from a program of one thread: processes are forked off."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    shares = (range(start, min(start + SHARE, last + 1)) for start in range(1, last + 1, SHARE))
    key = id(make)
    _made[key] = make
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork"))
    waiting: deque[Future[T]] = deque()
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


def _of_share(key: int, share: range) -> Any:
    return _made[key](share)


def merged(pieces: Iterable[str], after: int = 0) -> list[str]:
    """The pieces as one text, but for those that are written once; without the last ``after`` pieces.

    >>> merged(["a", "b", Once("c", "key"), "d", "e", "end"], 1)
    ['ab', 'c', 'de']
    """
    found, held = list[str](), list[str]()
    every = list(pieces)
    for piece in every[: len(every) - after]:
        if isinstance(piece, Once):
            found += ["".join(held)] if held else []
            found.append(piece)
            held = []
        else:
            held.append(piece)
    return [*found, "".join(held)] if held else found


def together_again(parts: Iterable[list[str]], between: str = "") -> Iterator[str]:
    """The texts of all shares, with something between two that are not empty, and what is written once only where it
    stands first."""
    written: set[str] = set()
    first = True
    for part in parts:
        if part and not first:
            yield between
        first = first and not part
        for text in part:
            if isinstance(text, Once):
                if text.key in written:
                    continue
                written.add(text.key)
            yield text
