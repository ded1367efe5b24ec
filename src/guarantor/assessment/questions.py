"""The questions that people ask, as pure functions over states: why, compare, gates, changes, timeline, deadlines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from guarantor.assessment.changes import changes_between
from guarantor.assessment.compare import compare_cells
from guarantor.assessment.explain import explain_judged
from guarantor.assessment.gates import gate_states
from guarantor.assessment.state import State
from guarantor.assessment.timeline import deadlines_of, timeline_of, words_over
from guarantor.model.assessment import Change, Comparison, Deadline, Explanation, GateState, Owed, Status, Step


def explain(
    state: State, provision: str, *, reading: str | None = None, incident: str | None = None, every: bool = False
) -> tuple[Explanation, ...]:
    """Why a provision has its status: an explanation for each instance that decides its word (one a debtor), for the
    incident asked for, or for ``every`` instance. Raises KeyError for a provision or reading that is not there."""
    engine = state.engine
    if incident is None and not every:
        found = engine.current(provision, state.as_of, reading)
    else:
        found = engine.instances(provision, state.as_of, reading)
    if incident is not None:
        found = [judged for judged in found if judged.status.incident == incident]
    return tuple(explain_judged(engine, judged, state.as_of) for judged in found)


def compare(states: Mapping[str, State], provision: str | None = None) -> tuple[Comparison, ...]:
    """Every provision (or one) across the accounts of ``states``, which are asked at the same time."""
    names: Sequence[str] = list(next(iter(states.values()))) if provision is None else [provision]
    return tuple(compare_cells(name, {account: state[name] for account, state in states.items()}) for name in names)


def gates(state: State, phase: str | None = None) -> tuple[GateState, ...]:
    """What keeps each gate shut in this account, under every reading; one that a person chose stands first."""
    return gate_states(state.engine, state.as_of, phase)


def counted_gates(state: State) -> tuple[GateState, ...]:
    """The gates that count: where a person chose a reading of a gate, that reading alone."""
    found = gates(state)
    chosen = {each.phase for each in found if each.chosen}
    return tuple(each for each in found if each.chosen or each.phase not in chosen)


def changes(before: State, after: State, provisions: Iterable[str] | None = None) -> tuple[Change, ...]:
    """What changed (in some provisions) between two questions to the same account, and because of which claims."""
    return changes_between(before, after, provisions)


def timeline(state: State, provision: str, *, since: int) -> Sequence[Step]:
    """The steps of a provision's status from ``since`` to the state's as-of."""
    return timeline_of(state.engine, provision, since, state.as_of)


def course(state: State, provision: str, *, since: int) -> Sequence[tuple[int, Status]]:
    """The statuses of a provision from ``since`` to the state's as-of, each with the moment from which it holds; like
    the timeline without figures, and quicker."""
    return words_over(state.engine, provision, since, state.as_of)


def deadlines(state: State, provisions: Iterable[str] | None = None) -> tuple[Deadline, ...]:
    """All deadlines (of some provisions), past and ahead, the earliest first."""
    return deadlines_of(state.engine, state.as_of, provisions)


def owed(state: State, provision: str) -> Owed | None:
    """What is owed and what each root's words come to, at the state's as-of; None where nothing is counted."""
    return state[provision].owed
