"""Groups of reports on one thing: its origins, and what copies changed of it, are those that a careful reader finds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from guarantor.case import Case, init_case, open_case
from guarantor.case.acts import distortions_of
from guarantor.case.bench_origins import told_of
from guarantor.linking.kept import Kept
from guarantor.model.report import Report

DATA = Path(__file__).parent / "data" / "told_groups.yaml"
GROUPS = yaml.safe_load(DATA.read_text(encoding="utf-8"))["groups"]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("told") / "case"
    init_case(made).close()
    return made


@pytest.fixture
def case(empty: Path, tmp_path: Path) -> Iterator[Case]:
    folder = shutil.copytree(empty, tmp_path / "case")
    with open_case(folder) as made:
        yield made


@pytest.mark.parametrize("name", GROUPS)
def test_origins_and_distortions_are_those_of_a_careful_reader(case: Case, name: str) -> None:
    group = GROUPS[name]
    reports = [
        Report(text=text, location=f"{number}.txt", outlet=outlet, published=str(day))
        for number, (outlet, day, text) in enumerate(group["reports"])
    ]
    case.read_reports(reports)
    knowledge = case.knowledge()
    claims = [list(knowledge.claims_in(report.id)) for report in reports]
    nearest = [told_of(group["about"], [kept.claim for kept in each], knowledge.roots) for each in claims]
    told: list[Kept] = [knowledge.claims[claim.id] for claim in nearest if claim is not None]
    assert told, "something is told of it"
    count = knowledge.origins.count(told)
    assert [count.low, count.high] == group["origins"], count.merges
    place = {kept.id: number for number, each in enumerate(claims) for kept in each}
    place |= {report.id: number for number, report in enumerate(reports)}
    every = (*distortions_of(knowledge, [kept.id for each in claims for kept in each]), *case.distortions())
    found = {(place[each.origin], place[each.copy], each.kind) for each in every}
    assert sorted(found) == sorted(tuple(each) for each in group["distortions"])
