"""Keeping a case: the whole of it in one file and out again, backups, documents as received, erasure."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

import click

from guarantor.case import Case
from guarantor.case.keeping import erase_from, unpack
from guarantor.case.keeping import pack as packed
from guarantor.case.opened import RECORD
from guarantor.cli.common import say, with_case
from guarantor.intake.received import DamagedError


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@with_case
def pack(case: Case, file: Path) -> None:
    """Write the whole case into FILE, a ZIP: its record, its files, the documents as received. Others may go on."""
    made = packed(case, file)
    click.echo(f"{file}: {made.entries} entries, {len(made.files)} files; head {made.head}")


@click.command("unpack")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--record", metavar="WHERE", help="A postgresql:// address for the record (default: a file in DIR).")
def unpack_(file: Path, folder: Path, record: str | None) -> None:
    """Lay the case packed in FILE out in DIR, a new folder; every hash, link of the chain and span is verified."""
    made = unpack(file, folder, record or folder / RECORD)
    click.echo(f"{folder}: {made.entries} entries, all sound; head {made.head}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@with_case
def backup(case: Case, file: Path) -> None:
    """Copy the record into FILE while others read and write; a record in PostgreSQL becomes a file."""
    case.record.store.backup(file)
    click.echo(f"{file}: a copy of the record; head {case.record.head}")


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@click.option("--by", default=getpass.getuser, show_default="your user name", help="Who erases.")
@click.option("--why", required=True, help="The reason, kept for good.")
@click.option("--ids-too", is_flag=True, help="Take away even the ids, by which the same text would be known again.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_case
def erase(case: Case, ids: tuple[str, ...], by: str, why: str, ids_too: bool, yes: bool) -> None:
    """Erase what law or a person's safety requires to be erased, with all that was made of it. It cannot be undone; the
    chain still proves that nothing else changed."""
    if not yes:
        click.confirm(f"Erase {len(ids)} and all that was made of it, for good?", abort=True, err=True)
    entry = erase_from(case, ids, by=by, why=why, keep_ids=not ids_too)
    targets = len((entry.payload or {}).get("targets", ()))
    click.echo(
        f"{targets} entries erased; the act is entry {entry.seq}. Backups and packed cases made before keep them."
    )


@click.command()
@click.argument("report", metavar="REPORT")
@click.option("--out", type=click.Path(path_type=Path), help="Write it to a file; without it, to standard output.")
@with_case
def received(case: Case, report: str, out: Path | None) -> None:
    """The document of REPORT, byte for byte as it was received. Take care: it is what came in, and may be hostile."""
    found = case.record.report(report)
    if found is None:
        raise click.UsageError(f"there is no report {report!r} in the record; `guarantor read` prints the ids")
    try:
        data = case.received.read(found.raw_sha256) if found.raw_sha256 else None
    except DamagedError as error:
        say(str(error))
        raise SystemExit(1) from error
    if data is None:
        say(f"{found.location}: its document is not kept; the text is in the record")
        raise SystemExit(1)
    if out is not None:
        out.write_bytes(data)
        return
    sys.stdout.buffer.write(data)
