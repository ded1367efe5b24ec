"""Sentences as a desk officer would write them: years that are not this one, verbs of those who are only cited."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from click.testing import CliRunner

from guarantor.briefing.brief import Brief
from guarantor.case import Case, open_case
from guarantor.case.briefs import BriefRequest, brief_of
from guarantor.case.checking import check_brief
from guarantor.cli.program import main

LONG = BriefRequest(since="2018-09-01", as_of="2024-12-31", length="full")


def told(brief: Brief, section: str) -> list[str]:
    """The sentences of a section, with plain blanks."""
    (found,) = [each for each in (brief.minute, *brief.sections) if each.name == section]
    return [s.text.replace("\N{NO-BREAK SPACE}", " ") for p in found.paragraphs for s in p.sentences]


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """A bundled case that runs over many years, read."""
    folder = tmp_path_factory.mktemp("years") / "case"
    with as_file(files("guarantor.cases").joinpath("south-sudan-2018")) as place:
        shutil.copytree(place, folder)
    with open_case(folder) as case:
        case.read([folder / "reports"])
        yield case


def test_a_day_of_another_year_has_its_year(years: Case) -> None:
    brief = brief_of(years, LONG)
    assert any("(31 August 2022)" in text for text in told(brief, "happened"))
    due = told(brief, "due")
    assert any("past due since 22 February 2020 23:59" in text for text in due), due
    assert all("20" in text.rpartition(" due ")[2] for text in due)
    then = brief_of(years, BriefRequest(since="2019-06-01", as_of="2020-03-01", length="full"))
    assert any("(25 February)" in text for text in told(then, "happened"))


def test_a_minute_is_not_empty_where_something_happened(years: Case) -> None:
    assert told(brief_of(years, LONG), "minute")
    quiet = brief_of(years, BriefRequest(since="2024-12-24", as_of="2024-12-31"))
    assert quiet.minute.empty == "Nothing is told of these days."


def test_what_is_overdue_by_all_words_stands_among_the_key_issues(years: Case) -> None:
    assert told(brief_of(years, LONG), "issues") == [
        "By all that is told it is overdue; none of the accounts told here has a word of its own on it."
    ]


def test_such_briefs_hold(years: Case, tmp_path: Path) -> None:
    brief_of(years, LONG).write(tmp_path / "b.md")
    assert check_brief(years, tmp_path / "b.md").findings == ()


def test_an_outlet_that_cites_somebody_unknown_does_not_itself_call_or_deny(demo: Case) -> None:
    brief = brief_of(demo, BriefRequest(since="2025-10-24", as_of="2025-11-01", length="full"))
    assert (
        "Shafaq News reported that “His office” called “the return of more remains of Ofir Tzarfati a clear violation of "
        "the agreement by Hamas” (28 October)."
    ) in told(brief, "happened")


def test_a_place_that_cannot_be_written_is_said_so(demo: Case, tmp_path: Path) -> None:
    place = str(tmp_path / "nowhere" / "b.md")
    found = CliRunner().invoke(main, ["brief", "--case", str(demo.folder), "--as-of", "2025-11-01", "--out", place])
    assert found.exit_code == 2
    assert "cannot be written" in found.output
