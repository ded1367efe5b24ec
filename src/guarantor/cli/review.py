"""The desk from a shell: every judgement that people make, each with who and why."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable
from typing import Any

import click

from guarantor import review as desk
from guarantor.case import Case
from guarantor.case.judging import ids_that_begin, readings_of, support_of
from guarantor.case.occurring import divide_told, join_told
from guarantor.cli.common import one_of, say, with_case
from guarantor.linking.copies import origin_decision
from guarantor.model.claim import Claim
from guarantor.model.judgement import Judgement
from guarantor.model.link import Link

WHOLE = 60
"""An id of so many characters is a whole one."""


@click.group()
def review() -> None:
    """Judgements: accept, reject, correct, split, join, add, grade, choose, retract, undo. Each with who and why."""


def _by_and_why(function: click.decorators.FC) -> click.decorators.FC:
    by = click.option("--by", default=getpass.getuser, show_default="your user name", help="Who decides.")
    why = click.option("--why", required=True, help="The reason, kept for good.")
    return by(why(function))


@review.command("list")
@click.option("--all", "every", is_flag=True, help="Those reviewed already, too.")
@click.option("--links", is_flag=True, help="With the links of each claim: what it bears on, and why.")
@click.option("--limit", default=20, show_default=True, help="How many at most.")
@with_case
def waiting(case: Case, every: bool, links: bool, limit: int) -> None:
    """Claims that wait for review, with their ids."""
    shown = 0
    for kept in case.knowledge().claims.values():
        if every or not kept.reviewed:
            click.echo(f"{kept.id}\n    {kept.claim.type}, {kept.claim.modality}: “{kept.claim.quote}”")
            for found in case.record.links(claim=kept.id) if links else ():
                link = found.link
                click.echo(f"    {link.id}\n        {link.kind} {link.target or ''}: {link.reason} ({found.state})")
            shown += 1
            if shown == limit:
                break
    total = sum(not kept.reviewed for kept in case.knowledge().claims.values())
    say(f"{shown} shown; {total} wait for review")


@review.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@_by_and_why
@with_case
def accept(case: Case, ids: tuple[str, ...], by: str, why: str) -> None:
    """Say that claims or links are right as they are."""
    _done(desk.accept(case.record, [_whole(case, each) for each in ids], by=by, why=why))


@review.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@_by_and_why
@with_case
def reject(case: Case, ids: tuple[str, ...], by: str, why: str) -> None:
    """Say that claims or links are wrong: the text does not say that, or it does not bear on that."""
    _done(desk.reject(case.record, [_whole(case, each) for each in ids], by=by, why=why))


@review.command()
@click.argument("id_", metavar="ID")
@click.argument("changes", metavar="JSON")
@_by_and_why
@with_case
def correct(case: Case, id_: str, changes: str, by: str, why: str) -> None:
    """Put a corrected claim in the place of one; JSON holds the fields to change, as in the claim's own JSON."""
    _done(desk.correct(case.record, _whole(case, id_), _json(changes), by=by, why=why), case)


@review.command()
@click.argument("id_", metavar="ID")
@click.argument("parts", nargs=-1, required=True, metavar="JSON JSON…")
@_by_and_why
@with_case
def split(case: Case, id_: str, parts: tuple[str, ...], by: str, why: str) -> None:
    """Put several claims in the place of one that says more than one thing; each JSON holds the fields that differ."""
    _done(desk.split(case.record, _whole(case, id_), [_json(part) for part in parts], by=by, why=why), case)


@review.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID ID…")
@_by_and_why
@with_case
def same(case: Case, ids: tuple[str, ...], by: str, why: str) -> None:
    """Say that claims are one and the same; all are kept."""
    _done(desk.same_as(case.record, [_whole(case, each) for each in ids], by=by, why=why))


@review.command()
@click.argument("one", metavar="ID")
@click.argument("other", metavar="ID")
@click.option("--apart", is_flag=True, help="Two origins, whatever the rules say; without it: one.")
@_by_and_why
@with_case
def origin(case: Case, one: str, other: str, apart: bool, by: str, why: str) -> None:
    """Say that two claims, reports or holders have one origin, or two."""
    link = origin_decision(_whole(case, one), _whole(case, other), together=not apart, reason=why)
    case.record.add_links([link], author=by)
    click.echo(link.id)


@review.command("join")
@click.argument("one", metavar="OCCURRENCE|CLAIM")
@click.argument("other", metavar="OCCURRENCE")
@_by_and_why
@with_case
def join_(case: Case, one: str, other: str, by: str, why: str) -> None:
    """Say that an occurrence is part of another, or that a claim tells of one; ids as `guarantor told` prints them.

    Rejecting the link whose id is printed takes it back; so does it for what a rule joined."""
    click.echo(_decided(case, lambda: join_told(case.knowledge(), _whole(case, one), other, why=why), by))


@review.command()
@with_case
def occurrences(case: Case) -> None:
    """Let the rules say anew which of all meetings and incidents told are one. After each reading it is done by itself,
    in a record of more than 5,000 entries for what lies near the new ones; what people decided is left alone."""
    added, gone = case.join_occurrences()
    click.echo(f"{added} link{'' if added == 1 else 's'} added, {gone} withdrawn")


@review.command()
@click.argument("occurrence")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM…")
@_by_and_why
@with_case
def divide(case: Case, occurrence: str, claims: tuple[str, ...], by: str, why: str) -> None:
    """Say that some claims of an occurrence tell of an act of their own."""
    ids = [_whole(case, each) for each in claims]
    click.echo(_decided(case, lambda: divide_told(case.knowledge(), occurrence, ids, why=why), by))


def _decided(case: Case, make: Callable[[], Link], by: str) -> str:
    """Put a person's link on occurrences into the record; its id."""
    try:
        link = make()
    except (KeyError, ValueError) as error:
        raise click.UsageError(str(error.args[0])) from error
    case.record.add_links([link], author=by)
    return link.id


@review.command()
@click.argument("claim", metavar="JSON")
@_by_and_why
@with_case
def add(case: Case, claim: str, by: str, why: str) -> None:
    """Add a claim that the reader missed, in any language: a whole claim as JSON, its words standing in its report.

    Of "report" the id is enough; "span" may be left out where the quote stands in the report just once.
    """
    given = _json(claim)
    try:
        made = Claim.from_json(_completed(case, given))
    except (ValueError, KeyError, TypeError) as error:
        raise click.UsageError(f"no claim: {error}") from error
    _done(desk.add(case.record, made, by=by, why=why), case)


@review.command()
@click.argument("about", metavar="ID")
@click.argument("grade_", metavar="GRADE")
@_by_and_why
@with_case
def grade(case: Case, about: str, grade_: str, by: str, why: str) -> None:
    """Grade a source (A-F) or a claim (1-6) by the Admiralty system. No arithmetic is done on grades; 1, confirmed, is
    refused where the record counts less than two origins on more than one side, and no document."""
    if grade_ in desk.RELIABILITY:
        people = case.files.people
        source = one_of(about, [*people.sources, *people.actors], "source")
        _done(desk.grade_source(case.record, source, grade_, by=by, why=why))
        return
    claim = _whole(case, about)
    if claim not in case.knowledge().claims:
        raise click.UsageError(f"there is no live claim {about!r}")
    _done(desk.grade_claim(case.record, claim, grade_, support=support_of(case.knowledge(), claim), by=by, why=why))


@review.command()
@click.argument("about", metavar="PROVISION|PHASE")
@click.argument("name", metavar="READING")
@_by_and_why
@with_case
def reading(case: Case, about: str, name: str, by: str, why: str) -> None:
    """Choose among the readings of a provision, or of a phase's gate; the others stay beside it."""
    known = readings_of(case)
    one_of(about, known, "provision or phase with several readings")
    _done(desk.choose_reading(case.record, about, name, readings=known[about], by=by, why=why))


@review.command()
@click.argument("report", metavar="REPORT")
@_by_and_why
@with_case
def retract(case: Case, report: str, by: str, why: str) -> None:
    """Withdraw a report: all that rests on it is withdrawn at once."""
    _done(desk.retract(case.record, _whole(case, report), by=by, why=why))


@review.command()
@click.argument("judgement", metavar="JUDGEMENT")
@_by_and_why
@with_case
def undo(case: Case, judgement: str, by: str, why: str) -> None:
    """Take a judgement back; both stay in the record."""
    _done(desk.undo(case.record, _whole(case, judgement), by=by, why=why))


def _done(judgement: Judgement, case: Case | None = None) -> None:
    """Print the judgement's id, and tie what it brought in to what it bears on."""
    if case is not None:
        made = (case.record.claim(each) for each in judgement.into)
        links = [link for claim in made if claim is not None for link in case.tying.of(claim.id, claim)]
        case.record.add_links(links)
        case.forget()
        told = [
            (link.claims[0], link.target) for link in links if link.kind == "occurrence" and link.target is not None
        ]
        marked = case.record.store.markings(claim for claim, _ in told)
        case.join_arrived(
            {marking: [act for each, act in told if marked[each] == marking] for marking in marked.values()}
        )
    click.echo(judgement.id)


def _json(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise click.UsageError(f"not JSON at character {error.pos + 1}: {error.msg}") from error
    if not isinstance(value, dict):
        raise click.UsageError("an object {…} is needed, with the names of fields")
    return value


def _completed(case: Case, given: dict[str, Any]) -> dict[str, Any]:
    """A claim's JSON with its report's own fields, and with the place of its quote."""
    named = given.get("report")
    id_ = _whole(case, str(named.get("id") if isinstance(named, dict) else named))
    report = case.record.report(id_)
    if report is None:
        raise click.UsageError(f"the record has no report {named!r}; `guarantor export --as jsonl` lists them")
    quote = str(given.get("quote", ""))
    if "span" not in given and report.text.count(quote) != 1:
        raise click.UsageError(f"the quote stands {report.text.count(quote)} times in the report; give its span")
    span = given.get("span", list(desk.find_words(report, quote)))
    holder = given.get("holder") or {"text": None}
    chain = given.get("chain", [{"role": "outlet", "name": report.outlet or report.location}])
    return {**given, "report": desk.reference(report), "span": span, "holder": holder, "chain": chain}


def _whole(case: Case, id_: str) -> str:
    """The id that begins so, where just one does; as it is where none does."""
    if len(id_) > WHOLE or (":" in id_ and not id_.partition(":")[2].startswith("sha256")):
        return id_
    found = ids_that_begin(case, id_)
    if len(found) > 1:
        raise click.UsageError(f"several ids begin with {id_!r}; give more of it")
    return found[0] if found else id_
