"""What a brief is made from: the states of several accounts at two moments, and the claims that can be cited."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from guarantor.assessment import State
from guarantor.briefing.citation import Citation, by_date, cite
from guarantor.briefing.wording import Wording, default_wording
from guarantor.linking.distortions import Distortion
from guarantor.linking.fitting import Words
from guarantor.linking.kept import Kept
from guarantor.linking.origins import Origins
from guarantor.linking.roots import Root, Roots
from guarantor.model.actor import People
from guarantor.model.agreement import Agreement, Issue, Provision
from guarantor.model.claim import Claim
from guarantor.model.lasting import lasting
from guarantor.model.link import Link
from guarantor.model.moments import day_of, local
from guarantor.model.report import Report
from guarantor.positions.state import Positions


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A claim that an earlier issue cited and that no longer stands as it did: ``state`` and ``why`` say what became of
    it, ``day`` (ISO) when, ``citation`` leads to its words as they were."""

    number: int
    marking: str
    issued: str
    who: str
    words: str
    claim: str
    state: str
    day: str
    citation: Citation
    why: str = ""


class LookedUp(Protocol):
    """Where a very large record is looked up claim by claim, so that a brief of a week does not go over years."""

    def lately(self) -> tuple[str, ...]:
        """The claims that were published after the last moment, up to the one the brief looks at."""

    def reports_lately(self) -> tuple[str, ...]:
        """The reports that were published then, also those of which no claim is made."""

    def of_type(self, type_: str) -> tuple[str, ...]:
        """The claims of a type."""

    def saying(self, words: str) -> tuple[str, ...]:
        """The claims in which words stand one behind the other, as they are written."""

    def of_report(self, report: str) -> tuple[str, ...]:
        """The claims of a report."""

    def ties(self, claim: str) -> frozenset[tuple[str, str | None]]:
        """What a claim is tied to, and how it bears on it."""

    def starting(self, first: date, last: date) -> tuple[str, ...]:
        """The claims that tell of what begins on some days."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Material:
    """Everything in reach of a brief. ``states`` and ``before`` are by account, in the order of the case.

    ``claims`` are those that may be cited: live, published by the time asked for, reviewed where only such are wanted.
    ``since`` and ``as_of`` are UTC seconds; ``asked`` says the question in words. ``issues`` are those to keep to
    (none: all), ``corrections`` what became of claims that earlier issues cited; ``distorted`` tells what copies
    changed around some claims; ``readable`` says whether a report could be read by the time asked for;
    ``incident_of`` names the incident that a claim tells of, where all are at hand and one is known, ``meeting_of``
    the meeting, be it of the files or not. ``looked_up`` (None: everything is at hand) finds claims of a very large
    record.
    """

    agreement: Agreement
    people: People
    claims: Mapping[str, Kept]
    tied_to: Mapping[str, tuple[tuple[str, Link], ...]]
    roots: Roots
    origins: Origins
    digests: Container[str]
    states: Mapping[str, State]
    before: Mapping[str, State]
    everybody: str
    since: int
    as_of: int
    asked: str
    marking: str
    head: str
    wording: Wording = field(default_factory=default_wording)
    issues: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    positions: Positions | None = None
    reports: Mapping[str, Report] = field(default_factory=dict)
    readable: Callable[[Report], bool] = lambda _report: True
    distorted: Callable[[Iterable[str]], Iterable[Distortion]] = lambda _claims: ()
    looked_up: LookedUp | None = None
    incident_of: Mapping[str, str] = field(default_factory=dict)
    meeting_of: Mapping[str, str] = field(default_factory=dict)

    @property
    def zone(self) -> str:
        """The agreement's zone."""
        return self.agreement.zone

    def cite(self, claim: str) -> Citation | None:
        """The citation of a claim, None where it may not be cited."""
        kept = self.claims.get(claim)
        if kept is None:
            return None
        known = self._citations.get(claim)
        if known is None:
            known = cite(kept, self.roots, digest=kept.claim.report.id in self.digests)
            self._citations[claim] = known
        return known

    @lasting
    def _citations(self) -> dict[str, Citation]:
        """Citations made before."""
        return {}

    def cited(self, claims: Iterable[str]) -> list[Citation]:
        """The citations of those claims that may be cited, in the order of publication."""
        return by_date(found for claim in dict.fromkeys(claims) if (found := self.cite(claim)) is not None)

    def claim(self, claim: str) -> Claim:
        """A claim that may be cited."""
        return self.claims[claim].claim

    def root(self, claim: str) -> Root:
        """Whose word a claim is."""
        return self.roots.of(self.claim(claim))

    def lists(self, claim: str) -> bool:
        """Whether the case lists who says so, or anybody of whom it is said."""
        told = self.claim(claim)
        named = (self.root(claim).id, *(each.actor for each in (*told.actors, *told.targets)))
        return any(each in self.people.actors for each in named)

    def tied(self, target: str) -> Iterator[tuple[str, Link]]:
        """The claims tied to a target that may be cited, with their links."""
        return ((claim, link) for claim, link in self.tied_to.get(target, ()) if claim in self.claims)

    def targets(self, claim: str) -> frozenset[str]:
        """What a claim is tied to."""
        if self.looked_up is None:
            return self._targets.get(claim, frozenset())
        return frozenset(target for target, _ in self.looked_up.ties(claim))

    def ties(self, claim: str) -> frozenset[tuple[str, str | None]]:
        """What a claim is tied to, and how it bears on it."""
        return self._ties.get(claim, frozenset()) if self.looked_up is None else self.looked_up.ties(claim)

    @lasting
    def _targets(self) -> Mapping[str, frozenset[str]]:
        """What each claim is tied to."""
        found: dict[str, set[str]] = {}
        for target, tied in self.tied_to.items():
            for claim, _ in tied:
                found.setdefault(claim, set()).add(target)
        return {claim: frozenset(targets) for claim, targets in found.items()}

    @lasting
    def _ties(self) -> Mapping[str, frozenset[tuple[str, str | None]]]:
        """What each claim is tied to, and how it bears on it."""
        found: dict[str, set[tuple[str, str | None]]] = {}
        for target, tied in self.tied_to.items():
            for claim, link in tied:
                found.setdefault(claim, set()).add((target, link.effect))
        return {claim: frozenset(ties) for claim, ties in found.items()}

    @lasting
    def meeting_claims(self) -> tuple[str, ...]:
        """The claims that tell of a meeting, or of who comes to one."""
        words = self.wording.data["attendance_words"]
        if self.looked_up is not None:
            told = (id_ for each in words for id_ in self.looked_up.saying(each))
            return tuple(
                id_ for id_ in dict.fromkeys((*self.looked_up.of_type("meeting"), *told)) if id_ in self.claims
            )
        return tuple(
            id_
            for id_, kept in self.claims.items()
            if kept.claim.type == "meeting" or any(each in kept.claim.quote for each in words)
        )

    def of_report(self, report: str) -> tuple[str, ...]:
        """The claims of a report, in the order of their words."""
        found = self._reports.get(report)
        if found is None and self.looked_up is not None:
            held = [id_ for id_ in self.looked_up.of_report(report) if id_ in self.claims]
            found = self._reports[report] = tuple(sorted(held, key=lambda id_: self.claims[id_].claim.span))
        return found or ()

    @lasting
    def _reports(self) -> dict[str, tuple[str, ...]]:
        """The claims of each report; of a very large record of those asked for before."""
        found: dict[str, list[str]] = {}
        for id_, kept in self.claims.items() if self.looked_up is None else ():
            found.setdefault(kept.claim.report.id, []).append(id_)
        return {
            report: tuple(sorted(ids, key=lambda id_: self.claims[id_].claim.span)) for report, ids in found.items()
        }

    def lately(self) -> Iterable[str]:
        """The claims that may be cited and were published after the last moment, if not all of them."""
        return self.claims if self.looked_up is None else (id_ for id_ in self.looked_up.lately() if id_ in self.claims)

    @lasting
    def concerned(self) -> frozenset[str]:
        """Those who owe or are owed something by the texts, who is invited to a meeting, and the guarantors, with their
        organs."""
        named = {actor for each in self.agreement.provisions for actor in (*each.debtors, *each.creditors)}
        named |= {actor for meeting in self.agreement.meetings for actor in meeting.invited}
        guarantors = {side.id for side in self.people.sides.values() if side.kind == "guarantor"}
        named |= {actor.id for actor in self.people.actors.values() if actor.side in guarantors}
        return frozenset(organ for actor in named for organ in self.roots.organs(actor))

    @lasting
    def chosen_issues(self) -> tuple[Issue, ...]:
        """The issues to keep to, in the order of the files."""
        return tuple(each for each in self.agreement.issues if not self.issues or each.id in self.issues)

    def keeps(self, provision: str) -> bool:
        """Whether a provision is within the issues to keep to, and in a text that there was by the time looked at: what
        a later text sets is owed to nobody yet."""
        if provision in self._later:
            return False
        return not self.issues or any(provision in issue.provisions for issue in self.chosen_issues)

    @lasting
    def _later(self) -> frozenset[str]:
        """The provisions that stand in later texts alone."""
        today = day_of(self.as_of, self.zone).isoformat()
        dates = {text.id: text.date for text in self.agreement.texts}
        told = {
            each.id: [dates[reference.text] for reference in each.references if reference.text in dates]
            for each in self.agreement.provisions
        }
        return frozenset(id_ for id_, days in told.items() if days and min(days) > today)

    @lasting
    def on_issue(self) -> Mapping[str, tuple[str, ...]]:
        """For each issue, the claims whose words name it, without those that bear on provisions of other issues alone:
        "no weapons to an international force" is no word on who sends troops to it."""
        found: dict[str, list[str]] = {issue.id: [] for issue in self.agreement.issues}
        wanted = {
            issue.id: re.compile("|".join(re.escape(Words.of(phrase).text) for phrase in issue.words))
            for issue in self.agreement.issues
            if issue.words
        }
        provisions = frozenset(each.id for each in self.agreement.provisions)
        within = {issue.id: frozenset(issue.provisions) for issue in self.agreement.issues}
        any_of_them = re.compile("|".join(each.pattern for each in wanted.values()))
        for id_, kept in self.claims.items() if wanted else ():
            words = Words.of(kept.claim.quote)
            if not (any_of_them.search(words.text) or any_of_them.search(words.bare)):
                continue
            bears = self.targets(id_) & provisions
            for issue, phrases in wanted.items():
                if bears and within[issue] and not bears & within[issue]:
                    continue
                if phrases.search(words.text) or phrases.search(words.bare):
                    found[issue].append(id_)
        return {issue: tuple(claims) for issue, claims in found.items()}

    def name(self, root: str) -> str:
        """A root by name."""
        return self.roots.name(root)

    def account(self, name: str) -> str:
        """An account's title, with "the" where it is the name of one body; a title of several stands as it is."""
        title = self.people.accounts[name].title
        return title if " and " in title else self.wording.article(title)

    def day(self, instant: int) -> str:
        """A day for readers: "1 November 2025" with blanks that do not break."""
        return long_day(day_of(instant, self.zone))

    def day_name(self, day: date) -> str:
        """ "Saturday 1 November", for heads of paragraphs."""
        return f"{day:%A} {self.short(day)}"

    def hour(self, instant: int) -> str:
        """A day and hour for readers."""
        at = local(instant, self.zone)
        return f"{self.short(at.date())} {at:%H:%M}"

    def short(self, day: date) -> str:
        """A day without its year, where that is the year the brief looks at."""
        return short_day(day, self.year)

    @lasting
    def year(self) -> int:
        """The year the brief looks at."""
        return day_of(self.as_of, self.zone).year

    def provision(self, name: str) -> Provision:
        """A provision of the agreement."""
        return self.agreement.provision(name)


def long_day(day: date) -> str:
    """ "1 November 2025", with blanks that do not break."""
    return f"{day.day}\N{NO-BREAK SPACE}{day:%B}\N{NO-BREAK SPACE}{day.year}"


def short_day(day: date, year: int | None = None) -> str:
    """ "1 November", with a blank that does not break; with its year where it is not the ``year`` spoken of."""
    return long_day(day) if year not in (None, day.year) else f"{day.day}\N{NO-BREAK SPACE}{day:%B}"


def iso_day(text: str | None) -> date | None:
    """The day of an ISO date or date-time."""
    return None if text is None else date.fromisoformat(text[:10])
