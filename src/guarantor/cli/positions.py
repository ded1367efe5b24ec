"""Who stands where, who blocks what, which packages stand open; and coding a claim by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click
from rich import box
from rich.table import Table
from rich.text import Text

from guarantor.case import Case
from guarantor.case.positions import assumption, option_of
from guarantor.case.times import Times
from guarantor.cli.common import console, emit, iso_option, one_of, with_case, with_format, with_times
from guarantor.model.position import ASSESSED, STANCES, Position
from guarantor.positions.coding import code as code_claim
from guarantor.positions.saying import (
    NOT_KNOWN,
    age_of,
    conflicts_of,
    consent_of,
    detail_of,
    line_of,
    matters_of,
    moves_of,
    shut_of,
    tally_of,
    title_of,
    unknown_of,
    unruled_of,
    word_of,
)
from guarantor.positions.state import Positions

SHAPES = {"accepts": "●", "demands": "●", "can live with": "●", "accepts if": "○", "rejects": "■", "contradicted": "◧",
          "coders differ": "◧", "silent": "…", "unknown": "◌"}  # fmt: skip
ASSUME = click.option(
    "--assume",
    "assumed",
    multiple=True,
    metavar="ACTOR:OPTION",
    help="What if ACTOR accepted OPTION (may be repeated).",
)
RULE = click.option(
    "--rule", "rules", multiple=True, metavar="NAME", help="Use this consent rule only (may be repeated)."
)


def asked(
    case: Case, times: Times, reviewed_only: bool, assumed: tuple[str, ...] = (), rules: tuple[str, ...] = ()
) -> Positions:
    """The positions that a command asks for; wrong names are usage errors."""
    for rule in rules:
        one_of(rule, (each.id for each in case.files.agreement.consent), "consent rule")
    plain = case.positions(as_of=times.as_of, known_at=times.known_at, published_by=times.published_by,
                           reviewed_only=reviewed_only)  # fmt: skip
    pairs = []
    for text in assumed:
        try:
            actor, option = assumption(text)
        except ValueError as error:
            raise click.UsageError(f"--assume: {error}") from error
        one_of(actor, plain.actors, "actor with a position")
        try:
            pairs.append((actor, option_of(plain, option)))
        except KeyError as error:
            known = [f"{issue}/{each}" for issue, each in plain.options]
            raise click.UsageError(
                f"--assume: there is no one answer {option!r}; there are {', '.join(known)}"
            ) from error
    return case.positions(
        as_of=times.as_of, known_at=times.known_at, published_by=times.published_by, reviewed_only=reviewed_only,
        assume=pairs, rules=rules,
    )  # fmt: skip


@click.command()
@click.option("--issue", "issue_name", metavar="NAME", help="One issue: each answer, who blocks, whose answer matters.")
@click.option("--alignment", is_flag=True, help="Pairs of actors: where they agree and where they differ.")
@click.option("--since", metavar="TIME", help="Mark what changed since then.")
@with_case
@with_times
@with_format
def positions(
    issue_name: str | None, alignment: bool, since: str | None, case: Case, times: Times, reviewed_only: bool,
    format_: str,
) -> None:  # fmt: skip
    """Where each actor stands on each issue, in its own words; who agrees with whom; who blocks what."""
    if since is not None:
        iso_option(since, "--since")
    if issue_name is not None:
        one_of(issue_name, (each.id for each in case.files.agreement.issues), "issue")
    found = asked(case, times, reviewed_only)
    if format_ == "table" and not case.files.agreement.issues:
        click.echo("This agreement lists no issue on which to stand; write one under `issues:`.")
    elif alignment:
        _alignment(case, found, format_, since)
    elif format_ != "table":
        emit([_row(found, cell, since) for cell in found.cells.values() if issue_name in (None, cell.issue)], format_)
    elif issue_name is not None:
        _issue(case, found, issue_name)
    else:
        console().print(_matrix(case, found, since, times))
        click.echo(f"{unknown_of(found)}\n{NOT_KNOWN}")


def _row(found: Positions, cell: Position, since: str | None) -> dict[str, Any]:
    changed = found.changed_since(since) if since else set()
    row: dict[str, Any] = {
        "actor": cell.actor, "issue": cell.issue, "option": cell.option, "answer": cell.answer, "word": word_of(cell),
        "stance": cell.stance, "condition": cell.condition, "only_if": cell.only_if, "red_line": cell.assessed,
        "day": cell.day, "age_days": cell.age, "coders_differ": cell.differ,
        "claims": tuple(each.claim for each in cell.decided_by),
        "reviewed": all(each.reviewed for each in cell.decided_by) if cell.decided_by else None,
    }  # fmt: skip
    return {**row, "changed": (cell.actor, cell.about) in changed} if since else row


def _matrix(case: Case, found: Positions, since: str | None, times: Times) -> Table:
    changed = found.changed_since(since) if since else set()
    head = f"Where each actor stands, {times.words(case.zone, case.files.info.until)}"
    table = Table(title=head, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold", pad_edge=False)
    table.add_column("Actor", overflow="fold")
    for name in ("Answer", "Stands", "Words of", "Age"):
        table.add_column(name, overflow="fold")
    for actor in found.actors:
        cells = [cell for (who, _), cell in found.cells.items() if who == actor and cell.stance is not None]
        if not cells:
            table.add_row(case.files.people.name_of(actor), "every answer", f"{SHAPES['unknown']} unknown", "", "")
        for number, cell in enumerate(cells):
            mark = " (changed)" if (actor, cell.about) in changed else ""
            table.add_row(
                case.files.people.name_of(actor) if number == 0 else "",
                Text.assemble(title_of(found.agreement, cell.about), "\n", (cell.about, "dim")),
                _spoken(found, cell) + mark, "; ".join(_speakers(cell)), age_of(cell),
            )  # fmt: skip
    return table


def _spoken(found: Positions, cell: Position) -> str:
    word, detail = word_of(cell), detail_of(cell, found.agreement)
    proposed = "" if any(each.reviewed for each in cell.decided_by) else "; proposed by a rule"
    return f"{SHAPES[word]} {word}{': ' + detail if detail else ''}{proposed}"


def _speakers(cell: Position) -> tuple[str, ...]:
    told = (f"{each.speaker}{', ' + each.day if each.day else ''}" for each in cell.decided_by)
    return tuple(dict.fromkeys(told))


def _issue(case: Case, found: Positions, name: str) -> None:
    issue = next(each for each in case.files.agreement.issues if each.id == name)
    people = case.files.people
    click.echo(f"{issue.title}\n")
    for option in issue.choices:
        click.echo(f"{option.title} ({name}/{option.id})")
        for actor in found.actors:
            cell = found.cells[actor, f"{name}/{option.id}"]
            if cell.stance is not None:
                click.echo(f"    {people.name_of(actor)}: {_spoken(found, cell)} ({'; '.join(_speakers(cell))})")
        for ruled in found.consent(name, option.id):
            click.echo(f"  Rule “{ruled.rule.title or ruled.rule.id}” ({ruled.rule.force}): "
                       f"{consent_of(ruled.consent, people.name_of)}")  # fmt: skip
            for line in matters_of(ruled.consent, people.name_of):
                click.echo(f"    {line}")
        if not found.rules_on(name, option.id):
            click.echo("  No rule says whose consent it needs.")
        click.echo("")
    click.echo(NOT_KNOWN)


def _alignment(case: Case, found: Positions, format_: str, since: str | None) -> None:
    name = case.files.people.name_of
    pairs = found.alignment()
    before = {(p.first, p.second): p for p in found.at(replace(found.moment, as_of=since)).alignment()} if since else {}
    if format_ != "table":
        rows = [
            {"first": pair.first, "second": pair.second, "n": pair.n, "agree": pair.agree,
             "share": float(pair.share) if pair.share is not None else None,
             "differ": [{"issue": each.issue, "options": each.options} for each in pair.differ],
             "ordered": pair.closeness[0] if pair.closeness else 0,
             "closeness": float(pair.closeness[1]) if pair.closeness else None}
            for pair in pairs
        ]  # fmt: skip
        emit(rows, format_)
        return
    for pair in pairs:
        if pair.n:
            earlier = before.get((pair.first, pair.second))
            then = f" (on {since}: {earlier.agree} of {earlier.n})" if earlier is not None else ""
            click.echo(f"{name(pair.first)} and {name(pair.second)}: agree on {pair.agree} of {pair.n}{then}")
            for each in pair.differ:
                told = ", ".join(title_of(found.agreement, f"{each.issue}/{option}") for option in each.options)
                click.echo(f"    differ on {each.issue}: {told}")
    none = sum(not pair.n for pair in pairs)
    click.echo(f"{none} of {len(pairs)} pairs share no issue on which both are known.\n{NOT_KNOWN}")


@click.command()
@ASSUME
@RULE
@with_case
@with_times
@with_format
def packages(
    assumed: tuple[str, ...], rules: tuple[str, ...], case: Case, times: Times, reviewed_only: bool, format_: str
) -> None:
    """Which packages of answers are accepted, open or excluded on the record, and the smallest moves that open one."""
    found = asked(case, times, reviewed_only, assumed, rules)
    name = case.files.people.name_of
    if format_ == "json":
        emit([_whole(found)], format_)
        return
    if format_ != "table":
        emit(
            [{**dict(each.package), "state": each.state, "unknown": each.unknown} for each in found.tally.listed],
            format_,
        )
        return
    if not found.asked_issues:
        click.echo("No rule of this case says whose consent an answer needs; write one under `consent:`.")
        return
    for actor, about in found.assume:
        click.echo(f"What if: {name(actor)} accepted “{title_of(found.agreement, about)}” (nothing is recorded)")
    said = (*tally_of(found.tally), *moves_of(found.moves, name), *shut_of(found, name))
    for line in (*said, *conflicts_of(found.conflicts, name)):
        click.echo(line)
    for reason in found.tally.reasons:
        click.echo(
            f"    {line_of(reason.line, found.agreement, name)}: {reason.packages} packages, {reason.alone} by it alone"
        )
    console().print(_listed(case, found))
    if (note := unruled_of(found)) is not None:
        click.echo(note)
    click.echo(NOT_KNOWN)


def _listed(case: Case, found: Positions) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title="Not excluded", title_justify="left", title_style="bold")
    for column in (*(issue.id for issue in found.asked_issues), "on the record", "answers missing"):
        table.add_column(column, overflow="fold")
    for each in found.tally.listed[:30]:
        chosen = dict(each.package)
        unknown = ", ".join(case.files.people.name_of(actor) for actor in each.unknown)
        table.add_row(
            *(chosen[issue.id] for issue in found.asked_issues), each.state, f"{len(each.unknown)}: {unknown}"
        )
    return table


def _whole(found: Positions) -> dict[str, Any]:
    moves = [
        {"actors": each.actors, "package": dict(each.package) if each.package else None} for each in found.moves.moves
    ]
    return {
        "assume": [":".join(each) for each in found.assume], "rules": [rule.id for rule in found.consent_rules],
        "tally": found.tally, "open_already": found.moves.open, "moves": moves, "conflicts": found.conflicts,
        "not_known": NOT_KNOWN,
    }  # fmt: skip


@click.command()
@click.argument("claim")
@click.argument("answer", metavar="ISSUE/OPTION")
@click.argument("stance", type=click.Choice(STANCES))
@click.option("--by", required=True, help="Who codes it.")
@click.option("--why", required=True, help="Why it is read so.")
@click.option("--actor", help="Whose position it tells, where the claim is not that actor's own word.")
@click.option("--red-line", type=click.Choice(ASSESSED), help="What you make of a red line.")
@click.option("--if", "condition", help="What acceptance hangs on, in words.")
@click.option("--only-if", multiple=True, metavar="ISSUE/OPTION", help="An answer on which acceptance hangs.")
@with_case
def code(
    claim: str, answer: str, stance: str, by: str, why: str, actor: str | None, red_line: str | None,
    condition: str | None, only_if: tuple[str, ...], case: Case,
) -> None:  # fmt: skip
    """Say how CLAIM stands on an answer. It is kept beside other codings of the same claim; none is overwritten."""
    link = code_claim(
        case.record, case.files.agreement, case.files.people, claim, answer, stance, by=by, why=why, actor=actor,
        red_line=red_line, condition=condition, only_if=only_if,
    )  # fmt: skip
    case.forget()
    click.echo(link.id)
