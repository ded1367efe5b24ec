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
    """What is told in the text's own voice; the benchmark does not mark what is told within another's content."""
    return [_row(one) for one in find_attributions(read_document(text)) if one.nested_in is None]


def _row(one: Attribution) -> dict[str, Any]:
    """The three roles of the benchmark, and the rule for error tables (scorers ignore it)."""
    return {
        "source": [list(span) for span in one.source],
        "cue": [list(span) for span in one.cue],
        "content": [list(span) for span in one.content],
        "rule": one.rule,
        "lemma": one.cue_lemma,
    }
