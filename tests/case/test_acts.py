"""Copies, occurrences and people's word on origins, from reading to answers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from guarantor.case import knowledge as knowing
from guarantor.case import open_case
from guarantor.case.acts import distortions_of, incidents_told, meetings_told, pledges_told, roles_as_told, series_told
from guarantor.case.case import Case
from guarantor.linking.copies import origin_decision
from guarantor.linking.width import too_wide
from guarantor.model.judgement import Judgement

STORY = (
    "Egypt said on Monday that convoys had reached the northern towns after three days of waiting at the crossing near "
    "the river. Drivers slept in their cabins, and hundreds of people came out to meet them when the gates opened."
)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    bundled = Path(knowing.__file__).parent.parent / "cases" / "minsk-2015"
    folder = tmp_path / "case"
    shutil.copytree(bundled, folder, ignore=shutil.ignore_patterns("reports"))
    for number, outlet in enumerate(("Lakes Post", "River Herald")):
        front = f"---\noutlet: {outlet}\npublished: 2015-03-0{number + 1}\n---\n"
        (tmp_path / f"r{number}.md").write_text(front + STORY, encoding="utf-8")
    case = open_case(folder)
    case.read([tmp_path / "r0.md", tmp_path / "r1.md"])
    return case


def test_a_copy_read_is_an_entry_that_people_can_reject(case: Case) -> None:
    with case:
        (found,) = case.record.links("copy")
        assert [report.outlet for id_ in found.link.claims if (report := case.record.report(id_))] == [
            "Lakes Post", "River Herald",
        ]  # fmt: skip
        assert found.link.reason and found.link.rule == "copy/shared text"
        one, two = found.link.claims
        assert case.knowledge().origins.copies(one)
        when = "2015-04-01T00:00:00+00:00"
        case.record.judge(Judgement(act="reject", about=(found.link.id,), by="a", when=when, why="no copy"))
        assert not case.knowledge().origins.copies(two)


def test_files_that_change_do_not_take_copies_away(case: Case) -> None:
    with case:
        file = case.folder / "case.yaml"
        file.write_text(file.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
        again = open_case(case.folder)
        assert len(list(again.record.links("copy"))) == 1
        again.close()


def test_a_decision_on_origins_is_an_entry(case: Case) -> None:
    with case:
        (found,) = case.record.links("copy")
        decision = origin_decision(*found.link.claims, together=False, reason="both were at the crossing")
        assert case.record.add_links([decision], author="a person") == 1
        assert not case.knowledge().origins.copies(found.link.claims[0])


def test_a_large_record_takes_copies_from_its_links(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    with case:
        small = [(m.a, m.b, m.rule) for m in case.knowledge().origins.text_merges()]
        case.forget()
        monkeypatch.setattr(knowing, "MANY", 1)
        assert [(m.a, m.b, m.rule) for m in case.knowledge().origins.text_merges()] == small != []


def test_what_is_told_of_the_demonstration(demo: Case) -> None:
    knowledge = demo.knowledge()
    for told in (meetings_told(knowledge), incidents_told(knowledge), series_told(knowledge)):
        assert isinstance(told, tuple)
    assert {step.stage for pledge in pledges_told(knowledge) for step in pledge.steps} <= {
        "announced", "authorised", "pledged", "deployed", "withdrawn",
    }  # fmt: skip
    assert all(role.claims for role in roles_as_told(knowledge))
    assert all(each.origin in knowledge.claims for each in distortions_of(knowledge))
    for wide in too_wide(demo.bearing, ((id_, kept.claim) for id_, kept in knowledge.claims.items())):
        assert wide.why and wide.examples
