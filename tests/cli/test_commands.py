"""The commands as a user meets them: exit status, messages, and the record unchanged where the input is bad."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from guarantor.case import open_case
from guarantor.cli import main

PAST = ["--as-of", "2025-11-01", "--published-by", "2025-11-05"]


def run(*words: str, at: Path | None = None, text: str | None = None) -> Result:
    where = ["--case", str(at)] if at is not None else []
    return CliRunner().invoke(main, [*words, *where], input=text)


@pytest.fixture
def case(read_demo: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    shutil.copytree(read_demo, folder)
    return folder


def test_status_in_every_format(read_demo: Path) -> None:
    table = run("status", *PAST, at=read_demo)
    assert table.exit_code == 0
    assert "said breached" in table.output or "overdue" in table.output
    rows = [json.loads(line) for line in run("status", *PAST, "--format", "jsonl", at=read_demo).output.splitlines()]
    assert {"provision", "account", "status", "claims"} <= set(rows[0])
    assert json.loads(run("status", *PAST, "--format", "json", at=read_demo).output) == rows
    read_back = list(csv.DictReader(io.StringIO(run("status", *PAST, "--format", "csv", at=read_demo).output)))
    assert [row["status"] for row in read_back] == [row["status"] for row in rows]


def test_why_leads_to_quoted_words_and_addresses(read_demo: Path) -> None:
    found = run("why", "prisoners", "--account", "israel", *PAST, at=read_demo)
    assert found.exit_code == 0
    assert "“" in found.output
    assert "←" in found.output
    assert "https://" in found.output


BAD = [
    (["status", "--as-of", "2025-02-30"], "there is no '2025-02-30'"),
    (["status", "--account", "isreal"], "Did you mean 'israel'"),
    (["why", "prisonners"], "Did you mean 'prisoners'"),
    (["brief", "--meeting", "nowhere"], "there is no meeting 'nowhere'"),
    (["changes", "--since", "yesterday"], "--since"),
]


@pytest.mark.parametrize(("words", "message"), BAD)
def test_bad_questions_are_answered_with_what_to_do(read_demo: Path, words: list[str], message: str) -> None:
    found = run(*words, at=read_demo)
    assert found.exit_code == 2
    assert message.casefold() in found.output.casefold()


def test_no_case_says_how_to_get_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = run("status")
    assert found.exit_code == 2
    assert "guarantor demo" in found.output


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("binary.txt", bytes(range(256)) * 8),
        ("latin.txt", "Die Waffenruhe h\u00e4lt, sagte er.".encode("latin-1") + b"\xff\xfe\x81"),
        ("broken.json", b"{"),
    ],
)
def test_what_cannot_be_read_is_refused_and_changes_nothing(case: Path, tmp_path: Path, name: str, data: bytes) -> None:
    source = tmp_path / name
    source.write_bytes(data)
    with open_case(case) as before:
        head = before.record.head
    found = run("read", str(source), at=case)
    assert found.exit_code == 2
    assert f"refused: {source}" in found.output
    with open_case(case) as after:
        assert after.record.head == head


def test_an_empty_folder_is_refused(case: Path, tmp_path: Path) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    found = run("read", str(folder), at=case)
    assert found.exit_code == 2
    assert "nothing to read" in found.output


def test_reading_twice_adds_nothing(case: Path) -> None:
    with open_case(case) as before:
        head = before.record.head
    found = run("read", str(case / "reports"), at=case)
    assert found.exit_code == 0
    assert "0 new" in found.output
    with open_case(case) as after:
        assert after.record.head == head


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("actors.yaml", "kind:", "knid:", "kind"),
        ("accounts.yaml", "roots: [turkiye]", "roots: [turkeye]", "turkiye"),
    ],
)
def test_a_fault_in_a_case_file_names_file_line_and_remedy(
    case: Path, file: str, old: str, new: str, message: str
) -> None:
    path = case / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    line = text[: text.index(old)].count("\n") + 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = run("check", at=case)
    assert found.exit_code == 2
    assert f"{file}:{line}" in found.output
    assert message in found.output
    assert run("status", at=case).exit_code == 2


def test_verify_finds_one_changed_byte(case: Path) -> None:
    sound = run("verify", at=case)
    assert sound.exit_code == 0
    head = sound.output.split("head ")[1].strip()
    assert run("verify", "--head", head, at=case).exit_code == 0
    assert run("verify", "--head", "1" * 64, at=case).exit_code == 1
    database = case / "record.db"
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = database.read_bytes()
    place = data.index(b"commercial ones") if b"commercial ones" in data else len(data) // 2
    database.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
    assert run("verify", at=case).exit_code in (1, 2)


def test_a_rejected_claim_leaves_the_state_and_stays_in_the_record(case: Path) -> None:
    def tellers() -> list[str]:
        rows = run("status", *PAST, "--account", "israel", "--format", "jsonl", at=case).output.splitlines()
        return next(row["claims"] for row in map(json.loads, rows) if row["provision"] == "prisoners")

    before = tellers()
    assert before
    for claim in before:
        assert run("review", "reject", claim, "--why", "a test", "--by", "tester", at=case).exit_code == 0
    assert not set(before) & set(tellers())
    with open_case(case) as opened:
        assert opened.record.claim(before[0]) is not None


def test_a_changed_agreement_links_anew(case: Path) -> None:
    path = next(p for p in sorted((case / "agreement").glob("*.yaml")) if "prisoners:" in p.read_text(encoding="utf-8"))
    text = path.read_text(encoding="utf-8")
    with open_case(case) as before:
        links = len(before.knowledge().links)
        head = before.record.head
    path.write_text(text + "\n# a remark\n", encoding="utf-8")
    with open_case(case) as after:
        assert after.record.head.seq > head.seq
        assert len(after.knowledge().links) == links


def test_read_prints_claims_without_a_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "The ministry said on Sunday that 45 trucks had entered the town."
    found = CliRunner().invoke(
        main, ["read", "-", "--published", "2025-11-02", "--outlet", "The Post", "--format", "jsonl"], input=text
    )
    assert found.exit_code == 0, found.output
    (claim,) = [json.loads(line) for line in found.stdout.splitlines()]
    start, end = claim["span"]
    assert text[start:end] == claim["quote"]
    assert claim["holder"]["text"] == "The ministry"
    assert claim["quantities"][0]["value"] == 45
    assert claim["report"]["outlet"] == "The Post"


def test_init_gives_a_case_that_passes_its_check(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert run("init", str(folder)).exit_code == 0
    assert run("check", at=folder).exit_code == 0
    assert run("explain-agreement", at=folder).exit_code == 0
    assert run("init", str(folder)).exit_code == 2


def test_csv_cells_are_disarmed(read_demo: Path) -> None:
    found = run("export", "--as", "csv", at=read_demo)
    assert found.exit_code == 0
    for row in csv.reader(io.StringIO(found.output)):
        assert not any(cell.startswith(("=", "+", "@", "-", "\t")) for cell in row if not cell.lstrip("-").isdigit())
