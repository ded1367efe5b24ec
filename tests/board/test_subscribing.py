"""The addresses to subscribe to answer as the exports do, with the question in the address."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from guarantor.board import subscribing
from guarantor.board.app import application
from guarantor.case import open_case
from guarantor.case.exchange import ExportRequest, export
from guarantor.case.times import Times


@pytest.mark.parametrize(
    ("path", "format_", "kind"),
    [("/calendar.ics", "ics", "text/calendar"), ("/feed.atom", "atom", "application/atom+xml")],
)
def test_an_address_answers_as_the_export_does(read_demo: Path, path: str, format_: str, kind: str) -> None:
    with open_case(read_demo) as case, TestClient(application(case)) as client:
        asked = ExportRequest(times=Times(as_of="2025-11-01"), accounts=case.shown)
        answer = client.get(f"{path}?as-of=2025-11-01")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind)
        assert answer.text == "".join(export(case, format_, asked))
        again = client.get(f"{path}?as-of=2025-11-01", headers={"if-none-match": answer.headers["etag"]})
        assert again.status_code == 304
        assert client.get(f"{path}?as-of=never").status_code == 400


def test_a_brief_has_the_length_that_is_asked_for(read_demo: Path) -> None:
    with open_case(read_demo) as case, TestClient(application(case)) as client:
        texts = [client.get(f"/brief?as=md&as-of=2025-11-01&length={each}").text for each in ("minute", "page", "full")]
        assert len(texts[0]) < len(texts[1]) < len(texts[2])
        assert client.get("/brief?length=long").status_code == 400


def test_the_calendar_has_the_deadlines_nearest_to_the_time(read_demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ends = lambda text: re.findall(r"^DTSTART:(\d+)T", text, re.MULTILINE)  # noqa: E731 - one expression
    monkeypatch.setattr(subscribing, "NEAR", 3)
    with open_case(read_demo) as case, TestClient(application(case)) as client:
        few = client.get("/calendar.ics?as-of=2025-11-01").text
        asked = ExportRequest(times=Times(as_of="2025-11-01"), accounts=case.shown)
        whole = "".join(export(case, "ics", asked))
    days = [date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:]}") for day in ends(whole)]
    away = sorted(abs((day - date(2025, 11, 1)).days) for day in days)
    near = sorted(abs((date.fromisoformat(f"{d[:4]}-{d[4:6]}-{d[6:]}") - date(2025, 11, 1)).days) for d in ends(few))
    assert len(days) > 3 and len(near) == 3 and all(abs(a - b) <= 1 for a, b in zip(near, away, strict=False))
    assert "X-WR-CALDESC:The 3 deadlines nearest" in few and "X-WR-CALDESC" not in whole
