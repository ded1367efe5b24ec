"""Every entry of the word lists has an example, and in it the entry is found as a cue with a holder and a content."""

from __future__ import annotations

import pytest

from guarantor.reading.attribution import find_attributions
from guarantor.reading.attribution.lexicon import entries, rows
from guarantor.reading.text import read_document

LISTS = ("verbs.tsv", "nouns.tsv", "adjectives.tsv")
ENTRIES = [(name, lemma) for name in LISTS for lemma in entries(name)]


@pytest.mark.parametrize(("name", "lemma"), ENTRIES)
def test_example(name: str, lemma: str) -> None:
    entry = entries(name)[lemma]
    found = find_attributions(read_document(entry.example))
    mine = [one for one in found if one.cue_lemma == lemma]
    assert mine, f"{entry.example!r}: found only {[one.cue_lemma for one in found]}"
    assert mine[0].content and mine[0].cue_class == entry.cue_class
    assert mine[0].source or entry.cue_class == "appear"


@pytest.mark.parametrize("row", rows("phrases.tsv"), ids=lambda row: str(row["phrase"]))
def test_phrase_example(row: dict[str, str]) -> None:
    found = find_attributions(read_document(row["example"]))
    assert [one.cue_lemma for one in found if one.cue_class == row["class"]] == [row["phrase"]]


def test_frames_are_known() -> None:
    known = set("qtwiAosga")
    for name in LISTS:
        for entry in entries(name).values():
            assert entry.frames <= known, entry
            assert entry.frames or entry.preps, entry
