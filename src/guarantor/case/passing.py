"""The claims of a record in one pass, a page at a time: what is written down in a row needs no more at hand.

The same mappings as :class:`~guarantor.case.knowledge.Knowledge` has them, whatever the record's size in the same
memory. Whoever goes through them in order pays for each claim once; a claim out of order is looked up by itself.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping

from guarantor.case.lean import link_told
from guarantor.case.sparse import kept_of
from guarantor.case.whole import Whole, report_text
from guarantor.linking.kept import Kept
from guarantor.model.link import Link
from guarantor.model.report import Report
from guarantor.record.rows import pages
from guarantor.record.standing import StandingLink
from guarantor.record.view import View

PAGE = 400
"""Claims of a page."""
AT_HAND = 64
"""So many reports are kept that were looked up: claims come report by report."""


class Pass(Mapping[str, Kept]):
    """The live claims that are wanted, in the order of the record; ``links`` and ``reports`` are those of the page."""

    def __init__(self, view: View, wanted: Callable[[Kept], bool], fits: Callable[[StandingLink], bool]) -> None:
        self._view, self._wanted = view, wanted
        self._page: dict[str, Kept] = {}
        self.links = PassLinks(view, fits, self)
        self.reports = PassReports(view)

    def __iter__(self) -> Iterator[str]:
        live = (kept_of(standing) for standing in self._view.standings(read=Whole().claim) if standing.live)
        for page in pages(filter(self._wanted, live), PAGE):
            self._page = {kept.id: kept for kept in page}
            self.links.fetch(self._page)
            yield from list(self._page)

    def __getitem__(self, id_: str) -> Kept:
        if id_ in self._page:
            return self._page[id_]
        standing = self._view.standing(id_)
        kept = kept_of(standing) if standing is not None and standing.live else None
        if kept is None or not self._wanted(kept):
            raise KeyError(id_)
        return kept

    def __len__(self) -> int:
        return sum(1 for standing in self._view.standings() if standing.live and self._wanted(kept_of(standing)))


class PassLinks(Mapping[str, tuple[Link, ...]]):
    """The live links of claims that ``fits`` lets through."""

    def __init__(self, view: View, fits: Callable[[StandingLink], bool], claims: Mapping[str, Kept]) -> None:
        self._view, self._fits, self._claims = view, fits, claims
        self._page: dict[str, tuple[Link, ...]] = {}

    def fetch(self, claims: Mapping[str, Kept]) -> None:
        """Look up those of a page together."""
        found = self._view.links_of(claims, link_told)
        self._page = {claim: self._links(found.get(claim, [])) for claim in claims}

    def _links(self, found: list[StandingLink]) -> tuple[Link, ...]:
        return tuple(each.link for each in found if self._fits(each))

    def __getitem__(self, claim: str) -> tuple[Link, ...]:
        links = self._page.get(claim)
        if links is None:
            links = self._links(list(self._view.links(claim=claim)))
        if not links:
            raise KeyError(claim)
        return links

    def __iter__(self) -> Iterator[str]:
        return (claim for claim in self._claims if claim in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class PassReports(Mapping[str, Report]):
    """Reports that were not retracted, without their places in the document; the last ones stay at hand."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._found: OrderedDict[str, Report | None] = OrderedDict()

    def __getitem__(self, id_: str) -> Report:
        if id_ not in self._found:
            self._found[id_] = None if self._view.is_retracted(id_) else self._view.report(id_, report_text)
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
