"""The statuses of all instances of one duty at once: sums over windows are differences of prefix sums.

Reaches what the kernel's columns do not: words tied to acts at different times, several debtors, keys, conditions,
periods of a quota. An act whose words lie on both sides of a window's edge is looked at by itself. Totals, words
that all is done, bounds from above and broken numbers are left to the engine, instance by instance; both agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from guarantor.assessment.columns import Flags, Floats, Ints, composite
from guarantor.assessment.duties import Duty
from guarantor.assessment.judged import overruled
from guarantor.assessment.series import Reckoning, Unit, occurrence_of, unit_of
from guarantor.assessment.table import duty_status
from guarantor.assessment.verdict import covers
from guarantor.model.assessment import Bits, Status
from guarantor.model.moments import EARLIEST, LATEST
from guarantor.model.testimony import Testimony

if TYPE_CHECKING:
    from guarantor.assessment.engine import Engine

SETTLING = ("closed", "ended", "excepted")


@dataclass(frozen=True, slots=True)
class Act:
    """One act with its words (all by as-of), and the edges between which none of them is cut off."""

    owner: int
    words: tuple[Testimony, ...]
    unit: Unit


@dataclass(frozen=True, slots=True)
class Windows:
    """The instances as columns; ``until`` is the last second that counts as in time."""

    start: Ints
    due: Ints
    until: Ints
    bounded: Flags
    as_of: int


class Ledger:
    """Acts of some owners by time. ``in_time`` and ``by_now`` are the owners' sums in each window."""

    def __init__(self, acts: Sequence[Act], owners: int, windows: Windows, reckoning: Reckoning) -> None:
        self._acts, self._windows, self._reckoning = acts, windows, reckoning
        rows = [
            (act.unit.lo, act.owner, *_edges(act.words)) if len(act.words) > 1
            else (act.unit.lo, act.owner, act.unit.hi, act.unit.hi, act.unit.lo, act.unit.lo)
            for act in acts
        ]  # fmt: skip
        columns = np.array(rows, np.int64).reshape(-1, 6).T
        self._lo, self._owner, self._first_hi, self._last_hi, self._first_lo, self._last_lo = columns
        top = np.array([act.unit.top for act in acts], np.float64)
        owner = np.broadcast_to(np.arange(owners)[:, None], (owners, len(windows.start)))
        begun = _before(self._owner, self._first_hi, top, owner, windows.start, "left")
        now = np.where(windows.bounded, windows.until, windows.as_of)
        self.in_time = _before(self._owner, self._lo, top, owner, windows.until, "right") - begun
        self.by_now = _before(self._owner, self._lo, top, owner, now, "right") - begun
        self.open = any(not act.unit.closed for act in acts)
        for act, row in zip(*self._cut(), strict=True):
            self._by_itself(int(act), int(row))

    def _cut(self) -> tuple[Ints, Ints]:
        """Acts and windows where some words on the act count in the window and some do not."""
        several = np.flatnonzero(np.array([len(act.words) > 1 for act in self._acts], np.bool_))
        windows = self._windows
        edge = (self._first_hi[several, None] < windows.start) & (windows.start <= self._last_hi[several, None])
        edge |= (
            windows.bounded & (self._last_lo[several, None] > windows.due)
            & (self._first_lo[several, None] <= windows.due)
        )  # fmt: skip
        acts, rows = np.nonzero(edge)
        return several[acts], rows

    def _by_itself(self, number: int, row: int) -> None:
        act, windows = self._acts[number], self._windows
        start, due, until = int(windows.start[row]), int(windows.due[row]), int(windows.until[row])
        bounded = bool(windows.bounded[row])
        now = until if bounded else windows.as_of
        begun = bool(self._first_hi[number] < start)
        for sums, at in ((self.in_time, until), (self.by_now, now)):
            sums[act.owner, row] -= act.unit.top * (int(act.unit.lo <= at) - int(begun))
        words = [word for word in act.words if _hi(word) >= start and not (bounded and _lo(word) > due)]
        if not words:
            return
        unit = unit_of(words, self._reckoning, pooled=act.unit.pooled)
        self.open |= not unit.closed
        for sums, at in ((self.in_time, until), (self.by_now, windows.as_of)):
            if unit.lo <= at:
                sums[act.owner, row] += unit.top


def _before(owners: Ints, at: Ints, values: Floats, owner: Ints, until: Ints, side: Literal["left", "right"]) -> Floats:
    """For each owner and window what the owner's acts up to a moment come to."""
    key, encode = composite(owners, at)
    order = np.argsort(key, kind="stable")
    sums = np.zeros(len(at) + 1)
    np.cumsum(values[order], out=sums[1:])
    key = key[order]
    first = key.searchsorted(encode(owner[:, 0], np.full(len(owner), -LATEST)), side="left")
    found: Floats = sums[key.searchsorted(encode(owner, until[None, :]), side=side)] - sums[first][:, None]
    return found


def _edges(words: Sequence[Testimony]) -> tuple[int, int, int, int]:
    """The first and last of the words' last seconds, and of their first."""
    first, last = zip(*[word.happened or (LATEST, EARLIEST) for word in words], strict=True)
    return min(last), max(last), min(first), max(first)


def _lo(word: Testimony) -> int:
    assert word.happened is not None
    return word.happened[0]


def _hi(word: Testimony) -> int:
    assert word.happened is not None
    return word.happened[1]


def statuses(engine: Engine, duties: Sequence[Duty], as_of: int) -> list[Status] | None:
    """The status of each instance, in their order; None where some of them are not for this."""
    groups: dict[tuple[str | None, str | None], list[int]] = {}
    for number, duty in enumerate(duties):
        groups.setdefault((duty.debtor, duty.key), []).append(number)
    found: dict[int, Status] = {}
    for numbers in groups.values():
        part = _of_one(engine, [duties[number] for number in numbers], as_of)
        if part is None:
            return None
        found.update(zip(numbers, part, strict=True))
    return [found[number] for number in range(len(duties))]


def _of_one(engine: Engine, duties: list[Duty], as_of: int) -> list[Status] | None:
    """Those of one debtor and key."""
    first = duties[0]
    words = engine.words(first.provision, first.debtor, first.key, EARLIEST, as_of)
    if not all(map(_plain_duty, duties)) or len({duty.count_acts for duty in duties}) > 1 or not _plain_words(words):
        return None
    acts, roots = _acts(words, Reckoning(start=None, floor=None, target=None, count_acts=first.count_acts))
    if any(act.unit.top != int(act.unit.top) for act in acts):
        return None
    dues = [[LATEST if duty.due is None else duty.due[end] for duty in duties] for end in (1, 0)]
    found = _judged(engine, duties, dues[0], words, acts, roots, as_of)
    if found is not None and any(duty.occurrence is not None and duty.occurrence.differ for duty in duties):
        early = _judged(engine, duties, dues[1], words, acts, roots, as_of)
        found = None if early is None else [
            "disputed" if one != other and duty.occurrence is not None and duty.occurrence.differ else one
            for duty, one, other in zip(duties, found, early, strict=True)
        ]  # fmt: skip
    return None if found is None else _settled(engine, duties, found, words, as_of)


def _plain_duty(duty: Duty) -> bool:
    if duty.occurrence is None or duty.op != ">=" or duty.target is None or duty.distinct:
        return False
    return duty.due is None or duty.start is None or duty.due[0] >= duty.start


def _plain_words(words: Sequence[Testimony]) -> bool:
    return not any(
        word.effect in ("total", "breached", "answers")
        or (word.effect == "performed" and (word.whole or word.stretch or word.item is not None))
        for word in words
    )


def _settled(
    engine: Engine, duties: list[Duty], found: list[Status], words: Sequence[Testimony], as_of: int
) -> list[Status]:
    """What conditions and settlements make of the statuses, where there are any."""
    settling = [word for word in words if word.effect in SETTLING]
    provision = duties[0].provision
    conditions = (provision.while_, provision.unless)
    if not settling and conditions == (None, None) and not provision.closes_otherwise and not provision.amendments:
        return found
    return [
        overruled(engine, duty, status, [w for w in settling if duty.start is None or _hi(w) >= duty.start], as_of)
        for duty, status in zip(duties, found, strict=True)
    ]


def _acts(words: Sequence[Testimony], reckoning: Reckoning, only: str | None = None) -> tuple[list[Act], list[str]]:
    """The acts told, each with its owner: the pool first, then the roots; or all that one root alone tells, its own."""
    roots: dict[str, int] = {}
    groups: dict[tuple[str, bool, int], list[Testimony]] = {}
    for word in words:
        if word.effect == "performed" and word.scope != "wider" and only in (None, word.root):
            name, pooled = occurrence_of(word, reckoning)
            owner = roots.setdefault(word.root, len(roots) + 1)
            groups.setdefault((name, pooled, 0 if pooled and only is None else owner), []).append(word)
    acts = [
        Act(owner, tuple(group), unit_of(group, reckoning, pooled=pooled))
        for (_, pooled, owner), group in groups.items()
    ]
    return acts, list(roots)


def _judged(
    engine: Engine, duties: list[Duty], dues: list[int], words: Sequence[Testimony], acts: list[Act], roots: list[str],
    as_of: int,
) -> list[Status] | None:  # fmt: skip
    start = np.array([EARLIEST if duty.start is None else duty.start for duty in duties], np.int64)
    due = np.array(dues, np.int64)
    bounded = np.array([duty.bounded and duty.due is not None for duty in duties], np.bool_)
    windows = Windows(start, due, np.minimum(due, as_of), bounded, as_of)
    target = np.array([duty.target for duty in duties], np.float64)
    reckoning = Reckoning(start=None, floor=None, target=None, count_acts=duties[0].count_acts)
    ledger = Ledger(acts, len(roots) + 1, windows, reckoning)
    t = (_highest(ledger.in_time) >= target) | (target <= 0)
    reached = _highest(ledger.by_now)
    late = ~t & (reached >= target)
    closed = as_of > due
    f, short, against = _against(words, windows)
    gaps = _gaps(engine, duties, dues, words, roots, windows, reckoning, target)
    if gaps is None:
        return None
    f |= gaps & closed
    told = _between([w for w in words if w.effect == "performed" and w.scope != "wider"], windows, windows.start)
    unsure = told & ~t & ~closed & (reached <= 0)
    if unsure.any() and ledger.open:
        return None
    rows = zip(t.tolist(), late.tolist(), f.tolist(), short.tolist(), strict=True)
    return [
        duty_status(
            duty.trigger, closed=bool(closed[i]), bits=Bits(t=bits[0], late=bits[1], f=bits[2], short=bits[3]),
            speaks=bool(told[i] or against[i]), some=bool(reached[i] > 0),
        )
        for i, (duty, bits) in enumerate(zip(duties, rows, strict=True))
    ]  # fmt: skip


def _highest(sums: Floats) -> Floats:
    """The pool and the highest root on top of it."""
    own: Floats = sums[1:].max(axis=0) if len(sums) > 1 else np.zeros(sums.shape[1])
    highest: Floats = np.maximum(own, 0.0) + sums[0]
    return highest


def _against(words: Sequence[Testimony], windows: Windows) -> tuple[Flags, Flags, Flags]:
    """Told not so, told outstanding, and whether either is spoken of at all."""
    denials = [word for word in words if word.effect == "not_performed"]
    refusals = [word for word in denials if word.whole]
    shorts = [word for word in words if word.effect == "outstanding"]
    ends = np.maximum(windows.start, windows.due)
    f = (_between(denials, windows, ends) & (windows.due < LATEST)) | _between(refusals, windows, windows.start)
    short = _between(shorts, windows, ends) & (windows.due < LATEST)
    return f, short, _between([*denials, *shorts], windows, windows.start)


def _between(words: Sequence[Testimony], windows: Windows, first: Ints) -> Flags:
    """Whether any of some words speaks of each window from a moment on (of one period: not wholly after it)."""
    hi, lo = np.array([_hi(word) for word in words], np.int64), np.array([_lo(word) for word in words], np.int64)
    if not windows.bounded.any():
        last = int(hi.max()) if len(hi) else EARLIEST - 1
        through: Flags = np.asarray(first <= np.full(len(first), last))
        return through
    inside = (hi[:, None] >= first) & ((lo[:, None] <= windows.due) | ~windows.bounded)
    some: Flags = np.logical_or.reduce(inside, axis=0)
    return some


def _gaps(
    engine: Engine, duties: list[Duty], dues: list[int], words: Sequence[Testimony], roots: list[str], windows: Windows,
    reckoning: Reckoning, target: Floats,
) -> Flags | None:  # fmt: skip
    """Where a source that covers the window tells of less; None where such a source leaves an amount open."""
    short = np.zeros(len(duties), np.bool_)
    coverages = engine.coverages(duties[0].provision, duties[0].debtor, duties[0].key)
    for root in dict.fromkeys(coverage.root for coverage in coverages):
        acts, names = _acts(words, reckoning, root)
        ledger = Ledger(acts, len(names) + 1, windows, reckoning)
        if ledger.open:
            return None
        mine = [c for c in coverages if c.root == root]
        covered = np.array([any(covers(c, d, e) for c in mine) for d, e in zip(duties, dues, strict=True)], np.bool_)
        short |= covered & (ledger.in_time.sum(axis=0) < target)
    return short


__all__ = ["statuses"]
