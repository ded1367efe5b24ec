"""What a unit is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guarantor.model.spans import Span
from guarantor.reading.attribution import Attribution
from guarantor.reading.quick import maker, quick
from guarantor.reading.tellings import Role

Side = Literal["", "doer", "bearer", "clause", "denied", "charged", "weighed", "count"]
"""A side clause: with its doer or bearer before it (``host``), with its own, or turning down a charge (by ``host``)."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One claim to be. ``span`` is the claim's, ``content`` what is said to be so (in one or two pieces).

    ``tellings`` are the attributions it stands in, outermost first; empty where the outlet speaks.
    """

    sentence: int
    span: Span
    content: tuple[Span, ...]
    tellings: tuple[Attribution, ...] = ()
    role: Role = "tell"
    given: Literal["", "meeting", "attack"] = ""
    """What the words are already known to tell, where no verb does ("after talks with …")."""
    host: Span | None = None
    """Whose words such a unit stands beside, and so who met; else the subject that a clause shares with another."""

    side: Side = ""
    """How a clause hangs on another, where it tells a deed of its own."""
    without: tuple[Span, ...] = ()
    """Side clauses within the content that make units of their own."""

    @property
    def telling(self) -> Attribution | None:
        """The innermost attribution."""
        return self.tellings[-1] if self.tellings else None


new_unit = maker(Unit)
