"""Records of every released schema are brought forward when they are opened, with what they hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from guarantor import review
from guarantor.linking.copies import Copies
from guarantor.linking.roots import Roots
from guarantor.model.actor import People
from guarantor.model.link import Link
from guarantor.record import Record
from guarantor.record.erase import erase
from guarantor.record.keys import day_key, happening_keys, index_key
from guarantor.record.migrations import VERSION_TABLE, Database, newest, statements
from guarantor.record.rows import values_of
from guarantor.record.sql import INSERT, INSERT_ERASED, INSERT_KEY
from guarantor.record.sqlite import APPLICATION, SqliteStore
from guarantor.record.verify import verify
from record.conftest import Place
from record.made import claims, many, report

Run = Callable[[str, Sequence[Sequence[Any]]], None]
ONE = report()
ACT = "incident:2031-05-01~2031-05-02:midford"
AFTER = day_key("incident", "2031-05-02")
OF_ACTS = {index_key(key) for key in happening_keys(ACT)}
"""Links of acts were not filed by their days before the fourth schema."""
WRITTEN_OUT = 3
"""Schemas later than this are no SQL."""
GONE = report("Lines that had to go.", url=None, location="gone.txt")


@pytest.fixture
def old(tmp_path: Path) -> Record:
    """What a record of any release may hold: reports, versions, judgements, links, settings, an erasure."""
    record = Record(SqliteStore(tmp_path / "old.db"))
    record.add_report(ONE, claims(ONE))
    record.add_report(GONE)
    record.add_links([Link(kind="bearing", claims=(claims(ONE)[0].id,), target="bridge.open", rule="act")])
    review.reject(record, claims(ONE)[1].id, by="Ada", why="not said")
    record.add_links([Link(kind="occurrence", claims=(claims(ONE)[0].id,), target=ACT, effect="told", rule="told/x")])
    record.add_case_file("case.yaml", "title: The bridge")
    record.set_setting("zone", "UTC", why="start")
    newer = report(ONE.text + " More.")
    record.add_report(newer, claims(newer))
    record.add_reports(many(30))
    erase(record, [GONE.id], by="Ada", why="a person's safety")
    return record


def laid_out(run: Run, database: Database, version: int, old: Record) -> None:
    """The tables of a release, filled as it would have filled them."""
    for number in range(1, min(version, WRITTEN_OUT) + 1):
        for statement in statements(database, number):
            run(statement, [()])
    run(INSERT, [values_of(row) for row in old.store.rows()])
    filed = [(key, seq) for seq, keys in old.store.keys(range(1, 10_000)).items() for key in keys]
    run(INSERT_KEY, [(key, seq) for key, seq in filed if version > 3 or key not in OF_ACTS])
    run(INSERT_ERASED, list(old.store.erased_by().items()))


def as_released(place: Place, version: int, old: Record) -> None:
    if place.kind == "sqlite":
        with closing(sqlite3.connect(place.where)) as raw, raw:
            laid_out(lambda sql, values: [raw.execute(sql, each) for each in values] and None, "sqlite", version, old)
            raw.execute(f"PRAGMA application_id = {APPLICATION}")
            raw.execute(f"PRAGMA user_version = {version}")
        return
    psycopg = pytest.importorskip("psycopg")
    address, _, schema = place.where.partition("#")
    with psycopg.connect(address) as raw:
        raw.execute(f'CREATE SCHEMA "{schema}"')
        raw.execute(f'SET search_path TO "{schema}"')
        raw.execute("CREATE TABLE record_schema (version INTEGER PRIMARY KEY, applied TEXT NOT NULL)")
        raw.execute("INSERT INTO record_schema SELECT n, '2026-01-01' FROM generate_series(1, %s) n", (version,))

        def run(sql: str, values: Sequence[Sequence[Any]]) -> None:
            for each in values:
                raw.execute(sql.replace("?", "%s"), each or None)

        laid_out(run, "postgresql", version, old)


@pytest.mark.parametrize("version", range(1, newest()))
def test_a_record_of_an_earlier_release_goes_on(place: Place, version: int, old: Record) -> None:
    as_released(place, version, old)
    before = list(old.store.rows())
    head, erased = old.head, old.store.erased_by()
    standing = [(each.claim.id, each.mark.state) for each in old.view().standings()]
    old.close()
    store = place.open()
    record = Record(store)
    assert list(store.rows()) == before, "not a byte of an entry changes"
    found = verify(store, head)
    assert found.sound and found.erased == len(erased) > 0
    assert [(each.claim.id, each.mark.state) for each in record.view().standings()] == standing
    assert record.case_files() == {"case.yaml": "title: The bridge"}
    assert [each.link.target for each in record.view().links(key=AFTER, every=True)] == [ACT]
    copies = Copies(Roots(People()), record)
    assert copies.place(report(ONE.text, url=None, location="copy.txt", outlet="Another"))
    erase(record, [ONE.id], by="Ada", why="asked to")
    assert verify(store).sound
    store.close()
    again = place.open()
    assert verify(again).sound, "opened once more, nothing is left to do"
    again.close()


def test_both_databases_have_the_same_steps() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "guarantor.record:schema")
    revisions = [each.revision for each in ScriptDirectory.from_config(config).walk_revisions()]
    assert revisions == [f"{number:04d}" for number in range(newest(), 0, -1)]
    told = resources.files("guarantor.record") / "schema"
    names = [{each.name for each in (told / database).iterdir()} for database in ("sqlite", "postgresql")]
    assert names[0] == names[1] and len(names[0]) == WRITTEN_OUT, "the later steps are no SQL"
    for database in ("sqlite", "postgresql"):
        assert all(statements(database, int(name[:4])) for name in names[0])  # type: ignore[arg-type]


def test_the_number_that_alembic_keeps(place: Place, old: Record) -> None:
    """Of a record brought forward from before Alembic, and of a new one: the same, and in a table of our own name."""
    old.close()
    as_released(place, 1, old)
    place.open().close()
    new = Place(place.kind, place.where + ("_new" if place.kind == "postgresql" else "-new"))
    new.open().close()
    for each in (place, new):
        store = each.open()
        assert store.run(f"SELECT version_num FROM {VERSION_TABLE}") == [(f"{newest():04d}",)]  # type: ignore[attr-defined]
        store.close()


def test_a_step_that_fails_leaves_the_record_as_it_was(tmp_path: Path, old: Record) -> None:
    place = Place("sqlite", str(tmp_path / "record.db"))
    as_released(place, 1, old)
    old.close()
    with closing(sqlite3.connect(place.where)) as raw, raw:
        raw.execute("CREATE TABLE shingle (in_the_way TEXT)")
        before = list(raw.iterdump())
    with pytest.raises(Exception, match="already exists"):
        place.open()
    with closing(sqlite3.connect(place.where)) as raw:
        assert list(raw.iterdump()) == before
        assert raw.execute("PRAGMA user_version").fetchone() == (1,)
