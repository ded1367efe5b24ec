"""Two acts that one report tells of: one day, place and sort, and yet not the same.

"A shell hit Laketown on Monday and killed three people. Another shell hit Laketown that day and killed two." By its id
each is an incident of that day in that place. Within one report they are told apart where the words say so ("another",
"separately"), or where one teller counts two exact and different numbers of the same harm and neither is a count that
went on. The number then stands in the ids of both, so that what another report tells of either is known again; where no
numbers are told, the later is "another".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from guarantor.linking.casualties import casualty_word
from guarantor.linking.fitting import Words
from guarantor.linking.kept import Kept
from guarantor.linking.keys import Key, key_of, only_marks_differ
from guarantor.linking.occurring import toll_of
from guarantor.linking.words import words_of
from guarantor.model.link import Link

SINGLE = "told/incident"
"""The rule by which a claim is tied to an incident by its own words alone."""
ANOTHER = "another"


def told_apart(claims: Sequence[Kept], links: Sequence[Link]) -> list[Link]:
    """The links of one report's claims, those of a second act of one day, place and sort with an id of its own."""
    mine = {link.claims[0]: link for link in links if link.rule == SINGLE and link.target}
    apart: dict[str, tuple[Key, str]] = {}
    for one, other in _pairs(claims, mine):
        first, second = (key for each in (one, other) if (key := key_of(mine[each.id].target or "")) is not None)
        said, counted = _said(other), _counted(one, other)
        if not said and not counted:
            continue
        if counted:
            why = f"this report counts {toll_of(one.claim)} and {toll_of(other.claim)}".replace("-", " ")
            apart.setdefault(one.id, (replace(first, toll=toll_of(one.claim)), why))
            apart[other.id] = (replace(second, toll=toll_of(other.claim)), why)
        elif other.id not in apart:
            why = f"“{said}”: not the one told before it in this report"
            apart[other.id] = (replace(second, nth=second.nth or ANOTHER), why)
    return [_moved(link, apart) if link.rule == SINGLE else link for link in links]


def _moved(link: Link, apart: Mapping[str, tuple[Key, str]]) -> Link:
    if link.claims[0] not in apart:
        return link
    key, why = apart[link.claims[0]]
    return replace(link, target=key.id, reason=f"{link.reason}; {why}")


def _pairs(claims: Sequence[Kept], mine: Mapping[str, Link]) -> Iterator[tuple[Kept, Kept]]:
    """Two claims of the report in their order whose ids are those of one act."""
    told = sorted((each for each in claims if each.id in mine), key=lambda each: (each.claim.span, each.id))
    for number, other in enumerate(told):
        for one in told[:number]:
            keys = [key_of(mine[each.id].target or "") for each in (one, other)]
            if keys[0] is not None and keys[1] is not None and only_marks_differ(keys[0], keys[1]):
                yield one, other


def _said(kept: Kept) -> str:
    """The word by which a claim tells of another act than the one before, right before the act or at its head."""
    found = _apart().search(kept.claim.quote)
    return found[0].split()[0].lower() if found else ""


def _counted(one: Kept, other: Kept) -> bool:
    """Whether one teller counts two exact, different numbers of the same harm, and none of them went on."""
    a, b = toll_of(one.claim), toll_of(other.claim)
    same = bool(a and b) and a != b and a.partition("-")[2] == b.partition("-")[2]
    if not same or (one.claim.holder != other.claim.holder and _holder(one) != _holder(other)):
        return False
    if not (_exact(one) and _exact(other)) or _points_at(other):
        return False
    return all(Words.of(each.claim.quote).any_of(words_of("grown")) is None for each in (one, other))


def _holder(kept: Kept) -> str:
    holder = kept.claim.holder
    return holder.actor or holder.text or ""


def _exact(kept: Kept) -> bool:
    harmed = [each for each in kept.claim.quantities if casualty_word(each, kept.claim.quote) is not None]
    return len(harmed) == 1 and harmed[0].low == harmed[0].value == harmed[0].high


def _points_at(kept: Kept) -> bool:
    """ "The attack killed seven": the one that was told before."""
    return bool(_definite().search(kept.claim.quote))


@cache
def _apart() -> re.Pattern[str]:
    acts = "|".join(word for word in words_of("incident") if not word.endswith("ed"))
    words = "|".join(sorted((word for word in words_of("apart") if word != "separately"), key=len, reverse=True))
    things = rf"(?:{acts}|shell|missile|rocket|drone|bomb|clash)"
    return re.compile(rf"\b(?:{words})\s+(?:[\w’'-]+\s+){{0,3}}?{things}\b|^\W*separately\b", re.IGNORECASE)


@cache
def _definite() -> re.Pattern[str]:
    acts = "|".join(word for word in words_of("incident") if not word.endswith("ed"))
    return re.compile(rf"\b(?:the|this|that|it)\s+(?:[\w’'-]+\s+){{0,2}}?(?:{acts})\b", re.IGNORECASE)
