"""Phases with the readings of their gates."""

from __future__ import annotations

from guarantor.agreement.acts import read_told
from guarantor.agreement.conditions import OPERATORS, condition_in, condition_of
from guarantor.agreement.context import Context
from guarantor.agreement.nodes import Items, Scalar
from guarantor.agreement.section import Section
from guarantor.agreement.shapes_agreement import GATE, GATE_READING
from guarantor.agreement.variants import reading_of
from guarantor.model.agreement import Gate, Phase
from guarantor.model.clauses import Reference


def read_phase(name: str, part: Section, context: Context) -> Phase:
    """One phase."""
    references = context.references(part, needed=True)
    opens = part.get("opens")
    return Phase(
        id=name,
        title=part.text("title") or f"phase {name}",
        opens=read_told(part, opens, "opens", context, references) if opens is not None else None,
        gates=_gates(part, references, context),
        references=references,
        note=part.maybe("note"),
    )


def _gates(part: Section, references: tuple[Reference, ...], context: Context) -> tuple[Gate, ...]:
    node = part.get("gate")
    if isinstance(node, Scalar | Items):
        plain = condition_of(part, node, "gate", context)
        first = next(iter(references), Reference())
        return () if plain is None else (Gate(name="as written", reading_of=first, needs=plain),)
    section = part.section("gate", GATE)
    if section is None:
        return ()
    found: list[Gate] = []
    for label, each in section.named("readings", GATE_READING, "reading", free=True, inside=section.where):
        reference = reading_of(each, label, context)
        needs = condition_in(each, context)
        if needs is not None:
            found.append(Gate(name=label.text, reading_of=reference or Reference(), needs=needs))
    if any(section.has(operator) for operator in OPERATORS):
        needs = condition_in(section, context)
        own = reading_of(section, None, context) if section.has("reading-of") else None
        reference = own or next(iter((*context.references(section), *references)), None)
        if needs is not None:
            found.append(Gate(name="as written", reading_of=reference or Reference(), needs=needs))
    elif not found and not section.has("readings"):
        section.fault(section.mark, "a gate without a condition", expected="`all: […]`, or `readings:`")
    return tuple(found)
