"""Patterns over word classes: cutting, encoding, compiling."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guarantor.reading.patterns import Classes, RuleSet, compile_pattern, cut_words, first_classes

CODES = {"OTHER": "o", "DAY": "d", "OF": "f", "MONTH": "m"}

CUT = [
    ("on 2025-10-10 at 12:30", ["on", "2025-10-10", "at", "12:30"]),
    ("3,203 trucks", ["3,203", "trucks"]),
    ("1,100, 2.4 million", ["1,100", ",", "2.4", "million"]),
    ("the 1990s and the 21st", ["the", "1990s", "and", "the", "21st"]),
    ("Turkey's 5pm at 5 p.m.", ["turkey", "'s", "5", "pm", "at", "5", "p.m."]),
    ("25/12/2024", ["25/12/2024"]),
    ("a\n\nb", ["a", "\n\n", "b"]),
    ("U.S. 24%", ["u.s.", "24", "%"]),
]


@pytest.mark.parametrize(("text", "expected"), CUT)
def test_words_are_cut(text: str, expected: list[str]) -> None:
    assert list(cut_words(text).words) == expected


@given(st.text(max_size=200))
def test_every_word_is_where_it_says(text: str) -> None:
    words = cut_words(text)
    assert len(words.starts) == len(words.ends) == len(words.words) == len(words.shapes)
    end = 0
    for start, stop, word in zip(words.starts, words.ends, words.words, strict=True):
        assert end <= start < stop <= len(text)
        assert len(word) == stop - start
        end = stop


def test_a_capital_can_be_asked_for() -> None:
    classes = Classes({"may": "MONTH_CAP"}, ["MONTH"])
    assert [classes.names[code] for code in classes.encode(cut_words("May may"))] == ["MONTH", "OTHER"]


@pytest.mark.parametrize(
    ("pattern", "matching"), [("DAY OF? MONTH", "dfm"), ("( DAY | OF ) MONTH", "fm"), ("DAY|OF", "f")]
)
def test_patterns_compile(pattern: str, matching: str) -> None:
    assert re.fullmatch(compile_pattern(pattern, CODES, {}), matching)


@pytest.mark.parametrize("pattern", ["DAY NIGHT", "day", "DAY??"])
def test_a_faulty_pattern_says_so(pattern: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(pattern))):
        compile_pattern(pattern, CODES, {})


@pytest.mark.parametrize(
    ("regex", "firsts", "empty"),
    [
        ("ab", "a", False),
        ("a?b", "ab", False),
        ("(?:a|b)?c", "abc", False),
        ("[ab]{0,2}", "ab", True),
        ("a?", "a", True),
    ],
)
def test_first_classes(regex: str, firsts: str, empty: bool) -> None:
    assert first_classes(regex) == (frozenset(firsts), empty)


def test_the_first_rule_at_a_place_wins() -> None:
    rows = [
        {"name": "long", "resolver": "x", "pattern": "DAY OF MONTH"},
        {"name": "short", "resolver": "x", "pattern": "DAY"},
    ]
    rules = RuleSet(rows, CODES, {}, ["OF"])
    assert rules.find("oodfmo", 0, 6) == 2
    assert [rule.name for rule, _ in rules.matches("oodfmo", 2, 6)] == ["long", "short"]
    assert rules.find("ooffo", 0, 5) is None
