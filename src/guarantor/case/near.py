"""Who says the same in a very large record, of the reports around the claims in question alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from guarantor.case.lean import Told
from guarantor.linking.kept import Kept
from guarantor.linking.origins import Count, Merge, Origins
from guarantor.linking.roots import Root, Roots
from guarantor.model.report import Report
from guarantor.record.standing import StandingLink
from guarantor.record.view import View

AROUND = 200
"""So many reports that share text by way of each other are looked at, where one of them is asked for."""


class NearOrigins(Origins):
    """Origins of which only the reports around the claims in question are read: who says the same does not hang on what
    others say of other things. ``everything`` makes the origins of the whole case, for the questions that need it."""

    def __init__(self, roots: Roots, view: View, reports: Mapping[str, Report], *, zone: str,
                 everything: Callable[[], Origins]) -> None:  # fmt: skip
        super().__init__(roots, zone=zone)
        self._view, self._reports, self._everything = view, reports, everything
        self._near: set[str] = set()
        self._told: set[str] = set()
        self._asked: set[str] = set()

    def count(self, claims: Iterable[Kept]) -> Count:
        """The origins and attestations behind some claims that say the same."""
        found = tuple(claims)
        self._fetch(found)
        return super().count(found)

    def lower(self, claims: Iterable[Kept]) -> dict[str, str]:
        """For each of some claims that say the same, the name of its origin in the lower count."""
        found = tuple(claims)
        self._fetch(found)
        return super().lower(found)

    def of(self, claim: str, root: Root) -> str:
        """The id of the origin behind a claim: its root where that is known, else as the whole case has it."""
        if root.kind == "actor" and not root.anonymous:
            return root.id
        return self._everything().of(claim, root)

    def copies(self, report: str) -> list[Merge]:
        """What a report was merged with as a text, and why: among those that share text with it, or with one that does,
        and so on. Whoever else credits the same agency is not looked for."""
        near: set[str] = set()
        left = [report]
        while left and len(near) < AROUND:
            id_ = left.pop()
            if id_ in near or id_ not in self._reports:
                continue
            near.add(id_)
            self._look_up([id_])
            self._report(id_)
            shared = (found.link.claims for found in self._view.links(claim=id_) if found.link.kind == "copy")
            left += [other for pair in shared for other in pair]
        return [merge for merge in self.merges_among(near) if report in (merge.a, merge.b)]

    def text_merges(self) -> list[Merge]:
        """All reports that are one text."""
        return self._everything().text_merges()

    def _fetch(self, claims: Iterable[Kept]) -> None:
        """Read what the origins of some claims hang on: decisions about them, their reports and roots; of a report what
        else it tells only where that says whom a claim of it means, or where people decided about origins."""
        rooted = [(kept.claim.report.id, kept.id, self._roots.of(kept.claim)) for kept in claims]
        self._look_up(id_ for report, claim, root in rooted for id_ in (report, claim, root.id))
        for report, _, root in rooted:
            self._report(report)
            if root.kind == "unresolved" and root.anonymous:
                self._tell(report)
        if self._decisions:
            for report in tuple(self._near):
                self._tell(report)

    def _look_up(self, ids: Iterable[str]) -> None:
        fresh = [id_ for id_ in dict.fromkeys(ids) if id_ not in self._asked]
        self._asked.update(fresh)
        for links in self._view.links_of(fresh, every=True).values():
            for found in links:
                self._decided(found)

    def _report(self, id_: str) -> None:
        if id_ not in self._near and id_ in self._reports:
            self._near.add(id_)
            self.add(id_, self._reports[id_], text=False)

    def _tell(self, id_: str) -> None:
        """Read what else a report tells."""
        if id_ in self._told or id_ not in self._near:
            return
        self._told.add(id_)
        for standing in self._view.claims_of(id_, Told().claim):
            if standing.live:
                self._claims.pop(standing.id, None)  # what was asked for alone is one of its report's from now on
                self.tie(standing.id, id_, standing.claim)

    def _decided(self, found: StandingLink) -> None:
        link = found.link
        if link.kind == "copy":
            if found.live and "containment" in link.fields:
                one, other = link.claims
                self.share(one, other, float(link.fields["containment"]))
            if found.state == "rejected":
                one, other = link.claims
                self.decide(one, other, together=False, reason="a person says that it is no copy")
        elif link.kind == "origin" and found.live:
            one, other = link.claims
            self.decide(one, other, together=link.effect == "joined", reason=link.reason)
