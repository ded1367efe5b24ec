"""What each paragraph of a report is: headline, deck, body, list item, or something that tells nothing of the matter.

Related stories, pictures' texts, notices of the house and bylines are kept in the text and passed over by the rules;
paragraphs in another language likewise. Datelines and what stands in brackets at the end are read by ``credits.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from guarantor.model.spans import Span
from guarantor.reading.document import Document, Sentence
from guarantor.reading.language import language_of
from guarantor.reading.patterns import read_table

Role = Literal[
    "title",
    "deck",
    "body",
    "item",
    "table",
    "heading",
    "related",
    "caption",
    "boilerplate",
    "byline",
    "foreign",
    "empty",
]
TOLD: frozenset[Role] = frozenset({"title", "deck", "body", "item"})
"""Paragraphs that claims may come from."""
TITLES: frozenset[Role] = frozenset({"title", "deck"})
"""Paragraphs that are written as headlines are: no finite verb needed, the present tense for what was done."""

_BULLET = re.compile(r"\s*(?:[-•*·▪●◦‣–—]\s+|\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+)")
_ENDING = re.compile(r"[.!?;:。؟][\"'”’)\]]*\s*\Z")
_BYLINE = re.compile(r"(?:By|BY)\s+[A-Z][\w.'’-]+(?:[\s,]+(?:and|AND|in|[A-Z][\w.'’-]*)){0,9}\Z")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The role of every paragraph, in order, and why the ones that are passed over are."""

    roles: tuple[Role, ...]
    notes: tuple[str, ...]

    def told(self, paragraph: int) -> bool:
        """Whether a paragraph belongs to what the report tells."""
        return self.roles[paragraph] in TOLD


def layout_of(document: Document) -> Layout:
    """The role of every paragraph of a document."""
    text = document.text
    roles: list[Role] = []
    notes: list[str] = []
    for number, span in enumerate(document.paragraphs):
        role = _role(text, span, number, document, roles)
        roles.append(role)
        if role in {"foreign"}:
            words = text[span[0] : span[0] + 40].replace("\n", " ")
            notes.append(f"paragraph at {span[0]} is not in English and waits for a person: {words}")
    return Layout(roles=tuple(roles), notes=tuple(notes))


def _role(text: str, span: Span, number: int, document: Document, before: list[Role]) -> Role:
    line = text[span[0] : min(span[1], span[0] + 4000)].strip()
    if not any(map(str.isalnum, line)):
        return "empty"
    kind = _by_words(line)
    if kind:
        return kind
    if len(line) < 120 and _BYLINE.match(line):
        return "byline"
    if _is_foreign(line):
        return "foreign"
    if line.count("|") > 2 or line.count("\t") > 2:
        return "table"
    if _is_headline(line, span, number, document, before):
        return "deck" if "title" in before else "title"
    if _is_heading(line, number, document):
        return "deck" if _tells(span, document) else "heading"
    return "item" if _BULLET.match(line) else "body"


def _is_heading(line: str, number: int, document: Document) -> bool:
    """A short line without a stop above something longer: it announces, and tells nothing."""
    if len(line) > 70 or _ENDING.search(line.rstrip(":")) or number + 1 == len(document.paragraphs):
        return False
    start, end = document.paragraphs[number + 1]
    return end - start > len(line) * 2 and not _BULLET.match(line)


_FINITE = frozenset({"VBZ", "VBD", "VBP"})
_ASKING = frozenset({"what", "why", "how", "who", "where", "when", "which"})


def _tells(span: Span, document: Document) -> bool:
    """Whether a line above a paragraph is a headline of its own ("Minister vows to stay"), as in live pages."""
    sentence = document.sentences[document.sentence_at(span[0])]
    if len(sentence.tokens) < 5 or sentence.words[0] in _ASKING or sentence.tokens[0].text.isupper():
        return False
    return any(token.fine in _FINITE for token in sentence.tokens[1:-1]) or _tells_without_verb(sentence)


def _tells_without_verb(sentence: Sentence) -> bool:
    """ "Norland to reopen crossing", "Strike on Mahrouna": a name before "to", a name behind an attack."""
    tokens, words = sentence.tokens, sentence.words
    for index in range(1, len(tokens) - 1):
        named = tokens[index - 1].tag == "PROPN" or (tokens[index - 1].fine == "NNS" and ":" in words[:index])
        if words[index] == "to" and named and tokens[index + 1].fine == "VB":
            return True
        if words[index] in {"on", "in", "at", "near"} and words[index - 1] in _attacks():
            return index <= _LONGEST_ATTACK and tokens[index + 1].tag == "PROPN"
    return False


@cache
def _attacks() -> frozenset[str]:
    """Nouns of attack that open a headline."""
    rows = read_table("judging/nouns.tsv")
    return frozenset(next(row["words"] for row in rows if row["kind"] == "attack-title").split("|"))


_LONGEST_ATTACK = 5
"""Words up to the preposition in "Deadly Norland drone strike on"."""


def _is_headline(line: str, span: Span, number: int, document: Document, before: list[Role]) -> bool:
    """A first line, or the one behind it, without a final stop, and something longer below or nothing at all."""
    if number > 1 or len(line) > 220 or _ENDING.search(line):
        return False
    if len(document.paragraphs) < 2:
        return len(document.sentences) == 1
    if number == 1 and before[0] != "title":
        return False
    return any(end - start > len(line) for start, end in document.paragraphs[number + 1 :])


def _is_foreign(line: str) -> bool:
    """A paragraph of at least eight words that is clearly of another language."""
    if line.count(" ") < 7 and line.isascii():
        return False
    low = line.lower()
    if sum(word in low for word in (" the ", " of ", " and ", " to ", " that ", " was ")) >= 2:
        return False
    verdict = language_of(line)
    if verdict.code in {"en", "und"}:
        return False
    return verdict.share > 0.25 and len(line) > 20


def _by_words(line: str) -> Role | None:
    """The role that a phrase of ``data/layout.tsv`` gives a line; long paragraphs are never notices by their end."""
    low = line.lower()
    bare = low.strip(" :.|-–—»>")
    starts, ends, wholes = _quick()
    if not (low.startswith(starts) or low.endswith(ends) or bare in wholes):
        return None
    for kind, at, words in _phrases():
        hit = bare == words if at == "whole" else low.startswith(words) if at == "start" else low.endswith(words)
        if hit and (len(line) < 300 or (at == "start" and kind != "boilerplate")) and _stands_apart(low, words, at):
            return kind
    return None


def _stands_apart(low: str, words: str, at: str) -> bool:
    """Whether the phrase ends where a word ends ("Sharea law" is no "Share")."""
    return at != "start" or len(low) == len(words) or not low[len(words)].isalnum() or not words[-1].isalnum()


@cache
def _quick() -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]:
    """Beginnings, ends and whole lines of all phrases, for a look that passes most lines by."""
    starts, ends, wholes = ([words for _, at, words in _phrases() if at == one] for one in ("start", "end", "whole"))
    return tuple(starts), tuple(ends), frozenset(wholes)


@cache
def _phrases() -> tuple[tuple[Role, str, str], ...]:
    return tuple(_typed(row) for row in read_table("layout.tsv"))


def _typed(row: dict[str, str]) -> tuple[Role, str, str]:
    kinds: dict[str, Role] = {
        "related": "related", "boilerplate": "boilerplate", "caption": "caption", "byline": "byline",
    }  # fmt: skip
    return kinds[row["kind"]], row["at"], row["words"]


def markup(text: str) -> Iterator[Span]:
    """Remains of HTML tags, which are no words of the report."""
    for match in _TAG.finditer(text):
        yield match.span()
