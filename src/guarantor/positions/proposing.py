"""Codings that a rule proposes: an actor speaks in words of a stance, and names an option by its words.

Only an actor's own words count (or its organ's, its officials'). The stance comes from the kind of claim and from the
words of ``data/stances.tsv``; where the two point apart, or a *no* names two answers at once, nothing is proposed: what
a sentence means is then for people to say. A red line is never proposed as meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from guarantor.linking.fitting import Words
from guarantor.linking.roots import Roots
from guarantor.model.actor import People
from guarantor.model.agreement import Agreement, Issue
from guarantor.model.claim import Claim, ClaimType
from guarantor.model.link import Link
from guarantor.model.position import AGAINST, FOR, Stance
from guarantor.positions.ledger import KIND, holder_of

SPEAKS: frozenset[ClaimType] = frozenset({"position", "demand", "refusal", "commitment", "denial", "statement", "plan"})
BY_TYPE: Mapping[ClaimType, Stance] = {"demand": "demands", "refusal": "opposes", "commitment": "accepts"}
RULE = "stance words"
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a claim's words stand: the stance, the phrase that shows it, and the condition, if one is told."""

    stance: Stance
    by: str
    condition: str | None = None


class Proposer:
    """Proposes codings for the claims of one case. ``since`` is the first ISO day the case is about."""

    def __init__(self, agreement: Agreement, people: People, *, since: str | None = None) -> None:
        self.issues = agreement.issues
        self.roots = Roots(people)
        self.since = since
        self.wholes = tuple(wholes(people))

    def of(self, id_: str, claim: Claim) -> Iterator[Link]:
        """The codings of one claim, in the order of the issues and options."""
        published = claim.report.published
        if claim.type not in SPEAKS or (self.since and published and published[:10] < self.since[:10]):
            return
        read = reading(claim)
        actor = holder_of(claim, self.roots, self.wholes) if read is not None else None
        if read is None or actor is None or not self._own(claim, actor):
            return
        words = Words.of(claim.quote)
        for issue in self.issues:
            named = named_options(issue, words)
            if len(named) == 1 or (named and read.stance in FOR):
                yield from (_link(id_, issue, option, phrase, actor, read) for option, phrase in named)

    def _own(self, claim: Claim, actor: str) -> bool:
        """Whether the claim tells of its holder's own stance, not of what somebody else accepts or refuses."""
        named = [whole for each in claim.actors if each.actor and (whole := self._whole(each.actor)) is not None]
        return not named or actor in named

    def _whole(self, actor: str) -> str | None:
        return next((whole for whole in self.wholes if actor in self.roots.organs(whole)), None)


def wholes(people: People) -> Iterator[str]:
    """The actors who are nobody's organ, member of staff or official: those whose positions are followed."""
    for actor in people.actors.values():
        if actor.part_of is None and not any(office.of for office in actor.offices):
            yield actor.id


def reading(claim: Claim) -> Reading | None:
    """How a claim's words stand, or None where they show no stance or point apart."""
    found = _stance_words(claim.quote)
    by_type = BY_TYPE.get(claim.type)
    if found is not None and found[0] == "can live with":
        return Reading(stance="can live with", by=found[1])
    if claim.type == "plan":
        conditional = claim.modality == "conditional" and claim.polarity == "+" and (found is None or found[0] in FOR)
        return (
            Reading(stance="conditional", by="a plan", condition=_condition(_without_teller(claim)))
            if conditional
            else None
        )
    if found is None and (by_type is None or claim.type == "demand"):
        return None
    stance, phrase = found if found is not None else (by_type or "silent", f"a {claim.type}")
    if by_type is not None and _sides(by_type) * _sides(stance) < 0:
        return None
    if claim.polarity == "-" and stance in FOR and claim.type not in ("position", "statement"):
        return None
    condition = _condition(_without_teller(claim))
    if stance in FOR and (condition is not None or claim.modality in ("conditional", "hypothetical")):
        return Reading(stance="conditional", by=phrase, condition=condition)
    return Reading(stance=stance, by=phrase, condition=condition if stance not in FOR else None)


def _sides(stance: Stance) -> int:
    return 1 if stance in FOR else (-1 if stance in AGAINST else 0)


def named_options(issue: Issue, words: Words) -> list[tuple[str, str]]:
    """The options that a text names, each with the phrase; a phrase inside another option's longer one is not it."""
    found = {
        option.id: max((phrase for phrase in option.words if words.has(phrase)), key=len, default="")
        for option in issue.choices
    }
    hits = {option: phrase for option, phrase in found.items() if phrase}
    return [
        (option, phrase)
        for option, phrase in hits.items()
        if not any(other != option and _inside(phrase, longer) for other, longer in hits.items())
    ]


def _stance_words(quote: str) -> tuple[Stance, str] | None:
    """The stance of the longest phrase in a quote; None where phrases that do not overlap point apart."""
    said = _as_said(quote)
    taken: list[tuple[int, int]] = []
    kept: list[tuple[Stance, str]] = []
    for stance, phrase, form in _table():
        start = said.find(form)
        end = start + len(phrase) + 1
        if start >= 0 and not any(start < last and first < end for first, last in taken):
            taken.append((start, end))
            kept.append((stance, phrase))
    if not kept or len({_sides(stance) for stance, _ in kept}) > 1:
        return None
    return max(kept, key=lambda each: (each[0] == "red line", len(each[1])))


def _as_said(text: str) -> str:
    """The words of a text in their own forms ("backs" is a stance, "back" is not), between blanks."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _inside(phrase: str, other: str) -> bool:
    """Whether a phrase is a part of a longer one."""
    longer = Words.of(other)
    return len(longer.text) > len(Words.of(phrase).text) and longer.has(phrase)


def _without_teller(claim: Claim) -> str:
    """A claim's words up to where they turn to who says so ("…, the minister said")."""
    start = claim.span[0]
    turns = [span[0] - start for span in (claim.cue, claim.holder.span) if span is not None]
    last = min(turns, default=len(claim.quote))
    half = len(claim.quote) // 2
    if last <= half or last >= len(claim.quote):
        return claim.quote
    told, comma, _ = claim.quote[:last].rpartition(",")
    return told if comma and len(told) > half else claim.quote[:last]


def _condition(quote: str) -> str | None:
    """What stands after the first word that opens a condition; the word itself is kept unless it is a plain "if"."""
    found = [
        match for match in (re.search(rf"\b{re.escape(w)}\b(.*)", quote, re.I | re.S) for w in _openers()) if match
    ]
    if not found:
        return None
    first = min(found, key=lambda match: (match.start(), match.start(1) * -1))
    words = " ".join(first[0].split()).rstrip(".,;:\"”’' ")
    return words.removeprefix("if ").removeprefix("If ")


def _link(claim: str, issue: Issue, option: str, phrase: str, actor: str, read: Reading) -> Link:
    fields: dict[str, Any] = {"actor": actor}
    if read.stance == "red line":
        fields["red-line"] = "unassessed"
    if read.condition is not None and read.stance == "conditional":
        fields["if"] = read.condition
    return Link(
        kind=KIND, claims=(claim,), target=f"{issue.id}/{option}", effect=read.stance, rule=RULE,
        reason=f"told in its own name; “{phrase}” names the answer; “{read.by}” shows the stance", fields=fields,
    )  # fmt: skip


def _rows(name: str) -> Iterable[str]:
    text = files("guarantor.positions").joinpath("data", name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _table() -> tuple[tuple[Stance, str, str], ...]:
    """Stance, phrase, and the phrase as it is looked for; the longest first."""
    found: list[tuple[Stance, str, str]] = []
    for line in _rows("stances.tsv"):
        stance, _, phrase = line.partition("\t")
        found.append((stance, phrase, _as_said(phrase)))  # type: ignore[arg-type]
    return tuple(sorted(found, key=lambda each: (-len(each[1]), each[1])))


@cache
def _openers() -> tuple[str, ...]:
    return tuple(_rows("conditions.tsv"))
