"""Undo two mistakes of the tagger about who tells: a telling verb taken for a noun, and one hung on its own subject.

"Kigali denies supporting the group, and says ...": "denies" is no noun, whatever stands behind it. "Opposition leader
Ada Lund accuses the cabinet": a finite verb without "who" is no relative clause of the noun before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from guarantor.reading.attribution.lexicon import entries
from guarantor.reading.document import Token, standing
from guarantor.reading.lemmas import is_verb, lemma_of
from guarantor.reading.patterns import closed_words
from guarantor.reading.sets import words_of

ONLY_VERBS = closed_words("only-verb")
"""Forms of telling verbs that are no nouns."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PASTS = frozenset({"VBD", "VBN"})
_CLOSING = frozenset({'"', "”", "''"})
"""Marks that close a name in quotation marks (the "Republic" insists that ...)."""
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_MISTAKEN_TAGS = frozenset({"NOUN", "ADJ", "PROPN", "X", "ADP", "SCONJ"})
"""What a tagger takes a form of telling for."""
_OPENS = frozenset({"who", "which", "that", "whose", "where", "when", "whom", "as", "if", "what", "how", "why"})
_RELATIVE = frozenset({"acl", "acl:relcl"})


def told_of(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """The same words, with forms of telling verbs as the finite verbs that they are."""
    made = list(tokens)
    for place in range(1, len(tokens)):
        if not _is_lost(tokens, words, place):
            continue
        lemma = lemma_of(words[place], "VERB")
        finite = next((k for k in range(place) if made[k].fine in _FINITE), -1)
        behind = words[place - 1] in {"and", "but", ","}
        if behind or finite >= 0:
            head, dep = (finite, "conj") if behind and finite >= 0 else (tokens[place].head, tokens[place].dep)
            if head == place or head < 0:
                head, dep = -1, "root"
            made[place] = made[place]._replace(tag="VERB", fine="VBZ", lemma=lemma, head=head, dep=dep)
            if tokens[place - 1].tag in _NOMINAL:
                made[place - 1] = made[place - 1]._replace(head=place, dep="nsubj")
            continue
        made = _main(made, place, lemma, words)
        if tokens[place].tag in {"ADP", "SCONJ"} and tokens[place + 1].tag == "PROPN":  # "accuse Norway of"
            made[place + 1] = made[place + 1]._replace(dep="obj")
    return made


def _is_lost(tokens: Sequence[Token], words: Sequence[str], place: int) -> bool:
    """Whether a form of a telling verb was taken for a noun or adjective."""
    if tokens[place].tag not in _MISTAKEN_TAGS or tokens[place].text[:1].isupper():
        return False
    before = tokens[place - 1]
    if words[place] in ONLY_VERBS:
        known = before.tag in _NOMINAL or (len(before.text) > 1 and before.text.isupper())
        known = known or (words[place - 1] in _CLOSING and words[place + 1 : place + 2] in (["that"], ("that",)))
        return known or words[place - 1] in {"and", "but", ",", ")", "longer"}
    if words[place] == "disputes":
        return words[place + 1 : place + 2] in (["that"], ("that",)) and before.tag in _NOMINAL | {"PUNCT"}
    if words[place] == "claims":  # the "Republic" claims that ...
        quoted = words[place - 1] in _CLOSING and words[place + 1 : place + 2] in (["that"], ("that",))
        return quoted and not any(token.fine in _FINITE for token in tokens[:place])
    asks = words[place] == "calls" and words[place + 1 : place + 2] in (("on",), ("for",), ["on"], ["for"])
    return asks and (before.tag == "PROPN" or words[place - 1] in {"and", "but"})


ACTS_IN_ING = words_of("reading", "tellers: acts in ing")
"""Acts that open a sentence as its subject ("Fighting between the two continues")."""


def objects_of(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Dismissed reports that ...": right behind a verb, such a form is what the verb is about."""
    made = list(tokens)
    for place in range(1, len(tokens) - 1):
        if words[place] not in {"reports", "claims"} or tokens[place].fine != "VBZ":
            continue
        head = place - 1 if tokens[place - 1].tag == "VERB" else _verb_of_many(tokens, words, place)
        if head < 0:
            continue
        for index, token in enumerate(made):
            if token.head == place and index > place:
                made[index] = token._replace(head=head if token.dep != "mark" else token.head)
        made[place] = tokens[place]._replace(tag="NOUN", fine="NNS", lemma=words[place][:-1], head=head, dep="obj")
        if tokens[head].head == place:
            made[head] = made[head]._replace(head=-1, dep="root")
    return made


def _verb_of_many(tokens: Sequence[Token], words: Sequence[str], place: int) -> int:
    """ "Rejected some media outlets reports regarding a truce": the verb before a plural that no form in -s goes with,
    or -1.
    """
    if tokens[place - 1].fine != "NNS" or words[place + 1] not in {"regarding", "about", "of", "concerning"}:
        return -1
    first = place - 1
    while first > 0 and tokens[first - 1].tag in {"NOUN", "ADJ", "DET", "PROPN"}:
        first -= 1
    return first - 1 if first > 0 and tokens[first - 1].fine == "VBD" else -1


def nouns_of(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "That talks with both would go on", "fighting between the two continues": nouns, and the subjects of verbs."""
    made = list(tokens)
    for place, token in enumerate(tokens):
        lost = token.fine == "VBZ" and words[place] == "talks" and (not place or tokens[place - 1].tag not in _NOMINAL)
        lost = lost or (not place and token.fine == "VBG" and words[0] in ACTS_IN_ING)
        if not lost:
            continue
        verb = next((k for k in range(place + 1, len(tokens)) if tokens[k].fine in _FINITE), -1)
        if verb < 0 and not place:
            verb = next((k for k in range(1, len(tokens)) if _form_s(tokens[k], words[k])), -1)
        if verb < 0:
            continue
        main = tokens[verb].head if tokens[verb].tag == "AUX" and tokens[verb].head > verb else verb
        noun = token._replace(tag="NOUN", fine="NNS" if place else "NN", lemma="talk" if place else words[0])
        if main > place:
            made[main] = made[main]._replace(
                head=token.head if token.head != main else -1, dep=token.dep if token.head != main else "root"
            )
            if made[main].tag != "VERB":
                made[main] = made[main]._replace(tag="VERB", fine="VBZ", lemma=lemma_of(words[main], "VERB"))
        made[place] = noun._replace(head=main, dep="nsubj")
    return made


def _form_s(token: Token, word: str) -> bool:
    """A verb in -s that was taken for a plural."""
    return token.fine == "NNS" and word in {"continues", "resumes", "rages", "intensifies", "erupts", "escalates"}


_TOLD = frozenset({"deny", "accuse", "oppose", "support", "demand", "say", "announce", "claim", "refuse", "promise"})
_GRANTED = frozenset({"access", "entry", "permission", "passage", "visas", "requests"})
"""What is denied to somebody who asks for it."""


def past_of(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "The same official denied reports that ...": a past form of telling that was taken for an adjective."""
    for place in range(1, len(tokens) - 2):
        token = tokens[place]
        if token.fine in _FINITE and not (token.fine == "VBD" and token.dep == "amod"):
            return tokens
        if token.fine not in {"JJ", "VBN", "VBD"} or not words[place].endswith("ed"):
            continue
        named = tokens[place - 1].tag in _NOMINAL or tokens[place - 1].text[:1].isupper()
        if not named and not _behind_aside(tokens, words, place):
            continue
        lemma = lemma_of(words[place], "VERB")
        known = entries("verbs.tsv").get(lemma)
        outs = words[place : place + 2] in (("ruled", "out"), ["ruled", "out"])
        if outs or words[place : place + 2] in (
            ("called", "on"),
            ("called", "for"),
            ["called", "on"],
            ["called", "for"],
        ):
            made = _main(list(tokens), place, lemma, words)
            made[place] = made[place]._replace(fine="VBD")
            return made
        if known is not None and known.has("t") and words[place + 1] == "that" and tokens[place].head < place:
            made = _main(list(tokens), place, lemma, words)
            made[place] = made[place]._replace(fine="VBD")
            return made
        if known is None or known.cue_class not in _TOLD | {"confirm"}:
            continue
        describes = token.fine == "JJ" or (token.fine == "VBN" and token.dep == "amod")
        if describes and tokens[place - 1].tag in _NOMINAL and _leads_clause(tokens, place + 1):
            made = _main(list(tokens), place, lemma, words)
            made[place] = made[place]._replace(fine="VBD")
            return made
        aside = words[place - 1] == "," and token.fine == "VBN" and "that" in words[place + 1 : place + 10]
        told = aside or _tells_that(tokens, words, place) or (words[place] == "denied" and words[place + 1] in _GRANTED)
        if told or _behind_place(tokens, place) or tokens[place + 1].tag == "DET" or tokens[place + 1].fine == "PRP$":
            made = _main(list(tokens), place, lemma, words)
            made[place] = made[place]._replace(fine="VBD")
            return made
    return tokens


def _tells_that(tokens: Sequence[Token], words: Sequence[str], place: int) -> bool:
    """ "The ministry announced March 13 that the text was agreed": behind a name, a day and "that" with a clause."""
    that = next((k for k in range(place + 1, min(place + 7, len(tokens) - 2)) if words[k] == "that"), -1)
    if that < 0 or tokens[place].fine != "VBN" or not tokens[place - 1].text[:1].isupper():
        return False
    between = all(token.tag in {"ADP", "PROPN", "NUM", "PUNCT"} for token in tokens[place + 1 : that])
    return between and tokens[that + 1].fine not in _FINITE


def _behind_place(tokens: Sequence[Token], place: int) -> bool:
    """ "Officials in Oslo confirmed receipt of it": behind the name of a place nothing describes the next noun."""
    named = tokens[place - 1].tag == "PROPN" or tokens[place - 1].text[:1].isupper()
    if tokens[place].dep != "amod" or not named or tokens[place + 1].tag != "NOUN":
        return False
    first = place - 1
    while first > 0 and tokens[first].text[:1].isupper():
        first -= 1
    return first > 0 and tokens[first].tag == "ADP" and tokens[first - 1].tag == "NOUN"


_APPOSED = _NOMINAL | {"ADJ", "DET"}


def _behind_aside(tokens: Sequence[Token], words: Sequence[str], place: int) -> bool:
    """ "Its president, Ada von Lund, ruled out": whether an apposition of names ends right before a word."""
    if words[place - 1] != "," or any(token.fine in _FINITE for token in tokens[:place]):
        return False
    first = next((k for k in range(1, place - 1) if words[k] == ","), -1)
    return first > 0 and tokens[first - 1].tag in _NOMINAL and all(
        token.tag in _APPOSED or token.text in {"for", "of", "the"} for token in tokens[first + 1 : place - 1]
    )  # fmt: skip


def behind_pronouns(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "It targets only fighters": right behind a subject pronoun stands a verb and no plural."""
    made = list(tokens)
    for place in range(1, len(tokens) - 1):
        token = tokens[place]
        if token.fine != "NNS" or tokens[place + 1].fine in _FINITE:
            continue
        aside = place > 1 and words[place - 1] in {"still", "also", "now", "already"} and words[place + 1] == "out"
        before = place - 2 if aside else place - 1
        if words[before] not in {"it", "he", "she"}:
            continue
        lemma = lemma_of(words[place], "VERB")
        if is_verb(lemma):
            head = token.head if token.head != before else -1
            made[place] = token._replace(tag="VERB", fine="VBZ", lemma=lemma, head=head)
            made[before] = made[before]._replace(head=place, dep="nsubj")
    return made


_BESIDE = frozenset({"conj", "parataxis"})
_PHRASAL = _NOMINAL | {"NUM", "ADJ", "DET", "ADP", "CCONJ"}


def _all_subject(tokens: Sequence[Token], words: Sequence[str], root: int, verb: int) -> bool:
    """ "Ministers from Egypt, Qatar and Norway attended": nothing but the subject stands before the only verb."""
    if words[verb - 1] in {",", "and", "but", "or"} or tokens[verb].fine == "MD":
        return False
    plain = all(token.tag in _PHRASAL or words[i] in {",", '"', "“", "”"} for i, token in enumerate(tokens[:verb]))
    listed = "," not in words[root:verb] or "and" in words[root:verb]
    return plain and listed and tokens[root].tag in {"NOUN", "PROPN"} and _OPENS.isdisjoint(words[:verb])


def _main(made: list[Token], place: int, lemma: str, words: Sequence[str]) -> list[Token]:
    """The word as the main verb: its subject before it, the old main verb behind it hung on it."""
    old = next((k for k, token in enumerate(made) if token.head < 0), place)
    subject = place - 1
    while subject > 0 and made[subject].tag not in _NOMINAL:
        subject -= 1
    for index in range(place):
        if index != subject and (made[index].head >= place or made[index].head < 0):
            made[index] = made[index]._replace(head=subject, dep="compound" if made[index].tag in _NOMINAL else "dep")
    made[subject] = made[subject]._replace(head=place, dep="nsubj")
    made[place] = made[place]._replace(tag="VERB", fine="VBZ", lemma=lemma, head=-1, dep="root")
    for index in range(place + 1, len(made)):
        token = made[index]
        if index == old or (token.head < 0 and index != place):
            joined = not {"and", "but"}.isdisjoint(words[max(place, index - 2) : index])
            dep = "conj" if joined else "ccomp" if token.tag == "VERB" else "obj"
            made[index] = token._replace(head=place, dep=dep)
        elif token.head < place:
            made[index] = token._replace(head=place)
    return made


_NOMINAL_OR_ADJECTIVE = _NOMINAL | {"ADJ"}


def infinitives(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Urged both to free 20 men": behind "to" and before a number such a word is no adjective."""
    made = list(tokens)
    for place in [behind for behind, word in enumerate(words, 1) if word == "to" and 1 < behind < len(tokens) - 1]:
        token = tokens[place]
        if token.tag not in {"ADJ", "NOUN"} or token.text[:1].isupper():
            continue
        asked = place + 2 >= len(tokens) and any(_asks(one) for one in tokens[max(0, place - 7) : place - 1])
        titled = tokens[place + 1].tag in _NOMINAL_OR_ADJECTIVE and all(
            one.tag == "PROPN" or one.text in {",", "and"} for one in tokens[: place - 1]
        )
        bound = (
            tokens[place + 1].tag in {"NUM", "SYM"}
            or tokens[place + 1].fine == "$"
            or words[place + 1] in {"more", "some", "nearly", "about", "up", "over"}
        )
        if not (bound or asked or titled) or not is_verb(words[place]):
            continue
        if titled:
            made[place] = token._replace(tag="VERB", fine="VB", lemma=words[place], dep="root", head=-1)
            made[place - 1] = made[place - 1]._replace(tag="PART", fine="TO", head=place, dep="mark")
            continue
        head = next((k for k in range(place - 2, -1, -1) if made[k].tag == "VERB"), -1)
        if head < 0 and bound and made[place - 2].lemma == "be":
            head = place - 2
        if head >= 0:
            made[place] = token._replace(tag="VERB", fine="VB", lemma=words[place], head=head, dep="xcomp")
            made[place - 1] = made[place - 1]._replace(tag="PART", fine="TO", head=place, dep="mark")
    return made


def described(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "The internationally recognised government began ...": a participle between an adverb and its noun."""
    made = list(tokens)
    for place in standing(tokens, _PASTS, 2, 1):
        token = tokens[place]
        if not words[place].endswith("ed") or not words[place - 1].endswith("ly"):
            continue
        opened = tokens[place - 2].tag == "DET" or tokens[place - 2].fine in {"POS", "PRP$"}
        noun = tokens[place + 1].tag in {"NOUN", "PROPN"} or (
            tokens[place + 1].tag == "ADJ" and tokens[place + 2 : place + 3] and tokens[place + 2].tag in _NOMINAL
        )
        if not opened or not noun:
            continue
        verb = next(
            (k for k in range(place + 1, len(tokens)) if tokens[k].head == place and tokens[k].fine in _FINITE), -1
        )
        if token.head < 0 and verb < 0:
            continue
        if token.head < 0:
            made = [one._replace(head=verb) if one.head == place else one for one in made]
            made[verb] = made[verb]._replace(head=-1, dep="root")
            made[place + 1] = made[place + 1]._replace(head=verb, dep="nsubj")
        made[place] = token._replace(tag="ADJ", fine="JJ", head=place + 1, dep="amod")
    return made


def _asks(token: Token) -> bool:
    """Whether a verb asks another to do something."""
    known = entries("verbs.tsv").get(token.lemma) if token.tag == "VERB" else None
    return known is not None and known.cue_class in {"demand", "ask"}


def _leads_clause(tokens: Sequence[Token], first: int) -> bool:
    """ "Denied Swedish soldiers had been there": a noun phrase and a finite verb, with no sign between."""
    place = first
    while place < len(tokens) and place - first < CLAUSE and tokens[place].tag in _NAMING:
        place += 1
    return first < place < len(tokens) and tokens[place].fine in _FINITE and tokens[place - 1].tag in _NOMINAL


CLAUSE = 7
"""Words of a subject behind a verb of telling without "that"."""


def told_last(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "The army shelled it, the rebels alleged": at the end of a sentence that is a verb, and no adjective."""
    place = len(words) - 1 - (words[-1] in {".", "”", '"'})
    if place < 4 or not words[place].endswith("ed") or tokens[place].fine not in {"JJ", "VBN", "NN"}:
        return tokens
    comma = next((k for k in range(place - 1, 0, -1) if tokens[k].tag not in _NAMING), 0)
    if words[comma] != "," or comma == place - 1 or tokens[place - 1].tag not in {*_NOMINAL, "ADJ"}:
        return tokens
    lemma = lemma_of(words[place], "VERB")
    known = entries("verbs.tsv").get(lemma)
    if known is None or not known.has("q") or not any(token.fine in _FINITE for token in tokens[:comma]):
        return tokens
    made = list(tokens)
    made[place] = tokens[place]._replace(tag="VERB", fine="VBD", lemma=lemma)
    before = tokens[place - 1]
    noun = before._replace(tag="NOUN", fine="NN") if before.tag == "ADJ" else before
    made[place - 1] = noun._replace(head=place, dep="nsubj")
    return made


_NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART", "ADP", "NUM"})


def promoted(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """A finite verb that hangs on the noun before it, with nothing to open a relative clause, as the main verb."""
    root = next((k for k, token in enumerate(tokens) if token.head < 0), -1)
    if root < 0 or tokens[root].tag not in {"NOUN", "PROPN"}:
        return tokens
    verb = next((k for k in range(root + 1, len(tokens)) if tokens[k].fine in _FINITE and tokens[k].tag == "VERB"), -1)
    if verb < 0 or tokens[verb].head != root:
        return tokens
    if tokens[verb].dep in _BESIDE and _all_subject(tokens, words, root, verb):
        made = list(tokens)
        made[verb] = tokens[verb]._replace(head=-1, dep="root")
        made[root] = tokens[root]._replace(head=verb, dep="nsubj")
        return made
    if tokens[verb].dep not in _RELATIVE:
        return tokens
    between = words[root:verb]
    if not _OPENS.isdisjoint(between) or "," in between or any(t.tag == "VERB" for t in tokens[root:verb]):
        return tokens
    subject = next((k for k in range(root + 1, verb) if tokens[k].head == verb and tokens[k].dep == "nsubj"), -1)
    if subject >= 0 and (tokens[subject].tag != "PROPN" or tokens[subject - 1].tag not in {"NOUN", "PROPN"}):
        return tokens
    made = list(tokens)
    made[verb] = tokens[verb]._replace(head=-1, dep="root")
    if subject < 0:
        made[root] = tokens[root]._replace(head=verb, dep="nsubj")
        return made
    made[root] = tokens[root]._replace(head=subject, dep="compound")
    return [
        token._replace(head=subject) if root < place < verb and token.head == root and place != subject else token
        for place, token in enumerate(made)
    ]
