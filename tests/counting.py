"""Work counted in calls, not in seconds: a test of growth that gives the same answer on a busy machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType


def calls_of(do: Callable[[], object]) -> int:
    """How many calls (of Python and of C functions) doing something takes.

    >>> calls_of(lambda: [abs(n) for n in range(100)]) >= 100
    True
    """
    count = 0

    def tally(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        if event in ("call", "c_call"):
            count += 1

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        do()
    finally:
        sys.setprofile(before)
    return count
