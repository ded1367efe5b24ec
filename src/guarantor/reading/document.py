"""What a text is made of: words, sentences, paragraphs, each with its exact place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, repeat
from typing import Any, NamedTuple

from guarantor.reading.once import once


class Token(NamedTuple):
    """One word or sign. A named tuple and not a dataclass because a report has a thousand of them and the time counts.

    `tag` is a Universal POS tag and `fine` a Penn Treebank one, both empty where nothing was tagged; `lemma` is the
    dictionary form in lower case; `head` is an index in the sentence (-1: the root, or unknown) and `dep` the relation
    to it in Universal Dependencies.
    """

    start: int
    end: int
    text: str
    tag: str = ""
    lemma: str = ""
    head: int = -1
    dep: str = ""
    fine: str = ""


_NO_COLUMNS: tuple[tuple[Any, ...], ...] = ((),) * len(Token._fields)

make_token: Callable[[tuple[Any, ...]], Token] = partial(tuple.__new__, Token)
"""A token of all its eight fields in order; a third of the time of naming them, for the thousands that a text has."""


FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Fine tags of finite verbs."""


def is_finite(token: Token) -> bool:
    """Whether a word is a finite verb; parts of names that the tagger took for one are not."""
    return token.fine in FINITE and token.text[:1].islower() and token.text not in {"bin", "al", "el", "ibn", "ben"}


_FINE = Token._fields.index("fine")


def standing(tokens: Sequence[Token], fines: frozenset[str], first: int = 0, behind: int = 0) -> list[int]:
    """The places of tokens with one of some fine tags, from ``first`` on and with ``behind`` or more after them."""
    last = max(first, len(tokens) - behind)
    return [place for place, token in enumerate(tokens[first:last], first) if token[_FINE] in fines]


@dataclass(frozen=True)
class Sentence:
    """A sentence, headline or list item: text[start:end], within one paragraph.

    What many rules ask of its tokens is a value of the sentence, made when it is first asked for and once.
    """

    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...]
    asides: tuple[tuple[int, int], ...] = ()
    """First and last token (not included) of what was read by itself (see `lifted`)."""

    @once
    def columns(self) -> tuple[tuple[Any, ...], ...]:
        """The fields of all tokens, each field by itself, in the order of `Token`."""
        return tuple(zip(*self.tokens, strict=True)) if self.tokens else _NO_COLUMNS

    @once
    def words(self) -> tuple[str, ...]:
        """The tokens in lower case, but "WHO" the body as it is written, since "who" is another word."""
        return _lowered(self.texts, self.columns[3] if "WHO" in self.texts else ())

    @once
    def texts(self) -> tuple[str, ...]:
        """The tokens as written."""
        return self.columns[2]

    @once
    def plain(self) -> tuple[str, ...]:
        """The tokens in lower case with straight apostrophes."""
        if "’" not in "".join(self.words):
            return self.words
        return tuple([word.replace("’", "'") if "’" in word else word for word in self.words])

    @once
    def starts(self) -> tuple[int, ...]:
        """Where each token begins in the text."""
        return self.columns[0]

    @once
    def ends(self) -> tuple[int, ...]:
        """Where each token ends in the text."""
        return self.columns[1]

    @once
    def finites(self) -> tuple[int, ...]:
        """How many finite verbs stand before each token, and, last, in all."""
        tokens = self.tokens
        told = [fine in FINITE and is_finite(token) for fine, token in zip(self.columns[_FINE], tokens, strict=True)]
        return tuple(accumulate(told, initial=0))

    def has_finite(self, first: int, last: int) -> bool:
        """Whether a finite verb stands between two tokens."""
        return first < last and self.finites[min(last, len(self.tokens))] > self.finites[first]

    def touched(self, span: tuple[int, int]) -> tuple[int, int]:
        """The tokens that a place in the text touches, as first and last (not included)."""
        return bisect_right(self.ends, span[0]), bisect_left(self.starts, span[1])

    def inside(self, span: tuple[int, int]) -> tuple[int, int]:
        """The tokens that lie wholly in a place in the text, as first and last (not included)."""
        return bisect_left(self.starts, span[0]), bisect_right(self.ends, span[1])


def _lowered(texts: Sequence[str], tags: Sequence[str]) -> tuple[str, ...]:
    if "WHO" not in texts:
        return tuple(map(str.lower, texts))
    pairs = zip(texts, tags, strict=True)
    return tuple([text if text == "WHO" and tag == "PROPN" else text.lower() for text, tag in pairs])


class _Untagged(Sentence):
    """A sentence that was only cut: its tokens are made when somebody asks for them, which a tagger does not."""

    @once
    def tokens(self) -> tuple[Token, ...]:
        """Words that have nothing yet but their places and a form in lower case."""
        none = repeat("")
        fields = zip(self.starts, self.ends, self.texts, none, map(str.lower, self.texts), repeat(-1), none, none)
        return tuple(map(make_token, fields))


def untagged(paragraph: int, starts: Sequence[int], ends: Sequence[int], texts: Sequence[str]) -> Sentence:
    """A sentence of words without tags, at least one (`lemma` is the word in lower case)."""
    made = object.__new__(_Untagged)
    made.__dict__.update(
        start=starts[0], end=ends[-1], paragraph=paragraph, starts=tuple(starts), ends=tuple(ends), texts=tuple(texts)
    )
    return made


def tagged(
    start: int, end: int, paragraph: int, tokens: tuple[Token, ...], asides: tuple[tuple[int, int], ...] = ()
) -> Sentence:
    """A sentence of tokens, at least one, with the values that are asked for of every sentence made at once."""
    made = object.__new__(Sentence)
    columns = tuple(zip(*tokens, strict=True))
    made.__dict__.update(
        start=start, end=end, paragraph=paragraph, tokens=tokens, asides=asides, columns=columns, starts=columns[0],
        ends=columns[1], texts=columns[2], words=_lowered(columns[2], columns[3]),
    )  # fmt: skip
    return made


@dataclass(frozen=True)
class Document:
    """A text and what it is made of, in reading order."""

    text: str
    paragraphs: tuple[tuple[int, int], ...]
    sentences: tuple[Sentence, ...]

    @once
    def ends(self) -> tuple[int, ...]:
        """Where each sentence ends in the text."""
        return tuple([sentence.end for sentence in self.sentences])

    def sentence_at(self, place: int) -> int:
        """The number of the sentence that holds a place, or of the next one, or of the last."""
        return min(bisect_right(self.ends, place), len(self.sentences) - 1)
