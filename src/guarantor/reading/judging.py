"""What kind of claim a unit makes, and how its act stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from guarantor.model.claim import ClaimType, Modality
from guarantor.model.spans import Span
from guarantor.reading.units import Unit

if TYPE_CHECKING:
    from guarantor.reading.claims import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The reading of a unit's clause."""

    type: ClaimType
    modality: Modality
    polarity: Literal["+", "-"] = "+"
    event: str | None = None
    predicate: str | None = None
    actors: tuple[Span, ...] = ()
    targets: tuple[Span, ...] = ()
    rule: str = ""


def judge(parts: Parts, unit: Unit) -> Judged | None:
    """Kind, modality and act of a unit; None where it says nothing that could be checked."""
    return Judged(type="statement", modality="happened")
