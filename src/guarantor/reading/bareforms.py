"""Undo a few mistakes of the tagger about short forms: counted subjects, plain verbs, names that end like adverbs.

Each asks first for its words, so that a sentence without them costs one look.
"""

from __future__ import annotations

from collections.abc import Sequence

from guarantor.reading.document import Token
from guarantor.reading.sets import words_of

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
COUNTED = words_of("reading", "bareforms: counted")
"""Plain forms that a tagger takes for nouns behind a number or "they"."""
_QUANTITY = frozenset({"NUM"})
SAME_FORMS = words_of("reading", "bareforms: same forms")
"""Verbs whose participle is their plain form."""
_HAVING = words_of("reading", "bareforms: having")
_GOING_ON = frozenset({"fighting", "shelling", "bombing", "shooting"})
"""Acts that open a sentence as the subject of its verb ("Fighting erupted on Friday")."""
_ITSELF = frozenset({"it", "they", "he", "she", "we"})
_BETWEEN = words_of("reading", "bareforms: between")
_ADVERBS = frozenset(
    {"however", "also", "then", "there", "here", "thus", "hence", "never", "only", "next", "later", "still", "soon",
     "once",
     "again", "already", "instead", "now", "today", "yesterday", "twice", "further", "first", "last", "earlier",
     "meanwhile", "nearly", "almost", "even", "not", "just", "too", "together", "elsewhere", "nearby", "afterwards"}
)  # fmt: skip
"""Adverbs that may open a sentence right before its verb ("Also killed was ...")."""


BARE = SAME_FORMS | COUNTED | _BETWEEN | _ITSELF | _HAVING | {"accusing"}
"""All words that are asked for below."""


def bare_forms(tokens: Sequence[Token], words: Sequence[str], said: frozenset[str]) -> Sequence[Token]:
    """The same words, with participles like "let", counted subjects' verbs and a name that opens the sentence.

    ``said``: those of the words that are in ``BARE``, at least.
    """
    if not SAME_FORMS.isdisjoint(said):
        tokens = _participles(tokens, words)
    if not COUNTED.isdisjoint(said):
        tokens = _counted(tokens, words)
    if words[0] in _GOING_ON and len(tokens) > 3 and tokens[0].fine == "VBG" and tokens[1].fine == "VBN":
        tokens = [
            tokens[0]._replace(tag="NOUN", fine="NN", lemma=words[0], dep="nsubj", head=1),
            tokens[1]._replace(fine="VBD"), *tokens[2:],
        ]  # fmt: skip
    if not _BETWEEN.isdisjoint(said):
        tokens = _between(tokens, words)
    if not _HAVING.isdisjoint(said) and (not _ITSELF.isdisjoint(said) or "from" in words):
        tokens = _perfect(tokens, words)
    if "accusing" in said:
        tokens = _accusing(tokens, words)
    if tokens[0].tag == "ADV" and len(tokens) > 3 and tokens[1].fine in {"VBD", "VBZ"}:
        tokens = _opening_name(tokens, words)
    return tokens


def _participles(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Had let through 10 ships": behind a form of "have" no plain form stands."""
    made = list(tokens)
    for place in range(1, len(tokens)):
        if words[place] in SAME_FORMS and tokens[place].fine in {"VB", "VBP", "VBD"}:
            before = next((i for i in range(place - 1, max(-1, place - 4), -1) if tokens[i].tag != "ADV"), 0)
            if words[before] in _HAVING:
                made[place] = tokens[place]._replace(fine="VBN")
                if tokens[before].tag == "VERB" or tokens[before].head != place:
                    made[before] = tokens[before]._replace(tag="AUX", head=place, dep="aux")
            elif tokens[place].fine == "VB" and _has_subject(tokens, place):
                made[place] = tokens[place]._replace(fine="VBD")
    return made


def _has_subject(tokens: Sequence[Token], place: int) -> bool:
    """ "The ministry put the toll at 312": a plain form with a subject and without a helper is what was done."""
    kids = [token.dep for token in tokens[:place] if token.head == place]
    return "nsubj" in kids and "aux" not in kids and "mark" not in kids


def _counted(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "More than 21 million face hunger", "they number 300": the only verb of what is counted."""
    for place in range(1, len(tokens) - 1):
        if words[place] not in COUNTED or tokens[place].fine not in {"NN", "VB"}:
            continue
        counted = tokens[place - 1].tag in _QUANTITY and tokens[place - 1].text.isalpha()
        they = words[place - 1] == "they" and (tokens[place + 1].tag == "NUM" or words[place] != "number")
        if not (counted or they) or _finite_in_clause(tokens, words, place):
            continue
        if tokens[place].fine == "VB" and any(one.head == place and one.tag == "AUX" for one in tokens[:place]):
            continue
        head, dep = tokens[place].head, tokens[place].dep
        root = next((i for i, token in enumerate(tokens) if token.fine in _FINITE), -1)
        made = list(tokens)
        made[place] = tokens[place]._replace(
            tag="VERB", fine="VBP", lemma=words[place], head=root, dep="ccomp" if root >= 0 else "root"
        )
        made[place - 1] = tokens[place - 1]._replace(head=place, dep="nsubj")
        for index, token in enumerate(tokens):
            hung = token.head == place or (token.head == head and head not in {root, -1})
            if index > place and hung and index not in {head, root}:
                made[index] = token._replace(head=place, dep="obj" if token.tag == "NOUN" else token.dep)
        if head > place and head != root and tokens[head].tag == "NOUN":
            made[head] = tokens[head]._replace(head=place, dep="obj")
        return made if dep else tokens
    return tokens


def _finite_in_clause(tokens: Sequence[Token], words: Sequence[str], place: int) -> bool:
    """Whether another finite verb follows before the next sign."""
    end = next((i for i in range(place + 1, len(tokens)) if words[i] in {",", ";", ".", "and", "but"}), len(tokens))
    return any(token.fine in _FINITE for token in tokens[place + 1 : end])


def _between(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Had since agreed", "has long denied allegations": an adverb between a helper and its participle."""
    for place in range(1, len(tokens) - 1):
        if words[place] not in _BETWEEN or words[place - 1] not in _HAVING:
            continue
        helper, deed = tokens[place - 1], tokens[place + 1]
        if deed.fine not in {"VBN", "VBD"}:
            continue
        made = list(tokens)
        made[place] = tokens[place]._replace(tag="ADV", fine="RB", dep="advmod", head=place + 1)
        if deed.dep == "amod" and helper.tag in {"VERB", "AUX"}:
            noun = deed.head
            made = [one._replace(head=place + 1) if one.head == place - 1 else one for one in made]
            made[place - 1] = helper._replace(tag="AUX", dep="aux", head=place + 1)
            made[place + 1] = deed._replace(tag="VERB", fine="VBN", head=helper.head, dep=helper.dep)
            if noun > place + 1:
                made[noun] = made[noun]._replace(head=place + 1, dep="obj")
        return made
    return tokens


def _perfect(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "It had lifted restrictions", "Norway has barred them from it": a participle before a noun is the verb."""
    for place in range(1, len(tokens) - 2):
        if words[place] not in {"had", "has", "have"}:
            continue
        if words[place - 1] not in _ITSELF and not _kept_from(tokens, words, place):
            continue
        helper, deed = tokens[place], tokens[place + 1]
        if deed.fine != "VBN" or deed.dep != "amod" or helper.tag not in {"VERB", "AUX"}:
            continue
        noun = deed.head
        made = [one._replace(head=place + 1) if one.head == place else one for one in tokens]
        made[place] = helper._replace(tag="AUX", dep="aux", head=place + 1)
        made[place + 1] = deed._replace(tag="VERB", head=helper.head, dep=helper.dep)
        if noun > place + 1:
            made[noun] = made[noun]._replace(head=place + 1, dep="obj")
        return made
    return tokens


def _kept_from(tokens: Sequence[Token], words: Sequence[str], place: int) -> bool:
    """Whether somebody is kept from doing something behind a helper."""
    last = min(len(tokens) - 1, place + 12)
    return any(words[k] == "from" and tokens[k + 1].fine == "VBG" for k in range(place + 3, last))


def _accusing(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Calling it a ploy and accusing envoy Ada Lund of bias": a verb, where a name and "of" follow."""
    place = words.index("accusing")
    end = next((i for i in range(place + 2, min(len(words), place + 12)) if words[i] == "of"), -1)
    if end < 0 or place < 2 or tokens[place].dep != "amod" or words[place - 1] not in {"and", ","}:
        return tokens
    before = next((i for i in range(place - 1, -1, -1) if tokens[i].fine == "VBG"), -1)
    if before < 0:
        return tokens
    made = list(tokens)
    made[place] = tokens[place]._replace(tag="VERB", fine="VBG", lemma="accuse", head=before, dep="conj")
    noun = next((i for i in range(end - 1, place, -1) if tokens[i].tag in {"PROPN", "NOUN", "PRON"}), -1)
    if noun > 0:
        made[noun] = tokens[noun]._replace(head=place, dep="obj")
    return made


def _opening_name(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Veria released ten men": a capital right before the verb, and no adverb that opens sentences."""
    if words[0] in _ADVERBS or words[0].endswith("ly") or tokens[2].fine in {"PRP", "VBN"}:
        return tokens
    return [tokens[0]._replace(tag="PROPN", fine="NNP", lemma=tokens[0].text, dep="nsubj", head=1), *tokens[1:]]
