"""Briefs of a case: the material gathered for the times asked, and the brief made from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guarantor.assessment import State
from guarantor.briefing.brief import Brief
from guarantor.briefing.length import Length, cut_to
from guarantor.briefing.material import Material
from guarantor.briefing.meeting import meeting_brief
from guarantor.briefing.regular import regular_brief
from guarantor.case.knowledge import Knowledge
from guarantor.case.times import Times
from guarantor.linking.kept import Kept
from guarantor.model.agreement import Meeting

WEEK = 7 * 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a brief was asked for, resolved: instants in UTC seconds, the words of the question."""

    times: Times
    since: int
    as_of: int
    words: str
    reviewed_only: bool = False
    meeting: Meeting | None = None
    length: Length = "page"


def make_brief(
    knowledge: Knowledge, states: Mapping[str, State], before: Mapping[str, State], asked: Asked, *, everybody: str,
    head: str,
) -> Brief:  # fmt: skip
    """The regular brief, or that for a meeting."""
    files = knowledge.files
    material = Material(
        agreement=files.agreement, people=files.people, claims=_citable(knowledge, asked), tied_to=knowledge.tied_to,
        roots=knowledge.roots, origins=knowledge.origins,
        digests=frozenset(id_ for id_, report in knowledge.reports.items() if report.digest),
        states=states, before=before, everybody=everybody, since=asked.since, as_of=asked.as_of, asked=asked.words,
        marking=files.info.marking, head=head,
    )  # fmt: skip
    made = regular_brief(material) if asked.meeting is None else meeting_brief(material, asked.meeting)
    return cut_to(made, asked.length)


def _citable(knowledge: Knowledge, asked: Asked) -> dict[str, Kept]:
    """The claims that may be cited: published by the time asked for, reviewed where only such are wanted."""
    limit = asked.times.published_instant(knowledge.zone)
    found = {}
    for id_, kept in knowledge.claims.items():
        published = knowledge.witnesses.published(kept.claim)
        read_by = limit is None or (published is not None and published <= limit)
        if read_by and (kept.reviewed or not asked.reviewed_only):
            found[id_] = kept
    return found


def with_everybody(accounts: Sequence[str], everybody: str) -> tuple[str, ...]:
    """The accounts with everybody's last, since a brief compares with it."""
    return (*(account for account in accounts if account != everybody), everybody)
