"""A claim as the record holds it: with when it was recorded, whether a person has seen it, and when it fell away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from guarantor.model.claim import Claim
from guarantor.model.moments import TimeError, interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One claim with its history in the record; times are UTC seconds.

    ``withdrawn`` is when it stopped to be live (rejected, replaced by a correction, its report retracted), or None.
    """

    id: str
    claim: Claim
    recorded: int
    withdrawn: int | None = None
    reviewed: bool = False


def public_by(claim: Claim, zone: str) -> int | None:
    """The last second of the day (or the very instant) by which a claim's report was public; None: nobody says."""
    return public_at(claim.report.published, zone)


@lru_cache(maxsize=4096)
def public_at(published: str | None, zone: str) -> int | None:
    """The same of what a report says of its day."""
    if published is None:
        return None
    try:
        return interval(published, zone)[1]
    except TimeError:
        return None
