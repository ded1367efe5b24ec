"""The start of a phase as an anchor, the moments at which conditions turn, and amounts that ratios look at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from guarantor.assessment.conditions import evaluate
from guarantor.assessment.gates import gates_that_count
from guarantor.assessment.series import Reckoning
from guarantor.assessment.triggers import Coming, Occurrence
from guarantor.assessment.truth import BOTH, NO, YES
from guarantor.model.agreement import Anchor, Cond, Phase
from guarantor.model.testimony import Testimony

if TYPE_CHECKING:
    from guarantor.assessment.engine import Engine


def phase_of(engine: Engine, name: str) -> Phase:
    """The phase of an id; raises KeyError."""
    for phase in engine.agreement.phases:
        if phase.id == name:
            return phase
    raise KeyError(name)


def coming_of_phase(engine: Engine, name: str, as_of: int) -> Coming:
    """The start of a phase: its opening event; where the agreement names none, the first moment at which one of its
    gates is told open (and not denied)."""
    phase = phase_of(engine, name)
    if phase.opens is not None:
        return engine.coming(Anchor(kind="event", name=phase.opens), as_of)
    disputed = False
    gates = gates_that_count(engine, phase)
    for at in sorted({at for gate in gates for at in turns_of(engine, gate.needs, as_of)}):
        for gate in gates:
            truth = evaluate(gate.needs, engine, at)
            if truth == YES:
                return Coming(occurrences=(Occurrence(lo=at, hi=at),))
            disputed |= truth == BOTH
    shut = gates and all(evaluate(gate.needs, engine, as_of) == NO for gate in gates)
    return Coming(none="told and denied" if disputed else "not come" if shut else "nobody")


def moments_of(engine: Engine, cond: Cond, as_of: int) -> set[int]:
    """The moments by as-of at which a condition may have turned: when something it looks at happened."""
    names = _named(engine, cond)
    found = {w.happened[1] for name in names for w in engine.view.everybody(name) if w.happened is not None}
    return {at for at in found if at <= as_of} | {as_of}


def turns_of(engine: Engine, cond: Cond, as_of: int) -> set[int]:
    """The same, with the passing of the deadlines of the duties that it looks at (of each once: two clocks may be
    suspended by each other's duties)."""
    found = moments_of(engine, cond, as_of)
    named = _named(engine, cond)
    for provision in engine.agreement.provisions:
        if provision.polarity == "do" and provision.id in named:
            ends = (duty.due for duty in engine.expanded_once(provision, as_of) if duty.due is not None)
            found.update(end + 1 for due in ends for end in due if end < as_of)
    return found


def _named(engine: Engine, cond: Cond) -> set[str]:
    names = {name for name in (cond.event, cond.until, cond.provision) if name is not None}
    if cond.actor is not None:
        names.update(engine.owed_by(cond.actor))
    if cond.phase is not None:
        phase = phase_of(engine, cond.phase)
        names.update([phase.opens] if phase.opens else [])
        for gate in phase.gates:
            names |= _named(engine, gate.needs)
    for name in list(names):
        names |= _anchors(engine, name)
    return names.union(*(_named(engine, arg) for arg in cond.args)) if cond.args else names


def _anchors(engine: Engine, name: str) -> set[str]:
    found = set()
    for provision in engine.agreement.provisions:
        if provision.id == name and provision.window is not None:
            found |= {part.name for part in provision.window.anchor.plain if part.kind == "event"}
    return found


def amount_told(engine: Engine, name: str, at: int, unit: str | None) -> float | None:
    """What is told of a provision or event up to a moment: the account's highest root, or, where its own are silent,
    everybody's. None: nobody tells how many."""
    series = engine.remembered(("amount told", name, unit), lambda: _amounts(engine, name, unit), at)
    return max((each.at(at).value for each in series.values() if each.numbered), default=None)


def _amounts(engine: Engine, name: str, unit: str | None) -> tuple[list[Testimony], Reckoning]:
    own, others = engine.view.own(name), engine.view.everybody(name)
    words = [_as_act(word) for word in own or others if unit is None or word.unit == unit]
    return words, Reckoning(start=None, floor=None, target=None)


def _as_act(word: Testimony) -> Testimony:
    """A coming of an event, read as an act with its amount."""
    return replace(word, effect="performed") if word.effect == "triggered" else word
