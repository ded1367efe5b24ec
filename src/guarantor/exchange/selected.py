"""What is exported: the claims and states that a question selects, with what is needed to write them down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from guarantor.assessment import State
from guarantor.linking.kept import Kept
from guarantor.linking.roots import Roots
from guarantor.model.actor import GazetteerPlace, People
from guarantor.model.agreement import Agreement
from guarantor.model.claim import Claim
from guarantor.model.link import Link
from guarantor.model.report import Report
from guarantor.positions.state import Positions


@dataclass(frozen=True, eq=False, kw_only=True)
class Selected:
    """The answer to one question, to be written in some format.

    ``claims`` are in the order they came; ``links`` the live ties of each. ``assess`` gives the states by account as of
    the same time, ``stand`` the positions: what an export does not hold is not worked out for it. ``until`` is that
    time in UTC seconds, ``asked`` the question in words.
    """

    process: str
    agreement: Agreement
    people: People
    claims: Mapping[str, Kept]
    links: Mapping[str, tuple[Link, ...]]
    reports: Mapping[str, Report]
    roots: Roots
    assess: Callable[[], Mapping[str, State]]
    stand: Callable[[], Positions]
    everybody: str
    until: int
    asked: str
    marking: str

    @cached_property
    def states(self) -> Mapping[str, State]:
        """The states, by account."""
        return self.assess()

    @cached_property
    def positions(self) -> Positions:
        """Where everybody stands."""
        return self.stand()

    @property
    def zone(self) -> str:
        """The agreement's zone."""
        return self.agreement.zone

    def provisions(self, claim: str) -> tuple[str, ...]:
        """The provisions, events and meetings a claim bears on, sorted."""
        return tuple(
            sorted({link.target for link in self.links.get(claim, ()) if link.target and link.kind == "bearing"})
        )

    def place(self, claim: Claim) -> GazetteerPlace | None:
        """Where the claimed thing happened, where the case knows the place."""
        where = claim.where
        return None if where is None or where.place is None else self.people.places.get(where.place)

    def cited_reports(self) -> Iterator[tuple[str, Report]]:
        """The reports that the selected claims stand in."""
        wanted = {kept.claim.report.id for kept in self.claims.values()}
        return ((id_, report) for id_, report in self.reports.items() if id_ in wanted)
