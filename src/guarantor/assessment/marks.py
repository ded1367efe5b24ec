"""Marks beside a status: what a reader must know to not misread the word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from guarantor.assessment.duties import Duty
from guarantor.assessment.figures import readings_of, standing_figures
from guarantor.assessment.verdict import Verdict
from guarantor.model.agreement import ByReference
from guarantor.model.assessment import Mark, MarkName, Owed, Status

if TYPE_CHECKING:
    from guarantor.assessment.engine import Engine
    from guarantor.model.testimony import Testimony

SILENT = ("no information", "not yet due", "unverified", "due")


def duty_marks(
    engine: Engine,
    duty: Duty,
    verdict: Verdict,
    status: Status,
    words: Sequence[Testimony],
    as_of: int,
    *,
    split: bool,
    owed: Owed | None,
) -> tuple[Mark, ...]:
    """The marks of one instance of a duty to do."""
    marks: list[Mark] = []
    occurrence = duty.occurrence
    if occurrence is not None and occurrence.borrowed and occurrence.roots:
        marks.append(
            Mark(name="start told by", roots=occurrence.roots, text=f"start told by {', '.join(occurrence.roots)}")
        )
    if split:
        differ = occurrence is not None and occurrence.differ
        marks.append(Mark(name="deadline told differently") if differ else Mark(name="timing not told"))
    if verdict.bits.late and status != "fulfilled":
        marks.append(Mark(name="late"))
    if verdict.bits.t and not verdict.strict and verdict.closed and not split:
        marks.append(Mark(name="timing not told"))
    if verdict.closed and status == "no information":
        marks.append(Mark(name="time past"))
    marks += figure_marks(verdict, owed, as_of)
    marks += judgement_marks(verdict)
    if isinstance(duty.provision.quantity, ByReference) and duty.target is None:
        marks.append(Mark(name="no number in this text"))
    if duty.provision.soft and status in ("overdue", "fulfilled late", "breached"):
        marks.append(Mark(name="soft", text=duty.provision.soft))
    counted = [w for w in words if w.happened is not None and w.happened[1] <= as_of]
    return (*marks, *source_marks(counted, status))


def judgement_marks(verdict: Verdict) -> list[Mark]:
    """Who calls it a breach, and who none; judgements tell of no act."""
    told: tuple[tuple[MarkName, Sequence[Testimony]], ...] = (
        ("called a breach", verdict.called), ("called no breach", verdict.answered),
    )  # fmt: skip
    marks = []
    for name, words in told:
        if roots := tuple(sorted({word.root for word in words})):
            marks.append(Mark(name=name, roots=roots, text=f"{name} by {', '.join(roots)}"))
    return marks


def figure_marks(verdict: Verdict, owed: Owed | None, as_of: int) -> list[Mark]:
    """What is to be said of the figures: they differ, are derived, are untold, do not add up."""
    marks: list[Mark] = []
    figures = () if owed is None else owed.by_root
    standing = standing_figures(figures, readings_of(verdict, as_of))
    if owed is not None and owed.low != owed.high:
        text = "; ".join(f"{figure.root}: {figure.text}" for figure in standing)
        marks.append(Mark(name="figures differ", roots=tuple(f.root for f in standing), text=text))
    if derived := tuple(figure.root for figure in standing if figure.derived):
        marks.append(Mark(name="derived", roots=derived))
    if any(not unit.told for series in verdict.series.values() for unit in series.own):
        marks.append(Mark(name="amount not told"))
    if differing := tuple(sorted(root for root, series in verdict.series.items() if series.sum_differs)):
        marks.append(Mark(name="sum differs", roots=differing))
    return marks


def source_marks(counted: Sequence[Testimony], status: Status) -> list[Mark]:
    """What is to be said of the sources a status rests on."""
    if status in SILENT or not counted:
        return []
    marks = []
    if not any(word.reviewed for word in counted):
        marks.append(Mark(name="rests on unreviewed claims"))
    if len({word.origin or word.root for word in counted}) == 1:
        marks.append(Mark(name="single origin", roots=(counted[0].root,)))
    return marks


def merged(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The same mark once, with all its roots."""
    found: dict[str, Mark] = {}
    for mark in marks:
        before = found.get(mark.name)
        roots = tuple(sorted({*(before.roots if before else ()), *mark.roots}))
        found[mark.name] = Mark(name=mark.name, roots=roots, text=mark.text or (before.text if before else ""))
    return tuple(found.values())
