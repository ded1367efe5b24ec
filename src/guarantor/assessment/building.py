"""Making the columns: one pass over the words of the regular provisions, then sorting and placing windows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from guarantor.assessment.columns import (
    Acts,
    Columns,
    Entries,
    Flags,
    Instances,
    Ints,
    Points,
    Starts,
    composite,
    entries,
    runs_of,
    target_of,
    window_times,
)
from guarantor.assessment.duties import debtors_of
from guarantor.assessment.gathering import DENIED, SHORT, Table, table_of
from guarantor.assessment.log import Log
from guarantor.assessment.placing import Place
from guarantor.assessment.regular import is_regular, triggers_regular, words_regular
from guarantor.assessment.series import meet
from guarantor.assessment.triggers import contradicts
from guarantor.assessment.tying import Tied, tied, uneven
from guarantor.assessment.view import resolved
from guarantor.model.agreement import Agreement, Event, Provision
from guarantor.model.moments import LATEST
from guarantor.model.pausing import uncollected
from guarantor.model.testimony import Testimony


def build(agreement: Agreement, log: Log, only: Sequence[str] | None = None) -> Columns:
    """The columns of every regular provision (or of those among ``only``)."""
    with uncollected():
        return _gathered(agreement, log, only)


def _gathered(agreement: Agreement, log: Log, only: Sequence[str] | None) -> Columns:
    events = {event.id: event for event in agreement.events}
    fine_events: dict[str, bool] = {}
    candidates: list[Provision] = []
    for provision in agreement.provisions:
        if (only is None or provision.id in only) and is_regular(provision):
            name = _event_of(provision)
            if name not in fine_events:
                fine_events[name] = _event_fine(events.get(name, Event(id=name)), log)
            if fine_events[name]:
                candidates.append(provision)
    roots: dict[str, int] = {}
    table = table_of([log.words.get(provision.id, ()) for provision in candidates], roots)
    regular = words_regular(table, [provision.quantity is None for provision in candidates])
    told = tied(table)
    regular[table.group[uneven(table, told)]] = False
    chosen = [provision for provision, fine in zip(candidates, regular.tolist(), strict=True) if fine]
    rank = np.where(regular, np.cumsum(regular) - 1, -1)
    return _build(agreement, log, chosen, events, table, told, rank, roots)


def _event_of(provision: Provision) -> str:
    assert provision.window is not None
    return provision.window.anchor.name


def _event_fine(event: Event, log: Log) -> bool:
    words = [word for word in log.words.get(event.id, ()) if resolved(word)]
    return triggers_regular(words) and all(_same_time(group) for group in occurrences(words, event).values())


def occurrences(words: Sequence[Testimony], event: Event) -> dict[str, list[Testimony]]:
    """The words on each occurrence of an event."""
    groups: dict[str, list[Testimony]] = {}
    for word in words:
        if word.effect == "triggered":
            often = word.occurrence or f"{word.claim} {word.happened}"
            groups.setdefault(often if event.occurs == "often" else "", []).append(word)
    return groups


def _same_time(words: Sequence[Testimony]) -> bool:
    return all(word.happened == words[0].happened for word in words)


def _build(
    agreement: Agreement, log: Log, chosen: list[Provision], events: dict[str, Event], table: Table, told: Tied,
    rank: Ints, roots: dict[str, int],
) -> Columns:  # fmt: skip
    names = list(dict.fromkeys(_event_of(provision) for provision in chosen))
    for word in (word for name in names for word in log.words.get(name, ())):
        roots.setdefault(word.root, len(roots))
    for coverage in (each for provision in chosen for each in log.counted.get(provision.id, ())):
        roots.setdefault(coverage.root, len(roots))
    slot = rank[table.group]
    taken = table.counts & (slot >= 0)
    mine = told.among(slot[told.rows] >= 0)
    acts, pooled, place = _acts(table, slot, mine, chosen, roots)
    points = {
        "not_performed": _points(table, slot, taken & (table.kind == DENIED) & ~table.whole, len(chosen)),
        "refused": _points(table, slot, taken & (table.kind == DENIED) & table.whole, len(chosen)),
        "outstanding": _points(table, slot, taken & (table.kind == SHORT), len(chosen)),
    }
    starts, group_times = _starts(log, names, events, roots)
    number = {name: i for i, name in enumerate(names)}
    event_of = np.array([number[_event_of(provision)] for provision in chosen], np.int64)
    rows = _instances(agreement, chosen, event_of, starts, group_times, place, points, len(roots))
    targets = np.array([target_of(provision) for provision in chosen], np.float64).reshape(-1, 2)
    coverages, counted = _coverages(log, chosen, roots, rows, place)
    return Columns(
        names=tuple(p.id for p in chosen), roots=roots, events=tuple(names), event_of=event_of, acts=acts,
        denials=points["not_performed"][0], refusals=points["refused"][0], shorts=points["outstanding"][0],
        starts=starts, coverages=coverages, rows=rows, counted=counted, target=targets[:, 0], times=targets[:, 1],
        pooled=pooled, bounded=np.isin(np.arange(len(chosen)), slot[taken & table.bounded]),
        instants=bool((table.lo[mine.rows] == table.entries.hi[mine.rows]).all()),
    )  # fmt: skip


def _acts(
    table: Table, slots: Ints, told: Tied, chosen: list[Provision], roots: dict[str, int]
) -> tuple[Acts, bool, Place]:
    """Words of performance sorted into acts and runs."""
    width, rows = len(roots) + 1, told.rows
    slot, lo, unit, root = slots[rows], table.lo[rows], told.unit, table.entries.root[rows]
    counting = np.array([provision.quantity is None for provision in chosen], np.bool_)
    top = np.where(counting[slot], 1.0, table.high[rows]) if len(rows) else np.zeros(0)
    group = slot * width + np.where(told.pooled, width - 1, root)
    order = _in_order(table.entries.taken(rows), group, lo, told)
    entry, slot, lo, top, unit, group = (
        table.entries.taken(rows[order]), slot[order], lo[order], top[order], unit[order], group[order],
    )  # fmt: skip
    runs = runs_of(group, unit, entry.root)
    units_in_words = runs_of(group, unit)
    units = np.searchsorted(runs, units_in_words)
    place = Place(
        group[units_in_words], lo[units_in_words], entry.hi[units_in_words],
        slot[runs] * width + entry.root[runs], lo[runs], entry.hi[runs],
    )  # fmt: skip
    ends = np.searchsorted(group[units_in_words], np.arange(len(chosen) * width), side="right")
    acts = Acts(entry, top, runs, units, place.by_hi, ends, place.own_order, place.own_by_hi)
    return acts, bool(told.pooled.any()), place


def _in_order(entry: Entries, group: Ints, lo: Ints, told: Tied) -> Ints:
    """By owner, time and act; the words of one act by root and age. Only acts told twice need the second."""
    unit = told.unit
    order = np.lexsort((unit, lo, group))
    sorted_unit = unit[order]
    same = np.zeros(len(order) + 1, np.bool_)
    same[1:-1] = sorted_unit[1:] == sorted_unit[:-1]
    several = np.flatnonzero(same[1:] | same[:-1])
    part = order[several]
    keys = (told.rank, entry.recorded, entry.published, entry.root, unit, lo, group)
    order[several] = part[np.lexsort(tuple(key[part] for key in keys))]
    return order


def _points(table: Table, slots: Ints, wanted: Flags, count: int) -> tuple[Points, Ints]:
    """Words at a moment, sorted by provision and moment; with the provisions' numbers in that order."""
    rows = np.flatnonzero(wanted)
    rows = rows[np.lexsort((table.entries.hi[rows], slots[rows]))]
    ends = np.searchsorted(slots[rows], np.arange(count), side="right")
    return Points(table.entries.taken(rows), ends), slots[rows]


def _starts(
    log: Log, names: list[str], events: dict[str, Event], roots: dict[str, int]
) -> tuple[Starts, list[tuple[int, int]]]:
    """Words on events by occurrence, and each occurrence's time."""
    told: list[Testimony] = []
    event_of_word: list[int] = []
    firsts: list[int] = []
    group_event: list[int] = []
    times: list[tuple[int, int]] = []
    denials: list[Testimony] = []
    denial_event: list[int] = []
    pairs: list[tuple[int, int]] = []
    for number, name in enumerate(names):
        words = [word for word in log.words.get(name, ()) if resolved(word)]
        against = [word for word in words if word.effect == "not_triggered"]
        for group in occurrences(words, events.get(name, Event(id=name))).values():
            firsts.append(len(told))
            told += group
            event_of_word += [number] * len(group)
            group_event.append(number)
            times.append(meet([word.happened for word in group if word.happened]))
            pairs += [
                (len(denials) + i, len(times) - 1) for i, word in enumerate(against) if contradicts(word, *times[-1])
            ]
        denials += against
        denial_event += [number] * len(against)
    amounts = [word.high if word.high is not None else word.low for word in told]
    return Starts(
        words=entries(told, roots), event=np.array(event_of_word, np.int64), groups=np.array(firsts, np.int64),
        group_event=np.array(group_event, np.int64), group_hi=np.array([hi for _, hi in times], np.int64),
        amount=np.array([-np.inf if amount is None else amount for amount in amounts], np.float64),
        denials=entries(denials, roots), denial_event=np.array(denial_event, np.int64),
        contradicts=(np.array([d for d, _ in pairs], np.int64), np.array([g for _, g in pairs], np.int64)),
    ), times  # fmt: skip


def _instances(
    agreement: Agreement, chosen: list[Provision], event_of: Ints, starts: Starts, times: list[tuple[int, int]],
    place: Place, points: dict[str, tuple[Points, Ints]], count: int,
) -> Instances:  # fmt: skip
    width = count + 1
    of_event: dict[int, list[int]] = {}
    for group, event in enumerate(starts.group_event.tolist()):
        of_event.setdefault(event, []).append(group)
    slots: list[int] = []
    groups: list[int] = []
    first: list[int] = []
    due: list[int] = []
    for slot, provision in enumerate(chosen):
        mine = sorted(of_event.get(int(event_of[slot]), []), key=lambda g: times[g])
        begin, end = window_times(provision, [times[g][0] for g in mine], [times[g][1] for g in mine], agreement.zone)
        slots += [slot] * len(mine)
        groups += mine
        first += begin
        due += end
    slot_of, start_of, due_of = np.array(slots, np.int64), np.array(first, np.int64), np.array(due, np.int64)
    targets = np.array([target_of(provision) for provision in chosen]).reshape(-1, 2)
    owner = slot_of[:, None] * width + np.arange(width)[None, :]
    placed = [
        _place_points(points[kind], slot_of, moment)
        for kind, moment in (
            ("refused", start_of), ("not_performed", start_of), ("not_performed", due_of),
            ("outstanding", start_of), ("outstanding", due_of),
        )
    ]  # fmt: skip
    return Instances(
        provision=slot_of, group=np.array(groups, np.int64), start=start_of, due=due_of,
        lo=np.array([times[g][0] for g in groups], np.int64), hi=np.array([times[g][1] for g in groups], np.int64),
        target=targets[slot_of, 0] if slots else np.zeros(0), times=targets[slot_of, 1] if slots else np.zeros(0),
        at_start=place.before(owner, np.broadcast_to(start_of[:, None], owner.shape)),
        at_due=place.through(owner, np.broadcast_to(due_of[:, None], owner.shape)),
        refused_from=placed[0], denial_from=placed[1], denial_due=placed[2], short_from=placed[3], short_due=placed[4],
    )  # fmt: skip


def _place_points(points: tuple[Points, Ints], slot: Ints, moment: Ints) -> Ints:
    """How many words of a kind come before a moment, counted from the first provision."""
    key, encode = composite(points[1], points[0].words.hi)
    return np.searchsorted(key, encode(slot, moment), side="left")


def _coverages(
    log: Log, chosen: list[Provision], roots: dict[str, int], rows: Instances, place: Place
) -> tuple[Entries, tuple[Ints, Ints, Ints, Ints]]:
    """Coverages, and for each with an instance whose window it spans: both, and where the root's acts begin and end."""
    found = [(slot, c) for slot, p in enumerate(chosen) for c in log.counted.get(p.id, ()) if c.key is None]
    found = [(s, c) for s, c in found if c.debtor in (None, *debtors_of(chosen[s]))]
    span = np.searchsorted(rows.provision, np.arange(len(chosen) + 1))
    pair_row: list[Ints] = []
    pair_coverage: list[Ints] = []
    for number, (slot, coverage) in enumerate(found):
        mine = np.arange(span[slot], span[slot + 1])
        lo, hi = coverage.covers
        mine = mine[(rows.start[mine] >= lo) & (rows.due[mine] <= hi) & (rows.due[mine] < LATEST)]
        pair_row.append(mine)
        pair_coverage.append(np.full(len(mine), number, np.int64))
    row = np.concatenate(pair_row) if pair_row else np.zeros(0, np.int64)
    which = np.concatenate(pair_coverage) if pair_coverage else np.zeros(0, np.int64)
    entry = entries([coverage for _, coverage in found], roots)
    group = rows.provision[row] * (len(roots) + 1) + entry.root[which] if len(row) else row
    return entry, (row, which, place.own_before(group, rows.start[row]), place.own_through(group, rows.due[row]))


__all__ = ["build"]
