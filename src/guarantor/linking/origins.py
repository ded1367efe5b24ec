"""Origins: how many independent holders stand behind claims that say the same, and which copies are no confirmation.

Distinct resolved roots never merge; claims of one resolved root are one origin. Where the root is an outlet in its own
voice or cannot be resolved, reports share an origin when, tested in this order and the first kept as the reason, they
credit the same agency, or the text of one is contained in the other by half or more (three tenths with the same
credit). Anonymous roles of one side within 72 hours are *presumed* one: merged in the lower count, apart in the upper.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guarantor.linking.kept import Kept
from guarantor.linking.roots import Root, Roots, folded
from guarantor.linking.shingles import ShingleIndex
from guarantor.model.claim import Claim
from guarantor.model.report import Report

HALF = 0.5
THREE_TENTHS = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Two reports held to have one origin, with the rule that fired first and its words."""

    a: str
    b: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How well something is supported: independent origins, at least and at most, and the witnesses of each.

    ``attestations`` counts outlets or agencies that independently carry it; ``groups`` names the origins.
    """

    low: int
    high: int
    attestations: int
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The count in words: "1 origin", "2 to 3 origins"."""
        if self.low != self.high:
            return f"{self.low} to {self.high} origins"
        return f"{self.low} origin" + ("s" if self.low != 1 else "")


class Origins:
    """The origins of one case's reports. Reports are added in the order in which they were recorded."""

    def __init__(self, roots: Roots) -> None:
        self._roots = roots
        self._index = ShingleIndex()
        self._reports: list[Report] = []
        self._ids: list[str] = []
        self._parent: list[int] = []
        self._number: dict[str, int] = {}
        self._agency: dict[str, int] = {}
        self._report_of: dict[str, str] = {}
        self.merges: list[Merge] = []

    def add(self, id_: str, report: Report) -> None:
        """Place one report among the earlier ones."""
        if id_ in self._number:
            return
        number = len(self._reports)
        self._number[id_] = number
        self._reports.append(report)
        self._ids.append(id_)
        self._parent.append(number)
        agency = self._credit(report)
        if agency is not None:
            first = self._agency.setdefault(agency, number)
            if first != number:
                self._join(first, number, "same agency", f"both credit {report.credit}")
        for other, contained in self._index.add(report.text):
            self._by_text(other, number, contained, agency)

    def tie(self, claim: str, report: str) -> None:
        """Note in which report a claim stands."""
        self._report_of[claim] = report

    def of(self, claim: str, root: Root) -> str:
        """The id of the origin behind a claim with this root."""
        if root.kind == "actor":
            return f"presumed:{root.id}" if root.anonymous else root.id
        if root.kind == "unresolved":
            return root.id
        return self._group(claim) or root.id

    def count(self, claims: Iterable[Kept]) -> Count:
        """The origins and attestations behind some claims that say the same."""
        groups: dict[str, set[str]] = {}
        carriers: set[str] = set()
        for kept in claims:
            root = self._roots.of(kept.claim)
            groups.setdefault(self.of(kept.id, root), set()).add(kept.id)
            carriers.add(self._carrier(kept.claim))
        presumed = {group for group in groups if group.startswith("presumed:")}
        apart = sum(len({self._group(claim) or claim for claim in groups[group]}) for group in presumed)
        firm = len(groups) - len(presumed)
        return Count(
            low=firm + len({group for group in presumed if group.removeprefix("presumed:") not in groups}),
            high=firm + apart,
            attestations=len(carriers),
            groups=tuple((group, tuple(sorted(ids))) for group, ids in sorted(groups.items())),
            reasons=self._reasons(groups),
        )

    def copies(self, report: str) -> list[Merge]:
        """What a report was merged with, and why."""
        return [merge for merge in self.merges if report in (merge.a, merge.b)]

    def _reasons(self, groups: dict[str, set[str]]) -> tuple[str, ...]:
        reports = {self._report_of.get(claim) for ids in groups.values() for claim in ids}
        return tuple(m.reason for m in self.merges if m.a in reports and m.b in reports)

    def _carrier(self, claim: Claim) -> str:
        """Who brought the words to us independently: the agency where one is credited, else the outlet."""
        agencies = [station.name for station in claim.chain if station.role == "agency"]
        return folded(agencies[-1] if agencies else claim.report.outlet or claim.report.id)

    def _credit(self, report: Report) -> str | None:
        return folded(report.credit) if report.credit else None

    def _by_text(self, other: int, number: int, contained: float, agency: str | None) -> None:
        theirs = self._credit(self._reports[other])
        if agency is not None and theirs is not None and agency != theirs:
            return
        same = agency is not None and agency == theirs
        if contained >= (THREE_TENTHS if same else HALF):
            self._join(other, number, "shared text", f"{contained:.0%} of the shorter text stands in the other")

    def _join(self, a: int, b: int, rule: str, reason: str) -> None:
        first, second = self._find(a), self._find(b)
        if first == second:
            return
        self._parent[max(first, second)] = min(first, second)
        self.merges.append(Merge(a=self._ids[a], b=self._ids[b], rule=rule, reason=reason))

    def _find(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def _group(self, claim: str) -> str | None:
        report = self._report_of.get(claim)
        number = self._number.get(report) if report is not None else None
        if number is None:
            return None
        agency = self._credit(self._reports[self._find(number)])
        return f"text:{agency or self._find(number)}"
