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


LINDOS = {
    "lists.veria": {"veria": "fulfilled", "steppe": "fulfilled late", "office": "no information", "everybody": "disputed"},
    "sailors": {"veria": "overdue", "steppe": "unverified", "office": "no information", "everybody": "unverified"},
    "guardsmen": {"veria": "overdue", "steppe": "overdue", "office": "no information", "everybody": "overdue"},
    "blockade.lifted": {"veria": "fulfilled", "steppe": "breached", "office": "fulfilled", "everybody": "disputed"},
    "grain": {"veria": "due", "steppe": "not yet due", "office": "in progress", "everybody": "disputed"},
    "fees": {"veria": "due", "steppe": "not yet due", "office": "due", "everybody": "disputed"},
    "navy": {"veria": "unverified", "steppe": "unverified", "office": "unverified", "everybody": "unverified"},
    "hotline": {"veria": "excepted", "steppe": "excepted", "office": "excepted", "everybody": "excepted"},
}  # fmt: skip
"""The tenth of May, as the page on statuses has it. Worked out by hand before the program was asked, all but three cells
that were looked at again after: the sailors in Veria's account, whose navy speaks in it, and the hotline in the accounts of
both sides, which borrow an event that they say nothing of."""


@pytest.mark.parametrize("provision", LINDOS)
def test_a_corridor_that_hangs_on_steps_of_the_other_side(opened: Callable[[str], Case], provision: str) -> None:
    case = opened("lindos")
    found = {name: case.status(as_of="2036-05-10", account=name)[provision].status for name in LINDOS[provision]}
    assert found == LINDOS[provision]


AMMER = {
    "posts.north": {"north": "disputed", "south": "overdue", "observers": "disputed", "everybody": "disputed"},
    "posts.south": {"north": "overdue", "south": "fulfilled", "observers": "overdue", "everybody": "overdue"},
    "maps.north": {"north": "fulfilled", "south": "no information", "observers": "fulfilled", "everybody": "fulfilled"},
    "maps.south": {"north": "no information", "south": "disputed", "observers": "breached", "everybody": "disputed"},
    "strip.clear": {"north": "unverified", "south": "unverified", "observers": "unverified", "everybody": "unverified"},
    "patrol": {"north": "breached", "south": "in progress", "observers": "due", "everybody": "breached"},
    "families": {"north": "due", "south": "due", "observers": "due", "everybody": "due"},
}


@pytest.mark.parametrize("provision", AMMER)
def test_a_strip_where_each_counts_the_other_s_posts(opened: Callable[[str], Case], provision: str) -> None:
    """What the South is told to have closed is no count of the North's posts."""
    case = opened("ammer")
    found = {name: case.status(as_of="2037-03-15", account=name)[provision].status for name in AMMER[provision]}
    assert found == AMMER[provision]


def test_before_its_first_day_a_duty_to_refrain_is_not_yet_due(opened: Callable[[str], Case]) -> None:
    state = opened("ammer").status(as_of="2037-02-20", account="everybody")
    assert state["strip.clear"].status == "not yet due"


def test_a_complaint_opens_one_visit(opened: Callable[[str], Case]) -> None:
    state = opened("ammer").status(as_of="2037-04-25", account="observers")
    assert sorted(each.key or "" for each in state.instances("visit")) == ["hohen", "weir"]
