"""Who was to come to a meeting and who came, each at the level that the words beside the name tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from guarantor.linking.fitting import Words
from guarantor.linking.kept import Kept
from guarantor.linking.roots import Roots
from guarantor.linking.stages import MeetingStage, mentions
from guarantor.linking.words import words_of
from guarantor.model.claim import Claim

Level = Literal["head", "minister", "chief", "envoy", "representative", "not told"]
LEVELS: tuple[Level, ...] = ("head", "minister", "chief", "envoy", "representative")
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
_PARTS = re.compile(r";|\bwhile\b|\bwhereas\b", re.IGNORECASE)
_CAME = re.compile(r"\b(?:sent|took part|taking part|attended|were represented|came)\b", re.IGNORECASE)
_OF_SEVERAL = re.compile(
    r"\b(?:ministers|envoys|ambassadors|representatives|delegations|deputies|chiefs)\s+(?:of|from)\b", re.IGNORECASE
)
"""Words whose level is that of all who follow in a series: "the ministers of Norland, Vale and Ost"."""
_RELATIVE = re.compile(r"\b(?:that|who|which|whose)\b", re.IGNORECASE)
SENDING = frozenset({"send", "represent"})
"""Acts that tell whom somebody sent."""
HOSTING = frozenset({"host", "bring", "invite", "convene"})
"""Acts whose doer receives others and is not listed among those who come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """How many, or who, at one stage: ``number`` of ``noun`` where counted, ``names`` where listed.

    ``level`` is that of those counted; ``levels`` are those of the names, one each, as the words beside each say.
    """

    stage: MeetingStage | Literal["listed"]
    published: str
    number: float | None
    noun: str
    names: tuple[str, ...]
    level: Level
    claim: str
    levels: tuple[Level, ...] = ()

    @property
    def text(self) -> str:
        """In words: "2025-10-31: 8 countries announced"."""
        verb = {"held": "came"}.get(self.stage, self.stage)
        if self.number is not None:
            return f"{self.published}: {self.number:g} {self.noun}{_at(self.level, self.noun)} {verb}"
        who = ", ".join(f"{name}{_at(level, name)}" for name, level in zip(self.names, self.levels, strict=True))
        return f"{self.published}: {who} {verb}"


def _at(level: Level, who: str) -> str:
    """A level in words behind a number or a name, unless it stands there already."""
    if level in ("not told", "head") or level in who:
        return ""
    return f" ({level}s)" if who[:1].islower() else f" ({level})"


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
    """Whether a claim counts states or ministers and names several of them, or says whom some states sent."""
    quote = kept.claim.quote
    sent = sends(kept.claim)
    counted = _COUNT.search(quote) is not None
    return (counted or sent) and len(_states(quote, roots)) >= (1 if sent else LIST)


def sends(claim: Claim) -> bool:
    """Whether a claim says at what level somebody took part ("sent a deputy", "was represented by its envoy")."""
    return claim.predicate in SENDING and level_of(claim.quote) != "not told"


def attendance_of(kept: Kept, stage: MeetingStage | Literal["listed"], roots: Roots) -> list[Attendance]:
    """What one claim tells of who comes: a number, and names with their levels."""
    claim = kept.claim
    published = (claim.report.published or "")[:10]
    counted = list(_counted(kept, stage, published))
    found = {name: level for name, level in _named(claim, roots) if not (counted and _group(name, roots))}
    if not found:
        return counted
    named = Attendance(
        stage=stage, published=published, number=None, noun="", names=tuple(map(roots.name, found)), level="not told",
        claim=kept.id, levels=tuple(found.values()),
    )  # fmt: skip
    return [*counted, named]


def _counted(kept: Kept, stage: MeetingStage | Literal["listed"], published: str) -> Iterable[Attendance]:
    count = _COUNT.search(kept.claim.quote)
    if count is None:
        return
    word = count["number"].casefold()
    number = float(word) if word.isdecimal() else float(NUMBERS.index(word) + 1)
    yield Attendance(
        stage=stage, published=published, number=number, noun=count["noun"].casefold(), names=(),
        level=level_of(_people_of(kept.claim)), claim=kept.id,
    )  # fmt: skip


def _people_of(claim: Claim) -> str:
    """The words of a claim without those on who tells it."""
    quote = claim.quote
    if claim.holder.span is not None and claim.span[0] <= claim.holder.span[0] < claim.span[1]:
        start, end = (place - claim.span[0] for place in claim.holder.span)
        quote = f"{quote[:start]} {quote[end:]}"
    return quote


def _named(claim: Claim, roots: Roots) -> Iterable[tuple[str, Level]]:
    """Who is named as coming, with the level that the words beside the name tell."""
    if (claim.predicate or "").casefold() in HOSTING:
        return
    told = {m.actor: m.text for m in mentions(claim) if m.actor is not None}
    listed = _states(_people_of(claim), roots)
    if len(listed) >= LIST or sends(claim) or (set(told) < set(listed) and (told or _CAME.search(claim.quote))):
        for state in listed:
            yield state, level_of(_part_with(claim.quote, roots, state))
        return
    shared: Level = "not told"
    for actor, text in told.items():
        own = level_of(text)
        shared = own if _OF_SEVERAL.search(text) else shared
        yield actor, shared if own == "not told" else own
    for person, text in _persons(claim, roots):
        if person not in told and not any(person in roots.line(each) for each in told):
            yield person, level_of(text)


def _persons(claim: Claim, roots: Roots) -> Iterable[tuple[str, str]]:
    """Persons named before the topic begins and outside relative clauses, each with the words that lead to the name."""
    text = _people_of(claim)
    act = re.search(r"\b(?:met|meet|meeting|talks|gather\w*)\b", text, re.IGNORECASE)
    about = [at for word in words_of("agenda") if (at := text.casefold().find(word, act.end() if act else 0)) >= 0]
    text = text[: min(about, default=len(text))]
    for actor in roots.people.actors.values():
        if actor.kind != "person":
            continue
        for name in actor.names:
            at = text.casefold().find(name.casefold())
            if " " in name and at >= 0 and not _RELATIVE.search(text[:at]):
                yield actor.id, re.split(r",|;|\band\b|\bwith\b|\bmet\b|\bby\b", text[:at])[-1] + name
                break


def _part_with(quote: str, roots: Roots, state: str) -> str:
    """The part of a sentence that names a state: others may have come at another level."""
    names = roots.states[state]
    parts = (part for part in _PARTS.split(quote) if any(Words.of(part).has(name) for name in names))
    return next(iter(parts), quote)


def _group(actor: str, roots: Roots) -> bool:
    known = roots.people.actors.get(actor)
    return known is not None and known.kind == "group"


def _states(quote: str, roots: Roots) -> tuple[str, ...]:
    """The states and governments whose names stand in a quotation, in its order."""
    words = Words.of(quote)
    found = [
        (words.text.find(Words.of(name).text), id_)
        for id_, names in roots.states.items()
        for name in names
        if words.has(name)
    ]
    return tuple(dict.fromkeys(id_ for _, id_ in sorted(found)))
