"""Occurrences are joined and divided by entries: seen with their reasons, taken back, and left alone by the rules."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from guarantor import review
from guarantor.case import Case, open_case
from guarantor.case.occurring import divide_told, join_told
from guarantor.linking.joining import APART, JOINED
from guarantor.model.report import Report

MEETING, LOOSE = "istanbul-2025-11-01", "meeting:2025-11-01::hamas.political-bureau+turkiye.mfa.fidan"
ZEITOUN = "incident:2025-10-17:zeitoun:vehicle"


@pytest.fixture
def case(read_demo: Path, tmp_path: Path) -> Iterator[Case]:
    folder = tmp_path / "case"
    shutil.copytree(read_demo, folder)
    with open_case(folder) as made:
        yield made


def words(case: Case, id_: str, known_at: int | None = None) -> int:
    """How many words on a stage a meeting has, 0 where nobody tells of it."""
    told = case.meetings() if known_at is None else case.meetings(known_at=known_at)  # type: ignore[arg-type]
    return next((sum(len(found) for _, found in each.stages) for each in told if each.id == id_), 0)


def test_a_rule_joins_by_an_entry_with_its_reason_and_it_can_be_taken_back(case: Case) -> None:
    (told,) = [each for each in case.meetings() if each.id == MEETING]
    (step,) = told.steps
    assert (step.effect, step.one, step.other, step.by) == (JOINED, LOOSE, MEETING, "a rule")
    assert "the same people (Hakan Fidan, Political Bureau of Hamas)" in step.reason
    entry = case.record.entry(step.id)
    assert entry is not None and entry.kind == "link"
    whole, before = words(case, MEETING), case.record.head.seq
    refusal = review.reject(case.record, [step.id], by="Ada", why="two sessions")
    case.forget()
    assert words(case, MEETING) == whole - 1 and words(case, LOOSE) == 1
    assert words(case, MEETING, before) == whole, "what was known then is told as then"
    assert case.join_occurrences() == (0, 0), "the rule does not say again what a person refused"
    review.undo(case.record, refusal.id, by="Ada", why="one session after all")
    case.forget()
    assert words(case, MEETING) == whole


def test_joining_again_adds_nothing(case: Case) -> None:
    head = case.record.head
    assert case.join_occurrences() == (0, 0)
    assert case.record.head == head


def test_a_person_divides_and_joins_with_a_reason(case: Case) -> None:
    (told,) = [each for each in case.incidents() if each.id == ZEITOUN]
    first, second = [word.claim for _, found in told.stages for word in found]
    link = divide_told(case.knowledge(), ZEITOUN, [second], why="another vehicle")
    case.record.add_links([link], author="Ada")
    case.forget()
    parts = {each.id: each for each in case.incidents() if each.id.startswith(ZEITOUN)}
    assert parts.keys() == {ZEITOUN, link.target}
    assert [step.reason for each in parts.values() for step in each.steps] == ["another vehicle"] * 2
    assert {step.by for each in parts.values() for step in each.steps} == {"Ada"}
    assert [word.claim for _, found in parts[ZEITOUN].stages for word in found] == [first]
    again = join_told(case.knowledge(), link.target or "", ZEITOUN, why="the same vehicle")
    case.record.add_links([again], author="Ben")
    case.forget()
    (whole,) = [each for each in case.incidents() if each.id.startswith(ZEITOUN)]
    assert {step.effect for step in whole.steps} == {APART, JOINED}
    assert {word.claim for _, found in whole.stages for word in found} == {first, second}


def test_a_claim_is_tied_by_a_person(case: Case) -> None:
    loose = next(
        id_ for id_, kept in case.knowledge().claims.items() if kept.claim.quote == "two soldiers had been killed in Rafah "
        "in what Israel described as a breach by Hamas"
    )  # fmt: skip
    (target,) = [each.id for each in case.incidents() if each.id.startswith("incident:2025-10-19:rafah")]
    link = join_told(case.knowledge(), loose, target, why="the same two soldiers")
    case.record.add_links([link], author="Ada")
    case.forget()
    (told,) = [each for each in case.incidents() if each.id == target]
    assert loose in {word.claim for _, found in told.stages for word in found}


def test_what_says_nothing_is_refused(case: Case) -> None:
    known = case.knowledge()
    (told,) = [each for each in case.incidents() if each.id == ZEITOUN]
    claims = [word.claim for _, found in told.stages for word in found]
    with pytest.raises(KeyError, match="nobody tells"):
        join_told(known, ZEITOUN, "incident:1999-01-01:nowhere", why="x")
    with pytest.raises(ValueError, match="meeting and an incident"):
        join_told(known, ZEITOUN, MEETING, why="x")
    with pytest.raises(ValueError, match="say why"):
        divide_told(known, ZEITOUN, claims[:1], why=" ")
    with pytest.raises(ValueError, match="nothing would be divided"):
        divide_told(known, ZEITOUN, claims, why="x")
    with pytest.raises(KeyError, match="no claim of"):
        divide_told(known, ZEITOUN, [next(iter(known.claims))], why="x")


def test_files_that_change_leave_joins_as_they_are(case: Case) -> None:
    before = {step.id for each in case.meetings() for step in each.steps}
    note = case.folder / "agreement" / "6-diplomacy.yaml"
    note.write_text(note.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    with open_case(case.folder) as again:
        again.keep_files()
        assert {step.id for each in again.meetings() for step in each.steps} == before != set()


def test_what_is_hidden_joins_nothing_that_all_may_see(case: Case) -> None:
    def told(day: str, words: str, marking: str) -> None:
        text = f"{words} in Rafah on 14 November, a doctor said."
        case.read_reports([Report(text=text, location="-", outlet=words, published=day, marking=marking)])

    told("2025-11-15", "Four people were killed", "TLP:CLEAR")
    told("2025-11-15", "Five people were killed at a school", "TLP:CLEAR")
    seen = case.cleared("TLP:CLEAR")
    (before,) = [each for each in seen.incidents() if "2025-11-14" in each.id]
    head = seen.record.head.seq
    assert [step.effect for step in before.steps] == [JOINED]
    told("2025-11-15", "Two people were killed at a bakery", "TLP:RED")
    assert case.cleared("TLP:CLEAR").record.head.seq == head
    (after,) = [each for each in case.cleared("TLP:CLEAR").incidents() if "2025-11-14" in each.id]
    assert after == before
    assert len([each for each in case.incidents() if "2025-11-14" in each.id]) == 2
