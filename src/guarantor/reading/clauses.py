"""Cut a stretch of a sentence into the clauses that each say something of their own.

By signs on the surface (semicolons, "and that", "but" or "while" before a new subject and finite verb), because a small
parser errs on long sentences and the surface does not. Two predicates of one subject stay together; a condition stays
with
what it conditions.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from guarantor.reading.document import Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
REACH = 14
"""Words that a subject may have before its verb."""
_JOINERS = frozenset({"and", "but", "while", "whereas", "although", "though", "yet", "or", "nor"})
_GOVERNING = frozenset(
    [
        "whether",
        "if",
        "unless",
        "that",
        "though",
        "although",
        "because",
        "while",
        "after",
        "before",
        "when",
        "since",
        "as",
        "until",
        "where",
    ]
)
"""Words that open a clause whose subject may be two: no finite verb has come since."""
_NO_SUBJECT = frozenset({"if", "to", "who", "which", "whose", "whom", "what", "where", "when", "how"})
_HOLDING = frozenset(
    {"hope", "believe", "think", "expect", "fear", "want", "doubt", "wish", "worry", "suspect", "assume"}
)
_OPENERS = frozenset({"although", "while", "whereas", "though"})
_SUBJECT_TAGS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART", "ADP", "ADV", "X", "CCONJ"})
_SUBJECT_HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})
_TRIM = frozenset({",", ";", ":", "-", "–", "—", "and", "but", "or", "that", "yet", ".", "…", "nor"})
_TAIL = frozenset(
    [
        "while",
        "as",
        "because",
        "although",
        "though",
        "when",
        "whereas",
        "if",
        "after",
        "before",
        "amid",
        "following",
        "since",
        "until",
    ]
)
_LEAD = frozenset(
    {"although", "though", "while", "whereas", "however", "meanwhile", "finally", "also", "moreover", "so"}
)
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "«", "»", "``", "''"})


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens ``first`` to ``last`` (not included). ``kind`` says how it hangs on what is around it."""

    first: int
    last: int
    kind: Literal["main", "joined", "aside"] = "main"


def split_clauses(tokens: Sequence[Token], first: int, last: int) -> list[Clause]:
    """The clauses of tokens ``first`` to ``last``, in order, without joining words and commas at their edges."""
    edges = [first, *_cuts(tokens, first, last), last]
    made: list[Clause] = []
    for number, (start, end) in enumerate(itertools.pairwise(edges)):
        begin, stop = trim(tokens, start, end)
        if begin >= stop:
            continue
        if has_finite(tokens, begin, stop) or not made:
            made.append(Clause(begin, stop, "main" if not number else "joined"))
        else:
            made[-1] = Clause(made[-1].first, stop, made[-1].kind)
    return made


def has_finite(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a finite verb stands between two tokens."""
    return any(is_finite(token) for token in tokens[first:last])


def is_finite(token: Token) -> bool:
    """Whether a word is a finite verb; parts of names that the tagger took for one are not."""
    return token.fine in FINITE and token.text[:1].islower() and token.text not in {"bin", "al", "el", "ibn", "ben"}


def trim(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Without commas and joining words before, and without commas and stops behind."""
    while first < last and (
        tokens[first].text.lower() in _TRIM
        or tokens[first].text.lower() in _LEAD
        or (tokens[first].text in _QUOTES and _lonely(tokens, first, last))
    ):
        if tokens[first].text.lower() == "that" and first + 1 < last and tokens[first + 1].fine in FINITE:
            break
        first += 1
    while last > first and (
        tokens[last - 1].text.lower() in _TRIM
        or tokens[last - 1].text.lower() in _TAIL
        or (tokens[last - 1].text in _QUOTES and _lonely(tokens, last - 1, last, first))
    ):
        last -= 1
    return first, last


def _lonely(tokens: Sequence[Token], index: int, last: int, first: int | None = None) -> bool:
    """Whether a quotation mark has no partner inside."""
    inside = tokens[index + 1 : last] if first is None else tokens[first:index]
    return not any(token.text in _QUOTES for token in inside)


def _cuts(tokens: Sequence[Token], first: int, last: int) -> list[int]:
    """Where a new clause begins. A cut asks for a finite verb on both of its sides."""
    cuts: list[int] = []
    opened = first < last and any(token.text.lower() in _OPENERS for token in tokens[max(0, first - 1) : first + 1])
    since = first
    for index in range(first + 1, last - 2):
        if not has_finite(tokens, since, index):
            continue
        word = tokens[index].text.lower()
        if word == "," and opened and has_finite(tokens, index + 1, last) and not _joins(tokens, index + 1):
            opened = False
        elif not _parts(tokens, since, index, last):
            continue
        cuts.append(index)
        since = index
    return cuts


def _parts(tokens: Sequence[Token], since: int, index: int, last: int) -> bool:
    """Whether a sign or joining word at a place parts two clauses."""
    word = tokens[index].text.lower()
    if word == ";":
        return has_finite(tokens, index + 1, last)
    if word in {"–", "—"}:
        return new_clause(tokens, index + 1, last)
    if word not in _JOINERS or _is_held(tokens, since, index):
        return False
    if word == "yet" and tokens[index - 1].text not in {",", ";", "—", "–", "and"}:
        return False
    return _that_clause(tokens, index + 1, last) or new_clause(tokens, index + 1, last)


def _is_held(tokens: Sequence[Token], since: int, index: int) -> bool:
    """Whether what is before still governs what comes ("hoped that A and B would", "whether A and B will", "if A
    and B").
    """
    word = tokens[index].text.lower()
    if tokens[index - 1].tag in {"ADJ", "DET"} or (word == "and" and _ends_list(tokens, since, index)):
        return True
    if word in {"while", "whereas", "although", "though"} and tokens[index - 1].text not in {",", ";", "—", "–"}:
        return True
    told = False
    for place in range(index - 1, since - 1, -1):
        token = tokens[place]
        if (
            token.lemma in _HOLDING
            and token.fine in FINITE
            and word in {"and", "or"}
            and tokens[index + 1].text != "that"
        ):
            return True
        if not told and token.text.lower() in _GOVERNING:
            return True
        told = told or token.fine in FINITE
    return False


def _ends_list(tokens: Sequence[Token], since: int, index: int) -> bool:
    """Whether "and" brings the last of several names ("from Egypt, Qatar and Norway")."""
    place = index - 1
    while place > since and tokens[place].tag in {"PROPN", "NOUN", "ADJ", "DET", "NUM"}:
        place -= 1
    return (
        place < index - 1
        and tokens[place].text == ","
        and tokens[place - 1].tag in {"PROPN", "NOUN", "NUM"}
        and (not any(token.fine in FINITE for token in tokens[max(since, place - 4) : place]))
    )


def _joins(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].text.lower() in {"and", "or", "but"}


def _that_clause(tokens: Sequence[Token], index: int, last: int) -> bool:
    """ "that" with a clause behind it, after "and" or "but"."""
    return tokens[index].text.lower() == "that" and tokens[index].tag != "DET" and has_finite(tokens, index + 1, last)


def new_clause(tokens: Sequence[Token], start: int, last: int) -> bool:
    """Whether a subject and a finite verb stand at a place, with nothing else before the verb."""
    head = False
    for index in range(start, min(last, start + REACH)):
        token = tokens[index]
        if is_finite(token) or (token.tag == "AUX" and token.fine not in {"VB", "VBN", "VBG"}):
            return head
        if token.text == "," or token.tag not in _SUBJECT_TAGS or token.text.lower() in _NO_SUBJECT:
            return False
        if (token.tag == "PRON" and head and token.fine == "PRP") or token.text.lower() in {"but", "nor", "yet"}:
            return False
        if token.tag in _SUBJECT_HEADS:
            head = True
    return False
