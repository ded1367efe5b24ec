"""The brief for one meeting: who comes by whose word, what is on the table, where each stands, what is open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from guarantor.assessment.questions import counted_gates
from guarantor.briefing.brief import Brief
from guarantor.briefing.citation import Citation
from guarantor.briefing.copies import what_copies_changed
from guarantor.briefing.desk import Desk, paragraph
from guarantor.briefing.material import Material, iso_day, long_day
from guarantor.briefing.meetings import SEVERAL, agenda_of, listed_of, told_of
from guarantor.briefing.parts import Paragraph, Section, Sentence
from guarantor.briefing.positions import who_stands_where
from guarantor.briefing.saying import DERIVED, listed, named, ordered, review_marks, say, say_all
from guarantor.briefing.stances import newest_by_name, silent_in_the_room, where_sides_stand
from guarantor.briefing.standing import figures, open_provisions, speaks, where_each_stands
from guarantor.briefing.ways import in_the_way, not_established
from guarantor.model.agreement import Issue, Meeting, Provision

_NAME = re.compile(r"\b[A-Z][\w’'-]+")
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
    agenda = _agenda(desk, meeting, announced)
    short = list(_minute(desk, meeting, announced, agenda, issues, touched))[:MINUTE]
    minute = desk.section("minute", paragraph(short))
    sections = (
        desk.section("comes", paragraph(_comes(desk, meeting, announced, minute))),
        desk.section("table", list(_table(desk, meeting, issues, agenda))),
        desk.section("before", list(_before(desk, earlier))),
        desk.section("stands", where_sides_stand(desk, meeting, issues)),
        *who_stands_where(desk, tuple(issue.id for issue in issues)),
        desk.section("owed", _owed(desk, touched)),
        desk.section("gates", in_the_way(desk, besides=frozenset(_with_figures(desk, touched)[:1]))),
        desk.section("open", _questions(desk, meeting, announced, issues, touched)),
    )
    sections = (*sections[:-1], *what_copies_changed(desk), sections[-1])
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
    desk: Desk, meeting: Meeting, announced: list[Citation], agenda: list[Sentence], issues: list[Issue],
    touched: frozenset[str],
) -> Iterator[Sentence]:  # fmt: skip
    """The meeting and its agenda, the newest words of two holders on its first disputed issue, and what is short."""
    if announced:
        yield say(of_most_told(announced), desk, most=1)
    yield from agenda[:1]
    spoken = [(issue, newest_by_name(desk, meeting, issue)) for issue in issues]
    for issue, groups in [each for each in spoken if len(each[1]) > 1][:1]:
        latest = sorted(groups, key=lambda group: group[-1].published or "")[-2:]
        said = [say(group, desk, most=1) for group in ordered(latest, desk)]
        yield from (said[0].led(issue.title), *said[1:])
    for name in _with_figures(desk, touched):
        provision = desk.material.provision(name)
        if (newest := newest_figure(desk, provision)) is not None:
            yield newest.led(f"{provision.title.partition(', ')[0]}:")


def _with_figures(desk: Desk, touched: frozenset[str]) -> list[str]:
    """What is open or in the way and has a figure, in the order in which the minute tells it."""
    names = dict.fromkeys((*_open(desk.material, touched), *_blocking(desk.material)))
    return [name for name in names if newest_figure(desk, desk.material.provision(name)) is not None]


def of_most_told(cited: list[Citation]) -> list[Citation]:
    """The words of the holder who told most of it (the first of two alike)."""
    by_root: dict[str, list[Citation]] = {}
    for citation in cited:
        by_root.setdefault(citation.root, []).append(citation)
    return max(by_root.values(), key=len)


def newest_figure(desk: Desk, provision: Provision) -> Sentence | None:
    """The figure by which a provision is judged (of a quota, the one that reaches furthest in time), one that somebody
    printed if there is one."""
    found = list(figures(desk, provision))
    printed = [each for each in found if DERIVED not in each.marks] or found
    owed = desk.material.states[desk.material.everybody][provision.id].owed
    if owed is not None and owed.ends and provision.recurrence is None:
        highest = set(desk.notes.numbers(*desk.material.cited(owed.ends[-1].claims)))
        printed = [each for each in printed if highest & {*each.notes}] or printed
    return printed[-1].led(f"“{provision.title}”:") if printed else None


def _blocking(material: Material) -> list[str]:
    found = [blocker.what for gate in counted_gates(material.states[material.everybody]) for blocker in gate.blockers]
    return [name for name in found if name in material.states[material.everybody]]


def _announced(desk: Desk, announced: list[Citation]) -> Iterator[Sentence]:
    """Who tells of the meeting; those without a name are a detail where somebody named tells of it too."""
    told = say_all(announced, desk, by_holder=True)
    by_name = {note for citation in announced if not citation.anonymous for note in desk.notes.numbers(citation)}
    for sentence in told:
        yield replace(sentence, detail=bool(by_name) and not by_name & {*sentence.notes, *sentence.beside})


def _coming(desk: Desk, meeting: Meeting, announced: list[Citation], minute: Section) -> Iterator[Sentence]:
    """Who tells that they come, and whom they name; without the words that the minute has printed already."""
    told = {number for each in minute.paragraphs for sentence in each.sentences for number in sentence.notes}
    listing = listed_of(desk.material, meeting)
    told_by = {each.root for each in announced if desk.notes.number(each) in told}
    new = [each for each in announced if desk.notes.number(each) not in told]
    groups: dict[tuple[str, bool], list[Citation]] = {}
    for citation in (*new, *(each for each in listing if each not in announced)):
        groups.setdefault((citation.root, citation.anonymous), []).append(citation)
    for group in ordered(groups.values(), desk):
        named_there = [each for each in group if each in listing]
        heard = bool(listing) or group[0].anonymous or group[0].root in told_by
        yield replace(say(named_there or group, desk, most=1), detail=heard and not named_there)


def _comes(desk: Desk, meeting: Meeting, announced: list[Citation], minute: Section) -> list[Sentence]:
    """Who comes by the words told, and by the case's files: of these only who is not named by the words printed."""
    told = list(_coming(desk, meeting, announced, minute))
    if not meeting.invited:
        return told
    printed = " ".join(sentence.text for sentence in told if not sentence.detail)
    left = [actor for actor in meeting.invited if not _is_named(desk, actor, printed)]
    note = (desk.meeting_note(meeting),)
    who = listed([named(actor, desk) for actor in (left or meeting.invited)])
    if len(meeting.invited) - len(left) < SEVERAL:
        return [Sentence(text=desk.wording("invited", who=listed([named(each, desk) for each in meeting.invited])),
                         notes=note), *told]  # fmt: skip
    text = desk.wording("invited_too", who=who) if left else desk.wording("invited_same")
    return [*told, Sentence(text=text, notes=note)]


def _is_named(desk: Desk, actor: str, text: str) -> bool:
    known = desk.material.people.actors.get(actor)
    return known is not None and any(re.search(rf"\b{re.escape(name)}\b", text) for name in known.names)


def _agenda(desk: Desk, meeting: Meeting, announced: list[Citation]) -> list[Sentence]:
    """The agenda as told, without what tells of the meeting itself."""
    known = {citation.claim for citation in announced}
    return say_all([each for each in agenda_of(desk.material, meeting) if each.claim not in known], desk)


def _table(desk: Desk, meeting: Meeting, issues: list[Issue], agenda: list[Sentence]) -> Iterator[Paragraph]:
    """The agenda as told, then the issues by the case's files; what each touches is a detail."""
    told = list(agenda)
    if issues:
        text = desk.wording("agenda_told", issues=" ".join(issue.title for issue in issues))
        told.append(Sentence(text=text, notes=desk.agenda_notes(meeting, issues), detail=bool(told)))
    yield from paragraph(told)
    for issue in issues:
        titles = [f"“{desk.material.provision(each).title}”" for each in issue.provisions]
        name = issue.title if issue.title[-1:] in (*".?!…",) else f"{issue.title}."
        text = desk.wording("touches", issue=name, provisions=listed(titles)) if titles else name
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
    """What is owed to or by those in the room, the newest figure last, and what each account makes of it."""
    return [
        replace(each, sentences=tuple(_beside_the_figure(desk, name, each)))
        for name in _open(desk.material, touched) for each in where_each_stands(desk, name)
    ]  # fmt: skip


def _beside_the_figure(desk: Desk, name: str, told: Paragraph) -> Iterator[Sentence]:
    """Of a duty that comes again and again, and of which somebody tells a figure, that it is due is a detail."""
    cells = [state[name] for state in desk.material.states.values() if speaks(desk.material, state[name])]
    figure = any(cell.owed is not None and cell.owed.by_root for cell in cells)
    goes_on = desk.material.provision(name).recurrence is not None and {cell.status for cell in cells} == {"due"}
    for each in told.sentences:
        yield replace(each, detail=each.detail or (figure and goes_on and ": " not in each.text))


def _before(desk: Desk, earlier: list[tuple[Meeting, list[Citation]]]) -> Iterator[Paragraph]:
    for other, claims in earlier:
        day = iso_day(other.date)
        when = long_day(day) if day else "undated"
        sentences = list(_announced(desk, claims))
        known = any(_tells(sentence.text, other.title) for sentence in sentences if not sentence.detail)
        lead = f"{when}." if known else desk.wording("meeting_told", title=other.title, day=when)
        yield from paragraph(sentences, lead=lead)


def _tells(text: str, title: str) -> bool:
    """Whether words name everybody and every place that a meeting's title names."""
    return set(_NAME.findall(title)) <= set(_NAME.findall(text))


def _questions(
    desk: Desk, meeting: Meeting, announced: list[Citation], issues: list[Issue], touched: frozenset[str]
) -> list[Paragraph]:
    naming = [*announced, *(each for each in listed_of(desk.material, meeting) if each not in announced)]
    asked = [*_told_differently(desk, naming), *silent_in_the_room(desk, meeting, issues)]
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
