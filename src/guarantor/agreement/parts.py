"""The entries of all files of an agreement by kind, declared before any of them is compiled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from guarantor.agreement.context import Context
from guarantor.agreement.nodes import Scalar
from guarantor.agreement.section import Section
from guarantor.agreement.shapes import Shape
from guarantor.agreement.shapes_agreement import (
    COUNTER,
    EVENT,
    ISSUE,
    MEETING,
    OBJECT,
    PHASE,
    ROLE,
    TEXT_SHAPE,
)
from guarantor.agreement.shapes_positions import CONSENT, TIE
from guarantor.agreement.shapes_provisions import PROVISION

SECTIONS: tuple[tuple[str, str, Shape], ...] = (
    ("texts", "text", TEXT_SHAPE), ("roles", "role", ROLE), ("objects", "object", OBJECT), ("events", "event", EVENT),
    ("phases", "phase", PHASE), ("provisions", "provision", PROVISION), ("counters", "counter", COUNTER),
    ("meetings", "meeting", MEETING), ("issues", "issue", ISSUE),
    ("consent", "consent", CONSENT), ("links", "tie", TIE),
)  # fmt: skip
"""Key of the file, kind of the names under it, shape of each entry, in the order in which they are compiled."""
_APART: tuple[str, ...] = ("event", "phase", "provision", "text")
"""Kinds whose ids may stand in the same place (clocks, conditions) and so must all differ."""


@dataclass(kw_only=True)
class Parts:
    """The entries of all files by kind, before they are compiled."""

    by_kind: dict[str, dict[str, Section]] = field(default_factory=lambda: {kind: {} for _, kind, _ in SECTIONS})

    def each(self, kind: str) -> Iterator[tuple[str, Section]]:
        """The entries of a kind in the order of the files."""
        yield from self.by_kind[kind].items()


def declare(roots: Sequence[Section], context: Context) -> Parts:
    """Note every id of every file first, so that all may name each other in any order."""
    parts = Parts()
    for root in roots:
        for key, kind, shape in SECTIONS:
            for name, section in root.named(key, shape, kind):
                if context.names.declare(kind, name, section):
                    parts.by_kind[kind][name.text] = section
                    _call(kind, name.text, section, context)
                    _keep_apart(kind, name, section, context)
    return parts


def _keep_apart(kind: str, name: Scalar, section: Section, context: Context) -> None:
    if kind not in _APART:
        return
    for other in _APART:
        if other != kind and (mark := context.names.mark(other, name.text)) is not None:
            section.fault(
                name.mark,
                f"the {kind} {name.text!r}, which is also the id of the {other} in {mark}",
                expected="different ids for texts, events, phases and provisions",
                do="rename one of the two",
            )


def _call(kind: str, name: str, section: Section, context: Context) -> None:
    """What an entry is called in words: its title, name and other names."""
    keys = [key for key in ("title", "name", "also", "words") if key in section.shape.keys]
    context.names.call(kind, name, [word.text for key in keys for word in section.words(key)])
