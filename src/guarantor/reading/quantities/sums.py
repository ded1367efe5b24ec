"""Sums: "250 plus 1,718", and totals whose parts stand beside them and add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guarantor.reading.quantities.mention import QuantityMention
from guarantor.reading.quick import replace

MOST_PARTS = 8
_PLUS = re.compile(r"\s*(?:[\w-]+\s+){0,5}(?:plus|\+)\s*(?:(?:the|another|a|some)\s+)?", re.IGNORECASE)
_LEAD = re.compile(
    r"[^.;!?]{0,80}?(?::|\(|\bincluding\b|\bamong them\b|\bof which\b|\bof whom\b|\bcomprising\b|[-–—])[^.;!?]*"
)
_TOTAL = re.compile(
    r"[^.;!?]{0,80}\b(?:total of|in all|altogether|totalling|bringing the total to)\b[^.;!?]*$", re.IGNORECASE
)


def with_sums(text: str, mentions: list[QuantityMention], parts: set[int]) -> Iterator[QuantityMention]:
    """The mentions with one for each sum of two; ``parts`` of a total are not added up again."""
    index = 0
    while index < len(mentions):
        mention = mentions[index]
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        if following is not None and index not in parts and _is_plus(text, mention, following):
            yield _sum(mention, following)
            index += 2
            continue
        yield mention
        index += 1


def _is_plus(text: str, left: QuantityMention, right: QuantityMention) -> bool:
    exact = left.value is not None and right.value is not None and left.unit != "%"
    return exact and _PLUS.fullmatch(text, left.span[1], right.span[0]) is not None


def _sum(left: QuantityMention, right: QuantityMention) -> QuantityMention:
    """One figure for both; bounds add up where both are told."""
    assert left.value is not None and right.value is not None
    low = None if left.low is None or right.low is None else left.low + right.low
    high = None if left.high is None or right.high is None else left.high + right.high
    same = left.unit is None or left.unit == right.unit
    of = right.of if left.of is None else left.of if left.of == right.of else f"{left.of} + {right.of}"
    return replace(
        left, span=(left.span[0], right.span[1]), value=left.value + right.value, low=low, high=high,
        unit=right.unit if same else None, of=of, parts=(left.value, right.value), rule="sum",
    )  # fmt: skip


def with_parts(text: str, mentions: list[QuantityMention]) -> tuple[list[QuantityMention], set[int]]:
    """Totals with the numbers that add up to them, and which mentions are parts; parts count what the total counts."""
    made = list(mentions)
    parts: set[int] = set()
    for index, total in enumerate(mentions):
        if total.value is None or total.kind == "share":
            continue
        for step in (1, -1):
            found = _run(text, mentions, index, step, total.value)
            if not found:
                continue
            made[index] = replace(total, parts=tuple(found))
            for place in range(1, len(found) + 1):
                made[index + step * place] = _as_part(made[index + step * place], total)
                parts.add(index + step * place)
            break
    return made, parts


def _as_part(part: QuantityMention, total: QuantityMention) -> QuantityMention:
    """The part in the unit of its total, its own words kept as scope."""
    part = replace(part, since=part.since or total.since, as_of=part.as_of or total.as_of, kind=total.kind)
    if total.unit is None or part.unit == total.unit:
        return part
    words = [word for word in (part.of, part.scope if part.scope != part.of else None) if word]
    return replace(part, unit=total.unit, of=total.of, scope=", ".join(words) or None)


def _run(text: str, mentions: list[QuantityMention], index: int, step: int, target: float) -> list[float] | None:
    """Numbers next to each other, at least two, that add up to the target and are introduced as its parts."""
    made: list[float] = []
    place = index + step
    while 0 <= place < len(mentions) and len(made) < MOST_PARTS:
        value = mentions[place].value
        if value is None or mentions[place].kind == "share":
            return None
        made.append(value)
        place += step
        if sum(made) >= target:
            break
    if len(made) < 2 or sum(made) != target:
        return None
    if step > 0:
        between = text[mentions[index].span[1] : mentions[index + 1].span[0]]
        return made if _LEAD.fullmatch(between) else None
    between = text[mentions[index - 1].span[1] : mentions[index].span[0]]
    return made[::-1] if _TOTAL.fullmatch(between) else None


_WHOLE = re.compile(r"(?:\A|[.!?:,\n] ?[\"“]?|\bthat )[Oo]f (?:the |its |their |all )?\Z")
_GAP = 60
"""Characters between a whole and the number that is its part."""


def of_whole(text: str, mentions: Sequence[QuantityMention]) -> list[QuantityMention]:
    """ "Of the 28 captives, 19 have been returned": what opens a clause is what the numbers behind it are shares of."""
    if len(mentions) < 2:
        return list(mentions)
    whole, part = mentions[0], mentions[1]
    plain = whole.base is None and part.base is None and whole.kind != "rate" and part.kind != "rate"
    if not plain or whole.value is None or not _WHOLE.search(text, max(0, whole.span[0] - 14), whole.span[0]):
        return list(mentions)
    gap = text[whole.span[1] : part.span[0]]
    if len(gap) > _GAP or "," not in gap or (part.value or 0) > whole.value:
        return list(mentions)
    return [
        replace(one, base=whole.value, kind="share", of=one.of or whole.of, unit=one.unit or whole.unit)
        if one.base is None and one.unit in {None, whole.unit} and (one.value or 0) <= whole.value
        else one
        for one in mentions[1:]
    ]
