"""How a status is drawn and said: a glyph, a word, and whether it asks to be looked at. Colour comes last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """``glyph`` is the id of a symbol, ``word`` what is said, ``look`` the tint, ``none`` the hatched cell."""

    glyph: str
    word: str
    look: bool = False
    none: bool = False


LOOKS: Mapping[str, Look] = {
    "fulfilled": Look(glyph="g-fulfilled", word="Fulfilled"),
    "fulfilled late": Look(glyph="g-late", word="Fulfilled late"),
    "in progress": Look(glyph="g-progress", word="In progress"),
    "due": Look(glyph="g-due", word="Due"),
    "overdue": Look(glyph="g-overdue", word="Overdue", look=True),
    "holding": Look(glyph="g-holding", word="Holding"),
    "breached": Look(glyph="g-breached", word="Said breached", look=True),
    "disputed": Look(glyph="g-disputed", word="Disputed", look=True),
    "unverified": Look(glyph="g-unverified", word="Unverified"),
    "no information": Look(glyph="g-none", word="No information", none=True),
    "not yet due": Look(glyph="g-later", word="Not yet due"),
    "suspended": Look(glyph="g-later", word="Suspended"),
    "lapsed": Look(glyph="g-none", word="Lapsed"),
    "excepted": Look(glyph="g-none", word="Excepted"),
    "closed otherwise": Look(glyph="g-fulfilled", word="Closed otherwise"),
}
