"""People of the board, their tokens and the audit log, from a shell on the machine where the case lies."""

from __future__ import annotations

import functools
import getpass
from collections.abc import Callable
from typing import Any, TypeVar

import click

from guarantor.board.access.audit import BrokenAuditError
from guarantor.board.access.people import People, open_people
from guarantor.board.access.roles import ROLES, SCOPES
from guarantor.board.access.tokens import Tokens
from guarantor.cli.common import emit, find_case, record_of, say, with_format
from guarantor.model.marking import MARKINGS

F = TypeVar("F", bound=Callable[..., Any])
BY = "shell:"
"""Before the user's name in the audit log: who did it from a shell, not from a page."""


def with_people(function: F) -> F:
    """Give the command the people of a case, and close them afterwards."""

    @click.option("--case", "folder", metavar="DIR", help="The case's folder (default: this one or the nearest above).")
    @functools.wraps(function)
    def wrapped(*args: Any, folder: str | None, **options: Any) -> Any:
        people = open_people(find_case(folder), record_of())
        try:
            return function(*args, people=people, **options)
        finally:
            people.close()

    return wrapped  # type: ignore[return-value]


def _by() -> str:
    return BY + getpass.getuser()


def _link(secret: str) -> None:
    click.echo(f"/invitation?key={secret}")
    say("Put the board's address before it and send it; it works once, for three days. It is not shown again.")


@click.group()
def people() -> None:
    """Who may use the board: invite people, give them a role and a clearance, shut them out."""


@people.command("add")
@click.argument("person", metavar="NAME")
@click.option("--full-name", default="", help="As it is shown.")
@click.option("--role", type=click.Choice(ROLES), default="reader", show_default=True, help="What they may do.")
@click.option(
    "--clearance", type=click.Choice(MARKINGS), default=MARKINGS[0], show_default=True, help="What they may see."
)
@with_people
def add(people: People, person: str, full_name: str, role: str, clearance: str) -> None:
    """Add somebody and print a link by which they choose their password. The first person should be an owner."""
    if person in {each.id for each in people.all()}:
        raise click.UsageError(f"{person!r} has an account; a new link: guarantor people invite {person}")
    _link(people.invite(person, by=_by(), name=full_name, role=role, clearance=clearance))


@people.command("invite")
@click.argument("person", metavar="NAME")
@with_people
def invite(people: People, person: str) -> None:
    """Print a new link for somebody, as when a password is forgotten."""
    _link(people.invite(people.get(person).id, by=_by()))


@people.command("list")
@with_format
@with_people
def everybody(people: People, format_: str) -> None:
    """Everybody, with role and clearance."""
    rows = [
        {"id": each.id, "name": each.name, "role": each.role, "clearance": each.clearance,
         "state": "shut out" if each.disabled else "invited" if each.waiting else "active"}
        for each in people.all()
    ]  # fmt: skip
    if format_ != "table":
        emit(rows, format_)
        return
    for row in rows:
        click.echo(f"{row['id']:<20} {row['role']:<8} {row['clearance']:<17} {row['state']:<9} {row['name']}")


@people.command("change")
@click.argument("person", metavar="NAME")
@click.option("--role", type=click.Choice(ROLES), help="What they may do.")
@click.option("--clearance", type=click.Choice(MARKINGS), help="What they may see.")
@with_people
def change(people: People, person: str, role: str | None, clearance: str | None) -> None:
    """Give somebody another role or clearance; it counts at once."""
    if role is None and clearance is None:
        raise click.UsageError("nothing to change; give --role or --clearance")
    found = people.change(person, by=_by(), role=role, clearance=clearance)
    say(f"{found.id} is {found.role}, cleared for {found.clearance}")


@people.command("disable")
@click.argument("person", metavar="NAME")
@click.option("--back", is_flag=True, help="Let them in again.")
@with_people
def disable(people: People, person: str, back: bool) -> None:
    """Shut somebody out at once: sessions end, tokens and links stop working."""
    people.disable(person, by=_by(), back=back)
    say(f"{person} may {'come in again' if back else 'no longer come in'}")


@click.group()
def tokens() -> None:
    """Tokens by which programs use the API in a person's name."""


@tokens.command("make")
@click.argument("person", metavar="NAME")
@click.option("--title", required=True, help="What it is for.")
@click.option("--scope", "scopes", type=click.Choice(SCOPES), multiple=True, default=["read"], help="What it may do.")
@click.option("--clearance", type=click.Choice(MARKINGS), help="What it may see (default: as the person).")
@click.option("--days", type=click.IntRange(1, 3660), help="For how many days it works (default: until revoked).")
@with_people
def make(
    people: People, person: str, title: str, scopes: tuple[str, ...], clearance: str | None, days: int | None
) -> None:
    """Make a token of a person and print it, this once."""
    made, secret = Tokens(people).make(person, by=_by(), title=title, scopes=scopes, clearance=clearance, days=days)
    click.echo(secret)
    say(f"token {made.id}: {', '.join(made.scopes)}, cleared for {made.clearance}; it is not shown again")


@tokens.command("list")
@with_format
@with_people
def listed(people: People, format_: str) -> None:
    """Every token, without its secret."""
    rows = [
        {"id": each.id, "person": each.person, "title": each.title, "scopes": " ".join(each.scopes),
         "clearance": each.clearance, "expires": each.expires, "used": each.used, "revoked": each.revoked}
        for each in Tokens(people).all()
    ]  # fmt: skip
    if format_ != "table":
        emit(rows, format_)
        return
    for row in rows:
        state = f"revoked {row['revoked']}" if row["revoked"] else f"until {row['expires'] or 'revoked'}"
        click.echo(
            f"{row['id']}  {row['person']:<16} {row['scopes']:<18} {row['clearance']:<17} {state}  {row['title']}"
        )


@tokens.command("revoke")
@click.argument("id_", metavar="ID")
@with_people
def revoke(people: People, id_: str) -> None:
    """Make a token worthless, at once and for good."""
    Tokens(people).revoke(id_, by=_by())
    say(f"token {id_} is revoked")


@click.command()
@click.option("--verify", "prove", is_flag=True, help="Recompute the chain, and say whether every line is as written.")
@click.option("--head", metavar="HASH", help="With --verify: a hash noted earlier, which has to be in the log.")
@click.option("--limit", default=50, show_default=True, help="How many lines at most.")
@with_format
@with_people
def audit(people: People, prove: bool, head: str | None, limit: int, format_: str) -> None:
    """The audit log of the board, the newest lines first."""
    if prove:
        try:
            number, last = people.audit.verify(head)
        except BrokenAuditError as error:
            say(str(error))
            raise SystemExit(1) from error
        click.echo(f"{number} lines sound; last hash {last}")
        return
    names = ("seq", "at", "who", "act", "about", "detail", "address")
    rows = [{name: getattr(line, name) for name in names} for line in people.audit.lines(limit=limit)]
    if format_ != "table":
        emit(rows, format_)
        return
    for row in rows:
        click.echo("  ".join(str(row[name]) for name in names if row[name] != ""))
