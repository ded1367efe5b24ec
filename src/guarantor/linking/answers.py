"""Which answers to an open question are told, and by whom: roles as told, names of a paper, any issue with words.

Words are no stance. Whoever calls a state a guarantor, a mediator or a facilitator has told an answer to "what is it?",
whatever it wants; an answer told by one root and another answer by another is a disagreement that the record shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guarantor.linking.fitting import Words
from guarantor.linking.kept import Kept
from guarantor.linking.roots import Roots
from guarantor.model.agreement import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One option of an issue, with the claims that tell it, by root, in the order in which they came."""

    option: str
    title: str
    told: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def roots(self) -> tuple[str, ...]:
        """Who tells it."""
        return tuple(root for root, _ in self.told)

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that tell it."""
        return tuple(claim for _, claims in self.told for claim in claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What is told of one issue. ``differ`` where different roots tell different answers, or one tells several."""

    issue: Issue
    told: tuple[Answer, ...]

    @property
    def differ(self) -> bool:
        """Whether more than one answer is told."""
        return len(self.told) > 1


def answers(issue: Issue, claims: Iterable[Kept], roots: Roots) -> Answers:
    """The answers told to an issue by resolved roots. A denial tells none; nor do words that two answers share."""
    found: dict[str, dict[str, list[str]]] = {}
    for kept in claims:
        root = roots.of(kept.claim)
        if not root.resolved or kept.claim.type == "denial" or kept.claim.polarity == "-":
            continue
        for option in named(issue, kept.claim.quote):
            found.setdefault(option, {}).setdefault(root.id, []).append(kept.id)
    return Answers(
        issue=issue,
        told=tuple(
            _answer(choice.id, choice.title, found[choice.id]) for choice in issue.choices if choice.id in found
        ),
    )


def named(issue: Issue, quote: str) -> tuple[str, ...]:
    """The options whose words stand in a quotation; a phrase inside a longer option's phrase does not count.

    "a de facto guarantor if …" names the conditional answer, not the plain one.
    """
    words = Words.of(quote)
    hits = [(choice.id, phrase) for choice in issue.choices for phrase in choice.words if words.has(phrase)]
    kept = [
        option
        for option, phrase in hits
        if not any(other != option and _inside(phrase, longer) for other, longer in hits)
    ]
    return tuple(dict.fromkeys(kept))


def _inside(phrase: str, longer: str) -> bool:
    return len(phrase) < len(longer) and Words.of(longer).has(phrase)


def _answer(option: str, title: str, told: Mapping[str, list[str]]) -> Answer:
    return Answer(option=option, title=title, told=tuple((root, tuple(claims)) for root, claims in told.items()))
