"""What is ahead: meetings with their agenda as told and what was said about them, and what falls due."""

from __future__ import annotations

from datetime import date, timedelta

from guarantor.briefing.citation import Citation
from guarantor.briefing.clocks import falling_due
from guarantor.briefing.desk import Desk, paragraph
from guarantor.briefing.material import Correction, Material, iso_day, long_day
from guarantor.briefing.meetings import agenda_of, coming_of, told_of
from guarantor.briefing.parts import Paragraph, Sentence
from guarantor.briefing.saying import say_all, upper_first
from guarantor.model.agreement import Meeting
from guarantor.model.claim import Claim
from guarantor.model.moments import day_of

AHEAD = timedelta(days=21)
"""How far ahead plans are told that are no meeting of the files; what is told of these is told however far they are."""
INTENDED = ("planned", "proposed", "ordered")


def meetings_ahead(desk: Desk) -> list[Paragraph]:
    """Meetings of the files that somebody has spoken of and that are still to come, then other plans with a date."""
    material = desk.material
    now = day_of(material.as_of, material.zone)
    made: list[Paragraph] = []
    told: set[str] = set()
    for meeting in sorted(material.agreement.meetings, key=lambda each: (each.date or "", each.id)):
        day = iso_day(meeting.date)
        cited = [each for each in told_of(material, meeting) if by_then(material, each)]
        if day is None or day <= now or not cited:
            continue
        told.update(citation.claim for citation in cited)
        lead = desk.wording("meeting_told", title=meeting.title, day=long_day(day))
        beside = [
            each for each in dict.fromkeys((*coming_of(material, meeting), *agenda_of(material, meeting)))
            if each not in cited and by_then(material, each)
        ]  # fmt: skip
        told.update(citation.claim for citation in beside)
        said = [*say_all(cited, desk, by_holder=True), *say_all(beside, desk)]
        made += paragraph([*said, *_agenda(desk, meeting)], lead=lead)
    for cited in _other_meetings(material, told):
        told.update(citation.claim for citation in cited)
        made += paragraph(say_all(cited, desk, by_holder=True))
    others = [
        citation for citation in _plans(material) if citation.claim not in told and not _meets(material, citation)
    ]
    return made + paragraph(say_all(others, desk), lead=None)


def _other_meetings(material: Material, told: set[str]) -> list[list[Citation]]:
    """Meetings that the files do not have and that are told for a day still to come: what is told of each, by or about
    somebody whom the case lists; in the order of their days."""
    now = day_of(material.as_of, material.zone)
    found: dict[str, list[str]] = {}
    for id_, meeting in material.meeting_of.items() if not material.issues else ():
        if id_ in material.claims and id_ not in told:
            found.setdefault(meeting, []).append(id_)
    made: list[tuple[date, list[Citation]]] = []
    for ids in found.values():
        days = [day for id_ in ids if (day := _starts(material.claim(id_))) is not None]
        cited = [each for each in material.cited(ids) if by_then(material, each) and each.resolved]
        listed = any(material.lists(each.claim) for each in cited)
        if days and now < min(days) <= now + AHEAD and listed:
            made.append((min(days), cited))
    return [cited for _, cited in sorted(made, key=lambda each: (each[0], each[1][0].claim))]


def by_then(material: Material, citation: Citation) -> bool:
    """Whether the words were published by the day the brief looks at."""
    day = iso_day(citation.published)
    return day is not None and day <= day_of(material.as_of, material.zone)


def _agenda(desk: Desk, meeting: Meeting) -> list[Sentence]:
    issues = [issue for issue in desk.material.chosen_issues if issue.id in meeting.issues]
    if not issues:
        return []
    text = desk.wording("agenda", issues=" ".join(issue.title for issue in issues))
    return [Sentence(text=text, notes=desk.agenda_notes(meeting, issues))]


def _plans(material: Material) -> list[Citation]:
    """What is told to come after as-of and bears on the agreement."""
    now = day_of(material.as_of, material.zone)
    found = []
    looked_up = material.looked_up
    for id_ in material.claims if looked_up is None else looked_up.starting(now, now + AHEAD):
        kept = material.claims.get(id_)
        if kept is None:
            continue
        starts = _starts(kept.claim)
        told = kept.claim.modality in INTENDED and kept.claim.polarity == "+" and bool(material.targets(id_))
        if told and starts is not None and now < starts <= now + AHEAD:
            found.append(id_)
    return [each for each in material.cited(found) if by_then(material, each)]


def _starts(claim: Claim) -> date | None:
    return iso_day(claim.when.start) if claim.when is not None and claim.when.start is not None else None


def _meets(material: Material, citation: Citation) -> bool:
    return material.claim(citation.claim).type == "meeting"


def what_falls_due(desk: Desk) -> list[Paragraph]:
    """Deadlines by the clocks of the texts."""
    return [Paragraph(sentences=(sentence,), item=True) for sentence in falling_due(desk)]


def corrections(desk: Desk) -> list[Paragraph]:
    """What became of claims that earlier issues cited."""
    made = []
    for each in desk.material.corrections:
        day = iso_day(each.day)
        what = desk.wording.correction(
            each.state, day=long_day(day) if day else each.day, why=each.why or "no reason given"
        )
        issued = iso_day(each.issued)
        text = desk.wording(
            "corrected", number=_number(each, desk.material.marking), words=each.words, what=what,
            day=long_day(issued) if issued else each.issued, who=upper_first(each.who),
        )  # fmt: skip
        told = Sentence(text=text, notes=desk.notes.numbers(each.citation))
        made.append(Paragraph(sentences=(told,), item=True))
    return made


def _number(each: Correction, marking: str) -> str:
    """An issue's number, with its marking where it is another than this brief's."""
    return str(each.number) if each.marking == marking else f"{each.number} ({each.marking})"
