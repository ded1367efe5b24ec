"""Meetings called off, incidents answered with a day of the answer, and deployments by organs: one record each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from guarantor.case import Case, init_case, open_case
from guarantor.linking.stages import is_meeting, planned_day
from guarantor.model.report import Report
from guarantor.reading import read_text


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    init_case(tmp_path / "case").close()
    with open_case(tmp_path / "case") as made:
        yield made


def read(case: Case, *reports: tuple[str, str]) -> None:
    case.read_reports(
        [
            Report(text=text, location=f"{n}.txt", outlet="The Post", published=day)
            for n, (day, text) in enumerate(reports)
        ]
    )


@pytest.mark.parametrize(
    "later",
    [
        "The talks between Egypt and Sudan in Cairo planned for 10 March were cancelled, Egypt's foreign ministry said.",
        "Egypt's foreign ministry said the 10 March meeting of Egypt and Sudan in Cairo was cancelled.",
    ],
)
def test_a_meeting_called_off_is_the_one_that_was_announced(case: Case, later: str) -> None:
    announced = "Egypt and Sudan will hold talks in Cairo on 10 March, Egypt's foreign ministry said."
    read(case, ("2031-03-01", announced), ("2031-03-08", later))
    (meeting,) = case.meetings()
    assert (meeting.id, [stage for stage, _ in meeting.stages]) == (
        "meeting:2031-03-10:cairo:egypt+sudan", ["announced", "cancelled"],
    )  # fmt: skip


def test_answers_with_a_day_of_their_own_are_of_the_incident_of_the_place(case: Case) -> None:
    read(
        case,
        ("2031-05-03", "Rebels shelled the market in Kutum on 2 May, killing 7 people, Sudan's army said."),
        ("2031-05-05", "The RSF denied on 4 May that it had shelled the market in Kutum."),
        ("2031-05-09", "Sudan's government opened an inquiry on 8 May into the shelling of the market in Kutum."),
        ("2031-05-20", "Police arrested two men on 19 May over the shelling of the market in Kutum."),
    )
    (incident,) = case.incidents()
    stages = [stage for stage, _ in incident.stages]
    assert (incident.id, stages) == (
        "incident:2031-05-02:kutum:market", ["alleged", "answered", "examined", "acted upon"],
    )  # fmt: skip


def test_a_denial_that_names_the_day_of_another_deed_is_not_of_it(case: Case) -> None:
    read(
        case,
        ("2031-05-03", "Rebels shelled the market in Kutum on 2 May, Sudan's army said."),
        ("2031-05-05", "The RSF denied that it had shelled the market in Kutum on 28 April."),
    )
    stages = {incident.id: [stage for stage, _ in incident.stages] for incident in case.incidents()}
    assert stages["incident:2031-05-02:kutum:market"] == ["alleged"]


def test_a_denial_that_names_the_day_of_the_deed_is_of_it(case: Case) -> None:
    read(
        case,
        ("2031-05-03", "Rebels shelled the market in Kutum on 2 May, Sudan's army said."),
        ("2031-05-05", "The RSF denied that it had shelled the market in Kutum on 2 May."),
    )
    (incident,) = case.incidents()
    assert [stage for stage, _ in incident.stages] == ["alleged", "answered"]


def test_what_an_organ_authorises_is_its_states_pledge(case: Case) -> None:
    read(
        case,
        ("2031-04-01", "Kenya announced that it will send 800 troops to Goma."),
        ("2031-04-05", "Kenya's parliament authorised the deployment of 800 troops to Goma on Sunday."),
        ("2031-04-09", "Kenya pledged 800 troops to Goma, President William Ruto said."),
        ("2031-04-20", "Kenya deployed 500 troops to Goma on Monday, the Kenyan army said."),
    )
    (pledge,) = case.pledges()
    assert (pledge.actor, [step.stage for step in pledge.steps]) == (
        "kenya", ["announced", "authorised", "pledged", "deployed"],
    )  # fmt: skip


def test_what_is_held_is_a_meeting_where_talks_are() -> None:
    talks, men = (
        read_text(text, published="2031-03-02")
        for text in (
            "Egypt and Sudan held two days of talks in Cairo on 1 March.",
            "The rebels have held 40 soldiers since talks in Cairo on 1 March.",
        )
    )
    assert any(map(is_meeting, talks)) and not any(each.predicate == "hold" and is_meeting(each) for each in men)


def test_the_day_for_which_it_was_planned_is_the_nearest() -> None:
    (claim, *_) = read_text("The talks scheduled for 28 December were postponed, Egypt said.", published="2032-01-03")
    assert planned_day(claim) == "2031-12-28"
