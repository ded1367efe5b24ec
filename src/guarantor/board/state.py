"""The state page as values: provisions by phase, a cell an account, what changed, gates, deadlines, disagreements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guarantor.assessment import State
from guarantor.assessment.questions import changes, compare, gates
from guarantor.board.asking import Ask
from guarantor.board.glyphs import LOOKS, Look
from guarantor.briefing.citation import Citation
from guarantor.briefing.material import long_day, short_day
from guarantor.briefing.standing import clause, earlier_words, figure_words, main_deadlines
from guarantor.case import Case
from guarantor.case.knowledge import Knowledge
from guarantor.case.why import citations
from guarantor.model.agreement import Provision
from guarantor.model.assessment import Blocker, ProvisionStatus
from guarantor.model.moments import day_of, local, show

WEEK = 7 * 86_400
MARKS = (
    "figures differ", "two readings", "timing not told", "derived", "single origin", "sum differs",
    "deadline told differently", "time past", "verified", "corroborated",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: how it is drawn, its figure, whose word, and where its evidence is."""

    account: str
    title: str
    look: Look
    quantity: str
    by: str
    href: str
    everybody: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One provision with its cells; ``same`` where all say "not yet due" and one cell spans them."""

    provision: Provision
    href: str
    where: str
    due: str
    cells: tuple[Cell, ...]
    same: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The provisions of one phase."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One line of what changed: the provision, the looks before and after, the figures, and the latest words."""

    day: str
    provision: Provision
    before: Look
    after: Look
    text: str
    href: str
    because: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One deadline, with what everybody's account makes of it."""

    at: str
    title: str
    look: Look
    href: str
    past: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GateView:
    """A gate under one reading: for each kind of blocker, what it is and in whose account."""

    phase: str
    reading: str
    states: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contested:
    """A disagreement: the values side by side, each with its chain."""

    title: str
    href: str
    values: tuple[tuple[str, str, Citation | None], ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class StatePage:
    """Everything that the page shows, computed once for a question."""

    case: Case
    ask: Ask
    knowledge: Knowledge
    states: Mapping[str, State]
    before: State

    @property
    def zone(self) -> str:
        """The agreement's zone."""
        return self.case.zone

    @property
    def everybody(self) -> State:
        """The state in everybody's account."""
        return self.states[self.case.everybody]

    @property
    def as_of(self) -> int:
        """The instant asked for."""
        return self.everybody.as_of

    @property
    def title(self) -> str:
        """The page's title."""
        return f"State of the agreement on {local(self.as_of, self.zone):%A} {long_day(day_of(self.as_of, self.zone))}"

    @property
    def shown(self) -> list[str]:
        """The accounts in columns, everybody's last."""
        rest = [account for account in self.ask.accounts if account != self.case.everybody]
        return [*rest, self.case.everybody]

    def account(self, name: str) -> str:
        """An account's title."""
        return self.case.files.people.accounts[name].title

    def groups(self) -> Iterator[Group]:
        """The provisions in the order of the texts, by phase."""
        titles = {phase.id: phase.title for phase in self.case.files.agreement.phases}
        found: dict[str, list[Row]] = {}
        for provision in self.case.files.agreement.provisions:
            found.setdefault(titles.get(provision.phase or "", "Without a phase"), []).append(self.row(provision))
        return (Group(title=title, rows=tuple(rows)) for title, rows in found.items())

    def row(self, provision: Provision) -> Row:
        """One provision's row."""
        cells = tuple(self.cell(provision, account) for account in self.shown)
        waiting = {self.states[account][provision.id].status for account in self.shown} == {"not yet due"}
        due = self.everybody[provision.id].due
        debtors = ", ".join(self.case.files.people.name_of(debtor) for debtor in provision.debtors)
        places = clause(provision).strip(" ()")
        return Row(
            provision=provision, href=self.href(provision.id), where=" · ".join(p for p in (places, debtors) if p),
            due=self.when(due) if due is not None else _standing(provision), cells=cells, same=waiting,
        )  # fmt: skip

    def cell(self, provision: Provision, account: str) -> Cell:
        """One cell."""
        status = self.states[account][provision.id]
        return Cell(
            account=account, title=self.account(account), look=LOOKS[status.status],
            quantity=figure_words(status.owed, self.knowledge.roots.name), by=self.by(status),
            href=self.href(provision.id, account), everybody=account == self.case.everybody,
        )  # fmt: skip

    def by(self, status: ProvisionStatus) -> str:
        """Whose word decides, and the marks that a reader needs beside it."""
        parts: list[str] = []
        if status.status in ("breached", "disputed") and status.against:
            parts.append(f"said by {self.names(status.against)}")
        elif status.tellers and status.status not in ("no information", "not yet due"):
            parts.append(self.names(status.tellers))
        if earlier := earlier_words(status):
            parts.append(earlier)
        parts.extend(dict.fromkeys(mark.name for mark in status.marks if mark.name in MARKS))
        return "; ".join(parts)

    def names(self, roots: tuple[str, ...], most: int = 2) -> str:
        """A few roots by name."""
        found = [self.knowledge.roots.name(root) for root in roots]
        more = f" and {len(found) - most} more" if len(found) > most else ""
        return ", ".join(found[:most]) + more

    def href(self, provision: str, account: str | None = None) -> str:
        """Where a provision's evidence is."""
        return f"/provisions/{provision}{self.ask.query(account=account)}"

    def when(self, instant: int) -> str:
        """A deadline for readers: day, and hour where it is not the day's end."""
        at = local(instant, self.zone)
        day = short_day(at.date())
        return day if f"{at:%H:%M}" in ("23:59", "00:00") else f"{day} {at:%H:%M}"

    def changed(self, most: int = 10) -> list[Changed]:
        """What reads differently from a week before, the latest words first."""
        found = []
        for change in changes(self.before, self.everybody):
            because = sorted(
                citations(self.knowledge, change.because).values(), key=lambda c: c.published or "", reverse=True
            )
            if not because:
                continue
            before, after = change.before.partition(","), change.after.partition(",")
            found.append(
                Changed(
                    day=because[0].published or "", provision=self.case.files.agreement.provision(change.provision),
                    before=LOOKS[before[0]], after=LOOKS[after[0]], text=after[2].strip(),
                    href=self.href(change.provision), because=tuple(because[:2]),
                )
            )  # fmt: skip
        found.sort(key=lambda change: change.day, reverse=True)
        return found[:most]

    def deadlines(self) -> list[Due]:
        """Deadlines past and ahead; of a recurring duty the latest."""
        return [
            Due(
                at=self.when(deadline.due[1]),
                title=self.case.files.agreement.provision(deadline.provision).title,
                look=LOOKS[deadline.status],
                href=self.href(deadline.provision),
                past=deadline.past,
            )
            for deadline in main_deadlines(self.everybody)
        ]

    def gates(self) -> list[GateView]:
        """The gates, by reading: what is missing, by kind, and in whose account."""
        by_reading: dict[tuple[str, str], list[tuple[str, str, tuple[Blocker, ...]]]] = {}
        for account in self.shown:
            for gate in gates(self.states[account]):
                key = (gate.phase, gate.reading)
                by_reading.setdefault(key, []).append((account, gate.state, gate.blockers))
        titles = {phase.id: phase.title for phase in self.case.files.agreement.phases}
        return [
            GateView(
                phase=titles[phase], reading=reading,
                states=tuple((self.account(account), state) for account, state, _ in found),
                columns=tuple((kind, self._blockers(kind, found)) for kind in KINDS),
            )
            for (phase, reading), found in by_reading.items()
        ]  # fmt: skip

    def _blockers(self, kind: str, found: list[tuple[str, str, tuple[Blocker, ...]]]) -> tuple[tuple[str, str], ...]:
        accounts: dict[str, list[str]] = {}
        for account, _, blockers in found:
            for blocker in blockers:
                if blocker.kind == kind:
                    accounts.setdefault(blocker.what, []).append(self.account(account))
        titles = {each.id: each.title for each in self.case.files.agreement.provisions}
        return tuple((titles.get(what, what), ", ".join(names)) for what, names in accounts.items())

    def contested(self) -> list[Contested]:
        """The open disagreements: values told by different roots of the same thing, or told and denied."""
        found = []
        for comparison in compare({account: self.states[account] for account in self.shown}):
            cell = self.everybody[comparison.provision]
            values = tuple(self._values(cell))
            differs = any(mark.name in ("figures differ", "two readings") for mark in cell.marks)
            if len(values) > 1 and (differs or comparison.kind == "disputed" or cell.status == "disputed"):
                title = self.case.files.agreement.provision(comparison.provision).title
                found.append(Contested(title=title, href=self.href(comparison.provision), values=values))
        return found

    def _values(self, cell: ProvisionStatus) -> Iterator[tuple[str, str, Citation | None]]:
        if cell.owed is not None and len({figure.value for figure in cell.owed.by_root}) > 1:
            by_value: dict[float, list[str]] = {}
            cited: dict[float, Citation | None] = {}
            for figure in sorted(cell.owed.by_root, key=lambda f: (f.until, f.root)):
                by_value.setdefault(figure.value, []).append(self.knowledge.roots.name(figure.root))
                words = list(citations(self.knowledge, figure.claims[-1:]).values())
                cited.setdefault(figure.value, words[0] if words else None)
            of = f" of {cell.owed.target:,.10g}" if cell.owed.target else ""
            for value, names in by_value.items():
                yield f"{value:,.10g}{of}", ", ".join(names[:4]), cited[value]
            return
        for account in self.shown[:-1]:
            status = self.states[account][cell.provision]
            if status.status not in ("no information", "not yet due", "unverified"):
                words = list(citations(self.knowledge, status.claims[-1:]).values())
                yield LOOKS[status.status].word, self.account(account), words[0] if words else None

    def key(self) -> list[tuple[Look, int]]:
        """The statuses in everybody's account with how many provisions have each."""
        counts: dict[str, int] = {}
        for cell in self.everybody.values():
            counts[cell.status] = counts.get(cell.status, 0) + 1
        return [(look, counts.get(status, 0)) for status, look in LOOKS.items() if counts.get(status)]

    def silent(self) -> list[str]:
        """Provisions that nobody tells anything of."""
        compared = compare({account: self.states[account] for account in self.shown})
        names = [each.provision for each in compared if each.kind == "told by none"]
        return [self.case.files.agreement.provision(name).title for name in names]

    def facts(self) -> list[tuple[str, str]]:
        """The head's facts."""
        published = [r.published for r in self.knowledge.reports.values() if r.published]
        waiting = sum(not kept.reviewed for kept in self.knowledge.claims.values())
        return [
            ("Last report", max(published)[:10] if published else "none yet"),
            ("Reports and claims", f"{len(self.knowledge.reports):,} and {len(self.knowledge.claims):,}"),
            ("Waiting for review", f"{waiting:,} claims"),
            ("Times", self.zone),
        ]


KINDS = ("told not done", "disputed", "not shown", "not yet due")


def _standing(provision: Provision) -> str:
    if provision.recurrence is not None:
        return "recurring"
    return "standing" if provision.polarity != "do" else "no date"


def state_page(case: Case, ask: Ask) -> StatePage:
    """The state page of a question."""
    times = ask.times
    accounts = tuple(dict.fromkeys([*ask.accounts, case.everybody]))
    states = case.states(accounts, times=times, reviewed_only=ask.reviewed)
    week_before = show(states[case.everybody].as_of - WEEK, case.zone)
    before = case.status(
        as_of=week_before, known_at=times.known_at, published_by=week_before, account=case.everybody,
        reviewed_only=ask.reviewed,
    )  # fmt: skip
    return StatePage(case=case, ask=ask, knowledge=case.knowledge(times.known_at), states=states, before=before)
