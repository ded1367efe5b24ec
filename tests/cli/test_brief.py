"""Each option of `guarantor brief` on the command line: a test that fails where the option is ignored."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from guarantor.case import open_case
from guarantor.cli import main
from guarantor.review import desk

PAST = ("--as-of", "2025-11-01", "--published-by", "2025-11-05")
Run = Callable[..., str]


@pytest.fixture(scope="module")
def run(read_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs the command over a copy of the bundled case, of which a person has reviewed one claim."""
    folder = tmp_path_factory.mktemp("brief") / "case"
    shutil.copytree(read_demo, folder)
    with open_case(folder) as case:
        claims = case.knowledge().claims.items()
        mine = next(id_ for id_, kept in claims if "violations of the ceasefire until then" in kept.claim.quote)
        desk.accept(case.record, mine, by="Ada", why="read beside the page")

    def running(*words: str) -> str:
        result = CliRunner().invoke(main, ["brief", *words, "--case", str(folder)])
        assert result.exit_code == 0, result.output
        return result.stdout

    return running


def body(text: str) -> str:
    return text.partition("\n---\n")[0].replace("\N{NO-BREAK SPACE}", " ")


def days(text: str) -> list[str]:
    """The days of publication in the notes."""
    return re.findall(r"; (\d{4}-\d\d-\d\d); “", text)


def test_since(run: Run) -> None:
    long, short = (body(run(*PAST, "--length", "full", "--since", day)) for day in ("2025-10-12", "2025-10-30"))
    assert "**Monday 13 October.**" in long
    assert "**Monday 13 October.**" not in short
    assert "**Saturday 1 November.**" in short


def test_as_of(run: Run) -> None:
    early = run("--as-of", "2025-10-20", "--length", "full")
    assert "as of 20 October 2025" in early
    assert "1 November 2025" not in body(early).partition("## Meetings ahead")[0]
    assert "as of 26 November 2025" in run("--length", "minute")


def test_published_by(run: Run) -> None:
    early = run("--as-of", "2025-11-01", "--published-by", "2025-10-31", "--length", "full")
    assert days(early)
    assert max(days(early)) <= "2025-10-31"
    late = run("--as-of", "2025-11-01", "--published-by", "2025-11-05", "--length", "full")
    assert max(days(late)) > "2025-10-31"


def test_known_at(run: Run) -> None:
    before = run(*PAST, "--known-at", "2000-01-01")
    assert "as the record held it on 1 January 2000" in before
    assert days(before) == []
    assert days(run(*PAST))


def test_account(run: Run) -> None:
    one = body(run(*PAST, "--length", "full", "--account", "israel"))
    assert "In the account of Israel" in one
    assert "account of Hamas and Gaza offices" not in one
    assert "accounts of" not in one
    two = body(run(*PAST, "--length", "full", "--account", "israel", "--account", "hamas"))
    assert "of Israel and of Hamas and Gaza offices" in two
    assert "the UN and the Red Cross" not in two


def test_issues(run: Run) -> None:
    some = body(run(*PAST, "--length", "full", "--since", "2025-10-20", "--issues", "force"))
    assert "Who sends troops" in some
    assert "trucks" not in some
    assert "trucks" in body(run(*PAST, "--length", "full", "--since", "2025-10-20"))


def test_reviewed_only(run: Run) -> None:
    seen = run(*PAST, "--length", "full", "--since", "2025-10-24", "--reviewed-only")
    assert "125 violations of the ceasefire until then" in seen
    assert "not reviewed" not in seen
    assert "211 Palestinians" not in seen
    assert "211 Palestinians" in run(*PAST, "--length", "full", "--since", "2025-10-24")


def test_length_and_marking(run: Run) -> None:
    lengths = [len(body(run(*PAST, "--length", each))) for each in ("minute", "page", "full")]
    assert lengths == sorted(lengths)
    assert len(set(lengths)) == 3
    assert "TLP:AMBER" in body(run(*PAST, "--length", "minute", "--marking", "TLP:AMBER"))


def test_meeting(run: Run) -> None:
    made = run("--meeting", "istanbul-2025-11-03", "--published-by", "2025-11-02")
    assert made.startswith("# Ministers of the New York states")
    assert "as of 2 November 2025" in made


def test_sending_listing_and_handing_out_by_marking(run: Run) -> None:
    for marking in ("TLP:CLEAR", "TLP:AMBER"):
        run(*PAST, "--length", "minute", "--send", "--by", "Ada", "--marking", marking)
    listed = run("--sent-issues")
    assert [line.split()[:2] for line in listed.splitlines()] == [["1", "TLP:CLEAR"], ["1", "TLP:AMBER"]]
    assert "TLP:AMBER" not in run("--sent-issues", "--marking", "TLP:CLEAR")
    assert "· TLP:CLEAR" in run("--again", "1")
    assert "· TLP:AMBER" in run("--again", "1", "--marking", "TLP:AMBER")
