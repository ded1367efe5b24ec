"""Exports: what each holds equals what the screen shows, and programs that we did not write can read it."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guarantor.assessment import State
from guarantor.case import Case, open_case
from guarantor.case.exchange import ExportRequest, export, export_to, selected
from guarantor.case.times import Times
from guarantor.exchange.barometer import code, scale
from guarantor.exchange.calendar import _folded
from guarantor.exchange.events import codes
from guarantor.exchange.flat import ExportError, armed, csv_lines, disarmed
from guarantor.exchange.tables import TABLES, columns, rows, told_end
from guarantor.model.assessment import STATUSES, Owed, RootFigure
from guarantor.model.claim import Bound
from guarantor.review import desk

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
    assert disarmed(text).replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("text", ["a;=1+1", "a\n=1+1", 'a; "=1+1', "a\t@x", "a\r\n+1", "=1;-1", "a;＝1", "\n\n=1"])
def test_no_cell_is_a_formula_under_another_sign_either(sign: str, text: str) -> None:
    row = {column.name: None for column in columns("counters")} | {"title": text}
    written = "".join(csv_lines("counters", [row]))
    cells = [cell.lstrip(' "\n\r') for line in written.split("\n") for cell in line.split(sign)]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "＝", "-1"))]
    assert armed(disarmed(text)) == text


def test_no_line_of_a_csv_is_lost_to_signs_in_it(case: Case) -> None:
    row = {column.name: None for column in columns("counters")} | {"title": '=x"\n,\r', "value": -5.0}
    line = list(csv_lines("counters", [row]))[1]
    (read,) = csv.DictReader(io.StringIO("".join(csv_lines("counters", [row]))))
    assert read["title"] == "'=x\"\n,\r"
    assert read["value"] == "-5"
    assert line.endswith("\n")


def test_parquet_is_read_by_pyarrow_and_duckdb(case: Case, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not here: pip install 'guarantor[parquet]'")
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not here: pip install duckdb")
    for table in TABLES:
        path = tmp_path / f"{table}.parquet"
        export_to(case, "parquet", ASKED, path, what=table)
        wanted = sum(1 for _ in rows(table, selected(case, ASKED)))
        assert pq.read_table(path).num_rows == wanted
        assert duckdb.sql(f"select count(*) from '{path}'").fetchall() == [(wanted,)]


def test_csv_and_json_lines_are_read_by_duckdb_with_the_types_of_the_dictionary(case: Case, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not here: pip install duckdb")
    for table in TABLES:
        for format_, read in (("csv", "read_csv"), ("jsonl", "read_json")):
            path = tmp_path / f"{table}.{format_}"
            export_to(case, format_, ASKED, path, what=table)
            options = ", header=true, all_varchar=true" if format_ == "csv" else ", format='newline_delimited'"
            found = duckdb.sql(f"select * from {read}('{path}'{options})")
            assert found.columns == [column.name for column in columns(table)]
            assert len(found.fetchall()) == sum(1 for _ in rows(table, selected(case, ASKED)))
        numbers = [column.name for column in columns(table) if column.type == "number"]
        for name in numbers:
            duckdb.sql(f"select try_cast(\"{name}\" as double) from read_csv('{tmp_path / table}.csv', header=true)")


def test_positions_are_those_of_the_screen(case: Case) -> None:
    found = case.positions(as_of="2025-11-01", published_by="2025-11-05")
    lines = [json.loads(line) for line in whole(case, "jsonl", what="positions").splitlines()]
    assert len(lines) == len(found.cells)
    for line in lines:
        cell = found.cells[line["actor"], f"{line['issue']}/{line['option']}"]
        assert (line["answer"], line["stance"], line["day"]) == (cell.answer, cell.stance, cell.day)
    assert {line["answer"] for line in lines} > {"unknown"}


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


def test_geojson_is_read_by_the_models_of_its_standard(case: Case) -> None:
    models = pytest.importorskip("geojson_pydantic", reason="not here: pip install geojson-pydantic")
    text = whole(case, "geojson")
    found = models.FeatureCollection.model_validate_json(text)
    assert len(found.features) == len(list(rows("incidents", selected(case, ASKED))))
    jsonschema.validate(json.loads(text), schema("geojson"))
    assert len({feature.id for feature in found.features}) == len(found.features)
    wrong = json.loads(text)
    wrong["features"][0]["geometry"] = {"type": "Point", "coordinates": [200.0, 10.0]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, schema("geojson"))


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


def test_annotations_are_json_ld_of_the_vocabulary(case: Case) -> None:
    jsonld = pytest.importorskip("pyld.jsonld", reason="PyLD is not here: pip install pyld")
    page = json.loads(whole(case, "annotations"))
    page["items"] = page["items"][:20]
    oa = "http://www.w3.org/ns/oa#"
    terms = {
        "id": "@id", "type": "@type", "AnnotationPage": "http://www.w3.org/ns/activitystreams#OrderedCollectionPage",
        "items": {"@id": "http://www.w3.org/ns/activitystreams#items", "@type": "@id", "@container": "@list"},
        **{name: oa + name for name in ("Annotation", "TextualBody", "TextPositionSelector", "TextQuoteSelector",
                                        "identifying", "describing", "tagging", "exact", "prefix", "suffix", "start", "end")},
        **{name: {"@id": oa + of, "@type": how} for name, of, how in (
            ("body", "hasBody", "@id"), ("target", "hasTarget", "@id"), ("source", "hasSource", "@id"),
            ("selector", "hasSelector", "@id"), ("motivation", "motivatedBy", "@vocab"), ("purpose", "hasPurpose", "@vocab"))},
        "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value", "format": "http://purl.org/dc/elements/1.1/format",
        "language": "http://purl.org/dc/elements/1.1/language",
    }  # fmt: skip
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    (expanded,) = jsonld.expand({**page, "@context": terms})
    (listed,) = expanded["http://www.w3.org/ns/activitystreams#items"]
    assert len(listed["@list"]) == len(page["items"])
    for item in listed["@list"]:
        kinds = {kind for s in item[oa + "hasTarget"][0][oa + "hasSelector"] for kind in s["@type"]}
        assert kinds == {oa + "TextPositionSelector", oa + "TextQuoteSelector"}


def test_claim_reviews_fit_their_schema_and_rate_our_reading_and_not_the_world(case: Case) -> None:
    for line in whole(case, "claimreview").splitlines():
        data = json.loads(line)
        jsonschema.validate(data, schema("claimreview"))
        assert data["reviewRating"]["alternateName"] == "Read by a program, not reviewed"


def schema(name: str) -> dict[str, object]:
    """A schema of a format, as its standard has it."""
    return json.loads((Path(__file__).parent / "schemas" / f"{name}.json").read_text(encoding="utf-8"))


def test_the_feed_is_read_by_feedparser_and_tells_claims_and_changed_states(case: Case) -> None:
    feedparser = pytest.importorskip("feedparser", reason="feedparser is not here: pip install feedparser")
    feed = feedparser.parse(whole(case, "atom").encode())
    assert not feed.bozo
    assert feed.version == "atom10"
    kinds = [tag.term for entry in feed.entries for tag in entry.tags if tag.scheme == "urn:guarantor:kind"]
    assert kinds.count("claim") == min(100, len(selected(case, ASKED).claims))
    assert 0 < kinds.count("state") <= 100
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    provisions = {each.id for each in case.files.agreement.provisions}
    for entry, kind in zip(feed.entries, kinds, strict=True):
        touched = {tag.term for tag in entry.tags if tag.scheme == "urn:guarantor:touches"}
        assert touched & provisions if kind == "state" else touched
        assert "breached" not in entry.title or "said to be" in entry.title


def test_a_changed_state_reads_as_the_screen_does_then(case: Case) -> None:
    feedparser = pytest.importorskip("feedparser", reason="feedparser is not here: pip install feedparser")
    feed = feedparser.parse(whole(case, "atom").encode())
    told = [e for e in feed.entries if e.id.startswith("urn:state:") and ":hostages.remains:" in e.id]
    assert told
    for entry in told:
        at = int(entry.id.split(":")[-2])
        states = case.states([case.everybody], times=Times(as_of="2025-11-01", published_by="2025-11-05"))
        cell = State(states[case.everybody].engine, at)["hostages.remains"]
        assert entry.title.endswith(cell.status)


def test_a_correction_in_the_feed_names_every_claim_it_touches(read_demo: Path, tmp_path: Path) -> None:
    feedparser = pytest.importorskip("feedparser", reason="feedparser is not here: pip install feedparser")
    shutil.copytree(read_demo, tmp_path / "case")
    with open_case(tmp_path / "case") as own:
        claims = list(own.knowledge().claims)[:2]
        for claim in claims:
            desk.reject(own.record, claim, by="Ada", why="misread")
        own.forget()
        feed = feedparser.parse("".join(export(own, "atom", ExportRequest())).encode())
    corrections = [e for e in feed.entries if any(t.term == "correction" for t in e.tags)]
    touched = [{t.term for t in e.tags if t.scheme == "urn:guarantor:touches"} for e in corrections]
    assert sorted(map(sorted, touched)) == sorted([claim] for claim in claims)
    assert all("misread" in e.content[0].value for e in corrections)


def test_a_retraction_a_link_and_what_is_taken_back_name_the_claims_they_touch(read_demo: Path, tmp_path: Path) -> None:
    feedparser = pytest.importorskip("feedparser", reason="feedparser is not here: pip install feedparser")
    shutil.copytree(read_demo, tmp_path / "case")
    with open_case(tmp_path / "case") as own:
        known = own.knowledge()
        first, second, *_ = known.claims.values()
        of_report = {each.id for each in known.claims_in(first.claim.report.id)}
        live = next(each for each in known.links if second.id not in each.link.claims)
        desk.retract(own.record, first.claim.report.id, by="Ada", why="withdrawn by its outlet")
        refused = desk.reject(own.record, live.id, by="Ada", why="not about this")
        desk.undo(own.record, refused.id, by="Bo", why="it is after all")
        desk.accept(own.record, next(reversed(known.claims)), by="Bo", why="read")
        own.forget()
        feed = feedparser.parse("".join(export(own, "atom", ExportRequest())).encode())
    told = {
        entry.content[0].value: (
            entry.tags[0].term,
            {t.term for t in entry.tags if t.scheme == "urn:guarantor:touches"},
        )
        for entry in feed.entries
    }
    assert told["withdrawn by its outlet"] == ("correction", {first.claim.report.id, *of_report})
    assert told["not about this"] == told["it is after all"] == ("correction", set(live.link.claims))
    assert told["read"][0] == "decision"


def test_a_corrected_and_a_split_claim_name_what_they_were_and_what_they_became(
    read_demo: Path, tmp_path: Path
) -> None:
    feedparser = pytest.importorskip("feedparser", reason="feedparser is not here: pip install feedparser")
    shutil.copytree(read_demo, tmp_path / "case")
    with open_case(tmp_path / "case") as own:
        first, second, third, *_ = own.knowledge().claims
        corrected = desk.correct(
            own.record, first, {"modality": "alleged", "polarity": "-"}, by="Ada", why="only alleged"
        )
        parts = desk.split(own.record, second, [{"predicate": "one"}, {"predicate": "two"}], by="Ada", why="two in one")
        same = desk.same_as(own.record, [third, corrected.into[0]], by="Bo", why="the same words")
        undone = desk.undo(own.record, parts.id, by="Bo", why="one after all")
        own.forget()
        feed = feedparser.parse("".join(export(own, "atom", ExportRequest())).encode())
        gone = feedparser.parse("".join(export(own, "atom", ExportRequest(reviewed_only=True))).encode())
    told = {
        entry.id: (
            [t.term for t in entry.tags if t.scheme == "urn:guarantor:kind"],
            {t.term for t in entry.tags if t.scheme == "urn:guarantor:touches"},
        )
        for entry in feed.entries
    }
    assert told[f"urn:{corrected.id}"] == (["correction"], {first, *corrected.into})
    assert told[f"urn:{parts.id}"] == told[f"urn:{undone.id}"] == (["correction"], {second, *parts.into})
    assert len(parts.into) == 2
    assert told[f"urn:{same.id}"] == (["decision"], {third, *corrected.into})
    assert f"urn:{corrected.id}" in {entry.id for entry in gone.entries}


def test_a_format_that_is_not_there_is_refused(case: Case) -> None:
    with pytest.raises(ExportError, match="no format"):
        whole(case, "xls")


@pytest.mark.parametrize(
    ("bound", "low", "ends"),
    [
        ("", None, (2000, 2000)), ("up to", None, (None, 2000)), ("at least", None, (2000, None)),
        ("about", None, (None, None)), ("between", 1500.0, (1500, 2000)),
    ],
)  # fmt: skip
def test_an_end_that_the_words_leave_open_is_empty(
    bound: Bound, low: float | None, ends: tuple[float | None, float | None]
) -> None:
    figure = RootFigure(root="a", value=2000, until=0, bound=bound, low=low)
    owed = Owed(target=1950, by_root=(figure,), ends=(figure,))
    assert (told_end(owed, 0), told_end(owed, -1)) == ends
