"""The claims of a record in one pass: a row needs no more of it at hand, whatever the record's size."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from guarantor.case.sparse import REVIEWED
from guarantor.exchange.selected import ClaimTold
from guarantor.record.passing import Passing
from guarantor.record.view import View

Wanted = Callable[[str | None, bool], bool]
"""Whether a claim is, by the day of its report and whether a person reviewed it."""
Fits = Callable[[str, str], bool]
"""Whether a link is, by its kind and rule."""


def told_rows(
    view: View, wanted: Wanted | None, fits: Fits, share: range | None = None, *, provisions: bool = True
) -> Iterator[ClaimTold]:
    """The live claims that are wanted (None: all) as JSON values, in the order of the record; those of a ``share`` of
    its entries, where one is named. ``provisions``: with what they bear on."""
    passing = Passing(view, share, links=provisions)
    for told in passing:
        report, targets = told.data["report"], ()
        if wanted is not None and not wanted(report.get("published"), told.review in REVIEWED):
            continue
        if told.links:
            found = {
                data["target"] for data in told.links
                if data["kind"] == "bearing" and data["target"] and fits(data["kind"], data["rule"])
            }  # fmt: skip
            targets = tuple(sorted(found))
        yield ClaimTold(told.id, told.data, told.review, targets, passing.report(report["id"]))
