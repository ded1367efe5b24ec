"""Duties to refrain and to maintain: an instance for each incident, and one for the current period of each debtor.

Silence is neither: a period without word is *unverified*; it *holds* only when somebody tells so. An incident has its
own life and never makes the whole duty broken for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from guarantor.assessment.conditions import evaluate
from guarantor.assessment.duties import Duty, expand
from guarantor.assessment.judged import Judged, window_of
from guarantor.assessment.marks import source_marks
from guarantor.assessment.series import meet
from guarantor.assessment.table import TriggerState, standing_status
from guarantor.assessment.triggers import roots_of
from guarantor.assessment.truth import BOTH, NO, YES
from guarantor.model.agreement import Offset, Provision
from guarantor.model.assessment import Bits, InstanceStatus, Mark, Status
from guarantor.model.calendar import periods
from guarantor.model.moments import day_end, day_of, day_start

if TYPE_CHECKING:
    from guarantor.assessment.engine import Engine
    from guarantor.model.testimony import Testimony

LONG_AGO = -(2**58)


def standing(engine: Engine, provision: Provision, as_of: int, reading: str | None) -> list[Judged]:
    """The incidents in order of time, then the current period of each debtor."""
    windows = _windows(engine, provision, as_of)
    found: list[Judged] = []
    denials = _denials(engine, provision, as_of)
    for debtor, duties in windows.items():
        for group in incidents(engine, provision, debtor, as_of):
            found.extend(_incident(engine, provision, duties, group, as_of, reading, denials))
    found.sort(key=lambda j: (j.status.trigger or (0, 0), j.status.incident or ""))
    return found + [_period(engine, provision, duties, as_of, reading) for duties in windows.values()]


def periods_now(engine: Engine, provision: Provision, as_of: int) -> list[Judged]:
    """The current period of each debtor alone: what decides the word."""
    return [_period(engine, provision, duties, as_of, None) for duties in _windows(engine, provision, as_of).values()]


def _windows(engine: Engine, provision: Provision, as_of: int) -> dict[str | None, list[Duty]]:
    windows: dict[str | None, list[Duty]] = {}
    for duty in expand(_without_periods(provision), engine, as_of):
        windows.setdefault(duty.debtor, []).append(duty)
    return windows


def _without_periods(provision: Provision) -> Provision:
    return replace(provision, recurrence=None, quantity=None)


def windows_of(engine: Engine, provision: Provision, as_of: int) -> list[Duty]:
    """Every window of a provision by as-of, not judged: of a standing duty those that its incidents and periods lie
    in."""
    return expand(provision if provision.polarity == "do" else _without_periods(provision), engine, as_of)


def turns_of_periods(engine: Engine, provision: Provision, until: int, heard: Iterable[int]) -> Iterator[int]:
    """The first moments after the periods in which something was told (at ``heard``): what was said of a period says
    nothing of the next."""
    told = sorted(heard)
    for duty in (duty for duties in _windows(engine, provision, until).values() for duty in duties):
        over = told[0] if told else 0
        for at in told:
            span = _span(engine, provision, duty, at) if at >= over else None
            if span is not None:
                over = span[1] + 1
                yield over


def incidents(engine: Engine, provision: Provision, debtor: str | None, as_of: int) -> list[list[Testimony]]:
    """The account's own words on each incident by as-of: allegations and answers, by linked occurrence."""
    groups: dict[tuple[str, str | None], list[Testimony]] = {}
    for word in engine.words(provision, debtor, None):
        if word.effect in ("forbidden", "answers") and word.happened is not None and word.happened[1] <= as_of:
            name = word.occurrence or f"{word.claim} {word.happened[0]}"
            groups.setdefault((name, word.key), []).append(word)
    return list(groups.values())


def _incident(
    engine: Engine,
    provision: Provision,
    duties: Sequence[Duty],
    group: list[Testimony],
    as_of: int,
    reading: str | None,
    denials: Mapping[str, Mark],
) -> list[Judged]:
    lo, hi = meet([word.happened for word in group if word.happened is not None])
    key = group[0].key
    inside = [d for d in duties if d.occurrence is not None and _holds(d, lo, hi)]
    touched = [d for d in duties if d.occurrence is not None and _meets(d, lo, hi)]
    waiting = [d for d in duties if d.occurrence is None]
    duty = next(iter(inside or touched or waiting), None)
    if duty is None:
        return []
    told = [word for word in group if word.effect == "forbidden"]
    answers = [word for word in group if word.effect == "answers"]
    bits = Bits(t=bool(answers), f=bool(told))
    trigger = min((d.trigger for d in inside or touched or waiting), key=_PREFERENCE.index)
    status = standing_status(trigger, bits=bits, holds=False)
    marks: list[Mark] = []
    if trigger == "came" and not inside:
        status, marks = "unverified", [Mark(name="timing not told")]
    elif trigger == "came":
        status, marks = _excused(engine, provision, status, lo, hi, key, duty.debtor)
    marks += [denials[name]] if (name := group[0].occurrence) is not None and name in denials else []
    marks += source_marks(group, status)
    occurrence = group[0].occurrence or group[0].claim
    instance = InstanceStatus(
        provision=provision.id, account=engine.account, status=status, bits=bits, reading=reading, debtor=duty.debtor,
        key=key, trigger=(lo, hi), trigger_claims=tuple(w.claim for w in told), window=window_of(duty),
        incident=occurrence, tellers=roots_of(answers), against=roots_of(told), marks=tuple(marks),
    )  # fmt: skip
    return [Judged(status=instance, duty=duty, words=tuple(group))]


_PREFERENCE: tuple[TriggerState, ...] = ("came", "told and denied", "nobody", "not come")


def _holds(duty: Duty, lo: int, hi: int) -> bool:
    return (duty.start is None or lo >= duty.start) and (duty.due is None or hi <= duty.due[1])


def _meets(duty: Duty, lo: int, hi: int) -> bool:
    return (duty.start is None or hi >= duty.start) and (duty.due is None or lo <= duty.due[1])


def _excused(
    engine: Engine, provision: Provision, status: Status, lo: int, hi: int, key: str | None, debtor: str | None
) -> tuple[Status, list[Mark]]:
    """What conditions just before the act make of an incident told as a breach."""
    kept = YES if provision.while_ is None else evaluate(provision.while_, engine, lo - 1, key, debtor)
    if kept == NO:
        return "lapsed", []
    excuses = [NO]
    if provision.unless is not None:
        excuses = [evaluate(provision.unless, engine, at, key, debtor) for at in (lo - 1, max(lo, hi) - 1)]
    if all(excuse == YES for excuse in excuses):
        return ("suspended" if provision.suspends else "excepted"), []
    if kept == BOTH or BOTH in excuses:
        return ("disputed" if status == "breached" else status), []
    return ("unverified", [Mark(name="timing not told")]) if YES in excuses else (status, [])


def _denials(engine: Engine, provision: Provision, as_of: int) -> dict[str, Mark]:
    """Who answers each allegation, in whatever account, by its occurrence; made once for all incidents."""
    denying: dict[str, list[Testimony]] = {}
    for word in engine.view.everybody(provision.id):
        if word.effect == "answers" and word.occurrence is not None and word.happened and word.happened[1] <= as_of:
            denying.setdefault(word.occurrence, []).append(word)
    found = {occurrence: roots_of(words) for occurrence, words in denying.items()}
    return {
        occurrence: Mark(name="allegation denied", roots=roots, text=f"allegation denied by {', '.join(roots)}")
        for occurrence, roots in found.items()
    }


def _period(engine: Engine, provision: Provision, duties: Sequence[Duty], as_of: int, reading: str | None) -> Judged:
    """The period that holds as-of, or the whole window where it is over, for one debtor."""
    duty = min(duties, key=lambda d: (_PREFERENCE.index(d.trigger), -(d.start or LONG_AGO)))
    span = _span(engine, provision, duty, as_of)
    words = [w for w in engine.words(provision, duty.debtor, None) if w.happened and w.happened[1] <= as_of]
    here = [w for w in words if span is not None and _overlaps(w, span)]
    inside = [w for w in here if w.effect == "forbidden" and span is not None and _lies_in(w, span)]
    weight = {word: _as_told(engine, provision, word, duty.debtor) for word in inside}
    told = [word for word in inside if weight[word] == "breached"]
    open_ = [word for word in inside if weight[word] == "disputed"]
    answered = {w.occurrence for w in here if w.effect == "answers" and w.occurrence is not None}
    holds = [w for w in here if w.effect == "upholds"]
    covering = [
        c
        for c in engine.coverages(provision, duty.debtor, None)
        if span is not None and as_of > span[1] and c.covers[0] <= span[0] and c.covers[1] >= span[1]
        and not any(w.root == c.root for w in (*told, *open_))
    ]  # fmt: skip
    denied = bool(told) and all(w.occurrence in answered for w in told)
    bits = Bits(t=bool(covering) or denied, f=bool(told))
    status = standing_status(duty.trigger, bits=bits, holds=bool(holds))
    if duty.trigger == "came":
        status = "disputed" if open_ and status != "breached" else status
        status = _current(engine, provision, duty, status, words, as_of)
        status = "not yet due" if duty.start is not None and duty.start > as_of else status
    tellers = {w.root for w in holds} | {c.root for c in covering}
    instance = InstanceStatus(
        provision=provision.id, account=engine.account, status=status, bits=bits, reading=reading, debtor=duty.debtor,
        trigger=None if duty.occurrence is None or duty.occurrence.lo < LONG_AGO
        else (duty.occurrence.lo, duty.occurrence.hi),
        trigger_claims=duty.occurrence.claims if duty.occurrence else (), window=span,
        tellers=tuple(sorted(tellers)), against=roots_of([*told, *open_]), marks=_period_marks(duty, here, status),
    )  # fmt: skip
    return Judged(status=instance, duty=duty, words=tuple(here))


def _period_marks(duty: Duty, here: Sequence[Testimony], status: Status) -> tuple[Mark, ...]:
    marks = source_marks(here, status)
    occurrence = duty.occurrence
    if occurrence is not None and occurrence.borrowed and occurrence.roots:
        roots = occurrence.roots
        marks.insert(0, Mark(name="start told by", roots=roots, text=f"start told by {', '.join(roots)}"))
    return tuple(marks)


def _span(engine: Engine, provision: Provision, duty: Duty, as_of: int) -> tuple[int, int] | None:
    if duty.occurrence is None or (duty.start is not None and duty.start > as_of):
        return None
    if duty.due is not None and as_of > duty.due[1] and duty.start is not None:
        return duty.start, duty.due[1]
    last = as_of if duty.due is None else min(as_of, duty.due[1])
    every = provision.recurrence.every if provision.recurrence else Offset(days=1)
    if every == Offset(days=1) or duty.start is None:
        day = day_of(last, engine.zone)
        first, end = day_start(day, engine.zone), day_end(day, engine.zone)
        first = first if duty.start is None else max(first, duty.start)
    else:
        first, end = periods(duty.start, every, last, engine.zone)[-1]
    return first, end if duty.due is None else min(end, duty.due[1])


def _overlaps(word: Testimony, span: tuple[int, int]) -> bool:
    if word.happened is None:
        return False
    first = word.happened[0] if word.since is None or word.effect != "upholds" else min(word.since, word.happened[0])
    return first <= span[1] and word.happened[1] >= span[0]


def _lies_in(word: Testimony, span: tuple[int, int]) -> bool:
    return word.happened is not None and span[0] <= word.happened[0] and word.happened[1] <= span[1]


def _as_told(engine: Engine, provision: Provision, word: Testimony, debtor: str | None) -> Status:
    """What conditions make of a forbidden act that is told."""
    lo, hi = word.happened or (0, 0)
    return _excused(engine, provision, "breached", lo, hi, word.key, debtor)[0]


def _current(
    engine: Engine, provision: Provision, duty: Duty, status: Status, words: Sequence[Testimony], as_of: int
) -> Status:
    """Whether the duty is over, excepted or suspended now."""
    if any(word.effect == "ended" for word in words):
        return "lapsed"
    if provision.while_ is not None and evaluate(provision.while_, engine, as_of, None, duty.debtor) == NO:
        return "lapsed"
    if provision.unless is not None and evaluate(provision.unless, engine, as_of, None, duty.debtor) == YES:
        return "suspended" if provision.suspends else "excepted"
    return status
