"""What would turn a status, in words: an act, a count, a decision between voices, time."""

from __future__ import annotations

from guarantor.assessment.figures import number
from guarantor.assessment.judged import Judged


def would_change(judged: Judged, as_of: int, shortfall: float | None) -> tuple[str, ...]:
    """Short phrases, the nearest first."""
    status = judged.status.status
    due = judged.duty.due
    open_ = due is None or as_of <= due[1]
    if status in ("due", "in progress", "overdue", "breached", "no information") and judged.verdict is not None:
        return _acts(judged, open_=open_, shortfall=shortfall)
    if status == "disputed":
        between = sorted({*judged.status.tellers, *judged.status.against})
        return (f"a decision between {', '.join(between)}" if between else "a decision on what is told of its start",)
    if status == "unverified":
        return ("a word by somebody that it holds", "a count of every such act by somebody")
    if status == "not yet due":
        return ("its start being told",) if judged.duty.occurrence is None else ("time",)
    return ()


def _acts(judged: Judged, *, open_: bool, shortfall: float | None) -> tuple[str, ...]:
    if judged.status.status == "no information" and judged.duty.trigger == "nobody":
        return ("a word by anybody that its clock has started",)
    what = "a word that it was done" if shortfall is None else f"{number(shortfall)} more told done"
    if judged.duty.count_acts:
        what = "a word that it was done"
    wishes = [f"{what} within the time" if open_ else f"{what}: in time it is fulfilled, later fulfilled late"]
    if not judged.status.bits.f and not open_:
        wishes.append("a count by a source that covers the whole time, or a plain denial: then it is said breached")
    return tuple(wishes)
