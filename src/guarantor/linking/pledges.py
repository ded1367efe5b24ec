"""Pledges and deployments of people under arms: from announced to withdrawn, each by whose word.

What was announced is never counted as deployed. Where the one who pledges says nothing and another says it for him, the
teller is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guarantor.linking.kept import Kept
from guarantor.linking.roots import Roots
from guarantor.linking.stages import FORCE, PledgeStage, pledge_stage

ORDER: tuple[PledgeStage, ...] = ("announced", "authorised", "pledged", "deployed", "withdrawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One word on a pledge: the stage, the day it was printed, who says so (``own``: the pledger or its organ), and the
    number, where one is told."""

    stage: PledgeStage
    published: str
    root: str
    own: bool
    number: float | None
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """What is told of one actor's pledge (an organ's is its state's), oldest word first."""

    actor: str
    steps: tuple[Step, ...]

    @property
    def stage(self) -> PledgeStage:
        """The furthest stage told by anybody."""
        return max((step.stage for step in self.steps), key=ORDER.index)


def pledges_of(claims: Iterable[Kept], roots: Roots) -> tuple[Pledge, ...]:
    """The pledges told, by actor."""
    found: dict[str, list[Step]] = {}
    for kept in sorted(claims, key=lambda each: (each.claim.report.published or "9", each.claim.span, each.id)):
        stage = pledge_stage(kept.claim)
        if stage is None:
            continue
        root = roots.of(kept.claim)
        counted = ((q.value, q.of or q.unit or "") for q in kept.claim.quantities)
        number = next((value for value, noun in counted if any(word in noun for word in FORCE)), None)
        for actor in dict.fromkeys(_whose(m.actor, roots) for m in kept.claim.actors if m.actor is not None):
            step = Step(
                stage=stage, published=(kept.claim.report.published or "")[:10], root=root.id,
                own=roots.within(root.id, (actor,)), number=number, claim=kept.id,
            )  # fmt: skip
            found.setdefault(actor, []).append(step)
    return tuple(Pledge(actor=actor, steps=tuple(steps)) for actor, steps in sorted(found.items()))


def _whose(actor: str, roots: Roots) -> str:
    """Whose pledge it is: a state's, where an organ of it authorises or deploys."""
    return next((each for each in roots.line(actor) if each in roots.states), actor)
