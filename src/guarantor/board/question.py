"""A page's question with the case it is put to: what is known, the states asked for, names, links that keep it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from guarantor.assessment import Log, State
from guarantor.assessment.bulk import Prepared
from guarantor.assessment.rows import Rows
from guarantor.board.asking import Ask
from guarantor.board.figures import short_figure
from guarantor.briefing.citation import Citation
from guarantor.briefing.material import short_day
from guarantor.case import Case
from guarantor.case.finding import Finder
from guarantor.case.heard import Heard, heard
from guarantor.case.indexed import spoken, written
from guarantor.case.knowledge import Knowledge
from guarantor.case.tally import Asked, Tally, tally_of
from guarantor.case.times import Times
from guarantor.case.why import citations
from guarantor.linking.kept import Kept
from guarantor.model.actor import People
from guarantor.model.agreement import Agreement
from guarantor.model.assessment import Status
from guarantor.model.lasting import lasting
from guarantor.model.moments import local
from guarantor.model.testimony import Testimony

DAY = 86_400
WEEK = 7 * DAY


@dataclass(frozen=True, eq=False, kw_only=True)
class Question:
    """One question to one case at one moment of its record. Everything in it is worked out once and kept."""

    case: Case
    ask: Ask
    at: str | None = None
    """The moment that "now" means, where it stands still for a while."""
    moment: int | None = None
    """The instant asked for, where it is known already."""
    lately: Question | None = None
    """The same question a moment ago, where it is enough to know where provisions stood then."""
    told: dict[str, tuple[Status, str]] = field(default_factory=dict)
    """Where provisions stand in everybody's account, with the figure, as far as a page that is kept says so."""

    @lasting
    def times(self) -> Times:
        """The times asked for."""
        return self.ask.times if self.at is None else replace(self.ask.times, as_of=self.at)

    def standing(self, provision: str) -> tuple[Status, str]:
        """Where a provision stands in everybody's account, and the figure in short."""
        if provision not in self.told:
            cell = self.states[self.everybody][provision]
            return cell.status, short_figure(cell.owed)
        return self.told[provision]

    def status(self, provision: str) -> Status:
        """Where a provision stands in everybody's account."""
        known = self.told.get(provision)
        return known[0] if known is not None else self.states[self.everybody][provision].status

    def settle(self) -> None:
        """Look up now whatever depends on the moment of the record, so that later answers are of the same one."""
        for each in (self.knowledge, self.log, list(self.states.values()), self.finder, self.tally):
            assert each is not None or not self.knowledge.large

    @property
    def agreement(self) -> Agreement:
        """The agreement."""
        return self.case.files.agreement

    @property
    def people(self) -> People:
        """Everybody in the case."""
        return self.case.files.people

    @property
    def zone(self) -> str:
        """The agreement's zone."""
        return self.case.zone

    @property
    def everybody(self) -> str:
        """The account of all roots."""
        return self.case.everybody

    @lasting
    def knowledge(self) -> Knowledge:
        """What the record held at the time asked for."""
        return self.case.knowledge(self.ask.times.known_at)

    @lasting
    def shown(self) -> tuple[str, ...]:
        """The accounts in columns, everybody's last."""
        return (*(account for account in self.ask.accounts if account != self.everybody), self.everybody)

    @lasting
    def states(self) -> Mapping[str, State]:
        """The state in each account shown; of a very large record made when it is asked for."""
        if self.knowledge.large:
            return States(self) if self.lately is None else self.lately.states
        return self.case.states(self.shown, times=self.times, reviewed_only=self.ask.reviewed)

    @lasting
    def as_of(self) -> int:
        """The instant asked for."""
        return self.moment if self.moment is not None else self.states[self.everybody].as_of

    @property
    def iso_day(self) -> str:
        """The day asked for in the agreement's zone, in ISO form."""
        return f"{local(self.as_of, self.zone):%Y-%m-%d}"

    @lasting
    def limit(self) -> int | None:
        """By when something had to be published to count."""
        return self.ask.times.published_instant(self.zone)

    @lasting
    def claims(self) -> Mapping[str, Kept]:
        """The claims that count for this question, by id."""
        if self.knowledge.large:
            return self.knowledge.claims if self.limit is None and not self.ask.reviewed else Counting(self)
        return {id_: kept for id_, kept in self.knowledge.claims.items() if self.counts(kept)}

    @lasting
    def heard(self) -> Heard:
        """What all words that count come to; the last of each root no later than a week past the time asked for."""
        return heard(
            self.log, until=self.as_of + WEEK, published_by=self.limit, reviewed=self.ask.reviewed,
            before=self.case.heard_before,
        )  # fmt: skip

    def words(self, about: str) -> tuple[Testimony, ...]:
        """All words about something."""
        return self._log.words.get(about, ())

    def columns(self, about: str) -> Rows | None:
        """All words about something as columns, where they lie so; None: look at :meth:`words`."""
        return self._log.rows(about)

    @property
    def _log(self) -> Log:
        return self.log.log if isinstance(self.log, Prepared) else self.log

    @lasting
    def log(self) -> Log | Prepared:
        """All words."""
        return self.case.log(self.knowledge)

    @lasting
    def finder(self) -> Finder | None:
        """The index of a very large record, None where everything is looked at."""
        return self.case.finder(self.knowledge)

    @lasting
    def tally(self) -> Tally:
        """How many claims and reports count, and how many wait."""
        if self.finder is not None:
            return self.finder.tally(self.asked)
        return tally_of(self.knowledge.reports.values(), self.claims.values(), self.asked)

    @property
    def asked(self) -> Asked:
        """Which claims count for this question, as the index of a very large record is asked for them."""
        return Asked(published_by=self.ask.times.published_by, limit=self.limit, reviewed=self.ask.reviewed)

    def counts(self, kept: Kept) -> bool:
        """Whether a claim was printed in time and, where only such are asked for, reviewed."""
        if self.ask.reviewed and not kept.reviewed:
            return False
        if self.limit is None:
            return True
        published = self.knowledge.witnesses.published(kept.claim)
        return published is not None and published <= self.limit

    def cited(self, claims: Iterable[str]) -> list[Citation]:
        """The citations of those claims that count, in the order given."""
        return list(citations(self.knowledge, (claim for claim in claims if claim in self.claims)).values())

    def digest(self, report: str) -> bool:
        """Whether a report is a digest in the case's own words."""
        known = self.knowledge.reports.get(report)
        return known is not None and known.digest

    @lasting
    def folded_claims(self) -> Mapping[str, str]:
        """The words of each claim, its holder and its chain, ready to be searched."""
        return {id_: spoken(kept.claim) for id_, kept in self.claims.items()}

    @lasting
    def folded_reports(self) -> Mapping[str, str]:
        """Title and text of each report that could be read by the time asked for, ready to be searched."""
        limit = self.ask.times.published_by
        return {
            id_: written(report)
            for id_, report in self.knowledge.reports.items()
            if limit is None or (report.published or "9")[:10] <= limit[:10]
        }

    def account(self, name: str) -> str:
        """An account's title."""
        return self.people.accounts[name].title

    def provision(self, name: str, account: str | None = None) -> str:
        """Where a provision's evidence is."""
        return f"/provisions/{name}{self.ask.query(account=account)}"

    def title(self, name: str) -> str:
        """What a provision, event or meeting is called; the id where nothing of this name is in the agreement."""
        return self.titles.get(name, name)

    @lasting
    def titles(self) -> Mapping[str, str]:
        """The titles of everything that claims can bear on."""
        parts = (self.agreement.events, self.agreement.phases, self.agreement.provisions, self.agreement.meetings,
                 self.agreement.counters, self.agreement.issues)  # fmt: skip
        return {each.id: each.title or each.id for part in parts for each in part}

    def when(self, instant: int) -> str:
        """A moment for readers: day, with its year where it is not that of the moment asked for, and hour where it is
        not the end of the day."""
        at = local(instant, self.zone)
        day = short_day(at.date(), local(self.as_of, self.zone).year)
        return day if f"{at:%H:%M}" in ("23:59", "00:00") else f"{day}\N{NO-BREAK SPACE}{at:%H:%M}"


class States(Mapping[str, State]):
    """The state in each account shown, made when it is first asked for."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._made: dict[str, State] = {}

    def __getitem__(self, account: str) -> State:
        if account not in self._made:
            asked = self._question
            if account not in asked.shown:
                raise KeyError(account)
            made = asked.case.states([account], times=asked.times, reviewed_only=asked.ask.reviewed)
            self._made.update(made)
        return self._made[account]

    def __iter__(self) -> Iterator[str]:
        return iter(self._question.shown)

    def __len__(self) -> int:
        return len(self._question.shown)


class Counting(Mapping[str, Kept]):
    """Of the claims of a large record those that count for a question, looked at when they are asked for."""

    def __init__(self, question: Question) -> None:
        self._every, self._counts = question.knowledge.claims, question.counts

    def __getitem__(self, id_: str) -> Kept:
        kept = self._every[id_]
        if not self._counts(kept):
            raise KeyError(id_)
        return kept

    def __iter__(self) -> Iterator[str]:
        return (id_ for id_, kept in self._every.items() if self._counts(kept))

    def __len__(self) -> int:
        return sum(1 for _ in self)
