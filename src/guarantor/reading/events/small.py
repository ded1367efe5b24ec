"""The small words of the verb group and of clause borders, and the looks at neighbours that everything here needs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from guarantor.reading.events.lexicon import rows
from guarantor.reading.text import Token

CLITICS = frozenset({"'s", "'d", "'re", "'m", "'ve", "'ll"})
"""Short forms that are helpers or possessives, never the verb that tells the deed."""

PHRASE_STARTS = frozenset({"DET", "PROPN", "NUM", "PRON", "NOUN"})
"""Tags with which a noun phrase begins."""


@cache
def small_words() -> dict[str, frozenset[str]]:
    """Kind of small word to its members."""
    return {
        kind: frozenset(word.strip() for word in members.split(", "))
        for kind, members in rows("events/function_words.tsv")
    }


@cache
def adjectives() -> dict[str, str]:
    """Adjective before an infinitive to the stand it gives: future, refused or none."""
    return {word: stand for word, stand, *_ in rows("events/adjectives.tsv")}


def word_of(token: Token) -> str:
    """Lower-case form with straight apostrophes."""
    word = token.text.lower()
    return word.replace("’", "'") if "’" in word else word


def is_adverb(tokens: Sequence[Token], words: Sequence[str], index: int) -> bool:
    """Whether a word may stand inside a verb group without being part of it."""
    return words[index] in small_words()["adverb"] or tokens[index].tag == "ADV"


def content_before(words: Sequence[str], index: int) -> str:
    """The nearest word before that is no adverb, no further than six words."""
    adverbs = small_words()["adverb"]
    place = index - 1
    while place >= 0 and index - place < 6 and words[place] in adverbs:
        place -= 1
    return words[place] if place >= 0 else ""


def object_follows(tokens: Sequence[Token], words: Sequence[str], main: int) -> bool:
    """Whether a noun phrase begins right after a word, which no passive participle has."""
    if main + 1 >= len(tokens):
        return False
    return tokens[main + 1].tag in PHRASE_STARTS and words[main + 1] not in small_words()["day"]


def verb_ahead(tokens: Sequence[Token], words: Sequence[str], index: int) -> bool:
    """Whether another verb follows before the clause ends."""
    border = small_words()["border"]
    for ahead in range(index + 1, len(words)):
        if words[ahead] in border:
            return False
        if tokens[ahead].tag in {"VERB", "AUX"} and tokens[ahead].fine != "VBG":
            return True
    return False
