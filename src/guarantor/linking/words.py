"""Closed lists of words by which linking compares what is told (``data/words.tsv``)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def word_set(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a list, each a tuple of words; raises KeyError for a name that is not there."""
    rows = tuple(words for key, words in _rows() if key == name)
    if not rows:
        raise KeyError(name)
    return rows


@cache
def words_of(name: str) -> tuple[str, ...]:
    """All words of a list in one tuple."""
    return tuple(word for row in word_set(name) for word in row)


@cache
def _rows() -> tuple[tuple[str, tuple[str, ...]], ...]:
    text = files("guarantor.linking").joinpath("data/words.tsv").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((name, tuple(words.split("|"))) for name, words in pairs)
