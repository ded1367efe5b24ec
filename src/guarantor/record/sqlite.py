"""The default store: one SQLite file beside the case.

Write-ahead log, ``synchronous=FULL`` (what was acknowledged survives a power cut), writers one after the other by
``BEGIN IMMEDIATE``. Pages of 16 KB, because a claim's row of about 2 KB would waste half of SQLite's usual 4 KB page.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guarantor.model.entry import ENTRY_KINDS
from guarantor.record import seals
from guarantor.record.connections import Connections
from guarantor.record.errors import (
    BusyRecordError,
    CorruptRecordError,
    FullRecordError,
    MissingRecordError,
    NewerRecordError,
    NotARecordError,
    RecordError,
)
from guarantor.record.migrations import newest, upgrade
from guarantor.record.rows import filled
from guarantor.record.sql import START, SqlStore, Tail

if TYPE_CHECKING:
    from sqlalchemy import Connection as Migrating

APPLICATION = 0x4755_4152
"""SQLite's application id of a record: "GUAR"."""
BUSY_SECONDS = 30.0
DIGITS = 64
"""Digits of a SHA-256, with which ids end."""
LOOKED_AT = 64 * 2**20
"""Of a file up to so many bytes all pages and indexes are looked at when it is opened (a tenth of a second), since a
damaged index can hide an entry without a word; of a larger one when it is verified, but for the index of kinds: it is
read once (a tenth of a second for a million entries), since by it judgements are found, and other kinds of which there
are few."""


class SqliteStore(SqlStore):
    """A record in one file. One connection a thread; safe to use from several threads and processes."""

    id_end = "substr(id, -16)"
    id_start = "substr(id, -64, 8)"

    def __init__(
        self, path: Path, *, create: bool = True, busy_seconds: float = BUSY_SECONDS, trusted: bool = False
    ) -> None:
        """``trusted`` leaves out the look at a small file: for what looks at every entry anyway."""
        self._path = path
        self._trusted = trusted
        self._busy_seconds = busy_seconds
        self._local = threading.local()
        self._open: Connections[sqlite3.Connection] = Connections()
        if not create and not path.exists():
            raise MissingRecordError(
                f"{path}: there is no record here; read a report into the case and there will be one"
            )
        if not path.parent.is_dir():
            raise MissingRecordError(f"{path}: the folder {path.parent} is not there; create it first")
        try:
            with self._worded():
                self._prepare(self._connection())
        except BaseException:
            self.close()
            raise

    @property
    def location(self) -> str:
        """The file's path."""
        return str(self._path)

    # --- connections ------------------------------------------------------------------------------------------------

    def _connection(self) -> sqlite3.Connection:
        """This thread's connection; a forked process gets its own, as SQLite demands."""
        self.still_open()
        known: tuple[int, sqlite3.Connection] | None = getattr(self._local, "connection", None)
        if known is not None and known[0] == os.getpid():
            return known[1]
        made = self._connect()
        for pragma in ("synchronous = FULL", "secure_delete = ON", "trusted_schema = OFF", "recursive_triggers = ON"):
            made.execute(f"PRAGMA {pragma}")
        made.execute("PRAGMA cache_size = -65536")
        self._local.connection = (os.getpid(), made)
        self._local.tail = None
        self._open.note(made)
        return made

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(
            self._path, timeout=self._busy_seconds, isolation_level=None, check_same_thread=False, cached_statements=64
        )

    def close(self) -> None:
        """Close every thread's connection; the store reconnects when it is used again."""
        self._open.close()
        self._local = threading.local()
        self.ended = False

    def _prepare(self, connection: sqlite3.Connection) -> None:
        """Create or migrate the schema; refuse what is no record of ours or too new."""
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if tables == 0:
            connection.execute("PRAGMA page_size = 16384")
            self._write_ahead(connection)
        elif connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
            raise NotARecordError(f"{self._path}: a database, but not a record of this program; name another file")
        elif not self._trusted and (damage := self._looked_at(connection)):
            raise CorruptRecordError(f"{damage}; `guarantor verify` says where; bring back a backup")
        if self._version(connection) != newest():
            upgrade("sqlite", self._connect, self._before, _number)

    def _looked_at(self, connection: sqlite3.Connection) -> str | None:
        """What is wrong with a small file; of a large one, with the index by which all entries of a kind are found."""
        if self._path.stat().st_size <= LOOKED_AT:
            return self.integrity()
        by_kind = "SELECT kind, count(*), sum(seq) FROM entry INDEXED BY entry_kind GROUP BY kind"
        with self.reading():
            found = connection.execute(by_kind).fetchall()
            last = connection.execute("SELECT coalesce(max(seq), 0) FROM entry NOT INDEXED").fetchone()[0]
        whole = last, last * (last + 1) // 2
        if {row[0] for row in found} <= {*ENTRY_KINDS} and tuple(
            map(sum, zip(*(r[1:] for r in found), strict=True))
        ) == whole:
            return None
        return f"{self._path}: the file is damaged: the index of kinds does not hold every entry"

    def _write_ahead(self, connection: sqlite3.Connection) -> None:
        """Switch to the write-ahead log. SQLite does not wait for another process that does the same; we do."""
        until = time.monotonic() + self._busy_seconds
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
            time.sleep(0.01)

    def _before(self, migrating: Migrating) -> int:
        """The number of the schema that is there; refuse one that is too new."""
        version = int(migrating.exec_driver_sql("PRAGMA user_version").scalar_one())
        if version > newest():
            raise NewerRecordError(
                f"{self._path}: written by a newer program (schema {version}, this one knows {newest()}); "
                "update the program"
            )
        return version

    @staticmethod
    def _version(connection: sqlite3.Connection) -> int:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])

    # --- what no lost row of an index may hide -----------------------------------------------------------------------

    def _ending(self, columns: str, ids: Collection[str]) -> list[tuple[Any, ...]]:
        """Entries by the ends of their ids, where the index of their beginnings finds the same ones."""
        wanted = {id_ for id_ in ids if len(id_) > DIGITS}
        starts = filled([id_[-DIGITS:][:START] for id_ in wanted], 500)
        sql = f"SELECT seq, id FROM entry WHERE {self.id_start} IN ({', '.join('?' * len(starts))})"
        with self.reading():
            rows = super()._ending(f"seq, id, {columns}", ids)
            begun = self.run(sql, starts)
        if {row[0] for row in begun if row[1] in wanted} != {row[0] for row in rows if row[1] in wanted}:
            raise CorruptRecordError(f"{self._path}: the file is damaged: an index of ids does not find every entry")
        return [row[2:] for row in rows]

    def _file(self, rows: Sequence[tuple[bytes, int]]) -> None:
        super()._file(rows)
        seals.add(self.run_many, rows)

    def _unfile(self, seq: int) -> None:
        gone = [(bytes(key), seq) for (key,) in self.run("SELECT key FROM entry_key WHERE seq = ?", (seq,))]
        super()._unfile(seq)
        seals.add(self.run_many, gone, gone=True)

    def _filed(self, keys: Collection[bytes]) -> dict[bytes, list[int]]:
        with self.reading():
            return seals.filed(self.run, keys, str(self._path))

    # --- what the shared part needs ---------------------------------------------------------------------------------

    def run(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement on this thread's connection and return its rows."""
        with self._worded():
            return self._connection().execute(sql, values).fetchall()

    def run_many(self, sql: str, values: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each set of values."""
        with self._worded():
            self._connection().executemany(sql, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """``BEGIN IMMEDIATE`` … ``COMMIT``: one writer at a time, others wait for their turn."""
        with self._worded():
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with self._worded():
                connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A read transaction: a snapshot of the write-ahead log."""
        connection = self._connection()
        if connection.in_transaction:
            yield
            return
        with self._worded():
            connection.execute("BEGIN")
        try:
            yield
        finally:
            with self._worded():
                connection.execute("COMMIT")

    def tail(self) -> Tail | None:
        """The end of the chain as this thread's open write transaction sees it."""
        self._connection()
        tail: Tail | None = self._local.tail
        return tail

    def set_tail(self, tail: Tail | None) -> None:
        """Note it."""
        self._local.tail = tail

    def sweep(self) -> None:
        """Free pages are overwritten at once (``secure_delete``); the write-ahead log is emptied here."""
        self.run("PRAGMA wal_checkpoint(TRUNCATE)")

    def integrity(self) -> str | None:
        """SQLite's own check of pages and indexes."""
        found = self.run("PRAGMA integrity_check(1)")[0][0]
        if found == "ok":
            return None
        told = str(found).splitlines()[-1].replace("row ", "entry ", 1)
        return f"{self._path}: the file is damaged: {told}"

    def sealed(self) -> str | None:
        """Whether the index of names is what was filed."""
        return seals.fault(self.run, str(self._path))

    def backup(self, target: Path) -> None:
        """A consistent copy, made page by page while others read and write."""
        if target.exists():
            raise RecordError(f"{target}: there is a file already; name a new one")
        with self._worded(), closing(sqlite3.connect(target)) as copy:
            self._connection().backup(copy, pages=2048, sleep=0.01)

    @contextmanager
    def _worded(self) -> Iterator[None]:
        """SQLite's errors in words that say what to do."""
        try:
            yield
        except sqlite3.Error as error:
            raise _in_words(error, self._path) from error
        except UnicodeDecodeError as error:
            raise CorruptRecordError(
                f"{self._path}: the file is damaged (a name in it is no text); bring back a backup and compare with "
                "`verify`"
            ) from error


def _number(migrating: Migrating) -> None:
    """SQLite's own numbers in the file's head: by them a record is known without loading what migrates it."""
    migrating.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    migrating.exec_driver_sql(f"PRAGMA user_version = {newest()}")


def _in_words(error: sqlite3.Error, path: Path) -> RecordError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return BusyRecordError(
            f"{path}: another process is writing to the record and did not finish in time; try again"
        )
    if code == sqlite3.SQLITE_FULL:
        return FullRecordError(f"{path}: no room left on the disk; nothing was added, make room and repeat")
    if code == sqlite3.SQLITE_NOTADB:
        return NotARecordError(f"{path}: not a database; a record is a file that this program made, name another file")
    if code == sqlite3.SQLITE_CORRUPT:
        return CorruptRecordError(
            f"{path}: the file is damaged ({error}); bring back a backup and compare with `verify`"
        )
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY):
        return RecordError(f"{path}: cannot be opened for writing ({error}); check the path and its permissions")
    return RecordError(f"{path}: {error}")
