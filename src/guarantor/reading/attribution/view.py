"""A sentence as rules look at it: its tree, the reach of each word, and what stands in quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import compress

from guarantor.reading.attribution.lexicon import word_set
from guarantor.reading.attribution.quotes import Quote
from guarantor.reading.document import Document, Sentence, Token
from guarantor.reading.features import plain
from guarantor.reading.quick import quick

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X"})
VERBAL = frozenset({"VERB", "AUX"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
END_MARKS = frozenset({".", "!", "?", "...", "…"})
_TURNS = frozenset({",", ":", "-", "--", "—", "–", ";", "and", "but", '"', "'", "(", ")"})
COMMAS = frozenset({",", "-", "--", "—", "–", ";"})


@quick
@dataclass(frozen=True, slots=True)
class View:
    """Token indices are those of the sentence. `quote[i]`: which quotation the word stands in (marks too), or -1."""

    number: int
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    kids: list[list[int]]
    left: list[int]
    right: list[int]
    quote: list[int]
    turns: tuple[int, ...]
    """Signs and conjunctions at which a content can end, so that rules need not look at every word."""
    groups: dict[int, int] = field(default_factory=dict, compare=False)
    """Where the verb group of a verb begins, once it was looked for."""

    def __len__(self) -> int:
        return len(self.tokens)

    def kid(self, head: int, *deps: str) -> int:
        """The first dependent with one of the relations, or -1."""
        return next((k for k in self.kids[head] if self.tokens[k].dep in deps), -1)

    def is_mark(self, index: int) -> bool:
        """True for a quotation mark."""
        return plain(self.tokens[index].text) in {'"', "'"} and self.tokens[index].tag in {"PUNCT", "PART", "SYM", "X"}

    def is_time(self, index: int) -> bool:
        """True for a word of time ("week"); a day or month only with its capital letter ("March", not "march")."""
        word = self.words[index]
        return word in word_set("temporal") or (word in word_set("calendar") and self.tokens[index].text[0].isupper())

    def opens(self, index: int) -> bool:
        """True where a quotation opens."""
        return self.quote[index] >= 0 and (index == 0 or self.quote[index - 1] != self.quote[index])


def make_views(document: Document, quotes: Sequence[Quote]) -> list[View]:
    """One view a sentence, in order; linear time."""
    marks = [[-1] * len(sentence.tokens) for sentence in document.sentences]
    for number, quote in enumerate(quotes):
        for place in range(quote.first[0], quote.last[0] + 1):
            start = quote.first[1] if place == quote.first[0] else 0
            end = quote.last[1] + 1 if place == quote.last[0] else len(marks[place])
            marks[place][start:end] = [number] * (end - start)
    return [_view(number, sentence, marks[number]) for number, sentence in enumerate(document.sentences)]


def _view(number: int, sentence: Sentence, quote: list[int]) -> View:
    """Children and reach of each word."""
    tokens = sentence.tokens
    size = len(tokens)
    heads: tuple[int, ...] = sentence.columns[5]
    kids: list[list[int]] = [[] for _ in range(size)]
    order: list[int] = []
    for index, head in enumerate(heads):
        if head < 0:
            order.append(index)
        elif head < size and head != index:
            kids[head].append(index)
    for index in order:
        if kids[index]:
            order += kids[index]
    left, right = list(range(size)), list(range(size))
    for index in reversed(order):
        head = heads[index]
        if 0 <= head < size:
            if left[index] < left[head]:
                left[head] = left[index]
            if right[index] > right[head]:
                right[head] = right[index]
    words = tuple(map(_plain, sentence.texts))
    turns = tuple(compress(range(size), map(_TURNS.__contains__, words)))
    return View(number, tokens, words, sentence.columns[4], kids, left, right, quote, turns)


@lru_cache(maxsize=50_000)
def _plain(word: str) -> str:
    """A word as rules compare it."""
    return plain(word).lower()
