"""Names of states and of their seats that a tagger takes for other words, and the verb right behind one."""

from __future__ import annotations

from collections.abc import Sequence

from guarantor.reading.document import Token
from guarantor.reading.mainverb import finite_form, turned
from guarantor.reading.patterns import read_table

PLACES = frozenset(
    name
    for row in read_table("actors/states.tsv")
    for column in ("names", "seats")
    for name in row[column].split("|")
    if name.isalpha() and not name.isupper()
)
"""States and seats of one word, as they are written."""
_NO_NAMES = frozenset({"NOUN", "INTJ", "ADV", "X", "VERB", "SYM"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_UNDER = frozenset({"nsubj", "nsubj:pass"})
_PARTING = frozenset({",", ";", "and", "but", "after", "before", "when", "while", "as", "that", "which", "who"})
_BEHIND_DEED = frozenset({"DET", "NUM", "PROPN", "PRON", "ADJ", "ADP", "PART", "NOUN"})


def as_names(tokens: Sequence[Token], capitals: Sequence[int]) -> Sequence[Token]:
    """ "Kyiv and Doha agreed": the place as a name. ``capitals``: the places behind the first that begin with one."""
    wrong = [place for place in (0, *capitals) if tokens[place].text in PLACES and tokens[place].tag in _NO_NAMES]
    if not wrong:
        return tokens
    made = list(tokens)
    for place in wrong:
        made[place] = tokens[place]._replace(tag="PROPN", fine="NNP", lemma=tokens[place].text)
    return made


def opening_place(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "Kyiv released 12 men and said ...": the place that opens the sentence is the subject of the verb behind it."""
    if len(tokens) < 5 or tokens[0].text not in PLACES:
        return tokens
    if tokens[1].text == "and" and tokens[2].tag == "PROPN":
        return _two_places(tokens)
    verb = tokens[1]
    if verb.fine in {"VBD", "VBZ", "MD"}:
        if tokens[0].dep in _UNDER or verb.dep in {"aux", "aux:pass", "cop"}:
            return tokens
        return [tokens[0]._replace(dep="nsubj", head=1), *tokens[1:]]
    stop = next((i for i, token in enumerate(tokens) if token.text in _PARTING), len(tokens))
    past = verb.fine in {"VBN", "VB"} and finite_form(verb.text) == "VBD" and tokens[2].tag in _BEHIND_DEED
    if not past or tokens[2].text == "by" or any(token.fine in _FINITE for token in tokens[:stop]):
        return tokens
    made = turned(tokens, 1)
    made[1] = made[1]._replace(fine="VBD")
    return made


def _two_places(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "Norway and Sweden exchanged heavy blows in a row over the truce agreed in May": the verb behind both."""
    verb = tokens[3]
    past = {"VBN": "VBD", "VB": "VBP"}.get(verb.fine)
    if past is None or verb.head >= 0 or finite_form(verb.text) != past or tokens[4].tag not in _BEARING:
        return tokens
    made = list(tokens)
    made[0] = tokens[0]._replace(head=3, dep="nsubj")
    made[2] = tokens[2]._replace(head=0, dep="conj")
    made[3] = verb._replace(fine=past)
    return made


_BEARING = frozenset({"DET", "NUM", "ADJ", "NOUN", "PRON", "PROPN"})
