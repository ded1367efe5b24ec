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
