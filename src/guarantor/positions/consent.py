"""Consent: the smallest sets that approve or block under a rule, and what is known of a decision asked of actors.

Every rule is monotone: more agreement never undoes approval. So a set *blocks* when all others together do not
approve, and the minimal blocking sets are the minimal approving sets of the dual rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, islice
from typing import Literal

import numpy as np

from guarantor.model.position import Answer, Needs
from guarantor.positions.sets import Family, Found, mask_of, members, minimal, unions

TABLE = 20
"""Up to this many actors a rule is looked at through the table of all sets of them (a million rows)."""
MOST = 100_000
"""So many sets are kept at most by the search that larger rules need."""
Outcome = Literal["approved", "blocked", "open"]


def dual(needs: Needs) -> Needs:
    """The rule that is met by exactly the sets which block the given one.

    >>> one_of_two = Needs(kind="at-least", threshold=1, parts=(Needs(kind="actor", actor="a"),
    ...                                                         Needs(kind="actor", actor="b")))
    >>> dual(one_of_two).met({"a"})
    False
    """
    if needs.kind == "actor":
        return needs
    parts = tuple(dual(part) for part in needs.parts)
    if needs.kind == "all":
        return Needs(kind="at-least", threshold=1, parts=parts)
    if needs.kind == "at-least":
        return Needs(kind="at-least", threshold=len(parts) - needs.threshold + 1, parts=parts)
    return Needs(
        kind="weighted", threshold=sum(needs.weights) - needs.threshold + 1, parts=parts, weights=needs.weights
    )


@lru_cache(maxsize=256)
def approving(needs: Needs) -> Found:
    """The minimal sets whose agreement is enough, as masks over ``needs.actors()``."""
    actors = needs.actors()
    if len(actors) <= TABLE:
        return Found(sets=_minimal_of(_table(needs, actors)))
    return _search(needs, actors)


def blocking(needs: Needs) -> Found:
    """The minimal sets without which the rule cannot be met, as masks over ``needs.actors()``."""
    return approving(dual(needs))


def approving_count(needs: Needs) -> int:
    """How many sets of the rule's actors, of any size, are enough. Raises ValueError beyond :data:`TABLE` actors."""
    actors = needs.actors()
    if len(actors) > TABLE:
        raise ValueError(f"{len(actors)} actors have too many sets to count; at most {TABLE}")
    return int(_table(needs, actors).sum())


def _table(needs: Needs, actors: Sequence[str]) -> np.ndarray:
    """For every set of the actors (its mask is the index) whether it meets the rule."""
    place = {actor: i for i, actor in enumerate(actors)}
    sets = np.arange(1 << len(actors), dtype=np.int64)

    def met(part: Needs) -> np.ndarray:
        if part.kind == "actor":
            return (sets >> place[part.actor or ""] & 1).astype(bool)
        weights = part.weights if part.kind == "weighted" else (1,) * len(part.parts)
        reach = len(part.parts) if part.kind == "all" else part.threshold
        votes = np.zeros(len(sets), dtype=np.int64)
        for weight, each in zip(weights, part.parts, strict=True):
            votes += weight * met(each)
        return votes >= reach

    return met(needs)


def _minimal_of(table: np.ndarray) -> Family:
    """The minimal sets of a monotone table: those that lose approval with any member."""
    sets = np.flatnonzero(table)
    for member in range(len(table).bit_length() - 1):
        bit = 1 << member
        sets = sets[((sets & bit) == 0) | ~table[sets & ~bit]]
    return minimal(int(each) for each in sets)


def _search(needs: Needs, actors: Sequence[str]) -> Found:
    place = {actor: i for i, actor in enumerate(actors)}
    complete = True

    def cut(sets: Family) -> Family:
        nonlocal complete
        if len(sets) > MOST:
            complete = False
        return sets[:MOST]

    def found(part: Needs) -> Family:
        if part.kind == "actor":
            return (1 << place[part.actor or ""],)
        if part.kind == "at-least" and all(each.kind == "actor" for each in part.parts):
            bits = dict.fromkeys(1 << place[each.actor or ""] for each in part.parts)
            chosen = islice(combinations(bits, part.threshold), MOST + 1) if len(bits) == len(part.parts) else ()
            if sets := tuple(sum(each) for each in chosen):
                return cut(sets)
        families = [found(each) for each in part.parts]
        weights = part.weights if part.kind == "weighted" else (1,) * len(families)
        reach = len(families) if part.kind == "all" else part.threshold
        reached: dict[int, Family] = {0: (0,)}
        for weight, family in zip(weights, families, strict=True):
            grown = dict(reached)
            for votes, sets in reached.items():
                if votes < reach and weight:
                    more = min(votes + weight, reach)
                    grown[more] = cut(minimal((*grown.get(more, ()), *unions(sets, family))))
            reached = grown
        return reached.get(reach, ())

    return Found(sets=found(needs), complete=complete)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What is known of one decision. Actors in the order of the rule.

    ``blocking``: the minimal blocking sets among those who reject. ``alone``: rejecting actors without whom it would
    not be blocked. ``matters``: those not known whose answer can still change the outcome. ``completes``: of these,
    whose yes alone would approve it. ``stops``: whose no alone would block it. ``complete`` False: cut off.
    """

    outcome: Outcome
    accepting: tuple[str, ...] = ()
    rejecting: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    blocking: tuple[tuple[str, ...], ...] = ()
    alone: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    completes: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    complete: bool = True

    @property
    def only_blocker(self) -> str | None:
        """The one actor who stands in the way, where it is one."""
        return self.blocking[0][0] if len(self.blocking) == 1 and len(self.blocking[0]) == 1 else None


def ask(needs: Needs, answers: Mapping[str, Answer]) -> Consent:
    """One decision under what is known: actors who are not in ``answers``, and the contradicted, are unknown.

    >>> two = Needs(kind="all", parts=(Needs(kind="actor", actor="a"), Needs(kind="actor", actor="b")))
    >>> ask(two, {"a": "reject"}).only_blocker, ask(two, {"a": "accept"}).completes
    ('a', ('b',))
    """
    actors = needs.actors()
    yes = tuple(actor for actor in actors if answers.get(actor) == "accept")
    no = tuple(actor for actor in actors if answers.get(actor) == "reject")
    unknown = tuple(actor for actor in actors if actor not in yes and actor not in no)
    sides: tuple[tuple[str, ...], ...] = (yes, no, unknown)
    if needs.met(frozenset(yes)):
        return _consent("approved", sides)
    left = frozenset(actors) - frozenset(no)
    if not needs.met(left):
        sets = blocking(needs)
        against = mask_of(actors.index(actor) for actor in no)
        inside = tuple(_names(each, actors) for each in sets.sets if each & against == each)
        alone = tuple(actor for actor in no if needs.met(left | {actor}))
        return _consent("blocked", sides, blocking=inside, alone=alone, complete=sets.complete)
    return _open(needs, sides)


def _open(needs: Needs, sides: tuple[tuple[str, ...], ...]) -> Consent:
    yes, no, unknown = sides
    actors = needs.actors()
    sets = approving(needs)
    against, agreed = (mask_of(actors.index(actor) for actor in side) for side in (no, yes))
    missing = minimal(each & ~agreed for each in sets.sets if not each & against)
    matters = mask_of(member for each in missing for member in members(each))
    left = frozenset(actors) - frozenset(no)
    return _consent(
        "open", sides, matters=_names(matters, actors),
        completes=tuple(actor for actor in unknown if needs.met({*yes, actor})),
        stops=tuple(actor for actor in unknown if not needs.met(left - {actor})),
        complete=sets.complete,
    )  # fmt: skip


def _consent(
    outcome: Outcome, sides: tuple[tuple[str, ...], ...], *, blocking: tuple[tuple[str, ...], ...] = (),
    alone: tuple[str, ...] = (), matters: tuple[str, ...] = (), completes: tuple[str, ...] = (),
    stops: tuple[str, ...] = (), complete: bool = True,
) -> Consent:  # fmt: skip
    return Consent(
        outcome=outcome, accepting=sides[0], rejecting=sides[1], unknown=sides[2], blocking=blocking, alone=alone,
        matters=matters, completes=completes, stops=stops, complete=complete,
    )  # fmt: skip


def _names(mask: int, actors: Sequence[str]) -> tuple[str, ...]:
    return tuple(actors[member] for member in members(mask))
