"""Words that say how another deed stands ("refused to", "plan to", "unable to"), as tables. The words are data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from guarantor.reading.events.lexicon import Phrase, plural, rows

SAME = "="
"""Leaves the type, the modality or the polarity as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a deed becomes: claim type, modality and polarity, each "=" where it stays."""

    type: str
    modality: str
    polarity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """One line of ``operators.tsv``."""

    kind: str
    """``v`` verb, ``n`` noun, ``a`` adjective"""
    word: str
    complements: frozenset[str]
    effect: Effect
    negated: Effect | None
    example: str

    @property
    def name(self) -> str:
        """Name of the rule, as claims show it."""
        return self.word.replace(" ", "-")


@cache
def operators() -> dict[str, dict[str, tuple[tuple[Phrase, Operator], ...]]]:
    """Kind to first word (a lemma for verbs, a form else) to its phrases, longest first."""
    made: dict[str, dict[str, list[tuple[Phrase, Operator]]]] = {"v": {}, "n": {}, "a": {}}
    for operator in all_operators():
        phrase = tuple(operator.word.split())
        made[operator.kind].setdefault(phrase[0], []).append((phrase, operator))
        if operator.kind == "n":
            made["n"].setdefault(plural(phrase[0]), []).append(((plural(phrase[0]),), operator))
    return {
        kind: {first: tuple(sorted(found, key=_longest)) for first, found in table.items()}
        for kind, table in made.items()
    }


def _longest(entry: tuple[Phrase, Operator]) -> int:
    """Longer phrases first."""
    return -len(entry[0])


@cache
def all_operators() -> tuple[Operator, ...]:
    """Every line of the table."""
    return tuple(
        Operator(
            kind=kind,
            word=word,
            complements=frozenset(complements.split(",")),
            effect=Effect(type=type_, modality=modality, polarity=polarity),
            negated=None
            if negated == "-"
            else Effect(**dict(zip(("type", "modality", "polarity"), negated.split("/"), strict=True))),
            example=example,
        )
        for kind, word, complements, type_, modality, polarity, negated, example in rows("modality/operators.tsv")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Modal:
    """One line of ``modals.tsv``: type and modality of a deed, plain and denied."""

    type: str
    modality: str
    type_denied: str
    modality_denied: str


@cache
def modals() -> dict[str, Modal]:
    """Modal verb to what it makes of a deed."""
    return {
        word: Modal(type=type_, modality=modality, type_denied=denied, modality_denied=modality_denied)
        for word, type_, modality, denied, modality_denied, _ in rows("modality/modals.tsv")
    }


@cache
def adverbs() -> dict[str, str]:
    """Adverb to the modality it gives."""
    return {word: modality for word, modality, _ in rows("modality/adverbs.tsv")}


@cache
def conditions() -> dict[str, tuple[tuple[Phrase, str], ...]]:
    """First word to the phrases that open a condition, with their kind ("if" or "until"), longest first."""
    made: dict[str, list[tuple[Phrase, str]]] = {}
    for word, kind, _ in rows("modality/conditions.tsv"):
        phrase = tuple(word.split())
        made.setdefault(phrase[0], []).append((phrase, kind))
    return {first: tuple(sorted(found, key=lambda one: -len(one[0]))) for first, found in made.items()}
