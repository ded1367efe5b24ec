"""The state page as values: what changed, deadlines, gates, the matrix, counters, disagreements, what is not seen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property

from guarantor.assessment import State
from guarantor.assessment.questions import changes
from guarantor.board.counters import Chart, open_charts
from guarantor.board.disputes import Fact, facts_of
from guarantor.board.figures import short_figure
from guarantor.board.gateway import GateView, gate_views
from guarantor.board.glyphs import LOOKS, Look
from guarantor.board.lede import Finding, lede
from guarantor.board.matrix import Group, counts_of, footnotes, groups_of
from guarantor.board.question import Question
from guarantor.board.since import Since
from guarantor.board.unseen import Gap, gaps, quiet_accounts
from guarantor.briefing.citation import Citation
from guarantor.briefing.clocks import main_deadlines
from guarantor.briefing.material import long_day
from guarantor.case.why import citations
from guarantor.model.agreement import Provision
from guarantor.model.moments import day_of, local


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One line of what changed: the provision, the looks and figures before and after, and the latest words."""

    day: str
    provision: Provision
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


@dataclass(frozen=True, eq=False, kw_only=True)
class StatePage:
    """Everything that the page shows, worked out once for a question."""

    question: Question
    before: State
    since: Since

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

    @cached_property
    def lede(self) -> tuple[Finding, ...]:
        """The sentences under the title."""
        return lede(self.question)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The matrix."""
        return groups_of(self.question, self.question.states)

    @cached_property
    def footnotes(self) -> tuple[tuple[str, str], ...]:
        """What the letters in the matrix say."""
        return footnotes(self.groups)

    @cached_property
    def key(self) -> tuple[tuple[Look, int], ...]:
        """The statuses in everybody's account with how many provisions have each."""
        return counts_of(list(self.everybody.values()))

    @cached_property
    def gates(self) -> tuple[GateView, ...]:
        """The gates, readings merged."""
        return gate_views(self.question)

    @cached_property
    def charts(self) -> tuple[Chart, ...]:
        """Counters against what is owed."""
        return open_charts(self.question)

    @cached_property
    def contested(self) -> tuple[Fact, ...]:
        """The open disagreements."""
        return facts_of(self.question)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What the page cannot see."""
        return gaps(self.question)

    def changed(self, most: int = 10) -> list[Changed]:
        """What reads differently from a week before, the latest words first."""
        found = []
        for change in changes(self.before, self.everybody):
            because = sorted(
                citations(self.question.knowledge, change.because).values(), key=lambda c: c.published or "",
                reverse=True,
            )  # fmt: skip
            if not because:
                continue
            cell = self.everybody[change.provision]
            found.append(
                Changed(
                    day=because[0].published or "", provision=self.question.agreement.provision(change.provision),
                    before=LOOKS[change.before.partition(",")[0]], after=LOOKS[cell.status],
                    text=short_figure(cell.owed), was=short_figure(self.before[change.provision].owed),
                    href=self.question.provision(change.provision),
                    because=tuple(because[:2]),
                )
            )  # fmt: skip
        found.sort(key=lambda change: change.day, reverse=True)
        return found[:most]

    def deadlines(self) -> list[Due]:
        """Deadlines past and ahead; of a recurring duty the latest."""
        return [
            Due(
                at=self.question.when(deadline.due[1]),
                iso=datetime.fromtimestamp(deadline.due[1], UTC).isoformat(),
                title=self.question.title(deadline.provision),
                look=LOOKS[deadline.status],
                quantity=short_figure(self.everybody[deadline.provision].owed),
                href=self.question.provision(deadline.provision),
                past=deadline.past,
            )
            for deadline in main_deadlines(self.everybody)
        ]

    def facts(self) -> list[tuple[str, str]]:
        """The head's facts."""
        counted = self.question.tally
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
    case, ask = question.case, question.ask
    times = (
        replace(ask.times, known_at=since.known_at)
        if since.known_at
        else replace(ask.times, as_of=since.day, published_by=since.day)
    )
    before = case.status(
        as_of=times.as_of, known_at=times.known_at, published_by=times.published_by, account=case.everybody,
        reviewed_only=ask.reviewed,
    )  # fmt: skip
    return StatePage(question=question, before=before, since=since)
