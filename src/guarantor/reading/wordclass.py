"""Small mistakes about what a word is: names in capitals, possessed nouns, "its", verbs behind "that" and "this"."""

from __future__ import annotations

from collections.abc import Sequence

from guarantor.reading.document import Token, standing
from guarantor.reading.lemmas import lemma_of
from guarantor.reading.mainverb import finite_form
from guarantor.reading.patterns import closed_words
from guarantor.reading.sets import words_of

_FOLLOWERS = frozenset(
    {"a", "an", "the", "that", "to", "how", "whether", "why", "his", "her", "its", "their", "both", "all", "any", "no"}
)
_PLURALS = frozenset({"NNS", "VB"})
_HELPING = closed_words("helping")
_PREPOSITIONS = words_of("reading", "wordclass: prepositions")


def capital(token: Token, before: Token) -> Token:
    """ "Met Witkoff in the city": a capital that is no preposition is a name."""
    if token.fine != "IN" and not (token.fine == "RB" and before.tag == "PROPN"):
        return token
    if not token.text[:1].isupper() or len(token.text) < 6 or token.text.isupper():
        return token
    if token.text.lower() in _PREPOSITIONS:
        return token
    return token._replace(tag="PROPN", fine="NNP", lemma=token.text, dep="obj" if token.dep == "case" else token.dep)


def surnames(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "Deputy chief monitor Alexander Hug said": a capital that is no helper behind a name is one."""
    made = list(tokens)
    for place in range(1, len(tokens) - 1):
        token, before, after = tokens[place], tokens[place - 1], tokens[place + 1]
        capital = token.tag == "AUX" and token.text[:1].isupper() and not token.text.isupper()
        if not capital or before.tag != "PROPN" or token.text.lower() in _HELPING:
            continue
        made[place] = token._replace(tag="PROPN", fine="NNP", lemma=token.text)
        if after.fine == "VBN":
            made[place + 1] = after._replace(fine="VBD")
    return made


def short_names(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "Regional bloc ECOWAS welcomed it": capitals throughout behind a noun are a short name, and no helper."""
    if not any(token.text.islower() for token in tokens):
        return tokens
    made = list(tokens)
    for place in range(1, len(tokens) - 1):
        token, before, after = tokens[place], tokens[place - 1], tokens[place + 1]
        if token.tag != "AUX" or not token.text.isupper() or len(token.text) < _SHORT or before.tag != "NOUN":
            continue
        made[place] = token._replace(tag="PROPN", fine="NNP", lemma=token.text.lower())
        if before.head == token.head:
            made[place - 1] = before._replace(head=place, dep="compound")
        if after.fine == "VBN":
            made[place + 1] = after._replace(fine="VBD")
    return made


def loud_pronouns(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "The WHO said so": in a sentence of small letters a pronoun of capitals is a short name."""
    if not any(token.text.islower() for token in tokens):
        return tokens
    return [
        token._replace(tag="PROPN", fine="NNP")
        if place and token.tag == "PRON" and token.text.isupper() and len(token.text) >= _LOUD
        else token
        for place, token in enumerate(tokens)
    ]


_LOUD = 3
"""Letters below which a pronoun in capitals is one that is stressed ("IT")."""
_SHORT = 4
"""Letters below which capitals are a helper written loud ("WAS")."""


def own(tokens: Sequence[Token], place: int) -> Token:
    """ "its" is a possessive, though the treebank's writers often mean "it's"."""
    token = tokens[place]
    if token.text not in {"its", "Its"}:
        return token
    noun = next((k for k in range(place + 1, len(tokens)) if tokens[k].tag in {"NOUN", "PROPN"}), place)
    if noun == place or token.head < 0 or tokens[noun].head == place:
        return token._replace(tag="PRON", fine="PRP$", lemma="its")
    return token._replace(tag="PRON", fine="PRP$", lemma="its", head=noun, dep="nmod:poss")


def possessed(tokens: Sequence[Token]) -> Sequence[Token]:
    """What follows "'s" as a possessive is no verb: "the group's claim that"."""
    made = list(tokens)
    for place in range(1, len(tokens)):
        token = made[place]
        if token.tag == "VERB" and made[place - 1].fine == "POS" and token.fine in {"VB", "VBP", "VBZ"}:
            fine = "NNS" if token.fine == "VBZ" else "NN"
            made[place] = token._replace(tag="NOUN", fine=fine, lemma=lemma_of(token.text.lower(), "NOUN"))
    return made


def in_that_clause(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "This prevents their return": a finite verb, and no plural."""
    made = list(tokens)
    for place in standing(tokens, _PLURALS, 2, 1):
        token, before = tokens[place], tokens[place - 1]
        pointed = token.fine == "NNS" and words[place - 1] == "this" and words[place + 1] in _FOLLOWERS
        if pointed and finite_form(words[place]):
            made[place] = token._replace(tag="VERB", fine="VBZ", lemma=lemma_of(words[place], "VERB"))
            made[place - 1] = before._replace(tag="PRON", head=place, dep="nsubj")
    return made
