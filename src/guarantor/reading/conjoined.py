"""Verbs of telling that the tagger lost: behind "and" or "but" of one subject, and behind an aside between commas.

"Lund denied it and insisted that they leave", "The text, signed in May, called on both to wait": a past form of a
listed verb was taken for an adjective, a noun or a participle, where what stands behind it can only be what is told.
"""

from __future__ import annotations

from collections.abc import Sequence

from guarantor.reading.attribution.lexicon import Entry, entries
from guarantor.reading.document import Token
from guarantor.reading.lemmas import lemma_of
from guarantor.reading.sets import words_of

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_LOST = frozenset({"JJ", "VBN", "NN", "NNP"})
_CALLING = frozenset({"on", "for", "upon"})
_NOMINAL = frozenset({"NOUN", "PROPN"})


def second_tellings(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Denied it and insisted that ...": the second verb is as finite as the first, and of the same subject."""
    made = list(tokens)
    for place in range(3, len(tokens) - 2):
        if words[place - 1] not in {"and", "but"} or not _is_lost(tokens, words, place):
            continue
        heads = (i for i in range(place - 2, 0, -1) if tokens[i].fine in {"VBD", "VBZ"} and _heads(tokens, i))
        first = next(heads, -1)
        if first < 0 or any(token.dep == "aux:pass" and token.head == first for token in tokens[:first]):
            continue
        made[place] = tokens[place]._replace(
            tag="VERB", fine="VBD", lemma=lemma_of(words[place], "VERB"), head=first, dep="conj"
        )
        _hang(made, words, place)
    return made


_FINITE_OR_MODAL = _FINITE | {"MD"}


def behind_aside(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "The text, signed in May, called on both to wait": the only verb that can be the main one."""
    place = next((i for i in range(4, len(tokens) - 2) if words[i - 1] == "," and _is_lost(tokens, words, i)), 0)
    first = words.index(",") if place and "," in words[: place - 1] else 0
    if not first or tokens[first - 1].tag not in _NOMINAL or tokens[first + 1].fine not in {"VBN", "NNP", "NN", "DT"}:
        return tokens
    if any(token.fine in _FINITE_OR_MODAL for token in tokens[:place]):
        return tokens
    made = list(tokens)
    root = next((i for i, token in enumerate(tokens) if token.head < 0), place)
    made[root] = made[root]._replace(head=place, dep="ccomp" if root > place else "dep")
    made[first - 1] = made[first - 1]._replace(head=place, dep="nsubj")
    made[place] = tokens[place]._replace(
        tag="VERB", fine="VBD", lemma=lemma_of(words[place], "VERB"), head=-1, dep="root"
    )
    for index in range(first - 1):
        if made[index].head >= first:
            made[index] = made[index]._replace(head=first - 1)
    _hang(made, words, place)
    return made


def _heads(tokens: Sequence[Token], place: int) -> bool:
    """Whether a finite verb is one of the sentence's own, and of none that hangs on it."""
    return tokens[place].dep in {"root", "conj", "parataxis"} or tokens[place].head < 0


def _is_lost(tokens: Sequence[Token], words: Sequence[str], place: int) -> bool:
    """Whether a past form of a listed verb was taken for another word, before what it tells."""
    token = tokens[place]
    if token.fine not in _LOST or not words[place].endswith("ed") or not token.text[:1].islower():
        return False
    if words[place : place + 2] in (["ruled", "out"], ("ruled", "out")) and words[place - 2] == ",":
        return words[place + 2 : place + 3] not in (["by"], ("by",))
    verb = entries("verbs.tsv").get(lemma_of(words[place], "VERB"))
    return verb is not None and _takes(verb, tokens, words, place + 1)


def _takes(verb: Entry, tokens: Sequence[Token], words: Sequence[str], place: int) -> bool:
    """Whether the words behind a verb are what it tells."""
    if words[place] == "that":
        return verb.has("t")
    return words[place] in _CALLING and verb.lemma == "call"


_FINITE_OR_PLAIN = _FINITE | {"MD", "VB"}


def _hang(made: list[Token], words: Sequence[str], place: int) -> None:
    """Hang on the verb the clause that "that" opens behind it, so that its words are found."""
    if words[place + 1] != "that":
        return
    verb = next((i for i in range(place + 2, len(made)) if made[i].fine in _FINITE_OR_PLAIN), -1)
    made[place + 1] = made[place + 1]._replace(tag="SCONJ", fine="IN", dep="mark")
    if verb > 0:
        top = made[verb].head if made[verb].tag == "AUX" and made[verb].head > verb else verb
        made[top] = made[top]._replace(head=place, dep="ccomp")
        made[place + 1] = made[place + 1]._replace(head=top)


def named_teller(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "A team has come, its head, Ada van Lund, announced on Thursday": a name between commas tells."""
    for place in range(5, len(tokens) - 1):
        token = tokens[place]
        if words[place - 1] != "," or token.fine not in {"VBN", "JJ"} or not words[place].endswith("ed"):
            continue
        verb = entries("verbs.tsv").get(lemma_of(words[place], "VERB"))
        if verb is None or verb.cue_class not in {"say", "announce", "claim"} or tokens[place + 1].tag not in _BEHIND:
            continue
        name = place - 2
        while name > 1 and (tokens[name].text[:1].isupper() or words[name] in PARTICLES):
            name -= 1
        if name == place - 2 or words[name] != "," or tokens[name - 1].tag not in _NOMINAL:
            continue
        made = list(tokens)
        made[place] = token._replace(tag="VERB", fine="VBD", lemma=verb.lemma, dep="parataxis")
        for index in range(name + 1, place - 1):
            made[index] = tokens[index]._replace(tag="PROPN", fine="NNP")
        return made
    return tokens


_BEHIND = frozenset({"ADP", "PUNCT", "PROPN", "NOUN"})
PARTICLES = words_of("reading", "conjoined: particles")
"""Small words inside a name."""


def contacted(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Sources contacted by the radio confirmed an attack": the first verb describes who does the second."""
    by = next((i for i in range(2, min(9, len(tokens) - 3)) if words[i] == "by" and tokens[i - 1].tag == "VERB"), 0)
    if not by or tokens[by - 1].fine not in {"VBD", "VBN"} or tokens[by - 2].tag not in _NOMINAL:
        return tokens
    place = by + 1
    while place < len(tokens) - 1 and tokens[place].tag in {"DET", "ADJ", "NOUN", "PROPN"}:
        place += 1
    verb = tokens[place]
    if place == by + 1 or verb.tag != "VERB" or verb.fine not in {"VBD", "VBN"} or not words[place].endswith("ed"):
        return tokens
    if any(token.fine in _FINITE_OR_MODAL for token in tokens[: by - 1]) or tokens[place + 1].text == "by":
        return tokens
    made = list(tokens)
    made[by - 1] = tokens[by - 1]._replace(fine="VBN", dep="acl", head=by - 2)
    made[place] = verb._replace(fine="VBD", dep="root", head=-1)
    made[by - 2] = tokens[by - 2]._replace(dep="nsubj", head=place)
    return made


def made_up(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "The team, made up of 20 men, will work": what stands between commas only describes it."""
    for place in range(2, len(tokens) - 4):
        if words[place] in {"made", "drawn"} and words[place + 1] == "up" and words[place - 1] == ",":
            verb = next((i for i in range(place + 2, len(tokens)) if tokens[i].fine in _FINITE_OR_MODAL), 0)
            if not verb or "," not in words[place + 2 : verb]:
                return tokens
            main = tokens[verb].head if tokens[verb].fine == "MD" and tokens[verb].head > verb else verb
            made = list(tokens)
            made[place] = tokens[place]._replace(fine="VBN", dep="acl", head=place - 2)
            made[main] = made[main]._replace(dep="root", head=-1)
            return [
                token._replace(head=main) if index < place and token.head == place else token
                for index, token in enumerate(made)
            ]
    return tokens
