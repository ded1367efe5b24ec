"""A past answer as it was printed then, with what the present program says beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from guarantor import review
from guarantor.case import open_case
from guarantor.case.printed import answers_printed, beside, keep_answer
from guarantor.case.times import Times
from guarantor.cli import main

TIMES = Times(as_of="2025-11-01", published_by="2025-11-05")


@pytest.fixture
def folder(read_demo: Path, tmp_path: Path) -> Path:
    made = tmp_path / "case"
    shutil.copytree(read_demo, made)
    return made


def test_what_was_printed_stays_and_what_reads_today_stands_beside_it(folder: Path) -> None:
    with open_case(folder) as case:
        printed = keep_answer(case, case.shown, TIMES, by="Ada")
        cell = case.status(as_of="2025-11-01", published_by="2025-11-05", account=case.shown[0])
        assert [text for _, account, text in printed.rows if account == case.shown[0]] == [
            c.text for c in cell.values()
        ]
        same = beside(case, printed.number)
        assert (same.again, same.now, same.files_changed) == ((), (), False)
        for claim in case.status(as_of="2025-11-01", account=case.everybody)["prisoners"].claims:
            review.reject(case.record, claim, by="Ada", why="a test")
        case.forget()
        later = beside(case, printed.number)
        assert later.again == (), "of the same entries the same answer, whatever was decided since"
        assert any(provision == "prisoners" for provision, *_ in later.now)
        assert later.printed == printed


def test_the_files_of_then_are_used_again(folder: Path) -> None:
    with open_case(folder) as case:
        number = keep_answer(case, case.shown, TIMES).number
    path = next(iter((folder / "agreement").glob("3-*.yaml")))
    text = path.read_text(encoding="utf-8")
    assert "of: prisoners, through: icrc, quantity: 1950 people" in text
    path.write_text(text.replace("quantity: 1950 people", "quantity: 4950 people"), encoding="utf-8")
    with open_case(folder) as case:
        found = beside(case, number)
        assert found.again == ()
        assert found.files_changed
        changed = [row for row in found.now if row[0] == "prisoners"]
        assert changed and all("4,950" not in then and "4,950" in today for _, _, then, today in changed)


def test_answers_are_entries(folder: Path) -> None:
    kept = CliRunner().invoke(main, ["status", "--keep", "--as-of", "2025-11-01", "--case", str(folder)])
    assert kept.exit_code == 0 and "guarantor printed 1" in kept.output
    told = CliRunner().invoke(main, ["printed", "1", "--case", str(folder)])
    assert "says of the same entries and files: the same" in told.output
    assert "prisoners (" in told.output
    assert CliRunner().invoke(main, ["printed", "7", "--case", str(folder)]).exit_code == 2
    with open_case(folder) as case:
        (answer,) = answers_printed(case)
        assert answer.number == 1 and answer.digest.startswith("answer:sha256:")
        assert case.verify().sound


def asked(folder: Path, *words: str) -> str:
    """What a command prints, but for the line that names the moment."""
    ran = CliRunner().invoke(main, [*words, "--case", str(folder)], catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return ran.stdout.replace(f", as the record held it on {MOMENT}", "").partition("\n")[2]


MOMENT = "2999-01-01T00:00:00.000000Z"
QUESTIONS = (("status", "--as-of", "2025-11-01"), ("why", "prisoners", "--as-of", "2025-11-01"), ("gates",), ("told", "meetings"))  # fmt: skip


def test_known_at_is_by_the_files_of_then(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another edition of the agreement, a provision less, a file under another name: what was printed is printed."""
    with open_case(folder) as case:
        at = next(iter(reversed(list(case.record.store.entries())))).recorded
    before = [asked(folder, *words) for words in QUESTIONS]
    path = next(iter((folder / "agreement").glob("3-*.yaml")))
    text = path.read_text(encoding="utf-8")
    path.unlink()
    text = text.replace("of: prisoners, through: icrc, quantity: 1950 people", "of: prisoners, quantity: 4950 people")
    path.with_name("30-again.yaml").write_text(text, encoding="utf-8")
    assert asked(folder, *QUESTIONS[0]) != before[0]
    with open_case(folder) as case:
        head = case.record.head
        assert sorted(case.record.case_files()) == sorted(file.name for file in case.files.files)
        assert case.as_known(None) is case.as_known("2999-01-01") is case
        then = case.as_known(at)
        assert then is not case and then is case.as_known(at)
        seen = case.cleared("TLP:GREEN").as_known(at)
        assert (seen.clearance, seen.files.id) == ("TLP:GREEN", then.files.id)
    with open_case(folder) as case:
        assert case.record.head == head, "a file that left is noted once"
    monkeypatch.setattr("tests.case.test_printed.MOMENT" if __name__.startswith("tests.") else f"{__name__}.MOMENT", at)
    assert [asked(folder, *words, "--known-at", at) for words in QUESTIONS] == before


def test_a_file_that_is_back_is_one_of_the_case(folder: Path) -> None:
    with open_case(folder) as case:
        case.record.drop_case_file("watch.yaml")
        case.record.add_case_file("watch.yaml", "")
        assert case.record.case_files()["watch.yaml"] == ""
        case.record.drop_case_file("watch.yaml")
        assert "watch.yaml" not in case.record.case_files()
        assert case.verify().sound


def test_files_that_this_program_cannot_read(folder: Path) -> None:
    with open_case(folder) as case:
        case.record.add_case_file("case.yaml", "what: is this")
        at = list(case.record.store.entries())[-1].recorded
    ran = CliRunner().invoke(main, ["status", "--known-at", at, "--case", str(folder)], catch_exceptions=False)
    assert ran.exit_code == 0
    assert "cannot be read" in ran.stderr and "those of today are taken" in ran.stderr
