"""Cut a report's text into paragraphs, sentences and words. Nothing is cleaned away; time is linear in the length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import compress, pairwise
from operator import itemgetter

from guarantor.reading.document import Document, Sentence, untagged
from guarantor.reading.tokens import Place, abbreviations, cut_tokens, starters

MAX_SENTENCE = 160
"""Tokens after which a sentence without an end is cut, because lists and tables have no full stops."""

_SHORT = 4
"""Letters of words that may be somebody's own abbreviations."""
_UNNAMED = frozenset({"sources", "officials", "residents", "witnesses", "meanwhile", "however"})
"""Words that open a sentence whose first letter was not made a capital ("the camp. sources said")."""
_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_LINE = re.compile(r"\r\n?|[\n\u2028\u2029\x0b\x0c\x85]")
_CLOSERS = frozenset("\"'”’»)]}`´") | {"''"}
_OPENERS = frozenset("\"'“‘«([{`") | {"``"}
_ENDS = frozenset(".!?。！？؟۔") | {"...", "…"}
_ENDING = frozenset(word[-1] for word in _ENDS)
_LAST = itemgetter(-1)


def split_document(text: str) -> Document:
    """Paragraphs, sentences and words without tags or lemmas (`lemma` is the word in lower case)."""
    paragraphs = tuple(_paragraphs(text))
    sentences: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs):
        starts, ends, words = cut_tokens(text, start, end)
        for first, last in _sentences(words, starts, ends):
            sentences.append(untagged(number, starts[first:last], ends[first:last], words[first:last]))
    return Document(text, paragraphs, tuple(sentences))


def _paragraphs(text: str) -> Iterator[Place]:
    """Lines that hold something; lines of a text broken at a fixed width are joined into their paragraph."""
    lines = list(_lines(text))
    wrapped = _is_wrapped(text, lines)
    open_start, open_end = -1, -1
    for start, end in lines:
        if open_start >= 0 and wrapped and text.count("\n", open_end, start) <= 1:
            open_end = end
            continue
        if open_start >= 0:
            yield open_start, open_end
        open_start, open_end = start, end
    if open_start >= 0:
        yield open_start, open_end


def _lines(text: str) -> Iterator[Place]:
    """Lines without their blank edges; lines of nothing but blanks are left out."""
    start = 0
    for match in _LINE.finditer(text):
        yield from _stripped(text, start, match.start())
        start = match.end()
    yield from _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> Iterator[Place]:
    """The place without blanks at its edges, unless nothing is left."""
    line = text[start:end]
    left = len(line) - len(line.lstrip())
    size = len(line.strip())
    if size:
        yield start + left, start + left + size


def _is_wrapped(text: str, lines: Sequence[Place]) -> bool:
    """True when most lines run on into the next at one width, as in mails and plain-text feeds."""
    pairs = [(first, second) for first, second in pairwise(lines) if text.count("\n", first[1], second[0]) <= 1]
    if len(pairs) < 3 or max(end - start for start, end in lines) > 100:
        return False
    running = sum(1 for first, _ in pairs if text[first[1] - 1] not in '.!?"”:' and first[1] - first[0] >= 50)
    return running * 5 >= len(pairs) * 3


def _sentences(words: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Half-open token ranges of the sentences of one paragraph."""
    first, size = 0, len(words)
    for stop in compress(range(size), map(_ENDING.__contains__, map(_LAST, words))):
        if stop < first or not (words[stop] in _ENDS or words[stop][-1] == "."):
            continue
        while stop + 1 - first >= MAX_SENTENCE:
            yield first, first + MAX_SENTENCE
            first += MAX_SENTENCE
        if stop < first:
            continue
        following = stop + 1
        while following < size and starts[following] == ends[following - 1] and words[following] in _CLOSERS:
            following += 1
        if following < size and _ends_here(words, starts, ends, stop, following):
            yield first, following
            first = following
    while size - first >= MAX_SENTENCE:
        yield first, first + MAX_SENTENCE
        first += MAX_SENTENCE
    if first < size:
        yield first, size


def _ends_here(
    words: Sequence[str], starts: Sequence[int], ends: Sequence[int], stop: int, following: int
) -> bool:  # fmt: skip
    """Decide whether the sign at `stop` ends a sentence, given the token that comes after its closers."""
    word, after = words[stop], words[following]
    spaced = starts[following] > ends[following - 1]
    if word == "X." and stop and words[stop - 1] == "on":  # "wrote on X."
        return spaced and not after[0].islower()
    if len(word) > 1 and word[-1] == "." and word not in _ENDS:
        if after in _OPENERS and following + 1 < len(words):
            return spaced and words[following + 1][0].isupper() and _after_abbreviation(word, after)
        return spaced and _after_abbreviation(word, after)
    if after in _ENDS:
        return False
    if not spaced:
        return _is_glued(words, starts, ends, stop, after)
    if after in _OPENERS and following + 1 < len(words):
        after = words[following + 1]
    if word in {"...", "…"}:
        return after[0].isupper()
    if word == "." and after[0].islower() and stop and len(words[stop - 1]) > _SHORT:
        return ends[stop - 1] == starts[stop] and after in starters() | _UNNAMED and words[stop - 1].islower()
    return not after[0].islower() and after not in {",", ";", ":", "-", "–", "—"}


def _after_abbreviation(word: str, after: str) -> bool:
    """A title is never an end; an initial or an open abbreviation is one when a common first word follows."""
    kind = abbreviations().get(word.lower(), "open")
    if kind == "title" or (len(word) == 2 and word[0].isupper()):
        return False
    if kind == "number":
        return not after[0].isdigit() and after.istitle() and after.lower() in starters()
    return after in _OPENERS or (after[0].isupper() and after.lower() in starters())


def _is_glued(words: Sequence[str], starts: Sequence[int], ends: Sequence[int], stop: int, after: str) -> bool:
    """True for "ended.The next", where the blank was lost; false for "3.5", "site.com" and "v.Lund"."""
    if stop == 0 or ends[stop - 1] != starts[stop]:
        return False
    before = words[stop - 1]
    return len(before) > 1 and before[-1].islower() and len(after) > 1 and after[0].isupper() and after[1:].islower()
