"""What is told of a meeting: the claims tied to it, and those that plainly speak of the same one."""

from __future__ import annotations

from guarantor.briefing.citation import Citation
from guarantor.briefing.material import Material, iso_day
from guarantor.model.agreement import Meeting
from guarantor.model.claim import Claim


def told_of(material: Material, meeting: Meeting) -> list[Citation]:
    """The claims on a meeting: those tied to it; of the same reports, what else is told of a meeting and is tied to no
    other of about that day; and claims of a meeting on its day that name somebody invited."""
    tied = [claim for claim, _ in material.tied(meeting.id)]
    reports = {material.claim(claim).report.id for claim in tied}
    near = _near(material, meeting)
    invited = {organ for actor in meeting.invited for organ in material.roots.organs(actor)}
    beside = [
        id_ for id_ in material.meeting_claims
        if not material.targets_of.get(id_, frozenset()) & near
        and (_on_its_day(material.claim(id_), meeting, invited)
             or (material.claim(id_).report.id in reports and _goes_on(material, material.claim(id_), meeting, near)))
    ]  # fmt: skip
    return material.cited([*tied, *beside])


def _goes_on(material: Material, claim: Claim, meeting: Meeting, near: frozenset[str]) -> bool:
    """Whether the meeting that the report speaks of last before a claim is this one."""
    last: frozenset[str] = frozenset()
    for id_ in material.by_report[claim.report.id]:
        if material.claim(id_).span >= claim.span:
            break
        last = material.targets_of.get(id_, frozenset()) & (near | {meeting.id}) or last
    return meeting.id in last


def _near(material: Material, meeting: Meeting) -> frozenset[str]:
    """The other meetings of the weeks about it."""
    day = iso_day(meeting.date)
    return frozenset(
        other.id for other in material.agreement.meetings
        if other.id != meeting.id and day and (at := iso_day(other.date)) and abs((at - day).days) <= 21
    )  # fmt: skip


def _on_its_day(claim: Claim, meeting: Meeting, invited: set[str]) -> bool:
    on = meeting.date is not None and claim.when is not None and claim.when.start == claim.when.end == meeting.date
    named = {mention.actor for mention in (*claim.actors, *claim.targets)}
    return on and bool(named & invited)
