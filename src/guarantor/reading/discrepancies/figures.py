"""Averages against their total and days, shares against the two numbers they are made of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from guarantor.reading.discrepancies.found import Discrepancy, plainly
from guarantor.reading.document import Document
from guarantor.reading.quantities import QuantityMention

AVERAGE_TOLERANCE = 0.02
UNTOLD_DAYS = 7
NEAR_FIGURES = 20
_THAT_IS = re.compile(r"(?:\bor|[(–—]|\bi\.e\.,?|\bthat is,?)\s*(?:(?:about|some|nearly|roughly)\s+)?$", re.IGNORECASE)
"""What leads from two numbers to the percentage that they make."""
_AVERAGE = re.compile(r"\baverag|\bdaily\b", re.IGNORECASE)


def averages_off(
    document: Document, quantities: Sequence[QuantityMention], published: str | None
) -> Iterator[Discrepancy]:
    """A daily average against the total of the same things over the days it was counted in.

    Days are counted with and without the last one and the next one, because reports do all three; where the text does
    not say up to when it counted, any day of the week before publication will do.
    """
    for index, rate in enumerate(quantities):
        if rate.kind != "rate" or rate.value is None or not (rate.unit or "").endswith("/day"):
            continue
        if not _AVERAGE.search(document.text, max(0, rate.span[0] - 60), rate.span[1] + 60):
            continue
        near = quantities[max(0, index - NEAR_FIGURES) : index + NEAR_FIGURES]
        totals = [total for total in near if _same_unit(total, rate) and _days_counted(total, published)]
        total = max(totals, key=lambda one: one.value or 0, default=None)
        days = _days_counted(total, published) if total else None
        if total is None or total.value is None or days is None:
            continue
        fewest = days - (1 if total.as_of else UNTOLD_DAYS)
        averages = [total.value / count for count in (max(1, fewest), days + 1)]
        slack = max(0.5, AVERAGE_TOLERANCE * rate.value)
        if not min(averages) - slack <= rate.value <= max(averages) + slack:
            mean = total.value / days
            made = f"{plainly(total.value)} {total.unit} in {days} days make {mean:.1f} a day"
            yield Discrepancy(
                kind="average", spans=(total.span, rate.span), told=rate.value, found=round(mean, 2),
                note=f"{made}, the average told is {plainly(rate.value)}", contradictory=False,
            )  # fmt: skip


def _same_unit(total: QuantityMention, rate: QuantityMention) -> bool:
    return total.kind == "cumulative" and (rate.unit or "").removesuffix("/day") == total.unit


def _days_counted(total: QuantityMention, published: str | None) -> int | None:
    """Days from since to as_of, both counted; to the day of publication where the text gives no end."""
    end = total.as_of or (published[:10] if published else None)
    if total.since is None or end is None:
        return None
    days = (date.fromisoformat(end) - date.fromisoformat(total.since)).days + 1
    return days if days > 0 else None


def shares_off(document: Document, quantities: Sequence[QuantityMention]) -> Iterator[Discrepancy]:
    """A percentage against the two numbers of the same sentence that it is the share of ("19 of 28, 50%")."""
    starts = [sentence.start for sentence in document.sentences]
    for index, share in enumerate(quantities):
        if share.base is None or not share.base or share.value is None or share.unit == "%" or share.value < 1:
            continue
        if share.value > share.base and _counted_out(document.text, share):
            note = f"{plainly(share.value)} of {plainly(share.base)} is more than all of them"
            yield Discrepancy(kind="share", spans=(share.span,), told=share.value, found=share.base, note=note,
                              contradictory=True)  # fmt: skip
        for percent in quantities[index + 1 : index + 3]:
            same = bisect_right(starts, percent.span[0]) == bisect_right(starts, share.span[0])
            if not same or percent.unit != "%" or percent.value is None or percent.base is not None:
                continue
            if not _THAT_IS.search(document.text, max(0, percent.span[0] - 20), percent.span[0]):
                continue
            real = 100 * share.value / share.base
            if abs(real - percent.value) >= 1:
                told = plainly(percent.value)
                note = f"{plainly(share.value)} of {plainly(share.base)} is {real:.1f}%, the text says {told}%"
                yield Discrepancy(kind="share", spans=(share.span, percent.span), told=percent.value,
                                  found=round(real, 1), note=note, contradictory=False)  # fmt: skip
            break


def _counted_out(text: str, share: QuantityMention) -> bool:
    """Whether a share is so many of so many things ("12 of the 10 trucks"), and no sum at a rate."""
    exact = share.low == share.value == share.high and float(share.value or 0).is_integer()
    whole = re.escape(plainly(share.base or 0))
    words = rf"\s+(?:\w+\s+)?(?:out\s+)?of\s+(?:the\s+|all\s+|its\s+|their\s+)?{whole}\s+[a-z]"
    return (
        exact
        and bool(re.search(words, text[share.span[0] : share.span[1] + 40]))
        and "$" not in text[slice(*share.span)]
    )
