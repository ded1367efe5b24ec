"""Which claims say the same, and whose words to print for them. Only claims of one holder are ever put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache

from guarantor.briefing.citation import Citation
from guarantor.briefing.material import Material
from guarantor.briefing.printed import quoted
from guarantor.model.claim import Claim

_TELLING = re.compile(r"\d[\d.,]*|[A-Z][\w’'-]+|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b")
_POINTING = re.compile(
    r"(?:it|he|she|they|this|that|these|those|his|her|their)\b|[\w,.]+ of (?:it|them|these|those)\b"
    r"|(?:there (?:is|was|are|were|has been|had been) )?(?:no|any) such\b",
    re.I,
)
"""A word at the beginning that points to what was said before."""
ABOUT = timedelta(days=1)
"""What is printed again a day later without a day of its own is the same thing."""
FEW = 3
"""So many words, a holder and its verb among them, say too little by themselves where another has more."""
_COMMON = re.compile(r"[^\W\d_]{4,}")


def groups_of(citations: Iterable[Citation], material: Material, *, apart: bool = False) -> list[list[Citation]]:
    """Citations that say the same put together: same root, kind and sign, of the same time, and nothing that differs
    but the fullness of the words; in order of date. ``apart``: what is told of two times, or of no time on two days, is
    told of two things."""
    groups: list[list[Citation]] = []
    buckets: dict[tuple[object, ...], list[list[Citation]]] = {}
    for citation in citations:
        kind = (citation.root, citation.cited, citation.anonymous)
        bucket = buckets.setdefault(kind, [])
        for group in bucket:
            if _alike(citation, group[0], material) and not (apart and _of_two_times(citation, group[0], material)):
                group.append(citation)
                break
        else:
            bucket.append([citation])
            groups.append(bucket[-1])
    return groups


def _alike(a: Citation, b: Citation, material: Material) -> bool:
    """Whether two citations of one root and kind say the same."""
    first, second = material.claim(a.claim), material.claim(b.claim)
    one, other = _figures(first), _figures(second)
    if first.polarity != second.polarity or (one and other and not (one <= other or other <= one)):
        return False
    if first.type != second.type:
        return bool(one and other) and _shared(first, second) >= 0.5
    if _when(first) is not None and _when(first) == _when(second) and first.modality == second.modality:
        return bool(_target(a, material) & _target(b, material)) or _shared(first, second) > 0.3
    return _shared(first, second) >= 0.5


def _of_two_times(a: Citation, b: Citation, material: Material) -> bool:
    """Whether two citations tell of two times; a claim that names no day tells of about that of its publication."""
    first, second = _when(material.claim(a.claim)), _when(material.claim(b.claim))
    if first is not None and second is not None:
        return first != second
    days = [
        date.fromisoformat(day[:10]) for when, each in ((first, a), (second, b))
        if (day := (when[1] or when[0] if when else None) or each.published)
    ]  # fmt: skip
    return len(days) < 2 or abs(days[0] - days[1]) > ABOUT


def _figures(claim: Claim) -> frozenset[float]:
    return frozenset(quantity.value for quantity in claim.quantities if quantity.value is not None)


def _when(claim: Claim) -> tuple[str | None, str | None] | None:
    return None if claim.when is None or claim.when.start is None else (claim.when.start, claim.when.end)


def _target(citation: Citation, material: Material) -> frozenset[str]:
    return material.targets(citation.claim)


def _shared(a: Claim, b: Claim) -> float:
    """The share of the shorter one's longer words that the other has too."""
    first, second = _words(quoted(a)), _words(quoted(b))
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 1.0


@lru_cache(maxsize=50_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _COMMON.findall(text))


def best_words(citations: Sequence[Citation], material: Material, *, most: int = 2) -> list[Citation]:
    """The citations whose words to print: the one with most names and numbers, and another only where it adds some;
    of equal ones the first, which is the earliest: who prints the same again later does not move it to a later day.

    Words that begin by pointing back ("It will …") stand after those that do not, and are not chosen alone where others
    are there. Sources without a name are printed under the name that their own report gives them, never another's.
    """
    left = list(citations)
    if most == 1:
        left = [each for each in left if not points_back(quoted(material.claim(each.claim)))] or left
    chosen: list[Citation] = []
    known: set[str] = set()
    while left and len(chosen) < most:
        best = max(left, key=lambda c: (len(_telling(c, material) - known), *_brevity(c, material)))
        new = _telling(best, material) - known
        if chosen and len(new) < 3:
            break
        chosen.append(best)
        known |= new | _telling(best, material)
        left.remove(best)
        if best.anonymous:
            left = [each for each in left if each.holder == best.holder]
    return sorted(chosen, key=lambda c: points_back(quoted(material.claim(c.claim))))


def _brevity(citation: Citation, material: Material) -> tuple[bool, int]:
    """The shorter words, but for a few by themselves: "denied “involvement”" does not say in what."""
    words = quoted(material.claim(citation.claim))
    return len(words.split()) > FEW, -len(words)


def points_back(words: str) -> bool:
    """Whether words begin by pointing to what was said before them: "It will …", "His office …"."""
    return _POINTING.match(words) is not None


def _telling(citation: Citation, material: Material) -> set[str]:
    """Names and numbers of the words to be printed, without the name of who says them."""
    claim = material.claim(citation.claim)
    return _names(quoted(claim)) - _names(claim.holder.text or "")


def _names(words: str) -> set[str]:
    return {found.casefold() for found in _TELLING.findall(words)}
