"""The record from a shell: the proof that nothing was changed."""

from __future__ import annotations

import click

from guarantor.case import Case, open_case
from guarantor.case.keeping import documents, verified
from guarantor.case.printed import answers_printed, beside, words
from guarantor.cli.common import find_case, record_of, say, with_case


@click.command()
@click.option("--head", metavar="HASH", help="A head noted earlier; shows whether it is part of this record.")
@click.option("--reindex", is_flag=True, help="Make the index of copies anew from the reports first.")
@click.option("--documents", "kept", is_flag=True, help="Check the documents as received, too.")
@click.option("--case", "folder", metavar="DIR", help="The case's folder (default: this one or the nearest above).")
def verify(folder: str | None, head: str | None, reindex: bool, kept: bool) -> None:
    """Recompute every hash, link of the chain and quoted span, and name the first fault."""
    place, record = find_case(folder), record_of()
    if reindex:
        with open_case(place, record=record) as case:
            say(f"{case.copies.reindex()} reports filed in the index of copies")
    found = verified(place, record, head)
    if found.fault is not None:
        say(f"{found.fault} ({found.entries} entries before it are sound)")
        raise SystemExit(1)
    if kept:
        with open_case(place, record=record) as case:
            wrong = list(documents(case))
        for report, what in wrong:
            say(f"{report}: {what}")
        if wrong:
            raise SystemExit(1)
    click.echo(f"{found.entries} entries sound, {found.erased} of them erased by a named act; head {found.head}")


@click.command()
@click.argument("number", type=int, required=False)
@with_case
def printed(case: Case, number: int | None) -> None:
    """Answers kept with `guarantor status --keep`: all of them listed; or answer NUMBER as it was printed then, with
    what the present program says of the same entries, and what it says of all that is known now."""
    if number is None:
        for each in answers_printed(case):
            click.echo(f"{each.number}  {each.when}  {words(case, each)}; program {each.program}, by {each.by}")
        return
    try:
        found = beside(case, number)
    except KeyError as error:
        raise click.UsageError(f"no answer {number} was kept; `guarantor printed` lists those that were") from error
    for provision, account, text in found.printed.rows:
        click.echo(f"{provision} ({account}): {text}")
    click.echo(f"printed {found.printed.when} by program {found.printed.program}, {words(case, found.printed)}")
    _differences(f"the present program ({found.program}) says of the same entries and files", found.again)
    changed = "; the case's files have changed" if found.files_changed else ""
    _differences(f"of all that is known now{changed}", found.now)


def _differences(head: str, rows: tuple[tuple[str, str, str, str], ...]) -> None:
    click.echo(f"{head}: {'the same' if not rows else ''}".rstrip())
    for provision, account, then, today in rows:
        click.echo(f"    {provision} ({account}): printed {then}; today {today}")
