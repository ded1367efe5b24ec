"""Rules and model side by side on one report: where they agree, where only one speaks, where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guarantor.model.claim import Claim
from guarantor.model.spans import overlap

DONE = frozenset({"happened", "ongoing"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """``agreed`` are pairs (the rules' id, the model's claim) of one thing; ``alone`` what only the model says.

    ``differ`` are pairs of the same words read in two ways, with what differs: the rules' reading stands.
    """

    agreed: tuple[tuple[str, Claim], ...]
    alone: tuple[Claim, ...]
    differ: tuple[tuple[str, Claim, str], ...]


def sides(rules: Sequence[Claim], model: Sequence[Claim]) -> Sides:
    """Lay a model's claims on those of the rules for the same report."""
    agreed: list[tuple[str, Claim]] = []
    alone: list[Claim] = []
    differ: list[tuple[str, Claim, str]] = []
    for claim in model:
        same = [each for each in rules if shared(each.span, claim.span)]
        twin = next((each for each in same if unlike(each, claim) is None), None)
        if twin is not None:
            agreed.append((twin.id, claim))
        elif same:
            nearest = max(same, key=lambda each: (each.type == claim.type, overlap(each.span, claim.span)))
            differ.append((nearest.id, claim, unlike(nearest, claim) or ""))
        else:
            alone.append(claim)
    return Sides(agreed=tuple(agreed), alone=tuple(alone), differ=tuple(differ))


def shared(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two spans are of the same words: half of the shorter one at least.

    >>> shared((0, 10), (5, 30)), shared((0, 10), (6, 30))
    (True, False)
    """
    return 2 * overlap(a, b) >= min(a[1] - a[0], b[1] - b[0]) > 0


def unlike(rule: Claim, model: Claim) -> str | None:
    """What differs between two readings of the same words, the weightiest first; None where nothing does."""
    if rule.polarity != model.polarity:
        return "polarity"
    if not _same_holder(rule, model):
        return "holder"
    if (rule.modality in DONE) != (model.modality in DONE):
        return "modality"
    return "type" if rule.type != model.type else None


def _same_holder(rule: Claim, model: Claim) -> bool:
    one, other = rule.holder, model.holder
    if one.text is None or other.text is None:
        return one.text is None and other.text is None
    if one.actor is not None and one.actor == other.actor:
        return True
    spans = one.span is not None and other.span is not None and overlap(one.span, other.span) > 0
    return spans or one.text.casefold() == other.text.casefold()
