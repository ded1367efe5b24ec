"""The state page as values: what changed, deadlines, gates, the matrix, counters, disagreements, what is not seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from guarantor.assessment import State
from guarantor.assessment.questions import changes, compare
from guarantor.board.counters import Chart, open_chart_of
from guarantor.board.disputes import Fact, facts_of
from guarantor.board.figures import short_figure
from guarantor.board.gateway import GateView, gate_views
from guarantor.board.glyphs import LOOKS, Look
from guarantor.board.lede import Finding, lede
from guarantor.board.matrix import Group, Row, counts_of, footnotes, groups_of, row_of
from guarantor.board.named import Name
from guarantor.board.question import Question
from guarantor.board.since import Since, later_day
from guarantor.board.unseen import Gap, gaps, quiet_accounts
from guarantor.briefing.citation import Citation
from guarantor.briefing.clocks import main_deadlines
from guarantor.briefing.material import long_day
from guarantor.case.tally import Tally
from guarantor.case.why import citations
from guarantor.model.agreement import Provision
from guarantor.model.assessment import Change, Deadline, Status
from guarantor.model.entry import Head
from guarantor.model.lasting import lasting
from guarantor.model.moments import day_of, local


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One line of what changed: the provision, the looks and figures before and after, and the latest words."""

    day: str
    provision: Name
    before: Look
    after: Look
    text: str
    was: str
    href: str
    because: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One deadline, with what everybody's account makes of it."""

    at: str
    iso: str
    title: str
    look: Look
    quantity: str
    href: str
    past: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What the page shows of one provision: all of it hangs on what is said about a few things, and can be kept until
    something new is said about these."""

    row: Row
    told: dict[str, Status]
    silent: bool
    facts: tuple[Fact, ...]
    due: tuple[Deadline, ...]
    change: Change | None
    because: tuple[Citation, ...]
    was: str
    quantity: str
    chart: Chart | None


def line_of(question: Question, before: State, provision: Provision) -> Line:
    """What the page shows of a provision; ``before`` is the state with which everybody's is compared."""
    everybody = question.states[question.everybody]
    (comparison,) = compare({account: question.states[account] for account in question.shown}, provision.id)
    change = next(iter(changes(before, everybody, (provision.id,))), None)
    because: list[Citation] = []
    if change is not None:
        found = citations(question.knowledge, change.because).values()
        newest = sorted(found, key=lambda cited: cited.published or "", reverse=True)
        once: dict[tuple[str, tuple[str, ...]], Citation] = {}
        for cited in newest:  # two sentences of one report by one chain read as one
            once.setdefault((cited.report, cited.chain), cited)
        because = list(once.values())
    return Line(
        row=row_of(question, question.states, provision), told=dict(comparison.statuses),
        silent=comparison.kind == "told by none", facts=tuple(facts_of(question, provision, comparison)),
        due=tuple(main_deadlines(everybody, (provision.id,))), change=change, because=tuple(because[:2]),
        was=short_figure(before[provision.id].owed) if because else "",
        quantity=short_figure(everybody[provision.id].owed),
        chart=open_chart_of(question, provision),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """All of a page that takes long to work out, as values that can be written down and read again."""

    lines: tuple[Line, ...]
    gates: tuple[GateView, ...]
    gaps: tuple[Gap, ...]
    tally: Tally
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class StatePage:
    """Everything that the page shows, worked out once for a question. ``earlier`` lines and gates, of the same question
    at an earlier moment of the record, are taken over; what has none of them is worked out. ``done`` is a page that was
    worked out already and written down: nothing of it is worked out again, and it needs no ``before``. ``reach``
    is the last entry of the whole record, where that matters."""

    question: Question
    before: State | None
    since: Since
    head: Head
    reach: int = 0
    earlier: Mapping[str, Line] = field(default_factory=dict)
    earlier_gates: tuple[GateView, ...] | None = None
    done: Worked | None = None
    on_line: Callable[[], object] = bool
    """Told of each provision that was worked out."""

    def work_out(self) -> Worked:
        """Work out everything that takes long, and let go of what it was taken over from."""
        worked = Worked(
            lines=tuple(self.lines.values()), gates=self.gates, gaps=self.gaps, tally=self.tally,
            facts=tuple(self.facts()),
        )  # fmt: skip
        assert self.groups is not None
        object.__setattr__(self, "earlier", {})
        return worked

    def look_over(self) -> None:
        """Put in order what the page shows of all lines, before somebody asks for it."""
        for each in (self.lede, self.groups, self.key, self.footnotes, self.charts, self.contested, self.falling):
            assert each is not None

    @property
    def everybody(self) -> State:
        """The state in everybody's account."""
        return self.question.states[self.question.everybody]

    @property
    def title(self) -> str:
        """The page's title."""
        at, zone = self.question.as_of, self.question.zone
        return f"State of the agreement on {local(at, zone):%A} {long_day(day_of(at, zone))}"

    @property
    def shown(self) -> tuple[str, ...]:
        """The accounts in columns, everybody's last."""
        return self.question.shown

    def account(self, name: str) -> str:
        """An account's title."""
        return self.question.account(name)

    @lasting
    def lines(self) -> Mapping[str, Line]:
        """What is shown of each provision, in the order of the texts."""
        if self.done is not None:
            return {line.row.provision.id: line for line in self.done.lines}
        assert self.before is not None
        made: dict[str, Line] = {}
        for each in self.question.agreement.provisions:
            made[each.id] = self.earlier.get(each.id) or line_of(self.question, self.before, each)
            self.on_line()
        return made

    @lasting
    def lede(self) -> tuple[Finding, ...]:
        """The sentences under the title."""
        return lede(self.question, {id_: line.told for id_, line in self.lines.items()})

    @lasting
    def groups(self) -> tuple[Group, ...]:
        """The matrix."""
        return groups_of(self.question, {id_: line.row for id_, line in self.lines.items()}, self._everybodys)

    @property
    def _everybodys(self) -> dict[str, Status]:
        return {id_: line.told[self.question.everybody] for id_, line in self.lines.items()}

    @lasting
    def footnotes(self) -> tuple[tuple[str, str], ...]:
        """What the letters in the matrix say."""
        return footnotes(self.groups)

    @lasting
    def key(self) -> tuple[tuple[Look, int], ...]:
        """The statuses in everybody's account with how many provisions have each."""
        return counts_of(list(self._everybodys.values()))

    @lasting
    def gates(self) -> tuple[GateView, ...]:
        """The gates, readings merged."""
        if self.done is not None:
            return self.done.gates
        return gate_views(self.question) if self.earlier_gates is None else self.earlier_gates

    @lasting
    def charts(self) -> tuple[Chart, ...]:
        """Counters against what is owed."""
        return tuple(line.chart for line in self.lines.values() if line.chart is not None)

    @lasting
    def contested(self) -> tuple[Fact, ...]:
        """The open disagreements."""
        return tuple(fact for line in self.lines.values() for fact in line.facts)

    @lasting
    def gaps(self) -> tuple[Gap, ...]:
        """What the page cannot see."""
        if self.done is not None:
            return self.done.gaps
        return gaps(self.question, [id_ for id_, line in self.lines.items() if line.silent])

    def changed(self, most: int = 10) -> list[Changed]:
        """What reads differently from the moment compared with, the latest words first."""
        found = [
            Changed(
                day=line.because[0].published or "", provision=line.row.provision,
                before=LOOKS[line.change.before.partition(",")[0]], after=LOOKS[line.told[self.question.everybody]],
                text=line.quantity, was=line.was, href=line.row.href, because=line.because,
            )
            for line in self.lines.values()
            if line.change is not None and line.because
        ]  # fmt: skip
        found.sort(key=lambda change: change.day, reverse=True)
        return found[:most]

    @lasting
    def falling(self) -> tuple[Deadline, ...]:
        """Deadlines past and ahead, the earliest first; of a recurring duty the latest."""
        return tuple(
            sorted(
                (each for line in self.lines.values() for each in line.due),
                key=lambda each: (each.due[1], each.provision),
            )
        )

    @property
    def deadlines(self) -> tuple[Due, ...]:
        """All of them as they are shown."""
        return self.due(self.falling)

    def due(self, some: Iterable[Deadline]) -> tuple[Due, ...]:
        """Some of them as they are shown."""
        return tuple(
            Due(
                at=self.question.when(deadline.due[1]),
                iso=datetime.fromtimestamp(deadline.due[1], UTC).isoformat(),
                title=self.question.title(deadline.provision),
                look=LOOKS[deadline.status],
                quantity=self.lines[deadline.provision].quantity,
                href=self.question.provision(deadline.provision),
                past=deadline.past,
            )
            for deadline in some
        )

    @lasting
    def tally(self) -> Tally:
        """How many reports and claims there are, and wait."""
        return self.question.tally if self.done is None else self.done.tally

    @property
    def later(self) -> str:
        """The day as of which everything that has come in is told, where the case ends earlier than its reports."""
        return "" if self.question.ask.past else later_day(self.question.case, self.tally.last_report)

    def facts(self) -> list[tuple[str, str]]:
        """The head's facts."""
        return list(self._facts)

    @lasting
    def _facts(self) -> list[tuple[str, str]]:
        if self.done is not None:
            return list(self.done.facts)
        counted = self.tally
        quiet = quiet_accounts(self.question)
        return [
            ("Last report", counted.last_report or "none yet"),
            ("Reports and claims", f"{counted.reports:,} and {counted.claims:,}"),
            ("Waiting for review", f"{counted.waiting:,} claims"),
            ("Silent for more than a week", "; ".join(f"{title}, {since}" for title, since in quiet) or "nobody"),
            ("Times", self.question.zone),
        ]


def state_page(question: Question, since: Since) -> StatePage:
    """The state page of a question, with what changed since a moment."""
    head = question.case.record.head
    return StatePage(question=question, before=before_of(question, since), since=since, head=head)


def before_of(question: Question, since: Since) -> State:
    """Everybody's state at the moment compared with."""
    case, ask = question.case, question.ask
    times = (
        replace(ask.times, known_at=since.known_at)
        if since.known_at
        else replace(ask.times, as_of=since.day, published_by=since.day)
    )
    return case.status(
        as_of=times.as_of, known_at=times.known_at, published_by=times.published_by, account=case.everybody,
        reviewed_only=ask.reviewed,
    )  # fmt: skip
