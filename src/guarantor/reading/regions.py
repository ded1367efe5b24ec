"""The part of each sentence that tells something: without dateline, label, glued heading, credit and final stop.

Where something was cut off, the rest is tagged and parsed again, because a dateline or a heading that lost its line spoils
the analysis of what follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

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
_HEADINGS = frozenset("what why how where key background conclusion".split())
_RESTART = frozenset(
    "according in on at after before but and however meanwhile during following when while since under".split()
)


def region_of(document: Document, number: int, credits: Sequence[Credit], layout: Layout) -> Region:
    """The tokens of a sentence that tell something."""
    sentence = document.sentences[number]
    tokens = sentence.tokens
    start, end = _without_credits(sentence, credits)
    if document.paragraphs[sentence.paragraph][0] == sentence.start and layout.roles[sentence.paragraph] != "title":
        match = _LABEL.match(document.text, start, min(end, start + 90))
        start = match.end() if match and match.end() < end else start
    first = next((i for i, token in enumerate(tokens) if token.start >= start), len(tokens))
    last = next((i for i, token in enumerate(tokens) if token.end > end), len(tokens))
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
    for index in range(first + 1, min(first + 9, last)):
        token = tokens[index]
        if token.text[0].isupper() and token.text.lower() in _RESTART and tokens[index - 1].text[-1].isalnum():
            return index if tokens[first].text.lower() in _HEADINGS or index - first >= 2 else first
    return first


def read_again(document: Document, regions: Sequence[Region]) -> tuple[Document, list[Region]]:
    """The document with sentences cut to their regions where those begin later, and the regions in it."""
    sentences: list[Sentence] = []
    made: list[Region] = []
    for sentence, (first, last) in zip(document.sentences, regions, strict=True):
        if not 0 < first < last:
            sentences.append(sentence)
            made.append((first, last))
            continue
        again = _parsed(document.text, sentence, first)
        sentences.append(again)
        made.append((0, last - first) if len(again.tokens) == len(sentence.tokens) - first else (0, len(again.tokens)))
    return Document(document.text, document.paragraphs, tuple(sentences)), made


def _parsed(text: str, sentence: Sentence, first: int) -> Sentence:
    """The sentence from a token on, analysed by itself; the old analysis where that would part it."""
    start = sentence.tokens[first].start
    found = read_document(text[start : sentence.end]).sentences
    if len(found) != 1:
        tokens = tuple(
            token._replace(head=token.head - first if token.head >= first else -1) for token in sentence.tokens[first:]
        )
    else:
        tokens = tuple(token._replace(start=token.start + start, end=token.end + start) for token in found[0].tokens)
    return Sentence(tokens[0].start, tokens[-1].end, sentence.paragraph, tokens)
