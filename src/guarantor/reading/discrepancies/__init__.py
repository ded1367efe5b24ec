"""What does not fit within one report: counts and lists, parts and totals, dates that cannot be, averages and shares.

Each rule only compares what the text itself says and reports both sides in plain words; nothing is corrected. A
discrepancy that the wording allows ("eight nations, including …" with seven named) is reported as not contradictory.
"""

from __future__ import annotations

from collections.abc import Sequence

from guarantor.reading.discrepancies.calendar import days_that_are_not, weekdays_off
from guarantor.reading.discrepancies.clock import hours_that_are_not
from guarantor.reading.discrepancies.figures import averages_off, shares_off
from guarantor.reading.discrepancies.found import Discrepancy, DiscrepancyKind
from guarantor.reading.discrepancies.more import more_than_all
from guarantor.reading.discrepancies.names import names_off
from guarantor.reading.discrepancies.order import order_off
from guarantor.reading.discrepancies.sums import changes_off, parts_off
from guarantor.reading.discrepancies.too_early import told_too_early
from guarantor.reading.document import Document
from guarantor.reading.quantities import QuantityMention
from guarantor.reading.times import TimeExpression

__all__ = ["Discrepancy", "DiscrepancyKind", "find_discrepancies"]


def find_discrepancies(
    document: Document,
    *,
    published: str | None,
    times: Sequence[TimeExpression],
    quantities: Sequence[QuantityMention],
) -> tuple[Discrepancy, ...]:
    """Everything in a document that does not fit, in the order of the text."""
    found = [
        *weekdays_off(document.text, times),
        *days_that_are_not(document.text),
        *hours_that_are_not(document),
        *order_off(document, times),
        *told_too_early(document, times, published),
        *names_off(document, quantities),
        *parts_off(document, quantities),
        *changes_off(document.text, quantities),
        *averages_off(document, quantities, published),
        *shares_off(document, quantities),
        *more_than_all(document, quantities),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.spans, one.kind)))
