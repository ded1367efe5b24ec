"""The small database of people, sessions, tokens and the audit log: a file beside the record, or the record's own
PostgreSQL.

It stands apart from the record, because people come and go and sessions end, while the record forgets nothing.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Protocol

from guarantor.record.errors import NewerRecordError, RecordError

if TYPE_CHECKING:
    from psycopg import Connection

FILE = "access.db"
SCHEMA = 1
TABLES = (
    "CREATE TABLE IF NOT EXISTS access_setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS person (id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, "
    "clearance TEXT NOT NULL, password TEXT, created TEXT NOT NULL, disabled TEXT)",
    "CREATE TABLE IF NOT EXISTS invitation (hash TEXT PRIMARY KEY, person TEXT NOT NULL, expires TEXT NOT NULL, "
    "used TEXT)",
    "CREATE TABLE IF NOT EXISTS session (hash TEXT PRIMARY KEY, person TEXT NOT NULL, created TEXT NOT NULL, "
    "seen TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS token (id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, person TEXT NOT NULL, "
    "title TEXT NOT NULL, scopes TEXT NOT NULL, clearance TEXT NOT NULL, created TEXT NOT NULL, expires TEXT, "
    "used TEXT, revoked TEXT)",
    "CREATE TABLE IF NOT EXISTS attempt (who TEXT NOT NULL, at DOUBLE PRECISION NOT NULL)",
    "CREATE INDEX IF NOT EXISTS attempt_who ON attempt (who, at)",
    "CREATE TABLE IF NOT EXISTS audit (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, "
    "act TEXT NOT NULL, about TEXT NOT NULL, detail TEXT NOT NULL, address TEXT NOT NULL, hash TEXT NOT NULL)",
)  # fmt: skip
GUARDS = (
    "CREATE TRIGGER IF NOT EXISTS audit_is_kept BEFORE UPDATE ON audit "
    "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
    "CREATE TRIGGER IF NOT EXISTS audit_is_whole BEFORE DELETE ON audit "
    "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
)
POSTGRES_GUARDS = (
    "CREATE OR REPLACE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
    "'BEGIN RAISE EXCEPTION ''the audit log is append-only''; END'",
    "DROP TRIGGER IF EXISTS audit_is_kept ON audit",
    "CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT "
    "EXECUTE FUNCTION audit_is_kept()",
)
Values = Sequence[str | int | float | None]


class Database(Protocol):
    """What the stores here need of a database. Statements are written with ``?``."""

    @property
    def location(self) -> str:
        """Where it is, for messages."""
        ...

    def run(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows."""
        ...

    def writing(self) -> Any:
        """A context in which everything is one transaction, alone among all writers."""
        ...

    def close(self) -> None:
        """Give up the connection."""
        ...


class SqliteDatabase:
    """A file that only its owner may read. One connection, used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = RLock()
        if not path.exists():
            path.touch(mode=0o600)
        self._connection = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
        try:
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "trusted_schema = OFF"):
                self._connection.execute(f"PRAGMA {pragma}")
            with self.writing():
                for statement in (*TABLES, *GUARDS):
                    self.run(statement)
                check_schema(self)
        except sqlite3.DatabaseError as error:
            self.close()
            raise RecordError(f"{path}: no database of people ({error}); move the file away to begin anew") from error
        except RecordError:
            self.close()
            raise

    @property
    def location(self) -> str:
        """The file's path."""
        return str(self._path)

    def run(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows."""
        with self._lock:
            return self._connection.execute(sql, tuple(values)).fetchall()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction, alone among all writers; not to be nested."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


class PostgresDatabase:
    """Tables beside the record's, in the same database and schema. A connection that was cut is made anew."""

    def __init__(self, address: str) -> None:
        self._address, _, self._schema = address.partition("#")
        self._lock = RLock()
        self._connection = self._connected()
        with self._connection.transaction():
            self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (0x4755_4153,))
            for statement in (*TABLES, *POSTGRES_GUARDS):
                self.run(statement)
            check_schema(self)

    def _connected(self) -> Connection[Any]:
        import psycopg
        from psycopg import sql

        try:
            made = psycopg.connect(self._address, autocommit=True, connect_timeout=10)
        except psycopg.OperationalError as error:
            raise RecordError(f"the PostgreSQL server of the people cannot be reached: {error}") from error
        if self._schema:
            made.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(self._schema)))
            made.execute("SELECT set_config('search_path', %s, false)", (self._schema,))
        return made

    @property
    def location(self) -> str:
        """The database's name."""
        return f"the PostgreSQL database {self._connection.info.dbname!r}"

    def run(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows."""
        with self._lock:
            if self._connection.closed:
                self._connection = self._connected()
            cursor = self._connection.execute(sql.replace("?", "%s").encode(), tuple(values) or None)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction, alone among all writers; not to be nested."""
        with self._lock:
            if self._connection.closed:
                self._connection = self._connected()
            with self._connection.transaction():
                self.run("LOCK TABLE audit IN EXCLUSIVE MODE")
                yield

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def check_schema(database: Database) -> None:
    """Note the version of the tables, or refuse those of a newer program."""
    found = database.run("SELECT value FROM access_setting WHERE name = 'schema'")
    if not found:
        database.run("INSERT INTO access_setting (name, value) VALUES ('schema', ?)", (str(SCHEMA),))
    elif int(found[0][0]) > SCHEMA:
        raise NewerRecordError(f"{database.location}: written by a newer program; update the program")


def open_database(folder: Path, record: str | Path | None = None) -> Database:
    """The database of a case: a file in its folder, or the record's PostgreSQL."""
    return PostgresDatabase(str(record)) if in_postgres(record) else SqliteDatabase(folder / FILE)


def in_postgres(record: str | Path | None) -> bool:
    """Whether a record is kept by a PostgreSQL server."""
    return record is not None and str(record).startswith(("postgresql://", "postgres://"))


def stamp(at: float | None = None) -> str:
    """A moment as ISO 8601 in UTC, to the second; these sort as text.

    >>> stamp(0)
    '1970-01-01T00:00:00Z'
    """
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))
