"""What a moment of knowledge tells of occurrences: meetings, incidents, series, pledges, roles; and of copies' changes.

All are frozen values made from live claims and live links; a link that a person rejected takes its claim out of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from guarantor.case.knowledge import Knowledge
from guarantor.case.occurring import occurrences_of
from guarantor.linking.distortions import Distortion, distortions, matched
from guarantor.linking.incidents import Incident, incident_told
from guarantor.linking.kept import Kept
from guarantor.linking.keys import key_of
from guarantor.linking.meetings import MeetingTold, meeting_told
from guarantor.linking.pledges import Pledge, pledges_of
from guarantor.linking.rolestold import RoleTold, roles_told
from guarantor.linking.same import alike
from guarantor.linking.series import Series, series_of
from guarantor.linking.stages import MeetingStage
from guarantor.linking.unsaid import made_certain

MOST = 300
"""So many claims of one question are compared with one another."""
NEAR_DAYS = 3
"""So many days lie at most between a holder's words and a copy of them that does not share their text."""
RUNNING = frozenset({"cumulative", "stock"})
SAME = 0.5
"""From which likeness two claims of one origin are compared as a claim and its copy."""


def meetings_told(knowledge: Knowledge) -> tuple[MeetingTold, ...]:
    """Every meeting of which something is told: the agreement's first, then others by their day."""
    known = {meeting.id: meeting.date for meeting in knowledge.files.agreement.meetings}
    every = occurrences_of(knowledge)
    tied = {id_: claims for id_, claims in every.claims.items() if id_ in known or id_.startswith("meeting:")}
    of_meetings = {kept.id for claims in tied.values() for kept in claims}
    found = []
    for id_, claims in tied.items():
        key = key_of(id_)
        reports = {kept.claim.report.id for kept in claims}
        beside = [kept for each in sorted(reports) for kept in knowledge.claims_in(each) if kept.id not in of_meetings]
        found.append(
            meeting_told(
                id_,
                claims,
                knowledge.roots,
                beside=beside,
                stages_of=_stages(knowledge, id_),
                day=known.get(id_) or (key.end if key else None),
                steps=every.steps.get(id_, ()),
            )
        )
    told = [each for each in found if each is not None]
    return tuple(sorted(told, key=lambda each: (each.id not in known, each.days[:1], each.id)))


def incidents_told(knowledge: Knowledge) -> tuple[Incident, ...]:
    """Every incident of which something is told, by its day."""
    every = occurrences_of(knowledge)
    names = origin_of(knowledge)
    found = (
        incident_told(id_, claims, knowledge.roots, names, steps=every.steps.get(id_, ()))
        for id_, claims in every.claims.items()
        if id_.startswith("incident:")
    )
    return tuple(sorted((each for each in found if each is not None), key=lambda each: each.id))


def series_told(knowledge: Knowledge, claims: Iterable[str] | None = None, *, least: int = 2) -> tuple[Series, ...]:
    """The series of all claims, or of some, that have at least so many readings."""
    return series_of(_kept(knowledge, claims), origin_of(knowledge), least=least)


def pledges_told(knowledge: Knowledge) -> tuple[Pledge, ...]:
    """Every pledge or deployment told, by actor; of claims whose tie a person did not reject."""
    tied = (claims for id_, claims in occurrences_of(knowledge).claims.items() if id_.startswith("pledge:"))
    return pledges_of({kept.id: kept for claims in tied for kept in claims}.values(), knowledge.roots)


def roles_as_told(knowledge: Knowledge) -> tuple[RoleTold, ...]:
    """Who calls whom guarantor, mediator, facilitator or party; of claims whose tie a person did not reject."""
    ties = (
        (live.link.target or "", live.link.effect or "", knowledge.claims[claim])
        for live in knowledge.occurrences
        if live.link.kind == "role"
        for claim in live.link.claims
        if claim in knowledge.claims
    )
    return roles_told(ties, knowledge.roots)


def distortions_of(knowledge: Knowledge, claims: Iterable[str] | None = None) -> tuple[Distortion, ...]:
    """What copies changed: between reports that were merged, and between claims of one origin that say the same.

    Of all claims, or of some: then only their reports are looked at (of more than ``MOST`` claims, the latest).
    """
    kept = _kept(knowledge, claims)
    if claims is not None:
        kept = tuple(sorted(kept, key=lambda each: (each.claim.report.published or "", each.id))[-MOST:])
    by_report: dict[str, list[Kept]] = {}
    for each in kept:
        by_report.setdefault(each.claim.report.id, []).append(each)
    origins = knowledge.origins
    merges = origins.text_merges() if claims is None else origins.merges_among(by_report.keys())
    merged = [(merge.a, merge.b) for merge in merges if merge.rule == "shared text"]
    pairs = {_key(a, b): (a, b) for a, b in matched(merged, by_report)}
    if claims is not None:
        pairs |= {_key(a, b): (a, b) for a, b in _one_origin(knowledge, kept)}
    holders: dict[str, set[str]] = {}
    compared = {each.claim.report.id for pair in pairs.values() for each in pair}
    for report in compared:
        holders[report] = {knowledge.roots.of(each.claim).id for each in knowledge.claims_in(report)}

    def named(first: Kept, second: Kept) -> bool:
        root = knowledge.roots.of(first.claim).id
        there = holders.get(second.claim.report.id, set())
        return any(root in knowledge.roots.line(other) or other in knowledge.roots.line(root) for other in there)

    texts = {frozenset(pair) for pair in merged}

    def copied(first: Kept, second: Kept) -> bool:
        return frozenset((first.claim.report.id, second.claim.report.id)) in texts

    found = distortions(pairs.values(), named=named, copied=copied)
    return (*found, *(each for pair in merged for each in _unsaid(knowledge, pair, by_report)))


def _unsaid(
    knowledge: Knowledge, pair: tuple[str, str], by_report: Mapping[str, list[Kept]]
) -> Iterator[Distortion]:  # fmt: skip
    """What one of two reports of one text tells as done, and the other's text only hedges or announces."""
    for first, second in (pair, pair[::-1]):
        origin, copy = knowledge.reports.get(first), by_report.get(second, [])
        printed = (copy[0].claim.report.published or "9")[:10] if copy else ""
        if origin is not None and (origin.published or "9")[:10] <= printed:
            yield from made_certain(copy, origin, knowledge.claims_in(first))


def distortions_around(knowledge: Knowledge, used: Iterable[str]) -> tuple[Distortion, ...]:
    """What copies of some claims changed, and what they, being copies, changed: whether or not the other side of a pair
    bears on the same (a plan that a copy tells as done does not). Of a very large record, among the claims alone."""
    wanted = {each for each in used if each in knowledge.claims}
    if knowledge.large:
        return distortions_of(knowledge, wanted)
    reports = {knowledge.claims[each].claim.report.id for each in wanted}
    merged = [m for m in knowledge.origins.text_merges() if m.rule == "shared text" and reports & {m.a, m.b}]
    beside = {report for merge in merged for report in (merge.a, merge.b)}
    every = [*wanted, *(kept.id for report in sorted(beside) for kept in knowledge.claims_in(report))]
    return tuple(each for each in distortions_of(knowledge, every) if {each.origin, each.copy} & wanted)


def distortions_of_report(knowledge: Knowledge, report: str) -> tuple[Distortion, ...]:
    """What a report changed of those it shares its text with, or they of it."""
    beside = {merge.b if merge.a == report else merge.a for merge in knowledge.origins.copies(report)} | {report}
    claims = [kept.id for each in sorted(beside) for kept in knowledge.claims_in(each)]
    mine = {kept.id for kept in knowledge.claims_in(report)}
    return tuple(each for each in distortions_of(knowledge, claims) if {each.origin, each.copy} & mine)


def _one_origin(knowledge: Knowledge, kept: tuple[Kept, ...]) -> Iterable[tuple[Kept, Kept]]:
    """Pairs of claims in different reports that have one origin and say nearly the same, of about the same days: what
    one holder tells weeks apart is told of another thing, but for a count that runs on."""
    lower = knowledge.origins.lower(kept)
    groups: dict[str, list[Kept]] = {}
    for each in kept:
        groups.setdefault(lower[each.id], []).append(each)
    for same in groups.values():
        for number, a in enumerate(same):
            for b in same[number + 1 :]:
                apart = a.claim.report.id != b.claim.report.id and (_about_one_time(a, b) or _run_on(a, b))
                if apart and alike(a.claim, b.claim) >= SAME:
                    yield a, b


def _about_one_time(a: Kept, b: Kept) -> bool:
    days = [date.fromisoformat(day[:10]) for each in (a, b) if (day := each.claim.report.published)]
    return len(days) < 2 or abs((days[0] - days[1]).days) <= NEAR_DAYS


def _run_on(a: Kept, b: Kept) -> bool:
    """Whether both tell a count of everything so far."""
    return all(any(q.kind in RUNNING for q in each.claim.quantities) for each in (a, b))


def origin_of(knowledge: Knowledge) -> Callable[[Kept], str]:
    """A function that names the origin behind a claim."""
    return lambda kept: knowledge.origins.of(kept.id, knowledge.roots.of(kept.claim))


def _kept(knowledge: Knowledge, claims: Iterable[str] | None) -> tuple[Kept, ...]:
    if claims is None:
        return tuple(knowledge.claims.values())
    return tuple(knowledge.claims[each] for each in dict.fromkeys(claims) if each in knowledge.claims)


def _stages(knowledge: Knowledge, meeting: str) -> dict[str, MeetingStage]:
    """What a meeting's own patterns say of it: it was held, or it is meant."""
    said: dict[str, MeetingStage] = {}
    for claim, link in knowledge.tied_to.get(meeting, ()):
        if link.effect in ("triggered", "performed"):
            said[claim] = "held"
    return said


def _key(a: Kept, b: Kept) -> tuple[str, str]:
    return min(a.id, b.id), max(a.id, b.id)
