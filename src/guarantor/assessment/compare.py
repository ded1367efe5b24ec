"""One provision across accounts: agreed, disputed between whom, told by one only, told by none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from guarantor.model.assessment import Comparison, ProvisionStatus, Status

SILENT: tuple[Status, ...] = ("no information", "unverified", "not yet due", "due")
JUDGEMENTS = ("called a breach", "called no breach")
_SIDES: dict[Status, str] = {
    "fulfilled": "done", "fulfilled late": "done late", "holding": "done", "excepted": "settled",
    "closed otherwise": "settled", "lapsed": "settled", "suspended": "settled", "breached": "not done",
    "overdue": "not done", "in progress": "part", "disputed": "disputed",
}  # fmt: skip


def compare_cells(provision: str, cells: Mapping[str, ProvisionStatus]) -> Comparison:
    """The cells of one provision in several accounts, laid side by side.

    An account that tells nothing is not a party to a dispute. Where accounts tell the same of acts, but one calls it a
    breach and another none, they dispute it. Figures differ where accounts of the same status give other amounts.
    """
    statuses = tuple((account, cell.status) for account, cell in cells.items())
    speaking = {account: cell for account, cell in cells.items() if speaks(cell)}
    groups: dict[str, list[str]] = {}
    for account, cell in speaking.items():
        groups.setdefault(_SIDES.get(cell.status, cell.status), []).append(account)
    judging = {name: [account for account, cell in cells.items() if _judges(cell) == {name}] for name in JUDGEMENTS}
    if len(groups) < 2 and "disputed" not in groups and all(judging.values()):
        groups = judging
    figures = tuple((account, cell.owed.text) for account, cell in cells.items() if cell.owed and cell.owed.text)
    kind: Literal["agreed", "disputed", "told by one", "told by none"]
    if not speaking:
        kind = "told by none"
    elif len(speaking) == 1 and "disputed" not in groups:
        kind = "told by one"
    else:
        kind = "disputed" if len(groups) > 1 or "disputed" in groups else "agreed"
    return Comparison(
        provision=provision, kind=kind, statuses=statuses,
        between=tuple(tuple(members) for members in groups.values()) if kind == "disputed" else (),
        figures=figures, figures_differ=len({text for _, text in figures}) > 1,
    )  # fmt: skip


def _judges(cell: ProvisionStatus) -> set[str]:
    """How an account judges a duty, beside what it tells of acts."""
    return {mark.name for mark in cell.marks if mark.name in JUDGEMENTS}


def speaks(cell: ProvisionStatus) -> bool:
    """Whether an account tells anything of the provision itself."""
    if cell.status not in SILENT or _judges(cell):
        return True
    return bool(cell.tellers or cell.against or _counts(cell.counts))


def _counts(counts: Iterable[tuple[Status, int]]) -> bool:
    return any(status not in SILENT and number for status, number in counts)
