"""Four values: told so, told not so, both, neither. Conditions combine as Belnap says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Truth:
    """Whether something is told so (``t``) and told not so (``f``).

    >>> (Truth(True, False) & Truth(False, False)), ~Truth(True, False)
    (Truth(t=False, f=False), Truth(t=False, f=True))
    """

    t: bool = False
    f: bool = False

    def __and__(self, other: Truth) -> Truth:
        return Truth(self.t and other.t, self.f or other.f)

    def __or__(self, other: Truth) -> Truth:
        return Truth(self.t or other.t, self.f and other.f)

    def __invert__(self) -> Truth:
        return Truth(self.f, self.t)

    def joined(self, other: Truth) -> Truth:
        """What two sources tell together."""
        return Truth(self.t or other.t, self.f or other.f)


YES, NO, BOTH, NEITHER = Truth(True, False), Truth(False, True), Truth(True, True), Truth(False, False)


def all_of(values: Iterable[Truth]) -> Truth:
    """Belnap's conjunction; of nothing: told so."""
    result = YES
    for value in values:
        result = result & value
    return result


def any_of(values: Iterable[Truth]) -> Truth:
    """Belnap's disjunction; of nothing: told not so."""
    result = NO
    for value in values:
        result = result | value
    return result


def at_least(k: int, values: Iterable[Truth]) -> Truth:
    """At least ``k`` of some: told so when ``k`` are, told not so when fewer than ``k`` are left.

    >>> at_least(2, [YES, NO, NEITHER])
    Truth(t=False, f=False)
    """
    listed = list(values)
    return Truth(sum(v.t for v in listed) >= k, sum(not v.f for v in listed) < k)
