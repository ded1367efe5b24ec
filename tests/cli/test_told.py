"""What is told of acts, from a shell: each line a word with whose it is; and what people decide of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from guarantor.cli import main


def run(*words: str, at: Path) -> Result:
    return CliRunner().invoke(main, [*words, "--case", str(at)])


@pytest.fixture
def case(read_demo: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    shutil.copytree(read_demo, folder)
    return folder


def told(what: str, at: Path) -> str:
    found = run("told", what, at=at)
    assert found.exit_code == 0, found.output
    return found.output


def test_eight_were_announced_seven_listed_and_seven_came(case: Path) -> None:
    """Just what was told, each count by itself, and that nobody says why; no place but the meeting's own."""
    block = told("meetings", case).partition("[istanbul-2025-11-03]")[2].partition("[istanbul-2025-11-05]")[0]
    assert (
        "differs: 2025-10-31: 8 countries announced; 2025-11-02: 7 countries listed; 2025-11-03: 7 countries (ministers) "
        "came; by representatives: United Arab Emirates, Qatar; no report says why" in block
    )
    assert "2025-11-03: United Arab Emirates (representative), Qatar (representative) came" in block
    assert "where: Istanbul\n" in block
    announced = next(line for line in block.splitlines() if line.strip().startswith("announced by"))
    assert "2025-11-04" not in announced, "what was printed after the day announces nothing"


def test_levels_are_each_persons_own(case: Path) -> None:
    assert "Hakan Fidan (minister), Political Bureau of Hamas came" in told("meetings", case)


def test_no_meeting_is_made_of_a_place_that_was_only_spoken_of(case: Path) -> None:
    out = told("meetings", case)
    assert "meeting:2025-11-03" not in out and "New York\n" not in out


def test_roles_are_roles_alone(case: Path) -> None:
    out = told("roles", case)
    assert "Turkey: Political Bureau of Hamas calls it guarantor, since 2025-11-05" in out
    assert "Turkey: Hakan Fidan says that it may be guarantor, since 2025-10-18" in out
    lines = [line for line in out.splitlines() if ":" in line]
    assert all(any(role in line for role in ("guarantor", "mediator", "facilitator", "party")) for line in lines)


def test_a_pull_back_is_no_pledge(case: Path) -> None:
    assert "Israel Defense Forces" not in told("pledges", case)


def test_counts_from_two_days_are_two_counters(case: Path) -> None:
    block = told("counts", case).partition("people (killed)")[2].partition("truck")[0]
    assert "since 2025-10-11" in block and "104" not in block.partition("as Ministry")[2].partition("\n\n")[0]


def test_people_join_and_divide(case: Path) -> None:
    zeitoun = "incident:2025-10-17:zeitoun:vehicle"
    done = run("review", "join", "incident:2025-10-28:rafah", zeitoun, "--by", "Ada", "--why", "a test", at=case)
    assert done.exit_code == 0, done.output
    assert "joined with what is told of 2025-10-28, rafah, by Ada: a test" in told("incidents", case)
    assert run("review", "reject", done.output.strip(), "--by", "Ada", "--why", "no", at=case).exit_code == 0
    assert "by Ada" not in told("incidents", case)
    refused = run("review", "join", zeitoun, "nowhere", "--by", "Ada", "--why", "a test", at=case)
    assert refused.exit_code == 2 and "nobody tells of an occurrence" in refused.output


def test_a_pattern_too_wide_is_shown_with_what_it_caught(case: Path) -> None:
    file = case / "agreement" / "1-texts.yaml"
    text = file.read_text(encoding="utf-8")
    narrow = "words: [approve, ratify]\n        by: [israel]"
    assert narrow in text
    wide = (
        "words: [approve, ratify, kill, meet, enter, release, return, violate, deny, say, be]\n        by-silent: true"
    )
    file.write_text(text.replace(narrow, wide), encoding="utf-8")
    out = run("check", at=case).output
    at = out.find("the evidence pattern approval/ratified may be too wide: it caught")
    assert at >= 0, out
    examples = out[at:].partition("among them:")[2].partition("narrow it")[0]
    assert examples.count("“") >= 3 and "met the leaders" in examples
