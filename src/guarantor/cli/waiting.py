"""What waits for a reader of its language, the model that may read it, and both readers side by side."""

from __future__ import annotations

from typing import Any

import click

from guarantor.case import Case
from guarantor.case.modelled import answers_of, clear, current, read_by_model
from guarantor.case.modelled import waiting as waiting_in
from guarantor.case.readers import PARTS, REVIEWS, Compared, compared
from guarantor.cli.common import emit, say, with_case, with_format
from guarantor.intake.language_model import ModelError, from_settings
from guarantor.model.report import Report
from guarantor.reading.modelled import Budget, ModelReader, Prices


def configured(case: Case, budget: Budget | None = None, *, at_once: int = 4, keep: bool = True) -> ModelReader:
    """The reader by the model that the environment names; a usage error says what is missing."""
    try:
        model = from_settings()
        if model is None:
            raise ModelError("no language model is configured: set GUARANTOR_MODEL_URL and GUARANTOR_MODEL")
        model.check_installed()
        reader = ModelReader(
            model=model, actors=case.actors, answers=answers_of(case.folder) if keep else None,
            budget=budget or Budget(), prices=Prices.from_settings(), at_once=at_once,
        )  # fmt: skip
        reader.budget.check(reader.prices)
    except ModelError as error:
        raise click.UsageError(str(error)) from error
    return reader


def let_read(case: Case, reports: list[Report], reader: ModelReader) -> None:
    """Read reports by the model: what it may cost before, what it cost and what still waits after."""
    say(f"{len(reports)} report{'' if len(reports) == 1 else 's'} for {reader.model.name}: at most about "
        f"{reader.reckon(reports).text(reader.prices)}")  # fmt: skip
    summary = read_by_model(case, reader, reports)
    for why, number in summary.refused.most_common():
        say(f"refused {number}: {why}")
    for location, note in (*summary.notes, *((at, f"waits: {why}") for at, why in summary.left)):
        say(f"note: {location}: {note}")
    say(summary.text)
    say(f"cost: {summary.cost.text(reader.prices)}")


@click.command()
@click.option("--model", "modelled", is_flag=True, help="Let the configured language model read what waits.")
@click.option("--every", is_flag=True, help="With --model: also read what the rules have read, to compare them.")
@click.option("--estimate", is_flag=True, help="With --model: only say what it may cost.")
@click.option("--tokens", type=click.IntRange(min=0), help="With --model: the most tokens of this run.")
@click.option("--money", type=click.FloatRange(min=0), help="With --model: the most money of this run.")
@click.option("--at-once", type=click.IntRange(1, 64), default=4, show_default=True, help="Questions side by side.")
@click.option("--no-cache", is_flag=True, help="With --model: neither use nor keep answers.")
@click.option("--clear-cache", is_flag=True, help="Erase the answers that were kept.")
@click.option("--done", metavar="REPORT", help="You have read this report: it waits no longer.")
@click.option("--by", help="Who you are, with --done.")
@click.option("--why", default="", help="What you did with it, with --done.")
@with_format
@with_case
def waiting(case: Case, modelled: bool, every: bool, done: str | None, by: str | None, why: str, clear_cache: bool,
            format_: str, **limits: Any) -> None:  # fmt: skip
    """List the reports in languages without reading rules that nobody has read yet, or have them read.

    The model is named by GUARANTOR_MODEL_URL, GUARANTOR_MODEL and GUARANTOR_MODEL_KEY. Its claims are proposals that
    passed the gate. A person adds claims with `guarantor review add`, or says --done.
    """
    if clear_cache:
        say(f"{answers_of(case.folder).clear()} answers erased")
    if done is not None:
        if not by or not why:
            raise click.UsageError("--done needs --by (who you are) and --why (what you did with the report)")
        clear(case, done, by=by, why=why)
        return
    if modelled:
        _read(case, every=every, **limits)
    elif not clear_cache:
        _list(case, format_)


def _read(case: Case, *, every: bool, estimate: bool, tokens: int | None, money: float | None, at_once: int,
          no_cache: bool) -> None:  # fmt: skip
    reader = configured(case, Budget(tokens=tokens, money=money), at_once=at_once, keep=not no_cache)
    reports = list(current(case.record.view())) if every else [each.report for each in waiting_in(case)]
    if estimate:
        click.echo(f"{len(reports)} reports: at most about {reader.reckon(reports).text(reader.prices)}")
        return
    let_read(case, reports, reader)


def _list(case: Case, format_: str) -> None:
    rows = [each.row for each in waiting_in(case)]
    if format_ != "table":
        emit(rows, format_)
        return
    for row in rows:
        marked = "" if row["marking"] == "TLP:CLEAR" else f"  {row['marking']}"
        head = f"{row['language']}  {row['published'] or 'no date'}  {row['characters']:>7,}"
        click.echo(f"{head}  {row['location']}{marked}\n    {row['report']}")
    say(f"{len(rows)} report{'' if len(rows) == 1 else 's'} waiting for a model or a person")


@click.command()
@with_format
@with_case
def readers(case: Case, format_: str) -> None:
    """Rules and model side by side on the reports that a model read: where they agree, where only one speaks, where
    they differ (the rules' reading then stands), and what people made of each."""
    found = compared(case)
    if format_ != "table":
        emit([each.row for each in found], format_)
        return
    if not found:
        say("no model has read here; `guarantor waiting --model --every` lets one read what the rules have read")
    for each in found:
        _table(each)


def _table(one: Compared) -> None:
    click.echo(f"{one.reader}: {one.reports} reports, {one.without_rules} of them without claims by rules")
    click.echo(f"    {'':<12}{'claims':>9}" + "".join(f"{name:>11}" for name in REVIEWS))
    for part in PARTS:
        cells = "".join(f"{one.reviews[part, review]:>11,}" for review in REVIEWS)
        click.echo(f"    {part:<12}{one.count(part):>9,}{cells}")
    for name, parts in (("the rules", ("agreed", "only rules", "differ")), ("the model", ("agreed", "only model"))):
        share = one.accepted(parts)
        click.echo(f"    accepted as they were, of what {name} proposed and people judged: "
                   f"{'none judged' if share is None else f'{share:.0%}'}")  # fmt: skip
    for what, number in one.differ.most_common():
        click.echo(f"    differ in {what}: {number}")
    for why, number in one.refused.most_common():
        click.echo(f"    refused at the gate: {number}: {why}")
