"""The columnar kernel: every instance of every regular provision at one moment, four-valued, in a few array steps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from guarantor.assessment.columns import Columns, Entries, Flags, Floats, Ints, Points, composite
from guarantor.assessment.log import Cut
from guarantor.model.assessment import STATUSES
from guarantor.model.moments import EARLIEST, LATEST
from guarantor.model.testimony import Voices

CODE = {status: number for number, status in enumerate(STATUSES)}


@dataclass(frozen=True, slots=True)
class Bulk:
    """Statuses as arrays, a row an instance, in the order of provisions and occurrences.

    ``provision`` counts in ``names``; ``status`` in :data:`guarantor.model.assessment.STATUSES`. ``lo``/``hi`` is the
    occurrence, ``due`` the last deadline (the ends of time where there is none); a provision whose clock is not told to
    have started has one row with ``started`` False.
    """

    names: tuple[str, ...]
    provision: Ints
    status: np.ndarray
    t: Flags
    late: Flags
    f: Flags
    short: Flags
    lo: Ints
    hi: Ints
    due: Ints
    started: Flags


@dataclass(frozen=True, slots=True)
class Sums:
    """Prefix sums of a view: acts by first and by last second, and each root's own words in both orders."""

    by_lo: Floats
    by_hi: Floats
    own_lo: Floats
    own_hi: Floats


def seen(entries: Entries, cut: Cut, member: Flags | None, as_of: int | None) -> Flags:
    """Which rows are in a view."""
    known = LATEST if cut.known_at is None else cut.known_at
    live = entries.withdrawn > known if cut.known_at is not None else entries.withdrawn == LATEST
    if cut.known_at is not None:
        live &= entries.recorded <= known
    if cut.published_by is not None:
        live &= entries.published <= cut.published_by
    if cut.reviewed_only:
        live &= entries.reviewed
    if member is not None:
        live &= member[entries.root]
    if as_of is not None:
        live &= entries.hi <= as_of
    return live


def judge_all(columns: Columns, voices: Voices, cut: Cut, as_of: int) -> Bulk:
    """Every instance at as-of in one account through one cut."""
    member = np.array([voices.has(root) for root in columns.roots], np.bool_)
    if not len(member):
        member = np.zeros(1, np.bool_)
    rows, width = columns.rows, len(columns.roots) + 1
    sums = _sums(columns, cut, member, as_of)
    came, denied, amount, none = _heard(columns, cut, member, as_of)
    told = amount[rows.group] if len(rows.group) else np.zeros(0)
    target = np.where(rows.times > 0, rows.times * np.where(np.isinf(told), 1.0, told), rows.target)
    owner = rows.provision[:, None] * width + np.arange(width)[None, :]
    ends = columns.acts.ends[owner]
    begun = sums.by_hi[rows.at_start]
    closed = as_of > rows.due
    until = np.where((rows.due <= as_of)[:, None], rows.at_due, ends)
    in_time = _highest(sums.by_lo[until] - begun)
    by_now = _highest(sums.by_lo[ends] - begun)
    t = (in_time >= target) | (target <= 0)
    late = ~t & (by_now >= target)
    f, short, spoken = _against(columns, cut, member, as_of, sums, closed, target)
    status = table_words(denied[rows.group], closed, t, late, f, short, by_now > 0, spoken)
    keep = came[rows.group] if len(rows.group) else np.zeros(0, np.bool_)
    rest = _not_started(columns, cut, member, as_of, sums, keep, none)
    return _joined(columns, rest, keep, status, t, late, f, short)


def _highest(sums: Floats) -> Floats:
    """The pool (last column) and the highest root on top of it."""
    if not len(sums):
        return np.zeros(0)
    own = sums[:, :-1].max(axis=1) if sums.shape[1] > 1 else np.zeros(len(sums))
    return np.maximum(own, 0.0) + sums[:, -1]


def _sums(columns: Columns, cut: Cut, member: Flags, as_of: int) -> Sums:
    acts = columns.acts
    live = seen(acts.words, cut, member, as_of)
    if len(acts.runs) == len(live):
        by_run = np.where(live, acts.top, 0.0)
    else:
        last = np.maximum.reduceat(np.where(live, np.arange(len(live)), -1), acts.runs)
        by_run = np.where(last >= 0, acts.top[np.maximum(last, 0)], 0.0)
    by_unit = by_run if len(acts.units) == len(by_run) else np.maximum.reduceat(by_run, acts.units)
    same = len(acts.units) == len(by_run) and not columns.pooled
    by_lo = _prefix(by_unit)
    by_hi = by_lo if columns.instants else _prefix(by_unit[acts.by_hi])
    if same:
        return Sums(by_lo, by_hi, by_lo, by_hi)
    return Sums(by_lo, by_hi, _prefix(by_run[acts.own_order]), _prefix(by_run[acts.own_by_hi]))


def _prefix(values: Floats) -> Floats:
    sums = np.empty(len(values) + 1)
    sums[0] = 0.0
    np.cumsum(values, out=sums[1:])
    return sums


def _heard(columns: Columns, cut: Cut, member: Flags, as_of: int) -> tuple[Flags, Flags, Floats, Flags]:
    """Which occurrences are heard, which are denied, their amounts; and which events are told not to have come."""
    starts = columns.starts
    events = len(columns.events)
    live, against = seen(starts.words, cut, None, None), seen(starts.denials, cut, None, None)
    own, own_against = live & member[starts.words.root], against & member[starts.denials.root]
    speaks = np.zeros(events, np.bool_)
    speaks[starts.event[own]] = True
    speaks[starts.denial_event[own_against]] = True
    heard = np.where(speaks[starts.event], own, live) & (starts.words.hi <= as_of)
    denying = np.where(speaks[starts.denial_event], own_against, against) & (starts.denials.hi <= as_of)
    groups = len(starts.groups)
    came, denied, amount = np.zeros(groups, np.bool_), np.zeros(groups, np.bool_), np.full(groups, -np.inf)
    if groups:
        came = np.logical_or.reduceat(heard, starts.groups)
        amount = np.maximum.reduceat(np.where(heard, starts.amount, -np.inf), starts.groups)
    which, group = starts.contradicts
    denied[group[denying[which]]] = True
    any_came, any_denied = np.zeros(events, np.bool_), np.zeros(events, np.bool_)
    any_came[starts.group_event[came]] = True
    any_denied[starts.denial_event[denying]] = True
    return came, denied, amount, any_denied & ~any_came


def _count(points: Points, cut: Cut, member: Flags, as_of: int) -> Ints:
    counts = np.zeros(len(points.words.hi) + 1, np.int64)
    if len(points.words.hi):
        np.cumsum(seen(points.words, cut, member, as_of), out=counts[1:])
    return counts


def _against(
    columns: Columns, cut: Cut, member: Flags, as_of: int, sums: Sums, closed: Flags, target: Floats
) -> tuple[Flags, Flags, Flags]:
    """Told not so, told outstanding, and whether the account speaks against at all."""
    rows = columns.rows
    denials, refusals, shorts = (
        _count(points, cut, member, as_of) for points in (columns.denials, columns.refusals, columns.shorts)
    )
    slot = rows.provision
    due = rows.due < LATEST
    f = due & (denials[columns.denials.ends[slot]] > denials[rows.denial_due])
    f |= refusals[columns.refusals.ends[slot]] > refusals[rows.refused_from]
    short = due & (shorts[columns.shorts.ends[slot]] > shorts[rows.short_due])
    spoken = refusals[columns.refusals.ends[slot]] > refusals[rows.refused_from]
    spoken |= denials[columns.denials.ends[slot]] > denials[rows.denial_from]
    spoken |= shorts[columns.shorts.ends[slot]] > shorts[rows.short_from]
    row, which, first, last = columns.counted
    if len(row):
        live = seen(columns.coverages, cut, member, None)[which] & closed[row]
        own = sums.own_lo[last] - sums.own_hi[first]
        f[row[live & (own < target[row])]] = True
    return f, short, spoken


def table_words(
    denied: Flags, closed: Flags, t: Flags, late: Flags, f: Flags, short: Flags, some: Flags, spoken: Flags
) -> np.ndarray:
    """The status table over arrays."""
    both = t & (f | short)
    status = np.select(
        [
            denied, both, t, ~closed & f, ~closed & some, ~closed, late, f, some | spoken,
        ],
        [
            CODE["disputed"], CODE["disputed"], CODE["fulfilled"], CODE["breached"], CODE["in progress"], CODE["due"],
            CODE["fulfilled late"], CODE["breached"], CODE["overdue"],
        ],
        CODE["no information"],
    )  # fmt: skip
    return status.astype(np.int8)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Provisions whose clock is not told to have started."""

    provision: Ints
    status: np.ndarray
    t: Flags
    f: Flags


def _not_started(
    columns: Columns, cut: Cut, member: Flags, as_of: int, sums: Sums, keep: Flags, none: Flags
) -> Waiting:
    width, count = len(columns.roots) + 1, len(columns.names)
    has = np.zeros(count, np.bool_)
    has[columns.rows.provision[keep]] = True
    waiting = np.flatnonzero(~has)
    owner = waiting[:, None] * width + np.arange(width)[None, :]
    ends = columns.acts.ends[owner]
    begins = np.where(owner > 0, columns.acts.ends[np.maximum(owner - 1, 0)], 0)
    total = _highest(sums.by_lo[ends] - sums.by_lo[begins])
    target = np.where(columns.times > 0, columns.times, columns.target)[waiting]
    t = (total >= target) | (target <= 0)
    counts = _count(columns.refusals, cut, member, as_of)
    f = counts[columns.refusals.ends[waiting]] > counts[_begins(columns.refusals, waiting)]
    denied_at = _last_denied(columns, cut, member, as_of, waiting)
    then = _highest(sums.by_hi[_by_then(columns, owner, denied_at)] - sums.by_hi[begins])
    f |= (denied_at > EARLIEST) & ((then >= target) | (target <= 0))
    told_not = none[columns.event_of[waiting]] if len(waiting) else np.zeros(0, np.bool_)
    status = np.where(told_not, CODE["not yet due"], np.where(t & f, CODE["disputed"], CODE["no information"])).astype(
        np.int8
    )
    return Waiting(waiting, status, t, f)


def _begins(points: Points, slot: Ints) -> Ints:
    """The first row of each provision's words at a moment."""
    return np.where(slot > 0, points.ends[np.maximum(slot - 1, 0)], 0)


def _last_denied(columns: Columns, cut: Cut, member: Flags, as_of: int, slot: Ints) -> Ints:
    """The last moment as of which each provision is told not done; EARLIEST where it is not."""
    points = columns.denials
    if not len(points.words.hi):
        return np.full(len(slot), EARLIEST)
    live = seen(points.words, cut, member, as_of)
    last = np.concatenate([[-1], np.maximum.accumulate(np.where(live, np.arange(len(live)), -1))])[points.ends[slot]]
    return np.where(last >= _begins(points, slot), points.words.hi[np.maximum(last, 0)], EARLIEST)


def _by_then(columns: Columns, owner: Ints, moment: Ints) -> Ints:
    """How many acts, counted from the first owner, lie wholly before or at a moment of each provision."""
    acts = columns.acts
    if not (moment > EARLIEST).any():
        return np.where(owner > 0, acts.ends[np.maximum(owner - 1, 0)], 0)
    group = np.searchsorted(acts.ends, np.arange(len(acts.units)), side="right")
    key, encode = composite(group, acts.words.hi[acts.runs[acts.units]][acts.by_hi])
    return np.searchsorted(key, encode(owner, np.broadcast_to(moment[:, None], owner.shape)), side="right")


def _joined(
    columns: Columns, rest: Waiting, keep: Flags, status: np.ndarray, t: Flags, late: Flags, f: Flags, short: Flags
) -> Bulk:
    rows, none = columns.rows, np.zeros(len(rest.provision), np.bool_)
    provision = np.concatenate([rows.provision[keep], rest.provision])
    order = np.argsort(provision, kind="stable") if len(rest.provision) else slice(None)
    far = np.full(len(none), LATEST)

    def both(first: np.ndarray, second: np.ndarray) -> np.ndarray:
        return np.concatenate([first[keep], second])[order]

    return Bulk(
        names=columns.names, provision=provision[order], status=both(status, rest.status), t=both(t, rest.t),
        late=both(late, none), f=both(f, rest.f), short=both(short, none), lo=both(rows.lo, -far),
        hi=both(rows.hi, far), due=both(rows.due, far), started=both(np.ones(len(rows.lo), np.bool_), none),
    )  # fmt: skip
