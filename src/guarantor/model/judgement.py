"""A judgement: what a person decided about something in the record, with who, when and why.

Judgements are retired by later ones, never overwritten.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from guarantor.model.ids import content_id
from guarantor.model.plain import build, plain

Act = Literal[
    "accept",
    "reject",
    "correct",
    "split",
    "same-as",
    "add",
    "grade",
    "choose-reading",
    "retract",
    "unsure",
    "undo",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision.

    ``about`` are the ids it decides on: claims, links, a report, a source, a provision, a judgement (for ``undo``).
    ``into`` are the claims it brings in: the correction, the parts of a split, the added claim. ``value`` holds what
    else the act needs: ``{"reliability": "B", "credibility": "2"}`` or ``{"reading": "plan 4"}``. ``when`` is the
    moment of the decision, in UTC; the record keeps its own time beside it.
    """

    act: Act
    about: tuple[str, ...]
    by: str
    when: str
    why: str
    into: tuple[str, ...] = ()
    value: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def id(self) -> str:
        """``judgement:sha256:…`` over everything."""
        return content_id("judgement", plain(self))

    def to_json(self) -> dict[str, Any]:
        """Everything, as JSON; :meth:`from_json` reads it back."""
        data: dict[str, Any] = plain(self)
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Judgement:
        """The judgement of a :meth:`to_json` value."""
        return build(cls, data, "judgement")
