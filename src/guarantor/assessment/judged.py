"""One instance of a duty to do, judged: its status with marks, and what the status rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from guarantor.assessment.conditions import evaluate, fits
from guarantor.assessment.duties import Duty, suspensions
from guarantor.assessment.figures import owed_of
from guarantor.assessment.marks import duty_marks
from guarantor.assessment.table import duty_status, judged_only
from guarantor.assessment.triggers import roots_of
from guarantor.assessment.truth import BOTH, NO, YES, Truth
from guarantor.assessment.verdict import Verdict, judge
from guarantor.model.agreement import Anchor
from guarantor.model.assessment import InstanceStatus, Status
from guarantor.model.calendar import deadline, opening
from guarantor.model.moments import EARLIEST, Interval

if TYPE_CHECKING:
    from guarantor.assessment.engine import Engine
    from guarantor.assessment.series import Series
    from guarantor.model.testimony import Testimony


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An instance's status, with the duty and verdict it comes from (None for periods and incidents)."""

    status: InstanceStatus
    duty: Duty
    verdict: Verdict | None = None
    words: tuple[Testimony, ...] = ()


def judged(
    engine: Engine,
    duty: Duty,
    as_of: int,
    reading: str | None,
    series: dict[str, Series] | None = None,
) -> Judged:
    """The status of one instance at as-of, from the words that can bear on it: not wholly before its window, wholly
    before as-of."""
    decision = decided(engine, duty, as_of, series)
    status, verdict, words, split = decision.status, decision.verdict, decision.words, decision.split
    owed = owed_of(duty, verdict, as_of)
    roots_for, against = tellers(verdict, as_of)
    marks = duty_marks(engine, duty, verdict, status, words, as_of, split=split, owed=owed)
    instance = InstanceStatus(
        provision=duty.provision.id, account=engine.account, status=status, bits=verdict.bits, reading=reading,
        debtor=duty.debtor, key=duty.key, trigger=_trigger(duty),
        trigger_claims=duty.occurrence.claims if duty.occurrence else (),
        window=window_of(duty), owed=owed, tellers=roots_for, against=against, marks=marks,
    )  # fmt: skip
    return Judged(status=instance, duty=duty, verdict=verdict, words=tuple(words))


def place_in_time(trigger: Interval | None, window: Interval | None) -> int:
    """By when an instance stands in a list: the last second of what opened it, else of its window."""
    return (trigger or window or (0, 0))[1]


def place_of(duty: Duty) -> int:
    """The same of an instance that is not judged yet."""
    return place_in_time(_trigger(duty), window_of(duty))


@dataclass(frozen=True, slots=True)
class Decision:
    """The word on an instance, before anything is said about it: ``split`` where the earliest and the latest deadline
    give other words."""

    status: Status
    verdict: Verdict
    words: list[Testimony]
    split: bool


def decided(engine: Engine, duty: Duty, as_of: int, series: dict[str, Series] | None = None) -> Decision:
    """The word on one instance at as-of, without marks or figures."""
    words = engine.words(duty.provision, duty.debtor, duty.key, EARLIEST if duty.start is None else duty.start, as_of)
    coverages = engine.coverages(duty.provision, duty.debtor, duty.key)
    first, last = duty.due or (None, None)
    if series is None:
        series = engine.series(duty, words, as_of)
    verdict = judge(duty, words, coverages, as_of, last, series)
    status = _status(duty, verdict)
    split = False
    if duty.occurrence is not None and first != last:
        early = judge(duty, words, coverages, as_of, first, series)
        split = _status(duty, early) != status
        if split and duty.occurrence.differ:
            status = "disputed"
    return Decision(overruled(engine, duty, status, words, as_of), verdict, words, split)


def _trigger(duty: Duty) -> tuple[int, int] | None:
    if duty.occurrence is None or duty.occurrence.lo < -(2**58):
        return None
    return duty.occurrence.lo, duty.occurrence.hi


def window_of(duty: Duty) -> tuple[int, int] | None:
    """The window in UTC seconds, ends of time where it is open; None where the anchor has not come."""
    if duty.occurrence is None:
        return None
    return (-(2**60) if duty.start is None else duty.start, 2**60 if duty.due is None else duty.due[1])


def _status(duty: Duty, verdict: Verdict) -> Status:
    return duty_status(
        duty.trigger, closed=verdict.closed, bits=verdict.bits, speaks=verdict.speaks, some=verdict.some,
        missing=verdict.missing,
    )  # fmt: skip


def tellers(verdict: Verdict, as_of: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The roots that tell of performance, and those that deny or fall short; while the window is open and nothing else
    is told, also those who say that it is not done yet. Where only judgements
    on it stand against each other, those who judge."""
    if judged_only(verdict.bits):
        return roots_of(verdict.answered), roots_of(verdict.called)
    told = {root for root, series in verdict.series.items() if series.speaks and series.at(as_of).claims}
    against = {word.root for word in (*verdict.denials, *verdict.shorts)}
    against |= {gap.root for gap in (*verdict.gaps, *verdict.behind)}
    if not verdict.closed and not verdict.bits.t:
        against |= set(verdict.not_yet)
    return tuple(sorted(told)), tuple(sorted(against))


SETTLED = ("fulfilled", "not yet due")


def overruled(engine: Engine, duty: Duty, status: Status, words: list[Testimony], as_of: int) -> Status:
    """What a closing, an end, an exception or a suspension makes of a status. A told fulfilment stays."""
    if duty.trigger != "came" or status in SETTLED:
        return status
    if closed_otherwise(engine, duty, words, as_of):
        return "closed otherwise"
    last = as_of if duty.due is None else min(as_of, duty.due[1])
    within = [w for w in words if w.happened is not None and w.happened[1] <= as_of and w.happened[0] <= last]
    if any(word.effect == "ended" for word in within):
        return "lapsed"
    kept, excused = _conditions(engine, duty, last)
    if kept == NO:
        return "lapsed"
    if any(word.effect == "excepted" and _touches(word, duty) for word in within):
        return "excepted"
    if duty.provision.suspends == "duty":
        return _suspended(engine, duty, status, as_of)
    if excused == YES:
        return "excepted" if duty.provision.suspends is None else "suspended"
    return "disputed" if BOTH in (kept, excused) and status in ("breached", "overdue") else status


def _conditions(engine: Engine, duty: Duty, at: int) -> tuple[Truth, Truth]:
    """Whether what keeps the duty alive holds, and whether it is excepted, at a moment."""
    kept, excused = duty.provision.while_, duty.provision.unless
    return (
        YES if kept is None else evaluate(kept, engine, at, duty.key, duty.debtor),
        NO if excused is None else evaluate(excused, engine, at, duty.key, duty.debtor),
    )


def _suspended(engine: Engine, duty: Duty, status: Status, as_of: int) -> Status:
    """Suspended time taken out of the duty: nothing is owed of a window that was wholly suspended, or is so now."""
    unless = duty.provision.unless
    if unless is None or duty.start is None:
        return status
    last = as_of if duty.due is None else min(as_of, duty.due[1])
    if last < duty.start:
        return status
    spans = suspensions(unless, engine, duty.start, last, duty.key)
    if spans and spans[-1][1] >= last and (duty.due is None or as_of <= duty.due[1] or spans[0] == (duty.start, last)):
        return "suspended"
    return status


def _touches(word: Testimony, duty: Duty) -> bool:
    return word.happened is not None and (duty.start is None or word.happened[1] >= duty.start)


def closed_otherwise(engine: Engine, duty: Duty, words: list[Testimony], as_of: int) -> tuple[str, ...]:
    """The claims by which a duty is settled otherwise, if any."""
    direct = tuple(w.claim for w in words if w.effect == "closed" and w.happened and w.happened[1] <= as_of)
    if direct:
        return direct
    occurrence = duty.occurrence
    for closing in duty.provision.closes_otherwise:
        coming = engine.coming(Anchor(kind="event", name=closing.event), as_of)
        for other in coming.occurrences:
            if other.denied or not fits(other.key, duty.key) or occurrence is None:
                continue
            first = duty.start if closing.start is None else opening(occurrence.lo, closing.start, engine.zone)
            last = None if closing.end is None else deadline(occurrence.hi, closing.end, engine.zone)
            if (first is None or other.hi >= first) and (last is None or other.lo <= last):
                return other.claims or (closing.event,)
    return ()


def with_status(judgement: Judged, status: Status) -> Judged:
    """The same judgement with another word."""
    return replace(judgement, status=replace(judgement.status, status=status))
