"""Undo two mistakes of the tagger: an apostrophe behind a plural, and a participle on the second of two nouns.

"The Emirates' ministry said": the sign is a possessive and closes no quotation. "The losses and injuries suffered by
them": the form describes the nouns, and is no verb of a clause of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from guarantor.reading.document import Token, standing
from guarantor.reading.sets import words_of

_APOSTROPHES = frozenset({"'", "’"})
_PHRASE = frozenset({"ADJ", "NOUN", "PROPN"})
_PASTS = frozenset({"VBD"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_GOING = words_of("reading", "possessives: going")
_LAUNCHED = frozenset({"launch", "fire", "fly", "smuggle", "supply", "import", "drop"})


def owned(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "The Emirates' foreign ministry": the apostrophe behind a plural before a noun makes a possessive of it."""
    made = list(tokens)
    for place in range(1, len(tokens) - 1):
        before, token = tokens[place - 1], tokens[place]
        if words[place] not in _APOSTROPHES or before.end != token.start or not words[place - 1].endswith("s"):
            continue
        if before.tag not in {"NOUN", "PROPN"} or not _APOSTROPHES.isdisjoint(words[:place]):
            continue
        end = place + 1
        while end < len(tokens) and tokens[end].tag in _PHRASE and tokens[end].text[:1].islower():
            end += 1
        if end == place + 1 or tokens[end - 1].tag != "NOUN":
            continue
        made[place] = token._replace(tag="PART", fine="POS", head=place - 1, dep="case")
        made[place - 1] = before._replace(head=end - 1, dep="nmod:poss")
    return made


def suffered(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Caused the losses and injuries suffered by them", "jets and drones launched from a base"."""
    made = list(tokens)
    for place in standing(tokens, _PASTS, 3, 2):
        lemma, behind = tokens[place].lemma, words[place + 1]
        if lemma in _GOING or not (behind == "by" or (behind == "from" and lemma in _LAUNCHED)):
            continue
        start = place
        while start > 0 and tokens[start - 1].tag in _PHRASE:
            start -= 1
        start -= start > 0 and tokens[start - 1].tag == "DET"
        if start == place or words[start - 1] not in {"and", "or"} or tokens[start - 2].tag not in {"NOUN", "PROPN"}:
            continue
        if tokens[place + 2].tag == "NUM" or not any(token.fine in _FINITE for token in tokens[:start]):
            continue
        made[place] = tokens[place]._replace(fine="VBN", head=place - 1, dep="acl")
        for at, token in enumerate(tokens[start:place], start):
            if token.head == place:
                made[at] = token._replace(head=start - 2, dep="conj")
    return made
