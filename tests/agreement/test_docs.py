"""The page on the agreement language: its examples are one case, which passes the check and says what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guarantor.agreement.explain import explain_agreement
from guarantor.agreement.keys_page import keys_page
from guarantor.agreement.load import check, load_case

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "agreement-language.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(yaml|text)\n(.*?)^```$", re.M | re.S)
BLOCKS = [(match[1], match[2]) for match in BLOCK.finditer(PAGE)]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    for kind, text in BLOCKS:
        name = text.partition("\n")[0].removeprefix("# ")
        if kind == "yaml" and name != "wrong":
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            assert not path.exists(), f"two blocks for {name}"
            path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_examples_are_a_case_without_faults_or_advice(case: Path) -> None:
    assert [str(fault) for fault in check(case)] == []


def test_the_page_shows_what_is_printed(case: Path) -> None:
    loaded = load_case(case)
    said = explain_agreement(loaded.agreement, loaded.people)
    shown = [text for kind, text in BLOCKS if kind == "text" and not text.startswith("agreement/")]
    assert len(shown) >= 5
    for text in shown:
        for line in text.splitlines():
            assert line in said.splitlines()


def test_the_page_shows_the_messages(case: Path) -> None:
    wrongs = [(text, BLOCKS[at + 1][1]) for at, (_, text) in enumerate(BLOCKS) if text.startswith("# wrong")]
    assert len(wrongs) == 2
    for written, messages in wrongs:
        (case / "agreement/wrong.yaml").write_text(written, encoding="utf-8")
        assert [str(fault) for fault in check(case)] == messages.splitlines()


def test_the_page_of_keys_is_that_of_the_tables() -> None:
    assert (DOCS / "agreement-keys.md").read_text(encoding="utf-8") == keys_page()
