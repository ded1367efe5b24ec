"""Occurrences: claims about one real act, tied by a rule that says why.

Two claims tell of one act when they bear on the same thing with the same effect on the same civil day. Only where the
amount is the same too is the tie *exact*, so that amounts of different roots may be pooled over it; otherwise each
root's figures stay its own until a person says that they speak of one act.
"""

from __future__ import annotations

from guarantor.model.claim import Quantity
from guarantor.model.ids import content_id
from guarantor.model.link import Link
from guarantor.model.moments import Interval, day_of

ACTS = frozenset({"performed", "forbidden", "triggered", "closed", "answers"})
"""Effects that are acts at a moment; a total or a state that is kept up is no single act."""


def occurrence_of(
    link: Link, happened: Interval | None, figure: Quantity | None, *, zone: str
) -> tuple[str | None, bool]:
    """The id of the occurrence that a link's claim tells of, and whether the tie is exact.

    No occurrence where the day is not told or the effect is no act.
    """
    if happened is None or link.effect not in ACTS:
        return None, False
    first, last = day_of(happened[0], zone), day_of(happened[1], zone)
    if first != last:
        return None, False
    effect = "forbidden" if link.effect == "answers" else link.effect
    parts = [link.target, effect, first.isoformat(), link.fields.get("debtor"), link.fields.get("key")]
    exact = figure is not None and figure.value is not None
    if exact and figure is not None:
        parts.append(figure.value)
    return content_id("occurrence", parts), exact
