"""Who stands where: options, consent rules, ties between options, codings of claims, and derived positions.

A *coding* ties one claim to one option with a stance. A *position* is derived from codings; it is never stored.
Options are written ``issue/option`` wherever one is named outside its issue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from guarantor.model.clauses import Reference

Stance = Literal["demands", "accepts", "can live with", "opposes", "red line", "conditional", "silent"]
"""``conditional``: accepts if something is so. ``silent``: it spoke on the issue and left this option out."""
Assessed = Literal["active", "rhetorical", "unassessed"]
"""What a person makes of a red line; until somebody says, ``unassessed``."""
Answer = Literal["accept", "reject", "unknown", "contradicted"]
Force = Literal["legal", "practical"]
NeedsKind = Literal["actor", "all", "at-least", "weighted"]

STANCES: tuple[Stance, ...] = get_args(Stance)
ASSESSED: tuple[Assessed, ...] = get_args(Assessed)
FOR: frozenset[Stance] = frozenset({"demands", "accepts", "can live with"})
AGAINST: frozenset[Stance] = frozenset({"opposes", "red line"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One possible answer to an issue, with the clause it touches and the phrases by which reports name it."""

    id: str
    title: str
    words: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """Whose agreement is needed, as a tree. Adding an agreement never undoes one: every such tree is monotone.

    ``all``: every part. ``at-least``: ``threshold`` of the parts. ``weighted``: parts whose ``weights`` reach
    ``threshold`` together. ``actor``: that actor's own agreement.

    >>> both = Needs(kind="all", parts=(Needs(kind="actor", actor="a"), Needs(kind="actor", actor="b")))
    >>> both.met({"a"}), both.met({"a", "b"}), sorted(both.actors())
    (False, True, ['a', 'b'])
    """

    kind: NeedsKind
    actor: str | None = None
    threshold: int = 0
    parts: tuple[Needs, ...] = ()
    weights: tuple[int, ...] = ()

    def met(self, agreeing: set[str] | frozenset[str]) -> bool:
        """Whether the agreement of exactly these actors is enough."""
        if self.kind == "actor":
            return self.actor in agreeing
        fits = [part.met(agreeing) for part in self.parts]
        if self.kind == "all":
            return all(fits)
        if self.kind == "at-least":
            return sum(fits) >= self.threshold
        return sum(weight for weight, fit in zip(self.weights, fits, strict=True) if fit) >= self.threshold

    @property
    def is_all(self) -> bool:
        """Whether it asks for the agreement of each of its actors and nothing else."""
        return self.kind == "actor" or (self.kind == "all" and all(part.is_all for part in self.parts))

    def actors(self) -> tuple[str, ...]:
        """Every actor it names, each once, in the order of the rule."""
        return tuple(dict.fromkeys(self._named()))

    def _named(self) -> Iterator[str]:
        if self.actor is not None:
            yield self.actor
        for part in self.parts:
            yield from part._named()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRule:
    """Whose agreement a decision needs, by which text.

    ``on`` names issues (each of their options is then a decision) or single options ``issue/option``. With ``together``
    they are one decision, so that rejecting any of them is rejecting the whole. ``force`` says whether law asks for
    that agreement, or only experience.
    """

    id: str
    needs: Needs
    on: tuple[str, ...] = ()
    title: str = ""
    force: Force = "practical"
    together: bool = False
    references: tuple[Reference, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What cannot hold together, or not in any order.

    ``never``: these options exclude each other. ``option`` with ``after``: it can only come after those, so that a
    package with it holds them too, and options that wait for each other in a circle cannot hold.
    """

    id: str
    never: tuple[str, ...] = ()
    option: str | None = None
    after: tuple[str, ...] = ()
    because: str = ""
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """One claim tied to one option with a stance.

    ``actor`` is whose position it is: an actor whose words (or whose organ's words) the claim holds. ``rank`` is how
    near the words are to the actor, 1 the nearest. ``day`` is the ISO day of the words, ``published`` that of the
    report. ``only_if`` are options on which acceptance hangs, ``condition`` what else it hangs on, in words. ``coder``
    is None for a rule's proposal that no person has confirmed; ``reason`` says why it was coded so.
    """

    id: str
    claim: str
    issue: str
    option: str
    actor: str
    stance: Stance
    rank: int
    day: str | None
    published: str | None = None
    assessed: Assessed = "unassessed"
    condition: str | None = None
    only_if: tuple[str, ...] = ()
    coder: str | None = None
    rule: str = ""
    reason: str = ""
    speaker: str = ""

    @property
    def about(self) -> str:
        """The option as ``issue/option``."""
        return f"{self.issue}/{self.option}"

    @property
    def reviewed(self) -> bool:
        """Whether a person coded or confirmed it."""
        return self.coder is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where an actor stands on one option, derived.

    ``answer`` is what counts; ``stance`` the word for it, None where nothing is coded. ``decided_by`` are the codings
    that stand, ``earlier`` those that later words of no lower rank took the place of. ``age`` is the number of days
    between the newest deciding words and the moment asked about. ``differ``: coders read the deciding words
    differently; where that makes a yes of a no, no answer is taken from them.
    """

    actor: str
    issue: str
    option: str
    answer: Answer = "unknown"
    stance: Stance | None = None
    condition: str | None = None
    only_if: tuple[str, ...] = ()
    assessed: Assessed | None = None
    day: str | None = None
    age: int | None = None
    decided_by: tuple[Coding, ...] = ()
    earlier: tuple[Coding, ...] = ()
    differ: bool = False

    @property
    def about(self) -> str:
        """The option as ``issue/option``."""
        return f"{self.issue}/{self.option}"

    @property
    def known(self) -> bool:
        """Whether it says yes or no."""
        return self.answer in ("accept", "reject")
