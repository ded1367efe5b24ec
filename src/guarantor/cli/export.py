"""What leaves the house in formats of others. Exports equal the screen: the same filters, the same times."""

from __future__ import annotations

from itertools import chain, islice

import click

from guarantor.case import Case
from guarantor.case.exchange import FORMATS, ExportRequest, export_to
from guarantor.case.exchange import export as pieces_of
from guarantor.case.shares import cores
from guarantor.case.times import Times
from guarantor.cli.common import account_of, say, with_case, with_times
from guarantor.exchange.flat import ExportError, dictionary, together
from guarantor.exchange.mistaken import MappingError
from guarantor.exchange.tables import TABLES, Table
from guarantor.model.marking import MARKINGS


@click.command()
@click.option("--as", "format_", type=click.Choice(FORMATS), help="The format.")
@click.option(
    "--what", type=click.Choice(TABLES), help="The table, for flat formats: claims (hxl: counters) where none is named."
)
@click.option("--out", metavar="FILE", help="Write it to FILE; without it, to standard output.")
@click.option("--account", "accounts", multiple=True, metavar="NAME", help="Accounts of states (default: all shown).")
@click.option(
    "--marking", type=click.Choice(MARKINGS), help="The strictest marking that may show (default: the case's)."
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that make the lines of claims of a large record (default: one a core, four at most).",
)
@click.option("--dictionary", "about", is_flag=True, help="Print the data dictionary of the table.")
@with_case
@with_times
def export(
    case: Case, times: Times, reviewed_only: bool, format_: str | None, what: Table | None, out: str | None,
    accounts: tuple[str, ...], marking: str | None, about: bool, workers: int | None,
) -> None:  # fmt: skip
    """Export claims, states, counters and incidents."""
    if about:
        for line in dictionary(what or "claims"):
            click.echo(line, nl=False)
        return
    if format_ is None:
        raise click.UsageError(f"name a format with --as: {', '.join(FORMATS)}")
    asked = ExportRequest(
        times=times, accounts=tuple(account_of(case, each) for each in accounts), reviewed_only=reviewed_only,
        marking=marking,
    )  # fmt: skip
    try:
        if out is not None:
            export_to(case, format_, asked, out, what=what, workers=workers or cores())
            say(f"written to {out}")
            return
        pieces = pieces_of(case, format_, asked, what=what, workers=workers or cores())
        for batch in chain(islice(pieces, 1), together(pieces)):  # the first as it comes
            click.echo(batch, nl=False)
    except ExportError as error:
        raise click.UsageError(str(error)) from error


@click.command("import")
@click.argument("file", metavar="FILE")
@click.option("--mapping", required=True, metavar="FILE", help="A YAML file that says what the columns are.")
@with_case
def import_(file: str, mapping: str, case: Case) -> None:
    """Import a CSV of claims or incidents coded elsewhere; each row is written, refused with its reason, or known."""
    from guarantor.case.importing import import_rows

    try:
        done = import_rows(case, file, mapping)
    except (MappingError, OSError, UnicodeDecodeError) as error:
        raise click.UsageError(str(error)) from error
    for each in done.refused:
        click.echo(f"row {each.row} refused: {each.why}")
    say(f"{done.written} written, {done.known} there already, {len(done.refused)} refused")
    raise SystemExit(1 if done.refused else 0)
