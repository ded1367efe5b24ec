"""Where quotations begin and end, over sentences and paragraphs, with whatever marks the text uses.

A quotation that is not closed in its paragraph goes on in the next one if that begins with an opening mark, as in
newspapers; otherwise it ends with its sentence, so that a forgotten mark never swallows a report.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress

from guarantor.reading.document import Document, Token

_OPEN = frozenset({"“", "„", "«", "``"})
_NEUTRAL = frozenset({'"', "''"})
_CLOSE = frozenset({"”", "»"})
_DOUBLE = _OPEN | _NEUTRAL | _CLOSE
_MARKS = _DOUBLE | {"‘", "’"}

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


_OPENING = _OPEN | _NEUTRAL


def _opens_next(document: Document, paragraphs: dict[int, list[int]], number: int) -> bool:
    """True when the next paragraph begins with an opening mark."""
    following = paragraphs.get(number + 1)
    if not following:
        return False
    return document.sentences[following[0]].tokens[0].text in _OPENING


def _scan(document: Document, numbers: list[int], next_opens: bool, pending: bool, made: list[Quote]) -> bool:
    """Find the quotations of one paragraph; True when the last one goes on in the next."""
    start: Place | None = None
    single = False
    last: Place = (numbers[0], 0)
    first = last
    for number in numbers:
        sentence = document.sentences[number]
        if start is None and _MARKS.isdisjoint(sentence.texts):
            last = (number, len(sentence.tokens) - 1) if sentence.tokens else last
            continue
        marks = compress(range(len(sentence.texts)), map(_MARKS.__contains__, sentence.texts))
        for index in dict.fromkeys((0, *marks)):  # the first word too: there a single quotation breaks off
            last = (number, index - 1) if index else last
            token = sentence.tokens[index]
            role = _role(document.text, token, start is not None, single) if token.text in _MARKS else ""
            if role == "close" and start is not None:
                made.append(Quote(start, (number, index), True, pending and start == first))
                start = None
            elif role == "open":
                if start is not None and not single:
                    made.append(Quote(start, _sentence_end(document, start, last), False, pending and start == first))
                start, single = (number, index), token.text == "‘"
            elif start is not None and single and number != start[0]:
                start = None
        last = (number, len(sentence.texts) - 1)
    if start is None or single:
        return False
    if next_opens:
        made.append(Quote(start, last, False, pending and start == first))
        return True
    end = _sentence_end(document, start, last)
    if end[1] - start[1] > 1:
        made.append(Quote(start, end, False, pending and start == first))
    return False


def _sentence_end(document: Document, start: Place, last: Place) -> Place:
    """The end of the sentence in which an unclosed quotation began, or `last` where that comes first."""
    return min(last, (start[0], len(document.sentences[start[0]].tokens) - 1))


def _role(text: str, token: Token, is_open: bool, single: bool) -> str:
    """What a mark does here: "open", "close" or nothing."""
    mark = token.text
    before = text[token.start - 1] if token.start else " "
    after = text[token.end] if token.end < len(text) else " "
    begins = (before.isspace() or before in "([—–-:;/'‘") and not after.isspace()
    if mark == "‘":
        return "open" if not is_open and begins else ""
    if mark == "’":
        return "close" if is_open and single and not after.isalnum() else ""
    if is_open and not single:
        reopens = begins and not before.isalnum() and mark not in _CLOSE
        return "open" if reopens else "close"
    if single:
        return "open" if mark in _OPEN else ""
    return "open" if mark in _OPEN or (mark in _NEUTRAL and begins) else ""
