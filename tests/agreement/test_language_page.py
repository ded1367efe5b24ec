"""The page on the agreement language: what it says of behaviour is run, in the small case of the page of statements."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from agreement.making import lay_out, provision_faults
from agreement.test_docs import BLOCKS, PAGE
from assessment.said import DAY, SECOND, ZERO, Word, ask, held, moment, start, written
from assessment.said import tell as told
from guarantor.agreement.load import check, load_case
from guarantor.assessment import deadlines
from guarantor.case.cast import table_of
from guarantor.case.trials import tried
from guarantor.cli import main
from guarantor.linking.bearing import Bearing
from guarantor.reading import read_text

TOLD = [start(5, about="signing"), start(30 * DAY + 5, about="second"), start(40 * DAY, about="found")]
"""The signing at five in the morning of 1 March 2031; ratified on the 31st; handed over at midnight on 10 April."""
NAMES = {"signature": "signing", "ratification": "second", "handover": "found", "truce": "deal", "protocol": "annex"}
ACT = "do: {act: release, of: captives, quantity: 10}"
END = -SECOND
CLOCKS: dict[str, list[tuple[float | None, float | None]]] = {
    "within: 72h of signature": [(5, 77)],
    "within: 7 days of signature": [(5, 8 * DAY + END)],
    "within: 6 months of truce; rounding: down": [(0, 185 * DAY + END)],
    "from: signature": [(5, None)],
    "from: 2 days after signature; until: 14 days after signature": [(2 * DAY, 15 * DAY + END)],
    "by: 2031-12-31; by: 2031-12-31 12:00": [(0, 306 * DAY + END), (0, 305 * DAY + 12)],
    "by: handover; by: 60 days before handover": [(None, 40 * DAY), (None, -19 * DAY + END)],
    "from: 1 day after signature": [(DAY, None)],
    "within: 30 days of the later of signature and ratification": [(30 * DAY + 5, 61 * DAY + END)],
    "by: the earlier of 7 days after handover and 2031-12-31": [(0, 48 * DAY + END)],
    "from: signature; until: 14 days after handover": [(5, 55 * DAY + END)],
    "by: 2031-12-31 12:00 UTC; … +03:00; … Asia/Amman": [(0, 305 * DAY + 12), (0, 305 * DAY + 9), (0, 305 * DAY + 9)],
    "within: 36 months less 60 days of signature": [(5, 1037 * DAY + END)],
    "every: day; every: 3 months from protocol": [(59 * DAY, 60 * DAY + END), (4 * DAY, 96 * DAY + END)],
    "phase: two": [(30 * DAY + 5, None)],
    "nothing at all": [(0, None)],
}  # fmt: skip
"""What each row of the table of clocks comes to: from which hour to which."""


def _rows() -> list[str]:
    """The first cells of the table of clocks, what stands between backquotes."""
    lines = PAGE.partition("| written | means |")[2].partition("\n\n")[0].splitlines()[2:]
    cells = [line.strip("|").split("|")[0].strip() for line in lines]
    return ["; ".join(re.findall("`(.*?)`", cell)) or cell for cell in cells]


def _keys(row: str) -> list[str]:
    """The keys of a row as a file has them: several that belong together, or several rows in one."""
    if row == "nothing at all":
        return [ACT]
    for name, here in NAMES.items():
        row = re.sub(rf"\b{name}\b", here, row)
    parts = [part.replace("…", "by: 2031-12-31 12:00") for part in row.split("; ")]
    apart = len({part.partition(":")[0] for part in parts}) == 1
    rounded = ", rounding: down" if "month" in row and "rounding" not in row else ""
    return [f"{ACT}, {part}{rounded}" for part in parts] if apart else [f"{ACT}, {', '.join(parts)}"]


@pytest.mark.parametrize("row", CLOCKS)
def test_a_clock_means_what_the_page_says(row: str) -> None:
    phases = "phases: {two: {title: Two, text: deal 8, opens: second}}\n"
    for keys, (first, last) in zip(_keys(row), CLOCKS[row], strict=True):
        found = ask(written(held(keys), more=phases), TOLD, at=60 * DAY - 1)
        window = found["duty"].current[0].window
        assert window is not None
        shown = [None if abs(at) > 2**50 else (at - ZERO) / 3600 for at in window]
        assert shown == [first, last], keys


def test_every_row_of_the_table_of_clocks_is_run() -> None:
    assert _rows() == list(CLOCKS)


def test_clocks_that_wait_for_a_later_end_go_on_until_it_is_told() -> None:
    keys = f"{ACT}, from: signing, until: 14 days after found"
    assert [d.due[1] for d in deadlines(ask(written(held(keys)), TOLD[:1], at=50 * DAY))] == []
    assert [d.due[1] for d in deadlines(ask(written(held(keys)), TOLD, at=50 * DAY))] == [moment(55 * DAY) - 1]


def read_on_the_page(tmp_path: Path, sentence: str) -> dict[str, str]:
    """What a sentence does to the case of the page: target to effect."""
    for kind, text in BLOCKS:
        name = text.partition("\n")[0].removeprefix("# ")
        if kind == "yaml" and name != "wrong":
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    case = load_case(tmp_path)
    bearing = Bearing(case.agreement, case.people)
    claims = read_text(sentence, published="2031-03-05", outlet="Valley Gazette", actors=table_of(case.people))
    return {link.target: str(link.effect) for i, claim in enumerate(claims) for link in bearing.of(f"claim:{i}", claim)}


PATTERNS = [
    ("whose doer is the movement", "The Valley Movement freed 20 prisoners on 4 March.", {"prisoners.movement": "performed"}),
    ("(or nobody named)", "Twenty prisoners were handed over on 4 March.", {"prisoners.movement": "performed"}),
    ("whose object is one of the phrases", "The Valley Movement released a cow on 4 March.", {}),
    ("something else, though it holds one of the words",
     "The Valley Movement released the body of a prisoner on 4 March.", {}),
    ("a claim that Highland *received* them", "Highland received 20 prisoners on 4 March.", {"prisoners.movement": "performed"}),
    ("running counts", "The Valley Movement has released 20 prisoners so far.", {"prisoners.movement": "total"}),
    ("*withheld*", "The Valley Movement withheld 20 prisoners on 4 March.", {"prisoners.movement": "not_performed"}),
    ("*still holds*", "The Valley Movement still holds 20 prisoners.", {"prisoners.movement": "outstanding"}),
    ("it is planned, ordered, demanded: shown beside", "The Valley Movement will release 20 prisoners.",
     {"prisoners.movement": "intends"}),
    ("For an act that is forbidden, a\nclaim must name the doer", "A village was attacked on 4 March.", {}),
    ("the forbidden thing was done", "Highland attacked a village on 4 March.", {"ceasefire": "forbidden"}),
    ("an event came", "The Valley Movement broke off the talks on 4 March.", {"talks-broken-off": "triggered"}),
    ("somebody calls an owed duty breached", "Highland called the delay a breach.", {"weapons.destroyed": "breached"}),
    ("that he calls it none (`answers`)", "The monitors said they did not see the delay as a breach.",
     {"weapons.destroyed": "answers"}),
]  # fmt: skip


@pytest.mark.parametrize(("said", "sentence", "wanted"), PATTERNS, ids=[each[0][:30] for each in PATTERNS])
def test_a_sentence_bears_on_what_the_page_says(
    tmp_path: Path, said: str, sentence: str, wanted: dict[str, str]
) -> None:
    assert said in PAGE
    found = read_on_the_page(tmp_path, sentence)
    mine = {
        target: effect for target, effect in found.items() if target in {*wanted, "prisoners.movement", "ceasefire"}
    }
    assert mine == wanted


def no_number_under_refrain(tmp_path: Path) -> None:
    assert provision_faults(tmp_path, "refrain: {act: release, of: captives, quantity: 3}")
    assert provision_faults(tmp_path, "do: {act: release, of: captives, quantity: at most 3}") == []


def a_comma_inside_braces(tmp_path: Path) -> None:
    assert provision_faults(tmp_path, 'do: {act: release, of: captives}, note: "so, and so"') == []


def words_and_days_are_never_guessed(tmp_path: Path) -> None:
    assert provision_faults(tmp_path, "do: {act: release, of: captives}, note: no") == []
    assert provision_faults(tmp_path, "do: {act: release, of: captives}, by: 2031-02-30")


def an_object_replaces_its_clock_or_one_end(tmp_path: Path) -> None:
    def span(change: str) -> list[float | None]:
        keys = f"{ACT}, from: 2 days after signing, until: 14 days after signing, readings: {{deal 5: {{{change}}}}}"
        ((_, other),) = ask(written(held(keys)), TOLD, at=3 * DAY)["duty"].readings
        window = other.current[0].window
        assert window is not None
        return [(at - ZERO) / 3600 for at in window]

    assert span("until: 30 days after signing") == [2 * DAY, 31 * DAY + END]
    assert span("from: 5 days after signing") == [5 * DAY, 15 * DAY + END]
    assert span("within: 9h of signing") == [5, 14]


def advice_keeps_nothing_from_being_loaded(tmp_path: Path) -> None:
    unused = "events:\n  idle: {act: approve, by: south, of: annex, text: deal 9}\n"
    folder = lay_out(tmp_path, unused)
    assert {fault.level for fault in check(folder)} == {"advice"}
    assert any("idle" in str(fault) for fault in check(folder))
    assert load_case(folder).agreement.process == "small"


def a_list_is_all_of_them(tmp_path: Path) -> None:
    keys = f"{ACT}, within: 72h of signing, when: [second, found]"
    words: list[Word] = [start(), start(3, about="second")]
    assert ask(written(held(keys)), words, at=9)["duty"].status == "no information"
    assert ask(written(held(keys)), [*words, start(4, about="found")], at=9)["duty"].status == "due"


def a_status_of_another(tmp_path: Path) -> None:
    other = held("do: {act: return, of: remains, quantity: 4}, within: 48h of signing", "other", debtor="north")
    keys = f"{ACT}, within: 72h of signing, when: {{status: other, is: [breached, overdue]}}"
    for word, wanted in (
        (told("outstanding", 50, about="other"), "due"),
        (told("performed", 9, n=4, about="other"), "not yet due"),
    ):
        assert ask(written(held(keys), other), [start(), word], at=60)["duty"].status == wanted


def own_patterns_go_first(tmp_path: Path) -> None:
    body = """
provisions:
  p: {text: deal 4, debtor: south, do: {act: release, of: captives}, evidence: [{effect: closed, acts: [release], of: [captive]}]}
"""
    case = load_case(lay_out(tmp_path, body))
    bearing = Bearing(case.agreement, case.people)
    claims = read_text("South freed 20 captives on 4 March.", published="2031-03-05", actors=table_of(case.people))
    assert [link.effect for claim in claims for link in bearing.of("claim:1", claim)] == ["closed"]


SAID: list[tuple[str, Callable[[Path], None]]] = [
    ("under `refrain` and `maintain` there is no number", no_number_under_refrain),
    ("Inside `{…}` put a value with a comma between quotes", a_comma_inside_braces),
    ("`no` is a word, `2031-02-30` is a fault", words_and_days_are_never_guessed),
    ("a new `within` replaces the whole clock, a new\n`from`, `until` or `by` that end of it",
     an_object_replaces_its_clock_or_one_end),
    ("Advice\nkeeps nothing from being loaded", advice_keeps_nothing_from_being_loaded),
    ("a list of those (all of them)", a_list_is_all_of_them),
    ("`{status: provision, is: [breached, overdue]}`", a_status_of_another),
    ("the first that fits a claim counts, and yours go first", own_patterns_go_first),
]  # fmt: skip


@pytest.mark.parametrize(("said", "holds"), SAID, ids=[holds.__name__ for _, holds in SAID])
def test_the_page_says_so_and_it_is_so(tmp_path: Path, said: str, holds: Callable[[Path], None]) -> None:
    assert said in PAGE
    holds(tmp_path)


def test_the_examples_of_the_page_are_caught_and_missed(tmp_path: Path) -> None:
    read_on_the_page(tmp_path, "")
    found = tried(tmp_path)
    assert len(found) == 5 and [trial.sentence for trial in found if not trial.right] == []
    evidence = tmp_path / "agreement" / "evidence.yaml"
    evidence.write_text(
        evidence.read_text(encoding="utf-8").replace("The talks will resume", "Highland left the talks")
    )
    answer = CliRunner().invoke(main, ["check", "--examples", "--case", str(tmp_path)])
    assert answer.exit_code == 0
    assert (
        "talks-broken-off/pattern 1 catches what it should miss: “Highland left the talks on Monday.”" in answer.output
    )
