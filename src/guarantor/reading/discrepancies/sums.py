"""Parts against their total, and changes told from one figure to another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from guarantor.model.spans import Span
from guarantor.reading.discrepancies.found import Discrepancy, any_of, plainly, rows_of
from guarantor.reading.discrepancies.parts import in_brackets, in_kinds, in_places, of_all, of_them, told_before
from guarantor.reading.document import Document
from guarantor.reading.quantities import QuantityMention

_OF_ONE = re.compile(r"\s+of (?:the|all|its|their)(?: the)?(?:\s+[\w-]+){2,}")
MOST = 40
"""Figures of one sentence that are looked at as parts of another; no sentence that people write has so many."""
PERCENT_SLACK = 1.5
"""So much more than 100 do rounded shares of one whole come to."""


def parts_off(document: Document, quantities: Sequence[QuantityMention]) -> Iterator[Discrepancy]:
    """Parts that do not add up to the total told before or after them."""
    taken: set[Span] = set()
    for index, total in enumerate(quantities):
        if total.value is None or total.parts or total.span in taken:
            continue
        if total.kind == "share":
            last = document.sentences[document.sentence_at(total.span[0])].end
            yield from _percents(document.text, quantities[index : min(_first_at(quantities, last), index + MOST)])
            continue
        parts, sure = _parts_of(document, quantities, index)
        taken.update(part.span for part in parts)
        if parts:
            yield from _compared(total, parts, sure=sure)


def _parts_of(
    document: Document, quantities: Sequence[QuantityMention], index: int
) -> tuple[Sequence[QuantityMention], bool]:  # fmt: skip
    """The parts of one figure, none if it has none, and whether they have to be all of it."""
    text, total = document.text, quantities[index]
    sentence = document.sentences[document.sentence_at(total.span[0])]
    rest = quantities[index + 1 : min(_first_at(quantities, sentence.end), index + 1 + MOST)]
    if parts := in_brackets(text, total, rest, sentence.end) or in_places(text, total, rest):
        return parts, True
    if parts := of_all(text, total, rest) or in_kinds(text, total, rest) or of_them(text, total, rest):
        return parts, False
    return told_before(text, total, quantities[max(_first_at(quantities, sentence.start), index - MOST) : index]), True


def _first_at(quantities: Sequence[QuantityMention], place: int) -> int:
    """Which figure is the first that begins at a place of the text or behind it."""
    return bisect_left(quantities, place, key=lambda one: one.span[0])


def _compared(total: QuantityMention, parts: Sequence[QuantityMention], *, sure: bool) -> Iterator[Discrepancy]:
    """A total and the sum of its parts; what bounds allow ("at least 90") is none."""
    value, found = total.value or 0, sum(part.value or 0 for part in parts)
    exact = total.low == total.value == total.high
    if found == value or (not exact and _allowed(total, found)):
        return
    terms = " + ".join(plainly(part.value or 0) for part in parts)
    note = f"{terms} = {plainly(found)}, the total told is {plainly(value)}"
    spans = tuple(sorted([total.span, (parts[0].span[0], parts[-1].span[1])]))
    contradictory = exact and (sure or found > value)
    yield Discrepancy(kind="parts", spans=spans, told=value, found=found, note=note, contradictory=contradictory)


def _allowed(total: QuantityMention, found: float) -> bool:
    return (total.low is None or total.low <= found) and (total.high is None or found <= total.high)


def _percents(text: str, shares: Sequence[QuantityMention]) -> Iterator[Discrepancy]:
    """Percentages of one whole, each before the same preposition, that come to more than all of it."""
    if any(one.unit != "%" or one.value is None for one in shares):
        return
    parts = in_places(text, None, shares) if _OF_ONE.match(text, shares[0].span[1]) else []
    found = sum(part.value or 0 for part in parts)
    if len(parts) >= 2 and found > 100 + PERCENT_SLACK:
        terms = " + ".join(plainly(part.value or 0) for part in parts)
        note = f"{terms} = {plainly(found)}%, which is more than the whole"
        spans = tuple(part.span for part in parts)
        yield Discrepancy(kind="parts", spans=spans, told=100.0, found=found, note=note, contradictory=True)


def changes_off(text: str, quantities: Sequence[QuantityMention]) -> Iterator[Discrepancy]:
    """ "Rose from 40 to 35", "fell from 20 to 30": a change that goes the other way."""
    for one, other in pairwise(quantities):
        verb = _change().search(text, max(0, one.span[0] - 40), one.span[0])
        if verb is None or not re.fullmatch(r"[^.,;!?()\d]{0,25}\bto\s+", text[one.span[1] : other.span[0]]):
            continue
        if (
            one.value is None
            or other.value is None
            or one.value == other.value
            or (one.unit == "%") != (other.unit == "%")
        ):
            continue
        rises = verb[1].lower() in rows_of("rise")[0][0]
        if rises != (other.value > one.value):
            a, b = plainly(one.value), plainly(other.value)
            note = (
                f"told to have {'risen' if rises else 'fallen'} from {a} to {b}, which is {'less' if rises else 'more'}"
            )
            yield Discrepancy(kind="change", spans=(one.span, other.span), told="rise" if rises else "fall",
                              found="fall" if rises else "rise", note=note, contradictory=True)  # fmt: skip


@cache
def _change() -> re.Pattern[str]:
    """A word of rise or fall right before "from" and the figure."""
    return re.compile(
        rf"\b({any_of('rise')}|{any_of('fall')})\s+(?:\w+ly\s+)?from\s+(?:just\s+|only\s+|about\s+)?$", re.IGNORECASE
    )
