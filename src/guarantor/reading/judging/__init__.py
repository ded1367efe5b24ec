"""What kind of claim a unit makes, and how its act stands.

The deed itself is read by ``modality``; here it meets the telling ("denied", "demanded"), the figures in it, who is who
and the voice that tells it. Each rule is a small function with a name that the claim keeps. In the outlet's own voice,
weighing and colour make no claim: precision comes first.
"""

from __future__ import annotations

from collections.abc import Iterator

from guarantor.reading.judging.checkable import is_checkable
from guarantor.reading.judging.clause import ClauseView
from guarantor.reading.judging.judged import Judged
from guarantor.reading.judging.opening import opened
from guarantor.reading.judging.rules import RULES, TABLE

__all__ = ["ClauseView", "Judged", "Step", "judge", "steps"]

Step = tuple[str, Judged | None]
"""A rule's name and what it made of the reading; None where it did not fire."""


def judge(view: ClauseView) -> Judged | None:
    """Kind, modality and act of a unit; None where it says nothing that could be checked."""
    judged = opened(view)
    if judged is None:
        return None
    judged = TABLE.read(view, judged)
    return judged if is_checkable(view, judged) else None


def steps(view: ClauseView, judged: Judged | None) -> Iterator[Step]:
    """Every rule in its order, with what it changed."""
    for rule in RULES if judged is not None else ():
        changed = rule(view, judged) if judged is not None else None
        judged = changed or judged
        yield rule.name, changed
