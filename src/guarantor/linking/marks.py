"""What the words on an incident tell beside its day and place: the time of day, the part of the place, that it was a
second one. Only what one word tells without another beside it is taken."""

from __future__ import annotations

import re
from functools import cache

from guarantor.linking.fitting import Words
from guarantor.linking.words import word_set, words_of
from guarantor.model.claim import Claim

CLOCK = re.compile(r"T(\d\d):\d\d")


def hours_of(claim: Claim) -> str:
    """The time of day: by the clock ("07h"), else by the one word for it in the quotation; empty where none or several
    tell it."""
    when = claim.when
    if when is not None and when.start is not None and (clock := CLOCK.search(when.start)):
        return f"{clock[1]}h"
    words = Words.of(claim.quote)
    found = [row[0] for row in word_set("hours") if any(words.has(word) for word in row[2:])]
    return found[0] if len(found) == 1 else ""


def area_of(claim: Claim) -> str:
    """The part of the claim's place that its words name: "in northern Laketown", "the north of Laketown"."""
    if claim.where is None or not claim.where.text:
        return ""
    found = _area(claim.where.text).search(claim.quote)
    return _areas()[found[1].lower()] if found else ""


def nth_of(quote: str) -> str:
    """That an act is told as the second one or so: "a second strike", "the third attack"."""
    found = _nth().search(quote)
    return found[1].lower() if found else ""


@cache
def _areas() -> dict[str, str]:
    return {word: row[0] for row in word_set("area") for word in row}


@cache
def _area(place: str) -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_areas(), key=len, reverse=True)))
    part = r"(?:\s+(?:part|side|district|districts|suburb|suburbs|outskirts|edge))?"
    return re.compile(rf"\b({names}){part}(?:\s+of)?\s+(?:the\s+)?{re.escape(place)}\b", re.IGNORECASE)


@cache
def _nth() -> re.Pattern[str]:
    numbers = "|".join(words_of("nth"))
    acts = "|".join(word for word in words_of("incident") if not word.endswith("ed"))
    return re.compile(rf"\b(?:a|the)\s+({numbers})\s+(?:[\w’'-]+\s+){{0,2}}?(?:{acts})\b", re.IGNORECASE)
