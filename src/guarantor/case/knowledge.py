"""What a record knows at one moment, resolved for questions: claims, links, origins, testimonies.

A ``Knowledge`` is made once for a moment of the record and answers every question about it; nothing in it is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guarantor.case.sparse import REVIEWED, Claims, LinksOf, Reports, TiedTo, seconds
from guarantor.case.whole import Whole
from guarantor.linking.kept import Kept
from guarantor.linking.occurring import RULE as TOLD
from guarantor.linking.roots import Roots
from guarantor.linking.testimony import LiveLink, Witnesses
from guarantor.model.actor import People
from guarantor.model.casefiles import CaseFiles
from guarantor.model.claim import Claim
from guarantor.model.lasting import lasting
from guarantor.model.link import Link, LinkKind
from guarantor.model.moments import interval
from guarantor.model.pausing import uncollected
from guarantor.model.position import Coding
from guarantor.model.report import Report
from guarantor.model.testimony import Coverage, Testimony
from guarantor.positions.ledger import KIND as POSITION
from guarantor.positions.ledger import Tied, codings
from guarantor.record.passing import Passing
from guarantor.record.standing import StandingLink
from guarantor.record.view import View

if TYPE_CHECKING:
    from guarantor.linking.origins import Origins

MANY = 5_000
"""From so many reports on, who copied whom is taken from the record's links and not worked out again."""
OTHERS = frozenset({POSITION, "copy", "origin", "role"})
"""Kinds of links that tie no claim to the agreement."""
LARGE = 200_000
"""From so many entries on, claims and links are looked up one by one."""


@dataclass(frozen=True, eq=False)
class Knowledge:
    """The live claims of a view, with everything that questions need of them."""

    files: CaseFiles
    view: View
    lookup: Callable[[Knowledge, str], Sequence[int] | None] | None = None
    """Where the numbers of the links of a kind are looked up, of a very large record at its latest moment."""

    @property
    def people(self) -> People:
        """Everybody in the case."""
        return self.files.people

    @property
    def zone(self) -> str:
        """The agreement's zone."""
        return self.files.agreement.zone

    @lasting
    def large(self) -> bool:
        """Whether the record is so large that claims and links are looked up one by one."""
        return self.view.extent > LARGE

    @lasting
    def streamed(self) -> bool:
        """Whether its testimonies are made in one pass: where so many reports are held that shared texts are taken from
        the record."""
        return self.large and self.view.many_reports(MANY)

    @lasting
    def reports(self) -> Mapping[str, Report]:
        """Reports that were not retracted, by id, in the order they came."""
        if self.large:
            return Reports(self.view)
        return {report.id: report for report in self.view.reports()}

    @lasting
    def claims(self) -> Mapping[str, Kept]:
        """Live claims by id, in the order they came."""
        if self.large:
            return Claims(self.view)
        with uncollected():
            read = Whole()
            return {
                told.id: Kept(
                    id=told.id, claim=read.claim({**told.data, "review": told.review}),
                    recorded=seconds(told.recorded), reviewed=told.review in REVIEWED,
                )
                for told in Passing(self.view, links=False)
            }  # fmt: skip

    def claims_in(self, report: str) -> Iterator[Kept]:
        """The live claims of a report, in the order they came."""
        if not self.large:
            return iter(self._of_report.get(report, ()))
        return (self.claims[each.id] for each in self.view.claims_of(report) if each.live)

    @lasting
    def _of_report(self) -> Mapping[str, list[Kept]]:
        """All live claims by report, of a record whose claims are held at once."""
        found: dict[str, list[Kept]] = {}
        for kept in self.claims.values():
            found.setdefault(kept.claim.report.id, []).append(kept)
        return found

    def links_of(self, kind: LinkKind) -> Iterator[StandingLink]:
        """The live links of a kind that few are of, in the order they were made."""
        if not self.large:
            return (found for found in self._every_link if found.link.kind == kind)
        seqs = self.lookup(self, kind) if self.lookup is not None else None
        return self.view.links(kind) if seqs is None else self.view.links_at(seqs)

    @lasting
    def _every_link(self) -> tuple[StandingLink, ...]:
        """All live links, in the order they were made, of a record whose links are held at once."""
        return tuple(found for found in self._links_there if found.live)

    @lasting
    def _links_there(self) -> tuple[StandingLink, ...]:
        """The same with those that do not count."""
        with uncollected():
            return tuple(self.view.links(every=True))

    @lasting
    def links(self) -> tuple[LiveLink, ...]:
        """Live links, in the order they were made; codings of positions, and ties of occurrences that no
        pattern of the agreement made, are apart."""
        found = self.view.links() if self.large else self._every_link
        return tuple(_live(each) for each in found if of_agreement(each))

    @lasting
    def ties(self) -> tuple[LiveLink, ...]:
        """Of these, those that tie claims to a meeting or something else that occurs."""
        if self.large:
            return tuple(_live(found) for found in self.links_of("occurrence") if of_agreement(found))
        return tuple(live for live in self.links if live.link.kind == "occurrence")

    @lasting
    def occurrences(self) -> tuple[LiveLink, ...]:
        """Live links of occurrences and roles that rules propose claim by claim, beside the agreement's patterns."""
        if not self.large:
            return tuple(_live(found) for found in self._every_link if found.link.rule.startswith(TOLD))
        every = sorted((*self.links_of("occurrence"), *self.links_of("role")), key=lambda found: found.seq)
        return tuple(_live(found) for found in every if found.link.rule.startswith(TOLD))

    @lasting
    def codings(self) -> tuple[Coding, ...]:
        """Where live claims say that somebody stands, as rules propose it and people say."""
        tied = (
            Tied(link=found.link, by=found.link.fields.get("coder", found.by if found.state == "accepted" else None))
            for found in self.links_of(POSITION)
        )
        return codings(tied, self.claims, self.roots, self.files.agreement)

    @lasting
    def roots(self) -> Roots:
        """Who says so, in the end."""
        return Roots(self.people)

    @lasting
    def origins(self) -> Origins:
        """Which reports are copies of one origin; of a large record only what a question touches is read."""
        if self.large:
            from guarantor.case.near import NearOrigins

            return NearOrigins(self.roots, self.view, self.reports, zone=self.zone, everything=lambda: self.all_origins)
        return self.all_origins

    @lasting
    def all_origins(self) -> Origins:
        """The origins of the whole case."""
        with uncollected():
            return self._all_origins()

    def _all_origins(self) -> Origins:
        from guarantor.linking.origins import Origins

        origins = Origins(self.roots, zone=self.zone)
        many = len(self.reports) > MANY
        for id_, report in self.reports.items():
            origins.add(id_, report, text=not many)
        for id_, kept in self.claims.items():
            origins.tie(id_, kept.claim.report.id, kept.claim)
        for found in self._every("copy"):
            if many and found.live and set(found.link.claims) <= self.reports.keys():
                one, other = found.link.claims
                origins.share(one, other, float(found.link.fields["containment"]))
            if found.state == "rejected":
                origins.decide(*found.link.claims, together=False, reason="a person says that it is no copy")
        for found in self._every("origin"):
            if found.live:
                origins.decide(*found.link.claims, together=found.link.effect == "joined", reason=found.link.reason)
        return origins

    def _every(self, kind: LinkKind) -> Iterator[StandingLink]:
        """All links of a kind, those too that do not count."""
        if self.large:
            return self.view.links(kind, every=True)
        return (found for found in self._links_there if found.link.kind == kind)

    @lasting
    def witnesses(self) -> Witnesses:
        """Makes testimonies."""
        return Witnesses(self.roots, self.origins, zone=self.zone, since=self.files.info.since)

    @lasting
    def testimonies(self) -> tuple[Testimony, ...]:
        """Each live claim's word on each provision or event it bears on."""
        with uncollected():
            return self.witnesses.all(self.claims, self.links)

    @lasting
    def coverages(self) -> tuple[Coverage, ...]:
        """What the accounts' roots are said to count completely, from the case's files."""
        return tuple(self._coverages())

    @lasting
    def of_claim(self) -> Mapping[str, tuple[Link, ...]]:
        """The live links of each claim that has any."""
        if self.large:
            return LinksOf(self.view, of_agreement, self.claims)
        found: dict[str, list[Link]] = {}
        for live in self.links:
            for claim in live.link.claims:
                found.setdefault(claim, []).append(live.link)
        return {claim: tuple(links) for claim, links in found.items()}

    @lasting
    def targets(self) -> Mapping[str, None]:
        """Everything of the agreement that a claim can be tied to, in its order."""
        agreement = self.files.agreement
        parts = (agreement.provisions, agreement.events, agreement.counters, agreement.meetings)
        return {each.id: None for part in parts for each in part}

    @lasting
    def tied_to(self) -> Mapping[str, tuple[tuple[str, Link], ...]]:
        """For each target (provision, event, counter, meeting): the live claims tied to it, with their links."""
        if self.large:
            return TiedTo(self.view, of_agreement, self.claims, self.targets)
        found: dict[str, list[tuple[str, Link]]] = {}
        for live in self.links:
            for claim in live.link.claims:
                if live.link.target is not None and claim in self.claims:
                    found.setdefault(live.link.target, []).append((claim, live.link))
        return {target: tuple(tied) for target, tied in found.items()}

    def claim(self, id_: str) -> Claim:
        """A live claim; raises KeyError."""
        return self.claims[id_].claim

    def _coverages(self) -> Iterator[Coverage]:
        for account in self.people.accounts.values():
            for covers in account.covers:
                low = interval(covers.since, self.zone)[0] if covers.since else -(2**60)
                high = interval(covers.until, self.zone)[1] if covers.until else 2**60
                yield Coverage(
                    root=covers.root,
                    about=covers.about,
                    covers=(low, high),
                    recorded=-(2**60),
                    rule="accounts.yaml",
                    note=covers.reason or None,
                )


def _live(found: StandingLink) -> LiveLink:
    return LiveLink(id=found.id, link=found.link, recorded=seconds(found.recorded), accepted=found.state == "accepted")


def of_agreement(found: StandingLink) -> bool:
    """Whether a link ties a claim to something of the agreement by one of its patterns, or by a person."""
    return ties_agreement(found.link.kind, found.link.rule)


def ties_agreement(kind: str, rule: str) -> bool:
    """The same of a link's kind and rule."""
    return kind not in OTHERS and not rule.startswith(TOLD)
