"""Every act of the desk from a shell, and what is told of acts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from guarantor.case import open_case
from guarantor.case.judging import ids_that_begin, readings_of
from guarantor.cli import main


def run(*words: str, at: Path) -> Result:
    return CliRunner().invoke(main, [*words, "--case", str(at)])


def judged(*words: str, at: Path) -> str:
    found = run("review", *words, "--why", "a test", "--by", "tester", at=at)
    assert found.exit_code == 0, found.output
    return found.output.split()[-1]


@pytest.fixture
def case(read_demo: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    shutil.copytree(read_demo, folder)
    return folder


def test_each_act_of_the_desk(case: Path) -> None:
    with open_case(case) as opened:
        kept = list(opened.knowledge().claims.values())
        one, two, three = kept[:3]
        four = next(each for each in kept if each.claim.report.id not in {k.claim.report.id for k in kept[:3]})
        report = opened.record.report(four.claim.report.id)
        link = next(iter(opened.record.links("bearing"))).link.id
    assert report is not None
    short = one.id.rpartition(":")[2][:16]
    judged("accept", short, at=case)
    judged("reject", link, at=case)
    judged("correct", two.id, '{"modality": "alleged"}', at=case)
    judged("split", three.id, '{"modality": "hypothetical"}', '{"modality": "denied"}', at=case)
    judged("same", one.id, four.id, at=case)
    judged("origin", one.id, four.id, "--apart", at=case)
    words = report.text.split(". ")[0]
    judged("add", json.dumps({"report": report.id, "quote": words, "type": "position", "modality": "unknown"}), at=case)
    undone = judged("retract", report.id, at=case)
    with open_case(case) as opened:
        record = opened.record
        assert record.claim(one.id).review == "accepted"  # type: ignore[union-attr]
        assert record.view().link(link).state == "rejected"  # type: ignore[union-attr]
        assert record.view().standing(two.id).mark.state == "replaced"  # type: ignore[union-attr]
        assert len(record.view().standing(three.id).mark.into) == 2  # type: ignore[union-attr]
        assert four.id in record.view().same_as(one.id)
        assert [found.link.effect for found in record.links("origin")] == ["apart"]
        assert record.view().is_retracted(report.id)
        assert {each.by for each in record.judgements()} == {"tester"}
    judged("undo", undone, at=case)
    with open_case(case) as opened:
        added = [c for c in opened.record.claims() if c.report.id == report.id and c.quote == words]
        assert added and not opened.record.view().is_retracted(report.id)
    assert run("verify", at=case).exit_code == 0


def test_grades_are_given_by_people_and_refused_where_the_counts_do_not_allow_them(case: Path) -> None:
    with open_case(case) as opened:
        claim = next(iter(opened.knowledge().claims))
        source = next(iter(opened.files.people.sources))
    judged("grade", source, "B", at=case)
    judged("grade", claim, "3", at=case)
    with open_case(case) as opened:
        view = opened.record.view()
        assert view.grade(source).value == {"reliability": "B"}  # type: ignore[union-attr]
        counted = view.grade(claim).value["counted"]  # type: ignore[union-attr]
        assert counted["origins"] >= 1
    alone = run("review", "grade", claim, "1", "--why", "a test", at=case)
    if counted["sides"] < 2 and not counted["document"]:
        assert alone.exit_code == 2 and "confirmed by other sources" in alone.output
    assert run("review", "grade", claim, "7", "--why", "a test", at=case).exit_code == 2
    assert "Did you mean" in run("review", "grade", source + "x", "A", "--why", "a test", at=case).output


def test_a_chosen_reading_decides_until_it_is_undone(case: Path) -> None:
    def first() -> dict[str, str]:
        with open_case(case) as opened:
            state = opened.status()
            return {name: cell.status for name, cell in state["hostages.remains"].readings}

    before = first()
    act = judged("reading", "hostages.remains", "plan 4", at=case)
    assert "plan 4" in before and "plan 4" not in first(), "it stands first now, and the others beside it"
    judged("undo", act, at=case)
    assert first() == before
    assert run("review", "reading", "hostages.remains", "none such", "--why", "x", at=case).exit_code == 2


@pytest.mark.parametrize("what", ["meetings", "incidents", "counts", "pledges", "roles", "distortions"])
def test_what_is_told_of_acts(read_demo: Path, what: str) -> None:
    table = run("told", what, at=read_demo)
    assert table.exit_code == 0
    rows = json.loads(run("told", what, "--format", "json", at=read_demo).stdout)
    assert len([line for line in table.stdout.splitlines() if not line.startswith("    ")]) == len(rows)


def test_the_meeting_of_which_no_report_says_why_fewer_came(read_demo: Path) -> None:
    told = run("told", "meetings", at=read_demo).stdout
    assert "8 countries announced" in told and "7 countries listed" in told and "7 countries (ministers) came" in told
    assert "no report says why" in told


def test_check_shows_examples_of_what_a_wide_pattern_caught(case: Path) -> None:
    texts = case / "agreement" / "1-texts.yaml"
    narrow = "        words: [approve, ratify]\n        by: [israel]\n"
    wide = "        words: [say, be, have, meet, take, hand, return, release, enter, kill, approve]\n        by-silent: true\n"
    assert narrow in texts.read_text()
    texts.write_text(texts.read_text().replace(narrow, wide))
    found = run("check", at=case)
    assert found.exit_code == 0
    assert "may be too wide: it caught" in found.output and "among them" in found.output


def test_a_reading_of_a_gate_is_chosen_and_the_others_stay_beside_it(case: Path) -> None:
    with open_case(case) as opened:
        phase, names = next(
            (phase.id, readings_of(opened)[phase.id]) for phase in opened.files.agreement.phases if len(phase.gates) > 1
        )
        short = next(iter(opened.knowledge().claims)).rpartition(":")[2][:12]
        (whole,) = ids_that_begin(opened, short)
        assert whole.rpartition(":")[2].startswith(short)
        assert ids_that_begin(opened, f"link:sha256:{short}") == ids_that_begin(opened, "zzzz") == ()
        assert len(readings_of(opened)) > 1
    judged("reading", phase, names[-1], at=case)
    told = run("gates", at=case).output
    assert f"“{names[-1]}” (chosen by a person)" in told
    assert all(f"“{name}”" in told for name in names)
    assert told.index(f"“{names[-1]}”") < told.index(f"“{names[0]}”")
    brief = run("brief", at=case).output
    assert f", as “{names[-1]}” reads the text, which a person chose" in brief
    wrong = run("review", "reading", phase, "nobody", "--why", "a test", at=case)
    assert wrong.exit_code != 0 and names[0] in wrong.output
