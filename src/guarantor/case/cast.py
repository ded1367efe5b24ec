"""A case's people as the reader knows them: its actors, places' names left out, its sources as outlets and agencies."""

from __future__ import annotations

from collections.abc import Iterator

from guarantor.model import actor as nouns
from guarantor.model.actor import People
from guarantor.reading.actors import Actor, ActorTable, world

KINDS: dict[str, str] = {
    "state": "state",
    "government": "organ",
    "armed-group": "armed-group",
    "movement": "party",
    "organ": "organ",
    "person": "person",
    "organisation": "igo",
    "body": "other",
    "agency": "un",
    "group": "bloc",
    "people": "other",
}
SOURCE_KINDS: dict[str, str] = {
    "agency": "agency",
    "outlet": "outlet",
    "aggregator": "outlet",
    "official": "outlet",
    "document": "other",
    "organisation": "ngo",
    "social": "platform",
}

NOUNS = {"armed-group": ("group",), "movement": ("movement", "group")}
"""What reports call an actor of a kind by, after they have named it."""


def table_of(people: People) -> ActorTable:
    """The general table with a case's actors and sources laid over it.

    An actor of the case takes the place of the general one with the same id, but keeps the general one's adjectives,
    people and seats where the case names none; organs that the general table has for the case's states stay.
    """
    general = world()
    laid = [*_sources(people), *(_actor(actor, people, general) for actor in people.actors.values())]
    return ActorTable(laid).over(general)


def _actor(actor: nouns.Actor, people: People, general: ActorTable) -> Actor:
    known = general.get(actor.id)
    return Actor(
        id=actor.id,
        names=actor.names,
        kind=KINDS[actor.kind],  # type: ignore[arg-type]
        side=_side(actor, people),
        organ_of=actor.part_of or next((office.of for office in actor.offices if office.of), None),
        member_of=tuple(other.id for other in people.actors.values() if actor.id in other.members),
        titles=tuple(office.role for office in actor.offices),
        nouns=(*actor.roles, *(known.nouns if known else ()), *NOUNS.get(actor.kind, ())),
        adjectives=actor.adjectives or (known.adjectives if known else ()),
        people=known.people if known else (),
        seats=known.seats if known else (),
    )


def _side(actor: nouns.Actor, people: People) -> str | None:
    seen: set[str] = set()
    current: nouns.Actor | None = actor
    while current is not None and current.id not in seen:
        if current.side is not None:
            return current.side
        seen.add(current.id)
        current = people.actors.get(current.part_of or "")
    return None


def _sources(people: People) -> Iterator[Actor]:
    for source in people.sources.values():
        yield Actor(
            id=source.id,
            names=(*source.names, *source.credits),
            kind=SOURCE_KINDS[source.kind],  # type: ignore[arg-type]
        )
