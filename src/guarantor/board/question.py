"""A page's question with the case it is put to: what is known, the states asked for, names, links that keep it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from guarantor.assessment import State
from guarantor.board.asking import Ask
from guarantor.board.folding import folded
from guarantor.briefing.citation import Citation
from guarantor.briefing.material import short_day
from guarantor.case import Case
from guarantor.case.knowledge import Knowledge
from guarantor.case.why import citations
from guarantor.linking.kept import Kept
from guarantor.model.actor import People
from guarantor.model.agreement import Agreement
from guarantor.model.moments import local

DAY = 86_400


@dataclass(frozen=True, eq=False, kw_only=True)
class Question:
    """One question to one case at one moment of its record. Everything in it is worked out once and kept."""

    case: Case
    ask: Ask

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

    @cached_property
    def knowledge(self) -> Knowledge:
        """What the record held at the time asked for."""
        return self.case.knowledge(self.ask.times.known_at)

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """The accounts in columns, everybody's last."""
        return (*(account for account in self.ask.accounts if account != self.everybody), self.everybody)

    @cached_property
    def states(self) -> Mapping[str, State]:
        """The state in each account shown."""
        return self.case.states(self.shown, times=self.ask.times, reviewed_only=self.ask.reviewed)

    @cached_property
    def as_of(self) -> int:
        """The instant asked for."""
        return self.states[self.everybody].as_of

    @property
    def iso_day(self) -> str:
        """The day asked for in the agreement's zone, in ISO form."""
        return f"{local(self.as_of, self.zone):%Y-%m-%d}"

    @cached_property
    def limit(self) -> int | None:
        """By when something had to be published to count."""
        return self.ask.times.published_instant(self.zone)

    @cached_property
    def claims(self) -> Mapping[str, Kept]:
        """The claims that count for this question, by id."""
        return {id_: kept for id_, kept in self.knowledge.claims.items() if self.counts(kept)}

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

    @cached_property
    def folded_claims(self) -> Mapping[str, str]:
        """The words of each claim, its holder and its chain, ready to be searched."""
        return {
            id_: folded(" ".join([kept.claim.quote, kept.claim.holder.text or "", *(c.name for c in kept.claim.chain)]))
            for id_, kept in self.claims.items()
        }

    @cached_property
    def folded_reports(self) -> Mapping[str, str]:
        """Title and text of each report that could be read by the time asked for, ready to be searched."""
        limit = self.ask.times.published_by
        return {
            id_: folded(f"{report.title or ''} {report.outlet or ''} {report.text}")
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

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The titles of everything that claims can bear on."""
        parts = (self.agreement.events, self.agreement.phases, self.agreement.provisions, self.agreement.meetings,
                 self.agreement.counters, self.agreement.issues)  # fmt: skip
        return {each.id: each.title or each.id for part in parts for each in part}

    def when(self, instant: int) -> str:
        """A moment for readers: day, and hour where it is not the day's end."""
        at = local(instant, self.zone)
        day = short_day(at.date())
        return day if f"{at:%H:%M}" in ("23:59", "00:00") else f"{day}\N{NO-BREAK SPACE}{at:%H:%M}"
