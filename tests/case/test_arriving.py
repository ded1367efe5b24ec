"""What is joined report by report, near what arrives, is what is joined when all of a record is gone through."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from guarantor import review
from guarantor.case import Case, occurring, open_case
from guarantor.case.bundled import lay_out
from guarantor.case.occurring import divide_told, occurrences_of
from guarantor.linking.joining import BY_RULE
from guarantor.model.marking import CLEAR
from guarantor.model.report import Report

TEXTS = (
    "Four people were killed on {day} when a shell hit a school in {place}, residents said.",
    "Two people were killed on {day} when a shell hit a bakery in {place}, residents said.",
    "People were killed in {place} on {day}, a doctor said.",
    "Hamas said that Israel shelled {place} on {day}, killing four people.",
    "Four people were killed on {day} in a strike on a school, the health ministry said.",
    "Israel's army said it was investigating the strike in {place}.",
    "Hakan Fidan met Khalil al-Hayya in Istanbul on {day}.",
    "Hakan Fidan met Khalil al-Hayya on {day}, a source said.",
    "Hamas denied involvement in the attack in {place}.",
    "Two people were killed in {place} on {day}. Israel denied it had carried out the strike.",
    "Four people were killed on {day} in the morning when a shell hit a school in {place}, residents said.",
    "Two people were killed in {place} on the evening of {day}, a doctor said.",
    "A second strike killed three people in {place} on {day}, residents said.",
    "A doctor said that four people were killed in {place} on {day}. Separately, two people were killed in {place} on {day}.",
    "A doctor said that four people were killed in {place} on {day}. A doctor said that nine people were killed in {place}"
    " on {day}.",
    "Two soldiers were killed in {place} between {day} and {next}, the Israeli army said.",
)
PLACES = ("Khan Younis", "Rafah", "Jabalia")


def reports(seed: int, number: int, markings: tuple[str, ...] = (CLEAR,)) -> Iterator[Report]:
    chance = Random(seed)
    for n in range(number):
        day = chance.randrange(3, 8)
        text = chance.choice(TEXTS).format(
            day=f"{day} November", next=f"{day + 1} November", place=chance.choice(PLACES)
        )  # fmt: skip
        printed = f"2025-11-{min(28, day + chance.choice((1, 1, 2, 6))):02}"
        yield Report(
            text=text, location=f"{n}.txt", outlet=f"Gazette {n}", published=printed, marking=chance.choice(markings)
        )  # fmt: skip


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("arriving") / "case"
    lay_out(folder)
    with open_case(folder) as made:
        made.keep_files()
    return folder


@pytest.fixture
def near(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every record is taken for a large one."""
    monkeypatch.setattr(occurring, "JOINED_AT_ONCE", 0)


@pytest.fixture
def case(empty: Path, tmp_path: Path) -> Iterator[Case]:
    shutil.copytree(empty, tmp_path / "case")
    with open_case(tmp_path / "case") as made:
        yield made


def later(case: Case) -> set[tuple[str, str, str]]:
    links = case.record.view().links("occurrence")
    return {
        (each.link.claims[0], each.link.target or "", each.link.rule) for each in links if occurring.is_later(each.link)
    }


@pytest.mark.usefixtures("near")
@pytest.mark.parametrize("seed", range(4))
def test_joined_as_they_come_is_joined_at_once(case: Case, seed: int) -> None:
    for each in reports(seed, 25):
        case.read_reports([each])
    one_by_one, before = later(case), case.record.head
    assert {rule for *_, rule in one_by_one} >= {BY_RULE}
    assert case.join_occurrences() == (0, 0), "nothing is left to be found, and nothing to be withdrawn"
    assert case.record.head == before and later(case) == one_by_one


@pytest.mark.parametrize("seed", range(3))
def test_in_whatever_order_they_come(case: Case, tmp_path: Path, empty: Path, seed: int) -> None:
    every = list(reports(100 + seed, 25))
    case.read_reports(every)
    shutil.copytree(empty, tmp_path / "other")
    with open_case(tmp_path / "other") as other:
        Random(seed).shuffle(every)
        for each in every:
            other.read_reports([each])
        assert {
            tuple(sorted(k.id for k in claims)) for claims in occurrences_of(other.knowledge()).claims.values()
        } == {tuple(sorted(k.id for k in claims)) for claims in occurrences_of(case.knowledge()).claims.values()}
        assert later(other) == later(case)


@pytest.mark.usefixtures("near")
def test_all_in_one_reading(case: Case) -> None:
    summary = case.read_reports(reports(11, 40))
    assert summary.links > 40 and any(rule == BY_RULE for *_, rule in later(case))
    assert case.join_occurrences() == (0, 0)


@pytest.mark.usefixtures("near")
@pytest.mark.parametrize("seed", range(3))
def test_of_several_markings_each_by_itself(case: Case, seed: int) -> None:
    """What somebody may see is joined on the ground of that alone."""
    every = tuple(reports(seed, 20, markings=("TLP:CLEAR", "TLP:GREEN", "TLP:RED")))
    for each in every:
        case.read_reports([each])
    assert later(case), "something was joined"
    assert case.join_occurrences() == (0, 0)


@pytest.mark.usefixtures("near")
def test_what_people_decided_is_left_alone(case: Case) -> None:
    told = "A shell hit a school in Rafah on 4 November, killing four people, residents said."
    case.read_reports([Report(text=told, location="a.txt", outlet="A", published="2025-11-05")])
    vague = "People were killed in Rafah on 4 November, a doctor said."
    case.read_reports([Report(text=vague, location="b.txt", outlet="B", published="2025-11-05")])
    (step,) = [s for steps in occurrences_of(case.knowledge()).steps.values() for s in steps]
    review.reject(case.record, [step.id], by="Ada", why="another one")
    case.forget()
    case.read_reports([Report(text=vague, location="c.txt", outlet="C", published="2025-11-06")])
    assert not occurrences_of(case.knowledge()).steps


@pytest.mark.usefixtures("near")
def test_a_division_holds_when_more_comes(case: Case) -> None:
    told = "A shell hit a school in Rafah on 4 November, killing {n} people, residents said."
    for n in (4, 5):
        report = Report(text=told.format(n=n), location=f"{n}.txt", outlet=f"P{n}", published="2025-11-05")
        case.read_reports([report])
    (incident,) = [each for each in occurrences_of(case.knowledge()).claims if each.startswith("incident:")]
    first = occurrences_of(case.knowledge()).claims[incident][0].id
    case.record.add_links([divide_told(case.knowledge(), incident, [first], why="another school")], author="Ada")
    case.forget()
    case.read_reports([Report(text=told.format(n=6), location="6.txt", outlet="P6", published="2025-11-06")])
    found = occurrences_of(case.knowledge()).claims
    assert len(found[incident]) == 2 and [len(c) for id_, c in found.items() if id_.startswith(f"{incident}#")] == [1]
    assert case.join_occurrences() == (0, 0)


@pytest.mark.usefixtures("near")
def test_an_answer_told_before_its_incident(case: Case) -> None:
    answer = "Israel's army said it was investigating the strike in Rafah."
    case.read_reports([Report(text=answer, location="a.txt", outlet="A", published="2025-11-05")])
    assert not later(case)
    told = "Four people were killed on 4 November when a shell hit a school in Rafah, residents said."
    case.read_reports([Report(text=told, location="b.txt", outlet="B", published="2025-11-06")])
    assert [rule for *_, rule in later(case)] == ["told/place"]
    other = "Two people were killed on 5 November when a shell hit a bakery in Rafah, residents said."
    case.read_reports([Report(text=other, location="c.txt", outlet="C", published="2025-11-06")])
    assert not later(case), "two fit now: of which it is nobody says"
