"""What happened is told by both sides: a breach with what is set against it, also by speakers unknown to the case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from guarantor.assessment.figures import standing_figures
from guarantor.briefing.brief import Brief
from guarantor.case import Case, open_case
from guarantor.case.bundled import lay_out
from guarantor.model.assessment import RootFigure
from guarantor.model.report import Report

ASKED = {"since": "2024-10-10", "as_of": "2024-10-31", "published_by": "2024-10-31", "length": "full"}
CLASH = (
    "JUBA - The SPLM-IO has accused government forces of attacking its position in Nasir County on Sunday, killing six "
    "of its soldiers.\n\nThe army spokesman, Lul Ruai Koang, denied that government forces had attacked the opposition. He "
    "said that two soldiers had been killed."
)
COUNTED = (
    "NASIR - Nine people were killed in the clash in Nasir County on Sunday, the commissioner, James Gatluak, said."
)


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Brief]:
    """A brief of a case that knows neither the army's spokesman nor the commissioner."""
    with open_case(lay_out(tmp_path_factory.mktemp("told") / "case", "south-sudan-2018")) as case:
        case.read_reports([
            Report(text=CLASH, location="a", outlet="Radio", published="2024-10-15", language="en"),
            Report(text=COUNTED, location="b", outlet="Tribune", published="2024-10-16", language="en"),
        ])  # fmt: skip
        yield case.brief(**ASKED)


def paragraphs(brief: Brief, title: str) -> list[str]:
    """The paragraphs of a section, in words."""
    (section,) = [each for each in brief.sections if each.heading == title]
    return [" ".join(sentence.text for sentence in each.sentences) for each in section.paragraphs]


def test_a_breach_stands_with_its_denial_in_one_paragraph(brief: Brief) -> None:
    (told,) = [each for each in paragraphs(brief, "What happened") if "accused" in each]
    assert told.index("accused “government forces of attacking") < told.index("denied that “government forces had")
    assert "“two soldiers had been killed”" in told


def test_whoever_counted_the_same_incident_is_heard(brief: Brief) -> None:
    (told,) = [each for each in paragraphs(brief, "What happened") if "accused" in each]
    assert "killing six of its soldiers" in told
    assert "“Nine people were killed in the clash in Nasir County on Sunday”" in told


def test_what_was_not_understood_is_not_said_to_be_untold(brief: Brief) -> None:
    assert any(each.startswith("Nothing read tells of ") for each in paragraphs(brief, "What could not be established"))


def test_what_a_later_text_sets_is_owed_to_nobody_yet(tmp_path: Path) -> None:
    with open_case(lay_out(tmp_path / "case", "minsk-2015")) as case:
        before, after = due(case, "2015-04-18"), due(case, "2015-10-18")
    assert not any("below 100 mm" in each for each in before)
    assert any("below 100 mm" in each for each in after)


def due(case: Case, day: str) -> list[str]:
    """What falls due, as of a day."""
    return paragraphs(case.brief(as_of=day, published_by=day, length="full"), "What falls due")


def figure(root: str, value: float, *, derived: bool = False, until: int = 9) -> RootFigure:
    """A figure of a root."""
    return RootFigure(root=root, value=value, until=until, derived=derived)


@pytest.mark.parametrize(
    ("figures", "told", "stand"),
    [
        ([figure("a", 300, derived=True), figure("b", 330)], {"a": 270, "b": 330}, [330]),
        ([figure("a", 345, derived=True), figure("b", 330)], {"a": 330, "b": 330}, [345, 330]),
        ([figure("a", 300), figure("b", 330)], {"a": 300, "b": 330}, [300, 330]),
        ([figure("a", 300, derived=True)], {"a": 270}, [300]),
        ([figure("a", 9, derived=True), figure("b", 12)], {}, [9, 12]),
    ],
    ids=["a sum below a total", "a sum above it", "two totals", "a sum alone", "acts alone"],
)
def test_a_sum_below_a_total_that_somebody_told_is_no_rival(
    figures: list[RootFigure], told: dict[str, float], stand: list[float]
) -> None:
    assert [each.value for each in standing_figures(figures, told)] == stand
