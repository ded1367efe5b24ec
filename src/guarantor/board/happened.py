"""The incidents page: each happening told of with its life, its counts by origin, and where it is told to have been."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from guarantor.board.listing import Part, first_of, part_of
from guarantor.board.mapping import Map, maps_of
from guarantor.board.question import Question
from guarantor.briefing.citation import Citation
from guarantor.linking.incidents import Incident
from guarantor.linking.keys import key_of
from guarantor.model.actor import GazetteerPlace
from guarantor.model.lasting import lasting

SIZE = 12
"""Incidents of one part; up to twice as many stay whole."""
LIFE = ("told", "alleged", "answered", "examined", "found", "acted upon")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of an incident's life; without words where nobody tells of it."""

    name: str
    words: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What one origin counts: of what, how many by day, and the latest words."""

    of: str
    who: str
    numbers: tuple[tuple[str, str, str], ...]
    rival: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One incident. ``place`` is the number of its place on the map, 0 where it has none."""

    id: str
    day: str
    where: str
    place: int
    accused: tuple[tuple[str, str], ...]
    stages: tuple[Stage, ...]
    counts: tuple[Count, ...]
    bears: tuple[tuple[str, str], ...]
    joined: tuple[str, ...] = ()

    @property
    def stage(self) -> str:
        """How far its life is told."""
        return next(stage.name for stage in reversed(self.stages) if stage.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One incident as the map's table has it: its place's number (0: none), its day, and where it is shown."""

    place: int
    day: str
    href: str


@dataclass(frozen=True, eq=False, kw_only=True)
class IncidentsPage:
    """The page's values: a part of the incidents, and where all of them were. ``places`` are numbered from 1 in the
    order in which they are first told."""

    part: Part[Happened]
    spots: tuple[Spot, ...]
    places: tuple[GazetteerPlace, ...]

    @lasting
    def maps(self) -> tuple[Map, ...]:
        """The map at each width."""
        found = {n: (place.names[0], place.at) for n, place in enumerate(self.places, 1) if place.at is not None}
        return maps_of(found)

    @property
    def unplaced(self) -> int:
        """How many name no place of the map."""
        return sum(not each.place for each in self.spots)

    def at(self, number: int) -> tuple[Spot, ...]:
        """The incidents at a place of the map."""
        return self._at.get(number, ())

    @lasting
    def _at(self) -> dict[int, tuple[Spot, ...]]:
        found: dict[int, list[Spot]] = {}
        for each in self.spots:
            found.setdefault(each.place, []).append(each)
        return {number: tuple(spots) for number, spots in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """An incident that somebody tells of by the time asked for: its claims that count, its day, its place."""

    incident: Incident
    claims: list[str]
    day: str
    place: GazetteerPlace | None


def incidents_page(question: Question, params: Mapping[str, str], path: str) -> IncidentsPage:
    """The incidents told by the time asked for, the latest first: the part that an address asks for."""
    told = sorted(question.case.incidents(known_at=question.ask.times.known_at), key=lambda each: each.id, reverse=True)
    found = [made for each in told if (made := _told(question, each)) is not None]
    numbers: dict[str, int] = {}
    size = len(found) if len(found) <= 2 * SIZE else SIZE
    spots = tuple(
        Spot(
            place=_number(each, numbers), day=each.day,
            href=f"{_at_part(params, path, n // max(1, size) + 1)}#{_anchor(each.incident)}",
        )
        for n, each in enumerate(found)
    )  # fmt: skip
    part = part_of(found, params, path, size=max(1, size))
    return IncidentsPage(
        part=part.of(tuple(_happened(question, each, _number(each, numbers)) for each in part.items)), spots=spots,
        places=tuple(question.people.places[id_] for id_ in numbers),
    )  # fmt: skip


def _anchor(incident: Incident) -> str:
    return incident.id.replace(":", "-")


def _at_part(params: Mapping[str, str], path: str, number: int) -> str:
    """The address of a part; of the one that is looked at, nothing but the place in it."""
    if first_of(params, size=1) + 1 == number:
        return ""
    found = {key: value for key, value in params.items() if key != "page" and value}
    if number > 1:
        found["page"] = str(number)
    return path + ("?" + urlencode(found) if found else "")


def _number(told: _Told, numbers: dict[str, int]) -> int:
    """The number of an incident's place on the map, 0 where it has none."""
    if told.place is None or told.place.at is None:
        return 0
    return numbers.setdefault(told.place.id, len(numbers) + 1)


def _told(question: Question, incident: Incident) -> _Told | None:
    words = dict(incident.stages)
    claims = [
        told.claim
        for name in LIFE
        for told in words.get(name, ())  # type: ignore[call-overload]
        if told.claim in question.claims
    ]
    day = _day(question, incident, claims)
    if not claims or day > question.iso_day:
        return None
    return _Told(incident=incident, claims=claims, day=day, place=_place(question, incident, claims))


def _happened(question: Question, told: _Told, number: int) -> Happened:
    incident, claims, place = told.incident, told.claims, told.place
    words = dict(incident.stages)
    stages = tuple(
        Stage(name=name, words=tuple(question.cited(each.claim for each in words.get(name, ()))))  # type: ignore[call-overload]
        for name in LIFE
    )
    text = next((w.text for claim in claims if (w := question.claims[claim].claim.where) is not None), "")
    return Happened(
        id=_anchor(incident), day=told.day, where=place.names[0] if place else text, place=number,
        accused=tuple((actor, question.people.name_of(actor)) for actor in incident.accused),
        stages=stages[1:] if not stages[0].words else stages, counts=tuple(_counts(question, incident)),
        bears=_bears(question, claims), joined=tuple(step.text for step in incident.steps),
    )  # fmt: skip


def _day(question: Question, incident: Incident, claims: list[str]) -> str:
    """The first day of an incident: the one in its id, else the first that its words name."""
    key = key_of(incident.id)
    if key is not None:
        return key.start
    whens = [question.claims[claim].claim.when for claim in claims]
    return min((when.start[:10] for when in whens if when is not None and when.start), default="")


def _place(question: Question, incident: Incident, claims: list[str]) -> GazetteerPlace | None:
    """The place of the case's file that the incident's id, else its words, name."""
    places = question.people.places
    key = key_of(incident.id)
    if key is not None and key.place in places:
        return places[key.place]
    by_name = {name.casefold(): place for place in places.values() for name in place.names}
    for claim in claims:
        where = question.claims[claim].claim.where
        if where is not None and (found := places.get(where.place or "") or by_name.get(where.text.casefold())):
            return found
    return None


def _counts(question: Question, incident: Incident) -> Iterator[Count]:
    for toll in incident.tolls:
        numbers = tuple(
            (day, number, {"first": "", "same": "again", "grew": "grew", "fell": "fell"}[change])
            for day, number, change, claim in toll.counts
            if claim in question.claims
        )
        if numbers:
            yield Count(of=toll.of, who=toll.name, numbers=numbers, rival=toll.of in incident.rival)


def _bears(question: Question, claims: list[str]) -> tuple[tuple[str, str], ...]:
    known = {each.id for each in question.agreement.provisions}
    found = {link.target: None for claim in claims for link in question.knowledge.of_claim.get(claim, ())}
    return tuple((question.title(t), question.provision(t)) for t in found if t is not None and t in known)
