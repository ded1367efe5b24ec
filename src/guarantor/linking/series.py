"""Series: cumulative figures of one origin for one counted thing in one scope, in the order of their cut-offs.

A higher figure later is an update, a lower one a revision, the same an echo; none of these is a contradiction. Another
scope, another noun or another origin is another counter, and two counters are never added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from guarantor.linking.fitting import Words
from guarantor.linking.kept import Kept
from guarantor.model.claim import Bound, Claim, Quantity

Step = Literal["first", "update", "revision", "echo"]
CUMULATIVE = frozenset({"cumulative", "stock"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One figure of a series: its cut-off and publication (ISO days), the bounds told, and how it follows the last;
    ``bound`` is how the words put it ("at least")."""

    as_of: str
    published: str
    low: float | None
    high: float | None
    step: Step
    claim: str
    value: float | None = None
    bound: Bound = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One origin's counter, readings by cut-off; ``since`` is the ISO day from which it counts, empty if not told."""

    origin: str
    of: str
    scope: str
    kind: str
    readings: tuple[Reading, ...]
    since: str = ""

    @property
    def revised(self) -> tuple[Reading, ...]:
        """The readings that fell below the one before."""
        return tuple(each for each in self.readings if each.step == "revision")


def series_of(claims: Iterable[Kept], origin_of: Callable[[Kept], str], *, least: int = 1) -> tuple[Series, ...]:
    """The series that some claims tell, by origin, thing and scope; those of at least so many readings."""
    found: dict[tuple[str, str, str, str, str], list[tuple[Kept, Quantity]]] = {}
    for kept in claims:
        if kept.claim.polarity == "-" or kept.claim.modality not in ("happened", "ongoing", "alleged"):
            continue
        for quantity in kept.claim.quantities:
            if quantity.kind in CUMULATIVE and (quantity.value is not None or quantity.low is not None):
                noun = Words.of(quantity.of or quantity.unit or "").text.strip()
                scope = Words.of(quantity.scope or "").text.strip()
                key = (origin_of(kept), noun, scope, quantity.kind, since(kept.claim, quantity))
                found.setdefault(key, []).append((kept, quantity))
    return tuple(
        Series(origin=origin, of=noun, scope=scope, kind=kind, readings=_readings(figures), since=first)
        for (origin, noun, scope, kind, first), figures in sorted(found.items())
        if len(figures) >= least
    )


def since(claim: Claim, quantity: Quantity) -> str:
    """The ISO day from which a figure counts, where it is told: counts from two days are two counters."""
    if quantity.since is not None:
        return quantity.since[:10]
    when = claim.when
    if when is None or when.start is None or (when.end or "")[:10] == when.start[:10]:
        return ""
    return when.start[:10]


def cut_off(claim: Claim, quantity: Quantity) -> str:
    """The ISO day up to which a figure counts: as it says, else the end of the told time, else its publication."""
    told = quantity.as_of or (claim.when.end if claim.when else None) or claim.report.published or ""
    return min(told[:10], claim.report.published[:10]) if told and claim.report.published else told[:10]


def _readings(figures: list[tuple[Kept, Quantity]]) -> tuple[Reading, ...]:
    def order(each: tuple[Kept, Quantity]) -> tuple[str, str, str]:
        kept, quantity = each
        return cut_off(kept.claim, quantity), kept.claim.report.published or "", kept.id

    made: list[Reading] = []
    before: float | None = None
    for kept, quantity in sorted(figures, key=order):
        low = quantity.low if quantity.low is not None else quantity.value
        high = quantity.high if quantity.high is not None else quantity.value if quantity.low is None else None
        value = quantity.value if quantity.value is not None else low
        made.append(
            Reading(
                as_of=cut_off(kept.claim, quantity), published=(kept.claim.report.published or "")[:10], low=low,
                high=high, step=_step(before, value), claim=kept.id, value=value, bound=quantity.bound,
            )
        )  # fmt: skip
        before = value
    return tuple(made)


def _step(before: float | None, value: float | None) -> Step:
    if before is None or value is None:
        return "first"
    return "echo" if value == before else "update" if value > before else "revision"
