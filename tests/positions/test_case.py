"""From reports to positions: what is proposed, what people make of it, what follows, on the page and the command line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from guarantor.board.app import application
from guarantor.briefing.citation import Citation, by_date
from guarantor.briefing.material import short_day
from guarantor.briefing.parts import Notes
from guarantor.briefing.positions import positions_section
from guarantor.case import Case, open_case
from guarantor.case.positions import assumption
from guarantor.case.why import citations
from guarantor.cli.program import main
from guarantor.positions.coding import code
from guarantor.positions.proposing import Proposer
from guarantor.reading import read_text
from guarantor.review import ReviewError, accept, reject

PAST = "published-by=2025-11-05"
TROOPS = "force/with-turkish-troops"


@pytest.fixture
def mine(read_demo: Path, tmp_path: Path) -> Iterator[Case]:
    """A copy that may be written to."""
    shutil.copytree(read_demo, tmp_path / "case")
    with open_case(tmp_path / "case") as case:
        yield case


def proposed(case: Case, text: str) -> set[tuple[str, str, str]]:
    """Who is proposed to stand how on what, by a text of its own."""
    files = case.files
    proposer = Proposer(files.agreement, files.people, since=files.info.since)
    claims = read_text(text, published="2025-11-03", outlet="The Daily Paper", actors=case.actors)
    links = [link for claim in claims for link in proposer.of(claim.id, claim)]
    return {(link.fields["actor"], str(link.effect), str(link.target)) for link in links}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Israel will not accept Turkish troops in Gaza, Foreign Minister Gideon Sa'ar said on Monday.",
         {("israel", "opposes", TROOPS)}),
        ("Turkish Foreign Minister Hakan Fidan said that Turkey rejects Turkish troops without a mandate.",
         {("turkiye", "opposes", TROOPS)}),
        ("Turkish Foreign Minister Hakan Fidan said Ankara supports sending Turkish troops to Gaza.",
         {("turkiye", "accepts", TROOPS)}),
        ("Netanyahu said Israel can live with Turkish troops in the force.", {("israel", "can live with", TROOPS)}),
        ("Marco Rubio said the United States does not object to Turkish troops in the international force.",
         {("united-states", "can live with", TROOPS)}),
        ("Trump said he would not oppose Turkish troops.", {("united-states", "can live with", TROOPS)}),
        ("Hamas said it will accept a technocratic committee if the war ends.",
         {("hamas", "conditional", "governance/technocrats")}),
        ("Netanyahu called Turkish troops in Gaza a red line.", {("israel", "red line", TROOPS)}),
        ("Egypt's foreign minister Badr Abdelatty said a mandate by the Security Council was required.",
         {("egypt", "demands", "mandate/council-mandate")}),
        # what somebody says that another refused is not the other's word, nor the teller's own stance
        ("Hamas refused to accept a body of Palestinian technocrats, Israeli officials said.", set()),
        # a denial of having agreed is no rejection
        ("Hamas denied that it had agreed to a technocratic committee.", set()),
        # an outlet's own telling is nobody's position, and a rival's word is not the other's
        ("Israel will not accept Turkish troops in Gaza.", set()),
        # no stance, no proposal
        ("Hakan Fidan said that Turkish troops were discussed in Istanbul.", set()),
        # no option, no proposal
        ("Israel will not accept this, Foreign Minister Gideon Sa'ar said.", set()),
    ],
)  # fmt: skip
def test_proposals(demo: Case, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert proposed(demo, text) == expected


def test_the_bundled_case_has_its_ledger(demo: Case) -> None:
    found = demo.positions(as_of="2025-11-05", published_by="2025-11-05")
    cell = found.cells["israel", TROOPS]
    assert (cell.answer, cell.stance, cell.day) == ("reject", "opposes", "2025-10-27")
    assert found.cells["hamas", "governance/technocrats"].answer == "accept"
    assert found.cells["qatar", TROOPS].answer == "unknown"
    assert found.consent("force", "with-turkish-troops")[0].consent.only_blocker == "israel"
    earlier = demo.positions(as_of="2025-10-20", published_by="2025-10-20")
    assert earlier.cells["israel", TROOPS].answer == "unknown"
    assert ("israel", TROOPS) in found.changed_since("2025-10-20")


def test_what_if_changes_the_answer_and_not_the_record(demo: Case) -> None:
    head = demo.record.head
    found = demo.positions(as_of="2025-11-05", published_by="2025-11-05")
    what_if = demo.positions(as_of="2025-11-05", published_by="2025-11-05", assume=[("israel", TROOPS)])
    assert (found.tally.excluded or 0) > 0
    assert what_if.tally.excluded == 0
    assert demo.record.head == head
    assert what_if.recorded == found.recorded


def test_every_package_is_counted_once(demo: Case) -> None:
    tally = demo.positions(as_of="2025-11-05").tally
    counted = (tally.accepted or 0) + (tally.open or 0) + (tally.excluded or 0) + (tally.impossible or 0)
    assert counted == tally.total > 1
    assert sum(count for _, count in tally.by_unknown) == tally.open


def test_people_confirm_reject_and_differ(mine: Case) -> None:
    def stands() -> tuple[str, str | None, bool]:
        mine.forget()
        cell = mine.positions(as_of="2025-11-05", reviewed_only=True).cells["israel", TROOPS]
        return cell.answer, cell.stance, cell.differ

    assert stands() == ("unknown", None, False)
    codings = [each for each in mine.knowledge().codings if each.actor == "israel" and each.about == TROOPS]
    accept(mine.record, codings[0].id, by="Ada", why="as told")
    assert stands() == ("reject", "opposes", False)
    files = mine.files
    code(mine.record, files.agreement, files.people, codings[0].claim, TROOPS, "red line", by="Bo", why="flatly said",
         red_line="active")  # fmt: skip
    assert stands() == ("reject", "red line", True)
    reject(mine.record, codings[0].id, by="Ada", why="it is a red line")
    assert stands() == ("reject", "red line", False)
    assert mine.verify().sound


@pytest.mark.parametrize(
    ("about", "stance", "more", "message"),
    [
        ("force/none", "accepts", {}, "there is no answer 'force/none'"),
        (TROOPS, "likes", {}, "there is no stance 'likes'"),
        (TROOPS, "accepts", {"red_line": "active"}, "only a red line is"),
        (TROOPS, "conditional", {}, "needs what it hangs on"),
        (TROOPS, "accepts", {"condition": "x"}, "goes with the stance 'conditional'"),
        (TROOPS, "accepts", {"actor": "nobody"}, "no actor 'nobody'"),
        (TROOPS, "accepts", {"why": " "}, "needs why"),
    ],
)
def test_what_is_wrong_with_a_coding(
    mine: Case, about: str, stance: str, more: dict[str, str], message: str
) -> None:  # fmt: skip
    claim = next(each.claim for each in mine.knowledge().codings if each.about == TROOPS)
    with pytest.raises(ReviewError, match=message):
        code(mine.record, mine.files.agreement, mine.files.people, claim, about, stance,
             **{"by": "Ada", "why": "so it says", **more})  # fmt: skip


def test_a_condition_on_an_answer_holds_inside_packages(mine: Case) -> None:
    claim = next(each.claim for each in mine.knowledge().codings if each.actor == "turkiye")
    before = mine.positions(as_of="2025-11-05").tally
    code(mine.record, mine.files.agreement, mine.files.people, claim, TROOPS, "conditional", by="Ada",
         why="by the mandate", only_if=["mandate/council-mandate"])  # fmt: skip
    mine.forget()
    found = mine.positions(as_of="2025-11-05", assume=[("israel", TROOPS)])
    lines = [line for line in found.problem.lines if line.actor == "turkiye"]
    assert [line.forbids for line in lines] == [(("force", "with-turkish-troops"), ("mandate", "no-council-mandate"))]
    assert before.total == found.tally.total


def test_assumptions_are_read() -> None:
    assert assumption("a:x/p") == ("a", "x/p")
    for wrong in ("a", ":x", "a:"):
        with pytest.raises(ValueError, match="assumes nothing"):
            assumption(wrong)


@dataclass
class Citing:
    """What the section asks of a brief's material: names, and citations of claims."""

    case: Case

    def name(self, root: str) -> str:
        return self.case.files.people.name_of(root)

    def short(self, day: date) -> str:
        return short_day(day)

    def cited(self, claims: Iterable[str]) -> list[Citation]:
        return by_date(citations(self.case.knowledge(), claims).values())


def test_the_section_of_a_brief(demo: Case) -> None:
    found = demo.positions(as_of="2025-11-05", published_by="2025-11-05")
    section = positions_section(Citing(demo), Notes(), found)
    sentences = [sentence for paragraph in section.paragraphs for sentence in paragraph.sentences]
    first = sentences[0]
    assert first.lead == "Who sends troops to the stabilisation force?"
    assert "Israel rejects “Turkey sends troops”" in first.text
    assert first.notes
    assert first.marks == ("not reviewed",)
    assert "silence is not consent" in sentences[-1].text


# --- command line -----------------------------------------------------------------------------------------------------


def run(folder: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, [*words, "--case", str(folder)])
    return result.exit_code, result.output


def test_positions_on_the_command_line(read_demo: Path) -> None:
    status, text = run(read_demo, "positions", "--published-by", "2025-11-05")
    assert status == 0
    assert "silence is not consent" in text
    status, text = run(read_demo, "positions", "--published-by", "2025-11-05", "--format", "json")
    rows = json.loads(text)
    row = next(each for each in rows if each["actor"] == "israel" and each["option"] == "with-turkish-troops")
    assert (row["answer"], row["word"], row["reviewed"]) == ("reject", "rejects", False)
    status, text = run(read_demo, "positions", "--issue", "force", "--published-by", "2025-11-05")
    assert "Israel alone stands in the way" in text
    status, text = run(read_demo, "positions", "--alignment")
    assert "share no issue on which both are known" in text


def test_packages_on_the_command_line(read_demo: Path) -> None:
    status, text = run(read_demo, "packages", "--published-by", "2025-11-05", "--rule", "troops-with-turkey")
    assert status == 0
    assert "options not listed were not considered" in text.replace("\n", " ")
    assert "should" not in text.replace("who should move", "")
    status, text = run(read_demo, "packages", "--assume", f"israel:{TROOPS}", "--format", "json")
    assert json.loads(text)[0]["assume"] == [f"israel:{TROOPS}"]


@pytest.mark.parametrize(
    "words",
    [["packages", "--assume", "israel"], ["packages", "--assume", "israel:none"], ["packages", "--rule", "none"],
     ["packages", "--assume", "nobody:x"], ["positions", "--issue", "none"], ["positions", "--since", "x"]],
)  # fmt: skip
def test_wrong_usage(read_demo: Path, words: list[str]) -> None:
    assert run(read_demo, *words)[0] == 2


# --- board ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def board(demo: Case) -> TestClient:
    return TestClient(application(demo))


def test_each_cell_leads_to_its_words(board: TestClient) -> None:
    page = board.get(f"/positions?{PAST}").text
    assert 'href="/issues/force?published-by=2025-11-05#w-israel"' in page
    issue = board.get(f"/issues/force?{PAST}").text
    assert 'id="w-israel"' in issue
    assert "Turkish" in issue
    assert "proposed by a rule" in issue
    assert "Israel alone stands in the way" in issue


def test_what_if_is_asked_in_the_address(board: TestClient, demo: Case) -> None:
    head = demo.record.head
    page = board.get(f"/packages?{PAST}&assume=israel:{TROOPS}").text
    assert "A what-if." in page
    assert "Nothing of it is in the record" in page
    assert demo.record.head == head
    found = board.get(f"/api/packages?{PAST}&assume=israel:with-turkish-troops").json()
    assert found["tally"]["excluded"] == 0
    assert found["assume"] == [f"israel:{TROOPS}"]


def test_every_page_says_what_it_does_not_know(board: TestClient) -> None:
    for address in ("/positions", "/issues/force", "/packages"):
        page = board.get(f"{address}?{PAST}").text
        assert "silence is not consent" in page
        assert "<script" not in page
        assert "should concede" not in page


@pytest.mark.parametrize(
    ("address", "status"),
    [("/issues/none", 404), ("/packages?assume=x", 400), ("/packages?assume=israel:none", 400),
     ("/packages?rule=none", 400), ("/api/packages?assume=x", 400), ("/positions?as-of=x", 400)],
)  # fmt: skip
def test_refusals(board: TestClient, address: str, status: int) -> None:
    assert board.get(address).status_code == status


def test_positions_as_json(board: TestClient) -> None:
    found = board.get(f"/api/positions?{PAST}").json()
    cell = next(c for c in found["positions"] if c["actor"] == "israel" and c["option"] == "with-turkish-troops")
    assert (cell["answer"], cell["word"]) == ("reject", "rejects")
    assert cell["decided_by"][0]["claim"].startswith("claim:")
