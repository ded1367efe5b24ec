"""Roles as told: who calls whom guarantor, mediator, facilitator or party, since which day, and who disputes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guarantor.linking.kept import Kept
from guarantor.linking.roles import ROLES, Role
from guarantor.linking.roots import Roots
from guarantor.linking.stages import MEANT

PREFIX = "role:"
"""Targets of links on roles: ``role:guarantor:north``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTold:
    """One root that calls somebody (``whom``) by a role; ``since`` the first day printed, ``claims`` its words.

    ``conditional`` where it says so only of what may come ("would become"). ``disputed_by`` are roots that deny it.
    """

    role: Role
    whom: str
    root: str
    since: str
    claims: tuple[str, ...]
    conditional: bool = False
    disputed_by: tuple[str, ...] = ()


def roles_told(ties: Iterable[tuple[str, str, Kept]], roots: Roots) -> tuple[RoleTold, ...]:
    """The roles told, by role, whom, and first day. ``ties`` are (target, effect, claim) of links on roles."""
    calls: dict[tuple[Role, str, str, bool], list[Kept]] = {}
    denies: dict[tuple[str, str], dict[str, None]] = {}
    for target, effect, kept in sorted(ties, key=lambda each: (each[2].claim.report.published or "9", each[2].id)):
        role, whom = named(target)
        root = roots.of(kept.claim)
        if role is None:
            continue
        if effect == "disputes":
            denies.setdefault((role, whom), {})[root.id] = None
        else:
            calls.setdefault((role, whom, root.id, kept.claim.modality in MEANT), []).append(kept)
    made = [
        RoleTold(
            role=role, whom=whom, root=root, since=(kept[0].claim.report.published or "")[:10],
            claims=tuple(dict.fromkeys(each.id for each in kept)), conditional=conditional,
            disputed_by=tuple(denies.get((role, whom), ())),
        )
        for (role, whom, root, conditional), kept in calls.items()
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda each: (ROLES.index(each.role), each.whom, each.since, each.root)))


def named(target: str) -> tuple[Role | None, str]:
    """The role and the actor of a link's target; no role for any other target."""
    if not target.startswith(PREFIX):
        return None, ""
    word, _, whom = target.removeprefix(PREFIX).partition(":")
    return next((role for role in ROLES if role == word), None), whom
