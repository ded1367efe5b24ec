"""Meetings as told: who announced, confirmed, held, postponed or cancelled them, who was to come and who came.

Nothing is filled in. Where eight are announced, seven listed and seven came, the three counts stand beside each other,
each with its day and its teller, and whether anybody says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from guarantor.linking.fitting import Words
from guarantor.linking.kept import Kept
from guarantor.linking.occurring import MeetingStage, meeting_stage, mentions
from guarantor.linking.roots import Roots
from guarantor.linking.words import words_of

Level = Literal["head", "minister", "chief", "envoy", "representative", "not told"]
LEVELS: tuple[Level, ...] = ("head", "minister", "chief", "envoy", "representative")
STAGES: tuple[MeetingStage, ...] = ("announced", "confirmed", "held", "postponed", "cancelled")
NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
LIST = 3
"""So many states named in one sentence are a list of who is to come."""
_COUNT = re.compile(
    rf"\b(?P<number>{'|'.join(NUMBERS)}|\d{{1,3}})\s+(?:[\w-]+\s+){{0,2}}?"
    r"(?P<noun>ministers|states|countries|nations|delegations|leaders|representatives|foreign ministers)\b",
    re.IGNORECASE,
)
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
class Attendance:
    """How many, or who, at one stage: ``number`` of ``noun`` where counted, ``names`` where listed, at a level."""

    stage: MeetingStage | Literal["listed"]
    published: str
    number: float | None
    noun: str
    names: tuple[str, ...]
    level: Level
    claim: str

    @property
    def text(self) -> str:
        """In words: "31 October: 8 countries announced"."""
        who = f"{self.number:g} {self.noun}" if self.number is not None else ", ".join(self.names)
        level = f" ({self.level}s)" if self.level not in ("not told", "head") and self.level not in who else ""
        verb = {"held": "came"}.get(self.stage, self.stage)
        return f"{self.published}: {who}{level} {verb}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTold:
    """A meeting as its claims tell it. ``stages`` are in the order announced … cancelled; ``unexplained`` are words for
    counts that differ and of which no claim gives a reason."""

    id: str
    stages: tuple[tuple[MeetingStage, tuple[Told, ...]], ...]
    attendance: tuple[Attendance, ...]
    places: tuple[str, ...]
    days: tuple[str, ...]
    agenda: tuple[Told, ...]
    prepares: tuple[Told, ...]
    follows: tuple[Told, ...]
    unexplained: tuple[str, ...]

    @property
    def stage(self) -> MeetingStage:
        """The furthest stage told: cancelled and postponed outweigh announced, held outweighs all."""
        told = {stage for stage, words in self.stages if words}
        order: tuple[MeetingStage, ...] = ("held", "cancelled", "postponed", "confirmed", "announced")
        return next(stage for stage in order if stage in told)


def meeting_told(
    id_: str, claims: Iterable[Kept], roots: Roots, *, beside: Iterable[Kept] = (),
    stages_of: Mapping[str, MeetingStage] | None = None,
) -> MeetingTold | None:  # fmt: skip
    """A meeting as some claims tell it, whatever their order; None where there is no claim.

    ``beside`` are other claims of the same reports: those that count or list states are told of its attendance.
    ``stages_of`` says what a claim makes of the meeting where its link does.
    """
    kept = sorted(claims, key=_order)
    if not kept:
        return None
    known = stages_of or {}
    stages: dict[MeetingStage, list[Told]] = {stage: [] for stage in STAGES}
    for each in kept:
        stages[known.get(each.id, meeting_stage(each.claim))].append(_told(each, roots))
    counted = [(each, known.get(each.id, meeting_stage(each.claim))) for each in kept]
    lists: list[tuple[Kept, Literal["listed"]]] = [(each, "listed") for each in beside if lists_states(each, roots)]
    every = sorted((*counted, *lists), key=lambda each: _order(each[0]))
    attendance = tuple(a for each, stage in every for a in _attendance(each, stage, roots))
    return MeetingTold(
        id=id_,
        stages=tuple((stage, tuple(told)) for stage, told in stages.items() if told),
        attendance=attendance,
        places=tuple(dict.fromkeys(k.claim.where.text for k in kept if k.claim.where is not None)),
        days=tuple(dict.fromkeys(k.claim.when.start[:10] for k in kept if k.claim.when and k.claim.when.start)),
        agenda=_with(kept, "agenda", roots),
        prepares=_with(kept, "prepares", roots),
        follows=_with(kept, "follows", roots),
        unexplained=_unexplained(attendance, kept),
    )


def level_of(text: str) -> Level:
    """The level of whoever is named: the highest that a word of the text says.

    >>> level_of("two deputy foreign ministers"), level_of("Olsen"), level_of("representatives of two states")
    ('representative', 'not told', 'representative')
    """
    words = Words.of(text)
    if words.any_of(("deputy", "deputies", "deputy minister", "representatives of")) is not None:
        return "representative"
    return next((level for level in LEVELS if words.any_of(words_of(f"level-{level}")) is not None), "not told")


def lists_states(kept: Kept, roots: Roots) -> bool:
    """Whether a claim counts states or ministers and names several of them."""
    return _COUNT.search(kept.claim.quote) is not None and len(_states(kept.claim.quote, roots)) >= LIST


def _order(kept: Kept) -> tuple[str, tuple[int, int], str]:
    return (kept.claim.report.published or "9")[:10], kept.claim.span, kept.id


def _states(quote: str, roots: Roots) -> tuple[str, ...]:
    """The states and governments whose names stand in a quotation, in its order."""
    words = Words.of(quote)
    found = [
        (words.text.find(Words.of(name).text), actor.id)
        for actor in roots.people.actors.values()
        if actor.kind in ("state", "government")
        for name in actor.names
        if words.has(name)
    ]
    return tuple(dict.fromkeys(id_ for _, id_ in sorted(found)))


def _told(kept: Kept, roots: Roots) -> Told:
    root = roots.of(kept.claim)
    published = (kept.claim.report.published or "")[:10]
    return Told(published=published, root=root.id, name=root.name, claim=kept.id, quote=kept.claim.quote)


def _attendance(kept: Kept, stage: MeetingStage | Literal["listed"], roots: Roots) -> list[Attendance]:
    claim = kept.claim
    published, level = (claim.report.published or "")[:10], level_of(claim.quote)
    made: list[Attendance] = []
    if (count := _COUNT.search(claim.quote)) is not None:
        word = count["number"].casefold()
        number = float(word) if word.isdecimal() else float(NUMBERS.index(word) + 1)
        made.append(
            Attendance(
                stage=stage, published=published, number=number, noun=count["noun"].casefold(), names=(), level=level,
                claim=kept.id,
            )
        )  # fmt: skip
    who = [m.actor for m in mentions(claim) if m.actor is not None]
    listed = _states(claim.quote, roots)
    came = listed if len(listed) >= LIST or set(who) < set(listed) else who
    if came:
        of_names = level if came is listed else level_of(" ".join(m.text for m in mentions(claim)))
        names = tuple(roots.name(each) for each in dict.fromkeys(came))
        made.append(
            Attendance(
                stage=stage, published=published, number=None, noun="", names=names,
                level="representative" if level == "representative" else of_names, claim=kept.id,
            )
        )  # fmt: skip
    return made


def _with(kept: Iterable[Kept], name: str, roots: Roots) -> tuple[Told, ...]:
    return tuple(_told(each, roots) for each in kept if Words.of(each.claim.quote).any_of(words_of(name)) is not None)


def _unexplained(attendance: Iterable[Attendance], kept: Iterable[Kept]) -> tuple[str, ...]:
    """Counts that differ from one stage, or day, to the next, where no claim says why."""
    counted = [each for each in attendance if each.number is not None]
    if any(Words.of(each.claim.quote).any_of(REASONS) is not None for each in kept):
        return ()
    by_number: Mapping[float | None, Attendance] = {each.number: each for each in reversed(counted)}
    if len(by_number) < 2:
        return ()
    return ("; ".join(each.text for each in counted) + "; no report says why",)
