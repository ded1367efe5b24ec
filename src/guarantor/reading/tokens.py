"""Cut a stretch of text into words and signs, each with its exact place.

Words keep inner hyphens ("cease-fire"); clitics stand alone ("has|n't", "Ankara|'s"); a stop belongs to an abbreviation
("Gen.", "U.S.") and is a token of its own elsewhere. The expression has no nested repetition over the same characters,
so that its time is linear in the length of the text.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

Place = tuple[int, int]

# Letters, digits and what clings to them: combining marks, soft hyphens, zero-width and direction marks.
_CLING = "\u0300-\u036f\u00ad\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060\ufeff"
_WORD = rf"[\w{_CLING}]"
_ADDRESSES = r"""
      (?P<url>(?:https?://|www\.)[^\s<>"“”]+)
    | (?P<mail>[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4})
    |"""
_OTHERS = rf"""
      (?P<plain>[^\W\d_]+(?=[\s,;:!?)"”]))
    | (?P<initials>(?<!\w)(?:[^\W\d_]\.){{2,8}}(?!\w))
    | (?P<number>\d+(?:[.,:/]\d+)*(?:[^\W\d_]{{1,2}}(?!\w))?)
    | (?P<word>[@\#]?{_WORD}+(?:[-‐‑'’´`]{_WORD}+)*)
    | (?P<dots>\.{{2,}}|…+|-{{2,}}|``|'')
    | (?P<run>(?P<one>[^\w\s])(?P=one)(?P=one)(?P=one)+)
    | (?P<sign>\S)
    """
_TOKEN, _TOKEN_OR_ADDRESS = re.compile(_OTHERS, re.VERBOSE), re.compile(_ADDRESSES + _OTHERS, re.VERBOSE)
_ADDRESS_SIGN = re.compile(r"[@/]|www\.")
"""What every address has; most paragraphs have none, and are cut quicker without looking for addresses."""
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


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Place]:
    """The half-open place of every token of text[start:end], in order, never empty, never overlapping."""
    stop = len(text) if end is None else end
    made: list[Place] = []
    skip = start
    pattern = _TOKEN_OR_ADDRESS if _ADDRESS_SIGN.search(text, start, stop) else _TOKEN
    for match in pattern.finditer(text, start, stop):
        place = match.span()
        if place[0] < skip:  # the stop of an abbreviation was taken out of several
            if skip < place[1]:
                made.append((skip, place[1]))
            continue
        kind = match.lastgroup
        if kind == "plain":
            made.append(place)
        elif kind == "word":
            _add_word(made, text, place, stop)
            skip = made[-1][1]
        elif kind == "url":
            last = place[0] + len(text[place[0] : place[1]].rstrip(".,;:!?)]}'’»"))
            made.append((place[0], last))
            made += [(sign, sign + 1) for sign in range(last, place[1])]
            skip = place[1]
        else:
            made.append(place)
    return made


def _add_word(made: list[Place], text: str, place: Place, stop: int) -> None:
    """A word with its stop when it is an abbreviation or an initial, or with its clitic apart."""
    first, last = place
    if last < stop and text[last] == "." and last - first <= 7:
        word = text[first:last]
        glued = last + 1 < stop and text[last + 1].isalnum()
        initial = len(word) == 1 and word.isupper()
        if not glued and (initial or (word.lower() + "." in abbreviations() and (word[0].isupper() or len(word) > 2))):
            made.append((first, last + 1))
            return
    if last - first < 60 and not text[first:last].isalpha():
        clitic = _CLITIC.match(text, first, last)
        if clitic:
            cut = clitic.start(2)
            made += [(first, cut), (cut, last)]
            return
    made.append(place)
