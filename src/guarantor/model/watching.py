"""What a case follows on the web: feeds and pages, and the manners of doing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

WatchedKind = Literal["feed", "page", "any"]
"""``any``: what is found there decides."""
HALF_AN_HOUR, A_WEEK = 1800.0, 7 * 86400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One address. ``every`` is how often it is looked at, in seconds.

    Of a feed that is to be ``followed``, the pages that its items lead to are read in place of the items' own words,
    and looked at again for ``recheck`` seconds, whether they changed or vanished. ``outlet`` and ``language`` are what
    the address itself does not say.
    """

    address: str
    kind: WatchedKind = "any"
    every: float = HALF_AN_HOUR
    followed: bool = False
    recheck: float = A_WEEK
    outlet: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchList:
    """All of them. ``gap`` is the pause between two requests to one host, in seconds; ``contact`` is told to servers;
    ``private`` allows hosts in private networks."""

    watched: tuple[Watched, ...] = ()
    gap: float = 3.0
    contact: str = ""
    private: bool = False
