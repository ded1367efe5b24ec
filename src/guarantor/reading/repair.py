"""Undo mistakes that the tagger makes often, one after the other, in sentences that hold what each looks for.

What each of them mends is told where it stands: `mainverb`, `participles`, `relatives`, `wordclass`, `bareforms`,
`mistags`, `tellers`, `seconds`, `conjoined` and `placenames`. Here is their order, and what must stand in a sentence
before one is tried.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import compress
from operator import itemgetter

from guarantor.reading.bareforms import BARE, bare_forms
from guarantor.reading.conjoined import PARTICLES, behind_aside, contacted, made_up, named_teller, second_tellings
from guarantor.reading.document import Token
from guarantor.reading.mainverb import (
    addressed,
    asked_for,
    behind_as,
    finite_form,
    governs,
    is_main,
    named_last,
    near_to,
    turned,
)
from guarantor.reading.mistags import (
    AMOUNTS,
    INTENDING,
    REPORTED,
    as_many,
    claims_that,
    counts_some,
    fronted_past,
    intends,
    lists_states,
    places,
    plain_present,
    pointing,
    reported_behind,
)
from guarantor.reading.parted import OPENERS, before_semicolon, parted
from guarantor.reading.participles import before_numbers, describing, elliptic, opening, reduced, tensed
from guarantor.reading.placenames import PLACES, as_names, opening_place
from guarantor.reading.possessives import owned, suffered
from guarantor.reading.seconds import (
    ASKED_THINGS,
    CHARGING,
    SWAPPING,
    before_colon,
    both_of,
    charged_with,
    did_do,
    floating,
    freeing,
    mutual,
    second_subjects,
    swapping,
    things_asked,
)
from guarantor.reading.sets import words_of
from guarantor.reading.tellers import (
    ACTS_IN_ING,
    ONLY_VERBS,
    behind_pronouns,
    described,
    infinitives,
    nouns_of,
    objects_of,
    past_of,
    promoted,
    told_last,
    told_of,
)
from guarantor.reading.toldclauses import (
    SAYING,
    a_day,
    behind_having,
    behind_semicolon,
    beside_what,
    between_dashes,
    called_so,
    left_so,
    one_subject,
    the_harmed,
    told_clause,
)
from guarantor.reading.wordclass import capital, in_that_clause, loud_pronouns, own, possessed, short_names, surnames

_FOLLOWERS = words_of("reading", "repair: followers")
_LIKE_NAMES = frozenset({"IN", "RB"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_UNDERTAKINGS = frozenset({"work", "trade", "travel", "fire", "search", "talk", "progress", "control"})
"""Nouns that a tagger takes for orders where they open a sentence ("Work on the road is set to begin")."""
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_MISTAKEN = frozenset({"NOUN", "ADJ"})
"""Tags under which the main verb of a sentence is found."""
_NUMBERS = words_of("reading", "repair: numbers")
"""Numbers that a tagger takes for participles or names where they open a sentence."""
_JOINING = frozenset({"and", "or"})
_EITHER = words_of("reading", "repair: either")
"""Forms that are verbs of telling in some places and nouns in others."""
_PAST_BEHIND_COMMA = re.compile(r"(?:^| ), [^ ]*ed(?: |$)")
_FIRST = itemgetter(0)
_MODALS = frozenset({"would", "will", "could", "should"})
_RELATIVE_OR_WHO = frozenset({"which", "who"})
_ONLY_NOUNS = words_of("reading", "repair: only nouns")
_BY_LISTS = _ONLY_NOUNS | REPORTED | SWAPPING | BARE | ONLY_VERBS | INTENDING | AMOUNTS
_ASKED = _BY_LISTS | OPENERS | CHARGING | SAYING | {
    "cannot", "'", "’", "or", "that", "which", "who", "this", ";", ":", "its", "talks", "reports", "claims",
    "calls", "counts", ",",
    "did", "up", "by", "and", "but", "to", "it", "he", "she", "disputes", "whose", "free", "each", "both",
    "as", "told", "close", "what", "having", "called", "left",
}  # fmt: skip
"""All words that some repair asks for, so that a sentence is looked through once."""


def repaired(tokens: Sequence[Token]) -> Sequence[Token]:
    """The same words: possessed nouns as nouns, tenses as they must be, at most one word turned into the main verb."""
    if not tokens:
        return tokens
    columns = tuple(zip(*tokens, strict=True))
    words = list(map(str.lower, columns[2]))
    said = _ASKED.intersection(words)
    capitals = list(compress(range(1, len(words)), map(str.isupper, map(_FIRST, columns[2][1:]))))
    if not PLACES.isdisjoint(columns[2]):
        tokens = opening_place(as_names(tokens, capitals))
        columns = tuple(zip(*tokens, strict=True))
    fines = frozenset(columns[7])
    tokens = _words_mended(tokens, words, said, capitals)
    tokens = _forms_mended(tokens, words, said, fines)
    tokens = _tellings_mended(tokens, words, said)
    if "VB" in fines:
        tokens = plain_present(tokens)
    tokens = _with_main_verb(tokens, words)
    if not REPORTED.isdisjoint(said):
        tokens = reported_behind(tokens, words)
    return tokens


def _words_mended(
    tokens: Sequence[Token], words: list[str], said: frozenset[str], capitals: Sequence[int]
) -> Sequence[Token]:
    """Names, numbers and short forms. ``capitals``: the places behind the first whose word begins with one.

    ``said`` here and below: those words of the sentence that some repair asks for.
    """
    high = frozenset([tokens[place].tag for place in capitals])
    if any(tokens[place].fine in _LIKE_NAMES and len(tokens[place].text) > 5 for place in capitals):
        tokens = [capital(token, tokens[place - 1]) if place else token for place, token in enumerate(tokens)]
    if "AUX" in high:
        tokens = short_names(surnames(tokens))
    if any(tokens[place].tag == "PRON" and len(tokens[place].text) > 1 for place in capitals):
        tokens = loud_pronouns(tokens)
    if "PUNCT" in high:  # "Witkoff told ..."
        tokens = [
            token._replace(tag="PROPN", fine="NNP") if token.tag == "PUNCT" and token.text.isalpha() else token
            for token in tokens
        ]
    if words[0] in _NUMBERS and tokens[0].fine != "CD":
        tokens = [tokens[0]._replace(tag="NUM", fine="CD", lemma=words[0], dep="nummod"), *tokens[1:]]
    if len(words) > 3 and tokens[0].fine == "JJ" and words[1] in PARTICLES:  # "Vivian van der Lund said"
        tokens = [tokens[0]._replace(tag="PROPN", fine="NNP"), *tokens[1:]]
    if not _ONLY_NOUNS.isdisjoint(said):
        tokens = [_noun_of(token) if token.tag == "VERB" and token.lemma in _ONLY_NOUNS else token for token in tokens]
    tokens = bare_forms(tokens, words, said)
    return places(tokens, words) if "VERB" in high else tokens


def _noun_of(token: Token) -> Token:
    """ "Norway suspends ceasefire": a word that is never a verb."""
    return token._replace(tag="NOUN", fine="NN")


def _forms_mended(
    tokens: Sequence[Token], words: list[str], said: frozenset[str], fines: frozenset[str]
) -> Sequence[Token]:
    """Possessed nouns, tenses, participles, what opens the sentence. ``fines``: fine tags of its words."""
    if "that" in said:
        tokens = pointing(tokens, words)
    if "'" in said or "’" in said:
        tokens = owned(tokens, words)
    if "POS" in fines:
        tokens = possessed(tokens)
    if "VBN" in fines or "cannot" in said:
        tokens = tensed(tokens, words)
    if "VBN" in fines or "VBD" in fines:
        tokens = reduced(tokens, words)
    if "VBD" in fines and not _JOINING.isdisjoint(said):
        tokens = suffered(tokens, words)
    if "VBD" in fines and "," in said:
        tokens = elliptic(tokens, words)
    if "JJ" in fines:
        tokens = before_numbers(tokens)
    if "VB" in fines or "this" in said:
        tokens = in_that_clause(tokens, words)
    if "its" in said and any(token.text in {"its", "Its"} and token.tag != "PRON" for token in tokens):
        tokens = [own(tokens, place) for place in range(len(tokens))]
    if "VBN" in fines or "VBG" in fines:
        tokens = the_harmed(describing(tokens), words)
    if tokens[0].fine in {"VBZ", "VBP"} and tokens[0].text[:1].isupper():
        tokens = opening(tokens)
    if len(tokens) > 4 and tokens[0].fine == "VB" and words[0] in _UNDERTAKINGS and tokens[1].tag == "ADP":
        tokens = [tokens[0]._replace(tag="NOUN", fine="NN"), *tokens[1:]]
    return tokens


def _tellings_mended(tokens: Sequence[Token], words: list[str], said: frozenset[str]) -> Sequence[Token]:
    """Verbs of telling, meaning and asking that were taken for other words."""
    if "talks" in said or words[0] in ACTS_IN_ING:
        tokens = nouns_of(tokens, words)
    if "reports" in said or "claims" in said:
        tokens = claims_that(objects_of(tokens, words), words)
    if "counts" in said:
        tokens = counts_some(tokens, words)
    if not ONLY_VERBS.isdisjoint(said) or not _EITHER.isdisjoint(said):
        tokens = told_of(tokens, words)
    joined = " ".join(words)
    if "ly " in joined or joined.endswith("ly"):
        tokens = described(tokens, words)
    if len(tokens) > 6 and "," in said:
        if _PAST_BEHIND_COMMA.search(joined):
            tokens = behind_aside(named_teller(tokens, words), words)
        tokens = named_last(fronted_past(tokens, words), words)
    if "up" in said and "," in said:
        tokens = made_up(tokens, words)
    if "by" in said:
        tokens = contacted(tokens, words)
    if "each" in said or "both" in said:
        tokens = both_of(mutual(floating(tokens, words), words), words)
    if ";" in said and "VBN" in {token.fine for token in tokens}:
        tokens = behind_semicolon(before_semicolon(tokens, words), words)
    if not OPENERS.isdisjoint(said):
        tokens = parted(tokens, words)
    if not AMOUNTS.isdisjoint(said):
        tokens = as_many(tokens, words)
    if "," in said and joined.rstrip(' ."”').endswith("ed"):
        tokens = told_last(tokens, words)
    if not ASKED_THINGS.isdisjoint(said):
        tokens = things_asked(tokens, words)
    if "did" in said:
        tokens = did_do(tokens, words)
    if ":" in said:
        tokens = before_colon(tokens, words)
    if not SWAPPING.isdisjoint(said):
        tokens = swapping(tokens, words)
    if "free" in said:
        tokens = freeing(tokens, words)
    if "and" in said and "," in said and len(tokens) > 8:
        tokens = second_subjects(tokens, words)
    if len(tokens) > 6 and ("and" in said or "but" in said):
        tokens = second_tellings(tokens, words)
    tokens = past_of(promoted(tokens, words), words)
    if "it" in said or "he" in said or "she" in said:
        tokens = behind_pronouns(tokens, words)
    if "as" in said:
        tokens = behind_as(tokens, words)
    tokens = one_subject(tokens, words)
    if "to" in said:
        tokens = a_day(tokens, words)
    if "left" in said:
        tokens = left_so(tokens, words)
    if "called" in said:
        tokens = called_so(tokens, words)
    if not _RELATIVE_OR_WHO.isdisjoint(said):
        tokens = between_dashes(tokens, words)
    if "what" in said:
        tokens = beside_what(tokens, words)
    if "having" in said or ("and" in said and not _MODALS.isdisjoint(words)):
        tokens = behind_having(tokens, words)
    if not SAYING.isdisjoint(said):
        tokens = told_clause(tokens, words)
    if not CHARGING.isdisjoint(said):
        tokens = charged_with(tokens, words)
    if "that" in said:
        tokens = asked_for(tokens, words)
    if "told" in said:
        tokens = addressed(tokens, words)
    if "close" in said:
        tokens = near_to(tokens, words)
    if "to" in said:
        tokens = infinitives(intends(tokens, words) if not INTENDING.isdisjoint(said) else tokens, words)
    return tokens


def _acts_on_name(tokens: Sequence[Token], place: int) -> bool:
    """ "The army bombed Oslo": a past form before a name."""
    text = tokens[place].text
    return text.endswith("ed") and text.islower() and tokens[place + 1].tag == "PROPN" and bool(finite_form(text))


def _with_main_verb(tokens: Sequence[Token], words: list[str]) -> Sequence[Token]:
    """The first word that can only be the main verb of the sentence as that, where no finite verb stands before it."""
    for place in range(1, len(tokens) - 2):
        token = tokens[place]
        if token.fine in _FINITE:
            return tokens
        if (
            token.tag in _MISTAKEN
            and (tokens[place - 1].tag in _NOMINAL or words[place - 1] == ",")
            and (
                words[place + 1] in _FOLLOWERS
                or _acts_on_name(tokens, place)
                or governs(tokens, place)
                or lists_states(tokens, place)
            )
            and is_main(tokens, place)
        ):
            return turned(tokens, place)
    return tokens
