"""Lines made by several processes: the same as of one, and what is wrong in the record is said as by one."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import guarantor
from guarantor.case import Case
from guarantor.case.shares import cores

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked off on Linux alone")

COMPARED = """
import sys
from pathlib import Path
from pyarrow.parquet import read_table
from guarantor.case import exchange, open_case, shares
from guarantor.case.times import Times

exchange.SHARED, shares.SHARE = 100, 90
questions = [
    exchange.ExportRequest(),
    exchange.ExportRequest(times=Times(published_by="2025-10-20")),
    exchange.ExportRequest(reviewed_only=True),
]
with open_case(sys.argv[1]) as case:
    for form in exchange.ROW_BY_ROW:
        for asked in questions:
            alone, pieces = "".join(exchange.export(case, form, asked)), list(exchange.export(case, form, asked, workers=2))
            assert len(pieces) > 5 or asked is not questions[0], (form, len(pieces))
            assert alone == "".join(pieces), form
            print(form, len(alone))
    here = Path(sys.argv[2])
    for workers in (1, 2):
        exchange.export_to(case, "parquet", questions[0], here / f"{workers}.parquet", workers=workers)
    assert read_table(here / "1.parquet").equals(read_table(here / "2.parquet"))
"""
"""In a program of its own: one of many threads must not be forked."""


def run(folder: Path, here: Path) -> subprocess.CompletedProcess[str]:
    sources = str(Path(guarantor.__file__).parents[1])
    return subprocess.run(
        [sys.executable, "-c", COMPARED, str(folder), str(here)], capture_output=True, text=True, timeout=120,
        env={**os.environ, "PYTHONPATH": sources},
    )  # fmt: skip


def test_several_processes_write_what_one_writes(read_demo: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not here: pip install 'guarantor[parquet]'")
    done = run(read_demo, tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 21
    assert cores() >= 1


def test_what_a_process_finds_wrong_is_said(own: Case, tmp_path: Path) -> None:
    own.record.close()
    with closing(sqlite3.connect(own.folder / "record.db")) as raw, raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        (last,) = raw.execute("SELECT max(seq) FROM entry WHERE kind = 'claim'").fetchone()
        raw.execute("UPDATE entry SET published = '2031-01-01' WHERE seq = ?", (last,))
    done = run(own.folder, tmp_path)
    assert done.returncode == 1
    assert f"entry {last}: its content is not what was recorded" in done.stderr.splitlines()[-1]
