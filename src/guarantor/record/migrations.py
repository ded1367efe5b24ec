"""Forward migrations, by Alembic: one revision a step under ``schema/versions/``, in one transaction together.

There are no models to compare a database with: what a revision does to tables stands as SQL, by hand for each database
under ``schema/``, because of the triggers that keep the record append-only. There is no way back: a record only grows.
Alembic and SQLAlchemy are loaded when there is a step to take, so that a record that is up to date opens in a
millisecond.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

from guarantor.record import seals
from guarantor.record.keys import happening_keys, index_key

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

Database = Literal["sqlite", "postgresql"]
VERSION_TABLE = "record_version"
"""Where Alembic notes the revision; a name of our own, since one database may serve several programs."""
_DRIVERS: dict[Database, str] = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg"}
PAGE = 1000
"""So many links are filed at once."""
_ONE_AT_A_TIME = threading.Lock()
"""Alembic's context belongs to the process, not to the thread."""


@cache
def newest() -> int:
    """The number of the newest schema this program knows."""
    return max(int(each.name[1:5]) for each in _schema().joinpath("versions").iterdir() if each.name.startswith("r0"))


def upgrade(
    database: Database,
    connect: Callable[[], Any],
    before: Callable[[Connection], int],
    after: Callable[[Connection], None] = lambda _: None,
    *,
    to: int | None = None,
) -> None:
    """Bring a record forward to the newest schema (or to ``to``), all in one transaction on a connection of its own.

    ``connect`` gives a new DB-API connection. ``before`` runs first in the transaction: it takes the locks, raises if
    the record must not be touched, and returns the number of the schema that it finds, 0 for none. ``after`` runs last.
    Errors of the database come out as the driver's own.
    """
    from alembic import command
    from sqlalchemy import create_engine, event, pool
    from sqlalchemy.exc import DBAPIError

    engine = create_engine(f"{_DRIVERS[database]}://", creator=connect, poolclass=pool.NullPool)
    if database == "sqlite":  # its driver begins no transaction by itself: we want the writer's lock at once
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    config = _config()
    try:
        with _ONE_AT_A_TIME, engine.connect().execution_options(no_parameters=True) as connection, connection.begin():
            found = before(connection)
            config.attributes["connection"] = connection
            if found and not connection.dialect.has_table(connection, VERSION_TABLE):
                command.stamp(config, _revision(found))  # the first two schemas kept their number in another place
            command.upgrade(config, "head" if to is None else _revision(to))
            after(connection)
    except DBAPIError as error:
        raise (error.orig or error) from error


def run_script(revision: str) -> None:
    """Called by a revision: the statements of its SQL file for the database at hand."""
    from alembic import op

    connection = op.get_bind()
    database: Database = "sqlite" if connection.dialect.name == "sqlite" else "postgresql"
    for statement in statements(database, int(revision)):
        connection.exec_driver_sql(statement)


def file_links() -> None:
    """Called by a revision: file the links of acts under the keys that they have now and had not before."""
    from alembic import op

    connection = op.get_bind()
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    select = f"SELECT seq, payload FROM entry WHERE kind = 'link' AND payload IS NOT NULL AND seq > {mark}"
    insert = f"INSERT INTO entry_key (key, seq) VALUES ({mark}, {mark})"
    after = 0
    while page := connection.exec_driver_sql(f"{select} ORDER BY seq LIMIT {PAGE}", (after,)).fetchall():
        rows = [(index_key(key), seq) for seq, payload in page for key in happening_keys(_act_of(bytes(payload)))]
        if rows:
            connection.exec_driver_sql(insert, rows)
        after = page[-1][0]


def seal_names() -> None:
    """Called by a revision: seal the index of names in SQLite."""
    from alembic import op

    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return

    def run(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        found = connection.exec_driver_sql(sql, tuple(values))
        return [tuple(row) for row in found.fetchall()] if found.returns_rows else []

    def many(sql: str, values: Iterable[Sequence[Any]]) -> None:
        if rows := [tuple(each) for each in values]:
            connection.exec_driver_sql(sql, rows)

    seals.make(run, many)


def _act_of(payload: bytes) -> str:
    """What act a link ties claims to; empty for others, and for bytes that were changed: ``verify`` names these."""
    try:
        link = json.loads(payload.decode("utf-8", "surrogatepass"))
    except ValueError:
        return ""
    told = isinstance(link, dict) and link.get("kind") == "occurrence"
    return str(link.get("target") or "") if told else ""


def statements(database: Database, number: int) -> tuple[str, ...]:
    """What a step does, in order. Statements stand apart by an empty line; comments at their heads stay with them."""
    script = _schema().joinpath(database, f"{_revision(number)}.sql").read_text("utf-8")
    return tuple(part.strip() for part in script.split("\n\n") if _has_code(part))


def _config() -> Config:
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", "guarantor.record:schema")
    made.attributes["version_table"] = VERSION_TABLE
    return made


def _revision(number: int) -> str:
    return f"{number:04d}"


def _schema() -> Any:
    return resources.files("guarantor.record").joinpath("schema")


def _has_code(part: str) -> bool:
    return any(line.strip() and not line.lstrip().startswith("--") for line in part.splitlines())
