"""Incidents with their life, on a map made here; counters, each teller by itself; when a reader was here before."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.testclient import TestClient

from guarantor.board import happened
from guarantor.board.app import application
from guarantor.board.mapping import APART, maps_of
from guarantor.board.outlines import clipped, countries
from guarantor.board.visits import visits
from guarantor.case import Case

NUMBER = st.floats(-10, 10, allow_nan=False)


@pytest.fixture
def client(demo: Case) -> TestClient:
    return TestClient(application(demo))


def test_an_incident_tells_which_stages_nobody_tells(client: TestClient) -> None:
    page = client.get("/incidents").text
    assert page.count("Nobody in the record tells of it.") > page.count('<ol class="life">') > 2
    assert "Zeitoun" in page
    assert "Civil Defence" in page
    assert 'href="http' not in re.sub(r'rel="noreferrer"|href="https?://[^"]*" rel', "", page)


def test_incidents_of_later_days_are_not_told_of_earlier_ones(client: TestClient) -> None:
    assert 'class="life"' not in client.get("/incidents?as-of=2025-10-12&published-by=2025-10-12").text
    one = client.get("/incidents?as-of=2025-10-18").text
    assert one.count('class="life"') < client.get("/incidents").text.count('class="life"')


def test_counters_stand_side_by_side_with_a_table_each(client: TestClient) -> None:
    page = client.get("/counters?as-of=2025-11-01&published-by=2025-11-05").text
    assert page.count("<figure>") == page.count("The same as a table") > 1


def test_an_empty_moment_says_what_to_do(client: TestClient) -> None:
    for path in ("/incidents", "/counters", "/meetings", "/timeline", "/actors", "/search?q=x"):
        page = client.get(path, params={"as-of": "1950-01-01", "published-by": "1950-01-01"})
        assert page.status_code == 200
        assert 'href="/add"' in page.text, path


def test_the_outlines_are_closed_rings_on_the_globe() -> None:
    found = countries()
    assert len(found) > 500
    assert all(-181 <= x <= 181 and -91 <= y <= 91 for _, ring in found for x, y in ring)


@given(st.lists(st.tuples(NUMBER, NUMBER), min_size=3, max_size=12))
def test_what_is_clipped_lies_in_the_window(ring: list[tuple[float, float]]) -> None:
    assert all(-3.0001 <= x <= 4.0001 and -2.0001 <= y <= 5.0001 for x, y in clipped(ring, (-3, -2, 4, 5)))


def test_marks_at_one_place_do_not_hide_each_other() -> None:
    for drawn in maps_of({n: (f"place {n}", (31.5 + n / 1000, 34.4)) for n in range(1, 7)}):
        spots = [(mark.x, mark.y) for mark in drawn.marks]
        assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) >= APART - 1 for a in spots for b in spots if a is not b)
        assert "M" in drawn.land


def _seen(cookie: str, now: datetime) -> tuple[str, str]:
    headers = [(b"cookie", f"guarantor-visit={cookie}".encode())] if cookie else []
    return visits(Request({"type": "http", "headers": headers}), now)


def test_a_visit_lasts_until_half_an_hour_away() -> None:
    nine = datetime(2025, 11, 1, 9, tzinfo=UTC)
    first = _seen("", nine)
    assert first == ("", "2025-11-01T09:00:00Z")
    assert _seen("~".join(first), nine.replace(minute=10)) == ("", "2025-11-01T09:10:00Z")
    assert _seen("~".join(first), nine.replace(day=2)) == ("2025-11-01T09:00:00Z", "2025-11-02T09:00:00Z")
    assert _seen("forged~2999-01-01T00:00:00Z", nine)[0] == ""


def test_the_state_begins_with_what_changed_since_the_last_visit(client: TestClient, demo: Case) -> None:
    assert "in the week before" in client.get("/").text
    client.cookies.clear()
    client.cookies.set("guarantor-visit", "~2000-01-01T00:00:00Z")
    page = client.get("/").text
    assert "since your last visit" in page
    assert page.count("<li><time") <= 10
    assert "in the week before" in client.get("/?since=week").text
    assert client.get("/?since=never").status_code == 400


def test_outside_files_are_the_ones_that_were_pinned() -> None:
    import hashlib

    import guarantor.board as board

    folder = Path(board.__file__).parent
    listed = (folder / "data" / "README.md").read_text(encoding="utf-8")
    assert hashlib.sha256((folder / "static" / "htmx.js").read_bytes()).hexdigest() in listed


def test_incidents_come_in_parts(demo: Case, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = lambda page: re.findall(r'<h2 id="([^"]+)">', page)  # noqa: E731 - one expression
    monkeypatch.setattr(happened, "SIZE", 10**6)
    whole = [each for each in ids(client.get("/incidents").text) if each != "h-map"]
    monkeypatch.setattr(happened, "SIZE", 1)
    other, found, address = TestClient(application(demo)), list[str](), "/incidents"
    spots = dict[str, str]()
    while address:
        page = other.get(address).text
        found += [each for each in ids(page) if each != "h-map"]
        spots.update((anchor, at or address) for at, anchor in re.findall(r'<a href="([^"#]*)#([^"]+)">\d', page))
        ahead = re.search(r'<a href="([^"]+)" rel="next">', page)
        address = unescape(ahead[1]) if ahead else ""
    assert found == whole and len(whole) > 2
    assert spots and all(f'id="{anchor}"' in other.get(unescape(at)).text for anchor, at in list(spots.items())[:6])
    assert not [each for each in ids(other.get("/incidents?page=999").text) if each != "h-map"]
    assert other.get("/incidents?page=x").status_code == 400
