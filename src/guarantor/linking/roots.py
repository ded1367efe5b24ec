"""Who, in the end, says so: the root of a claim's chain, and whether a rival stands between.

A claim is in its root's account only if nothing but outlets, agencies and the root's own organs stand between the root
and the page. What a rival relays is the rival's word, with whom it cites kept beside it. An outlet in its own voice is
its own root; where its text is an agency's, the agency is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from guarantor.model.actor import People
from guarantor.model.claim import ChainLink, Claim
from guarantor.reading.actors import world
from guarantor.reading.actors.words import words
from guarantor.reading.heads import abroad

PRESS = frozenset({"agency", "outlet"})
"""Kinds of the general table that print news."""
_BLANKS = re.compile(r"\s+")
_PAPER = "(?:report|statement|study|survey|communique|paper|briefing|bulletin)"
_DOCUMENT = re.compile(
    rf"(?:an?|the|its)\s+(?:[\w-]+\s+){{0,2}}?{_PAPER}\s+"
    r"(?:(?:released|published|issued|written)\s+)?(?:by|from|of)\s+(?P<author>.+)"
    rf"|(?:an?|the)\s+(?:(?:new|recent|joint|internal|leaked|confidential|latest)\s+)?(?P<of>.+?)(?:['’]s?)?\s+{_PAPER}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """Whose account a word belongs to.

    ``id`` is an actor or source id, ``outlet:…`` for a publication that the case does not list, or ``unresolved:…``.
    ``cited`` is whom the root cites, where a rival relays. ``name`` is for readers.
    """

    id: str
    name: str
    kind: Literal["actor", "source", "outlet", "unresolved"]
    anonymous: bool = False
    cited: str | None = None

    @property
    def resolved(self) -> bool:
        """Whether the program knows who this is."""
        return self.kind != "unresolved"


def _is_paper(root: Root) -> bool:
    """Whether an unknown name is a paper's ("the Kyiv Courier"), which carries what others say."""
    return (
        root.kind == "unresolved" and not root.anonymous and folded(root.name).rpartition(" ")[2] in words("press-name")
    )


def folded(name: str) -> str:
    """A name for comparison: case, blanks and a leading article do not matter.

    >>> folded("The  Daily Post")
    'daily post'
    """
    return _BLANKS.sub(" ", name).strip().casefold().removeprefix("the ")


class Roots:
    """Finds roots among the people of a case; ``known`` are further (name, actor id) pairs, of a general table."""

    def __init__(self, people: People) -> None:
        self.people = people
        self._sources = {folded(name): source.id for source in people.sources.values() for name in source.names}
        self._actors = {folded(name): actor.id for actor in people.actors.values() for name in actor.names}
        self._under: dict[str, frozenset[str]] = {}
        self._last: tuple[Claim, Root] | None = None

    def of(self, claim: Claim) -> Root:
        """The root of a claim; of the last one remembered, since all that proposes links asks for it in turn."""
        last = self._last
        if last is None or last[0] is not claim:
            self._last = last = claim, self.of_chain(claim.chain, anonymous=claim.holder.kind == "anonymous")
        return last[1]

    def of_chain(self, chain: tuple[ChainLink, ...], *, anonymous: bool) -> Root:
        """The root at the end of a chain, whose holder may have no name."""
        speakers = [station for station in chain if station.role in ("holder", "cited")]
        if not speakers:
            return self._own_voice(chain)
        first, *further = speakers
        root = self._station(first, anonymous=anonymous and not further)
        for station in further:
            cited = self._station(station, anonymous=anonymous and station is further[-1])
            if not (self._only_carries(root) or _is_paper(root) or self._organs_of_one(root, cited)):
                return Root(id=root.id, name=root.name, kind=root.kind, anonymous=root.anonymous, cited=cited.id)
            root = cited
        return root

    def organs(self, actor: str) -> frozenset[str]:
        """An actor with all who act or speak for it (remembered, since linking asks often)."""
        if actor not in self._under:
            self._under[actor] = self.people.organs(actor)
        return self._under[actor]

    def line(self, actor: str) -> tuple[str, ...]:
        """An actor and, outwards, what it is an organ or officer of; by the case's files, else by the general table."""
        found: list[str] = []
        current: str | None = actor
        while current is not None and current not in found and ":" not in current:
            found.append(current)
            known = self.people.actors.get(current)
            if known is None:
                return (*found, *(each for each in world().line(current)[1:] if each not in found))
            current = known.part_of or next((office.of for office in known.offices if office.of), None)
        return tuple(found)

    def officer(self, person: str, office: str) -> bool:
        """Whether a person is an officer of an office: whatever he says as such, the office says."""
        known = self.people.actors.get(person) or world().get(person)
        line = self.line(person)
        return known is not None and known.kind == "person" and line[1:2] == (office,)

    def within(self, actor: str | None, wholes: Iterable[str]) -> bool:
        """Whether an actor is, or acts for, one of some others."""
        return actor is not None and any(actor in self.organs(whole) for whole in wholes)

    def name(self, id_: str) -> str:
        """The name of a root for readers: by the case's files, else by the general table."""
        if id_ not in self.people.actors and id_ not in self.people.sources and ":" not in id_:
            known = world().get(id_)
            if known is not None and known.names:
                return known.names[0]
        return self.people.name_of(id_)

    @cached_property
    def states(self) -> Mapping[str, tuple[str, ...]]:
        """The names of states and governments, the case's and the world's others, by id."""
        ours = self.people.actors.values()
        found = {each.id: each.names for each in world() if each.kind == "state" and each.id not in self.people.actors}
        return {**found, **{each.id: each.names for each in ours if each.kind in ("state", "government")}}

    def _own_voice(self, chain: tuple[ChainLink, ...]) -> Root:
        if not chain:
            return Root(id="unresolved:nobody", name="nobody named", kind="unresolved")
        return self._source(chain[-1])

    def _station(self, station: ChainLink, *, anonymous: bool) -> Root:
        actor = station.actor
        if actor is not None and actor in self.people.sources:
            return self._source(station)
        if actor is None:
            actor = self._actors.get(folded(station.name)) or self._author(station.name) or self._abroad(station.name)
        if actor is not None:
            kind: Literal["actor", "source"] = "source" if self.is_press(actor) and not anonymous else "actor"
            return Root(id=actor, name=station.name, kind=kind, anonymous=anonymous)
        if folded(station.name) in self._sources:
            return self._source(station)
        return Root(id=f"unresolved:{folded(station.name)}", name=station.name, kind="unresolved", anonymous=anonymous)

    def is_press(self, actor: str) -> bool:
        """Whether an actor that the case does not list is an agency or an outlet: "Wire reports" is then Wire's own
        account, as where Wire prints it itself."""
        known = None if actor in self.people.actors else world().get(actor)
        return known is not None and known.kind in PRESS

    def _author(self, name: str) -> str | None:
        """Whose a document is that its name says: "a report by the Lake Institute", "a Lake Institute report"."""
        found = _DOCUMENT.fullmatch(name)
        if found is None:
            return None
        author = found["author"] or found["of"]
        known = world().named(author)
        return self._actors.get(folded(author)) or (known.id if known is not None else None)

    def _abroad(self, name: str) -> str | None:
        """Whose a name in another script is, in a claim that a person added: the case's actor, else the world's."""
        known = world().get(abroad().get(folded(name)))
        if known is None:
            return None
        ours = (self._actors.get(folded(each)) for each in known.names)
        return next((each for each in ours if each is not None), known.id)

    def _source(self, station: ChainLink) -> Root:
        id_ = station.actor if station.actor in self.people.sources else self._sources.get(folded(station.name))
        if id_ is None:
            if station.actor is not None:
                return Root(id=station.actor, name=station.name, kind="source")
            return Root(id=f"outlet:{folded(station.name)}", name=station.name, kind="outlet")
        voice = self.people.sources[id_].speaks_for
        if voice is not None:
            return Root(id=voice, name=self.name(voice), kind="actor")
        return Root(id=id_, name=self.name(id_), kind="source")

    def _only_carries(self, root: Root) -> bool:
        return root.kind in ("source", "outlet")

    def _organs_of_one(self, inner: Root, outer: Root) -> bool:
        if "actor" not in (inner.kind, outer.kind):
            return False
        return inner.id in self.organs(outer.id) or outer.id in self.organs(inner.id)
