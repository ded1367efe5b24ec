"""Cases themselves: the demonstration, a new one, the check, the agreement in plain words, the board."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guarantor.agreement.explain import explain_agreement as in_plain_words
from guarantor.agreement.load import check as faults_of
from guarantor.agreement.schema import write_schemas
from guarantor.case import Case, demo_case, init_case
from guarantor.case.opened import RECORD
from guarantor.case.times import Times
from guarantor.cli.common import console, find_case, record_of, say, with_case
from guarantor.model.plain import plain

if TYPE_CHECKING:
    from guarantor.case.trials import Trial
    from guarantor.linking.width import Wide


@click.command()
@click.argument("folder", default="guarantor-demo", metavar="[DIR]")
@click.option("--serve/--no-serve", default=True, help="Serve the board afterwards, or stop after the brief.")
@click.option("--port", default=8000, show_default=True, help="The board's port; the next free one where it is taken.")
def demo(folder: str, serve: bool, port: int) -> None:
    """Lay out the bundled case in DIR, read its reports, print the state, write a brief and serve the board."""
    from guarantor.cli.read import read_with_progress, report_on
    from guarantor.cli.show import status_table

    with demo_case(folder) as case:
        sources = [str(Path(folder) / name) for name in case.files.info.reports]
        report_on(read_with_progress(case, sources))
        times = Times()
        states = case.states(times=times)
        head = f"{case.files.agreement.title}, {times.words(case.zone, case.files.info.until)}"
        console().print(status_table(case, states, head))
        written = _write_brief(case, Path(folder))
        if written:
            say("Brief: " + ", ".join(str(path) for path in written))
        if serve:
            run_board(case, "127.0.0.1", port)


def _write_brief(case: Case, folder: Path) -> list[Path]:
    brief = case.brief()
    paths = [folder / "brief.md", folder / "brief.html"]
    for path in paths:
        brief.write(path)
    return paths


@click.command()
@click.argument("folder", metavar="DIR")
def init(folder: str) -> None:
    """Lay out a new, commented case in DIR."""
    with init_case(folder) as case:
        say(f"{case.files.info.title}: laid out in {folder}.")
        say(f"Change its files, then run: guarantor check --case {folder}")


@click.command()
@click.option("--case", "folder", metavar="DIR", help="The case's folder (default: this one or the nearest above).")
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--examples", is_flag=True, help="Read what patterns must catch and miss, and show what they do not.")
def check(folder: str | None, format_: str, examples: bool) -> None:
    """Check the case's files: each fault with file, line, what was found, what was expected, what to do. Where the
    record holds claims, evidence patterns that catch too much are shown with examples of what they caught."""
    place = find_case(folder)
    from guarantor.case.trials import tried
    from guarantor.case.width import wide_patterns

    faults = faults_of(place)
    serious = [fault for fault in faults if fault.level == "fault"]
    wide = () if serious else wide_patterns(place, place / RECORD)
    wrong = [each for each in tried(place) if not each.right] if examples and not serious else []
    if format_ == "json":
        click.echo(json.dumps([plain(each) for each in (*faults, *wide, *wrong)], ensure_ascii=False, indent=2))
    else:
        for fault in faults:
            click.echo(fault.block())
        for each in wide:
            click.echo(_wide(each))
        for trial in wrong:
            click.echo(_wrong(trial))
        say(
            f"{place}: {_count(len(serious), 'fault')}, "
            f"{_count(len(faults) - len(serious) + len(wide) + len(wrong), 'piece')} of advice"
        )
    raise SystemExit(2 if serious else 0)


def _wide(found: Wide) -> str:
    examples = "\n".join(f"    “{quote}”" for quote in found.examples)
    return (
        f"advice: the evidence pattern {found.rule} may be too wide: it caught {found.caught} of {found.of} claims; "
        f"{'; '.join(found.why)}\n  among them:\n{examples}\n  narrow it (acts, actors, words, place) where these are "
        "not what it is for"
    )


def _wrong(trial: Trial) -> str:
    does = "does not catch" if trial.should_catch else "catches what it should miss"
    read = "; ".join(trial.others) or ("no claim is read in it" if not trial.claims else "it bears on nothing")
    return f"advice: the evidence pattern {trial.target}/{trial.pattern} {does}: “{trial.sentence}” ({read})"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


@click.command("explain-agreement")
@click.option("--evidence", is_flag=True, help="Say also which claims bear on what.")
@with_case
def explain_agreement(case: Case, evidence: bool) -> None:
    """Print the agreement back in plain sentences, so that its author can see what the files say."""
    click.echo(in_plain_words(case.files.agreement, case.files.people, evidence=evidence))


@click.command()
@click.argument("folder", default="schemas", metavar="[DIR]")
def schema(folder: str) -> None:
    """Write the JSON Schemas of a case's files into DIR, for editors."""
    written = write_schemas(folder)
    say(f"{len(written)} schemas written to {folder}")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The port; the next free one where it is taken.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A name under which others reach it.")
@click.option("--cert", metavar="FILE", help="Its TLS certificate.")
@click.option("--key", metavar="FILE", help="The certificate's key.")
@click.option("--proxy", "proxies", multiple=True, metavar="ADDRESS", help="A server before it that does TLS.")
@click.option("--allow-private", is_flag=True, help="Reports may be fetched from hosts in private networks, too.")
@with_case
def serve(
    case: Case, host: str, port: int, names: tuple[str, ...], cert: str | None, key: str | None,
    proxies: tuple[str, ...], allow_private: bool,
) -> None:  # fmt: skip
    """Serve the board and the HTTP API. Where other machines reach it, it needs accounts and TLS."""
    from guarantor.board.serving import Way, run

    run(
        case,
        Way(host=host, port=port, names=names, certificate=cert, key=key, proxies=proxies, record=record_of(),
            private=allow_private),
    )  # fmt: skip


def run_board(case: Case, host: str, port: int) -> None:
    """Serve this machine until interrupted; the address goes to standard output."""
    from guarantor.board.serving import Way, run

    run(case, Way(host=host, port=port))
