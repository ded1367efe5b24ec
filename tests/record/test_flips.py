"""A changed byte in an index hides an entry without a word: the record is not opened, or answers as before."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from conftest import _ordinary_user
from guarantor import review
from guarantor.model.link import Link
from guarantor.record import Record, RecordError, open_record
from guarantor.record import sqlite as sqlite_store
from guarantor.record.errors import CorruptRecordError
from guarantor.record.sqlite import SqliteStore
from guarantor.record.store import Store
from guarantor.record.verify import verify
from record.made import claims, many, report

ONE = report()
INDEXES = ("entry_id", "entry_kind", "entry_pkey", "entry_start", "entry_key_pkey")


def fill(store: Store) -> None:
    record = Record(store)
    record.add_report(ONE, claims(ONE))
    record.add_links([Link(kind="bearing", claims=(claims(ONE)[0].id,), target="bridge.open", rule="act")])
    review.reject(record, claims(ONE)[1].id, by="Ada", why="hedged")
    record.set_setting("zone", "UTC", why="start")
    for each, found in many(40):
        record.add_report(each, found)


def answers(record: Record) -> list[Any]:
    """What is asked of a record in each way: by number, kind, id, name."""
    view = record.view()
    reports = list(view.reports())
    return [
        list(view.claims()), reports, view.judgements(), list(view.links()), record.settings(), view.head(),
        [[each.id for each in view.claims_of(one.id)] for one in reports],
        [record.report(one.id) for one in reports], [view.claim(each.id) for each in claims(ONE)],
        record.store.beginning(ONE.id.rpartition(":")[2][:10], ["report"]),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def server(postgres_bin: Path) -> Iterator[tuple[str, Path, Any]]:
    """A server of our own without checksums, that can be stopped: its address, its data, and its programs."""
    pytest.importorskip("psycopg")
    folder, user = Path(tempfile.mkdtemp(prefix="guarantor-flips-")), _ordinary_user()
    if user:
        shutil.chown(folder, **user)
    data = folder / "data"

    def run(program: str, *given: str) -> None:
        subprocess.run([postgres_bin / program, "-D", data, *given], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, cwd=folder, **user)  # fmt: skip

    def started() -> None:
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -p 54322"
        run("pg_ctl", "-w", "-o", options, "-l", str(folder / "log"), "start")

    run("initdb", "-U", "tester", "-A", "trust", "-E", "UTF8", "-N")
    started()
    try:
        yield f"postgresql:///NAME?host={folder}&port=54322&user=tester", data, (run, started)
    finally:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder)


def test_no_changed_byte_of_an_index_on_postgresql_is_an_answer(server: tuple[str, Path, Any]) -> None:
    """Two flips in each index, each in a database of its own: one in the first leaf's line pointers, one in a key."""
    import psycopg

    address, data, (run, started) = server
    record = open_record(address.replace("NAME", "postgres"))
    fill(record.store)
    before = answers(record)
    assert record.store.integrity() is None, "nothing is changed yet"
    sql = "SELECT relname, pg_relation_filepath(oid) FROM pg_class WHERE relname IN ('" + "','".join(INDEXES) + "')"
    paths = {name: Path(path).name for name, path in record.store.run(sql)}  # type: ignore[attr-defined]
    record.store.run("CHECKPOINT")  # type: ignore[attr-defined]
    record.close()
    flips = [(name, place) for name in INDEXES for place in ("pointer", "key")]
    with psycopg.connect(address.replace("NAME", "template1"), autocommit=True) as made:
        for number, _ in enumerate(flips):
            made.execute(f"CREATE DATABASE flip{number} TEMPLATE postgres")  # type: ignore[call-overload]
        oids = dict(made.execute("SELECT datname, oid FROM pg_database").fetchall())
    run("pg_ctl", "-w", "-m", "fast", "stop")
    for number, (name, place) in enumerate(flips):
        path = data / "base" / str(oids[f"flip{number}"]) / paths[name]
        raw = bytearray(path.read_bytes())
        page = max(range(8192, len(raw), 8192), key=lambda at: raw[at + 24 : at + 8192].count(0) < 6000)
        raw[page + 32 if place == "pointer" else page + 8192 - 16 - 12] ^= 4
        path.write_bytes(bytes(raw))
    started()
    refused = 0
    for number, flip in enumerate(flips):
        try:
            opened = open_record(address.replace("NAME", f"flip{number}"))
        except RecordError:
            refused += 1
            continue
        try:
            assert answers(opened) == before, flip
        except CorruptRecordError:
            refused += 1
        finally:
            opened.close()
    assert refused >= len(INDEXES), "what was changed matters"


@pytest.mark.parametrize("kind", ["judgement", "setting", "link"])
def test_a_large_file_whose_index_of_kinds_is_damaged_is_not_opened(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever outside of its entry a kind is written: in the index, by which all of the kind are found."""
    monkeypatch.setattr(sqlite_store, "LOOKED_AT", 0)
    store = SqliteStore(tmp_path / "record.db")
    fill(store)
    before = answers(Record(store))
    store.sweep()
    store.close()
    with closing(sqlite3.connect(tmp_path / "record.db")) as raw_store:
        page = raw_store.execute("PRAGMA page_size").fetchone()[0]
        root = raw_store.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'entry_kind'").fetchone()[0]
    raw = (tmp_path / "record.db").read_bytes()
    first = (root - 1) * page
    places = [at for at in range(first, first + page) if raw.startswith(kind.encode(), at)]
    assert places
    for at in places[:3]:
        for bit in (1, 2):
            (tmp_path / "record.db").write_bytes(raw[:at] + bytes([raw[at] ^ bit]) + raw[at + 1 :])
            with pytest.raises(CorruptRecordError, match="index of kinds"):
                SqliteStore(tmp_path / "record.db")
    (tmp_path / "record.db").write_bytes(raw)
    again = SqliteStore(tmp_path / "record.db")
    assert answers(Record(again)) == before
    assert verify(again).sound
    again.close()


def pages_of(path: Path) -> tuple[int, dict[str, list[int]]]:
    """The size of a page, and the pages of each table and index."""
    with closing(sqlite3.connect(path)) as raw:
        size = raw.execute("PRAGMA page_size").fetchone()[0]
        try:
            found = raw.execute("SELECT name, pageno FROM dbstat WHERE pagetype <> 'overflow'").fetchall()
        except sqlite3.OperationalError:
            pytest.skip("this SQLite does not tell which page is whose")
    by_name: dict[str, list[int]] = {}
    for name, page in found:
        by_name.setdefault(name, []).append(page)
    return size, by_name


@pytest.mark.parametrize("name", ["entry_id", "entry_start", "entry_key", "entry", "key_seal", "entry_kind"])
def test_no_changed_byte_of_a_large_file_is_an_answer(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bits all over each index and table, of a file of which not all is looked at when it is opened."""
    monkeypatch.setattr(sqlite_store, "LOOKED_AT", 0)
    path = tmp_path / "record.db"
    store = SqliteStore(path)
    fill(store)
    before = answers(Record(store))
    store.sweep()
    store.close()
    size, pages = pages_of(path)
    raw = path.read_bytes()
    chance = Random(name)
    changed = refused = 0
    for _ in range(25):
        first = (chance.choice(pages[name]) - 1) * size
        at = first + (chance.randrange(size) if chance.random() < 0.8 else chance.randrange(40))
        path.write_bytes(raw[:at] + bytes([raw[at] ^ (1 << chance.randrange(8))]) + raw[at + 1 :])
        try:
            opened = SqliteStore(path)
            try:
                changed += answers(Record(opened)) != before
            finally:
                opened.close()
        except RecordError:
            refused += 1
    assert changed == 0
    assert refused or name == "key_seal", "what was changed matters"
