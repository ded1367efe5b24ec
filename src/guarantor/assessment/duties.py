"""From a provision to its instances (debtor, occurrence of the anchor, period), each with its window and target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from guarantor.assessment.conditions import World, evaluate
from guarantor.assessment.table import TriggerState
from guarantor.assessment.triggers import Coming, Occurrence
from guarantor.assessment.truth import BOTH, NO, YES
from guarantor.model.agreement import Amount, Anchor, Cond, Provision, Ratio, Window
from guarantor.model.calendar import deadline, opening, periods
from guarantor.model.moments import LATEST, day_of, day_start, interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One instance before anything is judged.

    ``start`` None: whatever came before counts; ``floor`` is the first second of its civil day. ``due`` are the
    earliest and latest deadline that the told time of the anchor allows (None: no deadline). ``target`` None: no
    number. ``begun``: the latest start where that is told only vaguely (None: ``start``). ``opens``: when a period
    begins that is judged on what came before it, too. ``since``: from when a total counts that does not say so.
    ``bounded``: only what lies in the window counts. ``written``: the provision before any amendment.
    """

    provision: Provision
    written: Provision | None = None
    debtor: str | None = None
    key: str | None = None
    trigger: TriggerState = "came"
    occurrence: Occurrence | None = None
    start: int | None = None
    opens: int | None = None
    floor: int | None = None
    since: int | None = None
    due: tuple[int, int] | None = None
    op: str = ">="
    begun: int | None = None
    target: float | None = None
    count_acts: bool = False
    distinct: bool = False
    unit: str | None = None
    periods: int = 1
    bounded: bool = False


def debtors_of(provision: Provision) -> tuple[str | None, ...]:
    """The separate debtors; one (None) where they owe together."""
    if provision.jointly or not provision.debtors:
        return (provision.debtors[0],) if len(provision.debtors) == 1 else (None,)
    return provision.debtors


def expand(provision: Provision, world: World, as_of: int) -> list[Duty]:
    """All instances whose anchor has come by as-of; where it has not, one a debtor that says how that is told."""
    window = provision.window
    coming = _always() if window is None else world.coming(window.anchor, as_of)
    found: list[Duty] = []
    for occurrence in (*coming.occurrences, *coming.ahead):
        version = in_force(provision, occurrence.hi, world.zone, as_of)
        trigger: TriggerState = occurrence.state if occurrence.lo <= as_of else "not come"
        for debtor in debtors_of(version):
            if occurrence.debtor in (None, debtor) or len(version.debtors) < 2 or version.jointly:
                for key in _keys(version, occurrence, world):
                    duty = Duty(provision=version, debtor=debtor, key=key, trigger=trigger, occurrence=occurrence,
                                written=provision)  # fmt: skip
                    found.extend(_timed(duty, world, as_of))
    if not found:
        found = [Duty(provision=provision, debtor=debtor, trigger=coming.none) for debtor in debtors_of(provision)]
        found = [_with_target(duty, world, as_of) for duty in found]
    found = _since_first(found)
    if provision.when is not None:
        found = [_conditioned(duty, provision.when, world, as_of) for duty in found]
    return found


def latest(provision: Provision, world: World, as_of: int) -> list[Duty] | None:
    """Of a plain provision's instances only those that decide its word: the last whose clock has started, else the
    first ahead (several where they begin at the same moment); of a plain quota the period that runs. None where that
    takes all of them (several debtors, amendments, further conditions)."""
    if provision.recurrence is not None:
        quota = quota_of(provision, world, as_of)
        return None if quota is None else [quota.last(world, as_of)]
    parts = (provision.for_each, provision.when)
    if provision.window is None or provision.amendments or any(part is not None for part in parts):
        return None
    coming = world.coming(provision.window.anchor, as_of)
    occurrences = (*coming.occurrences, *coming.ahead)
    debtors = debtors_of(provision)
    if not occurrences or len(debtors) != 1:
        return None
    begun = [occurrence for occurrence in occurrences if occurrence.lo <= as_of]
    at = max(map(_first_second, begun)) if begun else min(map(_first_second, occurrences))
    cumulative = isinstance(provision.quantity, Ratio) and provision.quantity.mode == "cumulative"
    if cumulative and len(occurrences) > 1:
        return None
    found: list[Duty] = []
    for chosen in (each for each in occurrences if each.lo == at):
        duty = Duty(
            provision=provision, debtor=debtors[0], key=chosen.key, occurrence=chosen,
            trigger=chosen.state if begun else "not come",
        )  # fmt: skip
        (timed,) = _timed(duty, world, as_of)
        if provision.window.start is not None:
            same = [_first_second(each) for each in occurrences if each.key == chosen.key]
            timed = replace(timed, since=opening(min(same), provision.window.start, world.zone))
        found.append(timed)
    return found


@dataclass(frozen=True, slots=True)
class Quota:
    """The periods of a plain quota, expanded once: the ``duty`` of its whole run, and the first and last second of each
    period that has begun."""

    duty: Duty
    spans: list[tuple[int, int]]

    def last(self, world: World, as_of: int) -> Duty:
        """The duty of the last period."""
        first, last = self.spans[-1]
        due = (last, last)
        floor = day_start(day_of(first, world.zone), world.zone)
        return replace(
            self.duty, start=first, floor=floor, due=due, bounded=True, since=self.duty.start,
            **_aim(self.duty, due, world, as_of),
        )  # fmt: skip


def quota_of(provision: Provision, world: World, as_of: int) -> Quota | None:
    """A quota each period of which is judged by itself, of one debtor and one told start that no amendment touches and
    nothing else conditions; None for all others, and before its first period."""
    recurrence, window, debtors = provision.recurrence, provision.window, debtors_of(provision)
    if recurrence is None or recurrence.quota != "each" or recurrence.carry_over or window is None:
        return None
    conditioned = provision.for_each is not None or provision.when is not None or bool(provision.amendments)
    if window.start is None or len(debtors) != 1 or isinstance(provision.quantity, Ratio) or conditioned:
        return None
    coming = world.coming(window.anchor, as_of)
    if coming.ahead or len(coming.occurrences) != 1 or coming.occurrences[0].lo > as_of:
        return None
    occurrence = coming.occurrences[0]
    start = opening(occurrence.lo, window.start, world.zone)
    duty = Duty(provision=provision, written=provision, debtor=debtors[0], key=occurrence.key, trigger=occurrence.state,
                occurrence=occurrence, start=start)  # fmt: skip
    due = _due(duty, window, occurrence, world, as_of)
    until = as_of if due is None else min(as_of, due[1])
    spans = periods(start, recurrence.every, until, world.zone)
    return Quota(duty, spans) if spans and duty.trigger != "not come" else None


def _first_second(occurrence: Occurrence) -> int:
    return occurrence.lo


def _since_first(duties: list[Duty]) -> list[Duty]:
    """Totals that do not say since when count from the first window of the same debtor and key, not from each one; and
    so does everything where all so far is held against all so far."""
    first: dict[tuple[str | None, str | None], Duty] = {}
    for duty in duties:
        before = first.get((duty.debtor, duty.key))
        if duty.start is not None and (before is None or before.start is None or duty.start < before.start):
            first[duty.debtor, duty.key] = duty
    return [duty if duty.start is None else _counted_from(duty, first[duty.debtor, duty.key]) for duty in duties]


def _counted_from(duty: Duty, first: Duty) -> Duty:
    quantity = duty.provision.quantity
    if isinstance(quantity, Ratio) and quantity.mode == "cumulative" and not duty.bounded:
        return replace(duty, since=first.start, start=first.start, floor=first.floor, begun=first.begun)
    return replace(duty, since=first.start)


def _always() -> Coming:
    return Coming(occurrences=(Occurrence(lo=-(2**59), hi=-(2**59)),))


def in_force(provision: Provision, trigger: int, zone: str, as_of: int) -> Provision:
    """The version that governs an anchor's time: the last amendment dated on or before its civil day, or, from its
    first day on, one that applies to what is open."""
    current = provision
    for amendment in sorted(provision.amendments, key=lambda a: a.since):
        since = interval(amendment.since, zone)[0]
        reaches = amendment.applies == "open" and since <= as_of
        if trigger >= since or (reaches and _open_at(current, trigger, since, zone)):
            current = replace(amendment.provision, id=provision.id, amendments=())
    return current


def _of_period(duty: Duty, first: int, last: int, zone: str, as_of: int) -> Provision:
    """The version that governs a period: the one in force when it begins (or, for what is still open, when it ends,
    once it is in force), where its periods are the same."""
    current = duty.written or duty.provision
    for amendment in sorted(current.amendments, key=lambda a: a.since):
        since = interval(amendment.since, zone)[0]
        if first >= since or (amendment.applies == "open" and since <= as_of and last >= since):
            current = replace(amendment.provision, id=duty.provision.id, amendments=())
    return current if current.recurrence == duty.provision.recurrence else duty.provision


def _open_at(provision: Provision, trigger: int, since: int, zone: str) -> bool:
    window = provision.window
    return window is None or window.end is None or deadline(trigger, window.end, zone) >= since


def _keys(provision: Provision, occurrence: Occurrence, world: World) -> tuple[str | None, ...]:
    if provision.for_each is None or occurrence.key is not None:
        return (occurrence.key,)
    seen = world.coming(Anchor(kind="event", name=provision.for_each), occurrence.hi)
    return tuple(sorted({o.key for o in seen.occurrences if o.key is not None}))


def _timed(duty: Duty, world: World, as_of: int) -> Iterator[Duty]:
    """The duty with its window; one for each period where it recurs."""
    window, occurrence = duty.provision.window, duty.occurrence
    if window is None or occurrence is None:
        yield _with_target(duty, world, as_of)
        return
    start = None if window.start is None else opening(occurrence.lo, window.start, world.zone)
    floor = None if start is None else day_start(day_of(start, world.zone), world.zone)
    due = _due(duty, window, occurrence, world, as_of)
    if duty.provision.recurrence is None or start is None or duty.trigger == "not come":
        begun = None if window.start is None or start is None else opening(occurrence.hi, window.start, world.zone)
        yield replace(duty, start=start, floor=floor, begun=begun, due=due, **_aim(duty, due, world, as_of))
        return
    yield from _recurring(replace(duty, start=start, floor=floor, due=due), world, as_of)


def _due(duty: Duty, window: Window, occurrence: Occurrence, world: World, as_of: int) -> tuple[int, int] | None:
    zone = world.zone
    due = (
        None
        if window.end is None
        else (deadline(occurrence.lo, window.end, zone), deadline(occurrence.hi, window.end, zone))
    )
    if due is not None and duty.provision.suspends == "clock" and duty.provision.unless is not None:
        begins = zip((occurrence.lo, occurrence.hi), due, strict=True)
        first, last = (stretched(duty.provision.unless, world, at, end, as_of, duty.key) for at, end in begins)
        due = (first, last)
    if window.until is None:
        return due
    stops = world.coming(window.until, as_of)
    later = [o for o in (*stops.occurrences, *stops.ahead) if o.hi >= occurrence.lo]
    if not later:
        return due
    stop = min(later, key=lambda o: (o.hi, o.lo))
    if due is None:
        return stop.lo if stop.differ else stop.hi, stop.hi
    return min(due[0], stop.hi), min(due[1], stop.hi)


def _recurring(duty: Duty, world: World, as_of: int) -> Iterator[Duty]:
    recurrence = duty.provision.recurrence
    assert recurrence is not None and duty.start is not None
    last = as_of if duty.due is None else min(as_of, duty.due[1])
    spans = periods(duty.start, recurrence.every, last, world.zone)
    if recurrence.quota == "each":
        carried = 0.0
        for first, last_second in spans:
            governs = _of_period(duty, first, last_second, world.zone, as_of)
            period = replace(duty, provision=governs, due=(last_second, last_second))
            aim = _aim(period, period.due, world, as_of)
            if recurrence.carry_over:
                carried += aim["target"] or 0.0
                yield replace(period, opens=first, **{**aim, "target": None if aim["target"] is None else carried})
            else:
                floor = day_start(day_of(first, world.zone), world.zone)
                yield replace(period, start=first, floor=floor, bounded=True, **aim)
        return
    over = duty.due is not None and as_of >= duty.due[1]
    whole = [span for span in spans if span[1] <= as_of or (over and duty.due is not None and span[1] >= duty.due[1])]
    if recurrence.quota == "sum" and duty.due is not None:
        whole = periods(duty.start, recurrence.every, duty.due[1], world.zone)
    end: tuple[int, int] | None = duty.due or ((whole[-1][1], whole[-1][1]) if whole else None)
    count = max(1, len(whole))
    target = _with_target(replace(duty, due=end), world, as_of)
    scaled = None if target.target is None else target.target * count
    yield replace(target, target=scaled, periods=count)


def _with_target(duty: Duty, world: World, as_of: int) -> Duty:
    return replace(duty, **_aim(duty, duty.due, world, as_of))


def _aim(duty: Duty, due: tuple[int, int] | None, world: World, as_of: int) -> dict[str, Any]:
    """What of a duty its quantity decides: target, comparison, unit."""
    quantity = duty.provision.quantity
    if quantity is None:
        return {"target": 1.0, "count_acts": True}
    if isinstance(quantity, Amount):
        target = None if quantity.value is None else float(quantity.value)
        return {"op": quantity.op, "target": target, "distinct": quantity.distinct, "unit": quantity.unit}
    if isinstance(quantity, Ratio):
        return {"target": _ratio(duty, due, quantity, world, as_of), "unit": quantity.note}
    return {"target": None}


def _ratio(duty: Duty, due: tuple[int, int] | None, ratio: Ratio, world: World, as_of: int) -> float | None:
    times = float(ratio.times)
    if ratio.mode != "cumulative":
        told = duty.occurrence.amount if duty.occurrence else None
        return times * (1.0 if told is None else told)
    at = as_of if due is None else min(as_of, due[1])
    lag = replace(ratio.lag, months=-ratio.lag.months, days=-ratio.lag.days, seconds=-ratio.lag.seconds)
    told = world.amount_told(ratio.per, deadline(at, lag, world.zone), ratio.unit)
    return None if told is None else times * told


def _conditioned(duty: Duty, when: Cond, world: World, as_of: int) -> Duty:
    """The trigger as told, joined with the further condition: the less certain of the two."""
    if duty.trigger != "came":
        return duty
    truth = evaluate(when, world, as_of, duty.key, duty.debtor)
    state: TriggerState = (
        "came" if truth == YES else "told and denied" if truth == BOTH else "not come" if truth == NO else "nobody"
    )
    return replace(duty, trigger=state)


def suspensions(cond: Cond, world: World, start: int, end: int, key: str | None) -> list[tuple[int, int]]:
    """The stretches of a span in which a condition is told so (and not denied); both ends included."""
    ordered = sorted({start, *(at for at in world.turns(cond, end) if start < at <= end)})
    found: list[tuple[int, int]] = []
    for at, after in zip(ordered, [*ordered[1:], end + 1], strict=True):
        if evaluate(cond, world, at, key) == YES:
            if found and found[-1][1] == at - 1:
                found[-1] = (found[-1][0], after - 1)
            else:
                found.append((at, after - 1))
    return found


def stretched(cond: Cond, world: World, start: int, due: int, as_of: int, key: str | None) -> int:
    """A deadline that runs on active time: put off by every suspended stretch before it, up to as-of."""
    end = due
    for first, last in suspensions(cond, world, start, min(as_of, LATEST), key):
        if first > end:
            break
        end += last - first + 1
    return end
