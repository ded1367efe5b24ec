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


def blocks_of(question: Question, claims: Iterable[str]) -> tuple[Block, ...]:
    """The origins behind some claims, the earliest first."""
    found: list[Block] = []
    for group in _grouped(question, claims).values():
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


def copies_of(question: Question, claims: Iterable[str]) -> tuple[Copies, ...]:
    """The origins that stand in more than one report, with the reason for each merge."""
    found: list[Copies] = []
    for group in _grouped(question, claims).values():
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


def _grouped(question: Question, claims: Iterable[str]) -> Mapping[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for claim in claims:
        kept = question.claims.get(claim)
        if kept is not None:
            root = question.knowledge.roots.of(kept.claim)
            groups.setdefault(question.knowledge.origins.of(claim, root), []).append(claim)
    return groups
