"""Which other claims may say the same as one: for a person who means to tell the desk so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guarantor.board.question import Question
from guarantor.briefing.citation import Citation, cite
from guarantor.case.indexed import spoken
from guarantor.linking.kept import Kept

MOST = 8
LEAST = 2.0
_COMMON = 3
"""Words shorter than so many letters say nothing of likeness."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """A claim that may be the same: how it is cited, and what it shares, in words."""

    citation: Citation
    shares: str


def likely_same(question: Question, kept: Kept) -> tuple[Likely, ...]:
    """The claims most like one, the likest first: what they bear on, their kind, who did it, day, figure, words."""
    near = {
        other
        for link in question.knowledge.of_claim.get(kept.id, ())
        for other, _ in question.knowledge.tied_to.get(link.target or "", ())
    }
    if not near and question.finder is not None:
        near = {other.id for other in question.knowledge.claims_in(kept.claim.report.id)}
    pool = near or question.claims.keys()
    scored = []
    for id_ in pool:
        other = question.claims.get(id_)
        if other is None or id_ == kept.id:
            continue
        shares = dict(_shared(question, kept, other))
        if sum(shares.values()) >= LEAST:
            scored.append((-sum(shares.values()), id_, ", ".join(shares)))
    return tuple(
        Likely(citation=cite(question.claims[id_], question.knowledge.roots,
                             digest=question.digest(question.claims[id_].claim.report.id)), shares=shares)
        for _, id_, shares in sorted(scored)[:MOST]
    )  # fmt: skip


def _shared(question: Question, kept: Kept, other: Kept) -> Iterator[tuple[str, float]]:
    one, two = kept.claim, other.claim
    if one.type == two.type:
        yield "same kind", 1.0
    if {m.actor for m in one.actors if m.actor} & {m.actor for m in two.actors if m.actor}:
        yield "same actor", 1.0
    if one.holder.actor and one.holder.actor == two.holder.actor:
        yield "same holder", 1.0
    if one.when and two.when and one.when.start and (one.when.start or "")[:10] == (two.when.start or "")[:10]:
        yield "same day", 1.0
    if {q.low for q in one.quantities} & {q.low for q in two.quantities}:
        yield "same figure", 1.0
    words = [set(_words(spoken(each.claim))) for each in (kept, other)]
    alike = len(words[0] & words[1]) / max(1, min(len(words[0]), len(words[1])))
    if alike >= 0.3:
        yield "alike in words", 2 * alike


def _words(text: str) -> Iterator[str]:
    return (word for word in text.split() if len(word) > _COMMON)
