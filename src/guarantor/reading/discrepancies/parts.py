"""Which figures of a sentence are the parts of which total. Only wording that leaves no other reading is taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from guarantor.reading.discrepancies.found import any_of, rows_of
from guarantor.reading.quantities import QuantityMention

LEAD = 70
APART = 60
"""Characters between a total and its first part, and between two parts."""
Parts = list[QuantityMention]
_OPENED = re.compile(rf"[^.;!?():]{{0,{LEAD}}}([(:])[^.;!?():]{{0,30}}")
_MADE_OF = r"(?:comprising|comprises|consisting\s+of|composed\s+of|made\s+up\s+of)\s+"
_LISTED = re.compile(rf"[^.;!?():]{{0,{LEAD}}}(?:(?:,|–|—|\s-)\s*(?:with\s+|{_MADE_OF})?|\b{_MADE_OF})")
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom)\s+(?:are\s+|were\s+)?([a-z]+)\b")
_IN_ALL = re.compile(r"\s+(?:[a-z]+\s+)?(?:in all|all told|altogether|in total)\b")
_COMMA = re.compile(r"[,;–—(]\s*(?:or\s+|making\s+|so\s+)?$")
_NEXT = re.compile(rf"[^.;!?():]{{0,{APART}}}?(?:,|;|\band\b)\s*(?:and\s+)?(?:another\s+|a further\s+)?", re.IGNORECASE)
_OF_ALL = re.compile(
    r"\b(?:out )?of (?:the |all |all the |these |those |its |his |their )?(?:total of )?$", re.IGNORECASE
)
_PART_STOP = re.compile(r"\b(?:among (?:them|whom|which)|including|of (?:which|whom|them))\b|[.;!?]", re.IGNORECASE)
_WORD = re.compile(r"\s+([a-z]+)\b")


def in_brackets(text: str, total: QuantityMention, rest: Sequence[QuantityMention], end: int) -> Parts:
    """The exact numbers in brackets or after a colon ("100 trucks (60 aid, 40 fuel)"), up to the end of the list."""
    parts: Parts = []
    place, bracket = total.span[1], False
    for part in rest:
        gap = text[place : part.span[0]]
        if not parts:
            opened = _OPENED.fullmatch(gap)
            if opened is None:
                return []
            bracket = opened[1] == "("
        elif _PART_STOP.search(gap) or (bracket and ")" in gap) or len(gap) > APART:
            break
        if not _is_part(part, total):
            return []
        parts.append(part)
        place = part.span[1]
    tail = text[place : text.find(")", place) if bracket and ")" in text[place:end] else place + APART]
    return [] if len(parts) < 2 or re.search(r"\b(?:the rest|the remainder|others?)\b", tail) else parts


def in_places(text: str, total: QuantityMention | None, rest: Sequence[QuantityMention]) -> Parts:
    """ "600 trucks crossed, 300 through the north and 200 through the south": parts that each stand before the same
    preposition, "and" before the last. Without a total, of shares that make one whole."""
    parts = _run(text, total, rest)
    if len(parts) < 2 or not _ends_list(text, parts) or _leaves_some(text, total, parts):
        return []
    bound = {_preposition(text, part) for part in (parts if total else parts[1:])}
    if len(bound) != 1 or None in bound:
        return []
    if total is None and not re.search(rf"\b{bound.pop()}\b", text[parts[0].span[1] : parts[1].span[0]]):
        return []
    return parts


def of_all(text: str, total: QuantityMention, rest: Sequence[QuantityMention]) -> Parts:
    """ "Of the 40 prisoners, 25 were taken to the north and 10 to the south": each further part before a preposition
    that stands in the words of the first."""
    if not _OF_ALL.search(text, max(0, total.span[0] - 30), total.span[0]) or not rest:
        return []
    parts = _run(text, total, rest)
    if len(parts) < 2 or not _ends_list(text, parts) or _leaves_some(text, total, parts):
        return []
    first = text[parts[0].span[1] : parts[1].span[0]]
    bound = {_preposition(text, part) for part in parts[1:]}
    return parts if None not in bound and all(re.search(rf"\b{each}\b", first) for each in bound) else []


def in_kinds(text: str, total: QuantityMention, rest: Sequence[QuantityMention]) -> Parts:
    """ "90 people, 40 men and 30 women": parts of the kinds that make up the whole of what is counted."""
    parts = _run(text, total, rest)
    if len(parts) < 2 or not _ends_list(text, parts) or _leaves_some(text, total, parts):
        return []
    nouns = [_word_after(text, part) for part in parts]
    for wholes, kinds in rows_of("kinds_of"):
        known = kinds.split("|")
        if total.unit in wholes and len(set(nouns)) == len(nouns) and all(noun in known for noun in nouns):
            return parts if set(known[:2]) <= set(nouns) else []
    return []


def of_them(text: str, total: QuantityMention, rest: Sequence[QuantityMention]) -> Parts:
    """ "60 people, 40 of them men and 30 of them women": kinds that shut one another out and are more than the whole.
    Fewer are no fault: others may be of a kind that is not told."""
    parts = _run(text, total, [part for part in rest if _OF_THEM.match(text, part.span[1])])
    nouns = [found[1] for part in parts if (found := _OF_THEM.match(text, part.span[1])) is not None]
    if len(nouns) < 2 or len(set(nouns)) < len(nouns) or sum(part.value or 0 for part in parts) <= (total.value or 0):
        return []
    known = (kinds.split("|") for wholes, kinds in rows_of("kinds_of") if total.unit in wholes)
    return parts if any(set(nouns) <= set(kinds) for kinds in known) else []


def told_before(text: str, total: QuantityMention, before: Sequence[QuantityMention]) -> Parts:
    """ "30 in the first half, 40 in the second, in all 80": a whole told after its parts."""
    lead = text[max(0, total.span[0] - 30) : total.span[0]]
    behind = _COMMA.search(lead) and _IN_ALL.match(text, total.span[1])
    if not (_whole().search(lead) or behind) or len(before) < 2:
        return []
    units = {part.unit for part in before} - {None}
    fit = len(units) <= 1 and (total.unit is None or not units or total.unit in units)
    stretch = text[before[0].span[1] : before[-1].span[1]]
    sure = fit and all(_is_part(part, total, larger=True) for part in before) and not _some().search(stretch)
    return list(before) if sure and len(text[before[-1].span[1] : total.span[0]]) <= APART + LEAD else []


def _run(text: str, total: QuantityMention | None, rest: Sequence[QuantityMention]) -> Parts:
    """The figures that follow a total one after another in a list, each a possible part of it."""
    parts: Parts = []
    place = total.span[1] if total else 0
    for part in rest:
        gap = text[place : part.span[0]]
        if not (_NEXT if parts else _LISTED).fullmatch(gap) and not (total is None and not parts):
            break
        if not _is_part(part, total):
            break
        parts.append(part)
        place = part.span[1]
    return parts if len(parts) == len(rest) else []


def _is_part(part: QuantityMention, total: QuantityMention | None, *, larger: bool = False) -> bool:
    """Whether a figure can be a part: exact, of no other sort than its total, and no larger than it."""
    if part.value is None or not part.low == part.value == part.high:
        return False
    if total is None:
        return True
    return part.kind not in ("share", "rate") and (larger or part.value < (total.value or 0))


def _ends_list(text: str, parts: Sequence[QuantityMention]) -> bool:
    """Whether "and" joins the last part."""
    return bool(re.search(r"\band\b", text[parts[-2].span[1] : parts[-1].span[0]]))


def _leaves_some(text: str, total: QuantityMention | None, parts: Sequence[QuantityMention]) -> bool:
    """Whether words between the figures or right behind them say that these are not all, or not parts."""
    behind = re.match(r"[^.!?]*", text[parts[-1].span[1] :])
    end = parts[-1].span[1] + (behind.end() if behind else 0)
    return bool(_some().search(text[total.span[1] if total else parts[0].span[1] : end]))


def _preposition(text: str, part: QuantityMention) -> str | None:
    """The preposition behind a part, past the noun that it counts."""
    place = part.span[1]
    for _ in range(2):
        found = _WORD.match(text, place)
        if found is None:
            return None
        if found[1] in _prepositions():
            return found[1]
        place = found.end()
    return None


def _word_after(text: str, part: QuantityMention) -> str | None:
    found = _WORD.match(text, part.span[1])
    return found[1] if found else None


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(rows_of("part_preposition")[0][0])


@cache
def _some() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of('some')})\b", re.IGNORECASE)


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(rf"[,;–—(]\s*(?:{any_of('whole')}|making)\s*(?:of\s+)?$", re.IGNORECASE)
