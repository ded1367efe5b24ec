"""Moments far ahead: refused where nothing could be told of them, and answered soon where a duty of every day runs on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from guarantor.board.app import application
from guarantor.board.subscribing import NEAR
from guarantor.case import open_case


@pytest.fixture(scope="module")
def browser(read_demo: Path) -> Iterator[TestClient]:
    with open_case(read_demo) as case:
        yield TestClient(application(case), base_url="http://127.0.0.1")


def day(ahead: int) -> str:
    return f"{datetime.now(UTC) + timedelta(days=ahead):%Y-%m-%d}"


@pytest.mark.parametrize("path", ["/", "/calendar.ics", "/api/state", "/provisions/aid.trucks", "/api/exports/ics"])
def test_a_moment_of_which_nothing_can_be_told_is_refused(browser: TestClient, path: str) -> None:
    answer = browser.get(path, params={"as-of": day(3 * 366)})
    assert answer.status_code == 400 and "more than two years after today" in answer.text


def test_a_calendar_of_next_year_has_the_nearest_deadlines_and_its_export_all(browser: TestClient) -> None:
    ahead = {"as-of": day(300)}
    followed, whole = browser.get("/calendar.ics", params=ahead), browser.get("/api/exports/ics", params=ahead)
    assert followed.status_code == whole.status_code == 200
    assert followed.text.endswith("END:VCALENDAR\r\n") and whole.text.endswith("END:VCALENDAR\r\n")
    near, every = (set(each.text.split("BEGIN:VEVENT")[1:]) for each in (followed, whole))
    deadlines = [each for each in near if "UID:meeting" not in each]
    assert len(deadlines) == NEAR and len(every) > NEAR and near < every
    assert f"The {NEAR} deadlines nearest" in followed.text and "nearest" not in whole.text.split("BEGIN:VEVENT")[0]


def test_the_line_of_a_long_daily_duty_is_worked_out_of_its_last_days(browser: TestClient) -> None:
    short = browser.get("/provisions/aid.trucks", params={"as-of": "2025-11-20"}).text
    assert "Work out the line" not in short and "Of so long a time" not in short
    late = browser.get("/provisions/aid.trucks", params={"as-of": "2026-08-20"}).text
    assert "Work out the line" in late and "Of so long a time only the last days" in late
    asked = browser.get("/provisions/aid.trucks", params={"as-of": "2026-08-20", "line": "1"}).text
    assert "Work out the line" not in asked and "Status over time, account by account" in asked


def test_a_deadline_of_another_year_has_its_year(browser: TestClient) -> None:
    page = browser.get("/", params={"as-of": "2025-11-26"}).text.replace("\N{NO-BREAK SPACE}", " ")
    assert ">16 May 2026<" in page and ">13 October 12:00<" in page
