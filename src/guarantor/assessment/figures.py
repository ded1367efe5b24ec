"""Amounts for readers: what each root's words come to against what is owed. Roots are never added."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from guarantor.assessment.duties import Duty
from guarantor.assessment.verdict import Verdict
from guarantor.model.assessment import Owed, RootFigure


def owed_of(duty: Duty, verdict: Verdict, as_of: int) -> Owed | None:
    """The figures of an instance, or None where the text counts nothing."""
    if duty.count_acts:
        return None
    found: list[RootFigure] = []
    for root in sorted(verdict.series):
        series = verdict.series[root]
        figure = series.at(as_of)
        if figure.claims and (series.totals or series.partial or any(u.told for u in series.own)):
            found.append(
                RootFigure(
                    root=root,
                    value=figure.value,
                    until=figure.until,
                    derived=figure.derived,
                    whole=figure.whole,
                    claims=figure.claims,
                )
            )
    shown = standing_figures(found, {root for root, series in verdict.series.items() if series.totals})
    low = min((figure.value for figure in shown), default=None)
    high = max((figure.value for figure in shown), default=None)
    return Owed(
        op=duty.op, target=duty.target, unit=duty.unit, low=low, high=high, by_root=tuple(found),
        text=figure_text(duty.op, duty.target, low, high),
    )  # fmt: skip


def standing_figures(figures: Sequence[RootFigure], readings: set[str]) -> list[RootFigure]:
    """The figures that a cell's range is made of. An update of a running count is not a difference: where some roots
    read the series (``readings``), acts told one by one are no rival figure, and neither is a reading with an earlier
    cut-off that is not higher than a later one."""
    if not any(figure.root in readings for figure in figures):
        return list(figures)
    read = [figure for figure in figures if figure.root in readings]
    return [
        figure
        for figure in read
        if not any(other.until > figure.until and other.value >= figure.value for other in read)
    ]


def figure_text(op: str, target: float | None, low: float | None, high: float | None) -> str:
    """The short form of a cell.

    >>> figure_text(">=", 28.0, 17.0, 19.0), figure_text("<=", 3.0, 1.0, 1.0), figure_text(">=", 600.0, None, None)
    ('17-19 of 28', '1 of at most 3', '')
    """
    if low is None or high is None:
        return ""
    told = number(low) if low == high else f"{number(low)}-{number(high)}"
    if target is None:
        return told
    limit = {"<=": "at most ", "=": "exactly "}.get(op, "")
    return f"{told} of {limit}{number(target)}"


@lru_cache(maxsize=8192)
def number(value: float) -> str:
    """A figure without needless decimals.

    >>> number(1968.0), number(2.5)
    ('1,968', '2.5')
    """
    return f"{int(value):,}" if value == int(value) else f"{value:,.1f}"
