"""Undo one mistake that the tagger makes often: a finite verb of an unlike clause taken for a noun or an adjective.

"The group plans to stay", "The council favors the draft", "The envoy doubts that it will hold": forms that are nouns or
adjectives elsewhere. Where the sentence has no other finite verb that could be its main one, they are verbs.
"""

from __future__ import annotations

from collections.abc import Sequence

from guarantor.reading.document import Token
from guarantor.reading.lemmas import is_verb, lemma_of

_FOLLOWERS = frozenset(
    {"a", "an", "the", "that", "to", "how", "whether", "why", "his", "her", "its", "their", "both", "all", "any", "no"}
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def repaired(tokens: Sequence[Token]) -> Sequence[Token]:
    """The same words, possessed nouns as nouns, and at most one word turned into the main verb."""
    tokens = _possessed(tokens)
    if any(token.text in {"its", "Its"} and token.tag != "PRON" for token in tokens):
        tokens = [_own(tokens, place) for place in range(len(tokens))]
    for place in range(1, len(tokens) - 2):
        token = tokens[place]
        if token.fine in _FINITE:
            return tokens
        if token.tag in {"NOUN", "ADJ"} and tokens[place + 1].text.lower() in _FOLLOWERS and _is_main(tokens, place):
            return _turned(tokens, place)
    return tokens


def _own(tokens: Sequence[Token], place: int) -> Token:
    """ "its" is a possessive, though the treebank's writers often mean "it's"."""
    token = tokens[place]
    if token.text not in {"its", "Its"}:
        return token
    noun = next((k for k in range(place + 1, len(tokens)) if tokens[k].tag in {"NOUN", "PROPN"}), place)
    if noun == place or token.head < 0 or tokens[noun].head == place:
        return token._replace(tag="PRON", fine="PRP$", lemma="its")
    return token._replace(tag="PRON", fine="PRP$", lemma="its", head=noun, dep="nmod:poss")


def _possessed(tokens: Sequence[Token]) -> Sequence[Token]:
    """What follows "'s" as a possessive is no verb: "the group's claim that"."""
    made = list(tokens)
    for place in range(1, len(tokens)):
        token = made[place]
        if token.tag == "VERB" and made[place - 1].fine == "POS" and token.fine in {"VB", "VBP", "VBZ"}:
            fine = "NNS" if token.fine == "VBZ" else "NN"
            made[place] = token._replace(tag="NOUN", fine=fine, lemma=lemma_of(token.text.lower(), "NOUN"))
    return made


def _is_main(tokens: Sequence[Token], place: int) -> bool:
    """True when the word has a finite form, follows a noun, and nothing else can be the main verb."""
    word = tokens[place].text
    form = _form(word)
    aside = tokens[place - 1].text == "," and tokens[place + 1].text == "that" and form != "VBP"
    if not form or word[0].isupper() or not (tokens[place - 1].tag in _NOMINAL or aside):
        return False
    finite = sum(1 for token in tokens[place + 1 :] if token.fine in _FINITE)
    that = sum(1 for token in tokens[place + 2 :] if token.text.lower() == "that")
    allowed = 1 + that if tokens[place + 1].text.lower() in {"that", "how", "whether", "why"} else 0
    return finite <= allowed and not any(t.head == place and t.dep == "cop" for t in tokens)


def _form(word: str) -> str:
    """The Penn tag that the word has as a finite verb, or nothing."""
    lower = word.lower()
    if not is_verb(lemma_of(lower, "VERB")):
        return ""
    if lower.endswith("ed"):
        return "VBD"
    return "VBZ" if lower.endswith("s") else "VBP"


def _turned(tokens: Sequence[Token], place: int) -> list[Token]:
    """Make the word the root, the noun before it its subject and the old root its clause."""
    made = list(tokens)
    lemma = lemma_of(tokens[place].text.lower(), "VERB")
    old = next((k for k, token in enumerate(tokens) if token.head < 0), place)
    made[place] = made[place]._replace(tag="VERB", lemma=lemma, head=-1, dep="root", fine=_form(tokens[place].text))
    before = place - 1
    made[before] = made[before]._replace(head=place, dep="nsubj")
    for index in range(before):
        if made[index].head >= place or (made[index].head < 0 and index != place):
            made[index] = made[index]._replace(head=before)
    if old != place and old > place:
        made[old] = made[old]._replace(head=place, dep="ccomp")
    for index in range(place + 1, len(made)):
        if made[index].head < place and made[index].head >= 0:
            made[index] = made[index]._replace(head=place)
        if (
            made[index].tag in _NOMINAL
            and made[index].head == place
            and made[index].dep in {"nmod", "obl", "appos", "conj"}
        ) and not any(k.head == index and k.dep == "case" for k in made):
            made[index] = made[index]._replace(dep="obj")
        if made[index].tag == "VERB" and made[index].fine == "VB" and made[index].head == place:
            made[index] = made[index]._replace(dep="xcomp")
    return made
