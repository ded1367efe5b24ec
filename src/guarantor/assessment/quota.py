"""The running figure of a recurring quota: what each root tells over many periods against what these periods owe.

A total over many days judges an aggregate; it decides no single day. The figure stands beside the current day's status.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from guarantor.assessment.duties import Duty, expand, quota_of
from guarantor.assessment.figures import ends_of, figure_of, number
from guarantor.assessment.series import Reckoning, Series, series_of
from guarantor.model.agreement import Amount, Provision
from guarantor.model.assessment import Owed, RootFigure, amount_text
from guarantor.model.moments import day_of, day_start

if TYPE_CHECKING:
    from guarantor.assessment.engine import Engine


def _period(version: Provision) -> str:
    """What one period of a recurrence is called: day, week, month, or just period."""
    every = version.recurrence.every if version.recurrence else None
    return {(0, 1, 0): "day", (0, 7, 0): "week", (1, 0, 0): "month"}.get(
        (every.months, every.days, every.seconds) if every else (0, 0, 0), "period"
    )


@dataclass(frozen=True, slots=True)
class Run:
    """The run of a quota: its first duty, its first second and that of its day, and the last second of each period."""

    head: Duty
    first: int
    floor: int
    ends: list[int]


def _run_of(engine: Engine, version: Provision, as_of: int) -> Run | None:
    """The run by as-of; None before it has begun. A plain quota is expanded without its duties."""
    quota = quota_of(version, engine, as_of)
    if quota is not None:
        first = quota.spans[0][0]
        floor = day_start(day_of(first, engine.zone), engine.zone)
        return Run(quota.duty, first, floor, [last for _, last in quota.spans])
    found = expand(version, engine, as_of)
    ends = sorted({duty.due[1] for duty in found if duty.due is not None})
    starts = [duty.start for duty in found if duty.start is not None]
    if not ends or not starts:
        return None
    floor = min((duty.floor for duty in found if duty.floor is not None), default=min(starts))
    return Run(found[0], min(starts), floor, ends)


def _told_of(series: Series, run: Run, until: int) -> int:
    """Over how many periods a root's figure reaches: all until its last word where it ever counts them together, else
    those of which it tells."""
    if series.totals or series.partial:
        return sum(end <= until for end in run.ends)
    steps = [0] * (len(run.ends) + 2)
    for unit in series.own:
        steps[bisect_left(run.ends, unit.lo)] += 1
        steps[bisect_left(run.ends, unit.hi) + 1] -= 1
    return sum(told > 0 for told in list(accumulate(steps))[: len(run.ends)])


def running(engine: Engine, version: Provision, as_of: int) -> Owed | None:
    """Each root's total since the window's start, with the target of the periods that its figure reaches over."""
    run = _run_of(engine, version, as_of)
    if run is None:
        return None
    each = float(version.quantity.value) if isinstance(version.quantity, Amount) and version.quantity.value else None
    head = run.head
    words = engine.words(head.provision, head.debtor, head.key, run.first if head.start is None else head.start, as_of)
    series = series_of(words, Reckoning(start=run.first, floor=run.floor, target=None), as_of)
    figures: list[RootFigure] = []
    texts: list[str] = []
    for root in sorted(series):
        figure = series[root].at(as_of, own_only=True)
        if not figure.claims or not figure.value:
            continue
        count = max(1, _told_of(series[root], run, figure.until))
        told = replace(figure_of(root, series[root], figure, as_of), whole=False)
        figures.append(told)
        rate = f"{amount_text(round(figure.value / count, 1), told.bound)} a {_period(version)}" + (
            f" of {number(each)}" if each else ""
        )
        texts.append(f"{root}: {told.text} in {count} ({rate})")
    if not figures:
        return None
    return Owed(
        op=">=", target=each, unit=version.quantity.unit if isinstance(version.quantity, Amount) else None,
        low=min(f.value for f in figures), high=max(f.value for f in figures), by_root=tuple(figures),
        text="; ".join(texts), note="over all periods; decides no single one", ends=ends_of(figures),
    )  # fmt: skip
