"""The timeline: what was told to have happened, and to be ahead, day by day, with what it bears on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from guarantor.board.listing import Part, first_of, part
from guarantor.board.question import Question
from guarantor.briefing.citation import Citation, cite
from guarantor.briefing.material import iso_day, long_day
from guarantor.case.finding import Finder
from guarantor.case.indexed import day_told, key_of
from guarantor.case.sparse import kept_of
from guarantor.linking.kept import Kept

SIZE = 100
"""How many claims one part has."""

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
    """The page's values; a long timeline comes in parts."""

    days: tuple[Day, ...]
    loose: int
    part: Part[Moment]


def timeline_page(question: Question, params: Mapping[str, str], path: str) -> TimelinePage:
    """The claims that bear on anything in the agreement, by the day on which they say that it happened, the last day
    first; those of one day in the order of publication. Raises AskError for what is no part."""
    finder = question.finder
    shown: list[tuple[str, Kept]]
    if finder is None:
        every, loose = _looked_at(question)
        total = len(every)
        low, most = _span(total, params)
        shown = every[low : low + most]
    else:
        total, loose = finder.days(question.asked)
        low, most = _span(total, params)
        shown = _looked_up(question, finder, low, most)
    parts = (question.agreement.provisions, question.agreement.meetings)
    linked = {each.id: question.title(each.id) for several in parts for each in several}
    moments = [(iso, _moment(question, kept, linked)) for iso, kept in shown]
    return TimelinePage(
        days=tuple(_day(iso, [moment for _, moment in group]) for iso, group in groupby(moments, itemgetter(0))),
        loose=loose, part=part([moment for _, moment in moments], total, params, path, size=most),
    )  # fmt: skip


def _span(total: int, params: Mapping[str, str]) -> tuple[int, int]:
    """Where the part that an address asks for begins, and how many it has; up to twice as much is one part."""
    size = SIZE if total > 2 * SIZE else 2 * SIZE
    return first_of(params, size=size), size


def _looked_at(question: Question) -> tuple[list[tuple[str, Kept]], int]:
    """Every claim that bears on the agreement and names a day, in order, and how many name none."""
    knowledge, loose = question.knowledge, 0
    found: list[tuple[str, int, Kept]] = []
    for number, id_ in enumerate(question.claims):
        if id_ in knowledge.of_claim:
            kept = question.claims[id_]
            day = day_told(kept.claim)
            loose += day is None
            if day is not None:
                found.append((day, key_of(kept.claim.report.published, number), kept))
    found.sort(key=itemgetter(1))
    found.sort(key=itemgetter(0), reverse=True)
    return [(day, kept) for day, _, kept in found], loose


def _looked_up(question: Question, finder: Finder, skip: int, most: int) -> list[tuple[str, Kept]]:
    """Some of them, from the index of a very large record."""
    view = question.knowledge.view
    places = finder.moments(question.asked, skip=skip, most=most)
    found = [(day, view.claim_at(seq)) for day, seq in places]
    return [(day, kept_of(each)) for day, each in found if each is not None and each.live]


def _moment(question: Question, kept: Kept, titles: Mapping[str, str]) -> Moment:
    knowledge = question.knowledge
    links = knowledge.of_claim.get(kept.id, ())
    bears = {target: titles[target] for link in links if (target := str(link.target)) in titles}
    return Moment(
        citation=cite(kept, knowledge.roots, digest=question.digest(kept.claim.report.id)),
        how=MODALITIES.get(kept.claim.modality, ""), bears=tuple(bears.items()),
    )  # fmt: skip


def _day(iso: str, moments: list[Moment]) -> Day:
    day = iso_day(iso)
    title = f"{day:%A} {long_day(day)}" if day else iso
    return Day(iso=iso, title=title, moments=tuple(moments))
