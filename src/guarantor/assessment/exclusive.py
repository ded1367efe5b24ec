"""Acts that may count only once: first in, first out over the instances of a provision, root by root.

A total is used up like acts are: the rise from one reading to the next was done between their two cut-offs. Acts that a
later reading holds already are not counted again; of a reading that falls, the lower holds for earlier times too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from guarantor.assessment.duties import Duty
from guarantor.assessment.series import Reckoning, Series, Unit, apart, series_of
from guarantor.model.moments import EARLIEST
from guarantor.model.provision import Provision

if TYPE_CHECKING:
    from guarantor.assessment.engine import Engine


def is_used_up(provision: Provision) -> bool:
    """Whether an act counts for one duty of a provision only."""
    return provision.consume == "exclusive" or getattr(provision.quantity, "mode", "") == "fifo"


def allotted(
    engine: Engine, duties: list[Duty], as_of: int, *, without: str | None = None
) -> dict[int, dict[str, Series]]:
    """For each duty (by position) the series of every root, holding only what was used up for it; as it would be
    without one claim, if asked."""
    found: dict[int, dict[str, Series]] = {i: {} for i in range(len(duties))}
    groups: dict[tuple[str | None, str | None], list[int]] = {}
    for i, duty in enumerate(duties):
        groups.setdefault((duty.debtor, duty.key), []).append(i)
    for (debtor, key), members in groups.items():
        first = duties[members[0]]
        words = [word for word in engine.words(first.provision, debtor, key) if word.claim != without]
        reckoning = Reckoning(start=None, floor=None, target=None, count_acts=first.count_acts, distinct=first.distinct)
        members.sort(key=lambda i: (EARLIEST if duties[i].start is None else duties[i].start or 0, i))
        for root, series in series_of(words, reckoning, as_of).items():
            used = _used([(i, duties[i]) for i in members], _rises(series, series.units))
            own = _used([(i, duties[i]) for i in members], _rises(series, series.own))
            for i in members:
                found[i][root] = Series(root, units=used[i], own=own[i])
    return found


def _rises(series: Series, units: list[Unit]) -> list[Unit]:
    """The readings of a series as acts between their cut-offs, then the acts that are wholly after the last."""
    units = apart(units)
    if not series.totals:
        return units
    found: list[Unit] = []
    reached, since = 0.0, EARLIEST
    for i, total in enumerate(series.totals):
        top = min(each.top for each in series.totals[i:])
        if top > reached:
            bottom = min(max(0.0, total.bottom - reached), top - reached)
            rise = Unit(since, total.hi, bottom, top - reached, total.closed, True, (total.claim,), False, total.claim)
            found.append(replace(rise, bound=total.bound))
            reached = top
        since = total.hi + 1
    return found + [unit for unit in units if unit.lo >= since]


def _used(duties: list[tuple[int, Duty]], units: list[Unit]) -> dict[int, list[Unit]]:
    left = [unit.top for unit in units]
    found: dict[int, list[Unit]] = {}
    for i, duty in duties:
        need = float("inf") if duty.target is None else duty.target
        found[i] = []
        for j, unit in enumerate(units):
            if need <= 0:
                break
            take = min(left[j], need)
            if take > 0 and (duty.start is None or unit.hi >= duty.start):
                found[i].append(replace(unit, top=take, bottom=min(unit.bottom, take)))
                left[j] -= take
                need -= take
    return found
