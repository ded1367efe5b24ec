"""Incidents: what is alleged of one happening, who answered, who examined and found what, and how many each counts.

Each origin's casualties stay its own: a later, higher count of the same origin is a report that grew; a different count
of another origin is a rival one. Nothing is averaged, and no tally of a side becomes anybody else's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import inf
from typing import Literal

from guarantor.linking.casualties import casualty_word
from guarantor.linking.joining import Step
from guarantor.linking.kept import Kept
from guarantor.linking.meetings import Told
from guarantor.linking.roots import Roots
from guarantor.linking.stages import IncidentStage, incident_stage
from guarantor.model.assessment import amount_text
from guarantor.model.claim import Quantity

ORDER: tuple[IncidentStage, ...] = ("told", "alleged", "answered", "examined", "found", "acted upon")
Change = Literal["first", "same", "grew", "fell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """One origin's count of one kind of casualty over time, oldest first; ``change`` says how each follows."""

    origin: str
    name: str
    of: str
    counts: tuple[tuple[str, str, Change, str], ...]
    """(day published, number in words, change, claim)."""
    bounds: tuple[float | None, float | None] = (None, None)
    """The least and most of the latest number, None for an open end."""

    @property
    def last(self) -> str:
        """The latest number."""
        return self.counts[-1][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One happening as told. ``stages`` in the order of its life; ``rival`` are kinds of casualties on which the latest
    counts of different origins contradict each other: a higher number printed later may be the same count, grown;
    ``steps`` the entries by which it was joined of several, or divided."""

    id: str
    stages: tuple[tuple[IncidentStage, tuple[Told, ...]], ...]
    accused: tuple[str, ...]
    tolls: tuple[Toll, ...]
    rival: tuple[str, ...]
    steps: tuple[Step, ...] = ()

    @property
    def stage(self) -> IncidentStage:
        """How far its life is told."""
        return self.stages[-1][0]


def incident_told(
    id_: str, claims: Iterable[Kept], roots: Roots, origin_of: Callable[[Kept], str], *, steps: tuple[Step, ...] = ()
) -> Incident | None:  # fmt: skip
    """An incident as some claims tell it, whatever their order; None where there is no claim.

    ``origin_of`` names the origin behind a claim.
    """
    kept = sorted(claims, key=lambda each: ((each.claim.report.published or "9"), each.claim.span, each.id))
    if not kept:
        return None
    stages: dict[IncidentStage, list[Told]] = {stage: [] for stage in ORDER}
    for each in kept:
        root = roots.of(each.claim)
        day = (each.claim.report.published or "")[:10]
        told = Told(published=day, root=root.id, name=root.name, claim=each.id, quote=each.claim.quote)
        stages[incident_stage(each.claim)].append(told)
    accusing = [each.claim for each in kept if each.claim.type == "violation"]
    accused = tuple(dict.fromkeys(m.actor for claim in accusing for m in claim.actors if m.actor is not None))
    tolls = _tolls(kept, roots, origin_of)
    return Incident(
        id=id_, stages=tuple((stage, tuple(words)) for stage, words in stages.items() if words), accused=accused,
        tolls=tolls, rival=_rival(tolls), steps=steps,
    )  # fmt: skip


def _tolls(kept: Iterable[Kept], roots: Roots, origin_of: Callable[[Kept], str]) -> tuple[Toll, ...]:
    series: dict[tuple[str, str], list[tuple[str, Quantity, float, str]]] = {}
    names: dict[str, str] = {}
    for each in kept:
        for quantity in each.claim.quantities:
            value = next((v for v in (quantity.value, quantity.low, quantity.high) if v is not None), None)
            kind = casualty_word(quantity, each.claim.quote)
            if value is None or kind is None:
                continue
            day = (each.claim.report.published or "")[:10]
            series.setdefault((origin_of(each), kind), []).append((day, quantity, value, each.id))
            names.setdefault(origin_of(each), roots.of(each.claim).name)
    return tuple(
        Toll(
            origin=origin, name=names[origin], of=kind, counts=_changes(counts),
            bounds=(counts[-1][1].low, counts[-1][1].high),
        )
        for (origin, kind), counts in sorted(series.items(), key=lambda each: each[0])
    )  # fmt: skip


def _changes(counts: list[tuple[str, Quantity, float, str]]) -> tuple[tuple[str, str, Change, str], ...]:
    made: list[tuple[str, str, Change, str]] = []
    before: float | None = None
    for day, quantity, value, claim in counts:
        change: Change = "first" if before is None else _how(before, value)
        made.append((day, amount_text(value, quantity.bound, quantity.low), change, claim))
        before = value
    return tuple(made)


def _how(before: float, after: float) -> Change:
    return "same" if before == after else "grew" if after > before else "fell"


def _rival(tolls: Iterable[Toll]) -> tuple[str, ...]:
    every = list(tolls)
    return tuple(
        sorted({one.of for one in every for other in every if one.of == other.of and _contradicts(one, other)})
    )  # fmt: skip


def _contradicts(one: Toll, other: Toll) -> bool:
    """Whether two latest counts cannot both be: they do not meet, and the lower was not printed before."""
    low, high = (bound if bound is not None else end for bound, end in zip(one.bounds, (0.0, inf), strict=True))
    least, _ = (bound if bound is not None else end for bound, end in zip(other.bounds, (0.0, inf), strict=True))
    return low <= high < least and one.counts[-1][0] >= other.counts[-1][0]
