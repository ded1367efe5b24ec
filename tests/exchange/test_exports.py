"""Exports: what each holds equals what the screen shows, and programs that we did not write can read it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guarantor.case import Case, open_case
from guarantor.case.exchange import ExportRequest, export, export_to, selected
from guarantor.case.times import Times
from guarantor.exchange.barometer import code, scale
from guarantor.exchange.calendar import _folded
from guarantor.exchange.events import codes
from guarantor.exchange.flat import ExportError, csv_lines, disarmed
from guarantor.exchange.tables import TABLES, columns, rows
from guarantor.model.assessment import STATUSES, Owed

ASKED = ExportRequest(times=Times(as_of="2025-11-01", published_by="2025-11-05"))


@pytest.fixture(scope="module")
def case(read_demo: Path) -> Iterator[Case]:
    with open_case(read_demo) as found:
        yield found


def whole(case: Case, format_: str, **options: object) -> str:
    return "".join(export(case, format_, ASKED, **options))  # type: ignore[arg-type]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_its_columns_and_the_rows_of_the_question(case: Case, table: str) -> None:
    found = list(csv.DictReader(io.StringIO(whole(case, "csv", what=table))))
    lines = [json.loads(line) for line in whole(case, "jsonl", what=table).splitlines()]
    assert len(found) == len(lines) > 0
    assert list(found[0]) == [column.name for column in columns(table)] == list(lines[0])  # type: ignore[arg-type]


def test_the_claims_are_those_of_the_question(case: Case) -> None:
    ids = [json.loads(line)["id"] for line in whole(case, "jsonl").splitlines()]
    knowledge = case.knowledge()
    wanted = [i for i, kept in knowledge.claims.items() if (kept.claim.report.published or "9") <= "2025-11-05"]
    assert ids == wanted
    assert "".join(export(case, "jsonl", ExportRequest(reviewed_only=True))) == ""


def test_the_statuses_are_those_of_the_screen(case: Case) -> None:
    states = case.states(times=ASKED.times)
    for row in csv.DictReader(io.StringIO(whole(case, "csv", what="statuses"))):
        cell = states[row["account"]][row["provision"]]
        assert (row["status"], row["figure"] or None) == (cell.status, (cell.owed.text or None) if cell.owed else None)


@given(st.text())
def test_no_cell_is_a_formula(text: str) -> None:
    assert disarmed(text)[:1] not in tuple("=+-@\t\r\n")
    assert disarmed(text).endswith(text)


def test_no_line_of_a_csv_is_lost_to_signs_in_it(case: Case) -> None:
    row = {column.name: None for column in columns("counters")} | {"title": '=x"\n,\r', "value": -5.0}
    line = list(csv_lines("counters", [row]))[1]
    (read,) = csv.DictReader(io.StringIO("".join(csv_lines("counters", [row]))))
    assert read["title"] == "'=x\"\n,\r"
    assert read["value"] == "-5"
    assert line.endswith("\n")


def test_parquet_is_read_by_pyarrow(case: Case, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not here: pip install 'guarantor[parquet]'")
    for table in TABLES:
        export_to(case, "parquet", ASKED, tmp_path / "x.parquet", what=table)
        assert pq.read_table(tmp_path / "x.parquet").num_rows == sum(1 for _ in rows(table, selected(case, ASKED)))


def test_hxl_is_read_by_its_library(case: Case) -> None:
    hxl = pytest.importorskip("hxl", reason="libhxl is not here: pip install libhxl")
    for table in ("counters", "incidents"):
        text = whole(case, "hxl", what=table)
        source = hxl.data(hxl.make_input(io.BytesIO(text.encode()), hxl.InputOptions(allow_local=True)))
        assert len(list(source)) == len(list(rows(table, selected(case, ASKED))))
    with pytest.raises(ExportError, match="HXL holds"):
        whole(case, "hxl", what="claims")


def test_every_event_has_codes_of_the_book_and_every_claim_is_in_the_side_file(case: Case) -> None:
    events = list(csv.DictReader(io.StringIO(whole(case, "plover")), delimiter="\t"))
    lost = list(csv.DictReader(io.StringIO(whole(case, "plover-lost")), delimiter="\t"))
    assert events
    assert all(event["event_type"] in codes() and re.fullmatch(r"\d\d", event["cameo_root"]) for event in events)
    claims = selected(case, ASKED).claims
    assert [row["event_id"] for row in lost] == list(claims)
    assert {row["event_id"] for row in lost if not row["why"]} == {event["event_id"] for event in events}
    told = {claims[event["event_id"]].claim.modality for event in events}
    assert told <= {"happened", "ongoing"}


@pytest.mark.parametrize(
    ("status", "owed", "wanted"),
    [
        ("fulfilled", None, 3), ("fulfilled late", None, 3), ("holding", None, 3), ("due", None, 0),
        ("disputed", None, None), ("no information", None, None), ("unverified", None, None),
        ("in progress", None, 1), ("overdue", None, 0), ("breached", Owed(target=28, low=0, high=19), 0),
        ("breached", Owed(target=28, low=9, high=19), 1), ("overdue", Owed(target=28, low=19, high=26), 2),
        ("in progress", Owed(target=20, low=20, high=20), 3),
    ],
)  # fmt: skip
def test_the_scale(status: str, owed: Owed | None, wanted: int | None) -> None:
    assert code(status, owed) == wanted


def test_every_status_is_on_the_scale_or_beside_it(case: Case) -> None:
    assert set(scale()) == set(STATUSES)
    found = list(csv.DictReader(io.StringIO(whole(case, "barometer"))))
    months = sorted({row["month"] for row in found})
    assert months == ["2025-09", "2025-10", "2025-11"]
    assert all(row["code"] in ("", "0", "1", "2", "3") and row["status"] for row in found)


def test_geojson_is_of_its_shape(case: Case) -> None:
    found = json.loads(whole(case, "geojson"))
    assert found["type"] == "FeatureCollection"
    for feature in found["features"]:
        assert feature["type"] == "Feature"
        point = feature["geometry"]
        assert point is None or (point["type"] == "Point" and -180 <= point["coordinates"][0] <= 180)
    assert len({feature["id"] for feature in found["features"]}) == len(found["features"])


def test_the_calendar_is_read_by_icalendar(case: Case) -> None:
    icalendar = pytest.importorskip("icalendar", reason="icalendar is not here: pip install icalendar")
    found = icalendar.Calendar.from_ical(whole(case, "ics").encode())
    events = list(found.walk("VEVENT"))
    meetings = [event for event in events if str(event["UID"]).startswith("meeting-")]
    assert len(meetings) == len([each for each in case.files.agreement.meetings if each.date])
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert whole(case, "ics") == whole(case, "ics")


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), max_size=200))
def test_folded_lines_are_short_and_unfold_to_themselves(text: str) -> None:
    folded = _folded(text)
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
    assert folded.replace("\r\n ", "").removesuffix("\r\n") == text


def test_prov_json_is_read_by_prov(case: Case) -> None:
    model = pytest.importorskip("prov.model", reason="prov is not here: pip install prov")
    document = model.ProvDocument.deserialize(content=whole(case, "prov"), format="json")
    chosen = selected(case, ASKED)
    entities = list(document.get_records(model.ProvEntity))
    cells = sum(len(state) for state in chosen.states.values())
    reports = {kept.claim.report.id for kept in chosen.claims.values()}
    assert len(entities) == len(chosen.claims) + cells + len(reports)


def test_an_annotation_leads_to_the_words(case: Case) -> None:
    page = json.loads(whole(case, "annotations"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    claims = selected(case, ASKED).claims
    for item in page["items"]:
        claim = claims[item["id"].removeprefix("urn:")].claim
        report = case.record.report(claim.report.id)
        position, quote = item["target"]["selector"]
        assert report is not None
        assert report.text[position["start"] : position["end"]] == quote["exact"]
        assert f"{quote['prefix']}{quote['exact']}{quote['suffix']}" in report.text


def test_entities_are_of_the_follow_the_money_model(case: Case) -> None:
    followthemoney = pytest.importorskip("followthemoney", reason="not here: pip install followthemoney")
    ids = set()
    for line in whole(case, "ftm").splitlines():
        data = json.loads(line)
        entity = followthemoney.model.get_proxy(data)
        followthemoney.model.get(data["schema"]).validate(data)
        assert entity.id not in ids
        ids.add(entity.id)
        assert all(
            reference in ids for reference in (*entity.get("entity", quiet=True), *entity.get("proof", quiet=True))
        )


def test_claim_reviews_rate_our_reading_and_not_the_world(case: Case) -> None:
    for line in whole(case, "claimreview").splitlines():
        data = json.loads(line)
        assert data["@type"] == "ClaimReview"
        assert data["itemReviewed"]["@type"] == "Claim"
        assert data["reviewRating"]["alternateName"] == "Read by a program, not reviewed"


def test_the_feed_is_atom_and_has_an_entry_a_claim(case: Case) -> None:
    root = ElementTree.fromstring(whole(case, "atom"))
    space = "{http://www.w3.org/2005/Atom}"
    assert root.tag == f"{space}feed"
    entries = root.findall(f"{space}entry")
    assert len(entries) == min(200, len(selected(case, ASKED).claims))
    for entry in entries:
        assert all(entry.find(f"{space}{name}") is not None for name in ("id", "title", "updated"))


def test_a_format_that_is_not_there_is_refused(case: Case) -> None:
    with pytest.raises(ExportError, match="no format"):
        whole(case, "xls")
