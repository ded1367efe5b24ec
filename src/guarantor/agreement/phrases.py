"""Rough stems, for a first look at whether a sentence holds the words of a pattern."""

from __future__ import annotations

import re

Phrase = tuple[str, ...]

_ENDINGS = ("ies", "ing", "ed", "es", "s", "e", "y")
_WORD = re.compile(r"[^\W_]+")


def stem(word: str) -> str:
    """A word without its ending.

    >>> [stem(word) for word in ("captives", "captive", "bodies", "body", "released", "stopping", "shelling")]
    ['captiv', 'captiv', 'bod', 'bod', 'releas', 'stop', 'shel']
    """
    word = word.casefold()
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou" else word


def phrase(words: str) -> Phrase:
    """The stems of a run of words; hyphens and apostrophes part words.

    >>> phrase("cease-fire violations")
    ('ceas', 'fir', 'violation')
    """
    return tuple(stem(word) for word in _WORD.findall(words))


def roughly_holds(words: Phrase, wanted: Phrase) -> bool:
    """Whether a phrase stands in a sentence in order; irregular verbs pass by their first letters.

    >>> roughly_holds(phrase("They gave back forty of the men"), phrase("give back"))
    True
    """
    position = 0
    for part in wanted:
        while position < len(words) and not _alike(words[position], part):
            position += 1
        if position == len(words):
            return False
        position += 1
    return True


def _alike(word: str, part: str) -> bool:
    return word == part or (len(part) > 2 and word[:1] == part[:1] and abs(len(word) - len(part)) <= 3)
