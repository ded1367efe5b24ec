"""The status of one provision as a step function of as-of, and the deadlines of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from guarantor.assessment.phases import moments_of
from guarantor.assessment.steps import fast_steps
from guarantor.model.agreement import Cond, Provision
from guarantor.model.assessment import Deadline, Status, Step
from guarantor.model.moments import EARLIEST

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
    """The moments at which a cell may turn: when something was told to happen, a window opens, a deadline passes."""
    version = engine.agreement.provision(provision)
    moments = moments_of(engine, _all_conditions(version), until)
    for name, _ in engine.variants(provision):
        for duty in engine.duties(provision, until, name):
            moments.update(at for at in (duty.start, *(d + 1 for d in duty.due or ())) if at is not None)
    if version.window is not None:
        coming = engine.coming(version.window.anchor, until)
        moments.update(o.lo for o in coming.occurrences)
    return sorted({since, *(at for at in moments if since <= at <= until and at > EARLIEST)})


def _all_conditions(provision: Provision) -> Cond:
    conditions = tuple(c for c in (provision.when, provision.while_, provision.unless) if c is not None)
    events = [closing.event for closing in provision.closes_otherwise]
    if provision.window is not None:
        anchors = (provision.window.anchor, *((provision.window.until,) if provision.window.until else ()))
        events += [part.name for anchor in anchors for part in anchor.plain if part.kind == "event"]
    told = tuple(Cond(op="told", event=name) for name in events)
    return Cond(op="all", args=(Cond(op="status", provision=provision.id), *conditions, *told))


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
