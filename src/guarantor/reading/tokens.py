"""Cut a stretch of text into words and signs, each with its exact place.

Words keep inner hyphens ("cease-fire"); clitics stand alone ("has|n't", "Ankara|'s"); a stop belongs to an abbreviation
("Gen.", "U.S.") and is a token of its own elsewhere. The expression has no nested repetition over the same characters,
so that its time is linear in the length of the text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

Place = tuple[int, int]

# Letters, digits and what clings to them: combining marks, soft hyphens, zero-width and direction marks.
_CLING = "\u0300-\u036f\u00ad\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060\ufeff"
_WORD = rf"[\w{_CLING}]"
_TOKEN = re.compile(
    rf"""
      (?P<url>(?:https?://|www\.)[^\s<>"“”]+)
    | (?P<mail>[\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{1,4}})
    | (?P<initials>(?<!\w)(?:[^\W\d_]\.){{2,8}}(?!\w))
    | (?P<number>\d+(?:[.,:/]\d+)*(?:[^\W\d_]{{1,2}}(?!\w))?)
    | (?P<word>[@\#]?{_WORD}+(?:[-‐‑'’´`]{_WORD}+)*)
    | (?P<dots>\.{{2,}}|…+|-{{2,}}|``|'')
    | (?P<run>(?P<one>[^\w\s])(?P=one)(?P=one)(?P=one)+)
    | (?P<sign>\S)
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?i)(.+?)(n['’´`]t|['’´`](?:s|re|ve|ll|d|m))$")


@cache
def abbreviations() -> dict[str, str]:
    """Word with its stop, lower case, to its kind ("title", "number", "open")."""
    source = files("guarantor.reading").joinpath("data/abbreviations.tsv").read_text(encoding="utf-8")
    lines = [line for line in source.splitlines() if line and not line.startswith("#")]
    return {row["word"]: row["kind"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}


@cache
def starters() -> frozenset[str]:
    """Words that commonly begin a sentence, lower case."""
    source = files("guarantor.reading").joinpath("data/sentence_starters.txt").read_text(encoding="utf-8")
    return frozenset(line for line in source.splitlines() if line and not line.startswith("#"))


def tokenize(text: str, start: int = 0, end: int | None = None) -> Iterator[Place]:
    """Yield the half-open place of every token of text[start:end], in order, never empty, never overlapping."""
    stop = len(text) if end is None else end
    skip = start
    for match in _TOKEN.finditer(text, start, stop):
        first, last = match.span()
        if first < skip:
            continue
        kind = match.lastgroup
        if kind == "url":
            last = first + len(text[first:last].rstrip(".,;:!?)]}'’»"))
            yield first, last
            skip = last
            yield from _rest(text, last, match.end())
            skip = match.end()
        elif kind == "word":
            for place in _words(text, first, last, stop):
                yield place
                skip = place[1]
        else:
            yield first, last


def _rest(text: str, first: int, last: int) -> Iterator[Place]:
    """Signs that stood at the end of an address, one by one."""
    for place in range(first, last):
        yield place, place + 1


def _words(text: str, first: int, last: int, stop: int) -> Iterator[Place]:
    """A word with its stop when it is an abbreviation or an initial, or with its clitic apart."""
    if last < stop and text[last] == "." and last - first <= 7:
        word = text[first:last]
        glued = last + 1 < stop and text[last + 1].isalnum()
        initial = len(word) == 1 and word.isupper()
        if not glued and (initial or (word.lower() + "." in abbreviations() and (word[0].isupper() or len(word) > 2))):
            yield first, last + 1
            return
    if last - first < 60:
        clitic = _CLITIC.match(text, first, last)
        if clitic:
            cut = clitic.start(2)
            yield first, cut
            yield cut, last
            return
    yield first, last
