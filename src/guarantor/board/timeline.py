"""The timeline: what was told to have happened, and to be ahead, day by day, with what it bears on."""

from __future__ import annotations

from dataclasses import dataclass

from guarantor.board.question import Question
from guarantor.briefing.citation import Citation, by_date, cite
from guarantor.briefing.material import iso_day, long_day

MODALITIES = {"planned": "announced", "proposed": "proposed", "ordered": "ordered", "denied": "denied"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One claim on the timeline; ``how`` says where it is no plain telling of something that happened."""

    citation: Citation
    how: str
    bears: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day, newest first."""

    iso: str
    title: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """The page's values."""

    days: tuple[Day, ...]
    loose: int


def timeline_page(question: Question) -> TimelinePage:
    """The claims that bear on anything in the agreement, by the day on which they say that it happened."""
    knowledge = question.knowledge
    titles = {each.id: each.title for each in question.agreement.provisions}
    titles.update((each.id, each.title) for each in question.agreement.meetings)
    by_day: dict[str, list[Moment]] = {}
    loose = 0
    for id_, links in knowledge.of_claim.items():
        kept = question.claims.get(id_)
        if kept is None:
            continue
        when = kept.claim.when
        if when is None or when.start is None or when.start[:10] != (when.end or "")[:10]:
            loose += 1
            continue
        known = knowledge.reports.get(kept.claim.report.id)
        bears = {str(link.target): titles[str(link.target)] for link in links if str(link.target) in titles}
        moment = Moment(
            citation=cite(kept, knowledge.roots, digest=known is not None and known.digest),
            how=MODALITIES.get(kept.claim.modality, ""), bears=tuple(bears.items()),
        )  # fmt: skip
        by_day.setdefault(when.start[:10], []).append(moment)
    return TimelinePage(days=tuple(_day(iso, by_day[iso]) for iso in sorted(by_day, reverse=True)), loose=loose)


def _day(iso: str, moments: list[Moment]) -> Day:
    of = {moment.citation.claim: moment for moment in moments}
    day = iso_day(iso)
    title = f"{day:%A} {long_day(day)}" if day else iso
    return Day(iso=iso, title=title, moments=tuple(of[c.claim] for c in by_date(m.citation for m in moments)))
