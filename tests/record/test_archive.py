"""A case in one file: it comes back whole, from either store into either, or not at all."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from guarantor import review
from guarantor.record import Record, RecordError, open_record
from guarantor.record.archive import export_record, import_record
from guarantor.record.erase import erase
from guarantor.record.sqlite import SqliteStore
from guarantor.record.store import Store
from guarantor.record.verify import verify
from record.conftest import Place
from record.made import claims, many, report

FILES = {"case.yaml": b"process: bridge\n", "agreement/plan.yaml": "zone: Ü\n".encode()}


def fill(store: Store) -> Record:
    record = Record(store)
    one = report()
    record.add_report(one, claims(one))
    record.add_reports(many(20))
    erase(record, [many(1)[0][0].id], by="Ada", why="safety")
    review.accept(record, claims(one)[0].id, by="Ada", why="clear")
    return record


def test_there_and_back(store: Store, place: Place, tmp_path: Path, sqlite: SqliteStore) -> None:
    record = fill(store)
    target = tmp_path / "case.zip"
    manifest = export_record(store, target, FILES)
    assert manifest.head == str(record.head)
    empty = sqlite if place.kind == "postgresql" else SqliteStore(tmp_path / "other.db")
    found, files = import_record(target, empty)
    assert (found.head, files) == (manifest.head, FILES)
    assert list(empty.rows()) == list(store.rows())
    assert verify(empty, manifest.head).sound
    empty.append([])
    Record(empty).add_reports(many(2, first=100))
    assert verify(empty, manifest.head).sound, "it goes on from there"
    empty.close()


def test_into_either_store(store: Store, tmp_path: Path) -> None:
    source = SqliteStore(tmp_path / "source.db")
    fill(source)
    export_record(source, tmp_path / "case.zip")
    import_record(tmp_path / "case.zip", store)
    assert list(store.rows()) == list(source.rows())
    assert store.erased_by() == source.erased_by()
    with pytest.raises(RecordError, match="holds entries already"):
        import_record(tmp_path / "case.zip", store)
    source.close()


def test_backup_while_others_write(store: Store, tmp_path: Path) -> None:
    record = fill(store)
    head = record.head
    store.backup(tmp_path / "copy.db")
    record.add_reports(many(3, first=300))
    copy = open_record(tmp_path / "copy.db", create=False)
    assert copy.head == head
    assert verify(copy.store).sound
    copy.close()
    with pytest.raises(RecordError, match="a file already"):
        store.backup(tmp_path / "copy.db")


def change_lines(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[dict[str, bytes]], None]:
    def act(parts: dict[str, bytes]) -> None:
        parts["record.jsonl"] = b"".join(change(parts["record.jsonl"].splitlines(keepends=True)))

    return act


def change_manifest(**changes: object) -> Callable[[dict[str, bytes]], None]:
    def act(parts: dict[str, bytes]) -> None:
        parts["manifest.json"] = json.dumps({**json.loads(parts["manifest.json"]), **changes}).encode()

    return act


def change_file(parts: dict[str, bytes]) -> None:
    parts["case/case.yaml"] = b"process: other\n"


DAMAGE = {
    "a word": (change_lines(lambda lines: [line.replace(b"40 lorries", b"41 lorries") for line in lines]), "entry 1"),
    "a lost line": (change_lines(lambda lines: lines[:3] + lines[4:]), "append-only|entry 4 is missing"),
    "a cut end": (change_lines(lambda lines: lines[:-1]), "not part of this record"),
    "no JSON": (change_lines(lambda lines: [*lines[:2], b"{\n"]), "line 3 of record.jsonl is no entry"),
    "another shape": (change_lines(lambda lines: [b'{"seq": 1}\n', *lines[1:]]), "line 1 of record.jsonl"),
    "a file of the case": (change_file, "case.yaml is not what was exported"),
    "a path out of the case": (change_manifest(files={"../evil": "0"}), "no path inside a case"),
    "another format": (change_manifest(format="recipes"), "no archive of a case"),
    "a newer format": (change_manifest(version=99), "newer program"),
    "another count": (change_manifest(entries=3), "entries where 3 were exported"),
    "an erasure left out": (change_manifest(erased={}), "no act of erasure names it"),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_a_damaged_archive_is_refused_whole(tmp_path: Path, sqlite: SqliteStore, what: str) -> None:
    source = SqliteStore(tmp_path / "source.db")
    fill(source)
    export_record(source, tmp_path / "case.zip", FILES)
    source.close()
    change, message = DAMAGE[what]
    with zipfile.ZipFile(tmp_path / "case.zip") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with pytest.raises(RecordError, match=message):
        import_record(tmp_path / "bad.zip", sqlite)
    assert sqlite.head().seq == 0
    assert sqlite.erased_by() == {}


def test_what_is_no_archive(tmp_path: Path, sqlite: SqliteStore) -> None:
    (tmp_path / "letter.zip").write_text("Dear Sir or Madam")
    for name in ("letter.zip", "nowhere.zip"):
        with pytest.raises(RecordError, match="no whole archive"):
            import_record(tmp_path / name, sqlite)
    with pytest.raises(RecordError, match="no path inside a case"):
        export_record(sqlite, tmp_path / "x.zip", {"/etc/passwd": b""})
    assert not (tmp_path / "x.zip").exists()
    assert not (tmp_path / "x.zip.part").exists()
