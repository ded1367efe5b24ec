"""An actor: its roles as told, what it said, what is told of it, what it owes, its meetings, its positions with their
changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guarantor.board.glyphs import LOOKS, Look
from guarantor.board.listing import SIZE, Part, first_of, part, part_of
from guarantor.board.question import Question
from guarantor.board.stances import Stand, stands_of
from guarantor.briefing.citation import Citation, by_date, cite
from guarantor.case.finding import Finder
from guarantor.case.sparse import kept_of
from guarantor.case.wanted import Wanted
from guarantor.linking.kept import Kept
from guarantor.model.actor import Actor
from guarantor.model.agreement import Provision
from guarantor.reading.actors import world

DUTIES = 40
"""How many provisions that an actor owes one part has."""
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
    duties: Part[Duty]
    meetings: tuple[tuple[str, str], ...]
    stands: tuple[Stand, ...]
    said: Part[Citation]
    told: Part[Citation]


def actor_index(question: Question) -> tuple[tuple[str, str, str, int], ...]:
    """Everybody whose words are in the record: id, name, kind, how many claims are theirs."""
    counts, name = _counts(question), question.knowledge.roots.name
    rows = [(id_, name(id_), _kind(question, id_), number) for id_, number in counts.items()]
    return tuple(sorted(rows, key=lambda row: (-row[3], row[1])))


def _counts(question: Question) -> dict[str, int]:
    """How many claims are whose."""
    if question.finder is not None:
        found = question.finder.speakers(question.asked)
        return {id_: number for id_, number in found.items() if _known(question, id_) is not None}
    counts: dict[str, int] = {}
    for kept in question.claims.values():
        root = question.knowledge.roots.of(kept.claim)
        if root.kind in ("actor", "source"):
            counts[root.id] = counts.get(root.id, 0) + 1
    return counts


def _words(
    question: Question, whole: frozenset[str], params: Mapping[str, str], path: str
) -> tuple[Part[Citation], Part[Citation]]:
    """What an actor and its organs said, and what others tell of what they do or suffer."""
    roots, finder = question.knowledge.roots, question.finder
    if finder is not None:
        said = Wanted(asked=question.asked, roots=whole)
        told = Wanted(asked=question.asked, told_of=whole, types=frozenset(DEEDS), but=whole)
        return tuple(  # type: ignore[return-value]
            _looked_up(question, finder, wanted, params, path, name)
            for name, wanted in (("said", said), ("told", told))
        )
    own = [kept for kept in question.claims.values() if roots.of(kept.claim).id in whole]
    others = [
        kept
        for kept in question.claims.values()
        if kept.claim.type in DEEDS
        and roots.of(kept.claim).id not in whole
        and any(mention.actor in whole for mention in (*kept.claim.actors, *kept.claim.targets))
    ]
    return part_of(_cited(question, own), params, path, "said"), part_of(_cited(question, others), params, path, "told")


def _looked_up(
    question: Question, finder: Finder, wanted: Wanted, params: Mapping[str, str], path: str, name: str
) -> Part[Citation]:
    """The same of a very large record, from its index."""
    seqs, counted = finder.claims(wanted, skip=first_of(params, name), most=SIZE)
    found = (question.knowledge.view.claim_at(seq) for seq in seqs)
    kept = [kept_of(each) for each in found if each is not None and each.live]
    roots = question.knowledge.roots
    cited = [cite(each, roots, digest=question.digest(each.claim.report.id)) for each in kept]
    return part(cited, counted.total, params, path, name, more=counted.more)


def actor_page(question: Question, id_: str, params: Mapping[str, str], path: str) -> ActorPage:
    """The page of an actor or source of the case's files, or of one of the general table of which reports tell; raises
    KeyError for any other."""
    people, known = question.people, _known(question, id_)
    if known is None:
        raise KeyError(id_)
    whole = question.knowledge.roots.organs(id_)
    said, told = _words(question, whole, params, path)
    if not (id_ in people.actors or id_ in people.sources or said.total or told.total):
        raise KeyError(id_)
    return ActorPage(
        id=id_, name=known.names[0], other_names=tuple(dict.fromkeys(known.names[1:]))[:6], kind=known.kind,
        facts=_facts(question, id_), roles=_roles(question, whole), called=_called(question, whole),
        organs=tuple((each, people.name_of(each)) for each in sorted(whole - {id_})),
        duties=_duties(question, whole, params, path), meetings=_meetings(question, whole), stands=stands_of(question,
        whole), said=said, told=told,
    )  # fmt: skip


def _cited(question: Question, found: Iterable[Kept]) -> list[Citation]:
    roots = question.knowledge.roots
    words = by_date(cite(kept, roots, digest=question.digest(kept.claim.report.id)) for kept in found)
    return words[::-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Who somebody is: by the case's files, else by the general table of those whom the reader knows by name."""

    names: tuple[str, ...]
    kind: str
    part_of: str | None = None


def _known(question: Question, id_: str) -> Known | None:
    people = question.people
    found = people.actors.get(id_) or people.sources.get(id_)
    if found is not None:
        part_of = found.part_of if isinstance(found, Actor) else None
        return Known(names=found.names, kind=found.kind.replace("-", " "), part_of=part_of)
    other = world().get(id_)
    if other is None:
        return None
    wholes = question.knowledge.roots.line(id_)[1:]
    return Known(names=other.names or (id_,), kind=other.kind.replace("-", " "), part_of=wholes[0] if wholes else None)


def _kind(question: Question, id_: str) -> str:
    known = _known(question, id_)
    return known.kind if known is not None else "not in the case’s files"


def _facts(question: Question, id_: str) -> tuple[tuple[str, str], ...]:
    people = question.people
    found: list[tuple[str, str]] = []
    source, name = people.sources.get(id_), question.knowledge.roots.name
    actor, known = people.actors.get(id_), _known(question, id_)
    if known is not None and known.part_of:
        found.append(("Part of", name(known.part_of)))
    if actor is not None:
        side = people.sides.get(actor.side or "")
        found.extend([("Side", side.name)] if side else [])
        for office in actor.offices:
            of = f" of {name(office.of)}" if office.of else ""
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


def _duties(question: Question, whole: frozenset[str], params: Mapping[str, str], path: str) -> Part[Duty]:
    """What it owes, in the order of the texts; only where those stand that are shown is looked at."""
    owed = [each for each in question.agreement.provisions if whole & set(each.debtors)]
    size = DUTIES if len(owed) > 2 * DUTIES else 2 * DUTIES
    shown = part_of(owed, params, path, "duties", size)
    return shown.of(tuple(_duty(question, each) for each in shown.items))


def _duty(question: Question, provision: Provision) -> Duty:
    status, quantity = question.standing(provision.id)
    return Duty(title=provision.title, href=question.provision(provision.id), look=LOOKS[status], quantity=quantity)


def _meetings(question: Question, whole: frozenset[str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (meeting.title, f"/meetings{question.ask.query()}#{meeting.id}")
        for meeting in question.agreement.meetings
        if whole & set(meeting.invited)
    )
