"""A link: an entry that ties claims to a provision, to one act, to one counter, to a copy, an origin, a role, or an
option on which they say where somebody stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from guarantor.model.ids import content_id
from guarantor.model.plain import build, plain

LinkKind = Literal["bearing", "occurrence", "series", "copy", "origin", "role", "position"]
LinkState = Literal["proposed", "accepted", "rejected", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One tie.

    ``claims`` are the ids it ties (claims, or reports for copies). ``target`` is what they are tied to: a provision or
    event id, an occurrence's or counter's id. ``rule`` and ``reason`` say who proposed it and why, in words. ``fields``
    holds what else the kind needs, as JSON values. ``state`` is *withdrawn* where the rule that proposed it no longer
    does; people's *accepted* and *rejected* come from judgements and outlast what rules say.

    The id is over what is tied, not over who says so: the same tie proposed by another rule is the same link.
    """

    kind: LinkKind
    claims: tuple[str, ...]
    target: str | None = None
    effect: str | None = None
    rule: str = ""
    reason: str = ""
    fields: dict[str, Any] = field(default_factory=dict, hash=False)
    state: LinkState = "proposed"

    @property
    def id(self) -> str:
        """``link:sha256:…`` over kind, claims, target, effect and fields."""
        data = plain(self)
        return content_id("link", {name: data[name] for name in ("kind", "claims", "target", "effect", "fields")})

    def to_json(self) -> dict[str, Any]:
        """Everything, as JSON; :meth:`from_json` reads it back."""
        data: dict[str, Any] = plain(self)
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Link:
        """The link of a :meth:`to_json` value."""
        return build(cls, data, "link")
