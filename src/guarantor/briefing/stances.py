"""Who said what on an issue: the latest words of each holder, in an order that favours nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from guarantor.briefing.citation import Citation
from guarantor.briefing.desk import Desk, paragraph
from guarantor.briefing.material import iso_day
from guarantor.briefing.parts import Paragraph, Sentence
from guarantor.briefing.printed import quoted, stands_alone
from guarantor.briefing.sameness import groups_of
from guarantor.briefing.saying import listed, named, ordered, say
from guarantor.model.agreement import Issue, Meeting
from guarantor.model.moments import day_of

STANCES = ("position", "demand", "refusal", "commitment", "denial", "plan", "obstacle")
MOST = 6
"""At most so many holders are told on one issue, the latest."""


def on_issue(desk: Desk, issue: Issue, *, since: int | None = None, actors: bool = False) -> list[list[Citation]]:
    """What each holder last said on an issue (after an instant), those words together that say the same.

    ``actors``: only those who act themselves, no outlets.
    """
    material = desk.material
    latest: dict[str, list[Citation]] = {}
    first = day_of(since, material.zone) if since is not None else None
    for citation in material.cited(material.on_issue[issue.id]):
        claim = material.claim(citation.claim)
        day = iso_day(citation.published)
        if claim.type not in STANCES or not citation.resolved or claim.holder.text is None:
            continue
        if not stands_alone(quoted(claim), desk.wording):
            continue
        if actors and citation.root not in material.people.actors:
            continue
        if any(meeting.id in material.targets_of.get(citation.claim, ()) for meeting in material.agreement.meetings):
            continue
        if day is None or day > day_of(material.as_of, material.zone):
            continue
        if first is None or day > first:
            latest.setdefault(citation.root, []).append(citation)
    groups = [groups_of(citations, material)[-1] for citations in latest.values()]
    return ordered(groups, desk)[-MOST:]


def stances(desk: Desk, issues: list[Issue], *, since: int | None = None) -> list[Paragraph]:
    """A paragraph for each issue on which somebody's word is on the record."""
    made: list[Paragraph] = []
    for issue in issues:
        sentences = [_stance(group, desk) for group in on_issue(desk, issue, since=since)]
        made += paragraph(sentences, lead=issue.title)
    return made


def _stance(group: list[Citation], desk: Desk) -> Sentence:
    return replace(say(group, desk), detail=group[0].root not in desk.material.concerned)


def silent_in_the_room(desk: Desk, meeting: Meeting, issues: list[Issue]) -> Iterator[Sentence]:
    """Those invited of whom the record has no word: on any issue of the meeting, then on some of them."""
    material = desk.material
    heard = {issue.id: {material.root(claim).id for claim in material.on_issue[issue.id]} for issue in issues}
    by_silence: dict[tuple[str, ...], list[str]] = {}
    for actor in meeting.invited:
        silent = tuple(issue.id for issue in issues if not heard[issue.id] & material.roots.organs(actor))
        if silent:
            by_silence.setdefault(silent, []).append(actor)
    for silent, actors in sorted(by_silence.items(), key=lambda each: -len(each[0])):
        who = listed([named(actor, desk) for actor in actors], "or")
        notes = tuple(sorted({desk.meeting_note(meeting), *(desk.issue_note(i) for i in issues if i.id in silent)}))
        if len(silent) == len(issues):
            text, detail = desk.wording("silent_all", who=who), False
        else:
            detail = True
            text = desk.wording("silent_some", who=who, issues=" ".join(i.title for i in issues if i.id in silent))
        yield Sentence(text=text, notes=notes, detail=detail)
