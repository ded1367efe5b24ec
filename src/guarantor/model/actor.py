"""Who is spoken of in a case: actors with their sides, sources, accounts, places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from guarantor.model.testimony import Voices

ActorKind = Literal[
    "state", "government", "armed-group", "movement", "organ", "person", "organisation", "body", "agency", "group",
    "people",
]  # fmt: skip
SideKind = Literal["party", "guarantor", "neutral", "outside"]
SourceKind = Literal["agency", "outlet", "aggregator", "official", "document", "organisation", "social"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """An interest that actors belong to."""

    id: str
    name: str
    kind: SideKind = "outside"
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What a person is, and when: days in ISO form, both ends included, None where open."""

    role: str
    of: str | None = None
    since: str | None = None
    until: str | None = None
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who acts or speaks.

    ``names`` begins with the full name; ``adjectives`` are words that mean the actor before a noun or for its people
    ("Turkish"). ``part_of`` is the actor whose organ, member or official this one is: what an organ says belongs to the
    account of the whole. ``members`` are those of a group. ``code`` is an ISO 3166-1 alpha-3 country code.
    """

    id: str
    names: tuple[str, ...]
    kind: ActorKind
    side: str | None = None
    adjectives: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    part_of: str | None = None
    members: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    code: str | None = None
    note: str = ""
    ref: str = ""

    @property
    def name(self) -> str:
        """The full name."""
        return self.names[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who publishes: an outlet, agency, official channel.

    ``speaks_for`` is the actor whose voice it is (a ministry's channel), ``aligned`` the side it is close to,
    ``grade`` the reliability letter of the Admiralty scale (A to F), ``hosts`` its web hosts.
    """

    id: str
    names: tuple[str, ...]
    kind: SourceKind = "outlet"
    grade: str | None = None
    country: str | None = None
    hosts: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    speaks_for: str | None = None
    aligned: str | None = None
    note: str = ""
    ref: str = ""

    @property
    def name(self) -> str:
        """The full name."""
        return self.names[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Covers:
    """That a root counts every act of a kind: about which provision or counter, since and until ISO days."""

    about: str
    root: str
    since: str | None = None
    until: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A list of roots with the reason why they are one account.

    ``roots`` are actors or sources; ``everybody`` takes all roots. With ``organs`` (the rule) the organs and officials
    of a root speak for it. ``without`` are roots left out again. ``covers`` is what its roots count completely.
    """

    id: str
    title: str
    roots: tuple[str, ...] = ()
    everybody: bool = False
    organs: bool = True
    without: tuple[str, ...] = ()
    reason: str = ""
    covers: tuple[Covers, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """A place with its names; ``at`` is (latitude, longitude) in degrees, ``inside`` the place that holds it."""

    id: str
    names: tuple[str, ...]
    kind: str = "place"
    inside: str | None = None
    at: tuple[float, float] | None = None
    ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Everybody and every place of a case, by id, in the order of the files."""

    sides: dict[str, Side] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    places: dict[str, GazetteerPlace] = field(default_factory=dict)

    def name_of(self, id_: str) -> str:
        """The name of an actor or source; what follows a colon in ids that are neither ("unresolved:…")."""
        known = self.actors.get(id_) or self.sources.get(id_)
        return known.name if known else id_.partition(":")[2] or id_

    def organs(self, actor: str) -> frozenset[str]:
        """An actor with everybody who speaks or acts for it: organs, officials, and theirs; members of a group.

        >>> people = People(actors={
        ...     "x": Actor(id="x", names=("X",), kind="state"),
        ...     "x.army": Actor(id="x.army", names=("Army",), kind="organ", part_of="x"),
        ... })
        >>> sorted(people.organs("x"))
        ['x', 'x.army']
        """
        found: set[str] = set()
        open_ = [actor]
        while open_:
            current = open_.pop()
            if current in found:
                continue
            found.add(current)
            if (known := self.actors.get(current)) is not None:
                open_.extend(known.members)
            open_.extend(other.id for other in self.actors.values() if _belongs(other, current))
        return frozenset(found)

    def voices(self, account: str) -> Voices:
        """An account's roots with all who speak for them; raises KeyError where there is no such account."""
        found = self.accounts[account]
        roots = {organ for root in found.roots for organ in (self.organs(root) if found.organs else {root})}
        return Voices(
            account=account,
            roots=frozenset(roots),
            everybody=found.everybody,
            without=frozenset(organ for root in found.without for organ in self.organs(root)),
        )


def _belongs(actor: Actor, whole: str) -> bool:
    return actor.part_of == whole or any(office.of == whole for office in actor.offices)
