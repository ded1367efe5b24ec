"""The ledger: codings as they stand in the record, read from its links of kind ``position``.

A coding is a link from one claim to ``issue/option`` with the stance as its effect. A rule proposes it; a person
confirms it (accepts the link), rejects it, or makes one of their own, which then stands beside the others: two coders
who differ are both kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from guarantor.linking.kept import Kept
from guarantor.linking.roots import Roots
from guarantor.model.agreement import Agreement
from guarantor.model.claim import Claim
from guarantor.model.link import Link, LinkKind
from guarantor.model.position import ASSESSED, STANCES, Assessed, Coding, Stance

KIND: LinkKind = "position"
RANKS = {"document": 1, "named": 2, "role": 3, "outlet": 4, "anonymous": 4}
"""How near words are to the actor: a text of its own, a named person or organ, an office, somebody unnamed."""
RELAYED = 5
"""Words that reach us through somebody who has an interest of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """A link of kind ``position`` as it stands; ``by`` is the person who made or confirmed it."""

    link: Link
    by: str | None = None


def rank_of(claim: Claim, *, relayed: bool = False) -> int:
    """How near a claim's words are to whoever holds them, 1 the nearest."""
    return RELAYED if relayed else RANKS.get(claim.holder.kind, RELAYED)


def holder_of(claim: Claim, roots: Roots, actors: Iterable[str]) -> str | None:
    """The actor whose word a claim is: among some actors the one whose organ (or itself) is the claim's root.

    What a rival relays is the rival's word, and what an outlet tells in its own voice is nobody's position.
    """
    root = roots.of(claim)
    if root.kind != "actor" or root.cited is not None:
        return None
    listed = tuple(actors)
    fitting = [actor for actor in listed if root.id in roots.organs(actor)]
    if not fitting and (head := root.id.partition(".")[0]) in listed:
        return head
    return max(fitting, key=lambda actor: (-len(roots.organs(actor)), actor)) if fitting else None


def day_of_words(claim: Claim) -> str | None:
    """The ISO day on which the words were said; that of publication, where the claim tells no single earlier day.

    What is demanded, refused or promised lies ahead, so that a day before publication can only be that of saying it.
    """
    published = claim.report.published[:10] if claim.report.published else None
    when = claim.when
    if when is None or when.start is None or when.end is None or when.start[:10] != when.end[:10]:
        return published
    return when.end[:10] if published is None or when.end[:10] <= published else published


def codings(
    links: Iterable[Tied], claims: Mapping[str, Kept], roots: Roots, agreement: Agreement
) -> tuple[Coding, ...]:
    """The codings of live claims, in the order of day, actor, option and id."""
    options = {f"{issue.id}/{option}" for issue in agreement.issues for option in issue.options}
    found: dict[str, Coding] = {}
    for kept in links:
        claim = claims.get(kept.link.claims[0]) if kept.link.claims else None
        if claim is not None and kept.link.target in options and kept.link.effect in STANCES:
            coding = _coding(kept, claim.claim, roots)
            found[coding.id] = coding
    return tuple(sorted(found.values(), key=lambda each: (each.day or "", each.actor, each.about, each.id)))


def _coding(kept: Tied, claim: Claim, roots: Roots) -> Coding:
    link, fields = kept.link, kept.link.fields
    issue, _, option = (link.target or "").partition("/")
    root = roots.of(claim)
    assessed = fields.get("red-line", "unassessed")
    return Coding(
        id=link.id, claim=link.claims[0], issue=issue, option=option, actor=str(fields.get("actor", root.id)),
        stance=cast(Stance, link.effect), rank=rank_of(claim, relayed=root.cited is not None),
        day=str(fields["day"]) if "day" in fields else day_of_words(claim),
        published=claim.report.published[:10] if claim.report.published else None,
        assessed=cast(Assessed, assessed) if assessed in ASSESSED else "unassessed",
        condition=fields.get("if"), only_if=tuple(fields.get("only-if", ())), coder=kept.by, rule=link.rule,
        reason=link.reason, speaker=roots.name(root.id) if root.kind == "actor" else claim.holder.text or root.name,
    )  # fmt: skip
