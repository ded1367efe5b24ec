"""Roles in words: whom a text calls guarantor, mediator, facilitator or party.

The role must be said of somebody by name: "mediated by A and B", "the guarantors, A and B", "A serves as guarantor",
"A's role as mediator". "Mediators" of whom no name is told call nobody anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from guarantor.linking.words import word_set
from guarantor.model.actor import People

Role = Literal["guarantor", "mediator", "facilitator", "party"]
ROLES: tuple[Role, ...] = ("guarantor", "mediator", "facilitator", "party")
_JOINT = re.compile(r"(?:[\s,]|\band\b|\bthe\b|\bas well as\b|\balong with\b|\btogether with\b)*", re.IGNORECASE)
_BY = re.compile(r"\s*(?:by|of|states?|countries|powers)?[\s,:]*(?:\bthe\b)?\s*", re.IGNORECASE)
_AS = re.compile(
    r"\b(?:as|is|are|was|were|be|become|became|becomes|remain|remains)\s+"
    r"(?:an?\s+|the\s+|one of the\s+|(?:[\w-]+\s+){0,2}?(?:and|or)\s+|de facto\s+)*$", re.IGNORECASE,
)  # fmt: skip
_APPOSED = re.compile(r"\s*,\s*(?:an?|the|both|one of the)?\s*(?:[\w-]+\s+and\s+)?", re.IGNORECASE)
_ACTIVE = re.compile(r"\s*(?:have|has|had|jointly|also)?\s*", re.IGNORECASE)
_DEAL = re.compile(r"\b(?:talks|negotiations?|agreements?|deal|cease-?fire|truce|accords?|settlement)\b", re.IGNORECASE)
"""What somebody must have mediated or facilitated for it to be his role."""
_NOT = re.compile(r"\b(?:not|no longer|never|neither|cannot|nor)\b", re.IGNORECASE)
FAR = 120
"""So many characters between a name and its role."""


@dataclass(frozen=True, slots=True)
class Called:
    """One actor called by one role; ``disputed`` where the words say that he is not."""

    role: Role
    whom: str
    disputed: bool = False


def roles_in(quote: str, people: People) -> tuple[Called, ...]:
    """Whom the words call what, in the order of the words."""
    found: dict[Called, None] = {}
    runs: list[_Run] | None = None
    for role, match in _role_words(quote):
        runs = _runs(quote, people) if runs is None else runs
        for run, disputed in _of(quote, match, runs):
            found.update((Called(role, actor, disputed), None) for actor in run.actors)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Run:
    """Names that stand together ("A, B and C"): where, and whose."""

    start: int
    end: int
    actors: tuple[str, ...]


def _role_words(quote: str) -> Iterator[tuple[Role, re.Match[str]]]:
    for role in ROLES:
        for match in _pattern(role).finditer(quote):
            yield role, match


def _of(quote: str, match: re.Match[str], runs: list[_Run]) -> Iterator[tuple[_Run, bool]]:
    """The names to which a word for a role belongs, and whether it is denied of them."""
    word = match[0].casefold()
    verb = word.endswith("ed")
    if verb and not _DEAL.search(quote):
        return
    before = [run for run in runs if run.end <= match.start()][-1:]
    after = [run for run in runs if run.start >= match.end()][:1]
    if (
        after
        and _BY.fullmatch(quote[match.end() : after[0].start])
        and not _needs_no_names(word, quote, match, after[0])
    ):
        yield after[0], False
        return
    for run in before:
        between = quote[run.end : match.start()]
        if len(between) > FAR:
            continue
        denied = _NOT.search(between) is not None
        plain = _NOT.sub("", between)
        if (verb and _ACTIVE.fullmatch(plain)) or (
            not verb and (_apposed(between) or (_AS.search(plain) and not re.search(r"[;:]|\bthat\b", between)))
        ):
            yield run, denied


def _needs_no_names(word: str, quote: str, match: re.Match[str], run: _Run) -> bool:
    """Whether what stands behind a role is what it is of, and not who has it ("the guarantor of X")."""
    link = quote[match.end() : run.start].split()
    return link[:1] == ["of"] and not word.startswith(("mediation", "facilitation"))


def _apposed(between: str) -> bool:
    return _APPOSED.fullmatch(between) is not None


def _runs(quote: str, people: People) -> list[_Run]:
    """The names of a case's actors in a quotation, those that stand together as one."""
    named = _names(tuple((actor.id, actor.kind, actor.names) for actor in people.actors.values()))
    if named is None:
        return []
    pattern, whose = named
    runs: list[_Run] = []
    for match in pattern.finditer(quote):
        actor = whose[match[0].casefold()]
        if runs and _JOINT.fullmatch(quote[runs[-1].end : match.start()]):
            last = runs.pop()
            runs.append(_Run(last.start, match.end(), (*last.actors, *([actor] if actor not in last.actors else []))))
        else:
            runs.append(_Run(match.start(), match.end(), (actor,)))
    return runs


@cache
def _names(actors: tuple[tuple[str, str, tuple[str, ...]], ...]) -> tuple[re.Pattern[str], dict[str, str]] | None:
    """One pattern for all names that begin with a capital letter, the longest first, and whose each is."""
    whose = {name.casefold(): id_ for id_, kind, names in actors for name in names if name[:1].isupper()}
    if not whose:
        return None
    longest = sorted(whose, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE), whose


@cache
def _pattern(role: Role) -> re.Pattern[str]:
    words = next(row for row in word_set("role") if row[0] == role)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})\b", re.IGNORECASE)
