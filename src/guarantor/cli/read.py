"""Reports in, claims out."""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Unpack

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from guarantor.case import Case, open_case
from guarantor.case.modelled import waiting as waiting_in
from guarantor.case.reading import ReadSummary, Said, count_files, reports_of
from guarantor.case.scale import Plan
from guarantor.case.scale.pace import Pace
from guarantor.case.scale.pools import CannotReachError
from guarantor.cli.common import find_case, iso_option, record_of, say
from guarantor.cli.waiting import configured, let_read
from guarantor.intake.fields import mapped
from guarantor.intake.refusal import Refusal
from guarantor.model.claim import Claim
from guarantor.reading import read_report


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--case", "folder", metavar="DIR", help="Add to this case's record (default: a case here or above).")
@click.option("--no-case", is_flag=True, help="Only print claims, though a case is here.")
@click.option("--format", "format_", type=click.Choice(["table", "jsonl", "json"]), help="Print the claims.")
@click.option("--published", metavar="DATE", help="When a bare file was published.")
@click.option("--outlet", help="Who published it.")
@click.option("--url", help="Its address.")
@click.option("--language", help="Its language, as a two-letter code.")
@click.option("--field", "fields", multiple=True, metavar="NAME=KEY", help="Where JSON and CSV have a report's field.")
@click.option("--workers", type=click.IntRange(1, 256), metavar="N", help="Read with so many processes.")
@click.option(
    "--on", metavar="WHERE", help="Who reads: `processes` of this machine, `threads`, or a Dask cluster: tcp://…"
)
@click.option("--model", "modelled", is_flag=True, help="Let the configured language model read what no rules can.")
@click.option("--explain", is_flag=True, help="Show for each sentence which rules fired and which did not.")
def read(
    sources: tuple[str, ...], folder: str | None, no_case: bool, format_: str | None, published: str | None,
    outlet: str | None, url: str | None, language: str | None, fields: tuple[str, ...], workers: int | None,
    on: str | None, modelled: bool, explain: bool,
) -> None:  # fmt: skip
    """Read files, folders, addresses or `-` for standard input.

    With a case, reports and claims are added to its record; without one, the claims are printed. With --workers or --on
    an archive is read by several processes or a cluster into the same record, and a run that broke off is gone on with.
    """
    if published is not None:
        iso_option(published, "--published")
    hints = Said(published=published, outlet=outlet, url=url, language=language, fields=_fields(fields))
    if explain:
        _explain(sources, hints)
        return
    case = None if no_case else _case(folder)
    if modelled and case is None:
        raise click.UsageError("--model needs a case, in whose record its claims are kept: name one with --case")
    if case is None or format_ is not None:
        failed = _print(sources, hints, format_ or "table", case)
        if case is None:
            raise SystemExit(2 if failed else 0)
    with case:
        reader = configured(case) if modelled else None
        plan = _plan(workers, on)
        if plan is None:
            summary = read_with_progress(case, list(sources), **hints)
        else:
            summary = read_at_scale(case, list(sources), plan, **hints)
        report_on(summary)
        if reader is not None:
            here = {added.report for added in summary.added}
            let_read(case, [each.report for each in waiting_in(case) if each.report.id in here], reader)
        raise SystemExit(2 if summary.refused else 0)


def _fields(pairs: tuple[str, ...]) -> dict[str, str]:
    """``text=data.body`` and the like; a field that reports do not have is wrong usage."""
    fields = dict(pair.partition("=")[::2] for pair in pairs)
    try:
        mapped(fields)
    except ValueError as error:
        raise click.UsageError(f"--field: {error}") from error
    if empty := [name for name, key in fields.items() if not key]:
        raise click.UsageError(f"--field {empty[0]}: say under which key, as in {empty[0]}=data.{empty[0]}")
    return fields


def _case(folder: str | None) -> Case | None:
    try:
        return open_case(find_case(folder), record=record_of())
    except click.UsageError:
        if folder is not None:
            raise
        return None


def read_with_progress(case: Case, sources: list[str], **hints: Unpack[Said]) -> ReadSummary:
    """Read into a case, with a bar on a terminal."""
    columns = (
        TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        TextColumn("{task.fields[at]}"),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as bar:
        task = bar.add_task("reading", total=count_files(sources), at="")
        return case.read(sources, progress=lambda at: bar.update(task, advance=1, at=at[-40:]), **hints)


def _plan(workers: int | None, on: str | None) -> Plan | None:
    """Who reads; None where nothing was said of it."""
    if workers is None and on is None:
        return None
    where = on or "processes"
    if where not in ("processes", "threads") and "://" not in where:
        raise click.UsageError(f"--on: {where!r} is none of processes, threads, or an address such as tcp://host:8786")
    return Plan(workers=workers or os.cpu_count() or 1, on=where)


def read_at_scale(case: Case, sources: list[str], plan: Plan, **hints: Unpack[Said]) -> ReadSummary:
    """Read an archive, with a line on how it goes: on a terminal the same one, elsewhere a new one each half minute."""
    shown = time.monotonic()
    alive = sys.stderr.isatty()

    def tell(location: str, pace: Pace) -> None:
        nonlocal shown
        if time.monotonic() - shown > (0.5 if alive else 30.0):
            shown = time.monotonic()
            click.echo(f"\r\x1b[K{pace.words}" if alive else pace.words, err=True, nl=not alive)

    try:
        return case.read(sources, plan=plan, pace=tell, **hints)
    except CannotReachError as error:
        raise click.UsageError(f"--on: {error}") from error
    finally:
        if alive:
            click.echo("\r\x1b[K", err=True, nl=False)


def report_on(summary: ReadSummary) -> None:
    """What was read, and each thing that could not be, on standard error."""
    for refusal in summary.refusals:
        say(in_a_line(refusal))
    for location, note in summary.notes:
        say(f"note: {location}: {note}")
    say(summary.text)
    if summary.held:
        number = f"{summary.held} of the new one{'' if summary.held == 1 else 's'}"
        say(f"{number} came under a stricter marking before; whoever may see them under the laxer one does from now on")


def in_a_line(refusal: Refusal) -> str:
    """What could not be read, or was passed over because it is no document."""
    return f"{'passed over' if refusal.harmless else 'refused'}: {refusal}"


def _print(sources: tuple[str, ...], hints: Said, format_: str, case: Case | None) -> bool:
    """Print the claims of some sources; whether anything was refused."""
    refused = False
    everything: list[Claim] = []
    for report in reports_of(sources, **hints):
        if isinstance(report, Refusal):
            say(in_a_line(report))
            refused = refused or not report.harmless
            continue
        reading = read_report(report, actors=case.actors if case else None)
        for note in reading.notes:
            say(f"note: {report.location}: {note}")
        if format_ == "jsonl":
            for claim in reading.claims:
                click.echo(json.dumps(claim.to_json(), ensure_ascii=False))
        elif format_ == "table":
            for claim in reading.claims:
                click.echo(in_words(claim))
        everything.extend(reading.claims)
    if format_ == "json":
        click.echo(json.dumps([claim.to_json() for claim in everything], ensure_ascii=False, indent=2))
    return refused


def in_words(claim: Claim) -> str:
    """A claim on a few lines, for people."""
    chain = " ← ".join(station.name for station in claim.chain) or "nobody named"
    lines = [
        f"{claim.type}, {claim.modality}{' not' if claim.polarity == '-' else ''}{_when(claim)}",
        f"    “{claim.quote}”",
    ]
    lines.append(f"    by {claim.holder.text or 'the outlet itself'}; {chain}")
    for label, mentions in (("who", claim.actors), ("whom", claim.targets)):
        if mentions:
            lines.append(f"    {label}: " + "; ".join(m.text + (f" ({m.actor})" if m.actor else "") for m in mentions))
    if claim.where is not None:
        lines.append(f"    where: {claim.where.text}")
    for quantity in claim.quantities:
        value = quantity.value if quantity.value is not None else quantity.low
        base = f" of {quantity.base:,.10g}" if quantity.base is not None else ""
        number = "?" if value is None else f"{value:,.10g}"
        lines.append(f"    figure: {number}{base} {quantity.unit or quantity.of or ''} ({quantity.kind})")
    lines.extend(f"    unsure: {note}" for note in claim.notes)
    return "\n".join(lines) + "\n"


def _when(claim: Claim) -> str:
    if claim.when is None:
        return ""
    start, end = claim.when.start or "…", claim.when.end or "…"
    return f", {start}" if start == end else f", {start} to {end}"


def _explain(sources: tuple[str, ...], hints: Said) -> None:
    from guarantor.reading.explain import explain_report

    for report in reports_of(sources, **hints):
        if isinstance(report, Refusal):
            say(in_a_line(report))
        else:
            click.echo(explain_report(report))
