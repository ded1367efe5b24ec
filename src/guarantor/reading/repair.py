"""Undo one mistake that the tagger makes often: a finite verb of an unlike clause taken for a noun or an adjective.

"The group plans to stay", "The council favors the draft", "The envoy doubts that it will hold": forms that are nouns or
adjectives elsewhere. Where the sentence has no other finite verb that could be its main one, they are verbs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import compress
from operator import attrgetter, itemgetter

from guarantor.reading.attribution.lexicon import entries
from guarantor.reading.bareforms import bare_forms
from guarantor.reading.conjoined import PARTICLES, behind_aside, contacted, made_up, named_teller, second_tellings
from guarantor.reading.document import Token, standing
from guarantor.reading.lemmas import is_verb, lemma_of, past_forms
from guarantor.reading.mistags import (
    INTENDING,
    MOODS,
    behind_apposition,
    claims_that,
    fronted_past,
    in_opening_phrase,
    intends,
    lists_states,
    moods_of,
    opens_with_deed,
    places,
    plain_present,
    pointing,
)
from guarantor.reading.patterns import closed_words
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
    told_of,
)

_FOLLOWERS = frozenset(
    {"a", "an", "the", "that", "to", "how", "whether", "why", "his", "her", "its", "their", "both", "all", "any", "no"}
)
_CLAUSES = frozenset({"root", "ccomp", "conj", "parataxis", "advcl"})
"""Relations of a verb that heads a clause."""
_HELPERS = frozenset({"aux", "aux:pass", "cop", "mark"})
_LIKE_NAMES = frozenset({"IN", "RB"})
_DEEDS = frozenset({"VBD", "VBN"})
_DOINGS = frozenset({"VBN", "VBG"})
_PLURALS = frozenset({"NNS", "VB"})
_ADJECTIVES = frozenset({"JJ"})
_PASSIVE = frozenset({"VBN"})
_PARTICIPLES = ("ed", "en", "ught", "eld", "aken")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PHRASE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "PART"})
_SIGNS = frozenset({",", ";", ".", "–", "—", '"', "”"})
_SUBORDINATE = frozenset(
    {"that", "which", "who", "after", "before", "while", "as", "when", "if", "because", "but", "and"}
)
_TELLING = frozenset(
    {"say", "tell", "add", "state", "note", "report", "claim", "confirm", "announce", "argue", "stress"}
)
"""Verbs of telling that ask for nothing, so that no bare infinitive stands in what they tell."""
_INTRANSITIVE = frozenset({"remained", "became", "collapsed", "arrived"})
"""Forms that no passive and no description of a noun has."""
_UNDERTAKINGS = frozenset({"work", "trade", "travel", "fire", "search", "talk", "progress", "control"})
"""Nouns that a tagger takes for orders where they open a sentence ("Work on the road is set to begin")."""
_HAVING = frozenset({"has", "have", "had", "having", "'ve", "'d"})
_SPELLS = frozenset({"day", "hour", "week", "month", "year", "minute", "time"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_NUMBERS = frozenset(
    {"eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
     "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "nine", "eight", "seven", "six", "five"}
)  # fmt: skip
"""Numbers that a tagger takes for participles or names where they open a sentence."""


def repaired(tokens: Sequence[Token]) -> Sequence[Token]:
    """The same words: possessed nouns as nouns, tenses as they must be, at most one word turned into the main verb."""
    if not tokens:
        return tokens
    columns = tuple(zip(*tokens, strict=True))
    words = list(map(str.lower, columns[2]))
    capitals = list(compress(range(1, len(words)), map(str.isupper, map(_FIRST, columns[2][1:]))))
    made = _repaired(tokens, words, frozenset(columns[7]), capitals)
    return _behind_relative(made, words) if "which" in words or "who" in words else made


_FIRST = itemgetter(0)
_HEAD = attrgetter("head")
_PAST_BEHIND_COMMA = re.compile(r"(?:^| ), [^ ]*ed(?: |$)")


def _repaired(
    tokens: Sequence[Token], words: list[str], fines: frozenset[str], capitals: Sequence[int]
) -> Sequence[Token]:
    """One repair after the other, each where the forms that it looks for stand.

    ``fines`` are the fine tags of the words, ``capitals`` the places of those behind the first with a capital.
    """
    high = frozenset([tokens[place].tag for place in capitals])
    if not _LIKE_NAMES.isdisjoint(fines) and any(
        tokens[place].fine in _LIKE_NAMES and len(tokens[place].text) > 5 for place in capitals
    ):
        tokens = [_capital(token, tokens[place - 1]) if place else token for place, token in enumerate(tokens)]
    if "AUX" in high:
        tokens = _surnames(tokens)
    if words and words[0] in _NUMBERS and tokens[0].fine != "CD":
        tokens = [tokens[0]._replace(tag="NUM", fine="CD", lemma=words[0], dep="nummod"), *tokens[1:]]
    if len(words) > 3 and tokens[0].fine == "JJ" and words[1] in PARTICLES:  # "Vivian van der Lund said"
        tokens = [tokens[0]._replace(tag="PROPN", fine="NNP"), *tokens[1:]]
    tokens = bare_forms(tokens, words)
    if "VERB" in high:
        tokens = places(tokens, words)
    if "that" in words:
        tokens = pointing(tokens, words)
    if "POS" in fines:
        tokens = _possessed(tokens)
    if "VBN" in fines or "cannot" in words:
        tokens = _tensed(tokens, words)
    if "VBN" in fines or "VBD" in fines:
        tokens = _reduced(tokens, words)
    if "which" in words or "who" in words:
        tokens = _behind_relative(_in_relative(tokens, words), words)
    if "JJ" in fines:
        tokens = _before_numbers(tokens)
    if "VB" in fines or "this" in words:
        tokens = _in_that_clause(tokens, words)
    if "its" in words and any(token.text in {"its", "Its"} and token.tag != "PRON" for token in tokens):
        tokens = [_own(tokens, place) for place in range(len(tokens))]
    if "VBN" in fines or "VBG" in fines:
        tokens = _describing(tokens)
    if tokens and tokens[0].fine == "VBZ" and tokens[0].text[:1].isupper():
        tokens = _opening(tokens)
    if len(tokens) > 4 and tokens[0].fine == "VB" and words[0] in _UNDERTAKINGS and tokens[1].tag == "ADP":
        tokens = [tokens[0]._replace(tag="NOUN", fine="NN"), *tokens[1:]]
    if "talks" in words or (words and words[0] in ACTS_IN_ING):
        tokens = nouns_of(tokens, words)
    if not MOODS.isdisjoint(words):
        tokens = moods_of(tokens, words)
    if "reports" in words or "claims" in words:
        tokens = claims_that(objects_of(tokens, words), words)
    if not ONLY_VERBS.isdisjoint(words) or not _EITHER.isdisjoint(words):
        tokens = told_of(tokens, words)
    joined = " ".join(words)
    if "ly " in joined or joined.endswith("ly"):
        tokens = described(tokens, words)
    if len(tokens) > 6 and "," in words:
        if _PAST_BEHIND_COMMA.search(joined):
            tokens = behind_aside(named_teller(tokens, words), words)
        tokens = fronted_past(tokens, words)
    if "up" in words and "," in words:
        tokens = made_up(tokens, words)
    if "by" in words:
        tokens = contacted(tokens, words)
    if len(tokens) > 6 and ("and" in words or "but" in words):
        tokens = second_tellings(tokens, words)
    tokens = behind_pronouns(past_of(promoted(tokens, words), words), words)
    if "to" in words:
        tokens = infinitives(intends(tokens, words) if not INTENDING.isdisjoint(words) else tokens, words)
    if "VB" in fines:
        tokens = plain_present(tokens)
    for place in range(1, len(tokens) - 2):
        token = tokens[place]
        if token.fine in _FINITE:
            return tokens
        if (
            token.tag in {"NOUN", "ADJ"}
            and (words[place + 1] in _FOLLOWERS or _governs(tokens, place) or lists_states(tokens, place))
            and _is_main(tokens, place)
        ):
            return _turned(tokens, place)
    return tokens


_HELPING = closed_words("helping")
_EITHER = frozenset({"calls", "claims"})
"""Forms that are verbs of telling in some places and nouns in others."""
_OFFICES = frozenset({"monitor", "chair", "head", "guard", "lead", "aide", "coach"})
"""Offices that a tagger takes for plain verbs before a name."""


_PREPOSITIONS = frozenset(
    {"before", "behind", "beyond", "against", "across", "during", "despite", "through", "though", "within", "without",
     "towards", "toward", "because", "whether", "although", "unless", "between", "beneath", "around", "regarding",
     "throughout", "inside", "outside", "except", "versus", "notwithstanding", "concerning", "beside", "besides"}
)  # fmt: skip


def _capital(token: Token, before: Token) -> Token:
    """ "Met Witkoff in the city": a capital that is no preposition is a name."""
    if token.fine != "IN" and not (token.fine == "RB" and before.tag == "PROPN"):
        return token
    if not token.text[:1].isupper() or len(token.text) < 6 or token.text.isupper():
        return token
    if token.text.lower() in _PREPOSITIONS:
        return token
    return token._replace(tag="PROPN", fine="NNP", lemma=token.text, dep="obj" if token.dep == "case" else token.dep)


def _surnames(tokens: Sequence[Token]) -> Sequence[Token]:
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
        if place > 1 and tokens[place - 2].fine == "VB" and tokens[place - 2].text in _OFFICES:
            made[place - 2] = tokens[place - 2]._replace(tag="NOUN", fine="NN")
    return made


def _describing(tokens: Sequence[Token]) -> Sequence[Token]:
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


def _opening(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "Delegates from 14 groups met": a plural that opens a sentence which has a finite verb of its own."""
    after = _behind_phrase(tokens, 1)
    if after <= 1 or not any(token.fine == "VBD" for token in tokens[after : after + 1]):
        return tokens
    lemma = lemma_of(tokens[0].text.lower(), "NOUN")
    made = [tokens[0]._replace(tag="NOUN", fine="NNS", lemma=lemma, head=after, dep="nsubj"), *tokens[1:]]
    if tokens[after].head == 0:
        made[after] = made[after]._replace(head=tokens[0].head, dep=tokens[0].dep)
    return made


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


def _tensed(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
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
    if words[place] in _INTRANSITIVE and _HAVING.isdisjoint(words[max(0, place - 3) : place]):
        return True
    if helped:
        return False
    own = owned and _is_bare(tokens, place)
    return own or behind_apposition(tokens, words, place) or opens_with_deed(tokens, words, place)


def _reduced(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "The men captured in the town were sent home": the first verb only describes the subject of the second."""
    made = list(tokens)
    for place in standing(tokens, _DEEDS, 1, 2):
        token = tokens[place]
        if tokens[place - 1].tag not in {"NOUN", "PROPN"}:
            continue
        if in_opening_phrase(tokens, words, place):
            made[place] = token._replace(fine="VBN", dep="acl", head=place - 1)
            continue
        known = entries("verbs.tsv").get(token.lemma)
        if not words[place].endswith(_PARTICIPLES) or (known is not None and known.has("q", "t")):
            continue
        own = next((k for k in range(place) if tokens[k].head == place and tokens[k].dep == "nsubj"), -1)
        verb = _behind_phrase(tokens, place + 1 + (tokens[place + 1].dep == "compound:prt"))
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


def _in_relative(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Which the centre suspended in July": the verb of a relative clause with a subject of its own is finite."""
    made = list(tokens)
    for place in range(1, len(tokens) - 2):
        if words[place] not in {"which", "whom"} or words[place - 1] != ",":
            continue
        verb = place + 1
        while verb < len(tokens) and tokens[verb].tag in _PHRASE:
            verb += 1
        if verb < place + 2 or verb >= len(tokens):
            continue
        if tokens[verb].fine != "VBN" or tokens[verb - 1].tag not in _NOMINAL:
            continue
        end = next((k for k in range(verb, len(tokens)) if tokens[k].text in _SIGNS), len(tokens))
        if not any(token.fine in _FINITE for token in tokens[verb:end]) and _may_be_past(words[verb]):
            made[verb] = tokens[verb]._replace(fine="VBD")
            made[verb - 1] = tokens[verb - 1]._replace(head=verb, dep="nsubj")
    return made


def _behind_relative(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Turkey, which backs the talks, hailed the deal": what stands behind the relative clause is the main verb."""
    first = next((k for k in range(2, len(tokens) - 2) if words[k] in {"which", "who"} and words[k - 1] == ","), 0)
    close = next((k for k in range(first + 2, len(tokens) - 3) if words[k] == ","), 0) if first else 0
    verb = close + 1
    if not close or tokens[first - 2].tag not in _NOMINAL or not any(t.fine in _FINITE for t in tokens[first:close]):
        return tokens
    hung = tokens[verb].fine == "VBD" and first < tokens[verb].head < close
    if (
        not (tokens[verb].fine in {"VBN", "JJ", "NN"} or hung)
        or not words[verb].endswith("ed")
        or not _form(words[verb])
    ):
        return tokens
    end = next((k for k in range(verb, len(tokens)) if words[k] in _SUBORDINATE or words[k] in _SIGNS), len(tokens))
    if any(token.fine in _FINITE for token in (*tokens[: first - 1], *tokens[verb + hung : end])):
        return tokens
    made = list(tokens)
    for place, token in enumerate(made):
        if token.head < 0 or (place > verb and token.head < first):
            made[place] = token._replace(head=verb)
    made[verb] = tokens[verb]._replace(
        tag="VERB", fine="VBD", lemma=lemma_of(words[verb], "VERB"), head=-1, dep="root",
    )  # fmt: skip
    made[first - 2] = made[first - 2]._replace(head=verb, dep="nsubj")
    thing = next((k for k in range(verb + 1, end) if made[k].tag in {"NOUN", "PROPN", "PRON"}), 0)
    if thing and not any(token.tag == "ADP" for token in made[verb:thing]):
        made[thing] = made[thing]._replace(head=verb, dep="obj")
    return made


def _before_numbers(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "After a mine wounded four farmers": no adjective stands between a noun and a number."""
    made = list(tokens)
    for place in standing(tokens, _ADJECTIVES, 2, 2):
        token = tokens[place]
        if tokens[place + 1].fine != "CD" or not token.text.endswith("ed"):
            continue
        counted = tokens[place + 2]
        if tokens[place - 1].tag not in _NOMINAL or counted.fine != "NNS" or counted.lemma in _SPELLS:
            continue
        if _form(token.text) and not any(t.fine in _FINITE for t in tokens[place - 3 : place]):
            lemma = lemma_of(token.text.lower(), "VERB")
            head = tokens[place + 2].head if tokens[place + 2].head != place else -1
            made[place] = token._replace(tag="VERB", fine="VBD", lemma=lemma, head=head, dep="advcl")
            made[place - 1] = made[place - 1]._replace(tag="NOUN", fine="NN", head=place, dep="nsubj")
            made[place + 2] = counted._replace(head=place, dep="obj")
    return made


def _in_that_clause(tokens: Sequence[Token], words: Sequence[str]) -> Sequence[Token]:
    """ "Said that these strikes violate", "this prevents their return": finite verbs, no infinitive and no plural."""
    made = list(tokens)
    for place in standing(tokens, _PLURALS, 2, 1):
        token, before = tokens[place], tokens[place - 1]
        pointed = token.fine == "NNS" and words[place - 1] == "this" and words[place + 1] in _FOLLOWERS
        if pointed and _form(words[place]):
            made[place] = token._replace(tag="VERB", fine="VBZ", lemma=lemma_of(words[place], "VERB"))
            made[place - 1] = before._replace(tag="PRON", head=place, dep="nsubj")
        elif token.fine == "VB" and before.fine == "NNS" and before.head == place and before.dep == "nsubj":
            told = token.head >= 0 and tokens[token.head].lemma in _TELLING
            if told and not any(t.head == place and t.dep in {"aux", "cop"} for t in tokens):
                made[place] = token._replace(fine="VBP")
    return made


def _may_be_past(word: str) -> bool:
    """Whether a form may be a past tense ("suspended", "sent", not "taken")."""
    return word.endswith("ed") or word in past_forms()


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


def _is_bare(tokens: Sequence[Token], place: int) -> bool:
    """Whether a participle heads a clause, stands behind no comma, and may be a past form ("released", not "taken")."""
    word = tokens[place].text.lower()
    past = word.endswith("ed") or word in past_forms()
    return past and tokens[place].dep in _CLAUSES and place > 0 and tokens[place - 1].text != ","


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


def _governs(tokens: Sequence[Token], place: int) -> bool:
    """ "calls for", "appeals to": a word in -s that with the preposition behind it is a verb of telling."""
    word = tokens[place].text.lower()
    known = entries("verbs.tsv").get(lemma_of(word, "VERB")) if word.endswith("s") else None
    following = tokens[place + 1].text.lower()
    return known is not None and following in known.preps and tokens[place - 1].fine in {"NN", "NNP"}


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
