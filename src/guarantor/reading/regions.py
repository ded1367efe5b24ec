"""The part of each sentence that tells something: without dateline, label, glued heading, credit and final stop.

Where something was cut off, the rest is tagged and parsed again, because a dateline or a heading that lost its line
spoils
the analysis of what follows.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from guarantor.reading.credits import Credit
from guarantor.reading.document import Document, Sentence
from guarantor.reading.layout import Layout
from guarantor.reading.text import read_document

Region = tuple[int, int]
"""Half-open token range of a sentence."""

_LABEL = re.compile(
    r"(?:[-•*·▪●◦‣–—]\s+|\(?\d{1,2}[.)]\s+)?"
    r"(?:[A-Z][\w’'-]*(?:[ /-](?:[A-Z][\w’'-]*|and|of|the|for|on)){0,5}:\s+)?"
)
_OPENING = ('"', "“", "«", "„")
_HEADINGS = frozenset(["what", "why", "how", "where", "key", "background", "conclusion"])
_RESTART = frozenset(
    [
        "according",
        "in",
        "on",
        "at",
        "after",
        "before",
        "but",
        "and",
        "however",
        "meanwhile",
        "during",
        "following",
        "when",
        "while",
        "since",
        "under",
    ]
)


def region_of(document: Document, number: int, credits: Sequence[Credit], layout: Layout) -> Region:
    """The tokens of a sentence that tell something."""
    sentence = document.sentences[number]
    tokens = sentence.tokens
    start, end = _without_credits(sentence, credits)
    if document.paragraphs[sentence.paragraph][0] == sentence.start and layout.roles[sentence.paragraph] != "title":
        match = _LABEL.match(document.text, start, min(end, start + 90))
        quoted = match is not None and document.text[match.end() : match.end() + 1] in _OPENING  # 'Lund: "We stay."'
        start = match.end() if match and match.end() < end and not quoted else start
    first = bisect_left(sentence.starts, start)
    last = bisect_right(sentence.ends, end)
    if layout.roles[sentence.paragraph] == "body":
        first = _after_heading(sentence, first, last)
    while last > first and tokens[last - 1].text in {".", "!", "?", "…"}:
        last -= 1
    return first, last


def _without_credits(sentence: Sentence, credits: Sequence[Credit]) -> tuple[int, int]:
    """Start and end of the sentence without the credits at its edges."""
    start, end = sentence.start, sentence.end
    for credit in credits:
        if credit.whole and start <= credit.whole[0] and credit.whole[1] <= end:
            if credit.whole[0] == start:
                start = credit.whole[1]
            elif credit.whole[1] >= end - 3:
                end = credit.whole[0]
    return start, end


def _after_heading(sentence: Sentence, first: int, last: int) -> int:
    """Where a sentence begins anew behind a heading that lost its line ("What happened According to …")."""
    tokens = sentence.tokens
    if _RESTART.isdisjoint(sentence.words[first + 1 : first + 9]):
        return first
    for index in range(first + 1, min(first + 9, last)):
        token = tokens[index]
        if token.text[0].isupper() and token.text.lower() in _RESTART and tokens[index - 1].text[-1].isalnum():
            return index if tokens[first].text.lower() in _HEADINGS or index - first >= 2 else first
    return first


def read_again(document: Document, regions: Sequence[Region]) -> tuple[Document, list[Region]]:
    """The document with sentences cut to their regions where those begin later, and the regions in it."""
    cut = {
        number: first for number, (first, last) in enumerate(regions) if 0 < first < last
    }  # fmt: skip
    if not cut:
        return document, list(regions)
    again = _parsed(document, cut)
    made: list[Region] = []
    for number, (first, last) in enumerate(regions):
        if number in cut:
            size = len(again[number].tokens)
            whole = len(document.sentences[number].tokens)
            made.append((0, last - first if size == whole - first else size))
        else:
            made.append((first, last))
    sentences = tuple(again.get(number, sentence) for number, sentence in enumerate(document.sentences))
    return Document(document.text, document.paragraphs, sentences), made


def _parsed(document: Document, cut: Mapping[int, int]) -> dict[int, Sentence]:
    """The rest of each sentence, analysed by itself, all in one go; the old analysis where that would part a
    sentence.
    """
    starts = {number: document.sentences[number].tokens[first].start for number, first in cut.items()}
    pieces = {number: document.text[start : document.sentences[number].end] for number, start in starts.items()}
    places: dict[int, int] = {}
    offset = 0
    for number, piece in pieces.items():
        places[number] = offset
        offset += len(piece) + 2
    found = read_document("\n\n".join(pieces.values())).sentences
    begins = [one.start for one in found]
    made: dict[int, Sentence] = {}
    for number, piece in pieces.items():
        here = found[bisect_left(begins, places[number]) : bisect_left(begins, places[number] + len(piece))]
        shift = starts[number] - places[number]
        if len(here) == 1 and here[0].start == places[number]:
            tokens = tuple(t._replace(start=t.start + shift, end=t.end + shift) for t in here[0].tokens)
        else:
            first = cut[number]
            tokens = tuple(
                t._replace(head=t.head - first if t.head >= first else -1)
                for t in document.sentences[number].tokens[first:]
            )
        made[number] = Sentence(tokens[0].start, tokens[-1].end, document.sentences[number].paragraph, tokens)
    return made
