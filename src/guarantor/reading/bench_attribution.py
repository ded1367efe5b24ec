"""Predictions for the attribution benchmark: one line an article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from guarantor.reading.attribution import Attribution, find_attributions
from guarantor.reading.text import read_document


def predict(data_dir: Path) -> Iterator[dict[str, Any]]:
    """Read `text/*.txt` and nothing else; offsets are code points of the stored text."""
    for path in sorted((Path(data_dir) / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as handle:
            text = handle.read()
        yield {"doc": path.stem, "attributions": rows(text)}


def rows(text: str) -> list[dict[str, Any]]:
    """What is told in the text's own voice by a word.

    The benchmark does not mark what is told within another's content, and its scorer compares letters, so that a colon
    alone, which has none, can never be right there.
    """
    found = find_attributions(read_document(text))
    return [_row(one) for one in found if one.nested_in is None and one.cue_lemma != ":"]


def _row(one: Attribution) -> dict[str, Any]:
    """The three roles of the benchmark, and the rule for error tables (scorers ignore it)."""
    return {
        "source": [list(span) for span in one.source],
        "cue": [list(span) for span in one.cue],
        "content": [list(span) for span in one.content],
        "rule": one.rule,
        "lemma": one.cue_lemma,
    }
