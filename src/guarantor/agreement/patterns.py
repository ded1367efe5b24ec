"""Evidence patterns made ready for matching, with an index by the first word of an act.

Phrases are stemmed, actors taken with their organs, places with what they hold, so that a claim meets only patterns
that it can fit. The matching itself is linking's: a claim's words are looked up with :meth:`Patterns.candidates`; what
is asked for stands in :class:`Bearing`. Where several patterns of a provision fit, the one that asks for more
(``weight``) goes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from guarantor.agreement.phrases import Phrase, phrase
from guarantor.model.actor import People
from guarantor.model.agreement import Agreement
from guarantor.model.casefiles import CaseFiles
from guarantor.model.provision import EvidencePattern, Provision

AboutKind = Literal["provision", "event", "counter", "meeting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """One pattern, ready to be matched.

    Empty tuples and sets ask for nothing. ``acts``, ``of``, ``not_of``, ``scope`` are stemmed phrases (any of them will
    do; none of ``not_of`` may stand). ``by``, ``to``, ``holders`` are ids with all who act or speak for them. ``since``
    and ``until`` are ISO days: what is told of other days belongs to something else (an earlier truce).
    """

    about: str
    kind: AboutKind
    pattern: EvidencePattern
    acts: tuple[Phrase, ...] = ()
    of: tuple[Phrase, ...] = ()
    not_of: tuple[Phrase, ...] = ()
    scope: tuple[Phrase, ...] = ()
    by: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None
    weight: int = 0


class Patterns:
    """All patterns of an agreement.

    >>> pattern = EvidencePattern(name="x/1", effect="performed", acts=("hand over",))
    >>> found = Patterns([Bearing(about="x", kind="provision", pattern=pattern, acts=(phrase("hand over"),))])
    >>> [bearing.about for bearing in found.candidates(phrase("handed over"))]
    ['x']
    """

    def __init__(self, bearings: Iterable[Bearing]) -> None:
        self.bearings: tuple[Bearing, ...] = tuple(bearings)
        self._by_word: dict[str, list[int]] = {}
        self._wordless: list[int] = []
        for number, bearing in enumerate(self.bearings):
            heads = {wanted[0] for wanted in bearing.acts if wanted}
            for head in heads:
                self._by_word.setdefault(head, []).append(number)
            if not heads:
                self._wordless.append(number)

    def candidates(self, words: Iterable[str]) -> Iterator[Bearing]:
        """The patterns that stemmed words may fit: those with an act that begins with one of them, and those without
        act words; in the order of the agreement, each once."""
        numbers = set(self._wordless)
        for word in set(words):
            numbers.update(self._by_word.get(word, ()))
        return (self.bearings[number] for number in sorted(numbers))

    def of(self, about: str) -> tuple[Bearing, ...]:
        """The patterns of one provision, event, counter or meeting."""
        return tuple(bearing for bearing in self.bearings if bearing.about == about)


def compile_patterns(case: CaseFiles) -> Patterns:
    """The patterns of a case, with the days that belong to it."""
    since = case.info.since or min((text.date for text in case.agreement.texts), default=None)
    ready = _Ready(case.people, since, case.info.until)
    return Patterns(ready(about, kind, pattern) for about, kind, pattern in all_patterns(case.agreement))


def all_patterns(agreement: Agreement) -> Iterator[tuple[str, AboutKind, EvidencePattern]]:
    """Every pattern with what it is about; those of readings and amendments where they differ from the provision's."""
    for provision in agreement.provisions:
        for pattern in dict.fromkeys(_versions(provision)):
            yield provision.id, "provision", pattern
    for event in agreement.events:
        yield from ((event.id, "event", pattern) for pattern in event.evidence)
    for counter in agreement.counters:
        yield from ((counter.id, "counter", pattern) for pattern in counter.evidence)
    for meeting in agreement.meetings:
        yield from ((meeting.id, "meeting", pattern) for pattern in meeting.evidence)


def _versions(provision: Provision) -> Iterator[EvidencePattern]:
    yield from provision.evidence
    for reading in provision.readings:
        yield from reading.provision.evidence
    for amendment in provision.amendments:
        yield from amendment.provision.evidence


class _Ready:
    """Makes patterns ready, with the people and places of a case."""

    def __init__(self, people: People, since: str | None, until: str | None) -> None:
        self._people, self._since, self._until = people, since, until
        self._known: dict[str, frozenset[str]] = {}

    def __call__(self, about: str, kind: AboutKind, pattern: EvidencePattern) -> Bearing:
        return Bearing(
            about=about,
            kind=kind,
            pattern=pattern,
            acts=_phrases(pattern.acts),
            of=_phrases(pattern.of),
            not_of=_phrases(pattern.not_of),
            scope=_phrases(pattern.scope),
            by=self._all(pattern.by),
            to=self._all(pattern.to),
            holders=self._all(pattern.holders),
            places=self._places(pattern.place),
            since=self._since,
            until=self._until,
            weight=_weight(pattern),
        )

    def _all(self, names: tuple[str, ...]) -> frozenset[str]:
        for name in names:
            if name not in self._known:
                self._known[name] = self._people.organs(name)
        return frozenset().union(*(self._known[name] for name in names))

    def _places(self, names: tuple[str, ...]) -> frozenset[str]:
        found = set(names)
        more = True
        while more:
            inside = {place.id for place in self._people.places.values() if place.inside in found} - found
            found |= inside
            more = bool(inside)
        return frozenset(found)


def _phrases(words: tuple[str, ...]) -> tuple[Phrase, ...]:
    return tuple(made for made in dict.fromkeys(phrase(word) for word in words) if made)


def _weight(pattern: EvidencePattern) -> int:
    """How much a pattern asks for."""
    asked = (
        pattern.acts, pattern.types, pattern.events, pattern.by, pattern.to, pattern.of, pattern.holders, pattern.scope,
        pattern.place, pattern.period, pattern.unit, pattern.kind,
    )  # fmt: skip
    return sum(bool(each) for each in asked) + bool(pattern.polarity != "any")
