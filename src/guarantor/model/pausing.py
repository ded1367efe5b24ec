"""The collector of cyclic garbage, put off while very many objects are made that hold no cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (20_000, 20, 20)
"""The collector's thresholds (see :func:`gc.set_threshold`) for work that makes thousands of objects at a time."""


def settle() -> None:
    """What this process has loaded stays for its life: the collector looks at it no more, and comes seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


@contextmanager
def settled() -> Iterator[None]:
    """The same for a while; afterwards as before, whatever happens.

    >>> before = gc.get_threshold()
    >>> with settled():
    ...     gc.get_threshold()
    (20000, 20, 20)
    >>> gc.get_threshold() == before
    True
    """
    before, ours = gc.get_threshold(), not gc.get_freeze_count()
    if ours:
        gc.collect()
        gc.freeze()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if ours:
            gc.unfreeze()


@contextmanager
def uncollected() -> Iterator[None]:
    """Without collection inside; afterwards as before, whatever happens.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
