"""Meetings: announced, held, called off; who, where and on what, each by whose word, and what came before and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from guarantor.board.question import Question
from guarantor.briefing.citation import Citation, by_date, cite
from guarantor.case.sparse import kept_of
from guarantor.case.wanted import Wanted
from guarantor.linking.kept import Kept
from guarantor.linking.meetings import MeetingTold
from guarantor.model.agreement import Meeting

OTHERS = 200
"""Words of meetings that the file does not list: of a very large record so many are shown."""
COUNTED = 10_000_000
AHEAD = ("planned", "proposed", "ordered", "conditional")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """One meeting of the agreement's file. ``words`` are by what they do: held, announced, told not to be."""

    id: str
    title: str
    date: str
    place: str
    state: str
    invited: tuple[tuple[str, str], ...]
    named: tuple[str, ...]
    agenda: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, tuple[Citation, ...]], ...]
    before: str
    after: str
    brief: str
    attendance: tuple[tuple[str, str], ...] = ()
    unexplained: tuple[str, ...] = ()
    prepares: tuple[Citation, ...] = ()
    follows: tuple[Citation, ...] = ()
    on: tuple[Citation, ...] = ()
    joined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingsPage:
    """The page's values; ``others`` are words of meetings that the agreement's file does not list, of very many the
    newest; ``others_total`` says how many there are."""

    meetings: tuple[MeetingView, ...]
    others: tuple[Citation, ...]
    others_total: int


def meetings_page(question: Question) -> MeetingsPage:
    """Every meeting, the latest first."""
    listed = sorted(question.agreement.meetings, key=lambda meeting: meeting.date or "", reverse=True)
    told = {each.id: each for each in question.case.meetings(known_at=question.ask.times.known_at)}
    views = tuple(
        _view(
            question,
            meeting,
            told.get(meeting.id),
            listed[number + 1 : number + 2],
            listed[max(0, number - 1) : number],
        )
        for number, meeting in enumerate(listed)
    )
    tied = {claim for meeting in listed for claim, _ in question.knowledge.tied_to.get(meeting.id, ())}
    of_listed = (told[meeting.id] for meeting in listed if meeting.id in told)
    tied.update(word.claim for each in of_listed for _, found in each.stages for word in found)
    kept, total = _untied(question, tied)
    others = [cite(each, question.knowledge.roots, digest=question.digest(each.claim.report.id)) for each in kept]
    return MeetingsPage(meetings=views, others=tuple(reversed(by_date(others))), others_total=total)


def _untied(question: Question, tied: set[str]) -> tuple[list[Kept], int]:
    """The claims of meetings that the file does not list, and how many there are: of a very large record the newest."""
    finder = question.finder
    if finder is None:
        every = (kept for id_, kept in question.claims.items() if id_ not in tied)
        found = [kept for kept in every if kept.claim.type == "meeting"]
        return found, len(found)
    wanted = Wanted(asked=question.asked, type="meeting")
    mine = sum(1 for id_ in tied if id_ in question.claims and question.claims[id_].claim.type == "meeting")
    seqs, _ = finder.claims(wanted, skip=0, most=OTHERS + mine)
    standings = (question.knowledge.view.claim_at(seq) for seq in seqs)
    found = [kept_of(each) for each in standings if each is not None and each.live and each.id not in tied]
    return found[:OTHERS], finder.count(wanted, most=COUNTED) - mine


def _view(
    question: Question, meeting: Meeting, told: MeetingTold | None, before: list[Meeting], after: list[Meeting]
) -> MeetingView:
    tied = [claim for claim, _ in question.knowledge.tied_to.get(meeting.id, ()) if claim in question.claims]
    words_told = [word.claim for _, found in told.stages for word in found] if told is not None else []
    tied = list(dict.fromkeys((*tied, *(claim for claim in words_told if claim in question.claims))))
    groups: dict[str, list[str]] = {"Told held": [], "Announced": [], "Told not to be": []}
    for claim in tied:
        groups[_does(question, meeting, claim)].append(claim)
    words = tuple((name, tuple(by_date(question.cited(claims)))) for name, claims in groups.items() if claims)
    state = words[0][0] if words else "Nobody tells of it"
    if "Told held" in dict(words) and "Told not to be" in dict(words):
        state = "Told both ways"
    return MeetingView(
        id=meeting.id, title=meeting.title, date=meeting.date or "", place=_place(question, meeting), state=state,
        invited=tuple((actor, question.people.name_of(actor)) for actor in meeting.invited),
        named=_named(question, tied), agenda=_agenda(question, meeting, tied), words=words,
        before=before[0].title if before else "", after=after[0].title if after else "",
        brief=f"/meetings/{meeting.id}{question.ask.query()}", **_more(question, told),
    )  # fmt: skip


def _more(question: Question, told: MeetingTold | None) -> dict[str, Any]:
    """Who came at what level and in what number, what the meeting was on, prepares and follows: each by its words."""
    if told is None:
        return {}
    seen = [each for each in told.attendance if each.claim in question.claims]
    return {
        "attendance": tuple((each.text, f"/reports/{question.claims[each.claim].claim.report.id}{question.ask.query()}"
                             f"#{each.claim}") for each in seen),
        "unexplained": told.unexplained if len(seen) == len(told.attendance) else (),
        "prepares": tuple(question.cited(each.claim for each in told.prepares)),
        "follows": tuple(question.cited(each.claim for each in told.follows)),
        "on": tuple(question.cited(each.claim for each in told.agenda)),
        "joined": tuple(step.text for step in told.steps),
    }  # fmt: skip


def _place(question: Question, meeting: Meeting) -> str:
    known = question.people.places.get(meeting.place or "")
    return known.names[0] if known else meeting.place or ""


def _does(question: Question, meeting: Meeting, claim: str) -> str:
    """What a claim does to a meeting. Words printed before its day announce it, whatever their tense."""
    told = question.claims[claim].claim
    if told.polarity == "-" or told.modality == "denied":
        return "Told not to be"
    early = bool(meeting.date and told.report.published and told.report.published[:10] < meeting.date[:10])
    return "Announced" if early or told.modality in AHEAD else "Told held"


def _named(question: Question, claims: Iterable[str]) -> tuple[str, ...]:
    """Who is told to take part, of those that the case knows."""
    found: dict[str, None] = {}
    for claim in claims:
        told = question.claims[claim].claim
        if told.type == "meeting":
            for mention in (*told.actors, *told.targets):
                if mention.actor:
                    found.setdefault(question.people.name_of(mention.actor))
    return tuple(found)


def _agenda(question: Question, meeting: Meeting, claims: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """What it is on: the issues that the file gives it, and what its claims bear on beside it."""
    known = {each.id for each in question.agreement.provisions}
    found = {issue: question.title(issue) for issue in meeting.issues}
    for claim in claims:
        for link in question.knowledge.of_claim.get(claim, ()):
            if link.target in known:
                found.setdefault(link.target, question.title(link.target))
    return tuple((title, question.provision(id_) if id_ in known else f"/issues/{id_}{question.ask.query()}")
                 for id_, title in found.items())  # fmt: skip
