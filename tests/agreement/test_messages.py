"""What `check` says of slips: exact messages (in messages.txt), so that they stay as good as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from agreement.making import advised, provision_faults, told

TABLE = Path(__file__).with_name("messages.txt")
BLOCK = re.compile(r"^== (\S+)\n(.*?)\n-> (.*?)$", re.M | re.S)


def rows() -> list[object]:
    found = enumerate(BLOCK.finditer(TABLE.read_text(encoding="utf-8")))
    return [pytest.param(match[1], match[2], match[3], id=f"{number}-{match[1]}") for number, match in found]


@pytest.mark.parametrize(("file", "written", "message"), rows())
def test_message(tmp_path: Path, file: str, written: str, message: str) -> None:
    if file == "provision":
        found = provision_faults(tmp_path, written)
    elif file == "agreement/more":
        found = told(tmp_path, written + "\n")
    else:
        found = told(tmp_path, **{file: written + "\n"})
    assert message in found


def test_the_table_is_read() -> None:
    assert len(rows()) > 70


def test_a_circle_of_clocks_is_shown_as_a_path(tmp_path: Path) -> None:
    agreement = """
    phases:
      two: {text: deal 9, gate: {all: [a, b]}}
    provisions:
      a: {text: deal 4, debtor: south, do: {act: release, of: captives}, within: 3 days of b}
      b: {text: deal 5, debtor: north, do: {act: withdraw}, within: 7 days of two}
    """
    assert told(tmp_path, agreement) == [
        "agreement/more.yaml:5:3: provision a: found clocks that wait for each other: provision a → provision b → "
        "phase two → provision a; expected a clock that begins with an event, a date or a text. "
        "Hang one of them on an event."
    ]


def test_two_duties_may_each_be_conditional_on_the_other(tmp_path: Path) -> None:
    agreement = """
    provisions:
      a: {text: deal 4, debtor: south, do: {act: release, of: captives}, while: {status: b}, from: approval}
      b: {text: deal 5, debtor: north, do: {act: withdraw}, while: {status: a}, from: approval}
    """
    assert told(tmp_path, agreement) == []


def test_all_faults_are_told_not_only_the_first(tmp_path: Path) -> None:
    agreement = """
    provisions:
      a: {text: deal 4, debtor: soth, do: {act: release, of: captives}, within: 72h of pullback}
      b: {text: deal 5, debtor: north, do: {act: withdrw}, by: 2031-02-30}
    """
    assert len(told(tmp_path, agreement)) == 4


def test_what_nothing_speaks_of_is_advised(tmp_path: Path) -> None:
    found = advised(tmp_path, "events:\n  e: {act: sign, by: north, of: deal, text: deal 1}\n")
    assert (
        "agreement/more.yaml:2:3: advice: event e: found the event 'e', on which no clock or condition hangs. "
        "Use it, or remove it; it does no harm."
    ) in found


def test_a_reading_that_changes_nothing_is_advised(tmp_path: Path) -> None:
    agreement = """
    provisions:
      a:
        text: deal 4
        debtor: south
        do: {act: release, of: captives}
        from: approval
        readings: {deal 5: {from: approval}}
    """
    assert any("differs from the provision in nothing" in line for line in advised(tmp_path, agreement))


def test_a_word_that_is_not_in_its_plain_form_is_advised_about(tmp_path: Path) -> None:
    agreement = """
    provisions:
      a:
        text: deal 4
        debtor: south
        do: {act: release, of: captives}
        evidence: [{effect: performed, words: [released, hand over]}]
    """
    assert [line for line in advised(tmp_path, agreement) if "released" in line] == [
        "agreement/more.yaml:7:44: advice: provision a, pattern 1: found the word 'released', which no claim is found "
        "by. Write 'release': claims have their verbs in plain form."
    ]


def test_a_deadline_before_its_text_is_advised_about(tmp_path: Path) -> None:
    agreement = "provisions:\n  a: {text: deal 4, debtor: south, do: {act: release, of: captives}, by: 2013-12-31}\n"
    assert (
        "agreement/more.yaml:2:74: advice: provision a: found an end on 2013-12-31, before the text of 2031-03-10. "
        "Check the year."
    ) in advised(tmp_path, agreement)


def test_a_unit_that_is_not_the_object_s_is_advised_about(tmp_path: Path) -> None:
    agreement = """
    provisions:
      a: {text: deal 4, debtor: south, do: {act: release, of: captives, quantity: 20 posts}, from: approval}
    """
    found = advised(tmp_path, agreement)
    assert any("found the unit 'posts', where the object is counted in 'people'" in line for line in found)


def test_an_amendment_before_its_text_is_advised_about(tmp_path: Path) -> None:
    agreement = """
    provisions:
      a: {text: deal 4, debtor: south, do: {act: release, of: captives}, from: approval}
    amendments:
      early: {text: annex 1, since: 2020-01-01, changes: {a: {by: 2040-01-01}}}
    """
    assert any("before its text of" in line for line in advised(tmp_path, agreement))
