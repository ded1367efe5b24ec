"""The claim type of a proposition, given who is said to say it: the first that fits of an ordered list wins.

Order: denial, refusal, violation, fulfilment, commitment, demand, plan, obstacle, position, figure, meeting, statement
(docs/reading.md). A cue that is itself denied or only expected ("did not say", "is expected to say") makes nothing
of what is told.
"""

from __future__ import annotations

from functools import cache
from typing import Protocol

from guarantor.reading.events.lexicon import rows
from guarantor.reading.modality.propositions import Proposition

ORDER = (
    "denial",
    "refusal",
    "violation",
    "fulfilment",
    "commitment",
    "demand",
    "plan",
    "obstacle",
    "position",
    "figure",
    "meeting",
    "statement",
)
"""The claim types, the first that fits first."""

OWED = frozenset({"YIELD", "AID", "REJECT"})
"""Events whose absence another party complains of: what should have been let go, let in or given."""


class Telling(Protocol):
    """What this module needs of an attribution."""

    @property
    def cue_class(self) -> str:
        """Class of the cue in the word lists."""
        ...

    @property
    def negated(self) -> bool:
        """Whether the telling is denied."""
        ...

    @property
    def modal(self) -> str | None:
        """A modal word on the telling."""
        ...


@cache
def cues() -> dict[str, tuple[str, frozenset[str]]]:
    """Cue class to the type it makes, and the types it replaces."""
    return {cue: (kind, frozenset(over.split())) for cue, kind, over, _ in rows("modality/cues.tsv")}


def claim_type(proposition: Proposition, attribution: Telling | None = None, *, same_actor: bool | None = None) -> str:
    """Claim type of a proposition as it is told.

    ``same_actor``: whether the holder is the doer, None where that is not known.
    """
    kind = _told(proposition, attribution)
    if kind == "plan" and same_actor and proposition.modality in {"planned", "conditional"}:
        return "commitment"
    if kind == "statement" and _withheld(proposition) and attribution is not None and same_actor is False:
        return "violation"
    return kind


def _told(proposition: Proposition, attribution: Telling | None) -> str:
    """Type after the cue had its say."""
    kind = proposition.type_hint
    if attribution is None or attribution.negated or attribution.modal:
        return kind
    made, over = cues().get(attribution.cue_class, ("", frozenset()))
    return made if made and (kind in over or "*" in over) else kind


def _withheld(proposition: Proposition) -> bool:
    """An owed act that somebody has not done."""
    return proposition.polarity == "-" and proposition.modality in {"happened", "ongoing"} and proposition.event in OWED
