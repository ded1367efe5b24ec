"""Amounts for readers: what each root's words come to against what is owed. Roots are never added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from guarantor.assessment.duties import Duty
from guarantor.assessment.series import Series, Sum
from guarantor.assessment.verdict import Verdict
from guarantor.model.assessment import Owed, RootFigure, amount_text


def owed_of(duty: Duty, verdict: Verdict, as_of: int) -> Owed | None:
    """The figures of an instance, or None where the text counts nothing."""
    if duty.count_acts:
        return None
    found: list[RootFigure] = []
    for root in sorted(verdict.series):
        series = verdict.series[root]
        figure = series.at(as_of)
        if series.tells(figure) and (series.totals or series.partial or any(u.told for u in series.own)):
            found.append(figure_of(root, series, figure, as_of))
    shown = standing_figures(found, readings_of(verdict, as_of))
    ends = ends_of(shown)
    text = figure_text(duty.op, duty.target, ends_text(ends))
    return Owed(
        op=duty.op, target=duty.target, unit=duty.unit, low=ends[0].value if ends else None,
        high=ends[-1].value if ends else None, by_root=tuple(found), text=text, ends=ends,
    )  # fmt: skip


def figure_of(root: str, series: Series, figure: Sum, as_of: int) -> RootFigure:
    """A root's figure with how its words put it."""
    low = series.at(as_of, lowest=True).value if figure.bound == "between" else None
    return RootFigure(
        root=root, value=figure.value, until=figure.until, derived=figure.derived, whole=figure.whole,
        claims=figure.claims, bound=figure.bound, low=low,
    )  # fmt: skip


def ends_of(figures: Sequence[RootFigure]) -> tuple[RootFigure, ...]:
    """The lowest and the highest figure; one where both come to the same amount, the exact one if there is one."""
    if not figures:
        return ()
    ordered = sorted(figures, key=lambda figure: (figure.value, figure.bound, figure.root))
    first, last = ordered[0], next(each for each in ordered if each.value == ordered[-1].value)
    return (first,) if first.value == last.value else (first, last)


def readings_of(verdict: Verdict, as_of: int) -> dict[str, float]:
    """The roots that read the series of an instance, with the highest total that each told by an instant."""
    return {
        root: max((total.top for total in series.totals if total.lo <= as_of), default=0.0)
        for root, series in verdict.series.items() if series.totals
    }  # fmt: skip


def standing_figures(figures: Sequence[RootFigure], readings: Mapping[str, float]) -> list[RootFigure]:
    """The figures that a cell's range is made of. An update of a running count is not a difference: where some roots
    read the series (``readings``, with the highest total that each told), acts told one by one are no rival figure, and
    neither is a reading with an earlier cut-off that is not higher than a later one. A sum that begins with an old
    reading is at least what was done, so that below a total that somebody told it is no rival either."""
    if not any(figure.root in readings for figure in figures):
        return list(figures)
    told = max(readings.values())
    read = [
        figure for figure in figures if figure.root in readings and not (figure.derived and figure.value < told)
    ] or [figure for figure in figures if figure.root in readings]
    return [
        figure
        for figure in read
        if not any(other.until > figure.until and other.value >= figure.value for other in read)
    ]


def ends_text(ends: Sequence[RootFigure]) -> str:
    """The lowest and the highest figure as they are told.

    >>> low, high = RootFigure(root="a", value=17, until=0), RootFigure(root="b", value=19, until=0, bound="up to")
    >>> ends_text((low, high)), ends_text((low,)), ends_text(())
    ('17 or up to 19', '17', '')
    """
    return (" or " if any(each.bound for each in ends) else "-").join(each.text for each in ends)


def range_text(low: float, high: float) -> str:
    """Two exact figures in the same words.

    >>> range_text(17, 19), range_text(19, 19)
    ('17-19', '19')
    """
    return amount_text(low) if low == high else f"{amount_text(low)}-{amount_text(high)}"


def figure_text(op: str, target: float | None, told: str) -> str:
    """The short form of a cell.

    >>> figure_text(">=", 28.0, "17-19"), figure_text("<=", 3.0, "1"), figure_text(">=", 600.0, "")
    ('17-19 of 28', '1 of at most 3', '')
    """
    if not told:
        return ""
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
