"""What is told of acts: meetings, incidents, running counts, pledges, roles, and what copies changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import click

from guarantor.case import Case
from guarantor.case.odd import Odd
from guarantor.cli.common import emit, say, with_case, with_format
from guarantor.linking.distortions import Distortion
from guarantor.linking.incidents import Incident
from guarantor.linking.joining import Step
from guarantor.linking.keys import key_of
from guarantor.linking.meetings import MeetingTold, Told
from guarantor.linking.pledges import Pledge
from guarantor.linking.rolestold import RoleTold
from guarantor.linking.series import Series
from guarantor.model.assessment import amount_text
from guarantor.model.plain import plain

UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of act: where its values come from, and how one of them reads."""

    ask: Callable[[Case, str | None], Sequence[Any]]
    lines: Callable[[Case, Any], Iterable[str]]


@click.command()
@click.argument(
    "what",
    type=click.Choice(["meetings", "incidents", "counts", "pledges", "roles", "distortions", "discrepancies"]),
)
@click.option("--known-at", metavar="TIME", help="What the record held then.")
@with_case
@with_format
def told(what: str, known_at: str | None, case: Case, format_: str) -> None:
    """What is told of meetings, incidents, running counts, pledges of troops, roles, what copies changed, and what does
    not fit within one report: each word with its day and whose it is. Nothing is added up across tellers."""
    found = KINDS[what].ask(case, known_at)
    if format_ != "table":
        emit([plain(each) for each in found], format_)
        return
    for each in found:
        for number, line in enumerate(KINDS[what].lines(case, each)):
            click.echo(line if number == 0 else f"    {line}")
    say(f"{len(found)} {what}")


def _meeting(case: Case, told: MeetingTold) -> Iterator[str]:
    listed = {meeting.id: meeting.title for meeting in case.files.agreement.meetings}
    key = key_of(told.id)
    title = listed.get(told.id) or f"Meeting, {key.words if key else told.id}"
    yield f"{title}: {told.stage} [{told.id}]"
    for stage, words in told.stages:
        yield f"{stage} by {_by(case, words)}"
    yield from _once(each.text for each in told.attendance)
    for label, values in (("where", told.places), ("day", told.days)):
        if values:
            yield f"{label}: {', '.join(values)}"
    for label, words in (
        ("host", told.hosts),
        ("agenda", told.agenda),
        ("prepares", told.prepares),
        ("follows", told.follows),
    ):
        yield from (f"{label}: “{each.quote}” ({each.name}, {each.published or UNDATED})" for each in words)
    yield from (f"differs: {each}" for each in told.unexplained)
    yield from _steps(told.steps)


def _once(lines: Iterable[str]) -> Iterator[str]:
    """Lines that begin with a day, each once, with the days on which it was printed."""
    days: dict[str, list[str]] = {}
    for line in lines:
        day, _, words = line.partition(": ")
        days.setdefault(words, []).append(day)
    yield from (
        f"{', '.join(dict.fromkeys(day or UNDATED for day in printed))}: {words}" for words, printed in days.items()
    )


def _incident(case: Case, told: Incident) -> Iterator[str]:
    key = key_of(told.id)
    site = f" ({key.site})" if key and key.site else ""
    yield f"{key.words if key else told.id}{site}: {told.stage} [{told.id}]"
    if told.accused:
        yield f"laid at the door of {_names(case, told.accused)}"
    for stage, words in told.stages:
        yield f"{stage} by {_by(case, words)}"
    for toll in told.tolls:
        counts = ", ".join(
            f"{number} ({day}{'' if change == 'first' else f', {change}'})" for day, number, change, _ in toll.counts
        )
        yield f"{toll.of} as {toll.name} counts: {counts}"
    if told.rival:
        yield f"counts differ from origin to origin: {', '.join(told.rival)}"
    yield from _steps(told.steps)


def _steps(steps: Iterable[Step]) -> Iterator[str]:
    """How an occurrence came to be of several, or of a part: by which entry, whose, and why."""
    yield from (f"{step.text} [{step.id[:24]}]" for step in steps)


def _series(case: Case, told: Series) -> Iterator[str]:
    scope = f" ({told.scope})" if told.scope else ""
    first = f" since {told.since}" if told.since else ""
    yield f"{told.of or 'what is counted'}{scope}{first}, as {_names(case, [told.origin])} counts"
    for each in told.readings:
        number = amount_text(each.value, each.bound, each.low) if each.value is not None else "?"
        yield f"{each.as_of}: {number}, {each.step}"


def _pledge(case: Case, told: Pledge) -> Iterator[str]:
    yield f"{_names(case, [told.actor])}: {told.stage}"
    for step in told.steps:
        number = f"{step.number:,.10g}, " if step.number is not None else ""
        whose = "its own word" if step.own else f"told by {_names(case, [step.root])}"
        yield f"{step.published or UNDATED}: {step.stage}, {number}{whose}"


def _role(case: Case, told: RoleTold) -> Iterator[str]:
    how = "says that it may be" if told.conditional else "calls it"
    yield f"{_names(case, [told.whom])}: {_names(case, [told.root])} {how} {told.role}, since {told.since}"
    if told.disputed_by:
        yield f"disputed by {_names(case, told.disputed_by)}"


def _distortion(_: Case, told: Distortion) -> Iterator[str]:
    yield f"{told.kind}: {told.text}"
    yield f"{told.origin} ({told.before})"
    yield f"{told.copy} ({told.after})"


def _discrepancy(_: Case, told: Odd) -> Iterator[str]:
    yield told.text
    yield from (f"“{' '.join(words.split())}”" for words in told.words)


def _by(case: Case, words: Iterable[Told]) -> str:
    return "; ".join(
        dict.fromkeys(f"{case.files.people.name_of(each.root)}, {each.published or UNDATED}" for each in words)
    )


def _names(case: Case, ids: Iterable[str]) -> str:
    return ", ".join(case.files.people.name_of(each) for each in ids)


KINDS = {
    "meetings": Kind(lambda case, at: case.meetings(known_at=at), _meeting),
    "incidents": Kind(lambda case, at: case.incidents(known_at=at), _incident),
    "counts": Kind(lambda case, at: case.series(known_at=at), _series),
    "pledges": Kind(lambda case, at: case.pledges(known_at=at), _pledge),
    "roles": Kind(lambda case, at: case.roles(known_at=at), _role),
    "distortions": Kind(lambda case, at: case.distortions(known_at=at), _distortion),
    "discrepancies": Kind(lambda case, at: case.discrepancies(known_at=at), _discrepancy),
}
