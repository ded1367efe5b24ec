"""What commands share: finding the case, the options of time, formats, and one way to say what is wrong.

Exit status: 0 done, 1 the answer is "no", 2 wrong usage or input. Data goes to standard output, talk to standard error.
"""

from __future__ import annotations

import csv
import functools
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from guarantor.agreement.faults import CaseError, likely
from guarantor.agreement.faults import one_of as listed
from guarantor.case.times import Times
from guarantor.model.moments import TimeError, interval
from guarantor.model.plain import plain
from guarantor.record.errors import CorruptRecordError, RecordError
from guarantor.review.errors import ReviewError

if TYPE_CHECKING:
    from rich.console import Console

    from guarantor.case import Case

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("table", "json", "jsonl", "csv")


class Commands(click.Group):
    """Commands in the order in which they were added, with one place where expected failures become messages."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, unsorted."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what is wrong with the user's input is said in words, with exit status 2 (a fault in the
        record itself: 1)."""
        try:
            return super().invoke(ctx)
        except CaseError as error:
            for fault in error.faults:
                say(fault.block())
            count = len(error.faults)
            say(f"{count} fault{'' if count == 1 else 's'} in the case's files; nothing was done")
            ctx.exit(2)
        except CorruptRecordError as error:
            say(str(error))
            ctx.exit(1)
        except (RecordError, ReviewError, TimeError, FileExistsError) as error:
            say(str(error))
            ctx.exit(2)


def say(text: str) -> None:
    """Talk, on standard error."""
    click.echo(text, err=True)


def console() -> Console:
    """Standard output for tables; as wide as the terminal, 120 columns where there is none."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else 120
    return Console(width=width, highlight=False, soft_wrap=False)


def find_case(folder: str | None) -> Path:
    """The folder of the case: the one named, else the nearest one at or above the current folder."""
    if folder is not None:
        return Path(folder)
    here = Path.cwd()
    for place in (here, *here.parents):
        if (place / "case.yaml").exists():
            return place
    raise click.UsageError(
        "no case here: found no case.yaml in this folder or above it. Name one with --case DIR, lay out the bundled "
        "one with `guarantor demo`, or begin your own with `guarantor init DIR`."
    )


def record_of() -> str | None:
    """Where the record is, if not beside the case's files: what ``GUARANTOR_RECORD`` says (a path, or an address that
    begins with ``postgresql://``)."""
    return os.environ.get("GUARANTOR_RECORD") or None


def with_case(function: F) -> F:
    """Give the command an open case in place of ``--case``, and close it afterwards."""

    @click.option("--case", "folder", metavar="DIR", help="The case's folder (default: this one or the nearest above).")
    @functools.wraps(function)
    def wrapped(*args: Any, folder: str | None, **options: Any) -> Any:
        from guarantor.case import open_case

        with open_case(find_case(folder), record=record_of()) as case:
            return function(*args, case=_as_known(case, options.get("known_at")), **options)

    return wrapped  # type: ignore[return-value]


def _as_known(case: Case, known_at: str | None) -> Case:
    """The case with the files of the time that is asked about, if this program can still read them."""
    try:
        return case.as_known(known_at)
    except CaseError as error:
        say(f"the case's files of {known_at} cannot be read ({error.faults[0].found}); those of today are taken")
        return case


def with_times(function: F) -> F:
    """Give the command its three questions in time as one value, ``times``."""

    @click.option("--as-of", metavar="TIME", callback=_iso, help="What is held to have happened by then.")
    @click.option("--known-at", metavar="TIME", callback=_iso, help="What the record held then.")
    @click.option("--published-by", metavar="TIME", callback=_iso, help="Only what had been published by then.")
    @click.option("--reviewed-only", is_flag=True, help="Leave out what no person has reviewed.")
    @functools.wraps(function)
    def wrapped(*args: Any, as_of: str | None, known_at: str | None, published_by: str | None, **options: Any) -> Any:
        times = Times(as_of=as_of, known_at=known_at, published_by=published_by)
        return function(*args, times=times, **options)

    return wrapped  # type: ignore[return-value]


def with_format(function: F) -> F:
    """Give the command ``--format``."""
    kinds = click.Choice(FORMATS)
    return click.option("--format", "format_", type=kinds, default="table", show_default=True, help="How to print it.")(
        function
    )


def _iso(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    return None if value is None else iso_option(value, f"--{(param.name or '').replace('_', '-')}")


def iso_option(value: str, name: str) -> str:
    """A time of an option, checked; a usage error says what was found and what would do."""
    try:
        interval(value)
    except TimeError as error:
        raise click.UsageError(f"{name}: {error}") from error
    return value


def account_of(case: Case, name: str | None) -> str:
    """An account of the case, everybody's where none is named; a usage error names those there are."""
    accounts = case.files.people.accounts
    chosen = name or ("everybody" if "everybody" in accounts else next(iter(accounts)))
    return one_of(chosen, accounts, "account")


def one_of(name: str, known: Iterable[str], kind: str) -> str:
    """A name among known ones; a usage error offers the likely one and lists all."""
    names = list(known)
    if name in names:
        return name
    meant = likely(name, names)
    hint = f" Did you mean {meant!r}?" if meant else ""
    raise click.UsageError(f"there is no {kind} {name!r}.{hint} There are {listed(names)}.")


def emit(rows: Sequence[Mapping[str, Any]], format_: str) -> None:
    """Rows as JSON (one list), JSON Lines, or CSV with formulas disarmed."""
    if format_ == "json":
        click.echo(json.dumps([plain(dict(row)) for row in rows], ensure_ascii=False, indent=2))
    elif format_ == "jsonl":
        for row in rows:
            click.echo(json.dumps(plain(dict(row)), ensure_ascii=False))
    elif rows:
        lines = io.StringIO()
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(rows[0])
        writer.writerows([disarmed(value) for value in row.values()] for row in rows)
        click.echo(lines.getvalue(), nl=False)


def disarmed(value: Any) -> str:
    """A value as a CSV cell that no spreadsheet takes for a formula.

    >>> disarmed("=1+1")
    "'=1+1"
    """
    from guarantor.exchange.flat import disarmed as as_exported

    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    text = value if isinstance(value, str) else json.dumps(plain(value), ensure_ascii=False)
    return as_exported(text)
