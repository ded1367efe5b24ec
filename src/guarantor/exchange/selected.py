"""What is exported: the claims and states that a question selects, with what is needed to write them down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from guarantor.linking.kept import Kept
from guarantor.linking.roots import Root, Roots
from guarantor.model.actor import GazetteerPlace, People
from guarantor.model.agreement import Agreement
from guarantor.model.claim import ChainLink, Claim
from guarantor.model.link import Link
from guarantor.model.report import Report

if TYPE_CHECKING:
    from guarantor.assessment import State
    from guarantor.positions.state import Positions

T = TypeVar("T")
Data = dict[str, Any]
HAND = 20_000
"""So many different chains of a claim are remembered with their roots."""


class ClaimTold(NamedTuple):
    """A claim as it is written into a row: its id, its JSON value, its review, the provisions, events and meetings it
    bears on (sorted; none where nobody asked for them), and the JSON value of its report (None: it is not in the
    record)."""

    id: str
    data: Data
    review: str
    provisions: tuple[str, ...]
    report: Data | None


class Found(NamedTuple):
    """What is selected, to be looked up: claims in the order they came, the live ties of each, reports."""

    claims: Mapping[str, Kept]
    links: Mapping[str, tuple[Link, ...]]
    reports: Mapping[str, Report]


@dataclass(frozen=True, eq=False, kw_only=True)
class Selected:
    """The answer to one question, to be written in some format.

    ``find`` gives what is selected as nouns. ``tell`` gives the claims as JSON values, in the order they came, for
    whoever goes through them once; it is asked whether their provisions are needed (without it they are made of what
    ``find`` gives). ``assess`` gives the states by account as of the same time, ``stand`` the positions: what an export
    does not hold is not worked out for it. ``until`` is that time in UTC seconds, ``asked`` the question in words. Of
    the deadlines of a calendar the ``near`` ones nearest to it are written (None: all).
    """

    process: str
    agreement: Agreement
    people: People
    find: Callable[[], Found]
    roots: Roots
    assess: Callable[[], Mapping[str, State]]
    stand: Callable[[], Positions]
    everybody: str
    until: int
    asked: str
    marking: str
    tell: Callable[[bool], Iterator[ClaimTold]] | None = None
    near: int | None = None

    @cached_property
    def _found(self) -> Found:
        return self.find()

    @property
    def claims(self) -> Mapping[str, Kept]:
        """The claims, in the order they came."""
        return self._found.claims

    @property
    def links(self) -> Mapping[str, tuple[Link, ...]]:
        """The live ties of each claim that has any."""
        return self._found.links

    @property
    def reports(self) -> Mapping[str, Report]:
        """The reports they stand in, and others."""
        return self._found.reports

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

    def told(self, *, provisions: bool = True) -> Iterator[ClaimTold]:
        """The claims as JSON values, in the order they came."""
        return self._told() if self.tell is None else self.tell(provisions)

    def each(self, make: Callable[[ClaimTold], T], *, provisions: bool = True) -> Iterator[T]:
        """What is made of each claim, in the order they came. One whose value is not of the usual shape goes to the
        careful reader first."""
        for told in self.told(provisions=provisions):
            keys = told.data.keys()
            try:
                made = make(told if keys in (SHAPE, FLAT) else _read(told))
            except (KeyError, TypeError):
                made = make(_read(told))
            yield made

    def _told(self) -> Iterator[ClaimTold]:
        last: tuple[str | None, Data | None] = (None, None)
        for id_, kept in self.claims.items():
            of = kept.claim.report.id
            if of != last[0]:
                report = self.reports.get(of)
                last = of, None if report is None else {name: getattr(report, name) for name in OF_REPORT}
            yield ClaimTold(id_, flat(kept.claim), kept.claim.review, self.provisions(id_), last[1])

    def root_of(self, data: Data) -> tuple[Root, str]:
        """Whose word a claim's JSON value is in the end, with the name for readers. Chains repeat by the thousand."""
        stations = data["chain"]
        key = (data["holder"]["kind"] == "anonymous", *[(s["role"], s["name"], s["actor"]) for s in stations])
        found = self._roots.get(key)
        if found is None:
            if len(self._roots) >= HAND:
                self._roots.clear()
            chain = tuple(ChainLink(role=s["role"], name=s["name"], actor=s["actor"]) for s in stations)
            root = self.roots.of_chain(chain, anonymous=key[0])
            found = self._roots[key] = (root, self.roots.name(root.id))
        return found

    @cached_property
    def _roots(self) -> dict[tuple[Any, ...], tuple[Root, str]]:
        return {}

    def place(self, claim: Claim) -> GazetteerPlace | None:
        """Where the claimed thing happened, where the case knows the place."""
        return self.place_of(None if claim.where is None else claim.where.place)

    def place_of(self, id_: str | None) -> GazetteerPlace | None:
        """A place that the case knows."""
        return None if id_ is None else self.people.places.get(id_)

    def cited_reports(self) -> Iterator[tuple[str, Report]]:
        """The reports that the selected claims stand in."""
        wanted = {kept.claim.report.id for kept in self.claims.values()}
        return ((id_, report) for id_, report in self.reports.items() if id_ in wanted)


def flat(claim: Claim) -> Data:
    """What flat tables have of a claim, as its JSON value has it: a fifth of the time that the whole value takes."""
    report, holder, when, where = claim.report, claim.holder, claim.when, claim.where
    return {
        "report": {
            "id": report.id, "outlet": report.outlet, "published": report.published, "url": report.url,
            "language": report.language,
        },
        "span": claim.span, "quote": claim.quote, "type": claim.type, "modality": claim.modality,
        "polarity": claim.polarity, "rule": claim.rule, "event": claim.event, "predicate": claim.predicate,
        "notes": claim.notes,
        "holder": {"text": holder.text, "actor": holder.actor, "kind": holder.kind},
        "chain": [{"role": each.role, "name": each.name, "actor": each.actor} for each in claim.chain],
        "actors": [{"actor": each.actor, "text": each.text} for each in claim.actors],
        "targets": [{"actor": each.actor, "text": each.text} for each in claim.targets],
        "when": None if when is None else {"start": when.start, "end": when.end, "precision": when.precision},
        "where": None if where is None else {"text": where.text, "place": where.place},
        "quantities": [
            {
                "value": each.value, "low": each.low, "high": each.high, "unit": each.unit, "kind": each.kind,
                "of": each.of, "scope": each.scope, "since": each.since, "as_of": each.as_of,
            }
            for each in claim.quantities
        ],
    }  # fmt: skip


FLAT = frozenset((
    "report", "span", "quote", "type", "modality", "polarity", "rule", "event", "predicate", "notes", "holder", "chain",
    "actors", "targets", "when", "where", "quantities",
))  # fmt: skip
"""The keys of that value."""
SHAPE = frozenset(field.name for field in fields(Claim))
"""The keys of a claim's whole value."""
OF_REPORT = ("marking", "digest", "text", "title", "location", "published", "url", "outlet")
"""What is written of a report."""


def _read(told: ClaimTold) -> ClaimTold:
    return told._replace(data=flat(Claim.from_json(told.data)))
