"""Briefs of a case: what is asked for, the material gathered for it, the brief made from it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from guarantor.briefing.brief import Brief
from guarantor.briefing.length import Length, cut_to
from guarantor.briefing.material import Correction, Material
from guarantor.briefing.meeting import day_before, meeting_brief
from guarantor.briefing.regular import regular_brief
from guarantor.briefing.smoothing import with_smoothed
from guarantor.briefing.wording import Wording, default_wording, load_wording
from guarantor.case.acts import distortions_around
from guarantor.case.judging import chosen_readings
from guarantor.case.knowledge import Knowledge
from guarantor.case.lookedup import Citable, Digests, LookedUp
from guarantor.case.positions import positions_of
from guarantor.case.states import states_of
from guarantor.case.times import Times
from guarantor.linking.kept import Kept
from guarantor.model.agreement import Meeting
from guarantor.model.moments import TimeError, interval, local, moment
from guarantor.model.plain import plain
from guarantor.model.report import Report

if TYPE_CHECKING:
    from guarantor.case.case import Case

WEEK = 7 * 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefRequest:
    """What a brief is asked for. Times are ISO days or date-times; ``known_at`` may be an entry's number.

    ``marking`` is the strictest marking that may show (None: the case's own); ``wording`` a file of words in the place
    of the house's; ``head`` the record's head to name. Corrections are looked for in issues sent up to entry
    ``earlier`` (None: all). ``smoothed`` are sentences that a language model wrote in the place of the draft's, by
    draft; each is checked again whenever the brief is made, so that it needs no model to be made again.
    """

    meeting: str | None = None
    since: str | None = None
    as_of: str | None = None
    known_at: str | int | None = None
    published_by: str | None = None
    accounts: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    reviewed_only: bool = False
    length: Length = "page"
    marking: str | None = None
    wording: str | None = None
    head: str | None = None
    earlier: int | None = None
    smoothed: dict[str, str] = field(default_factory=dict, hash=False)


def brief_of(case: Case, asked: BriefRequest, *, words: Wording | None = None) -> Brief:
    """The brief that a request asks for, in ``words`` where these are kept; raises KeyError for a meeting, account or
    issue that is not there."""
    files = case.files
    meeting = {each.id: each for each in files.agreement.meetings}[asked.meeting] if asked.meeting else None
    for issue in asked.issues:
        {each.id: each for each in files.agreement.issues}[issue]
    if meeting is not None and asked.as_of is None:
        eve = day_before(meeting)
        asked = replace(asked, as_of=eve.isoformat() if eve else None)
    marking = asked.marking or files.info.marking
    knowledge = case.knowledge(asked.known_at, clearance=marking)
    known = asked.known_at if isinstance(asked.known_at, str) else None
    times = Times(as_of=asked.as_of, published_by=asked.published_by, known_at=known)
    now = times.as_of_instant(case.zone, files.info.until)
    start = moment(asked.since, case.zone) if asked.since else now - WEEK
    asked = replace(
        asked, since=local(start, case.zone).isoformat(), as_of=local(now, case.zone).isoformat(), marking=marking,
        head=asked.head or str(case.cleared(marking).record.view(known_at=asked.known_at).head()),
    )  # fmt: skip
    wording = words or (default_wording() if asked.wording is None else load_wording(asked.wording))
    made = _made(case, knowledge, asked, meeting, times.words(case.zone, files.info.until), wording)
    brief = with_smoothed(cut_to(made, asked.length), asked.smoothed)
    return replace(brief, request=plain(asked))


def _made(
    case: Case, knowledge: Knowledge, asked: BriefRequest, meeting: Meeting | None, words: str, wording: Wording
) -> Brief:  # fmt: skip
    everybody = case.everybody
    names = with_everybody(asked.accounts or case.shown, everybody)
    log = case.log(knowledge)
    now, start = moment(asked.as_of or "", case.zone), moment(asked.since or "", case.zone)
    limit = None if asked.published_by is None else moment(asked.published_by, case.zone)
    citable = _citable(knowledge, limit, asked.reviewed_only)
    material = Material(
        agreement=case.files.agreement, people=case.files.people, claims=citable, tied_to=knowledge.tied_to,
        roots=knowledge.roots, origins=knowledge.origins,
        digests=_digests(knowledge),
        states=states_of(case, log, names, now, limit, asked.reviewed_only, chosen_readings(knowledge)),
        before=states_of(case, log, names, start, start, asked.reviewed_only, chosen_readings(knowledge)),
        everybody=everybody, since=start,
        as_of=now, asked=words, marking=asked.marking or "", head=asked.head or "", wording=wording,
        issues=asked.issues, corrections=_corrections(case, knowledge, asked),
        positions=positions_of(
            case.files, knowledge, Times(as_of=asked.as_of, published_by=asked.published_by),
            reviewed_only=asked.reviewed_only,
        ),
        reports={} if asked.reviewed_only else knowledge.reports,
        readable=lambda report: limit is None or _read_by(report, limit, case.zone),
        distorted=partial(distortions_around, knowledge), looked_up=_looked_up(case, knowledge, asked),
        incident_of=_occurrences(knowledge, "incident:"), meeting_of=_occurrences(knowledge, "meeting:"),
    )  # fmt: skip
    return regular_brief(material) if meeting is None else meeting_brief(material, meeting)


def _read_by(report: Report, limit: int, zone: str) -> bool:
    """Whether a report was public by an instant."""
    try:
        return report.published is not None and interval(report.published, zone)[1] <= limit
    except TimeError:
        return False


def _occurrences(knowledge: Knowledge, kind: str) -> dict[str, str]:
    """The incident (or meeting) that each claim tells of, as rules and people tie them; of a very large record none."""
    return {
        claim: live.link.target
        for live in (() if knowledge.large else knowledge.occurrences)
        if live.link.target is not None and live.link.target.startswith(kind)
        for claim in live.link.claims
    }


def _corrections(case: Case, knowledge: Knowledge, asked: BriefRequest) -> tuple[Correction, ...]:
    from guarantor.case.sending import corrections

    seen = case.cleared(asked.marking)
    until = None if asked.earlier is None else seen.numbered(asked.earlier)
    return corrections(seen, knowledge, until=until, marking=asked.marking)


def _looked_up(case: Case, knowledge: Knowledge, asked: BriefRequest) -> LookedUp | None:
    """Where a very large record is looked up, at its latest moment; None: everything is gone over."""
    finder = case.cleared(asked.marking).finder(knowledge)
    if finder is None:
        return None
    start, now = (moment(each or "", case.zone) for each in (asked.since, asked.as_of))
    return LookedUp(knowledge=knowledge, finder=finder, since=start, as_of=now)


def _digests(knowledge: Knowledge) -> Container[str]:
    """The reports that are digests in the case's own words."""
    if knowledge.large:
        return Digests(knowledge)
    return frozenset(id_ for id_, report in knowledge.reports.items() if report.digest)


def _citable(knowledge: Knowledge, limit: int | None, reviewed_only: bool) -> Mapping[str, Kept]:
    """The claims that may be cited: published by the time asked for, reviewed where only such are wanted."""
    if knowledge.large:
        return Citable(knowledge, limit, reviewed_only)
    found = {}
    for id_, kept in knowledge.claims.items():
        published = knowledge.witnesses.published(kept.claim)
        read_by = limit is None or (published is not None and published <= limit)
        if read_by and (kept.reviewed or not reviewed_only):
            found[id_] = kept
    return found


def with_everybody(accounts: Sequence[str], everybody: str) -> tuple[str, ...]:
    """The accounts with everybody's last, since a brief compares with it."""
    return (*(account for account in accounts if account != everybody), everybody)
