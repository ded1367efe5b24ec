"""What a copy changed is told wherever the copied claim is used: by ``why``, on the provision's page, in the list."""

from __future__ import annotations

import html
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from guarantor.board.app import application
from guarantor.case import Case, open_case
from guarantor.model.report import Report

FRAME = (
    "Traders in the north of the enclave waited through the morning for flour and fuel, and the price of a sack fell by a "
    "third before noon. {told} Drivers at the crossing said that the line was shorter than on any day of the month, while "
    "the mayor of the town asked for a timetable that farmers could plan by."
)
ORIGIN, COPY = "The Gazette of Elsewhere", "The Elsewhere Mirror"
TOLD = {
    "attribution lost": (
        "Israel violated the ceasefire 512 times, the Government Media Office in Gaza said.",
        "Israel violated the ceasefire 512 times.",
    ),
    "number changed": (
        "Israel violated the ceasefire 512 times by 20 November, the Government Media Office in Gaza said.",
        "Israel violated the ceasefire 521 times by 20 November, the Government Media Office in Gaza said.",
    ),
    "made certain": (
        "Israel will open the Rafah crossing on Thursday, the Egyptian presidency said.",
        "Israel opened the Rafah crossing on Thursday, the Egyptian presidency said.",
    ),
    "category dropped": (
        "Israeli strikes killed and wounded 14 people on Wednesday, Gaza's Civil Defence said.",
        "Israeli strikes killed 14 people on Wednesday, Gaza's Civil Defence said.",
    ),
    "hedge dropped": (
        "Israel violated the ceasefire at least 512 times, the Government Media Office in Gaza said.",
        "Israel violated the ceasefire 512 times, the Government Media Office in Gaza said.",
    ),
    "stale figure as new": (
        "Israel violated the ceasefire 512 times by 12 November, the Government Media Office in Gaza said.",
        "Israel violated the ceasefire 512 times, the Government Media Office in Gaza said.",
    ),
}  # fmt: skip


def read(case: Case, kind: str) -> None:
    days = ("2025-11-20", "2025-11-21")
    reports = [
        Report(text=FRAME.format(told=told), location=f"{outlet}.txt", outlet=outlet, published=day)
        for told, outlet, day in zip(TOLD[kind], (ORIGIN, COPY), days, strict=True)
    ]
    summary = case.read_reports(reports)
    assert summary.new == 2


@pytest.mark.parametrize("kind", TOLD)
def test_a_distortion_reaches_why_and_the_page(kind: str, read_demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(read_demo, folder)
    with open_case(folder) as case:
        read(case, kind)
        mine = {id_ for id_, kept in case.knowledge().claims.items() if kept.claim.report.outlet in (ORIGIN, COPY)}
        (told,) = {each.text for each in case.distortions() if each.kind == kind and {each.origin, each.copy} <= mine}
        used = {target for id_ in mine for link in case.knowledge().of_claim.get(id_, ()) if (target := link.target)}
        provisions = [each.id for each in case.files.agreement.provisions if each.id in used]
        assert provisions, "the copied claim bears on something"
        shown = {name: [each.text for each in case.why(name).distortions if each.kind == kind] for name in provisions}
        assert any(told in texts for texts in shown.values()), shown
        name = next(name for name, texts in shown.items() if told in texts)
        page = TestClient(application(case)).get(f"/provisions/{name}").text
        assert "What copies changed" in page and told in html.unescape(page)
