"""Undo a few more mistakes of the tagger about verbs: behind a second subject, behind "each", "free" and "swap"."""

from __future__ import annotations

from collections.abc import Sequence

from guarantor.reading.document import Token, standing
from guarantor.reading.lemmas import is_verb, lemma_of
from guarantor.reading.mainverb import turned

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PASSIVE = frozenset({"VBN"})
_PHRASE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "PART"})
_HELPERS = frozenset({"have", "has", "had", "are", "were"})


def freeing(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Would free 20 prisoners": behind a modal verb and before what is counted such a word is no adjective."""
    place = words.index("free")
    near = tokens[place + 1 : place + 2]
    if place < 1 or not near or tokens[place - 1].fine != "MD" or tokens[place].tag != "ADJ":
        return tokens
    if near[0].tag not in {"NUM", "DET", "NOUN", "PROPN", "ADJ", "PRON"}:
        return tokens
    made = list(tokens)
    made[place] = tokens[place]._replace(tag="VERB", fine="VB", lemma="free")
    return made


SWAPPING = frozenset({"swap", "exchange"})
"""Plain forms that are nouns elsewhere ("Norway and Sweden swap hundreds of prisoners")."""
_MANY = frozenset(
    {"hundreds", "dozens", "thousands", "scores", "more", "prisoners", "captives", "bodies", "fire", "drone", "drones",
     "attacks", "strikes", "missile", "artillery", "aerial", "assaults"}
)  # fmt: skip


def swapping(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Norway and Sweden swap hundreds of prisoners": behind two names and before what is given, a verb."""
    place = next((i for i, word in enumerate(words) if word in SWAPPING), 0)
    if not 2 < place < len(tokens) - 1 or tokens[place].text[:1].isupper() or tokens[place - 1].tag != "PROPN":
        return tokens
    if tokens[place].tag not in {"NOUN", "PROPN"}:
        return tokens
    if words[place - 2] not in {"and", ","} or any(token.fine in _FINITE for token in tokens[:place]):
        return tokens
    if words[place + 1] not in _MANY and tokens[place + 1].tag != "NUM":
        return tokens
    made = turned(tokens, place)
    for at in range(place + 1, min(place + 4, len(made))):
        if words[at] in _MANY and made[at].fine == "VBZ":
            made[at] = made[at]._replace(tag="NOUN", fine="NNS", lemma=words[at][:-1], head=place, dep="obj")
    return made


def did_do(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "The army did fire two shells": the deed is that of the plain form, in the past."""
    place = words.index("did")
    verb = place + 1
    if not 0 < place < len(tokens) - 2 or tokens[verb].fine != "VB" or tokens[place - 1].tag not in _WHO:
        return tokens
    made = list(tokens)
    made[verb] = tokens[verb]._replace(tag="VERB", fine="VBD", head=tokens[place].head, dep=tokens[place].dep)
    if tokens[place].head == verb:
        made[verb] = tokens[verb]._replace(tag="VERB", fine="VBD")
    made[place] = tokens[place]._replace(tag="AUX", fine="VBD", lemma="do", head=verb, dep="aux")
    for index, token in enumerate(tokens):
        if token.head == place and index != verb:
            made[index] = made[index]._replace(head=verb)
    return made


ASKED_THINGS = frozenset({"demand", "request", "offer", "claim", "call"})


def things_asked(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "An Azerbaijani demand that they amend it": behind an article and an adjective, a noun."""
    made = list(tokens)
    for place in range(2, len(tokens) - 1):
        if (
            words[place] not in ASKED_THINGS
            or tokens[place].tag != "VERB"
            or words[place + 1] not in {"that", "to", "for"}
        ):
            continue
        if tokens[place - 2].fine == "DT" and tokens[place - 1].tag in {"ADJ", "PROPN"}:
            made[place] = tokens[place]._replace(tag="NOUN", fine="NN", lemma=words[place])
    return made


_OPENING = frozenset({'"', "“", "``"})


def before_colon(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "The envoy for the islands tweeted: "We ..."": right before a colon and a quotation, a past tense."""
    place = next((i for i in range(1, len(tokens) - 2) if words[i + 1] == ":" and tokens[i + 2].text in _OPENING), 0)
    if not place or tokens[place].fine != "VBN" or not words[place].endswith("ed"):
        return tokens
    if any(token.fine in _FINITE for token in tokens[:place]):
        return tokens
    head = next(
        (i for i in range(place) if tokens[i].dep in {"nsubj", "nsubj:pass", "root"} and tokens[i].tag in _WHO), -1
    )
    if head < 0:
        return tokens
    root = next((k for k, token in enumerate(tokens) if token.head < 0), -1)
    made = list(tokens)
    for index in range(place):
        if made[index].head > place:
            made[index] = made[index]._replace(head=place)
        elif made[index].head == place:
            made[index] = made[index]._replace(head=head)
    made[place] = tokens[place]._replace(tag="VERB", fine="VBD", head=-1, dep="root")
    made[head] = made[head]._replace(head=place, dep="nsubj")
    if root > place:
        made[root] = made[root]._replace(head=place, dep="ccomp")
    return made


_WHO = frozenset({"NOUN", "PROPN", "PRON"})


def floating(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Norland and Sudland have each denied it": the subject stands before the helper."""
    made = list(tokens)
    for place in range(2, len(tokens) - 1):
        verb, helper = place + 1, place - 1
        if words[place] not in {"each", "both"} or words[helper] not in _HELPERS:
            continue
        if tokens[verb].tag != "VERB" or tokens[place].head != verb or not tokens[place].dep.startswith("nsubj"):
            continue
        made[place] = tokens[place]._replace(tag="ADV", fine="RB", dep="advmod")
        made[helper] = tokens[helper]._replace(tag="AUX", head=verb, dep="aux")
        for other, token in enumerate(tokens):
            if token.head == helper:
                made[other] = token._replace(head=verb)
        first = helper
        while first > 0 and (tokens[first - 1].tag in _PHRASE or words[first - 1] == "and"):
            first -= 1
        for other in range(first, helper - 1):
            made[other] = tokens[other]._replace(head=helper - 1, dep="conj")
        if first < helper:
            made[helper - 1] = tokens[helper - 1]._replace(head=verb, dep="nsubj")
    return made


def mutual(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "After the truce, both sides accused each other of it": behind a noun, and with no helper, a past tense."""
    made = list(tokens)
    for place in standing(tokens, _PASSIVE, 2, 2):
        if (words[place + 1], words[place + 2]) not in _MUTUAL or tokens[place - 1].tag not in {"NOUN", "PROPN"}:
            continue
        if not words[place].endswith("ed"):
            continue
        root = next((k for k, token in enumerate(tokens) if token.head < 0), -1)
        made[place] = tokens[place]._replace(fine="VBD", head=-1, dep="root")
        made[place - 1] = tokens[place - 1]._replace(head=place, dep="nsubj")
        if root >= 0 and root != place:
            made[root] = made[root]._replace(head=place, dep="advcl" if root < place else "ccomp")
    return made


_MUTUAL = frozenset({("each", "other"), ("one", "another")})


def both_of(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Accused both Norway and Sweden of it": before what a verb is done to "both" only says how many they are."""
    return [
        token._replace(tag="DET", fine="DT", dep="det")
        if words[place] == "both" and token.tag == "CCONJ" and place and tokens[place - 1].tag == "VERB"
        else token
        for place, token in enumerate(tokens)
    ]


def second_subjects(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "..., and Prime Minister Ada Lund ruled out talks": behind a name that opens a clause a past form is finite."""
    made = list(tokens)
    for place in standing(tokens, _PASSIVE, 4, 2):
        if tokens[place - 1].tag != "PROPN" or not words[place].endswith("ed"):
            continue
        first = place - 1
        while first > 0 and tokens[first - 1].tag in {"PROPN", "ADJ", "NOUN", "DET"}:
            first -= 1
        if first < 3 or words[first - 1] != "and" or words[first - 2] != ",":
            continue
        end = next((k for k in range(place + 1, len(tokens)) if words[k] in {",", ";", "."}), len(tokens))
        if any(token.fine in _FINITE for token in tokens[place + 1 : end]) or tokens[place + 1].tag == "AUX":
            continue
        root = next((k for k, token in enumerate(tokens) if token.head < 0), -1)
        if root == place or not 0 <= root < first:
            continue
        made[place] = tokens[place]._replace(tag="VERB", fine="VBD", head=root, dep="conj")
        made[place - 1] = tokens[place - 1]._replace(head=place, dep="nsubj")
    return made


def charged_with(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Accused Norway of profiting from it": behind "of" what somebody is charged with is a verb."""
    made = list(tokens)
    for place in range(2, len(tokens) - 2):
        doing = tokens[place + 1]
        if words[place] != "of" or doing.tag != "NOUN" or not words[place + 1].endswith("ing"):
            continue
        behind = tokens[place + 2]
        if behind.tag not in {"ADP", "DET", "PRON", "PROPN", "NUM"} or words[place + 2] in {"of", "by"}:
            continue
        verb = next((k for k in range(place - 1, max(-1, place - 8), -1) if words[k] in CHARGING), -1)
        lemma = lemma_of(words[place + 1], "VERB")
        if verb >= 0 and is_verb(lemma):
            made[place] = made[place]._replace(head=place + 1, dep="mark")
            made[place + 1] = doing._replace(tag="VERB", fine="VBG", lemma=lemma, head=verb, dep="advcl")
    return made


CHARGING = frozenset({"accuse", "accused", "accuses", "accusing", "suspect", "suspected", "suspects", "guilty"})
