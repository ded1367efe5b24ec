"""Made-up agreements that somebody wrote who had only the docs, with reports: what the state of each comes to."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from guarantor.case import Case, open_case

WRITTEN = Path(__file__).resolve().parents[1] / "agreement" / "newcomers"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Case]]:
    cases: dict[str, Case] = {}

    def case(name: str) -> Case:
        if name not in cases:
            folder = tmp_path_factory.mktemp("newcomers") / name
            shutil.copytree(WRITTEN / name, folder)
            cases[name] = open_case(folder)
            cases[name].read([folder / "reports"])
        return cases[name]

    yield case
    for each in cases.values():
        each.close()


@pytest.mark.parametrize(
    ("account", "captives", "detainees"),
    [
        ("east", "overdue, 80 of 120", "no information"),
        ("west", "overdue", "overdue, 150 of 600"),
        ("neutral", "overdue, 118 of 120", "no information"),
        ("everybody", "disputed, 118 of 120", "overdue, 150 of 600"),
    ],
)
def test_an_exchange_with_a_ratio(
    opened: Callable[[str], Case], account: str, captives: str, detainees: str
) -> None:  # fmt: skip
    state = opened("ridge").status(as_of="2032-03-20", account=account)
    assert state["captives.east"].text == captives
    assert state["detainees.west"].text == detainees


def test_who_calls_the_delay_a_breach(opened: Callable[[str], Case]) -> None:
    cells = {
        account: opened("ridge").status(as_of="2032-03-20", account=account)["captives.east"]
        for account in ("east", "west", "neutral")
    }
    called = {
        account: [(mark.name, mark.roots) for mark in cell.marks if mark.name.startswith("called")]
        for account, cell in cells.items()
    }
    assert called == {
        "east": [], "west": [("called a breach", ("west",))], "neutral": [("called no breach", ("red-cross",))],
    }  # fmt: skip


def test_a_monthly_quota_that_rivals_count_differently(opened: Callable[[str], Case]) -> None:
    case = opened("amra")
    counted = {
        account: dict(case.status(as_of="2033-04-03", account=account)["water"].counts)
        for account in ("upper", "lower", "everybody")
    }
    assert counted["upper"]["fulfilled"] == 1 and "breached" not in counted["upper"]
    assert counted["lower"]["overdue"] == 1 and counted["lower"]["breached"] == 1
    assert counted["everybody"]["fulfilled"] == 1 and counted["everybody"]["breached"] == 1


@pytest.mark.parametrize(
    ("account", "first", "detainees"),
    [
        ("coast", "no information", "in progress, 70 of 120"),
        ("inland", "fulfilled, 12 of 12", "due"),
        ("crescent", "breached, 10 of 12", "lapsed"),
        ("everybody", "disputed, 10-12 of 12", "in progress, 70 of 120"),
    ],
)
def test_an_exchange_in_alternating_batches(
    opened: Callable[[str], Case], account: str, first: str, detainees: str
) -> None:
    """Who carries the soldiers counts all of them, so that ten of twelve past the time are a breach in its account."""
    state = opened("salt").status(as_of="2034-05-16", account=account)
    assert (state["inland.first"].text, state["coast.first"].text) == (first, detainees)


def test_a_zone_that_monitors_watch(opened: Callable[[str], Case]) -> None:
    def cells(account: str, provision: str) -> dict[str | None, tuple[str, str]]:
        state = opened("tarn").status(as_of="2035-04-08", account=account)
        return {i.debtor: (i.status, i.owed.text if i.owed else "") for i in state.instances(provision)}

    guns = {"upland": ("overdue", "22 of 30"), "league": ("fulfilled late", "31 of 30")}
    assert cells("mission", "guns.out") == guns, "running counts are of the one who is named"
    assert cells("everybody", "police")["upland"] == ("in progress", "240 of at most 300")
    assert cells("mission", "committee.set-up")[None][0] == "fulfilled"
    seen = opened("tarn").status(as_of="2035-04-08", account="upland")
    assert dict(seen["zone.clear"].counts) == {"breached": 1}
