"""The incidents of a standing or recurring duty: each alleged breach or period with its status, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from guarantor.board.disputes import incident_day
from guarantor.board.figures import names
from guarantor.board.glyphs import LOOKS, Look
from guarantor.board.question import Question
from guarantor.model.agreement import Provision

MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One instance: when, its look, its figure, who tells it and who tells against it."""

    when: str
    look: Look
    figure: str
    told: str
    against: str


def periodic(provision: Provision) -> bool:
    """Whether a provision has several instances that are told by themselves."""
    return provision.incidents or provision.recurrence is not None or provision.for_each is not None


def incidents_of(question: Question, provision: Provision, account: str) -> tuple[Incident, ...]:
    """The instances of a provision that has several and of which somebody tells something."""
    if not periodic(provision):
        return ()
    roots = question.knowledge.roots
    told = (
        each for each in question.states[account].newest(provision.id) if each.tellers or each.against or each.incident
    )
    found = islice(told, MOST)
    return tuple(
        Incident(
            when=incident_day(question, each), look=LOOKS[each.status],
            figure=each.owed.text if each.owed is not None and ":" not in each.owed.text else "",
            told=names(each.tellers, roots, most=3), against=names(each.against, roots, most=3),
        )
        for each in found
    )  # fmt: skip
