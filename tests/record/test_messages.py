"""What can go wrong with the file or the server, and what is said then."""

from __future__ import annotations

import importlib.util
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from conftest import need
from guarantor.record import Record, RecordError, open_record
from guarantor.record.errors import (
    BusyRecordError,
    CorruptRecordError,
    FullRecordError,
    MissingRecordError,
    NewerRecordError,
    NotARecordError,
    UnreachableRecordError,
)
from guarantor.record.migrations import newest
from guarantor.record.record import open_store
from guarantor.record.sqlite import SqliteStore
from guarantor.record.verify import verify
from record.made import draft, many


def test_no_record(tmp_path: Path) -> None:
    with pytest.raises(MissingRecordError, match="no record here; read a report"):
        open_record(tmp_path / "record.db", create=False)
    with pytest.raises(MissingRecordError, match="is not there; create it first"):
        open_record(tmp_path / "nowhere" / "record.db")
    assert list(tmp_path.iterdir()) == []


def test_not_a_database(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.write_text("Dear Sir or Madam, this is a letter and no database at all. " * 20)
    with pytest.raises(NotARecordError, match="not a database"):
        open_record(path)
    assert path.read_text().startswith("Dear Sir")


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE entry (a)")
    with pytest.raises(NotARecordError, match="not a record of this program"):
        open_record(path)


def test_a_newer_programs_record(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    open_record(path).close()
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerRecordError, match=f"schema 99, this one knows {newest()}"):
        open_record(path)


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be opened"):
        open_record(tmp_path)


def test_a_locked_file(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    store = SqliteStore(path, busy_seconds=0.05)
    store.append([draft(1)])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyRecordError, match="another process is writing"):
            store.append([draft(2)])
        assert store.head().seq == 1, "reading goes on"
        other.execute("ROLLBACK")
    store.append([draft(2)])
    assert verify(store).entries == 2
    store.close()


def test_a_full_disk(tmp_path: Path) -> None:
    """The file may not grow any further, which is how SQLite meets a full disk or quota."""
    store = SqliteStore(tmp_path / "record.db")
    record = Record(store)
    record.add_reports(many(5))
    head = record.head
    pages = int(store.run("PRAGMA page_count")[0][0])
    store.run(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(FullRecordError, match="no room left on the disk; nothing was added"):
        record.add_reports(many(500, first=5))
    assert record.head == head
    assert verify(store).sound
    store.run("PRAGMA max_page_count = 100000")
    record.add_reports(many(500, first=5))
    assert verify(store, head).entries == 4 * 505
    store.close()


def test_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    record = open_record(path)
    record.add_reports(many(40))
    record.store.sweep()
    record.close()
    raw = bytearray(path.read_bytes())
    raw[16384 * 3 : 16384 * 3 + 300] = b"\xff" * 300
    path.write_bytes(raw)
    with pytest.raises(CorruptRecordError, match=r"the file is damaged: .* bring back a backup"):
        open_record(path)
    broken = open_store(path, trusted=True)
    found = verify(broken)
    assert found.fault is not None
    assert "the file is damaged" in str(found.fault)
    broken.close()


def test_no_server() -> None:
    need(importlib.util.find_spec("psycopg") is not None, "psycopg", "pip install 'psycopg[binary]'")
    with pytest.raises(UnreachableRecordError, match="no connection"):
        open_store("postgresql://ada:secret@127.0.0.1:1/case")
    with pytest.raises(RecordError) as caught:
        open_store("postgresql://ada:secret@127.0.0.1:1/case")
    assert "secret" not in str(caught.value)
    assert "postgresql://ada@127.0.0.1:1/case" in str(caught.value)


def test_a_name_that_is_no_name(postgres: str) -> None:
    with pytest.raises(RecordError, match="no name for a record"):
        open_store(f'{postgres}#a"; DROP TABLE entry; --')


def test_a_lost_connection(postgres: str) -> None:
    store = open_store(f"{postgres}#lost")
    other = open_store(f"{postgres}#lost")
    store.append([draft(1)])
    pid = store.run("SELECT pg_backend_pid()")[0][0]  # type: ignore[attr-defined]
    with pytest.raises(UnreachableRecordError, match="nothing unfinished was added"), store.writing():
        store.append([draft(2)])
        other.run("SELECT pg_terminate_backend(?)", (pid,))  # type: ignore[attr-defined]
        store.append([draft(3)])
    assert [entry.id for entry in store.entries()] == [draft(1).id], "the next call connects again"
    store.append([draft(2)])
    assert verify(store).entries == 2
    store.close()
    other.close()


def test_a_writer_that_never_ends(postgres: str) -> None:
    from guarantor.record.postgres import PostgresStore

    store = PostgresStore(f"{postgres}#busy", busy_seconds=0.1)
    other = open_store(f"{postgres}#busy")
    entered, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with other.writing():
            entered.set()
            leave.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    entered.wait(10)
    with pytest.raises(BusyRecordError, match="another process is writing"):
        store.append([draft(1)])
    assert store.head().seq == 0
    leave.set()
    holder.join()
    store.append([draft(1)])
    store.close()
    other.close()


def test_another_programs_table(postgres: str) -> None:
    store = open_store(f"{postgres}#taken")
    store.run("DROP TABLE record_version")  # type: ignore[attr-defined]
    with pytest.raises(NotARecordError, match="a table `entry` that is not ours"):
        open_store(f"{postgres}#taken")
    with pytest.raises(MissingRecordError, match="there is no record here"):
        open_store(f"{postgres}#nothing_here", create=False)
    store.close()
