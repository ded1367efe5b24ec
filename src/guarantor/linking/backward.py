"""Whom "the official" was, two sentences before: the side that an unnamed role's first mention gives it.

News introduces an unnamed source in full ("a senior Lakeland official") and then says "the official". The reader leaves
the short form unresolved where it is not sure; for origins the side is enough, and it is only presumed.
"""

from __future__ import annotations

import re
from functools import cache

from guarantor.model.actor import People
from guarantor.model.claim import Claim
from guarantor.reading.actors import world

_SHORT = re.compile(r"(?:the|this|that) (?P<noun>[a-z]+)", re.IGNORECASE)
BETWEEN = 3
"""Words that may stand between the adjective and the noun ("Lakeland foreign ministry official")."""


class Backward:
    """Finds first mentions, with the adjectives of the general table and of a case's actors."""

    def __init__(self, people: People) -> None:
        own = {word: actor.id for actor in people.actors.values() for word in actor.adjectives}
        self._adjectives = {**dict(_world_adjectives()), **own}

    def side(self, claim: Claim, text: str) -> str | None:
        """The actor whose adjective the last fuller mention of the claim's unnamed holder bears; None if none does."""
        short = _SHORT.fullmatch(claim.holder.text or "")
        if short is None or claim.holder.span is None:
            return None
        noun = re.escape(short["noun"])
        fuller = re.compile(rf"\b([A-Z][\w-]+)(?: [a-z][\w-]+){{0,{BETWEEN}}} {noun}\b")
        found = [m[1] for m in fuller.finditer(text, 0, claim.holder.span[0]) if m[1] in self._adjectives]
        return self._adjectives[found[-1]] if found else None


@cache
def _world_adjectives() -> tuple[tuple[str, str], ...]:
    return tuple((word, actor.id) for actor in world() for word in actor.adjectives)
