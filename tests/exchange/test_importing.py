"""Rows coded elsewhere: each written, refused with its reason, or there already; nothing added to what they say."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from guarantor.case import Case, open_case
from guarantor.case.importing import import_rows
from guarantor.exchange.importing import MappingError

MAPPING = """
outlet: Event desk
text: "{day}: {notes}"
id: key
published: printed
when: day
holder: source
type: sort
types: {attack: violation, talk: meeting}
value: dead
unit: people
"""
ROWS = """key,day,printed,sort,source,dead,notes
e1,2025-10-20,2025-10-21,attack,Local reporters,3,Shelling near a crossing
e2,2025-10-22,2025-10-23,talk,,,Delegates met
e3,2025-02-30,2025-10-23,talk,,,No such day
e4,2025-10-22,2025-10-23,dance,,,No such type
e5,2025-10-22,2025-10-23,talk,,many,No such number
,2025-10-22,2025-10-23,talk,,,No id
"""


@pytest.fixture
def own(read_demo: Path, tmp_path: Path) -> Iterator[Case]:
    shutil.copytree(read_demo, tmp_path / "case")
    with open_case(tmp_path / "case") as case:
        yield case


def test_each_row_is_written_refused_or_known(own: Case, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    first = import_rows(own, tmp_path / "rows.csv", tmp_path / "m.yaml")
    assert (first.written, first.known, [each.row for each in first.refused]) == (2, 0, [3, 4, 5, 6])
    assert all(each.why for each in first.refused)
    again = import_rows(own, tmp_path / "rows.csv", tmp_path / "m.yaml")
    assert (again.written, again.known) == (0, 2)
    claims = {kept.claim.report.title: kept.claim for kept in own.knowledge().claims.values()}
    found = claims["Event desk e1"]
    assert found.quote == "2025-10-20: Shelling near a crossing"
    assert (found.holder.text, found.type, found.quantities[0].value, found.review) == (
        "Local reporters",
        "violation",
        3,
        "proposed",
    )
    assert own.verify().sound


@pytest.mark.parametrize(
    ("mapping", "what"),
    [("outlet: x", "mapping"), ("outlet: x\ntext: a\nid: nothing", "no column 'nothing'"), ("a: [", "m.yaml")],
)
def test_a_mapping_that_does_not_fit_is_refused(own: Case, tmp_path: Path, mapping: str, what: str) -> None:
    (tmp_path / "m.yaml").write_text(mapping, encoding="utf-8")
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    with pytest.raises(MappingError, match=what):
        import_rows(own, tmp_path / "rows.csv", tmp_path / "m.yaml")
