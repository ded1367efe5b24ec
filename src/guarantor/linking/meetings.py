"""Meetings as told: who announced, confirmed, held, postponed or cancelled them, who was to come and who came.

Nothing is filled in. Where eight are announced, seven listed and seven came, the three counts stand beside each other,
each with its day and its teller, and whether anybody says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from guarantor.linking.attendance import Attendance, attendance_of, lists_states, sends
from guarantor.linking.fitting import Words
from guarantor.linking.joining import Step
from guarantor.linking.kept import Kept
from guarantor.linking.occurring import is_venue
from guarantor.linking.roots import Roots
from guarantor.linking.stages import MeetingStage, meeting_stage, single_day
from guarantor.linking.words import words_of
from guarantor.model.claim import Claim

STAGES: tuple[MeetingStage, ...] = ("announced", "confirmed", "held", "postponed", "cancelled", "not held")
REASONS = ("because", "owing to", "in protest", "instead of", "could not attend", "as a result of")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One word on a meeting: the day it was printed, by whom, and the claim."""

    published: str
    root: str
    name: str
    claim: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTold:
    """A meeting as its claims tell it. ``stages`` are in the order announced … cancelled; ``unexplained`` are words for
    counts that differ and of which no claim gives a reason; ``hosts`` say who is to receive whom; ``steps`` are the
    entries by which it was joined of several, or divided."""

    id: str
    stages: tuple[tuple[MeetingStage, tuple[Told, ...]], ...]
    attendance: tuple[Attendance, ...]
    places: tuple[str, ...]
    days: tuple[str, ...]
    agenda: tuple[Told, ...]
    prepares: tuple[Told, ...]
    follows: tuple[Told, ...]
    unexplained: tuple[str, ...]
    hosts: tuple[Told, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def stage(self) -> MeetingStage:
        """The furthest stage told: cancelled and postponed outweigh announced, held outweighs all."""
        told = {stage for stage, words in self.stages if words}
        order: tuple[MeetingStage, ...] = ("held", "cancelled", "postponed", "not held", "confirmed", "announced")
        return next((stage for stage in order if stage in told), "announced")


def meeting_told(
    id_: str, claims: Iterable[Kept], roots: Roots, *, beside: Iterable[Kept] = (),
    stages_of: Mapping[str, MeetingStage] | None = None, day: str | None = None, steps: tuple[Step, ...] = (),
) -> MeetingTold | None:  # fmt: skip
    """A meeting as some claims tell it, whatever their order; None where there is no claim.

    ``beside`` are other claims of the same reports: those that count or list states are told of its attendance.
    ``stages_of`` says what a claim makes of the meeting where its link does; ``day`` is the meeting's, where it is
    known: what was printed later does not announce it.
    """
    kept = sorted(claims, key=_order)
    if not kept:
        return None
    others = sorted(beside, key=_order)
    known = stages_of or {}
    staged = [(each, known.get(each.id, meeting_stage(each.claim))) for each in kept]
    staged = [(each, stage) for each, stage in staged if not _late(each, stage, day)]
    stages: dict[MeetingStage, list[Told]] = {stage: [] for stage in STAGES}
    for each, stage in staged:
        stages[stage].append(_told(each, roots))
    lists = [(each, _stage_beside(each.claim)) for each in others if lists_states(each, roots)]
    every = sorted((*staged, *lists), key=lambda each: _order(each[0]))
    attendance = tuple(a for each, stage in every for a in attendance_of(each, stage, roots))
    return MeetingTold(
        id=id_,
        stages=tuple((stage, tuple(told)) for stage, told in stages.items() if told),
        attendance=attendance,
        places=tuple(dict.fromkeys(k.claim.where.text for k in kept if k.claim.where and is_venue(k.claim))),
        days=tuple(dict.fromkeys(d for k in kept if (d := single_day(k.claim)) is not None)),
        agenda=_with(kept, "agenda", roots),
        prepares=_with(kept, "prepares", roots),
        follows=_with(kept, "follows", roots),
        unexplained=_unexplained(attendance, (*kept, *others)),
        hosts=tuple(_told(each, roots) for each in kept if _hosts(each.claim)),
        steps=steps,
    )


def _stage_beside(claim: Claim) -> Literal["held", "listed"]:
    """Who is said to have been represented came; who is only counted or listed is."""
    return "held" if sends(claim) and claim.modality == "happened" else "listed"


def _late(kept: Kept, stage: MeetingStage, day: str | None) -> bool:
    printed = (kept.claim.report.published or "")[:10]
    return day is not None and stage in ("announced", "confirmed") and printed > day


def _order(kept: Kept) -> tuple[str, tuple[int, int], str]:
    return (kept.claim.report.published or "9")[:10], kept.claim.span, kept.id


def _told(kept: Kept, roots: Roots) -> Told:
    root = roots.of(kept.claim)
    published = (kept.claim.report.published or "")[:10]
    return Told(published=published, root=root.id, name=root.name, claim=kept.id, quote=kept.claim.quote)


def _with(kept: Iterable[Kept], name: str, roots: Roots) -> tuple[Told, ...]:
    return tuple(_told(each, roots) for each in kept if Words.of(each.claim.quote).any_of(words_of(name)) is not None)


def _unexplained(attendance: Iterable[Attendance], kept: Iterable[Kept]) -> tuple[str, ...]:
    """Counts that differ from one stage, or day, to the next, where no claim says why; and who sent representatives."""
    every = list(attendance)
    counted = list({(each.stage, each.number): each for each in reversed(every) if each.number is not None}.values())
    if any(Words.of(each.claim.quote).any_of(REASONS) is not None for each in kept):
        return ()
    if len({each.number for each in counted}) < 2:
        return ()
    sent = dict.fromkeys(
        name
        for each in every
        for name, level in zip(each.names, each.levels, strict=True)
        if each.stage in ("held", "listed") and level == "representative"
    )
    by = (f"by representatives: {', '.join(sent)}",) if sent else ()
    return ("; ".join((*(each.text for each in reversed(counted)), *by, "no report says why")),)


def _hosts(claim: Claim) -> bool:
    return (claim.predicate or "").casefold() == "host" and bool(claim.actors)
