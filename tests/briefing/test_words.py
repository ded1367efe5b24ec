"""Words as data: they can be replaced, and no replacement can drop an attribution, a day or a figure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guarantor.briefing.checking import numbers_in
from guarantor.briefing.marking import Marker
from guarantor.briefing.wording import WordingError, default_wording, load_wording
from guarantor.case import Case


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("sentences: {said: 'It emerged: “{words}” ({days}).'}", "must keep {verb}"),
        ("sentences: {said: '{who} {verb} {words} {days} {colour}'}", "no {colour}"),
        ("sentences: {say: x}", "no word is called 'say'"),
        ("sentences: said", "is a mapping"),
        ("[1, 2]", "a mapping"),
        ("a: [", "cannot be read as YAML"),
        ("sentences: {said: '{who {verb}'}", "said"),
    ],
)
def test_a_wording_that_loses_something_is_refused(tmp_path: Path, text: str, what: str) -> None:
    path = tmp_path / "w.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WordingError) as error:
        load_wording(path)
    assert what in str(error.value)


def test_a_wording_takes_the_place_of_ours(tmp_path: Path, demo: Case) -> None:
    path = tmp_path / "w.yaml"
    path.write_text("headings: {minute: Kurzfassung}\nsigns: {one origin: {sign: '*'}}\n", encoding="utf-8")
    text = demo.brief(as_of="2025-11-01", wording=str(path)).to_markdown()
    assert "## Kurzfassung" in text
    assert "\\* one origin" in text


def test_marks_are_said_in_words_where_a_sign_comes_first() -> None:
    marker = Marker(default_wording())
    assert marker.mark(("one origin", "not reviewed")) == ("one origin, not reviewed", "†°")
    assert marker.mark(("one origin",)) == ("", "†")


@given(st.integers(min_value=0, max_value=10**9))
def test_every_number_is_found_as_it_is_printed(value: int) -> None:
    assert float(value) in numbers_in(f"In all {value:,} came.")
