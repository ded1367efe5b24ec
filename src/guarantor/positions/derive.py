"""Positions, derived from codings: a pure function of codings, actors, options and a moment.

Of an actor's words on an option those *stand* that no later words of the same or a nearer source took the place of. One
answer among those that stand is the actor's; a yes and a no are *contradicted*; nothing, silence, or a condition is
*unknown*. How often something is said plays no part, nothing fades with time, and no gap is filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guarantor.model.position import AGAINST, FOR, Answer, Coding, Position, Stance

STRENGTH: Sequence[Stance] = ("red line", "opposes", "demands", "accepts", "can live with", "conditional", "silent")
"""Which word is shown where several standing words give the same answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What is asked: words said by ``as_of`` and published by ``published_by`` (ISO days, None: no limit)."""

    as_of: str | None = None
    published_by: str | None = None
    reviewed_only: bool = False

    def takes(self, coding: Coding) -> bool:
        """Whether a coding counts at this moment. Undated words count only where no day is asked about."""
        if self.reviewed_only and not coding.reviewed:
            return False
        said = self.as_of is None or (coding.day is not None and coding.day <= self.as_of[:10])
        read = self.published_by is None or (
            coding.published is not None and coding.published <= self.published_by[:10]
        )  # fmt: skip
        return said and read


def positions(
    codings: Iterable[Coding], actors: Sequence[str], options: Sequence[tuple[str, str]], moment: Moment
) -> dict[tuple[str, str], Position]:
    """The position of each actor on each ``(issue, option)``, by actor and ``issue/option``."""
    by_cell: dict[tuple[str, str], list[Coding]] = {}
    for coding in codings:
        if moment.takes(coding):
            by_cell.setdefault((coding.actor, coding.about), []).append(coding)
    return {
        (actor, f"{issue}/{option}"): position(
            actor, issue, option, by_cell.get((actor, f"{issue}/{option}"), []), moment
        )
        for actor in actors
        for issue, option in options
    }


def position(actor: str, issue: str, option: str, codings: Sequence[Coding], moment: Moment) -> Position:
    """One actor on one option, from all codings that count."""
    read, differ = _as_read(codings)
    torn = {claim for claim in differ if len({_side(each.stance) for each in read if each.claim == claim}) > 1}
    standing = [each for each in read if not any(_replaces(other, each) for other in read)]
    earlier = tuple(_ordered(each for each in read if each not in standing))
    if not standing:
        return Position(actor=actor, issue=issue, option=option)
    decided = tuple(_ordered(standing))
    answer: Answer = "unknown" if any(each.claim in torn for each in standing) else _answer(decided)
    shown = min(decided, key=lambda each: (_weight(each.stance, answer), each.day is None, each.id))
    newest = max((each.day for each in decided if each.day is not None), default=None)
    return Position(
        actor=actor, issue=issue, option=option, answer=answer,
        stance=shown.stance, condition=shown.condition, only_if=shown.only_if,
        assessed=shown.assessed if shown.stance == "red line" else None, day=newest, age=_age(newest, moment),
        decided_by=decided, earlier=earlier, differ=any(each.claim in differ for each in standing),
    )  # fmt: skip


def _side(stance: Stance) -> int:
    return 1 if stance in FOR else (-1 if stance in AGAINST else 0)


def _weight(stance: Stance, answer: Answer) -> int:
    """Which of the standing words is shown, the smallest first: where a condition keeps a yes open, the condition."""
    return -1 if answer == "unknown" and stance == "conditional" else STRENGTH.index(stance)


def _as_read(codings: Sequence[Coding]) -> tuple[list[Coding], set[str]]:
    """The codings that count: people's where people coded a claim, else the rule's; and the claims coders differ on."""
    by_claim: dict[str, list[Coding]] = {}
    for coding in codings:
        by_claim.setdefault(coding.claim, []).append(coding)
    kept: list[Coding] = []
    differ: set[str] = set()
    for claim, found in by_claim.items():
        people = [each for each in found if each.reviewed]
        kept.extend(people or found)
        if len({(each.stance, each.only_if) for each in people}) > 1 and len({each.coder for each in people}) > 1:
            differ.add(claim)
    return kept, differ


def _replaces(later: Coding, earlier: Coding) -> bool:
    """Whether words take the place of earlier ones: said on a later day by a source that ranks no lower."""
    return later.rank <= earlier.rank and (later.day or "") > (earlier.day or "")


def _answer(standing: Sequence[Coding]) -> Answer:
    stances = {each.stance for each in standing} - {"silent"}
    yes, no = stances & FOR, stances & AGAINST
    if no and stances - AGAINST:
        return "contradicted"
    if no:
        return "reject"
    return "accept" if yes and not stances - FOR else "unknown"


def _age(day: str | None, moment: Moment) -> int | None:
    at = moment.as_of or moment.published_by
    return None if day is None or at is None else (date.fromisoformat(at[:10]) - date.fromisoformat(day)).days


def _ordered(codings: Iterable[Coding]) -> list[Coding]:
    return sorted(codings, key=lambda each: (each.day or "", -each.rank, each.id), reverse=True)


def changed(
    before: Mapping[tuple[str, str], Position], now: Mapping[tuple[str, str], Position]
) -> set[tuple[str, str]]:
    """The cells whose answer or word is another than before."""
    return {
        cell
        for cell, position in now.items()
        if cell in before and (before[cell].answer, before[cell].stance) != (position.answer, position.stance)
    }  # fmt: skip


def moves_over_time(codings: Iterable[Coding], actor: str, issue: str, option: str, until: Moment) -> list[Position]:
    """Every change of an actor's position on an option, oldest first, up to a moment."""
    mine = [c for c in codings if c.actor == actor and c.about == f"{issue}/{option}" and until.takes(c)]
    steps: list[Position] = []
    for day in sorted({each.day for each in mine if each.day is not None}):
        at = Moment(as_of=day, published_by=until.published_by, reviewed_only=until.reviewed_only)
        found = position(actor, issue, option, [each for each in mine if at.takes(each)], at)
        if not steps or (steps[-1].answer, steps[-1].stance) != (found.answer, found.stance):
            steps.append(found)
    return steps
