"""The record from a shell: judgements, and the proof that nothing was changed."""

from __future__ import annotations

import getpass
import json

import click

from guarantor import review as desk
from guarantor.case import Case
from guarantor.cli.common import say, with_case
from guarantor.model.claim import Claim
from guarantor.model.judgement import Judgement


@click.command()
@click.option("--head", metavar="HASH", help="A head noted earlier; shows whether it is part of this record.")
@click.option("--reindex", is_flag=True, help="Make the index of copies anew from the reports first.")
@with_case
def verify(case: Case, head: str | None, reindex: bool) -> None:
    """Recompute every hash, link of the chain and quoted span, and name the first fault."""
    if reindex:
        say(f"{case.copies.reindex()} reports filed in the index of copies")
    found = case.verify(head)
    if found.fault is not None:
        say(f"{case.record.store.location}: {found.fault} ({found.entries} entries before it are sound)")
        raise SystemExit(1)
    click.echo(f"{found.entries} entries sound, {found.erased} of them erased by a named act; head {found.head}")


@click.group()
def review() -> None:
    """Judgements: accept, reject, correct, add a missed claim, retract, undo. Each with who and why."""


def _by_and_why(function: click.decorators.FC) -> click.decorators.FC:
    by = click.option("--by", default=getpass.getuser, show_default="your user name", help="Who decides.")
    why = click.option("--why", required=True, help="The reason, kept for good.")
    return by(why(function))


@review.command("list")
@click.option("--all", "every", is_flag=True, help="Those reviewed already, too.")
@click.option("--limit", default=20, show_default=True, help="How many at most.")
@with_case
def waiting(case: Case, every: bool, limit: int) -> None:
    """Claims that wait for review, with their ids."""
    shown = 0
    for kept in case.knowledge().claims.values():
        if every or not kept.reviewed:
            click.echo(f"{kept.id}\n    {kept.claim.type}, {kept.claim.modality}: “{kept.claim.quote}”")
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
    _done(desk.correct(case.record, _whole(case, id_), _json(changes), by=by, why=why))


@review.command()
@click.argument("claim", metavar="JSON")
@_by_and_why
@with_case
def add(case: Case, claim: str, by: str, why: str) -> None:
    """Add a claim that the reader missed, in any language: a whole claim as JSON, its words standing in its report."""
    _done(desk.add(case.record, Claim.from_json(_json(claim)), by=by, why=why))


@review.command()
@click.argument("report", metavar="REPORT")
@_by_and_why
@with_case
def retract(case: Case, report: str, by: str, why: str) -> None:
    """Withdraw a report: all that rests on it is withdrawn at once."""
    _done(desk.retract(case.record, report, by=by, why=why))


@review.command()
@click.argument("judgement", metavar="JUDGEMENT")
@_by_and_why
@with_case
def undo(case: Case, judgement: str, by: str, why: str) -> None:
    """Take a judgement back; both stay in the record."""
    _done(desk.undo(case.record, judgement, by=by, why=why))


def _done(judgement: Judgement) -> None:
    click.echo(judgement.id)


def _json(text: str) -> dict[str, object]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise click.UsageError(f"not JSON at character {error.pos + 1}: {error.msg}") from error
    if not isinstance(value, dict):
        raise click.UsageError("an object {…} is needed, with the names of fields")
    return value


def _whole(case: Case, id_: str) -> str:
    """The id that begins so, where just one does."""
    found = [known for known in case.knowledge().claims if known.startswith((id_, f"claim:sha256:{id_}"))]
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        raise click.UsageError(f"{len(found)} claims begin with {id_!r}; give more of it")
    return id_
