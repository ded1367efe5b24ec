"""What hangs together with a provision (conditions, ratios, gates), and what people decided about its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guarantor.board.glyphs import LOOKS, Look
from guarantor.board.question import Question
from guarantor.model.agreement import Cond, Provision, Ratio

ACTS = {
    "accept": "accepted", "reject": "rejected", "correct": "corrected", "split": "split", "same-as": "told the same",
    "add": "added", "grade": "graded", "choose-reading": "a reading chosen", "retract": "retracted", "undo": "undone",
    "unsure": "set aside as unsure",
}  # fmt: skip
MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another provision: why it is related, and where it stands in everybody's account."""

    title: str
    href: str
    why: str
    look: Look
    quantity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One decision of a person: when, what, by whom, why."""

    when: str
    act: str
    by: str
    why: str


def related_to(question: Question, provision: Provision) -> tuple[Related, ...]:
    """Related provisions, the closest first, each once."""
    found: dict[str, str] = {}
    for name, reason in (*_hangs_on(provision), *_hangs_from(question, provision), *_shared(question, provision)):
        if name != provision.id:
            found.setdefault(name, reason)
    known = {each.id for each in question.agreement.provisions}
    return tuple(_related(question, name, reason) for name, reason in list(found.items())[:MOST] if name in known)


def _related(question: Question, name: str, reason: str) -> Related:
    status, quantity = question.standing(name)
    return Related(
        title=question.title(name), href=question.provision(name), why=reason, look=LOOKS[status], quantity=quantity
    )


def _hangs_on(provision: Provision) -> Iterator[tuple[str, str]]:
    if isinstance(provision.quantity, Ratio):
        yield provision.quantity.per, "its amount is owed for each of these"
    for part in provision.window.anchor.plain if provision.window is not None else ():
        if part.kind == "provision":
            yield part.name, "its clock starts with this"
    for cond, reason in ((provision.when, "owed once this is so"), (provision.while_, "binds as long as this is so"),
                         (provision.unless, "does not bind while this is so")):  # fmt: skip
        for name in _named(cond):
            yield name, reason


def _hangs_from(question: Question, provision: Provision) -> Iterator[tuple[str, str]]:
    for other in question.agreement.provisions:
        if any(name == provision.id for name, _ in _hangs_on(other)):
            yield other.id, "hangs on this one"


def _shared(question: Question, provision: Provision) -> Iterator[tuple[str, str]]:
    for phase in question.agreement.phases:
        for gate in phase.gates:
            needed = list(_named(gate.needs))
            if provision.id in needed:
                yield from ((name, f"in the same gate, as “{gate.name}” reads it") for name in needed)
    for issue in question.agreement.issues:
        if provision.id in issue.provisions:
            yield from ((name, f"touched by the same issue: {issue.title}") for name in issue.provisions)


def _named(cond: Cond | None) -> Iterator[str]:
    if cond is None:
        return
    if cond.provision is not None:
        yield cond.provision
    for arg in cond.args:
        yield from _named(arg)


def history_of(question: Question, provision: str) -> tuple[Event, ...]:
    """What people decided about the claims and links that bear on a provision, the newest first."""
    about = {provision}
    if (rows := question.columns(provision) if question.knowledge.large else None) is not None:
        about.update(rows.values("claim"), rows.values("link"))
    elif question.knowledge.large:
        about.update(each for word in question.words(provision) for each in (word.claim, word.link or ""))
    else:
        about.update(each for claim, link in question.knowledge.tied_to.get(provision, ()) for each in (claim, link.id))
    judged = question.knowledge.view.judgements()
    found = [each for each in judged if about & {*each.about, *each.into}]
    undoings = [each for each in judged if each.act == "undo" and {f.id for f in found} & set(each.about)]
    return tuple(
        Event(when=each.when[:16].replace("T", " "), act=ACTS[each.act], by=each.by, why=each.why)
        for each in sorted({e.id: e for e in (*found, *undoings)}.values(), key=lambda e: e.when, reverse=True)
    )
