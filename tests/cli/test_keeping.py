"""Packing a case, laying it out elsewhere, backups while running, erasure: by command, nothing lost, nothing left."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from guarantor.case import open_case
from guarantor.case.keeping import documents
from guarantor.cli import main


@pytest.fixture
def own(read_demo: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    shutil.copytree(read_demo, folder)
    return folder


def run(*args: object, code: int = 0) -> str:
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    assert result.exit_code == code, result.output
    return result.output


def test_a_packed_case_opens_elsewhere_and_says_the_same(own: Path, tmp_path: Path) -> None:
    assert "entries" in run("pack", tmp_path / "whole.zip", "--case", own)
    assert "all sound" in run("unpack", tmp_path / "whole.zip", tmp_path / "there")
    with open_case(own) as here, open_case(tmp_path / "there") as there:
        assert here.record.head == there.record.head
        assert here.files.id == there.files.id
        assert list(here.received.all()) == list(there.received.all()) != []
        assert list(documents(there)) == []
        assert {p: c.status for p, c in here.status().items()} == {p: c.status for p, c in there.status().items()}


def test_a_changed_document_in_a_packed_case_is_refused_and_nothing_is_left(own: Path, tmp_path: Path) -> None:
    whole, bad = tmp_path / "whole.zip", tmp_path / "bad.zip"
    run("pack", whole, "--case", own)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(bad, "w") as target:
        first = next(name for name in source.namelist() if name.startswith("received/"))
        for name in source.namelist():
            target.writestr(name, b"changed" if name == first else source.read(name))
    run("unpack", bad, tmp_path / "there", code=1)
    assert not (tmp_path / "there").exists()


def test_nothing_is_written_over(own: Path, tmp_path: Path) -> None:
    (tmp_path / "whole.zip").write_bytes(b"mine")
    assert "a file already" in run("pack", tmp_path / "whole.zip", "--case", own, code=2)
    assert (tmp_path / "whole.zip").read_bytes() == b"mine"
    run("pack", tmp_path / "other.zip", "--case", own)
    assert "something in it already" in run("unpack", tmp_path / "other.zip", own, code=2)


def test_a_backup_is_a_record_that_verifies(own: Path, tmp_path: Path) -> None:
    run("backup", tmp_path / "copy.db", "--case", own)
    with open_case(own, record=tmp_path / "copy.db") as case:
        assert case.verify().fault is None


def test_a_document_comes_back_as_received(own: Path, tmp_path: Path) -> None:
    with open_case(own) as case:
        report = next(iter(case.record.reports()))
    run("received", report.id, "--out", tmp_path / "as-received", "--case", own)
    data = (tmp_path / "as-received").read_bytes()
    assert data
    assert any(path.read_bytes() == data for path in (own / "reports").rglob("*") if path.is_file())
    run("received", "report:sha256:0", "--case", own, code=2)


def test_what_is_erased_is_gone_everywhere_and_is_not_taken_in_again(own: Path) -> None:
    with open_case(own) as case:
        report = next(iter(case.record.reports()))
        words = report.text[:60]
        source = next(p for p in (own / "reports").rglob("*") if p.is_file() and words in p.read_text())
    assert "entries erased" in run("erase", report.id, "--why", "a witness is in danger", "--yes", "--case", own)
    run("received", report.id, "--case", own, code=2)
    run("read", source, "--case", own)
    with open_case(own) as case:
        assert case.verify().fault is None
        assert report.id not in {each.id for each in case.record.reports()}
        assert report.raw_sha256 not in set(case.received.all())
    folder = [path for path in own.iterdir() if path.name.startswith("record.")]
    assert folder
    assert all(words.encode() not in path.read_bytes() for path in folder)


def test_verify_finds_a_document_that_was_changed(own: Path) -> None:
    run("verify", "--documents", "--case", own)
    with open_case(own) as case:
        digest = next(case.received.all())
        case.received.path(digest).write_bytes(b"other")
    assert "cannot be unpacked" in run("verify", "--documents", "--case", own, code=1)


def test_erasing_asks_first(own: Path) -> None:
    with open_case(own) as case:
        report = next(iter(case.record.reports()))
    result = CliRunner().invoke(main, ["erase", report.id, "--why", "x", "--case", str(own)], input="n\n")
    assert result.exit_code == 1
    with open_case(own) as case:
        assert case.record.report(report.id) is not None
