"""The step function of one plain duty, from the columns: every turning point of a year at once.

Within the kernel's reach, and where all times are instants, all amounts exact and no start is denied, a cell's status
between two turning points follows from prefix sums. Everything else goes through the engine, point by point
(:mod:`.timeline`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import eq
from typing import overload

import numpy as np

from guarantor.assessment.columns import Columns, Flags, Floats, Ints, Points
from guarantor.assessment.figures import figure_text, range_text
from guarantor.assessment.kernel import CODE, seen, table_words
from guarantor.assessment.log import Cut
from guarantor.model.agreement import Provision
from guarantor.model.assessment import STATUSES, Step
from guarantor.model.moments import EARLIEST, LATEST
from guarantor.model.testimony import Voices


@dataclass(frozen=True, slots=True)
class Asked:
    """One provision's part of the columns in one account and cut, over a span of as-of."""

    columns: Columns
    slot: int
    member: Flags
    cut: Cut
    since: int
    until: int


def fast_steps(
    columns: Columns, provision: Provision, voices: Voices, cut: Cut, since: int, until: int
) -> Sequence[Step] | None:
    """The steps of a provision's cell, or None where this is not for the columns."""
    if provision.id not in columns.names or not columns.instants:
        return None
    if columns.bounded[columns.names.index(provision.id)]:
        return None
    member = np.array([voices.has(root) for root in columns.roots], np.bool_)
    asked = Asked(columns, columns.names.index(provision.id), member, cut, since, until)
    rows = _rows(asked)
    if rows is None:
        return None
    acts = _acts(asked)
    moments = _moments(asked, rows, acts)
    points = [_points(asked, each) for each in (columns.denials, columns.refusals, columns.shorts)]
    moments = np.unique(np.concatenate([moments, *points]))
    moments = moments[(moments >= since) & (moments <= until)]
    if not len(moments) or moments[0] != since:
        moments = np.concatenate([[since], moments])
    return _steps(asked, provision, rows, acts, points, moments)


def _span(ends: Ints, first: int, last: int) -> slice:
    """Rows from group ``first`` to before group ``last`` where ``ends`` says how far each group reaches."""
    return slice(int(ends[first - 1]) if first else 0, int(ends[last - 1]) if last else 0)


def _rows(asked: Asked) -> Ints | None:
    """The instances whose start is heard in the account, one a moment; None where a start is denied or a stretch,
    or where two come at one moment."""
    columns = asked.columns
    starts, event = columns.starts, int(columns.event_of[asked.slot])
    against = seen(starts.denials, asked.cut, None, None) & (starts.denial_event == event)
    if against.any():
        return None
    first, last = np.searchsorted(columns.rows.provision, [asked.slot, asked.slot + 1])
    mine = np.arange(first, last)
    if (columns.rows.lo[mine] != columns.rows.hi[mine]).any():
        return None
    begin, end = np.searchsorted(starts.event, [event, event + 1])
    part = np.arange(begin, end)
    live = seen(starts.words.taken(part), asked.cut, None, None)
    own = live & asked.member[starts.words.root[part]]
    heard = own if own.any() else live
    group_of = np.searchsorted(starts.groups, part, side="right") - 1
    came = np.zeros(len(starts.groups), np.bool_)
    came[group_of[heard]] = True
    mine = mine[came[columns.rows.group[mine]]]
    _, once = np.unique(columns.rows.lo[mine], return_index=True)
    return mine[once] if len(once) == len(mine) else None


@dataclass(frozen=True, slots=True)
class Told:
    """Acts of one owner by time: when, prefix sums of amounts, and of how many."""

    at: Ints
    sums: Floats
    counts: Ints


def _told(at: Ints, values: Floats, live: Flags) -> Told:
    sums, counts = np.zeros(len(at) + 1), np.zeros(len(at) + 1, np.int64)
    np.cumsum(values, out=sums[1:])
    np.cumsum(live, out=counts[1:])
    return Told(at, sums, counts)


def _acts(asked: Asked) -> tuple[list[Told], list[Told]]:
    """For each owner (the pool last) what counts for it; and for each root all its own words."""
    columns = asked.columns
    acts, width = columns.acts, len(columns.roots) + 1
    part = _span(acts.ends, asked.slot * width, (asked.slot + 1) * width)
    run_ends = np.append(acts.units, len(acts.runs))
    runs = slice(int(run_ends[part.start]), int(run_ends[part.stop]))
    word_ends = np.append(acts.runs, len(acts.top))
    words = slice(int(word_ends[runs.start]), int(word_ends[runs.stop]))
    entries = acts.words.taken(np.arange(words.start, words.stop))
    live = seen(entries, asked.cut, asked.member, asked.until)
    starts_of_runs = acts.runs[runs] - words.start
    starts_of_units = acts.units[part] - runs.start
    if not len(starts_of_units):
        return [], []
    last = np.maximum.reduceat(np.where(live, np.arange(len(live)), -1), starts_of_runs)
    by_run = np.where(last >= 0, acts.top[words][np.maximum(last, 0)], 0.0)
    by_unit = np.maximum.reduceat(by_run, starts_of_units)
    heard = np.logical_or.reduceat(last >= 0, starts_of_units)
    at = entries.hi[starts_of_runs[starts_of_units]]
    bounds = [_span(acts.ends, asked.slot * width + owner, asked.slot * width + owner + 1) for owner in range(width)]
    owners = [
        _told(at[s.start - part.start : s.stop - part.start], by_unit[s.start - part.start : s.stop - part.start],
              heard[s.start - part.start : s.stop - part.start])
        for s in bounds
    ]  # fmt: skip
    root_of_run, at_run = entries.root[starts_of_runs], entries.hi[starts_of_runs]
    own = []
    for root in range(width - 1):
        mine = np.flatnonzero(root_of_run == root)
        mine = mine[np.argsort(at_run[mine], kind="stable")]
        own.append(_told(at_run[mine], by_run[mine], last[mine] >= 0))
    return owners, own


def _points(asked: Asked, points: Points) -> Ints:
    part = _span(points.ends, asked.slot, asked.slot + 1)
    entries = points.words.taken(np.arange(part.start, part.stop))
    return entries.hi[seen(entries, asked.cut, asked.member, asked.until)]


def _moments(asked: Asked, rows: Ints, acts: tuple[list[Told], list[Told]]) -> Ints:
    due = asked.columns.rows.due[rows]
    told = [each.at for each in (*acts[0], *acts[1])]
    return np.concatenate([asked.columns.rows.lo[rows], due[due < LATEST] + 1, *told])


def _steps(
    asked: Asked,
    provision: Provision,
    rows: Ints,
    acts: tuple[list[Told], list[Told]],
    points: list[Ints],
    moments: Ints,
) -> Sequence[Step]:
    table = asked.columns.rows
    current = np.searchsorted(table.lo[rows], moments, side="right") - 1
    begun = current >= 0
    start, due = np.full(len(moments), EARLIEST), np.full(len(moments), LATEST)
    target = np.full(len(moments), asked.columns.target[asked.slot] or asked.columns.times[asked.slot])
    row = rows[current[begun]]
    start[begun], due[begun], target[begun] = table.start[row], table.due[row], _targets(asked, row)
    until, closed = np.minimum(moments, due), moments > due
    owners, own = acts
    in_time, by_now = _highest(owners, start, until), _highest(owners, start, moments)
    t = (in_time >= target) | (target <= 0)
    late = ~t & (by_now >= target)
    denials, refusals, shorts = points
    f = (due < LATEST) & (_between(denials, due, moments) > 0)
    f |= _between(refusals, start, moments) > 0
    short = (due < LATEST) & (_between(shorts, due, moments) > 0)
    spoken = sum((_between(each, start, moments) for each in points), np.zeros(len(moments), np.int64)) > 0
    f[begun] |= _gaps(asked, row, closed[begun], own)
    status = table_words(np.zeros(len(moments), np.bool_), closed, t, late, f, short, by_now > 0, spoken)
    last = np.concatenate([[EARLIEST], denials])[np.searchsorted(denials, moments, side="right")]
    by_then = (last > EARLIEST) & ((_highest(owners, start, last) >= target) | (target <= 0))
    denied = by_then | (_between(refusals, start, moments) > 0)
    waiting = np.where(t & denied, CODE["disputed"], CODE["no information"])
    status = np.where(begun, status, waiting)
    low, high = _figures(owners, own, start, moments)
    return _joined(provision, moments, status, low, high, target)


def _targets(asked: Asked, row: Ints) -> Floats:
    """Each instance's target: the provision's number, or what its trigger tells."""
    columns = asked.columns
    starts, table = columns.starts, columns.rows
    if not (table.times[row] > 0).any():
        return table.target[row]
    event = int(columns.event_of[asked.slot])
    begin, end = np.searchsorted(starts.event, [event, event + 1])
    part = np.arange(begin, end)
    live = seen(starts.words.taken(part), asked.cut, None, None)
    own = live & asked.member[starts.words.root[part]]
    heard = own if own.any() else live
    groups = np.searchsorted(starts.groups, part, side="right") - 1
    amount = np.full(len(starts.groups), -np.inf)
    np.maximum.at(amount, groups[heard], starts.amount[part][heard])
    told = amount[table.group[row]]
    return table.times[row] * np.where(np.isinf(told), 1.0, told)


def _window(told: Told, start: Ints, end: Ints) -> tuple[Floats, Ints]:
    first, last = told.at.searchsorted(start, side="left"), told.at.searchsorted(end, side="right")
    last = np.maximum(first, last)
    return told.sums[last] - told.sums[first], told.counts[last] - told.counts[first]


def _highest(owners: list[Told], start: Ints, end: Ints) -> Floats:
    if not owners:
        return np.zeros(len(start))
    best = np.zeros(len(start))
    for told in owners[:-1]:
        best = np.maximum(best, _window(told, start, end)[0])
    return best + _window(owners[-1], start, end)[0]


def _between(at: Ints, first: Ints, last: Ints) -> Ints:
    """How many moments lie from ``first`` to ``last``, both included."""
    count: Ints = np.searchsorted(at, last, side="right") - np.searchsorted(at, first, side="left")
    return np.maximum(count, 0)


def _gaps(asked: Asked, row: Ints, closed: Flags, own: list[Told]) -> Flags:
    """Instances whose window a source covers that tells of less."""
    columns = asked.columns
    instance, which, _, _ = columns.counted
    first, last = np.searchsorted(columns.rows.provision, [asked.slot, asked.slot + 1])
    pairs = np.flatnonzero((instance >= first) & (instance < last))
    pairs = pairs[seen(columns.coverages, asked.cut, asked.member, None)[which[pairs]]]
    short = np.zeros(last - first, np.bool_)
    roots, covered = columns.coverages.root[which[pairs]], instance[pairs]
    for root in np.unique(roots).tolist():
        mine = covered[roots == root]
        told = np.zeros(len(mine))
        if own:
            told, _ = _window(own[root], columns.rows.start[mine], columns.rows.due[mine])
        short[mine[told < _targets(asked, mine)] - first] = True
    found: Flags = short[row - first] & closed
    return found


def _figures(owners: list[Told], own: list[Told], start: Ints, end: Ints) -> tuple[Floats, Floats]:
    """Lowest and highest figure of the roots that tell of an act in the window; not a number where none does."""
    low, high = np.full(len(start), np.inf), np.full(len(start), -np.inf)
    pool = _window(owners[-1], start, end)[0] if owners else np.zeros(len(start))
    for root, told in enumerate(own):
        value = _window(owners[root], start, end)[0] + pool
        speaks = _window(told, start, end)[1] > 0
        low, high = np.where(speaks, np.minimum(low, value), low), np.where(speaks, np.maximum(high, value), high)
    return low, high


def _joined(
    provision: Provision, moments: Ints, status: np.ndarray, low: Floats, high: Floats, target: Floats
) -> Sequence[Step]:
    silent = np.isinf(high) | np.full(len(high), provision.quantity is None)
    low, high, target = np.where(silent, 0.0, low), np.where(silent, 0.0, high), np.where(silent, 0.0, target)
    changed = np.ones(len(moments), np.bool_)
    changed[1:] = (status[1:] != status[:-1]) | (silent[1:] != silent[:-1])
    changed[1:] |= (low[1:] != low[:-1]) | (high[1:] != high[:-1]) | (target[1:] != target[:-1])
    which = np.flatnonzero(changed)
    made = Steps(moments[which], status[which], silent[which], low[which], high[which], target[which])
    if (target == np.floor(target)).all():
        return made
    return tuple(step for step, before in zip(made, (None, *made), strict=False)
                 if before is None or step.text != before.text)  # fmt: skip


class Steps(Sequence[Step]):
    """Steps as columns; each is put into words when it is looked at. Equal to a tuple of the same steps."""

    def __init__(
        self, since: Ints, status: np.ndarray, silent: Flags, low: Floats, high: Floats, target: Floats
    ) -> None:
        self._columns = since, status, silent, low, high, target

    def __len__(self) -> int:
        return len(self._columns[0])

    @overload
    def __getitem__(self, index: int) -> Step: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Step]: ...
    def __getitem__(self, index: int | slice) -> Step | Sequence[Step]:
        """One step, or some."""
        if isinstance(index, slice):
            since, status, silent, low, high, target = self._columns
            return Steps(since[index], status[index], silent[index], low[index], high[index], target[index])
        at, kind, silent, low, high, target = (column[index].item() for column in self._columns)
        word = STATUSES[kind]
        figure = "" if silent else figure_text(">=", target, range_text(low, high))
        return Step(since=at, status=word, text=f"{word}, {figure}" if figure else word)

    def __iter__(self) -> Iterator[Step]:
        return map(self.__getitem__, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
