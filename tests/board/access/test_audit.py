"""The audit log: every act is in it, and a line that is changed, taken out or cut off is found."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.board.access.conftest import HERE, SignedIn, form_token

from guarantor.board.access.audit import Audit, BrokenAuditError
from guarantor.board.access.database import FILE, SqliteDatabase
from guarantor.board.access.people import People
from guarantor.case import Case
from guarantor.model.report import Report


def test_acts_are_noted_with_who_and_what(signed_in: SignedIn, people: People, own: Case) -> None:
    own.record.add_report(Report(text="Secret words.", location="x", marking="TLP:AMBER"), [])
    marked = next(report.id for report in own.record.reports() if report.marking == "TLP:AMBER")
    browser = signed_in("editor")
    browser.get(f"/reports/{marked}")
    browser.get("/brief")
    browser.get("/people")
    browser.post("/add", data={"token": form_token(browser, "/add"), "text": "Ten trucks entered."}, headers=HERE)
    lines = {(line.who, line.act): line for line in people.audit.lines()}
    assert marked in lines["editor", "read"].about
    assert lines["editor", "export"].about == "/brief"
    assert lines["editor", "refused"].about == "/people"
    assert lines["editor", "add"].about.startswith("report:sha256:")
    assert ("editor", "signed in") in lines
    assert people.audit.verify()[0] == len(people.audit.lines())


def test_reading_what_is_clear_is_not_noted(signed_in: SignedIn, people: People, own: Case) -> None:
    browser = signed_in("reader")
    before = len(people.audit.lines())
    browser.get(f"/reports/{next(iter(own.knowledge().reports))}")
    browser.get("/")
    assert len(people.audit.lines()) == before


def test_the_log_cannot_be_changed_through_the_program(people: People) -> None:
    for sql in ("UPDATE audit SET who = 'x'", "DELETE FROM audit"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            people.database.run(sql)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.text(max_size=30), min_size=2, max_size=6), st.integers(0, 5),
    st.sampled_from(["who", "act", "about", "detail", "address", "at", "hash"]),
)  # fmt: skip
def test_any_change_is_found(tmp_path_factory: pytest.TempPathFactory, texts: list[str], at: int, field: str) -> None:
    folder = tmp_path_factory.mktemp("audit")
    database = SqliteDatabase(folder / FILE)
    audit = Audit(database)
    for text in texts:
        audit.note(text, text, text, text, text)
    number, head = audit.verify()
    assert number == len(texts)
    database.run("DROP TRIGGER audit_is_kept")
    seq = at % len(texts) + 1
    database.run(f"UPDATE audit SET {field} = {field} || 'x' WHERE seq = ?", (seq,))
    with pytest.raises(BrokenAuditError, match=f"line {seq} "):
        audit.verify()
    database.run(f"UPDATE audit SET {field} = substr({field}, 1, length({field}) - 1) WHERE seq = ?", (seq,))
    assert audit.verify(head) == (number, head)
    database.run("DROP TRIGGER audit_is_whole")
    database.run("DELETE FROM audit WHERE seq = ?", (number,))
    with pytest.raises(BrokenAuditError, match="its end was cut"):
        audit.verify(head)
    database.close()


def test_the_file_is_for_its_owner_alone(people: People, tmp_path: Path) -> None:
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0
