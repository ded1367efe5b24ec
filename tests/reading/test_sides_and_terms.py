"""Whose side a named group is of, what a text lays down, and figures and times that only describe."""

from __future__ import annotations

import pytest

from guarantor.model.report import Report
from guarantor.reading import read_report


def _claims(text: str, outlet: str = "Shore Gazette"):
    return read_report(Report(text=text, location="-", published="2026-01-14", outlet=outlet, language="en")).claims


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Yemeni Houthi leaders signed the truce on Monday.", "houthis"),
        ("Lebanese Hezbollah fighters attacked the convoy on Monday.", "hezbollah"),
        ("Palestinian Hamas commanders released 20 prisoners on Monday.", "hamas"),
        ("Norwegian UN officials released 20 prisoners on Monday.", "norway"),
    ],
)
def test_a_state_before_an_armed_groups_name_says_only_where_it_is_from(text: str, actor: str) -> None:
    (claim,) = _claims(text)
    assert [one.actor for one in claim.actors] == [actor]


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("The accord requires 40 fuel trucks a day to be let into Vesk.", "commitment", "planned"),
        ("The truce entailed allowing 12 grain ships into the port.", "plan", "planned"),
        ("The raids included burning 20 houses.", "violation", "happened"),
        ("Norway requires 40 fuel trucks a day to be let into Vesk.", "demand", "ordered"),
    ],
)
def test_what_a_text_lays_down_is_yet_to_be_done(text: str, kind: str, modality: str) -> None:
    (claim,) = _claims(text)
    assert (claim.type, claim.modality) == (kind, modality)


def test_a_list_item_that_lies_ahead_is_no_figure() -> None:
    text = "Envoys agree on a deal\n\n- 300 grain trucks a day to be allowed into Norport\n\nThe envoys left on Monday."
    (claim,) = [one for one in _claims(text) if one.quantities]
    assert (claim.type, claim.modality) == ("plan", "planned")


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Work is going on for the first boat in nine years, the envoy said.", None),
        ("It is the worst raid in three months, the mayor said.", None),
        ("The council will hold its first meeting in two weeks, the envoy said.", "2026-01-28"),
        ("The truce will resume in two weeks, the mayor said.", "2026-01-28"),
    ],
)
def test_for_so_long_there_was_none(text: str, start: str | None) -> None:
    (claim,) = _claims(text)
    assert (claim.when.start if claim.when else None) == start


@pytest.mark.parametrize(
    "text",
    [
        "The 3+3 commission released 20 prisoners on Sunday.",
        "The 3 + 3 commission released 20 prisoners on Sunday.",
        "The army released 20 prisoners over the age of 60 on Sunday.",
    ],
)
def test_a_format_or_an_age_is_no_figure(text: str) -> None:
    (claim,) = _claims(text)
    assert [one.value for one in claim.quantities] == [20.0]


def test_what_two_sides_did_shows_something_and_nobody_says_it() -> None:
    text = (
        "Norway shelled Vesk on Thursday and both sides traded accusations of breaking a truce, highlighting the "
        "fragility of the accord aimed at ending the war."
    )
    assert {one.holder.kind for one in _claims(text) if one.holder} == {"outlet"}


@pytest.mark.parametrize(
    "head", ["NORPORT (Lakes News / Post - 03rd March, 2026) ", "VESK (Shore Wire, March 3, 2026) - "]
)
def test_a_dateline_may_hold_its_day_in_the_bracket(head: str) -> None:
    (claim,) = _claims(head + "The army freed 20 prisoners on Monday.")
    assert [one.text for one in claim.actors] == ["The army"]
    assert claim.quote == "The army freed 20 prisoners on Monday"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The two had an exchange of views and agreed to resume talks after they broke off two years ago.", None),
        ("The army released 20 prisoners after it had held them since May 2024.", None),
        ("The two sides met in Vesk on Monday after they broke off talks two years ago.", "2026-01-12"),
        ("The rebels launched an offensive following the raids on the coast on 7 October 2023.", None),
        ("The army released 20 prisoners on Sunday after it signed the truce.", "2026-01-11"),
    ],
)
def test_the_time_of_what_went_before_is_not_that_of_the_deed(text: str, start: str | None) -> None:
    claim = _claims(text)[0]
    assert (claim.when.start if claim.when else None) == start


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        (
            "Ada Lund spoke on Monday. Her words contradict Nils Berg's letter to the council, in which he said that "
            "the rebels had freed 20 prisoners.",
            "Nils Berg",
        ),
        (
            "Minister Olav Lund spoke on Monday. He read the text, in which he said that the army had freed 20 men.",
            "Olav Lund",
        ),
    ],
)
def test_in_which_he_said_is_his_whose_letter_it_is(text: str, holder: str) -> None:
    (claim,) = [one for one in _claims(text) if one.quantities]
    assert claim.holder is not None
    assert claim.holder.text == holder
