"""Where quotations begin and end, over sentences and paragraphs, with whatever marks the text uses.

A quotation that is not closed in its paragraph goes on in the next one if that begins with an opening mark, as newspapers
do; otherwise it ends with its sentence, so that a forgotten mark never swallows a report.
"""

from __future__ import annotations

from dataclasses import dataclass

from guarantor.reading.document import Document, Token

_OPEN = {"“": "”", "„": "”", "«": "»", "``": "''", "‘": "’"}
_BOTH = {'"', "''"}
_CLOSE = {"”", "»", "''", "’", '"'}

Place = tuple[int, int]
"""Sentence and token."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation from its opening mark to its closing one (or to where it breaks off)."""

    first: Place
    last: Place
    closed: bool
    continues: bool = False
    """True when it takes up the quotation of the paragraph before."""


def find_quotes(document: Document) -> tuple[Quote, ...]:
    """All quotations in reading order; none lies within another."""
    made: list[Quote] = []
    paragraphs: dict[int, list[int]] = {}
    for number, sentence in enumerate(document.sentences):
        paragraphs.setdefault(sentence.paragraph, []).append(number)
    pending = False
    for number in sorted(paragraphs):
        pending = _scan(document, paragraphs[number], _opens_next(document, paragraphs, number), pending, made)
    return tuple(made)


def _opens_next(document: Document, paragraphs: dict[int, list[int]], number: int) -> bool:
    """True when the next paragraph begins with an opening mark."""
    following = paragraphs.get(number + 1)
    if not following:
        return False
    return document.sentences[following[0]].tokens[0].text in _OPEN.keys() | _BOTH


def _scan(document: Document, numbers: list[int], next_opens: bool, pending: bool, made: list[Quote]) -> bool:
    """Find the quotations of one paragraph; True when the last one goes on in the next."""
    start: Place | None = None
    closer = ""
    continues = False
    last: Place = (numbers[0], 0)
    for number in numbers:
        tokens = document.sentences[number].tokens
        for index, token in enumerate(tokens):
            if start is None:
                closer = _opened(tokens, index, document.text)
                if closer:
                    start = (number, index)
                    continues = pending and start == (numbers[0], 0)
            elif token.text == closer and _closes(tokens, index, document.text):
                made.append(Quote(start, (number, index), True, continues))
                start = None
            elif closer == "’" and number != start[0]:
                start = None
            last = (number, index)
    if start is None:
        return False
    if next_opens and closer != "’":
        made.append(Quote(start, last, False, continues))
        return True
    end = len(document.sentences[start[0]].tokens) - 1
    if closer != "’" and end - start[1] > 1:
        made.append(Quote(start, (start[0], end), False, continues))
    return False


def _opened(tokens: tuple[Token, ...], index: int, text: str) -> str:
    """The mark that would close a quotation opened here, or nothing."""
    token = tokens[index]
    if token.text in _OPEN:
        return _OPEN[token.text]
    if token.text not in _BOTH or index + 1 >= len(tokens):
        return ""
    before = text[token.start - 1] if token.start else " "
    after = text[token.end] if token.end < len(text) else " "
    return token.text if not after.isspace() and (before.isspace() or before in "([—–-,.:;'‘") else ""


def _closes(tokens: tuple[Token, ...], index: int, text: str) -> bool:
    """A single mark closes only where no letter follows, so that an apostrophe does not."""
    token = tokens[index]
    after = text[token.end] if token.end < len(text) else " "
    if token.text == "’":
        return not after.isalnum()
    if token.text in _BOTH:
        before = text[token.start - 1] if token.start else " "
        return not before.isspace() or not after.isalnum()
    return True
