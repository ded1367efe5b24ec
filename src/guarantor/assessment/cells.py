"""From instances to the cell: the current instance of each debtor decides the word, the others are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from guarantor.assessment.figures import figure_text, number
from guarantor.assessment.judged import Judged
from guarantor.assessment.marks import grade_of, merged
from guarantor.model.agreement import ByReference, Provision
from guarantor.model.assessment import STATUSES, InstanceStatus, Mark, Owed, ProvisionStatus, Status

if TYPE_CHECKING:
    from guarantor.assessment.engine import Engine

WORST: tuple[Status, ...] = (
    "breached", "disputed", "overdue", "fulfilled late", "in progress", "due", "unverified", "no information",
    "suspended", "holding", "not yet due", "excepted", "closed otherwise", "lapsed", "fulfilled",
)  # fmt: skip
"""Which word a cell of several debtors shows: the first of these that one of them has."""


def cell(engine: Engine, provision: str, as_of: int) -> ProvisionStatus:
    """The cell of a provision at as-of, with every reading beside it."""
    (_, first), *others = engine.variants(provision)
    main = _cell(engine, provision, as_of, None)
    beside = tuple((name, _cell(engine, provision, as_of, name)) for name, _ in others if name is not None)
    return _with_readings(first, main, beside)


def _with_readings(
    provision: Provision, main: ProvisionStatus, beside: tuple[tuple[str, ProvisionStatus], ...]
) -> ProvisionStatus:
    if not beside:
        return main
    if isinstance(provision.quantity, ByReference):
        main = _by_reference(main, beside)
    words = {main.status, *(other.status for _, other in beside)}
    marks = main.marks
    if len(words) > 1 or len({other.due for _, other in beside} | {main.due}) > 1:
        text = "; ".join(f"{name}: {other.text}" for name, other in beside)
        marks = (*marks, Mark(name="two readings", text=text))
    return replace(main, readings=beside, marks=marks)


def _by_reference(main: ProvisionStatus, beside: tuple[tuple[str, ProvisionStatus], ...]) -> ProvisionStatus:
    """No number stands in the text: the cell's word is that of the told numbers where they agree, else disputed."""
    words = {other.status for _, other in beside}
    only = beside[0][1]
    if len(words) == 1:
        owed = only.owed if len(beside) == 1 else main.owed
        return replace(main, status=only.status, owed=owed, due=only.due)
    return replace(main, status="disputed")


def _cell(engine: Engine, provision: str, as_of: int, reading: str | None) -> ProvisionStatus:
    version = dict(engine.variants(provision))[reading]
    found = engine.instances(provision, as_of, reading)
    current = _current(found, as_of)
    status = min((judged.status.status for judged in current), key=WORST.index)
    counts = Counter(judged.status.status for judged in found if _counted(judged))
    everybody = [w for w in engine.view.everybody(provision) if w.happened and w.happened[1] <= as_of]
    owed = _owed(engine, version, found, current, as_of)
    live = engine.view.live(provision)
    claims = {w.claim for judged in found for w in judged.words if w.happened and w.happened[1] <= as_of}
    claims.update(claim for judged in found for claim in judged.status.trigger_claims)
    return ProvisionStatus(
        provision=provision, account=engine.account, status=status, as_of=as_of, owed=owed,
        marks=_marks(found, current, owed), due=_due(current),
        tellers=_union(judged.status.tellers for judged in current),
        against=_union(judged.status.against for judged in current),
        current=tuple(judged.status for judged in current),
        counts=tuple((word, counts[word]) for word in STATUSES if counts[word]),
        claims=tuple(sorted(claims)),
        intentions=tuple(sorted({w.claim for w in live if w.effect == "intends" and w.recorded is not None})),
        unresolved=tuple(sorted({w.claim for w in live if w.happened is None or w.root.startswith("unresolved:")})),
        grade=grade_of(version, everybody),
    )  # fmt: skip


def _counted(judged: Judged) -> bool:
    """Incidents and instances of duties to do are counted; the running period of a standing duty is not one of them."""
    return judged.verdict is not None or judged.status.incident is not None


def _current(found: Sequence[Judged], as_of: int) -> list[Judged]:
    """One instance a debtor: the period that runs, else the last whose window has begun, else the first ahead."""
    groups: dict[str | None, list[Judged]] = {}
    for judged in found:
        if judged.status.incident is None:
            groups.setdefault(judged.status.debtor, []).append(judged)
    chosen: list[Judged] = []
    for members in groups.values():
        begun = [m for m in members if _begin(m) <= as_of]
        chosen.append(max(begun, key=_begin) if begun else min(members, key=_begin))
    return chosen


def _begin(judged: Judged) -> int:
    duty = judged.duty
    if judged.verdict is None or duty.occurrence is None:
        return -(2**60)
    return duty.occurrence.lo if duty.start is None or duty.provision.recurrence is None else duty.start


def _due(current: Sequence[Judged]) -> int | None:
    ends = [j.duty.due[1] for j in current if j.duty.due is not None and j.verdict is not None]
    return min(ends, default=None)


def _union(groups: object) -> tuple[str, ...]:
    found: set[str] = set()
    for group in groups:  # type: ignore[attr-defined]
        found.update(group)
    return tuple(sorted(found))


def _marks(found: Sequence[Judged], current: Sequence[Judged], owed: Owed | None) -> tuple[Mark, ...]:
    marks = [mark for judged in current for mark in judged.status.marks]
    marks += [m for judged in found for m in judged.status.marks if m.name == "allegation denied"]
    del owed
    return merged(marks)


def _owed(
    engine: Engine, version: Provision, found: Sequence[Judged], current: Sequence[Judged], as_of: int
) -> Owed | None:
    """The figure of a cell: of the current instance; of all periods together where a quota recurs."""
    if version.recurrence is not None and version.recurrence.quota == "each" and version.polarity == "do":
        from guarantor.assessment.quota import running

        return running(engine, version, found, as_of)
    figures = [judged.status.owed for judged in current if judged.status.owed is not None]
    return figures[0] if len(figures) == 1 else None


def instance_text(status: InstanceStatus) -> str:
    """A word for one instance."""
    return f"{status.status}, {status.owed.text}" if status.owed and status.owed.text else status.status


__all__ = ["WORST", "cell", "figure_text", "instance_text", "number"]
