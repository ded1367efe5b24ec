"""The claims of a record in one pass: what is written down in a row needs no more at hand.

The same mappings as :class:`~guarantor.case.knowledge.Knowledge` has them, whatever the record's size in the same
memory. Whoever goes through them in order pays for each claim once; a claim out of order is looked up by itself.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping

from guarantor.case.lean import link_told
from guarantor.case.sparse import REVIEWED, kept_of, seconds
from guarantor.case.whole import Whole, report_text
from guarantor.exchange.selected import ClaimTold
from guarantor.linking.kept import Kept
from guarantor.model.link import Link
from guarantor.model.report import Report
from guarantor.record.passing import Data, Passing, Told
from guarantor.record.view import View

Wanted = Callable[[str | None, bool], bool]
"""Whether a claim is, by the day of its report and whether a person reviewed it."""
Fits = Callable[[str, str], bool]
"""Whether a link is, by its kind and rule."""
AT_HAND = 64
"""So many reports are kept as nouns: claims come report by report."""


def told_rows(view: View, wanted: Wanted, fits: Fits, share: range | None = None) -> Iterator[ClaimTold]:
    """The live claims that are wanted as JSON values, in the order of the record; those of a ``share`` of its entries,
    where one is named."""
    passing = Passing(view, share)
    for told in _wanted(passing, wanted):
        targets = {
            data["target"] for data in told.links
            if data["kind"] == "bearing" and data["target"] and fits(data["kind"], data["rule"])
        }  # fmt: skip
        report = passing.report(told.data["report"]["id"])
        yield ClaimTold(told.id, told.data, told.review, tuple(sorted(targets)), report)


def _wanted(passing: Passing, wanted: Wanted) -> Iterator[Told]:
    return (told for told in passing if wanted(told.data["report"].get("published"), told.review in REVIEWED))


class Pass(Mapping[str, Kept]):
    """The live claims that are wanted, in the order of the record; ``links`` and ``reports`` are those of the claim at
    hand, others are looked up."""

    def __init__(self, view: View, wanted: Wanted, fits: Fits, share: range | None = None) -> None:
        self._view, self._wanted, self._share = view, wanted, share
        self._now: Kept | None = None
        self.links = PassLinks(view, fits, self)
        self.reports = PassReports(view)

    def __iter__(self) -> Iterator[str]:
        read, passing = Whole(), Passing(self._view, self._share)
        self.reports.of = passing.report
        for told in _wanted(passing, self._wanted):
            claim = read.claim({**told.data, "review": told.review})
            reviewed = told.review in REVIEWED
            self._now = Kept(id=told.id, claim=claim, recorded=seconds(told.recorded), reviewed=reviewed)
            self.links.now = (told.id, told.links)
            yield told.id

    def __getitem__(self, id_: str) -> Kept:
        if self._now is not None and self._now.id == id_:
            return self._now
        standing = self._view.standing(id_)
        kept = kept_of(standing) if standing is not None and standing.live else None
        if kept is None or not self._wanted(kept.claim.report.published, kept.reviewed):
            raise KeyError(id_)
        return kept

    def __len__(self) -> int:
        return sum(1 for _ in _wanted(Passing(self._view, self._share), self._wanted))


class PassLinks(Mapping[str, tuple[Link, ...]]):
    """The live links of claims that ``fits`` lets through; ``now`` has all those of the claim at hand."""

    def __init__(self, view: View, fits: Fits, claims: Mapping[str, Kept]) -> None:
        self._view, self._fits, self._claims = view, fits, claims
        self.now: tuple[str, list[Data]] = ("", [])

    def __getitem__(self, claim: str) -> tuple[Link, ...]:
        if self.now[0] == claim:
            links = tuple([link_told(data) for data in self.now[1] if self._fits(data["kind"], data["rule"])])
        else:
            found = (standing.link for standing in self._view.links(claim=claim))
            links = tuple(link for link in found if self._fits(link.kind, link.rule))
        if not links:
            raise KeyError(claim)
        return links

    def __iter__(self) -> Iterator[str]:
        return (claim for claim in self._claims if claim in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class PassReports(Mapping[str, Report]):
    """Reports that were not retracted, without their places in the document; the last ones stay at hand. ``of`` has
    the JSON values of those that a pass met."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._found: OrderedDict[str, Report | None] = OrderedDict()
        self.of: Callable[[str], Data | None] = Passing(view).report

    def __getitem__(self, id_: str) -> Report:
        if id_ not in self._found:
            data = self.of(id_)
            self._found[id_] = None if data is None else report_text(data)
            if len(self._found) > AT_HAND:
                self._found.popitem(last=False)
        found = self._found[id_]
        if found is None:
            raise KeyError(id_)
        return found

    def __iter__(self) -> Iterator[str]:
        return (report.id for report in self._view.reports())

    def __len__(self) -> int:
        return sum(1 for _ in self)
