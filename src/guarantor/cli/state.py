"""What holds: the state of the agreement, why, what changed, what keeps the gates shut."""

from __future__ import annotations

import getpass
from typing import Any

import click

from guarantor.assessment.questions import compare
from guarantor.assessment.questions import gates as gate_states
from guarantor.case import Case
from guarantor.case.printed import keep_answer
from guarantor.case.times import Times
from guarantor.cli.common import account_of, console, emit, iso_option, one_of, say, with_case, with_format, with_times
from guarantor.cli.show import names, spoken, status_table, told_differently, why_tree
from guarantor.model.plain import plain

ACCOUNT = click.option(
    "--account", "accounts", multiple=True, metavar="NAME", help="Whose account (may be repeated; default: all shown)."
)
ONE_ACCOUNT = click.option("--account", metavar="NAME", help="Whose account (default: everybody's).")


@click.command()
@with_case
@with_times
@ACCOUNT
@with_format
@click.option("--keep", is_flag=True, help="Keep this answer in the record, as printed (see `guarantor printed`).")
def status(
    case: Case, times: Times, reviewed_only: bool, accounts: tuple[str, ...], format_: str, keep: bool
) -> None:  # fmt: skip
    """The state of the agreement: a row a provision, a column an account."""
    chosen = [account_of(case, name) for name in accounts] or list(case.shown)
    if keep:
        kept = keep_answer(case, chosen, times, reviewed_only=reviewed_only, by=getpass.getuser())
        say(f"kept as answer {kept.number}: guarantor printed {kept.number}")
    states = case.states(chosen, times=times, reviewed_only=reviewed_only)
    if format_ == "table":
        head = f"{case.files.agreement.title}, {times.words(case.zone, case.files.info.until)}"
        console().print(status_table(case, states, head))
        told = case.answers(known_at=times.known_at, published_by=times.published_by, reviewed_only=reviewed_only)
        for line in told_differently(case, told):
            console().print(line)
        return
    kinds = {each.provision: each.kind for each in compare(states)}
    rows: list[dict[str, Any]] = [
        {
            "provision": provision, "account": account, "status": cell.status,
            "owed": cell.owed.text if cell.owed else None, "tellers": cell.tellers, "against": cell.against,
            "marks": [mark.name for mark in cell.marks], "across": kinds[provision], "claims": cell.claims,
        }
        for provision in next(iter(states.values()))
        for account, state in states.items()
        for cell in [state[provision]]
    ]  # fmt: skip
    emit(rows, format_)


@click.command()
@click.argument("provision")
@with_case
@with_times
@ONE_ACCOUNT
@click.option("--every", is_flag=True, help="Every instance, not only those that decide the word.")
@with_format
def why(
    provision: str, case: Case, times: Times, reviewed_only: bool, account: str | None, every: bool, format_: str
) -> None:
    """Why PROVISION has its status, down to the quoted words, with the chain of who said it."""
    one_of(provision, (each.id for each in case.files.agreement.provisions), "provision")
    found = case.why(
        provision, as_of=times.as_of, known_at=times.known_at, published_by=times.published_by,
        account=account_of(case, account), reviewed_only=reviewed_only, every=every,
    )  # fmt: skip
    if format_ == "table":
        console().print(why_tree(case, found))
    elif format_ == "json":
        emit([{"cell": found.cell, "explanations": found.explanations, "citations": found.cited}], format_)
    else:
        emit([plain(citation) for citation in found.cited], format_)


@click.command()
@click.option("--since", required=True, metavar="TIME", help="Compare with how it read then.")
@click.option("--recorded", is_flag=True, help="How it read by what the record held then, not by what was published.")
@with_case
@with_times
@ACCOUNT
@with_format
def changes(
    since: str, recorded: bool, case: Case, times: Times, reviewed_only: bool, accounts: tuple[str, ...], format_: str
) -> None:
    """What changed in the state since a time, and because of which claims."""
    iso_option(since, "--since")
    rows: list[dict[str, Any]] = []
    for account in [account_of(case, name) for name in accounts] or list(case.shown):
        found = case.changes(
            since, as_of=times.as_of, known_at=times.known_at, published_by=times.published_by, account=account,
            by="known" if recorded else "published", reviewed_only=reviewed_only,
        )  # fmt: skip
        rows.extend(plain(each) for each in found)
    if format_ != "table":
        emit(rows, format_)
        return
    if not rows:
        click.echo("Nothing reads differently.")
    knowledge = case.knowledge(times.known_at)
    for row in rows:
        title = case.files.people.accounts[row["account"]].title
        click.echo(f"{row['provision']} ({title}): {spoken(row['before'])} → {spoken(row['after'])}")
        if row["by_time"]:
            click.echo("    nothing new is told; time has passed")
        for claim in row["because"]:
            if claim in knowledge.claims:
                report = knowledge.claim(claim).report
                click.echo(f"    “{knowledge.claim(claim).quote}” ({report.outlet}, {report.published})")


@click.command()
@with_case
@with_times
@ACCOUNT
@with_format
def gates(case: Case, times: Times, reviewed_only: bool, accounts: tuple[str, ...], format_: str) -> None:
    """What keeps each phase from opening, by account and by reading of the text."""
    chosen = [account_of(case, name) for name in accounts] or list(case.shown)
    states = case.states(chosen, times=times, reviewed_only=reviewed_only)
    found = [each for state in states.values() for each in gate_states(state)]
    if format_ != "table":
        emit([plain(each) for each in found], format_)
        return
    if not found:
        click.echo("No phase of this agreement waits for a gate; write one under `phases:`, with a `gate:`.")
    for each in found:
        account = case.files.people.accounts[each.account].title
        mark = " (chosen by a person)" if each.chosen else ""
        click.echo(f"phase {each.phase}, read as “{each.reading}”{mark}, {account}: {each.state}")
        for blocker in each.blockers:
            by = f" ({names(case, blocker.roots)})" if blocker.roots else ""
            click.echo(f"    {blocker.kind}: {blocker.what}, {spoken(blocker.status)}{by}")
