"""Tenses and participles that the tagger mixed up: which verb is finite, and which only describes a noun."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from operator import attrgetter

from guarantor.reading.attribution.lexicon import entries
from guarantor.reading.document import Token, standing
from guarantor.reading.lemmas import is_verb, lemma_of, past_forms
from guarantor.reading.mainverb import finite_form
from guarantor.reading.mistags import behind_apposition, in_opening_phrase, opens_with_deed

_CLAUSES = frozenset({"root", "ccomp", "conj", "parataxis", "advcl"})
"""Relations of a verb that heads a clause."""
_HELPERS = frozenset({"aux", "aux:pass", "cop", "mark"})
_DEEDS = frozenset({"VBD", "VBN"})
_DOINGS = frozenset({"VBN", "VBG"})
_ADJECTIVES = frozenset({"JJ"})
_PASSIVE = frozenset({"VBN"})
_PARTICIPLES = ("ed", "en", "ught", "eld", "aken")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SPELLS = frozenset({"day", "hour", "week", "month", "year", "minute", "time"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_HEAD = attrgetter("head")


def tensed(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "cannot" is a modal verb, and a participle with a subject of its own and no helper a past tense."""
    made = list(tokens)
    heads = list(map(_HEAD, tokens))
    if "cannot" in words:
        for place, word in enumerate(words):
            if word == "cannot":
                made[place] = made[place]._replace(tag="AUX", fine="MD", lemma="can", dep="aux")
    for place in standing(made, _PASSIVE):
        below = [tokens[at] for at in compress(range(len(heads)), map(place.__eq__, heads))]
        helped = any(token.tag == "AUX" or token.dep in _HELPERS for token in below)
        before = [tokens[at] for at in compress(range(place), map(place.__eq__, heads))]
        owned = any(token.dep == "nsubj" and token.fine not in {"WP", "WDT"} for token in before)
        if _is_past(tokens, words, place, owned=owned, helped=helped):
            made[place] = made[place]._replace(fine="VBD")
    return made


def _is_past(tokens: Sequence[Token], words: Sequence[str], place: int, *, owned: bool, helped: bool) -> bool:
    """Whether what was taken for a participle is a past tense: by its form, by its subject, by what stands before."""
    if helped:
        return False
    own = owned and _is_bare(tokens, place)
    return own or behind_apposition(tokens, words, place) or opens_with_deed(tokens, words, place)


_OPENERS_OF_ELLIPSES = frozenset({"if", "once", "when", "unless", "until", "as", "where", "though", "although"})


def elliptic(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "The plan, if adopted, would see ...": right behind "if" and before a comma stands a participle."""
    made = list(tokens)
    for place in standing(tokens, _PAST, 1, 1):
        if words[place - 1] in _OPENERS_OF_ELLIPSES and words[place + 1] in {",", "by", "in", "on"}:
            made[place] = tokens[place]._replace(fine="VBN")
    return made


_PAST = frozenset({"VBD"})


def _is_bare(tokens: Sequence[Token], place: int) -> bool:
    """Whether a participle heads a clause, stands behind no comma, and may be a past form ("released", not "taken")."""
    word = tokens[place].text.lower()
    past = word.endswith("ed") or word in past_forms()
    return past and tokens[place].dep in _CLAUSES and place > 0 and tokens[place - 1].text != ","


def reduced(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "The men captured in the town were sent home": the first verb only describes the subject of the second."""
    made = list(tokens)
    for place in standing(tokens, _DEEDS, 1, 2):
        token = tokens[place]
        noun = (
            place - 2 if place > 1 and tokens[place - 1].tag == "ADV" and words[place - 1].endswith("ly") else place - 1
        )
        if tokens[noun].tag not in {"NOUN", "PROPN"}:
            continue
        if in_opening_phrase(tokens, words, place):
            made[place] = token._replace(fine="VBN", dep="acl", head=place - 1)
            continue
        known = entries("verbs.tsv").get(token.lemma)
        by = "by" in words[place + 1 : place + 3] and token.lemma != "go"
        if not (words[place].endswith(_PARTICIPLES) or by) or (known is not None and known.has("q", "t")):
            continue
        own = next((k for k in range(place) if tokens[k].head == place and tokens[k].dep == "nsubj"), -1)
        particle = tokens[place + 1].dep == "compound:prt" or words[place + 1] in _ON_THEIR_OWN
        verb = _behind_phrase(tokens, place + 1 + particle)
        if verb == place + 1 and tokens[verb].tag != "AUX":
            continue
        if verb < 0 or (own < 0 and token.dep not in {"root", "acl"} and verb > place + 1):
            continue
        main = tokens[verb].head if tokens[verb].tag == "AUX" and tokens[verb].head > verb else verb
        if own >= 0:
            made[own] = made[own]._replace(head=main)
        if token.dep in _CLAUSES and made[main].head != token.head:
            made[main] = made[main]._replace(head=token.head, dep=token.dep)
        made[place] = token._replace(fine="VBN", dep="acl", head=own if own >= 0 else place - 1)
    return made


_ON_THEIR_OWN = frozenset({"over", "out", "down", "up", "back", "away"})
"""Particles behind a participle ("the list handed over was incomplete")."""


def _behind_phrase(tokens: Sequence[Token], place: int) -> int:
    """The finite verb that stands at a place, or behind phrases with a preposition; -1 where another word does."""
    while place < len(tokens) and tokens[place].tag == "ADP":
        place += 1
        if place < len(tokens) and tokens[place].fine == "VBG":
            place += 1
        while place < len(tokens) and tokens[place].tag in {"DET", "ADJ", "NUM", "NOUN", "PROPN"}:
            place += 1
    if place < len(tokens) and tokens[place].fine == "MD":
        return place
    return place if place < len(tokens) and tokens[place].fine in _FINITE else -1


def describing(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "All displaced people", "its remaining heavy weapons": a participle between an article and its noun."""
    made = list(tokens)
    for place in standing(tokens, _DOINGS, 1, 1):
        token = tokens[place]
        if token.dep != "amod" or token.head <= place:
            continue
        before, after = tokens[place - 1], tokens[place + 1]
        if (before.tag in {"DET", "NUM"} or before.fine == "PRP$") and after.tag in {"NOUN", "ADJ"}:
            made[place] = token._replace(tag="ADJ", fine="JJ")
    return made


def before_numbers(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "After a mine wounded four farmers": no adjective stands between a noun and a number."""
    made = list(tokens)
    for place in standing(tokens, _ADJECTIVES, 2, 2):
        token = tokens[place]
        if tokens[place + 1].fine != "CD" or not token.text.endswith("ed"):
            continue
        counted = tokens[place + 2]
        if tokens[place - 1].tag not in _NOMINAL or counted.fine != "NNS" or counted.lemma in _SPELLS:
            continue
        if finite_form(token.text) and not any(t.fine in _FINITE for t in tokens[place - 3 : place]):
            lemma = lemma_of(token.text.lower(), "VERB")
            head = tokens[place + 2].head if tokens[place + 2].head != place else -1
            made[place] = token._replace(tag="VERB", fine="VBD", lemma=lemma, head=head, dep="advcl")
            made[place - 1] = made[place - 1]._replace(tag="NOUN", fine="NN", head=place, dep="nsubj")
            made[place + 2] = counted._replace(head=place, dep="obj")
    return made


def opening(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "Delegates from 14 groups met": a plural that opens a sentence which has a finite verb of its own."""
    after = _behind_phrase(tokens, 1)
    verbal = len(tokens) > 2 and tokens[1].tag == "VERB" and tokens[1].fine in _DEEDS
    if verbal and not is_verb(lemma_of(tokens[0].text.lower(), "VERB")):  # "Riyadh promised"
        name = tokens[0]._replace(tag="PROPN", fine="NNP", lemma=tokens[0].text.lower(), head=1, dep="nsubj")
        verb = tokens[1]._replace(fine="VBD")
        return [name, verb._replace(head=-1, dep="root") if tokens[0].head < 0 else verb, *tokens[2:]]
    if tokens[0].fine != "VBZ" or after <= 1 or not any(token.fine == "VBD" for token in tokens[after : after + 1]):
        return tokens
    lemma = lemma_of(tokens[0].text.lower(), "NOUN")
    made = [tokens[0]._replace(tag="NOUN", fine="NNS", lemma=lemma, head=after, dep="nsubj"), *tokens[1:]]
    if tokens[after].head == 0:
        made[after] = made[after]._replace(head=tokens[0].head, dep=tokens[0].dep)
    return made
