"""Provisions by month and account on the scale 0 to 3 of the Peace Accords Matrix and the Barometer Initiative.

The scale has no word for what is disputed or not told: such a cell has no code, and its status stands beside it. The
codes are of an account's words, not of what is so; which status is which code is a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from guarantor.assessment.state import State
from guarantor.exchange.flat import Line
from guarantor.exchange.selected import Selected
from guarantor.model.assessment import Owed
from guarantor.model.moments import day_of, moment

HEAD = ("month", "provision", "account", "code", "status", "figure", "claims")
BY_FIGURE = "by figure"


@cache
def scale() -> Mapping[str, str]:
    """Each status with its code, ``by figure``, or ``-`` for none."""
    text = files("guarantor.exchange").joinpath("data", "barometer.tsv").read_text(encoding="utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {status: code for status, _, code in rows}


def code(status: str, owed: Owed | None = None) -> int | None:
    """The code of a status with what is told done of what is owed; None where the scale has no word for it.

    The lowest told figure counts, so that no code says more than every teller does.

    >>> code("fulfilled"), code("disputed"), code("overdue", Owed(target=28.0, low=9.0, high=19.0))
    (3, None, 1)
    """
    found = scale()[status]
    if found == "-":
        return None
    if found != BY_FIGURE:
        return int(found)
    if owed is None or not owed.target or owed.low is None:
        return 1 if status == "in progress" else 0
    share = owed.low / owed.target
    return 0 if share <= 0 else 1 if share < 1 / 3 else 2 if share < 1 else 3


def barometer(selected: Selected, *, since: str) -> Iterator[str]:
    """CSV lines: a row a provision, account and month (its last moment) from ``since`` (an ISO day) on."""
    line = Line()
    yield line.of(HEAD)
    for month, at in _months(selected, since):
        for account, state in selected.states.items():
            with state.engine.course():
                cells = list(State(state.engine, at).items())
            for provision, cell in cells:
                found = code(cell.status, cell.owed)
                yield line.of([month, provision, account, "" if found is None else found, cell.status,
                                 cell.owed.text if cell.owed else "", " | ".join(cell.claims)])  # fmt: skip


def _months(selected: Selected, since: str) -> Iterator[tuple[str, int]]:
    """Each month with its last moment, the last one cut at the time asked for."""
    last = day_of(selected.until, selected.zone)
    year, month = int(since[:4]), int(since[5:7])
    while (year, month) <= (last.year, last.month):
        name = f"{year:04d}-{month:02d}"
        yield name, min(moment(name, selected.zone), selected.until)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
