"""What linking hands to assessment: one live claim's word on one provision or event, and what a source counted.

All times are UTC seconds. An interval ``(lo, hi)`` holds the instant, both ends included; a day is all its seconds in
the agreement's zone. Linking resolves; assessment never looks at words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guarantor.model.claim import Bound
from guarantor.model.moments import Interval
from guarantor.model.provision import Effect

ScopeIs = Literal["same", "narrower", "wider"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimony:
    """One claim's word on one provision or event.

    ``root`` is whose account the word belongs to: an actor or source id, ``unresolved:…`` where nobody is resolved
    (then it counts for nothing until a person resolves it). ``happened`` is the interval in which the act's instant
    lies; for ``total``, ``outstanding`` and other words "as of" a moment, the cut-off; no later than the publication of
    a word in the past. None: the time is not resolved, and it counts for nothing. ``since``: from when a total counts
    (None: from the provision's start). ``low``/``high`` bound the amount, ``high`` None an open bound, both None: none
    is told; ``bound`` says how the words put it ("almost 40" is up to 40). ``whole``: all that is owed is said done.
    ``stretch``: the amount is that of all acts in ``happened`` (of a month, a week), not of one act somewhere in it.

    ``occurrence`` groups testimonies of one act; amounts of different roots are pooled over it only where ``pooled``
    (its link was reviewed, or its rule is exact). ``item``: the very thing or person counted. ``key`` binds to the
    instances opened by triggers with the same key. ``withdrawn``: when the record stopped to hold it live. ``origin``
    groups testimonies that are one origin. ``cited`` keeps whom a relayer cites.
    """

    claim: str
    about: str
    root: str
    effect: Effect
    happened: Interval | None
    recorded: int
    published: int | None = None
    withdrawn: int | None = None
    since: int | None = None
    low: float | None = None
    high: float | None = None
    bound: Bound = ""
    whole: bool = False
    stretch: bool = False
    unit: str | None = None
    scope: ScopeIs = "same"
    debtor: str | None = None
    occurrence: str | None = None
    pooled: bool = False
    item: str | None = None
    key: str | None = None
    link: str | None = None
    rule: str = ""
    reviewed: bool = False
    origin: str | None = None
    cited: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """``root`` counted every act of this kind (``about`` a provision) in the interval. Only this lets silence speak."""

    root: str
    about: str
    covers: Interval
    recorded: int
    published: int | None = None
    withdrawn: int | None = None
    debtor: str | None = None
    key: str | None = None
    claim: str | None = None
    link: str | None = None
    rule: str = ""
    reviewed: bool = True
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """An account resolved to roots: the account's own, with all their organs; or, ``everybody``, every resolved root.

    >>> Voices(account="x", roots=frozenset({"x", "x.army"})).has("x.army")
    True
    """

    account: str
    roots: frozenset[str] = frozenset()
    everybody: bool = False
    without: frozenset[str] = frozenset()

    def has(self, root: str) -> bool:
        """Whether a root's words belong to this account; nobody's do while the root is unresolved."""
        if root.startswith("unresolved:") or root in self.without:
            return False
        return self.everybody or root in self.roots
