"""A subject parted from its verb by an aside that names others, whom the parser takes for the subject; and a clause
before a semicolon whose verb it lost."""

from __future__ import annotations

from collections.abc import Sequence

from guarantor.reading.document import Token
from guarantor.reading.lemmas import past_forms
from guarantor.reading.sets import words_of

OPENERS = frozenset({"–", "—", "--", "(", "unlike", "not", "accused", "blamed", "asked", "pressed"})
"""Of these one stands in every sentence that is mended here."""
_DASHES = frozenset({"–", "—", "--"})
_LEADING_TO_NOT = words_of("reading", "parted: leading to not")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_CHARGED = words_of("reading", "parted: charged")
"""With a comma before, these open an aside on whoever stands before it."""
LONGEST = 16
"""Words of an aside."""


def parted(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Norway, but not Sweden, signed", "the three – A, B and C – signed", "Norway, unlike Sweden, signed": who stands
    before the aside is the subject, and nobody in it."""
    for opening in range(1, len(words) - 3):
        closing = _closing(words, opening)
        verb = _verb(tokens, closing) if closing else 0
        charged = _charged(words, opening)
        before = (token for i, token in enumerate(tokens[:closing]) if not (charged and i == opening + 1))
        if not verb or any(token.fine in _FINITE for token in before):
            continue
        first = next((i + 1 for i in range(opening - 1, -1, -1) if words[i] == ","), 0)
        nouns = [i for i in range(first, opening) if tokens[i].tag in _NOMINAL]
        outside = [i for i in nouns if not first <= tokens[i].head < opening]
        if not nouns:
            continue
        head = outside[0] if outside else nouns[0]
        return _mended(tokens, words, (first, opening, closing), head, verb)
    return tokens


def _closing(words: Sequence[str], opening: int) -> int:
    """Where the aside ends that a sign at a place opens; 0 where none does."""
    sign = words[opening]
    if sign in _DASHES or sign == "(":
        ends = _DASHES if sign in _DASHES else frozenset({")"})
    elif sign == "," and (_leaves_out(words, opening + 1) or _charged(words, opening)):
        ends = frozenset({","})
    else:
        return 0
    return next((i for i in range(opening + 2, min(len(words), opening + LONGEST)) if words[i] in ends), 0)


def _charged(words: Sequence[str], opening: int) -> bool:
    """Whether behind a sign words stand that open an aside on whoever is told of before it."""
    return " ".join(words[opening + 1 : opening + 3]) in _CHARGED


def _leaves_out(words: Sequence[str], place: int) -> bool:
    """Whether "but not", "not" or "unlike" stands at a place."""
    if words[place] in _LEADING_TO_NOT:
        return words[place + 1] == "not"
    return words[place] in {"not", "unlike"}


def _verb(tokens: Sequence[Token], closing: int) -> int:
    """The verb behind the aside that has a subject; 0 for none."""
    for place in range(closing + 1, min(len(tokens), closing + 4)):
        token = tokens[place]
        if token.fine in _FINITE:
            helps = token.tag == "AUX" and token.dep.startswith(("aux", "cop")) and token.head > place
            return token.head if helps else place
        if token.fine == "VBN" and _alone(tokens, place):
            return place
        if token.tag != "ADV":
            return 0
    return 0


def _alone(tokens: Sequence[Token], place: int) -> bool:
    """ "The three (A, B and C) called for it": a past form that can only be the verb of the sentence."""
    form = tokens[place].text.lower()
    past = form.endswith("ed") or form in past_forms()
    borne = place + 1 >= len(tokens) or tokens[place + 1].text == "by"
    return past and not borne and not any(token.fine in _FINITE for token in tokens)


def _mended(
    tokens: Sequence[Token], words: Sequence[str], places: tuple[int, int, int], head: int, verb: int
) -> Sequence[Token]:
    first, opening, closing = places
    made = list(tokens)
    passive = any(token.head == verb and token.dep == "nsubj:pass" for token in tokens)
    for place in range(opening, closing + 1):
        inside = opening <= tokens[place].head <= closing
        if not inside:
            made[place] = tokens[place]._replace(head=verb, dep="parataxis")
    for place in range(first, opening):
        token = tokens[place]
        if place != head and not first <= token.head < opening:
            joined = token.tag in _NOMINAL and words[place - 1] == "and"
            made[place] = token._replace(head=head, dep="conj" if joined else "dep")
    if first <= made[verb].head <= closing:
        made[verb] = tokens[verb]._replace(head=-1, dep="root")
    if _charged(words, opening):
        made[opening + 1] = made[opening + 1]._replace(fine="VBN")
    if tokens[verb].fine == "VBN" and not passive:
        made[verb] = made[verb]._replace(fine="VBD")
    made[head] = tokens[head]._replace(head=verb, dep="nsubj:pass" if passive else "nsubj")
    return made


def before_semicolon(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "The king invited leaders to talks; they accepted": what only looks finite in the second clause is so in the
    first, too."""
    end = words.index(";")
    verbs = [i for i in range(1, end - 1) if tokens[i].fine == "VBN" and tokens[i].tag == "VERB"]
    if len(verbs) != 1 or any(token.fine in _FINITE or token.tag == "AUX" for token in tokens[:end]):
        return tokens
    verb, root = verbs[0], next((i for i, token in enumerate(tokens) if token.head < 0), -1)
    past = words[verb].endswith("ed") or words[verb] in past_forms()
    if not past or tokens[verb - 1].tag not in _NOMINAL or tokens[verb + 1].tag not in _OBJECTS or root < 0:
        return tokens
    made = list(tokens)
    noun = tokens[verb].head if verb < tokens[verb].head < end else 0
    made[verb - 1] = tokens[verb - 1]._replace(head=verb, dep="nsubj")
    if noun:
        made[noun] = tokens[noun]._replace(head=verb, dep="obj")
    above = root if root > end else -1
    made[verb] = tokens[verb]._replace(fine="VBD", head=above, dep="root" if above < 0 else "parataxis")
    return made


_OBJECTS = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"})
