"""Rows coded elsewhere: each written, refused with its reason, or there already; nothing added to what they say."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from guarantor.case import Case, open_case
from guarantor.case.exchange import ExportRequest, export
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


EVENTS = """
outlet: Conflict data desk
text: "{event_date}, {location}: {notes} ({sub_event_type}; {actor1} and {actor2})"
id: event_id_cnty
published: event_date
when: event_date
dates: "%d %B %Y"
holder: source
actor: actor1
target: actor2
place: location
type: event_type
types: {Explosions/Remote violence: violation, Battles: violation, Strategic developments: commitment}
value: fatalities
unit: people
of: killed
"""
EVENT_ROWS = """event_id_cnty,event_date,event_type,sub_event_type,actor1,actor2,location,source,notes,fatalities
XYZ1,20 October 2025,Explosions/Remote violence,Shelling,Forces of A,Group B,Northtown,Local reporters,"Shells fell, twice",4
XYZ2,21 October 2025,Protests,Peaceful protest,Citizens,,Northtown,Local reporters,A march,0
XYZ3,2025-10-22,Battles,Armed clash,Forces of A,Group B,Northtown,Local reporters,A clash,1
XYZ4,22 October 2025,Battles,Armed clash,Forces of A,Group B,Northtown,Local reporters,A clash,nan
XYZ5,23 October 2025,Strategic developments,Agreement,Forces of A,Group B,Northtown,Local reporters,"'=HYPERLINK(1)",0
"""
COUNTS = """
outlet: Aid dashboard
text: "{trucks} trucks collected between {from} and {to} at {crossing}"
id: row
published: to
when: to
type: figure
value: trucks
unit: trucks
kind: cumulative
of: trucks
scope: collected inside
since: from
as_of: to
place: crossing
"""
COUNT_ROWS = """row,from,to,crossing,trucks
1,2025-10-10,2025-10-31,East gate,"1,204"
2,2025-10-10,2025-10-31,West gate,inf
3,2025-10-10,2025-10-32,West gate,12
4,2025-10-10,2025-11-02,West gate,12
"""


def imported(own: Case, folder: Path, mapping: str, rows: str) -> tuple[int, int, dict[int, str]]:
    (folder / "m.yaml").write_text(mapping, encoding="utf-8")
    (folder / "rows.csv").write_text(rows, encoding="utf-8")
    done = import_rows(own, folder / "rows.csv", folder / "m.yaml")
    return done.written, done.known, {each.row: each.why for each in done.refused}


def test_incidents_coded_by_others(own: Case, tmp_path: Path) -> None:
    written, known, refused = imported(own, tmp_path, EVENTS, EVENT_ROWS)
    assert (written, known) == (2, 0)
    assert {row: why for row, why in refused.items() if not why} == {}
    assert sorted(refused) == [2, 3, 4]
    assert "Protests" in refused[2]
    assert "2025-10-22" in refused[3]
    assert "no number" in refused[4]
    assert imported(own, tmp_path, EVENTS, EVENT_ROWS)[:2] == (0, 2)
    (first,) = [k.claim for k in own.knowledge().claims.values() if k.claim.report.title == "Conflict data desk XYZ1"]
    assert first.quote == "20 October 2025, Northtown: Shells fell, twice (Shelling; Forces of A and Group B)"
    assert ([m.text for m in first.actors], [m.text for m in first.targets]) == (["Forces of A"], ["Group B"])
    assert first.where is not None
    assert first.when is not None
    assert (first.where.text, first.when.start, first.quantities[0].value) == ("Northtown", "2025-10-20", 4)


def test_counters_coded_by_others(own: Case, tmp_path: Path) -> None:
    written, _, refused = imported(own, tmp_path, COUNTS, COUNT_ROWS)
    assert written == 2
    assert sorted(refused) == [2, 3]
    (first,) = [k.claim for k in own.knowledge().claims.values() if k.claim.report.title == "Aid dashboard 1"]
    (figure,) = first.quantities
    assert (figure.value, figure.since, figure.as_of, figure.scope) == (
        1204,
        "2025-10-10",
        "2025-10-31",
        "collected inside",
    )


def test_formulas_are_disarmed_both_ways(own: Case, tmp_path: Path) -> None:
    imported(
        own,
        tmp_path,
        EVENTS.replace('"{event_date}, {location}: {notes} ({sub_event_type}; {actor1} and {actor2})"', '"{notes}"'),
        EVENT_ROWS,
    )
    (claim,) = [k.claim for k in own.knowledge().claims.values() if k.claim.report.title == "Conflict data desk XYZ5"]
    assert claim.quote == "=HYPERLINK(1)"
    out = list(csv.DictReader(io.StringIO("".join(export(own, "csv", ExportRequest())))))
    assert [row["quote"] for row in out if row["id"] == claim.id] == ["'=HYPERLINK(1)"]
