"""One request at a time for each host, with a pause between two; and how long to stay away after a failure."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from guarantor.intake.web.network import StoppedError

LONGEST = 7 * 86400.0
"""A server that asks to be left alone for longer is asked again after so many seconds."""


class Turns:
    """Lets requests to one host through one by one. Hosts do not wait for each other."""

    def __init__(self, gap: float, stop: threading.Event) -> None:
        self._gap = gap
        self._stop = stop
        self._lock = threading.Lock()
        self._hosts: dict[str, threading.Lock] = {}
        self._last: dict[str, float] = {}

    @contextmanager
    def of(self, host: str, gap: float | None = None) -> Iterator[None]:
        """The host's turn, ``gap`` seconds (or the usual pause, where that is longer) after its last one ended.

        Raises StoppedError where everything is to stop meanwhile.
        """
        with self._lock:
            lock = self._hosts.setdefault(host, threading.Lock())
        with lock:
            pause = max(self._gap, gap or 0.0)
            ready = self._last.get(host, float("-inf")) + pause
            if self._stop.wait(max(0.0, ready - time.monotonic())):
                raise StoppedError
            try:
                yield
            finally:
                self._last[host] = time.monotonic()


@dataclass(frozen=True, slots=True, kw_only=True)
class BackOff:
    """How long to stay away after the nth failure in a row: twice as long each time, up to ``most``, and a random part
    of ``spread`` more or less, so that many who failed together do not come back together. In seconds."""

    first: float = 60.0
    most: float = 86400.0
    spread: float = 0.25

    def after(self, failures: int, chance: Callable[[], float] = random.random) -> float:
        """Seconds to wait after so many failures in a row.

        >>> [BackOff(spread=0).after(n) for n in (1, 2, 3, 30)]
        [60.0, 120.0, 240.0, 86400.0]
        """
        wait = min(self.most, self.first * 2.0 ** min(failures - 1, 40))
        return wait * (1 + self.spread * (2 * chance() - 1))


def asked_for(value: str | None, now: float) -> float | None:
    """The seconds of a Retry-After header, which is a number of them or a date; None where there is none that is one.

    >>> asked_for("120", 0.0), asked_for("Thu, 01 Jan 1970 00:01:00 GMT", 30.0), asked_for("soon", 0.0)
    (120.0, 30.0, None)
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:12]), LONGEST)
    try:
        return min(max(0.0, parsedate_to_datetime(text).timestamp() - now), LONGEST)
    except (TypeError, ValueError, OverflowError):
        return None
