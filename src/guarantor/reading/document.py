"""What a text is made of: words, sentences, paragraphs, each with its exact place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple


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


make_token: Callable[[tuple[Any, ...]], Token] = partial(tuple.__new__, Token)
"""A token of all its eight fields in order; a third of the time of naming them, for the thousands that a text has."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, headline or list item: text[start:end], within one paragraph."""

    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what it is made of, in reading order."""

    text: str
    paragraphs: tuple[tuple[int, int], ...]
    sentences: tuple[Sentence, ...]
