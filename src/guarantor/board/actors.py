"""An actor: its roles as told, what it said, what is told of it, what it owes, its meetings, its positions with their
changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guarantor.board.figures import short_figure
from guarantor.board.glyphs import LOOKS, Look
from guarantor.board.listing import Part, part_of
from guarantor.board.question import Question
from guarantor.board.stances import Stand, stands_of
from guarantor.briefing.citation import Citation, by_date, cite
from guarantor.linking.kept import Kept

DEEDS = ("meeting", "commitment", "fulfilment", "violation", "refusal", "plan", "obstacle")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A provision that it owes, and where that stands in everybody's account."""

    title: str
    href: str
    look: Look
    quantity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A role as told: who calls whom what; ``own`` where it is the actor's own word, ``disputed`` by whom."""

    title: str
    by: str
    whom: str
    own: bool
    disputed: str
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPage:
    """The page's values. ``roles`` are a title each with where it stands and who disputes it."""

    id: str
    name: str
    other_names: tuple[str, ...]
    kind: str
    facts: tuple[tuple[str, str], ...]
    roles: tuple[tuple[str, str], ...]
    called: tuple[Called, ...]
    organs: tuple[tuple[str, str], ...]
    duties: tuple[Duty, ...]
    meetings: tuple[tuple[str, str], ...]
    stands: tuple[Stand, ...]
    said: Part[Citation]
    told: Part[Citation]


def actor_index(question: Question) -> tuple[tuple[str, str, str, int], ...]:
    """Everybody whose words are in the record: id, name, kind, how many claims are theirs."""
    counts: dict[str, int] = {}
    for kept in question.claims.values():
        root = question.knowledge.roots.of(kept.claim)
        if root.kind in ("actor", "source"):
            counts[root.id] = counts.get(root.id, 0) + 1
    people = question.people
    rows = [(id_, people.name_of(id_), _kind(question, id_), number) for id_, number in counts.items()]
    return tuple(sorted(rows, key=lambda row: (-row[3], row[1])))


def actor_page(question: Question, id_: str, params: Mapping[str, str], path: str) -> ActorPage:
    """The page of an actor or source; raises KeyError for one that the case does not have."""
    people = question.people
    known = people.actors.get(id_) or people.sources.get(id_)
    if known is None:
        raise KeyError(id_)
    whole = question.knowledge.roots.organs(id_)
    roots = question.knowledge.roots
    said = [kept for kept in question.claims.values() if roots.of(kept.claim).id in whole]
    told = [
        kept
        for kept in question.claims.values()
        if kept.claim.type in DEEDS
        and roots.of(kept.claim).id not in whole
        and any(mention.actor in whole for mention in (*kept.claim.actors, *kept.claim.targets))
    ]
    return ActorPage(
        id=id_, name=known.name, other_names=tuple(dict.fromkeys(known.names[1:]))[:6], kind=_kind(question, id_),
        facts=_facts(question, id_), roles=_roles(question, whole), called=_called(question, whole),
        organs=tuple((each, people.name_of(each)) for each in sorted(whole - {id_})),
        duties=_duties(question, whole), meetings=_meetings(question, whole), stands=stands_of(question, whole),
        said=part_of(_cited(question, said), params, path, "said"),
        told=part_of(_cited(question, told), params, path, "told"),
    )  # fmt: skip


def _cited(question: Question, found: Iterable[Kept]) -> list[Citation]:
    roots = question.knowledge.roots
    words = by_date(cite(kept, roots, digest=question.digest(kept.claim.report.id)) for kept in found)
    return words[::-1]


def _kind(question: Question, id_: str) -> str:
    actor = question.people.actors.get(id_)
    if actor is not None:
        return actor.kind.replace("-", " ")
    return question.people.sources[id_].kind


def _facts(question: Question, id_: str) -> tuple[tuple[str, str], ...]:
    people = question.people
    found: list[tuple[str, str]] = []
    actor, source = people.actors.get(id_), people.sources.get(id_)
    if actor is not None:
        side = people.sides.get(actor.side or "")
        found.extend([("Side", side.name)] if side else [])
        found.extend([("Part of", people.name_of(actor.part_of))] if actor.part_of else [])
        for office in actor.offices:
            of = f" of {people.name_of(office.of)}" if office.of else ""
            span = f", from {office.since}" if office.since else ""
            found.append(("Office", f"{office.role}{of}{span}"))
        found.extend([("Note", actor.note)] if actor.note else [])
    if source is not None:
        found.extend([("Speaks for", people.name_of(source.speaks_for))] if source.speaks_for else [])
        found.extend([("Close to", source.aligned)] if source.aligned else [])
        found.extend([("Reliability, as graded", source.grade)] if source.grade else [])
        found.extend([("Note", source.note)] if source.note else [])
    return tuple(found)


def _roles(question: Question, whole: frozenset[str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (role.title or role.id, f"Contested: {role.contested}" if role.contested else "")
        for role in question.agreement.roles
        if whole & set(role.who)
    )


def _called(question: Question, whole: frozenset[str]) -> tuple[Called, ...]:
    """What it is called, and what it calls others, each by whose word; only words that count for the question."""
    found = []
    for role in question.case.roles(known_at=question.ask.times.known_at):
        cited = question.cited(role.claims)
        by_it, of_it = role.root in whole, role.whom in whole
        if not cited or not (by_it or of_it):
            continue
        name = question.people.name_of
        found.append(
            Called(
                title=f"{role.role}, once it may be" if role.conditional else role.role, by=name(role.root),
                whom=name(role.whom), own=by_it,
                disputed=", ".join(name(who) for who in role.disputed_by), citation=cited[0],
            )
        )  # fmt: skip
    return tuple(found)


def _duties(question: Question, whole: frozenset[str]) -> tuple[Duty, ...]:
    state = question.states[question.everybody]
    return tuple(
        Duty(title=each.title, href=question.provision(each.id), look=LOOKS[state[each.id].status],
             quantity=short_figure(state[each.id].owed))
        for each in question.agreement.provisions
        if whole & set(each.debtors)
    )  # fmt: skip


def _meetings(question: Question, whole: frozenset[str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (meeting.title, f"/meetings{question.ask.query()}#{meeting.id}")
        for meeting in question.agreement.meetings
        if whole & set(meeting.invited)
    )
