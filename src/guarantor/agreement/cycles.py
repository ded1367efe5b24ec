"""Clocks that wait for each other in a circle, shown as a path."""

from __future__ import annotations

from collections.abc import Iterable

from guarantor.agreement.conditions import provisions_in
from guarantor.model.agreement import Agreement, Phase
from guarantor.model.clauses import Anchor, Cond, Ratio
from guarantor.model.provision import Provision

Waits = dict[str, tuple[str, ...]]


def circles(agreement: Agreement) -> list[tuple[str, ...]]:
    """Every circle of clocks, as the ids on its path; the first id stands again at the end.

    A provision waits for what its window hangs on; a phase that no event opens waits for the provisions of its gate.
    Conditions (``while``, ``unless``) are no clocks: two duties may each be conditional on the other.
    """
    graph = _waits(agreement)
    found: list[tuple[str, ...]] = []
    done: set[str] = set()
    for start in graph:
        path = _circle_from(start, graph, done)
        if path is not None:
            found.append(path)
    return found


def _waits(agreement: Agreement) -> Waits:
    graph: Waits = {}
    for provision in agreement.provisions:
        versions = (
            provision,
            *(reading.provision for reading in provision.readings),
            *(amendment.provision for amendment in provision.amendments),
        )
        names = [name for version in versions for name in _anchors(version)]
        graph[f"provision {provision.id}"] = tuple(dict.fromkeys(names))
    for phase in agreement.phases:
        graph[f"phase {phase.id}"] = tuple(dict.fromkeys(_gate(phase)))
    return graph


def _anchors(provision: Provision) -> Iterable[str]:
    window = provision.window
    for anchor in (window.anchor, window.until) if window else ():
        for part in anchor.plain if anchor else ():
            if (name := _name(part)) is not None:
                yield name
    if isinstance(provision.quantity, Ratio) and provision.quantity.mode != "cumulative":
        yield f"provision {provision.quantity.per}"
    yield from _waited(provision.when)


def _name(anchor: Anchor) -> str | None:
    return f"{anchor.kind} {anchor.name}" if anchor.kind in ("provision", "phase") else None


def _gate(phase: Phase) -> Iterable[str]:
    if phase.opens is None:
        for gate in phase.gates:
            yield from _waited(gate.needs)


def _waited(condition: Cond | None) -> Iterable[str]:
    if condition is None:
        return
    for name in sorted(provisions_in(condition)):
        yield f"provision {name}"
    yield from _phases(condition)


def _phases(condition: Cond) -> Iterable[str]:
    if condition.phase is not None:
        yield f"phase {condition.phase}"
    for arg in condition.args:
        yield from _phases(arg)


def _circle_from(start: str, graph: Waits, done: set[str]) -> tuple[str, ...] | None:
    """The first circle that can be reached from a node, by a walk in depth without recursion."""
    path: list[str] = []
    stack: list[tuple[str, int]] = [(start, 0)]
    while stack:
        node, at = stack.pop()
        if at == 0:
            if node in done:
                continue
            if node in path:
                return (*path[path.index(node) :], node)
            path.append(node)
        following = graph.get(node, ())
        if at < len(following):
            stack.append((node, at + 1))
            after = following[at]
            if after in path:
                done.update(path)
                return (*path[path.index(after) :], after)
            stack.append((after, 0))
        else:
            path.pop()
            done.add(node)
    return None
