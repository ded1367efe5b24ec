"""The addresses to subscribe to answer as the exports do, with the question in the address."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

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
