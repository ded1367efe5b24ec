"""Roles as told: who calls whom what, since which day, and who disputes it.

Built on the answers told to the case's open issues (:mod:`guarantor.linking.answers`): an issue's options are the
roles, their words the names. A denial, or a claim of opposite sign with the same words, disputes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guarantor.linking.answers import named
from guarantor.linking.kept import Kept
from guarantor.linking.roots import Roots
from guarantor.model.agreement import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTold:
    """One root that calls somebody (``whom``: the actors named beside) by one option; ``since`` the first day printed.

    ``disputed_by`` are roots that deny those words.
    """

    issue: str
    option: str
    title: str
    root: str
    whom: tuple[str, ...]
    since: str
    claims: tuple[str, ...]
    disputed_by: tuple[str, ...] = ()


def roles_told(issue: Issue, claims: Iterable[Kept], roots: Roots) -> tuple[RoleTold, ...]:
    """The roles that resolved roots tell for an issue, in the order of its options and then of the first day."""
    calls: dict[tuple[str, str], list[Kept]] = {}
    denies: dict[str, list[str]] = {}
    for kept in sorted(claims, key=lambda each: (each.claim.report.published or "9", each.claim.span, each.id)):
        root = roots.of(kept.claim)
        for option in named(issue, kept.claim.quote) if root.resolved else ():
            if kept.claim.type == "denial" or kept.claim.polarity == "-":
                denies.setdefault(option, []).append(root.id)
            else:
                calls.setdefault((option, root.id), []).append(kept)
    order = [choice.id for choice in issue.choices]
    titles = {choice.id: choice.title for choice in issue.choices}
    made = [
        RoleTold(
            issue=issue.id, option=option, title=titles[option], root=root,
            whom=tuple(dict.fromkeys(m.actor for k in kept for m in k.claim.actors if m.actor and m.actor != root)),
            since=(kept[0].claim.report.published or "")[:10], claims=tuple(k.id for k in kept),
            disputed_by=tuple(dict.fromkeys(who for who in denies.get(option, ()) if who != root)),
        )
        for (option, root), kept in calls.items()
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda each: (order.index(each.option), each.since, each.root)))
