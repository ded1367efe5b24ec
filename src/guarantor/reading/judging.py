"""What kind of claim a unit makes, and how its act stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from guarantor.model.claim import ClaimType, Modality
from guarantor.model.spans import Span
from guarantor.reading.modality import Proposition, find_propositions
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
    start, end = unit.span if unit.role == "act" else (unit.content[0][0], unit.content[-1][1])
    found = find_propositions(parts.document, start, end)
    main = next((one for one in found if one.role not in {"condition", "relative"}), found[0] if found else None)
    if main is None:
        return None if not unit.tellings else Judged(type="statement", modality="unknown", rule="no act")
    return Judged(
        type=main.type_hint, modality=main.modality, polarity=main.polarity, event=main.event,  # type: ignore[arg-type]
        predicate=main.lemma, actors=main.actors, targets=main.targets, rule=main.rule,
    )  # fmt: skip
