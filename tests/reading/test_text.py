"""Paragraphs, sentences and words: a table of cases, and exact places on rubbish."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from counting import calls_of
from guarantor.reading.text import Document, split_document
from guarantor.reading.tokens import tokenize

WORDS = [
    ("Ankara's envoy hasn't left.", ["Ankara", "'s", "envoy", "has", "n't", "left", "."]),
    ("the officials’ claims", ["the", "officials", "’", "claims"]),
    ("a cease-fire at 9 p.m. Monday", ["a", "cease-fire", "at", "9", "p.m.", "Monday"]),
    ("Gen. A. Lund of the U.S. left", ["Gen.", "A.", "Lund", "of", "the", "U.S.", "left"]),
    ("1,718 of 3.5 million, 10:30", ["1,718", "of", "3.5", "million", ",", "10:30"]),
    ("see https://a.example/b, now", ["see", "https://a.example/b", ",", "now"]),
    ("write to desk@news.example today", ["write", "to", "desk@news.example", "today"]),
    ("Is\u00adtanbul\u00a0talks", ["Is\u00adtanbul", "talks"]),
    ("cafe\u0301 talks", ["cafe\u0301", "talks"]),
    ("said — “no”…", ["said", "—", "“", "no", "”", "…"]),
    ("in حماس offices", ["in", "حماس", "offices"]),
    ("O'Brien said so.", ["O'Brien", "said", "so", "."]),
    ("=========", ["========="]),
]

SENTENCES = [
    ("Gen. Lund spoke. He left.", ["Gen. Lund spoke.", "He left."]),
    ("The U.S. President met them in the U.S. The talks failed.",
     ["The U.S. President met them in the U.S.", "The talks failed."]),
    ("It began at 9 p.m. Monday. It ended at 11 p.m. The hall was empty.",
     ["It began at 9 p.m. Monday.", "It ended at 11 p.m.", "The hall was empty."]),
    ("“We will stay.” He left.", ["“We will stay.”", "He left."]),
    ("“Will you stay?” he asked.", ["“Will you stay?” he asked."]),
    ("Resolution No. 12 passed. No. The vote failed.", ["Resolution No. 12 passed.", "No.", "The vote failed."]),
    ("It ended.The next began.", ["It ended.", "The next began."]),
    ("See site.example and v1.Two.", ["See site.example and v1.Two."]),
    ("TALKS FAIL\nThe envoy left", ["TALKS FAIL", "The envoy left"]),
    ("• one\n• two", ["• one", "• two"]),
    ("He waited ... and left. Prices rose 3.5 percent.", ["He waited ... and left.", "Prices rose 3.5 percent."]),
    ("Talks ended (Lund News). Nobody won.", ["Talks ended (Lund News).", "Nobody won."]),
]  # fmt: skip


def check(document: Document) -> None:
    """Every place is inside the text, in order, not empty, and says what it says."""
    before = 0
    for sentence in document.sentences:
        start, end = document.paragraphs[sentence.paragraph]
        assert start <= sentence.start < sentence.end <= end
        assert sentence.tokens[0].start == sentence.start and sentence.tokens[-1].end == sentence.end
        for token in sentence.tokens:
            assert before <= token.start < token.end
            assert document.text[token.start : token.end] == token.text
            before = token.end


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in tokenize(text)] == expected


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    document = split_document(text)
    assert [text[s.start : s.end] for s in document.sentences] == expected
    check(document)


def test_lines_of_one_width_are_one_paragraph() -> None:
    text = (
        "The delegations of both sides met in the old town hall on the\n"
        "northern bank for a second day and came no nearer to a text on\n"
        "the return of the displaced, according to the mediators, who\n"
        "asked both for patience.\n\n"
        "The next round begins on Monday in the same hall, and the town\n"
        "has closed two bridges."
    )
    assert len(split_document(text).paragraphs) == 2


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300) | st.text(alphabet="aB.'’-\"“” \n,(:é\u0301\u00ad3", max_size=300))
@example("A..")
@example("Inc... 3..")
def test_places_are_exact_on_anything(text: str) -> None:
    document = split_document(text)
    check(document)
    held = {place for s in document.sentences for t in s.tokens for place in range(t.start, t.end)}
    assert all(text[place].isspace() for place in range(len(text)) if place not in held)


@pytest.mark.parametrize("unit", ["a", "a-", "a'", ". ", '"', "a.", "Aa. ", "1,", "\n", "e\u0301", "www."])
def test_work_grows_with_the_length(unit: str) -> None:
    def work(size: int) -> int:
        return calls_of(lambda: split_document(unit * (size // len(unit))))

    assert work(40_000) < 8 * 1.5 * work(5_000) + 500
