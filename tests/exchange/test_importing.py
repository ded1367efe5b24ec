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
from guarantor.exchange.importing import Refused, Taken, load_mapping, read_rows
from guarantor.exchange.mistaken import MappingError

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


DESK = "outlet: Desk\ntext: '{day}: {notes}'\nid: id\nwhen: day\nvalue: dead\nunit: people\n"
COLUMNS = "id,day,notes,dead\n"
CODED = f"{COLUMNS}1,2025-11-01,Shots by the ford,3\n2,2025-11-02,A quiet day,0\n"


def read(folder: Path, encoded: bytes, mapping: str = DESK) -> list[Taken | Refused]:
    """What becomes of the rows of a file, before anything is written."""
    (folder / "mapping.yaml").write_text(mapping, encoding="utf-8")
    (folder / "rows.csv").write_bytes(encoded)
    return list(read_rows(folder / "rows.csv", load_mapping(folder / "mapping.yaml")))


@pytest.mark.parametrize(
    "encoded",
    [
        CODED.encode("utf-8-sig"), CODED.encode("utf-16"), CODED.replace(",", ";").encode(), CODED.replace(",", "\t").encode(),
        CODED.replace("\n", "\r\n").encode(), CODED.replace("\n", "\n\n").encode(),
    ],
    ids=["mark", "utf-16", "semicolons", "tabs", "crlf", "empty lines"],
)  # fmt: skip
def test_a_table_saved_otherwise_is_the_same_table(tmp_path: Path, encoded: bytes) -> None:
    plain = read(tmp_path, CODED.encode())
    assert len(plain) == 2
    assert read(tmp_path, encoded) == plain


@pytest.mark.parametrize(
    ("encoded", "what"),
    [
        (b"", "no column 'id'; there are: none"), (b"id,day,dead\n1,2025-11-01,3\n", "no column 'notes'"),
        (b"id,day,notes,dead,notes\n1,2025-11-01,a,3,b\n", "2 columns are called 'notes'"),
        (CODED.replace("quiet", "qui\u00e9t").encode("latin-1"), "say `encoding:`"),
        (COLUMNS.encode() + b'1,2025-11-01,"' + b"x" * 10_000_001, "line 2: field larger"),
    ],
)  # fmt: skip
def test_a_file_that_does_not_fit_is_refused_as_a_whole(tmp_path: Path, encoded: bytes, what: str) -> None:
    with pytest.raises(MappingError, match=what):
        read(tmp_path, encoded)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('1,2025-11-01,a,"12,34"', "no number"), ('1,2025-11-01,a,"1.234,5"', "no number"), ("1,2025-11-01,a,1_000", "no number"),
        ("1,2025-11-01,a,1e400", "no number"), ("1,2025-11-01,a,nan", "no number"), ("1,03/11/2025,a,1", "no ISO day"),
        ("1,2025-11,a,1", "no ISO day"), ("1,20251101,a,1", "no ISO day"), ("1,2025-02-30,a,1", "out of range"),
        ("1,9999-12-31,a,1", "the end of the calendar"), ("1,2025-11-01,a", "fewer cells"), ("1,2025-11-01,a,b,1", "more cells"),
        ('1,2025-11-01,"a,1\n2,2025-11-02,b,1', "fewer cells"), (",2025-11-01,a,1", "no text or no id"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_is_refused_with_its_reason(tmp_path: Path, row: str, why: str) -> None:
    (refused,) = read(tmp_path, f"{COLUMNS}{row}\n".encode())
    assert isinstance(refused, Refused)
    assert why in refused.why


@pytest.mark.parametrize(
    ("row", "more", "value"),
    [
        ('1,2025-11-01,a,"1,234"', "", 1234.0), ('1,2025-11-01,a,"1,234,567.5"', "", 1234567.5), ("1,2025-11-01,a,-5", "", -5.0),
        ('1,2025-11-01,a,"1.234,5"', "decimal: ','\n", 1234.5), ('1,2025-11-01,a,"12,34"', "decimal: ','\n", 12.34),
        ("1,03/11/2025,a,1", "dates: '%d/%m/%Y'\n", 1.0), ("1,0001-01-01,a,1", "", 1.0),
        ("1,2025-11-01,\U0001f600 \u202ea,1", "", 1.0), (f"1,2025-11-01,{'x' * 140_000},1", "", 1.0),
    ],
)  # fmt: skip
def test_a_row_says_what_it_says(tmp_path: Path, row: str, more: str, value: float) -> None:
    (taken,) = read(tmp_path, f"{COLUMNS}{row}\n".encode(), DESK + more)
    assert isinstance(taken, Taken)
    assert taken.claim.quantities[0].value == value
    assert taken.claim.when is not None and taken.claim.when.start in ("2025-11-01", "2025-11-03", "0001-01-01")


def test_what_came_in_one_way_is_known_in_another(own: Case, tmp_path: Path) -> None:
    (tmp_path / "mapping.yaml").write_text(DESK, encoding="utf-8")
    (tmp_path / "rows.csv").write_bytes(CODED.encode())
    assert import_rows(own, tmp_path / "rows.csv", tmp_path / "mapping.yaml").written == 2
    (tmp_path / "other.csv").write_bytes(CODED.replace(",", ";").encode("utf-16"))
    again = import_rows(own, tmp_path / "other.csv", tmp_path / "mapping.yaml")
    assert (again.written, again.known, again.refused) == (0, 2, ())
