"""Values at the edges in every export: formulas in any cell, signs of every kind, days at the ends of the calendar, a long
cell, a case in which nothing was read."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from guarantor.case import Case, demo_case
from guarantor.case.exchange import FORMATS, ExportRequest, export, export_to
from guarantor.exchange.flat import armed
from guarantor.exchange.tables import TABLES, columns
from guarantor.model.claim import ChainLink, Claim, Holder, Mention, Place, Quantity, ReportRef, When
from guarantor.model.link import Link
from guarantor.model.report import Report

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    " =1",
    "\ufeff=1",
    "\u00a0@x",
)
HALF = "\ud800"
ODD = (
    *FORMULAS, "a\x00b", "\u202eright to left\u202c", "\u063a\u0632\u0629 \u200f(\u0647\u062f\u0646\u0629)",
    "\U0001f600\U0001f468\u200d\U0001f469", 'a"b,c;d|e', "a\r\nb\u2028c\u0085d", "a\rb", "x" * 30_000, "y" * 70_000, "]]><script>&amp;",
    "\x1b[31m", "\ufffe\uffff", "a\x0bb", "'=1", "a\\b", HALF,
)  # fmt: skip
DAYS = ("0001-01-01", "9999-12-30", "2025-10-20")
OUT_OF_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def odd(word: str, day: str, target: str, actor: str | None = None) -> tuple[Report, Claim, Link]:
    """A report and a claim with a word in every text that it has."""
    report = Report(
        text=f"{word} {day}",
        location=word,
        outlet=word,
        title=word,
        published=day,
        url=f"https://a.example/{len(word)}",
    )
    claim = Claim(
        report=ReportRef.of(report), span=(0, len(report.text)), quote=report.text, type="violation", modality="happened",
        holder=Holder(text=word, kind="role"), chain=(ChainLink(role="outlet", name=word), ChainLink(role="holder", name=word, actor=actor)),
        event="ASSAULT", predicate=word, actors=(Mention(text=word),), targets=(Mention(text=word), Mention(text="b")),
        when=When(start=day, end=day, precision="day"), where=Place(text=word),
        quantities=(Quantity(value=1e300, low=-5.0, high=None, unit=word, of=word, scope=word), Quantity(value=-0.1, low=None, high=None)),
        notes=(word,), rule=word,
    )  # fmt: skip
    return report, claim, Link(kind="bearing", claims=(claim.id,), target=target, effect="forbidden", rule="made")


@pytest.fixture(scope="module")
def edges(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with demo_case(tmp_path_factory.mktemp("edges") / "case") as case:
        targets = [p.id for p in case.files.agreement.provisions if p.incidents] + [
            c.id for c in case.files.agreement.counters
        ]
        actors = [*list(case.files.people.actors)[:2], None]
        for number, word in enumerate(ODD):
            report, claim, link = odd(
                word, DAYS[number % len(DAYS)], targets[number % len(targets)], actors[number // 3 % 3]
            )
            case.record.add_report(report, [claim], links=[link])
        case.forget()
        yield case


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with demo_case(tmp_path_factory.mktemp("empty") / "case") as case:
        yield case


def of(case: Case, format_: str, **options: object) -> str:
    return "".join(export(case, format_, ExportRequest(), **options))  # type: ignore[arg-type]


def cells(text: str, between: str = ",") -> Iterator[str]:
    csv.field_size_limit(10_000_000)
    yield from (cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=between) for cell in row)


@pytest.mark.parametrize(("format_", "what"), [*(("csv", table) for table in TABLES), ("hxl", "counters"), ("hxl", "incidents"),
                                               ("plover", None), ("plover-lost", None), ("barometer", None)])  # fmt: skip
def test_no_cell_of_any_table_is_a_formula(edges: Case, format_: str, what: str | None) -> None:
    found = of(edges, format_, what=what)
    head = found.splitlines()[0]
    for cell in cells(found, "\t" if format_.startswith("plover") else ","):
        number = re.fullmatch(r"-?\d+(\.\d+)?(e[+-]?\d+)?", cell)
        assert number or not cell.lstrip(" \u00a0\ufeff").startswith(tuple("=+-@\t\r\n＝＋－＠")), (cell, head)


def test_every_word_is_in_the_table_and_comes_back_whole(edges: Case) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not here: pip install duckdb")
    words = ["\ufffd" if word == HALF else word for word in ODD]
    lines = [json.loads(line) for line in of(edges, "jsonl").split("\n")[:-1]]
    assert [line["outlet"] for line in lines] == words
    csv.field_size_limit(10_000_000)
    rows = list(csv.DictReader(io.StringIO(of(edges, "csv"), newline="")))
    assert [armed(row["outlet"]).removeprefix("'") for row in rows] == [word.removeprefix("'") for word in words]
    assert {row["when_start"] for row in rows} == set(DAYS)
    export_to(edges, "jsonl", ExportRequest(), edges.folder / "claims.jsonl")
    read = duckdb.sql(
        f"select outlet from read_json('{edges.folder / 'claims.jsonl'}', format='newline_delimited')"
    ).fetchall()
    assert [outlet for (outlet,) in read] == words
    export_to(edges, "parquet", ExportRequest(), edges.folder / "claims.parquet")
    assert [
        outlet for (outlet,) in duckdb.sql(f"select outlet from '{edges.folder / 'claims.parquet'}'").fetchall()
    ] == words


def test_every_document_is_well_formed(edges: Case) -> None:
    for name in ("prov", "annotations", "geojson"):
        json.loads(of(edges, name))
    for name in ("ftm", "claimreview"):
        assert all(json.loads(line) for line in of(edges, name).split("\n")[:-1])
    feed = of(edges, "atom")
    assert not OUT_OF_XML.search(feed)
    ET.fromstring(feed.encode())
    icalendar = pytest.importorskip("icalendar", reason="icalendar is not here: pip install icalendar")
    assert icalendar.Calendar.from_ical(of(edges, "ics").encode()).walk("VEVENT")


def test_the_tools_of_each_form_take_them(edges: Case) -> None:
    prov = pytest.importorskip("prov.model", reason="prov is not here: pip install prov")
    followthemoney = pytest.importorskip("followthemoney", reason="not here: pip install followthemoney")
    hxl = pytest.importorskip("hxl", reason="libhxl is not here: pip install libhxl")
    feedparser = pytest.importorskip("feedparser", reason="feedparser is not here: pip install feedparser")
    prov.ProvDocument.deserialize(content=of(edges, "prov"), format="json")
    for line in of(edges, "ftm").split("\n")[:-1]:
        data = json.loads(line)
        followthemoney.model.get(data["schema"]).validate(data)
    for table in ("counters", "incidents"):
        text = of(edges, "hxl", what=table).encode()
        assert list(hxl.data(hxl.make_input(io.BytesIO(text), hxl.InputOptions(allow_local=True))))
    assert not feedparser.parse(of(edges, "atom").encode()).bozo


@pytest.mark.parametrize("format_", [each for each in FORMATS if each != "parquet"])
def test_a_case_in_which_nothing_was_read_has_a_whole_export(empty: Case, format_: str, tmp_path: Path) -> None:
    found = of(empty, format_)
    if format_ in ("csv", "plover", "plover-lost", "hxl"):
        assert len(found.splitlines()) == (2 if format_ == "hxl" else 1)
    elif format_ in ("jsonl", "ftm", "claimreview"):
        assert found == ""
    elif format_ in ("geojson", "prov", "annotations"):
        assert json.loads(found)
    elif format_ == "atom":
        assert ET.fromstring(found).tag.endswith("feed")


def test_an_empty_parquet_file_has_its_columns(empty: Case, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not here: pip install 'guarantor[parquet]'")
    export_to(empty, "parquet", ExportRequest(), tmp_path / "out.parquet", what="incidents")
    assert pq.read_table(tmp_path / "out.parquet").column_names == [each.name for each in columns("incidents")]


def test_claim_reviews_and_incidents_with_odd_words_fit_their_schemas(edges: Case) -> None:
    folder = Path(__file__).parent / "schemas"
    review, collection = (
        jsonschema.Draft202012Validator(
            json.loads((folder / f"{name}.json").read_text(encoding="utf-8")),
            format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
        )
        for name in ("claimreview", "geojson")
    )
    lines = of(edges, "claimreview").split("\n")[:-1]
    assert len(lines) == len(ODD)
    for line in lines:
        review.validate(json.loads(line))
    found = json.loads(of(edges, "geojson"))
    collection.validate(found)
    assert len(found["features"]) > 1
    assert len({feature["id"] for feature in found["features"]}) == len(found["features"])
    models = pytest.importorskip("geojson_pydantic", reason="not here: pip install geojson-pydantic")
    models.FeatureCollection.model_validate(found)
