"""What goes on behind a telling put between commas: "A, the army said, completing B", "A, the office said: B and C".

What stands before such a telling is the speaker's, and what only goes on with it is too: a participle, a list of
parts, a second verb of the same subject, "and" with a clause of its own. Circumstances of the telling ("speaking in the
capital") are not, and ", but" or ", while" with a new subject is the outlet's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guarantor.reading.clauses import new_clause, trim
from guarantor.reading.document import Sentence, is_finite
from guarantor.reading.sets import words_of

REACH = 16
"""Words that may stand between a cue and the sign behind which its content goes on ("said in a statement, …")."""
_SIGNS = frozenset({",", ":", "—", "–"})
_QUOTES = frozenset({'"', "“", "”", "``", "''"})
_ENDING = _SIGNS | _QUOTES
_CIRCUMSTANCES = words_of("reading", "tails: circumstances")
_PARTS = frozenset({"including", "among", "with", "mostly", "most", "bringing", "taking", "because"})


@dataclass(frozen=True, slots=True)
class Tail:
    """Tokens that go on with a content: as a part of it, as a clause of its own, or as a verb of the same subject."""

    first: int
    last: int
    kind: Literal["part", "clause", "shared"]


def tail_of(sentence: Sentence, cue_end: int, last: int) -> Tail | None:
    """What goes on behind a cue that ends before token ``cue_end``, up to token ``last``."""
    tokens, words = sentence.tokens, sentence.words
    near = range(cue_end, min(last, cue_end + REACH))
    sign = next((i for i in near if words[i] in _ENDING or is_finite(tokens[i])), last)
    if sign + 2 >= last or words[sign] not in _SIGNS:
        return None
    kind = _kind(sentence, sign, last)
    first, end = trim(sentence, sign + 1, last)
    return Tail(first, end, kind) if kind is not None and first < end else None


def _kind(sentence: Sentence, sign: int, last: int) -> Literal["part", "clause", "shared"] | None:
    """How the words behind a sign go on with what was told, or None where they do not."""
    tokens, words = sentence.tokens, sentence.words
    start = sign + 1
    word = words[start]
    if words[sign] == ":":
        quoted = not _QUOTES.isdisjoint(words[start:last])
        return None if quoted or sentence.has_finite(start, last) else "part"
    if tokens[start].fine == "VBG" or word in _PARTS:
        return None if word in _CIRCUMSTANCES else "part"
    if word not in {"and", "but"}:
        return None
    verb = start + 1 + (words[start + 1] in _QUOTES)
    while verb < last - 1 and tokens[verb].tag == "ADV":
        verb += 1
    if is_finite(tokens[verb]):
        return "shared"
    return "clause" if word == "and" and new_clause(sentence, start + 1, last) else None
