"""The matrix of the state page: a row a provision, a cell an account, grouped by phase; equal silent cells are one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guarantor.assessment import State
from guarantor.board.figures import FOOTNOTES, letters, short_by, short_figure
from guarantor.board.glyphs import LOOKS, Look
from guarantor.board.named import Name
from guarantor.board.question import Question
from guarantor.briefing.standing import clause
from guarantor.model.agreement import Provision
from guarantor.model.assessment import Status

ALIKE = ("not yet due", "no information", "unverified", "due")
"""Statuses that become one wide cell where every account has the same and nobody adds a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: how it is drawn, its figure, whose word, the letters of its marks, and where its evidence is."""

    account: str
    title: str
    look: Look
    quantity: str
    by: str
    marks: str
    href: str
    everybody: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One provision with its cells; ``same`` where one wide cell says all."""

    provision: Name
    href: str
    where: str
    due: str
    cells: tuple[Cell, ...]
    same: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The provisions of one phase; ``counts`` are everybody's statuses with how many have each."""

    id: str
    title: str
    rows: tuple[Row, ...]
    counts: tuple[tuple[Look, int], ...]


def groups_of(question: Question, rows: Mapping[str, Row], told: Mapping[str, Status]) -> tuple[Group, ...]:
    """The provisions in the order of the texts, by phase; ``told`` are everybody's statuses."""
    titles = {phase.id: phase.title for phase in question.agreement.phases}
    found: dict[str, list[Provision]] = {}
    for provision in question.agreement.provisions:
        found.setdefault(provision.phase or "", []).append(provision)
    return tuple(
        Group(
            id=phase or "none",
            title=titles.get(phase, "Without a phase"),
            rows=tuple(rows[provision.id] for provision in provisions),
            counts=counts_of([told[provision.id] for provision in provisions]),
        )
        for phase, provisions in found.items()
    )


def counts_of(told: Sequence[Status]) -> tuple[tuple[Look, int], ...]:
    """How many cells have each status, in the order of the key."""
    return tuple((look, told.count(status)) for status, look in LOOKS.items() if status in told)


def footnotes(groups: tuple[Group, ...]) -> tuple[tuple[str, str], ...]:
    """The letters that are used, with what they say."""
    used = set("".join(cell.marks for group in groups for row in group.rows for cell in row.cells))
    return tuple((letter, text) for letter, text in FOOTNOTES.values() if letter in used)


def row_of(question: Question, states: Mapping[str, State], provision: Provision) -> Row:
    """The row of one provision."""
    cells = tuple(_cell(question, states, provision, account) for account in question.shown)
    statuses = {states[account][provision.id].status for account in question.shown}
    plain = len({(cell.quantity, cell.by) for cell in cells}) == 1 and not cells[0].by
    due = states[question.everybody][provision.id].due
    debtors = ", ".join(question.people.name_of(debtor) for debtor in provision.debtors)
    places = clause(provision).strip(" ()")
    return Row(
        provision=Name.of(provision), href=question.provision(provision.id),
        where=" · ".join(part for part in (places, debtors) if part),
        due=question.when(due) if due is not None else _standing(provision), cells=cells,
        same=plain and len(statuses) == 1 and statuses <= set(ALIKE),
    )  # fmt: skip


def _cell(question: Question, states: Mapping[str, State], provision: Provision, account: str) -> Cell:
    status = states[account][provision.id]
    return Cell(
        account=account, title=question.account(account), look=LOOKS[status.status],
        quantity=short_figure(status.owed), by=short_by(status, question.knowledge.roots), marks=letters(status),
        href=question.provision(provision.id, account), everybody=account == question.everybody,
    )  # fmt: skip


def _standing(provision: Provision) -> str:
    if provision.recurrence is not None:
        return "recurring"
    return "standing" if provision.polarity != "do" else "no date"
