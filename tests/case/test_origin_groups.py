"""Groups of reports of one thing: the origins that a careful reader finds behind them are those that are counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from guarantor.case import Case, init_case, open_case
from guarantor.case.knowledge import Knowledge
from guarantor.linking.kept import Kept
from guarantor.linking.origins import Count
from guarantor.model.report import Report

DATA = Path(__file__).parent / "data" / "origin_groups.yaml"
GROUPS = yaml.safe_load(DATA.read_text(encoding="utf-8"))["groups"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("origins") / "case"
    init_case(made).close()
    return made


@pytest.fixture
def case(folder: Path) -> Iterator[Case]:
    with open_case(folder) as made:
        yield made


def counted(case: Case, name: str) -> tuple[list[Kept], Count]:
    """The first claim of each report of a group, and what is counted behind them."""
    reports = [
        Report(text=text, location=f"{name}-{n}.txt", outlet=outlet, published=str(day))
        for n, (outlet, day, text) in enumerate(GROUPS[name]["reports"])
    ]
    case.read_reports(reports)
    knowledge: Knowledge = case.knowledge()
    first = [next(knowledge.claims_in(each.id)) for each in reports]
    return first, knowledge.origins.count(first)


@pytest.mark.parametrize("name", GROUPS)
def test_origins_are_counted_as_by_a_careful_reader(case: Case, name: str) -> None:
    claims, count = counted(case, name)
    assert len(claims) == len(GROUPS[name]["reports"])
    assert [count.low, count.high] == GROUPS[name]["origins"], count.merges


def test_the_first_rule_that_fires_is_the_reason(case: Case) -> None:
    assert [merge.rule for merge in counted(case, "cites")[1].merges] == ["cites"]
    assert {merge.rule for merge in counted(case, "agency marks")[1].merges} == {"same agency"}
