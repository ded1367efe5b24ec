"""The store for a team: PostgreSQL, through psycopg (an extra).

Writers take turns by locking table ``entry`` against other writers; readers never wait. An address may end in
``#name``: the record then lives in the database schema of that name, so that one database holds several cases.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import psycopg
from psycopg import conninfo, errors

from guarantor.record.connections import Connections
from guarantor.record.errors import (
    BusyRecordError,
    CorruptRecordError,
    FullRecordError,
    MissingRecordError,
    NewerRecordError,
    NotARecordError,
    RecordError,
    UnreachableRecordError,
)
from guarantor.record.lookups import checked_by_server, damaged
from guarantor.record.migrations import VERSION_TABLE, newest, upgrade
from guarantor.record.sql import SqlStore, Tail
from guarantor.record.sqlite import SqliteStore

if TYPE_CHECKING:
    from sqlalchemy import Connection as Migrating

BUSY_SECONDS = 30.0
CONNECT_SECONDS = 10
LOOKED_AT = 16 * 2**20
"""Of a record up to so many bytes all indexes are looked at when it is opened, where the server has no checksums."""
_CREATION_LOCK = 0x4755_4152
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


class PostgresStore(SqlStore):
    """A record in a PostgreSQL database. One connection a thread."""

    id_end = "right(id, 16)"
    id_start = 'left(right(id, 64), 8) COLLATE "C"'

    def __init__(
        self, address: str, *, create: bool = True, busy_seconds: float = BUSY_SECONDS, trusted: bool = False
    ) -> None:
        """``trusted`` leaves out the look at a small record's indexes: for what looks at every entry anyway."""
        self._trusted = trusted
        self._address, _, self._schema = address.partition("#")
        if self._schema and not _NAME.fullmatch(self._schema):
            raise RecordError(f"#{self._schema}: no name for a record; use small letters, digits and underscores")
        self._busy_seconds = busy_seconds
        self._local = threading.local()
        self._open: Connections[psycopg.Connection[tuple[Any, ...]]] = Connections()
        try:
            with self._worded():
                self._prepare(create=create)
        except BaseException:
            self.close()
            raise

    @property
    def location(self) -> str:
        """The address without a password."""
        try:
            parts = conninfo.conninfo_to_dict(self._address)
        except psycopg.ProgrammingError:
            return "the PostgreSQL address"
        host = f"{parts.get('user') or ''}@{parts.get('host') or 'localhost'}:{parts.get('port') or 5432}".lstrip("@")
        return f"postgresql://{host}/{parts.get('dbname') or ''}" + (f"#{self._schema}" if self._schema else "")

    # --- connections ------------------------------------------------------------------------------------------------

    def _connection(self) -> psycopg.Connection[tuple[Any, ...]]:
        self.still_open()
        known = getattr(self._local, "connection", None)
        if known is not None and known[0] == os.getpid() and not known[1].closed:
            return cast("psycopg.Connection[tuple[Any, ...]]", known[1])
        made = self._connect()
        self._local.connection = (os.getpid(), made)
        self._local.tail = None
        self._open.note(made)
        return made

    def _connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        made = psycopg.connect(self._address, autocommit=True, connect_timeout=CONNECT_SECONDS)
        made.execute("SELECT set_config('lock_timeout', %s, false)", (f"{int(self._busy_seconds * 1000)}ms",))
        made.execute("SET synchronous_commit = on")
        if self._schema:
            made.execute("SELECT set_config('search_path', %s, false)", (self._schema,))
        return made

    def _connect_for_migrating(self) -> psycopg.Connection[tuple[Any, ...]]:
        made = self._connect()
        made.autocommit = False
        return made

    def close(self) -> None:
        """Close every thread's connection; the store reconnects when it is used again."""
        self._open.close()
        self._local = threading.local()
        self.ended = False

    def _prepare(self, *, create: bool) -> None:
        version = self._version()
        if version is None and not create:
            raise MissingRecordError(f"{self.location}: there is no record here; read a report and there will be one")
        if version is not None and not self._trusted and (damage := self._looked_at()):
            raise CorruptRecordError(f"{damage}; `guarantor verify` says more; bring back a backup, or REINDEX")
        if version != newest():
            upgrade("postgresql", self._connect_for_migrating, self._before)

    def _before(self, migrating: Migrating) -> int:
        """One at a time makes a record; the number of the schema that is there; refuse one that is too new."""
        migrating.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_CREATION_LOCK})")
        if self._schema:
            migrating.exec_driver_sql(f'CREATE SCHEMA IF NOT EXISTS "{self._schema}"')
        version = self._version() or 0
        if version > newest():
            raise NewerRecordError(
                f"{self.location}: written by a newer program (schema {version}, this one knows {newest()}); "
                "update the program"
            )
        return version

    def _looked_at(self) -> str | None:
        """What is wrong with the indexes of a small record, which is looked at when it is opened."""
        found = self.run("SELECT pg_total_relation_size(to_regclass('entry'))")
        return self.integrity() if found[0][0] is not None and found[0][0] <= LOOKED_AT else None

    def _version(self) -> int | None:
        """The schema's number, None where there is no record yet. All tables are looked for in one statement, since
        another process may be making them just now."""
        found = self.run(
            f"SELECT to_regclass('{VERSION_TABLE}') IS NOT NULL, to_regclass('record_schema') IS NOT NULL, "
            "to_regclass('entry') IS NOT NULL"
        )
        ours, ours_before_alembic, taken = found[0]
        if ours:
            return int(self.run(f"SELECT version_num FROM {VERSION_TABLE}")[0][0])
        if ours_before_alembic:
            return int(self.run("SELECT max(version) FROM record_schema")[0][0])
        if taken:
            raise NotARecordError(f"{self.location}: it has a table `entry` that is not ours; name another database")
        return None

    # --- what the shared part needs ---------------------------------------------------------------------------------

    def run(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement on this thread's connection and return its rows."""
        with self._worded():
            cursor = self._connection().execute(_translated(sql), tuple(values) or None)
            return cursor.fetchall() if cursor.description else []

    def run_many(self, sql: str, values: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each set of values, in one pipeline."""
        with self._worded(), self._connection().cursor() as cursor:
            cursor.executemany(_translated(sql), values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """``BEGIN``, the writers' lock, ``COMMIT``."""
        with self._worded():
            connection = self._connection()
            with connection.transaction():
                connection.execute("LOCK TABLE entry IN EXCLUSIVE MODE")
                yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All reads inside see one state."""
        with self._worded():
            connection = self._connection()
            if self.tail() is not None or connection.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
                yield
                return
            with connection.transaction():
                connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                yield

    def tail(self) -> Tail | None:
        """The end of the chain as this thread's open write transaction sees it."""
        self._connection()
        tail: Tail | None = self._local.tail
        return tail

    def set_tail(self, tail: Tail | None) -> None:
        """Note it."""
        self._local.tail = tail

    def sweep(self) -> None:
        """Erased rows' old versions are removed at once; archived logs of the server are its keeper's to deal with."""
        for table in ("entry", "entry_key", "carrier", "shingle"):
            self.run(f"VACUUM {table}")

    def integrity(self) -> str | None:
        """Whether every index finds every row, where the server has no checksums of its own."""
        with self._worded():
            if checked_by_server(self.run):
                return None
            with self._settings_of_its_own():
                found = damaged(self.run)
        return None if found is None else f"{self.location}: the index {found} does not find what stands in its table"

    @contextmanager
    def _settings_of_its_own(self) -> Iterator[None]:
        """A transaction, or a part of the one that is open, after which all settings are as before. One of its own sees
        one state, however many write meanwhile."""
        connection = self._connection()
        alone = connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
        with connection.transaction(force_rollback=True):
            if alone:
                connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield

    def backup(self, target: Path) -> None:
        """A consistent copy as an SQLite record, with the same chain."""
        if target.exists():
            raise RecordError(f"{target}: there is a file already; name a new one")
        copy = SqliteStore(target)
        try:
            with self.reading():
                copy.restore(self.rows(), self.erased_by())
        finally:
            copy.close()

    @contextmanager
    def _worded(self) -> Iterator[None]:
        """PostgreSQL's errors in words that say what to do."""
        try:
            yield
        except psycopg.Error as error:
            raise _in_words(error, self.location) from error


def _translated(sql: str) -> str:
    """Our statements hold no ``%`` and no ``?`` but for parameters."""
    return sql.replace("?", "%s")


def _in_words(error: psycopg.Error, location: str) -> RecordError:
    told = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if isinstance(error, errors.LockNotAvailable | errors.DeadlockDetected | errors.QueryCanceled):
        return BusyRecordError(
            f"{location}: another process is writing to the record and did not finish in time; try again"
        )
    if isinstance(error, errors.DiskFull | errors.OutOfMemory):
        return FullRecordError(f"{location}: the server has no room left ({told}); nothing was added")
    if isinstance(error, errors.InsufficientPrivilege | errors.ReadOnlySqlTransaction):
        return RecordError(f"{location}: the server does not let us write ({told}); ask its keeper for the right")
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return UnreachableRecordError(
            f"{location}: no connection ({told}); nothing unfinished was added, check the server and repeat"
        )
    return RecordError(f"{location}: {told}")
