"""What is told of a meeting: the claims tied to it, and those that plainly speak of the same one."""

from __future__ import annotations

import re
from collections.abc import Callable, Container

from guarantor.briefing.citation import Citation
from guarantor.briefing.material import Material, iso_day
from guarantor.model.agreement import Meeting
from guarantor.model.claim import Claim

SEVERAL = 3
"""So many of those invited are named by words that tell who comes."""


def told_of(material: Material, meeting: Meeting) -> list[Citation]:
    """The claims on a meeting: those tied to it; of the same reports, what else is told of a meeting and is tied to no
    other of about that day; and claims of a meeting on its day that name somebody invited."""
    tied = [claim for claim, _ in material.tied(meeting.id)]
    reports = {material.claim(claim).report.id for claim in tied}
    near = _near(material, meeting)
    invited = {organ for actor in meeting.invited for organ in material.roots.organs(actor)}
    beside = [
        id_ for id_ in material.meeting_claims
        if not material.targets(id_) & near
        and (_on_its_day(material.claim(id_), meeting, invited)
             or (material.claim(id_).report.id in reports and _goes_on(material, material.claim(id_), meeting, near)))
    ]  # fmt: skip
    return material.cited([*tied, *beside])


def listed_of(material: Material, meeting: Meeting) -> list[Citation]:
    """What the reports on a meeting tell of who is to come: words that name several of those invited."""
    invited = [material.people.actors[actor] for actor in meeting.invited if actor in material.people.actors]

    def lists(claim: Claim) -> bool:
        named = sum(any(re.search(rf"\b{re.escape(name)}\b", claim.quote) for name in each.names) for each in invited)
        return named >= SEVERAL

    return _of_its_reports(material, meeting, lists)


def agenda_of(material: Material, meeting: Meeting) -> list[Citation]:
    """What the reports on a meeting tell of what it is to take up."""
    words = material.wording.data["agenda_words"]
    return _of_its_reports(material, meeting, lambda claim: any(each in claim.quote.casefold() for each in words))


def coming_of(material: Material, meeting: Meeting) -> list[Citation]:
    """What the reports on a meeting tell of who takes part, and who does not."""
    words = material.wording.data["attendance_words"]
    return _of_its_reports(material, meeting, lambda claim: any(each in claim.quote.casefold() for each in words))


def _of_its_reports(material: Material, meeting: Meeting, fits: Callable[[Claim], bool]) -> list[Citation]:
    """What fits in the reports that tell of a meeting, where the report goes on about it and about no other."""
    told = told_of(material, meeting)
    near = _near(material, meeting)
    reports = dict.fromkeys(citation.report for citation in told)
    known = {each.claim for each in told}

    def of_it(id_: str, claim: Claim) -> bool:
        apart = material.targets(id_) & near or _of_another_day(claim, meeting)
        return not apart and (id_ in known or _goes_on(material, claim, meeting, near, known))

    found = [
        id_ for report in reports for id_ in material.of_report(report)
        if fits(material.claim(id_)) and of_it(id_, material.claim(id_))
    ]  # fmt: skip
    return material.cited(found)


def _goes_on(
    material: Material, claim: Claim, meeting: Meeting, near: frozenset[str], known: Container[str] = ()
) -> bool:
    """Whether a claim tells of no other day, and the meeting that the report speaks of last before it is this one."""
    if _of_another_day(claim, meeting):
        return False
    last: frozenset[str] = frozenset()
    for id_ in material.of_report(claim.report.id):
        if material.claim(id_).span >= claim.span:
            break
        on_it = frozenset({meeting.id}) if id_ in known else frozenset[str]()
        last = on_it or material.targets(id_) & (near | {meeting.id}) or last
    return meeting.id in last


def _near(material: Material, meeting: Meeting) -> frozenset[str]:
    """The other meetings of the weeks about it."""
    day = iso_day(meeting.date)
    return frozenset(
        other.id for other in material.agreement.meetings
        if other.id != meeting.id and day and (at := iso_day(other.date)) and abs((at - day).days) <= 21
    )  # fmt: skip


def _of_another_day(claim: Claim, meeting: Meeting) -> bool:
    """Whether a claim tells of one day, which is not the meeting's."""
    when = claim.when
    return when is not None and when.start is not None and when.start == when.end and when.start != meeting.date


def _on_its_day(claim: Claim, meeting: Meeting, invited: set[str]) -> bool:
    on = meeting.date is not None and claim.when is not None and claim.when.start == claim.when.end == meeting.date
    named = {mention.actor for mention in (*claim.actors, *claim.targets)}
    return on and bool(named & invited)
