"""What a brief of a very large record needs, found by the index and looked up claim by claim."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from guarantor.case.finding import Finder
from guarantor.case.folding import folded
from guarantor.case.knowledge import Knowledge
from guarantor.case.wanted import Wanted
from guarantor.linking.kept import Kept
from guarantor.model.moments import day_of

EVERY = 10**9
"""All that are found."""


class Citable(Mapping[str, Kept]):
    """Of the claims of a large record those that may be cited, looked at when they are asked for: published by an
    instant (None: whenever), reviewed where only such are wanted."""

    def __init__(self, knowledge: Knowledge, limit: int | None, reviewed_only: bool) -> None:
        self._knowledge, self._limit, self._reviewed_only = knowledge, limit, reviewed_only

    def __getitem__(self, id_: str) -> Kept:
        kept = self._knowledge.claims[id_]
        if self._reviewed_only and not kept.reviewed:
            raise KeyError(id_)
        if self._limit is not None:
            published = self._knowledge.witnesses.published(kept.claim)
            if published is None or published > self._limit:
                raise KeyError(id_)
        return kept

    def __iter__(self) -> Iterator[str]:
        return (id_ for id_ in self._knowledge.claims if id_ in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Digests(Container[str]):
    """The reports that are digests in the case's own words, looked at one by one."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def __contains__(self, id_: object) -> bool:
        report = self._knowledge.reports.get(str(id_))
        return report is not None and report.digest


@dataclass(frozen=True, eq=False, kw_only=True)
class LookedUp:
    """Looks claims up, for a brief of the stretch between two instants (UTC seconds)."""

    knowledge: Knowledge
    finder: Finder
    since: int
    as_of: int

    def lately(self) -> tuple[str, ...]:
        """The claims that were published in the days of the stretch."""
        first, last = self._days()
        return self._found(Wanted(since=first, until=last))

    def reports_lately(self) -> tuple[str, ...]:
        """The reports that were published in the days of the stretch, also those of which no claim is made."""
        return tuple(_ids(self.knowledge, self.finder.reports_between(*self._days())))

    def _days(self) -> tuple[str, str]:
        first, last = (day_of(each, self.knowledge.zone).isoformat() for each in (self.since, self.as_of))
        return first, last

    def of_type(self, type_: str) -> tuple[str, ...]:
        """The claims of a type."""
        return self._found(Wanted(type=type_))

    def saying(self, words: str) -> tuple[str, ...]:
        """The claims in which words stand one behind the other, as they are written."""
        found = self._found(Wanted(words=tuple(folded(words).split())))
        return tuple(id_ for id_ in found if words in self.knowledge.claims[id_].claim.quote)

    def of_report(self, report: str) -> tuple[str, ...]:
        """The live claims of a report."""
        return tuple(kept.id for kept in self.knowledge.claims_in(report))

    def ties(self, claim: str) -> frozenset[tuple[str, str | None]]:
        """What a claim is tied to in the agreement, and how it bears on it."""
        links = self.knowledge.of_claim.get(claim, ())
        known = self.knowledge.targets
        return frozenset(
            (link.target, link.effect) for link in links if link.target is not None and link.target in known
        )

    def starting(self, first: date, last: date) -> tuple[str, ...]:
        """The claims that tell of what begins on some days; each is looked at as it lies in the record, without being
        made."""
        view = self.knowledge.view
        low, high = first.isoformat(), last.isoformat()
        found = []
        for entry in view.store.entries(["claim"], until=view.until):
            when = (entry.payload or {}).get("when")
            if when is not None and when["start"] is not None and low <= when["start"][:10] <= high:
                found.append(entry.id)
        return tuple(found)

    def _found(self, wanted: Wanted) -> tuple[str, ...]:
        places = self.finder.queue(wanted, order="oldest", after=None, most=EVERY)
        return tuple(_ids(self.knowledge, (seq for _, seq in places)))


def _ids(knowledge: Knowledge, seqs: Iterable[int]) -> Iterator[str]:
    for seq in seqs:
        entry = knowledge.view.store.at(seq)
        if entry is not None:
            yield entry.id
