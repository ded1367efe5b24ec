"""The brief for one meeting: who comes by whose word, what is on the table, where each stands, what is open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from guarantor.assessment.questions import counted_gates
from guarantor.briefing.brief import Brief
from guarantor.briefing.citation import Citation
from guarantor.briefing.desk import Desk, paragraph
from guarantor.briefing.material import Material, iso_day, long_day
from guarantor.briefing.meetings import told_of
from guarantor.briefing.parts import Paragraph, Sentence
from guarantor.briefing.positions import who_stands_where
from guarantor.briefing.sameness import best_words
from guarantor.briefing.saying import DERIVED, listed, named, review_marks, say, say_all
from guarantor.briefing.stances import on_issue, silent_in_the_room, stances
from guarantor.briefing.standing import figures, open_provisions, where_each_stands
from guarantor.briefing.ways import in_the_way, not_established
from guarantor.model.agreement import Issue, Meeting, Provision

BEFORE = timedelta(days=10)
MINUTE = 5


def meeting_brief(material: Material, meeting: Meeting) -> Brief:
    """A brief for the evening before a meeting of the agreement's files."""
    desk = Desk(material=material)
    announced = told_of(material, meeting)
    earlier = _earlier(material, meeting)
    issues = [issue for issue in material.chosen_issues if issue.id in meeting.issues]
    issues.sort(key=lambda issue: meeting.issues.index(issue.id))
    touched = _touched(material, meeting, issues)
    minute = desk.section("minute", paragraph(list(_minute(desk, announced, earlier, issues, touched))[:MINUTE]))
    sections = (
        desk.section("comes", paragraph([*_invited(desk, meeting), *_announced(desk, announced)])),
        desk.section("table", list(_table(desk, meeting, issues))),
        desk.section("before", list(_before(desk, earlier))),
        desk.section("stands", stances(desk, issues)),
        *who_stands_where(desk, tuple(issue.id for issue in issues)),
        desk.section("owed", _owed(desk, touched)),
        desk.section("way", in_the_way(desk)),
        desk.section("open", _questions(desk, meeting, announced, issues, touched)),
    )
    when = f", {long_day(day)}" if (day := iso_day(meeting.date)) else ""
    return Brief(
        title=f"{meeting.title}{when}", asked=material.asked, minute=minute, sections=sections, notes=desk.notes.all(),
        marking=material.marking, head=material.head, caveat=material.wording.data["caveat"], wording=material.wording,
    )  # fmt: skip


def _touched(material: Material, meeting: Meeting, issues: list[Issue]) -> frozenset[str]:
    """The provisions that touch those in the room or the meeting's issues."""
    room = {organ for actor in meeting.invited for organ in material.roots.organs(actor)}
    mine = {name for issue in issues for name in issue.provisions}
    mine |= {each.id for each in material.agreement.provisions if room & {*each.debtors, *each.creditors}}
    return frozenset(mine)


def _open(material: Material, touched: frozenset[str]) -> list[str]:
    return [each.provision for each in open_provisions(material) if each.provision in touched]


def _minute(
    desk: Desk, announced: list[Citation], earlier: list[tuple[Meeting, list[Citation]]], issues: list[Issue],
    touched: frozenset[str],
) -> Iterator[Sentence]:  # fmt: skip
    """The meeting, the last one before it, the newest word on its first disputed issue, and what is short."""
    if announced:
        yield say(of_most_told(announced), desk)
    for _, claims in earlier[-1:]:
        yield say(of_fullest_words(claims, desk), desk, most=1)
    spoken = [groups for issue in issues if len(groups := on_issue(desk, issue, actors=True)) > 1]
    if spoken:
        yield say(max(spoken[0], key=lambda group: group[-1].published or ""), desk, most=1)
    for name in dict.fromkeys((*_open(desk.material, touched), *_blocking(desk.material))):
        if (newest := newest_figure(desk, desk.material.provision(name))) is not None:
            yield newest


def of_most_told(cited: list[Citation]) -> list[Citation]:
    """The words of the holder who told most of it (the first of two alike)."""
    by_root: dict[str, list[Citation]] = {}
    for citation in cited:
        by_root.setdefault(citation.root, []).append(citation)
    return max(by_root.values(), key=len)


def of_fullest_words(cited: list[Citation], desk: Desk) -> list[Citation]:
    """The words of the holder whose one sentence says most, of those with a name if there are any."""
    named_ones = [each for each in cited if not each.anonymous] or cited
    best = best_words(named_ones, desk.material, most=1)[0]
    return [each for each in named_ones if each.root == best.root]


def newest_figure(desk: Desk, provision: Provision) -> Sentence | None:
    """The figure of a provision that reaches furthest in time, one that somebody printed if there is one."""
    found = list(figures(desk, provision))
    printed = [each for each in found if DERIVED not in each.marks] or found
    return printed[-1].led(f"{provision.title}.") if printed else None


def _blocking(material: Material) -> list[str]:
    found = [blocker.what for gate in counted_gates(material.states[material.everybody]) for blocker in gate.blockers]
    return [name for name in found if name in material.states[material.everybody]]


def _announced(desk: Desk, announced: list[Citation]) -> Iterator[Sentence]:
    """Who tells of the meeting; those without a name are a detail where somebody named tells of it too."""
    told = say_all(announced, desk, by_holder=True)
    by_name = {note for citation in announced if not citation.anonymous for note in desk.notes.numbers(citation)}
    for sentence in told:
        yield replace(sentence, detail=bool(by_name) and not by_name & {*sentence.notes, *sentence.beside})


def _invited(desk: Desk, meeting: Meeting) -> Iterator[Sentence]:
    if meeting.invited:
        who = listed([named(actor, desk) for actor in meeting.invited])
        yield Sentence(text=desk.wording("invited", who=who), notes=(desk.meeting_note(meeting),))


def _table(desk: Desk, meeting: Meeting, issues: list[Issue]) -> Iterator[Paragraph]:
    """The issues in one sentence; what each touches is a detail."""
    if issues:
        spoken_of = all(on_issue(desk, issue) for issue in issues)  # then each stands as a lead further down
        text = desk.wording("agenda_told", issues=" ".join(issue.title for issue in issues))
        yield Paragraph(sentences=(Sentence(text=text, notes=(desk.meeting_note(meeting),), detail=spoken_of),))
    for issue in issues:
        titles = [f"“{desk.material.provision(each).title}”" for each in issue.provisions]
        text = desk.wording("touches", issue=issue.title, provisions=listed(titles)) if titles else issue.title
        yield Paragraph(sentences=(Sentence(text=text, notes=(desk.issue_note(issue),), detail=True),), item=True)


def _earlier(material: Material, meeting: Meeting) -> list[tuple[Meeting, list[Citation]]]:
    """Meetings of the days before, with the claims that tell of them, in order of date."""
    day = iso_day(meeting.date)
    found = []
    for other in material.agreement.meetings:
        at = iso_day(other.date)
        if other.id != meeting.id and day and at and day - BEFORE <= at < day:
            found.append((at, other, told_of(material, other)))
    return [(other, claims) for _, other, claims in sorted(found, key=lambda each: (each[0], each[1].id)) if claims]


def _owed(desk: Desk, touched: frozenset[str]) -> list[Paragraph]:
    """What is owed to or by those in the room; what stands in the way too is told there, and a detail here."""
    blocking = _blocking(desk.material)
    made: list[Paragraph] = []
    for name in _open(desk.material, touched):
        for each in where_each_stands(desk, name):
            told = tuple(replace(s, detail=s.detail or name in blocking) for s in each.sentences)
            made.append(replace(each, sentences=told))
    return made


def _before(desk: Desk, earlier: list[tuple[Meeting, list[Citation]]]) -> Iterator[Paragraph]:
    for other, claims in earlier:
        day = iso_day(other.date)
        lead = desk.wording("meeting_told", title=other.title, day=long_day(day) if day else "undated")
        yield from paragraph(list(_announced(desk, claims)), lead=lead)


def _questions(
    desk: Desk, meeting: Meeting, announced: list[Citation], issues: list[Issue], touched: frozenset[str]
) -> list[Paragraph]:
    asked = [*_told_differently(desk, announced), *silent_in_the_room(desk, meeting, issues)]
    among = touched | frozenset(_blocking(desk.material))
    return [*(Paragraph(sentences=(each,), item=True) for each in asked), *not_established(desk, among=among)]


def _told_differently(desk: Desk, announced: list[Citation]) -> Iterator[Sentence]:
    """Where the words on one meeting give different numbers of those who come."""
    nouns = "|".join(desk.wording.data["room_nouns"])
    pattern = re.compile(rf"\b({'|'.join(desk.wording.data['numbers'][1:])}|\d+)\s(?:[\w-]+\s)?(?:{nouns})\b", re.I)
    by_value: dict[str, list[Citation]] = {}
    for citation in announced:
        for number in pattern.findall(citation.quote):
            by_value.setdefault(number.casefold(), []).append(citation)
    if len(by_value) > 1:
        cited = [citation for citations in by_value.values() for citation in citations[:2]]
        text = desk.wording("told_differently", numbers=listed(list(by_value)))
        yield Sentence(text=text, notes=desk.notes.numbers(*cited), marks=review_marks(cited))


def day_before(meeting: Meeting) -> date | None:
    """The day before a meeting, to which its brief looks."""
    day = iso_day(meeting.date)
    return None if day is None else day - timedelta(days=1)
