"""A sentence as rules look at it: its tree, the reach of each word, and what stands in quotation marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import compress

from guarantor.reading.attribution.lexicon import word_set
from guarantor.reading.attribution.quotes import Quote
from guarantor.reading.document import Document, Sentence, Token
from guarantor.reading.features import plain
from guarantor.reading.once import once

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X"})
VERBAL = frozenset({"VERB", "AUX"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
END_MARKS = frozenset({".", "!", "?", "...", "…"})
_TURNS = frozenset({",", ":", "-", "--", "—", "–", ";", "and", "but", '"', "'", "(", ")"})
COMMAS = frozenset({",", "-", "--", "—", "–", ";"})


class Reach(dict[int, int]):
    """For each word that is asked for the outermost one below it; itself where it hangs on no root (a mended tree may
    have a ring)."""

    def __init__(
        self, heads: Sequence[int], kids: Sequence[Sequence[int]], outermost: Callable[[Iterable[int]], int]
    ) -> None:
        self._heads, self._kids, self._outermost = heads, kids, outermost

    def __missing__(self, word: int) -> int:
        if word < 0:  # counted from the end, as in a list
            return self[word + len(self._heads)]
        below = [word]
        if self._is_rooted(word):
            for one in below:
                below += self._kids[one]
        found = self[word] = self._outermost(below)
        return found

    def _is_rooted(self, word: int) -> bool:
        heads, size = self._heads, len(self._heads)
        for _ in range(size):
            word = heads[word]
            if not 0 <= word < size:
                return word < 0
        return False


class View:
    """Token indices are those of the sentence. `quote[i]`: which quotation the word stands in (marks too), or -1.

    The tree is read when a rule first asks for it, which none does of a sentence without a word of telling.
    """

    def __init__(self, number: int, sentence: Sentence, quote: list[int]) -> None:
        self.number = number
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.words: tuple[str, ...] = tuple(map(_plain, sentence.texts))
        self.lemmas: tuple[str, ...] = sentence.columns[4]
        self.quote = quote
        self.asides: dict[int, int] = dict(sentence.asides)
        """Where each aside that was read by itself begins, and the word behind it."""
        self.groups: dict[int, int] = {}
        """Where the verb group of a verb begins, once it was looked for."""
        self._heads: tuple[int, ...] = sentence.columns[5]

    def __len__(self) -> int:
        return len(self.tokens)

    @once
    def turns(self) -> tuple[int, ...]:
        """Signs and conjunctions at which a content can end, so that rules need not look at every word."""
        return tuple(compress(range(len(self.tokens)), map(_TURNS.__contains__, self.words)))

    @once
    def kids(self) -> list[list[int]]:
        """The dependents of each word."""
        size = len(self._heads)
        made: list[list[int]] = [[] for _ in range(size)]
        for index, head in enumerate(self._heads):
            if 0 <= head < size and head != index:
                made[head].append(index)
        return made

    @once
    def left(self) -> Reach:
        """The first word that hangs on each word, through others or not."""
        return Reach(self._heads, self.kids, min)

    @once
    def right(self) -> Reach:
        """The last word that hangs on each word, through others or not."""
        return Reach(self._heads, self.kids, max)

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
    return [View(number, sentence, marks[number]) for number, sentence in enumerate(document.sentences)]


KEPT = 50_000
"""Words whose plain form is kept."""


class _Plain(dict[str, str]):
    """A word to what rules compare it by."""

    def __missing__(self, word: str) -> str:
        if len(self) >= KEPT:
            self.clear()
        made = self[word] = plain(word).lower()
        return made


_plain = _Plain().__getitem__
