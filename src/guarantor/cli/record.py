"""The record from a shell: the proof that nothing was changed."""

from __future__ import annotations

import click

from guarantor.case import Case
from guarantor.cli.common import say, with_case


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
