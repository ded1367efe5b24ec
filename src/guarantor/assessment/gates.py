"""What keeps a phase's gate shut, in one account and under each reading of the texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from guarantor.assessment.conditions import DONE, evaluate
from guarantor.assessment.truth import BOTH, Truth
from guarantor.model.agreement import Anchor, Cond, Gate, Phase
from guarantor.model.assessment import Blocker, BlockerKind, GateState, Status

if TYPE_CHECKING:
    from guarantor.assessment.engine import Engine

_KINDS: dict[Status, BlockerKind] = {
    "breached": "told not done",
    "overdue": "told not done",
    "disputed": "disputed",
    "not yet due": "not yet due",
    "in progress": "told not done",
}


def gate_states(engine: Engine, as_of: int, phase: str | None = None) -> tuple[GateState, ...]:
    """The state of every gate (of one phase, or of all) under every reading; a chosen reading stands first."""
    return tuple(
        replace(gate_state(engine, each.id, gate, as_of), chosen=gate.name == engine.choices.get(each.id))
        for each in engine.agreement.phases
        if phase is None or each.id == phase
        for gate in sorted(each.gates, key=lambda gate: gate.name != engine.choices.get(each.id))
    )


def gates_that_count(engine: Engine, phase: Phase) -> tuple[Gate, ...]:
    """The gate of a phase under the reading that a person chose, else under every reading."""
    chosen = tuple(gate for gate in phase.gates if gate.name == engine.choices.get(phase.id))
    return chosen or phase.gates


def gate_state(engine: Engine, phase: str, gate: Gate, as_of: int) -> GateState:
    """One gate under one reading: open, shut or disputed, with all that keeps it so."""
    truth = evaluate(gate.needs, engine, as_of)
    state: Literal["open", "shut", "disputed"] = "open" if truth.t and not truth.f else "shut"
    if truth == BOTH:
        state = "disputed"
    blockers: list[Blocker] = []
    met: list[str] = []
    _walk(engine, gate.needs, as_of, blockers, met)
    return GateState(
        phase=phase, reading=gate.name, account=engine.account, state=state,
        blockers=() if state == "open" else tuple(blockers), met=tuple(met),
    )  # fmt: skip


def _walk(engine: Engine, cond: Cond, as_of: int, blockers: list[Blocker], met: list[str]) -> None:
    truth = evaluate(cond, engine, as_of)
    if cond.op in ("all", "any", "at-least"):
        if truth.t and not truth.f and cond.op != "all":
            met.extend(name for arg in cond.args if evaluate(arg, engine, as_of) == Truth(True, False)
                       for name in (_name(arg),))  # fmt: skip
            return
        for arg in cond.args:
            _walk(engine, arg, as_of, blockers, met)
        return
    if truth.t and not truth.f:
        met.append(_name(cond))
        return
    blockers.append(_blocker(engine, cond, truth, as_of))


def _name(cond: Cond) -> str:
    named = cond.provision or cond.event or cond.phase or cond.actor
    if named is not None:
        return named
    return f"{cond.op} " + ", ".join(_name(arg) for arg in cond.args)


def _blocker(engine: Engine, cond: Cond, truth: Truth, as_of: int) -> Blocker:
    if cond.op == "status" or (cond.op == "grade" and not truth.f):
        return _of_provision(engine, cond, as_of)
    if truth == BOTH:
        return Blocker(kind="disputed", what=_name(cond), status="told and denied", text=f"{cond.op} {_name(cond)}")
    kind: BlockerKind = "told not done" if truth.f else "not shown"
    status = "told not so" if truth.f else "nobody tells"
    roots: tuple[str, ...] = ()
    if cond.op == "told" and cond.event is not None:
        coming = engine.coming(Anchor(kind="event", name=cond.event), as_of)
        roots = coming.deniers
    return Blocker(kind=kind, what=_name(cond), status=status, roots=roots, text=f"{cond.op} {_name(cond)}")


def _of_provision(engine: Engine, cond: Cond, as_of: int) -> Blocker:
    name = cond.provision or ""
    cell = engine.cell(name, as_of)
    if cell is None:
        return Blocker(kind="not shown", what=name, status="no information", text="it depends on itself")
    if cond.op == "grade" and cell.status in DONE:
        text = f"told, but only {cell.grade or 'asserted'}; {cond.grade} is asked for"
        return Blocker(kind="not shown", what=name, status=cell.status, roots=cell.tellers, text=text)
    kind = _KINDS.get(cell.status, "not shown")
    roots = tuple(sorted({*cell.tellers, *cell.against}))
    return Blocker(kind=kind, what=name, status=cell.status, roots=roots, text=cell.text)
