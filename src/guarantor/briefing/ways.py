"""What stands in the way: the gates, by account, and what could not be established."""

from __future__ import annotations

from collections.abc import Iterator

from guarantor.assessment.questions import compare, gates
from guarantor.briefing.material import Material
from guarantor.briefing.parts import Notes, Paragraph, Sentence
from guarantor.briefing.saying import listed
from guarantor.briefing.standing import SILENT, spoken
from guarantor.model.assessment import Blocker, GateState


def in_the_way(material: Material, notes: Notes) -> Iterator[Paragraph]:
    """For each account that is somebody's own: what keeps the next phase from opening, under each reading."""
    for account, state in material.states.items():
        if account == material.everybody:
            continue
        sentences = [found for gate in gates(state) if (found := _gate(material, notes, gate)) is not None]
        if sentences:
            first = sentences[0]
            lead = f"{material.account(account)}."
            head = Sentence(text=first.text, notes=first.notes, marks=first.marks, lead=lead)
            yield Paragraph(sentences=(head, *sentences[1:]))


def _gate(material: Material, notes: Notes, gate: GateState) -> Sentence | None:
    phase = next(each.title for each in material.agreement.phases if each.id == gate.phase)
    if gate.state == "open":
        return Sentence(text=f"As “{gate.reading}” reads the text, nothing keeps {phase} shut.")
    parts: list[str] = []
    claims: list[str] = []
    for kind in ("told not done", "disputed", "not shown", "not yet due"):
        blockers = [blocker for blocker in gate.blockers if blocker.kind == kind]
        if blockers:
            parts.append(f"{kind}: {listed([_what(material, blocker) for blocker in blockers])}")
            claims.extend(claim for blocker in blockers for claim in _claims(material, gate.account, blocker.what))
    if not parts:
        return None
    text = f"{phase} is {gate.state} as “{gate.reading}” reads the text; {'; '.join(parts)}."
    return Sentence(text=text, notes=notes.numbers(*material.cited(claims)[:4]))


def _what(material: Material, blocker: Blocker) -> str:
    titles = {provision.id: provision.title for provision in material.agreement.provisions}
    titles.update((event.id, event.title or event.id) for event in material.agreement.events)
    return f"{titles.get(blocker.what, blocker.what)} ({spoken(blocker.status)})"


def _claims(material: Material, account: str, provision: str) -> tuple[str, ...]:
    state = material.states[account]
    return state[provision].claims if provision in state else ()


def not_established(material: Material) -> Iterator[Paragraph]:
    """What nobody tells, what waits for a person, and where figures have no total."""
    nobody = [each.provision for each in compare(material.states) if each.kind == "told by none"]
    due = [name for name in nobody if material.states[material.everybody][name].status in SILENT[:1] + SILENT[2:]]
    if due:
        titles = [material.provision(name).title for name in due]
        yield Paragraph(sentences=(Sentence(text=f"{'; '.join(titles)}.", lead="Nobody tells of:"),))
    waiting = sum(len(cell.unresolved) for cell in material.states[material.everybody].values())
    if waiting:
        words = "words bear" if waiting != 1 else "word bears"
        text = f"{waiting} {words} on a provision and count for nothing, since who says so or when is not resolved."
        yield Paragraph(sentences=(Sentence(text=text),))
