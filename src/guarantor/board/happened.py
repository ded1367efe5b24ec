"""The incidents page: each happening told of with its life, its counts by origin, and where it is told to have been."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guarantor.board.mapping import Map, maps_of
from guarantor.board.question import Question
from guarantor.briefing.citation import Citation
from guarantor.linking.incidents import Incident
from guarantor.linking.keys import key_of
from guarantor.model.actor import GazetteerPlace
from guarantor.model.lasting import lasting

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


@dataclass(frozen=True, eq=False, kw_only=True)
class IncidentsPage:
    """The page's values; ``places`` are numbered from 1 in the order in which they are first told."""

    incidents: tuple[Happened, ...]
    places: tuple[GazetteerPlace, ...]
    unplaced: int

    @lasting
    def maps(self) -> tuple[Map, ...]:
        """The map at each width."""
        found = {n: (place.names[0], place.at) for n, place in enumerate(self.places, 1) if place.at is not None}
        return maps_of(found)

    def at(self, number: int) -> tuple[Happened, ...]:
        """The incidents at a place of the map."""
        return tuple(each for each in self.incidents if each.place == number)


def incidents_page(question: Question) -> IncidentsPage:
    """Every incident told by the time asked for, the latest first."""
    told = sorted(question.case.incidents(known_at=question.ask.times.known_at), key=lambda each: each.id, reverse=True)
    numbers: dict[str, int] = {}
    incidents = tuple(made for each in told if (made := _happened(question, each, numbers)) is not None)
    return IncidentsPage(
        incidents=incidents, places=tuple(question.people.places[id_] for id_ in numbers),
        unplaced=sum(not each.place for each in incidents),
    )  # fmt: skip


def _happened(question: Question, incident: Incident, numbers: dict[str, int]) -> Happened | None:
    words = dict(incident.stages)
    stages = tuple(
        Stage(name=name, words=tuple(question.cited(told.claim for told in words.get(name, ()))))  # type: ignore[call-overload]
        for name in LIFE
    )
    claims = [cited.claim for stage in stages for cited in stage.words]
    day = _day(question, incident, claims)
    if not claims or day > question.iso_day:
        return None
    place = _place(question, incident, claims)
    text = next((w.text for claim in claims if (w := question.claims[claim].claim.where) is not None), "")
    located = place is not None and place.at is not None
    return Happened(
        id=incident.id.replace(":", "-"), day=day, where=place.names[0] if place else text,
        place=numbers.setdefault(place.id, len(numbers) + 1) if place is not None and located else 0,
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
