"""What a search found is counted by what it can be narrowed to, and each count is that of the search it leads to."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from guarantor.board.app import application
from guarantor.board.filling import NAVIGATION
from guarantor.case import Case
from guarantor.case import knowledge as knowing
from guarantor.case.reading import read_into
from guarantor.model.report import Report
from guarantor.review import desk

SEARCHES = ("/search", "/search?q=said", "/search?q=said&kind=violation", "/search?actor=israel", "/search?review=accepted",
            "/search?q=trucks&outlet=Reuters")  # fmt: skip


def narrowing(html: str) -> list[tuple[str, int]]:
    """Each way to narrow what was found: its address and count."""
    part = html.partition('<nav class="facets"')[2].partition("</nav>")[0]
    found = re.findall(r'<dd><a href="([^"]+)">.*?</a> <span class="num quiet">([\d,]+)</span></dd>', part)
    return [(unescape(href), int(count.replace(",", ""))) for href, count in found]


def total(html: str) -> int:
    found = re.search(r'<h2 id="h-cl">([\d,]+) claims', html)
    assert found is not None
    return int(found[1].replace(",", ""))


@pytest.fixture
def judged(own: Case) -> Case:
    for id_ in list(own.knowledge().claims)[:7]:
        desk.accept(own.record, id_, by="tester", why="as printed")
    own.forget()
    return own


def test_each_count_is_that_of_the_search_it_leads_to(judged: Case) -> None:
    board = TestClient(application(judged), base_url="http://127.0.0.1")
    followed = 0
    for address in SEARCHES:
        html = board.get(address).text
        ways = narrowing(html)
        for href, count in ways:
            assert 0 < count < total(html), (address, href)
            assert total(board.get(href).text) == count, (address, href)
        followed += len(ways)
    assert followed > 20


def test_programs_are_told_the_same_counts(judged: Case) -> None:
    board = TestClient(application(judged), base_url="http://127.0.0.1")
    told = board.get("/api/search?q=said&kind=violation").json()
    values = [(each["field"], value["value"], value["count"]) for each in told["narrower"] for value in each["values"]]
    assert [count for _, _, count in values] == [
        count for _, count in narrowing(board.get("/search?q=said&kind=violation").text)
    ]
    for field, value, count in values:
        found = board.get("/api/search", params={"q": "said", "kind": "violation", field: value}).json()
        assert found["claims_total"] == count and "kind" not in {each["field"] for each in found["narrower"]}


def test_a_narrowed_search_leads_back(judged: Case) -> None:
    board = TestClient(application(judged), base_url="http://127.0.0.1")
    html = board.get("/search?q=said&kind=violation&page=1").text
    away = re.findall(r'<a href="([^"]+)"><span class="vh">Kind: </span>take away</a>', html)
    assert [unescape(each) for each in away] == ["/search?q=said"]


def test_a_very_large_record_counts_the_same(judged: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    small = TestClient(application(judged), base_url="http://127.0.0.1")
    expected = [narrowing(small.get(each).text) for each in SEARCHES]
    monkeypatch.setattr(knowing, "LARGE", 0)
    monkeypatch.setattr("guarantor.board.keeping.PATIENCE", None)
    judged.forget()
    large = TestClient(application(judged), base_url="http://127.0.0.1")
    assert [narrowing(large.get(each).text) for each in SEARCHES] == expected


def test_names_from_reports_are_shown_as_text(own: Case) -> None:
    own.read_reports([
        Report(text="Ten trucks entered, the ministry said.", location=f"{n}.txt", outlet=name, published="2025-11-20")
        for n, name in enumerate(['<script>alert(1)</script>"', "The Post"])
    ])  # fmt: skip
    html = TestClient(application(own), base_url="http://127.0.0.1").get("/search?q=ministry+trucks").text
    part = html.partition('<nav class="facets"')[2].partition("</nav>")[0]
    assert "<script>" not in part and "&lt;script&gt;" in part


def test_each_page_leads_to_the_same_as_json(judged: Case) -> None:
    board = TestClient(application(judged), base_url="http://127.0.0.1")
    provision, report = judged.files.agreement.provisions[0].id, next(iter(judged.knowledge().reports))
    pages = [path for path, _ in NAVIGATION if path != "/add"]
    pages += [f"/provisions/{provision}", f"/reports/{report}", "/actors/israel", "/review/history",
              *(f"/meetings/{each.id}" for each in judged.files.agreement.meetings[:1])]  # fmt: skip
    for path in pages:
        html = board.get(f"{path}?as-of=2025-11-20&page=1").text
        found = re.search(r'<link rel="alternate" type="application/json"[^>]* href="([^"]+)">', html)
        assert found is not None, path
        address = unescape(found[1])
        assert f'href="{found[1]}">This page as JSON' in html
        answer = board.get(address)
        assert answer.status_code == 200 and answer.json(), (path, address, answer.text[:300])
    assert 'href="/api/timeline?as-of=2025-11-20">This page' in board.get("/timeline?as-of=2025-11-20").text
    html = board.get("/search?q=said&kind=violation&from=2025-10-15").text
    found = re.search(r'href="(/api/search[^"]+)"', html)
    assert found is not None
    assert board.get(unescape(found[1])).json()["claims_total"] == total(html)
    assert "This page as JSON" not in board.get("/actors/nobody").text
    assert "This page as JSON" not in board.get("/add").text


def test_what_was_found_is_a_table_with_the_same_filters(demo: Case) -> None:
    """As many rows as the page counts, the newest first; no cell is taken for a formula; its link stands on the page."""
    board = TestClient(application(demo))
    asked = "q=trucks&kind=figure&published-by=2025-11-05"
    page = board.get(f"/search?{asked}").text
    link = unescape(re.findall(r'href="(/search\.csv[^"]*)"', page)[0])
    answer = board.get(link)
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["content-disposition"] == f'attachment; filename="{demo.files.info.id}-found.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == int(re.findall(r"(\d+) claims</h2>", page)[0]) > 3
    assert {row["kind"] for row in rows} == {"figure"}
    assert [row["published"] for row in rows] == sorted((row["published"] for row in rows), reverse=True)
    assert all(demo.record.claim(row["claim"]) for row in rows)
    assert board.get("/search.csv?kind=nothing").status_code == 400
    assert board.get("/search.csv?q=zzzz").text.count("\n") == 1


def test_a_quotation_is_no_formula_in_the_table(own: Case) -> None:
    report = Report(
        text="The ministry said 90 trucks entered.", location="x", outlet="=HYPERLINK(1)", published="2025-11-20"
    )
    read_into(own.record, [report], actors=own.actors, bearing=own.tying)
    own.forget()
    answer = TestClient(application(own)).get("/search.csv", params={"outlet": "=HYPERLINK(1)"})
    assert "'=HYPERLINK(1)" in answer.text
    assert ",=HYPERLINK" not in answer.text
