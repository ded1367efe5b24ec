"""Rules on deeds that were done in part, or should have been done."""

from __future__ import annotations

from itertools import pairwise

from guarantor.reading.judging.asking import asks
from guarantor.reading.judging.clause import ClauseView
from guarantor.reading.judging.judged import Judged

_NOT = frozenset({"not", "n't", "never", "n’t"})
_NEAR = 4
"""Words from a deed within which "partly" is said of it."""


@asks(types={"fulfilment"}, modalities={"happened"}, words={"partially", "partly", "part", "but"})
def in_part(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Partially withdrew", "all but completed it": under way, and not done."""
    if view.main is None:
        return None
    deed = view.place_of(view.main)
    near = view.words[max(0, deed - _NEAR) : deed + 2 * _NEAR]
    pairs = set(pairwise(near))
    if {"partially", "partly"}.isdisjoint(near) and pairs.isdisjoint({("in", "part"), ("all", "but")}):
        return None
    return judged.by("in part", None, "ongoing")


@asks(types={"statement", "fulfilment", "plan", "demand"}, words={"should", "ought"}, finite=True)
def should_have(view: ClauseView, judged: Judged) -> Judged | None:
    """ "Should have released them by Monday": owed and not done, and nothing that is asked for now."""
    after = list(view.words[view.finite : view.finite + 5])
    if not after or after[0] not in {"should", "ought"} or "have" not in after:
        return None
    done = view.finite + after.index("have") + 1
    if done >= len(view.tokens) or view.tokens[done].fine not in {"VBN", "VBD"}:
        return None
    return judged.by("should have", "statement", "happened", "+" if not _NOT.isdisjoint(after) else "-")
