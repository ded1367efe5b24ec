"""Who says so, by origin: one block is one independent holder; outlets that repeat it are listed inside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guarantor.board.question import Question
from guarantor.briefing.citation import Citation, by_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One origin with its words, the earliest first; ``attestations`` independent carriers brought them."""

    name: str
    anonymous: bool
    words: tuple[Citation, ...]
    outlets: int
    attestations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """Reports that were merged into one origin, and why."""

    name: str
    outlets: int
    attestations: int
    reasons: tuple[str, ...]


def blocks_of(question: Question, claims: Iterable[str], about: str) -> tuple[Block, ...]:
    """The origins behind some claims about a provision, the earliest first."""
    found: list[Block] = []
    for group in _grouped(question, claims, about).values():
        words = by_date(question.cited(group))
        first = words[0]
        count = question.knowledge.origins.count(question.claims[claim] for claim in group)
        found.append(
            Block(
                name=first.root_name, anonymous=first.anonymous, words=tuple(words),
                outlets=len({word.outlet or word.report for word in words}), attestations=count.attestations,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda block: (block.words[0].published or "9", block.name)))


def copies_of(question: Question, claims: Iterable[str], about: str) -> tuple[Copies, ...]:
    """The origins that stand in more than one report, with the reason for each merge."""
    found: list[Copies] = []
    for group in _grouped(question, claims, about).values():
        kept = [question.claims[claim] for claim in group]
        reports = {each.claim.report.id for each in kept}
        if len(reports) < 2:
            continue
        count = question.knowledge.origins.count(kept)
        root = question.knowledge.roots.of(kept[0].claim)
        same = () if count.reasons else (f"one speaker: {root.name}",)
        found.append(
            Copies(name=root.name, outlets=len(reports), attestations=count.attestations,
                   reasons=tuple(dict.fromkeys((*same, *count.reasons))))
        )  # fmt: skip
    return tuple(found)


def _grouped(question: Question, claims: Iterable[str], about: str) -> Mapping[str, list[str]]:
    """The claims by origin; of a very large record as the words about the provision have it, whose origins are settled
    over the whole record already."""
    groups: dict[str, list[str]] = {}
    settled = {word.claim: word.origin for word in question.words(about)} if question.knowledge.large else {}
    for claim in claims:
        kept = question.claims.get(claim)
        if kept is not None:
            root = question.knowledge.roots.of(kept.claim)
            origin = settled.get(claim) or question.knowledge.origins.of(claim, root)
            groups.setdefault(origin, []).append(claim)
    return groups
