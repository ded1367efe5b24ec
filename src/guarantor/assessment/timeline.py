"""The status of one provision as a step function of as-of, and the deadlines of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from guarantor.assessment.duties import Duty
from guarantor.assessment.standing import turns_of_periods, windows_of
from guarantor.assessment.steps import fast_steps
from guarantor.model.assessment import Deadline, Status, Step
from guarantor.model.calendar import periods
from guarantor.model.moments import EARLIEST, interval

if TYPE_CHECKING:
    from guarantor.assessment.engine import Engine


def timeline_of(engine: Engine, provision: str, since: int, until: int) -> Sequence[Step]:
    """The steps of a cell's word and figure from ``since`` to ``until``, equal neighbours joined."""
    fast = _from_columns(engine, provision, since, until)
    if fast is not None:
        return fast
    steps: list[Step] = []
    with engine.course():
        for at in turning_points(engine, provision, since, until):
            cell = engine.cell(provision, at)
            if cell is None:
                continue
            if not steps or (steps[-1].status, steps[-1].text) != (cell.status, cell.text):
                steps.append(Step(since=at, status=cell.status, text=cell.text))
    return tuple(steps)


def words_over(engine: Engine, provision: str, since: int, until: int) -> list[tuple[int, Status]]:
    """The same course as moments and statuses alone: what a reader of news asks for, without figures."""
    fast = _from_columns(engine, provision, since, until)
    if fast is not None:
        found = [(step.since, step.status) for step in fast]
    else:
        with engine.course():
            words = [(at, engine.word(provision, at)) for at in turning_points(engine, provision, since, until)]
        found = [(at, word.status) for at, word in words if word is not None]
    return [each for i, each in enumerate(found) if i == 0 or found[i - 1][1] != each[1]]


def _from_columns(engine: Engine, provision: str, since: int, until: int) -> Sequence[Step] | None:
    """The steps of a plain duty of a log made ready; None for all others."""
    if engine.prepared is None or len(engine.variants(provision)) > 1:
        return None
    columns = engine.prepared.patches.get(provision, engine.prepared.columns)
    version = engine.variants(provision)[0][1]
    return fast_steps(columns, version, engine.view.voices, engine.view.cut, since, until)


def turning_points(engine: Engine, provision: str, since: int, until: int) -> list[int]:
    """The moments at which a cell may turn: when something it hangs on was told to happen, a window opens, a deadline
    passes, or the period ends (the day, for most standing duties) in which something was told."""
    moments = {until}
    hangs = engine.hangs(provision)
    heard = {name: _heard(engine, name, until) for name in hangs}
    for name in hangs:
        moments |= heard[name]
        if name in engine.provisions:
            mine = hangs if name == provision else engine.hangs(name)
            anew = [at for other in mine if other != name for at in heard.get(other, ())]
            moments.update(_of_provision(engine, name, {*anew, until}, heard[name], until))
    return sorted({since, *(at for at in moments if since <= at <= until and at > EARLIEST)})


def _of_provision(engine: Engine, name: str, anew: Iterable[int], heard: Iterable[int], until: int) -> Iterator[int]:
    """The moments of a provision's clocks, as they are told at some moments, and the ends of the periods of a standing
    duty in which it is spoken of."""
    for _, version in engine.variants(name):
        yield from (interval(change.since, engine.zone)[0] for change in version.amendments)
        for at in anew:
            yield from _of_clocks(windows_of(engine, version, at))
        if version.recurrence is not None and version.recurrence.quota != "each":
            starts = {duty.start for duty in windows_of(engine, version, until) if duty.start is not None}
            spans = (periods(start, version.recurrence.every, until, engine.zone) for start in starts)
            yield from (at for found in spans for span in found for at in span)
        if version.polarity != "do":
            yield from turns_of_periods(engine, version, until, heard)


def _heard(engine: Engine, name: str, until: int) -> set[int]:
    """When something is told to have happened, by anybody."""
    told = (word.happened for word in engine.view.everybody(name))
    return {happened[1] for happened in told if happened is not None and happened[1] <= until}


def _of_clocks(duties: Iterable[Duty]) -> Iterator[int]:
    """When the windows of some instances open and their deadlines pass. What starts a clock may be told anew, and the
    deadline by the earlier word passes all the same."""
    for duty in duties:
        begins = duty.occurrence.lo if duty.occurrence is not None else None
        moments = (begins, duty.opens, duty.begun, duty.start, *(end + 1 for end in duty.due or ()))
        yield from (at for at in moments if at is not None)


def deadlines_of(engine: Engine, as_of: int, provisions: Iterable[str] | None = None) -> tuple[Deadline, ...]:
    """Every deadline (of some provisions) whose clock is told to have started (or hangs on a date), by time."""
    found: list[Deadline] = []
    wanted = None if provisions is None else frozenset(provisions)
    for provision in engine.agreement.provisions:
        if provision.polarity != "do" or (wanted is not None and provision.id not in wanted):
            continue
        for name, _ in engine.variants(provision.id):
            for duty, status in engine.words_of_all(provision.id, as_of, name):
                if duty.due is None:
                    continue
                found.append(
                    Deadline(
                        provision=provision.id,
                        debtor=duty.debtor,
                        key=duty.key,
                        due=duty.due,
                        status=status,
                        reading=name,
                        past=as_of > duty.due[1],
                    )
                )
    return tuple(sorted(found, key=lambda d: (d.due, d.provision, d.reading or "", d.debtor or "", d.key or "")))
