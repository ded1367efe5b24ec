"""Phrases of the agreement in words of a report: rough stems, and whether a phrase stands in a run of words.

Both sides go through the same stemmer, so it need not be right, only the same: plural and tense endings fall away.
Irregular verbs do not ("held"): verbs of claims come in their dictionary form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Phrase = tuple[str, ...]
GAP = 4
"""How many words may stand between two words of a phrase: "remains of [two more Israeli] hostages"."""

_ENDINGS = ("ies", "ing", "ed", "es", "s", "e", "y")
_WORD = re.compile(r"[^\W_]+")


def stem(word: str) -> str:
    """A word without its ending.

    >>> [stem(word) for word in ("hostages", "hostage", "bodies", "body", "released", "stopping", "shelling")]
    ['hostag', 'hostag', 'bod', 'bod', 'releas', 'stop', 'shel']
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


def holds(words: Sequence[str], wanted: Phrase, gap: int = GAP) -> bool:
    """Whether the stems of a phrase stand in stems of words in order, no further apart than ``gap`` words.

    >>> holds(phrase("the remains of two more hostages"), phrase("remains of hostages"))
    True
    >>> holds(phrase("hostages and, far away from them and long after, remains"), phrase("hostage remains"))
    False
    """
    if not wanted:
        return False
    starts = [index for index, word in enumerate(words) if word == wanted[0]]
    return any(_runs(words, start, wanted, gap) for start in starts)


def _runs(words: Sequence[str], start: int, wanted: Phrase, gap: int) -> bool:
    ends = {start}
    for part in wanted[1:]:
        ends = {
            index for end in ends for index in range(end + 1, min(end + 2 + gap, len(words))) if words[index] == part
        }
        if not ends:
            return False
    return True
