"""The log of the regular provisions as columns: made once, asked often.

Acts are sorted by provision, by who they count for (one root, or the pool of all), and by time, so that the sum over
any window is a difference of two prefix sums. Windows are placed once, when the columns are made: an occurrence's time
does not depend on the question, only whether it is heard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guarantor.model.agreement import Provision, Ratio
from guarantor.model.calendar import deadline, opening
from guarantor.model.moments import LATEST
from guarantor.model.testimony import Coverage, Testimony

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Entries:
    """What decides whether a row is in a view: who says it, when it was recorded, withdrawn, published; ``hi`` is the
    last second at which it can have happened."""

    root: Ints
    recorded: Ints
    withdrawn: Ints
    published: Ints
    reviewed: Flags
    hi: Ints

    def taken(self, order: Ints) -> Entries:
        """The entries in another order."""
        return Entries(
            self.root[order], self.recorded[order], self.withdrawn[order], self.published[order],
            self.reviewed[order], self.hi[order],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Acts:
    """Words of performance, grouped into (act, root) runs and acts. ``top`` is the amount of a word, ``runs`` the first
    word of each run (a root's words on one act, oldest first), ``units`` the first run of each act."""

    words: Entries
    top: Floats
    runs: Ints
    units: Ints
    by_hi: Ints
    ends: Ints
    own_order: Ints
    own_by_hi: Ints


@dataclass(frozen=True, slots=True)
class Points:
    """Words that speak at a moment (denials, outstanding), sorted by provision and moment."""

    words: Entries
    ends: Ints


@dataclass(frozen=True, slots=True)
class Starts:
    """Words on events, grouped by occurrence; denials with the occurrences that they contradict."""

    words: Entries
    event: Ints
    groups: Ints
    group_event: Ints
    group_hi: Ints
    amount: Floats
    denials: Entries
    denial_event: Ints
    contradicts: tuple[Ints, Ints]


@dataclass(frozen=True, slots=True)
class Instances:
    """One row for each provision and occurrence of its event: window and places in the sorted acts and points."""

    provision: Ints
    group: Ints
    start: Ints
    due: Ints
    lo: Ints
    hi: Ints
    target: Floats
    times: Floats
    at_start: Ints
    at_due: Ints
    refused_from: Ints
    denial_from: Ints
    denial_due: Ints
    short_from: Ints
    short_due: Ints


@dataclass(frozen=True, slots=True)
class Columns:
    """Everything the kernel reads. ``names`` are the provisions' ids, ``roots`` the numbers of roots; the pool comes
    after the last root. ``counted`` are coverages with the instances whose windows they span: instance, coverage, and
    where the root's own acts begin and end. ``pooled``: some act counts for all; ``instants``: no act's time is a
    stretch; ``bounded``: for each provision whether some amount is not put exactly ("at least 40")."""

    names: tuple[str, ...]
    roots: dict[str, int]
    events: tuple[str, ...]
    event_of: Ints
    acts: Acts
    denials: Points
    refusals: Points
    shorts: Points
    starts: Starts
    coverages: Entries
    rows: Instances
    counted: tuple[Ints, Ints, Ints, Ints]
    target: Floats
    times: Floats
    pooled: bool
    instants: bool
    bounded: Flags


def entries(words: Sequence[Testimony | Coverage], roots: dict[str, int]) -> Entries:
    """The entry columns of some words."""

    def ints(values: Iterable[int]) -> Ints:
        return np.fromiter(values, np.int64, len(words))

    return Entries(
        root=ints(roots[word.root] for word in words),
        recorded=ints(word.recorded for word in words),
        withdrawn=ints(LATEST if word.withdrawn is None else word.withdrawn for word in words),
        published=ints(word.recorded if word.published is None else word.published for word in words),
        reviewed=np.fromiter((word.reviewed for word in words), np.bool_, len(words)),
        hi=ints(last_second(word) for word in words),
    )


def last_second(word: Testimony | Coverage) -> int:
    """The last second at which what a word tells can have happened."""
    if isinstance(word, Coverage):
        return word.covers[1]
    assert word.happened is not None
    return word.happened[1]


def runs_of(*keys: Ints) -> Ints:
    """Where a run of equal keys begins, in sorted columns.

    >>> runs_of(np.array([1, 1, 2, 2, 2, 5])).tolist()
    [0, 2, 5]
    """
    if len(keys[0]) == 0:
        return np.zeros(0, np.int64)
    change = np.zeros(len(keys[0]), np.bool_)
    change[0] = True
    for key in keys:
        change[1:] |= key[1:] != key[:-1]
    return np.flatnonzero(change)


def composite(group: Ints, time: Ints) -> tuple[Ints, Callable[[Ints, Ints], Ints]]:
    """Group and time as one sortable number, and the same for queries (times beyond the data are clipped)."""
    low = int(time.min()) - 1 if len(time) else 0
    high = int(time.max()) + 2 if len(time) else 1
    span = high - low + 1

    def encode(groups: Ints, times: Ints) -> Ints:
        return groups * span + (np.clip(times, low, high) - low)

    return encode(group, time), encode


def window_times(provision: Provision, lo: Sequence[int], hi: Sequence[int], zone: str) -> tuple[list[int], list[int]]:
    """First second and last deadline of each occurrence's window."""
    window = provision.window
    assert window is not None and window.start is not None
    first, end = window.start, window.end
    starts = [t + first.seconds for t in lo] if first.exact else [opening(t, first, zone) for t in lo]
    if end is None:
        return starts, [LATEST] * len(hi)
    return starts, [t + end.seconds for t in hi] if end.exact else [deadline(t, end, zone) for t in hi]


def target_of(provision: Provision) -> tuple[float, float]:
    """Target and multiplier: a number, or so many times what the trigger tells (target then 0)."""
    quantity = provision.quantity
    if quantity is None:
        return 1.0, 0.0
    if isinstance(quantity, Ratio):
        return 0.0, float(quantity.times)
    value: Any = getattr(quantity, "value", None)
    return float(value), 0.0
