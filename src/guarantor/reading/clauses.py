"""Cut a stretch of a sentence into the clauses that each say something of their own.

By signs on the surface (semicolons, "and that", "but" or "while" before a new subject and finite verb), because a small
parser errs on long sentences and the surface does not. Two predicates of one subject stay together; a condition stays
with
what it conditions.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from guarantor.reading.document import FINITE, Sentence, Token, is_finite
from guarantor.reading.events.groups import groups_of
from guarantor.reading.quick import maker, quick
from guarantor.reading.sets import words_of

REACH = 14
"""Words that a subject may have before its verb."""
_JOINERS = words_of("reading", "clauses: joiners")
_GOVERNING = words_of("reading", "clauses: governing")
"""Words that open a clause whose subject may be two: no finite verb has come since."""
_OF_TIME = words_of("reading", "clauses: of time")
"""Of these, words that may only lead a time ("before the end of the year, but no day was set")."""
_NO_SUBJECT = words_of("reading", "clauses: no subject")
_HOLDING = words_of("reading", "clauses: holding")
_OPENERS = words_of("reading", "clauses: openers")
_SUBJECT_TAGS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART", "ADP", "ADV", "X", "CCONJ"})
_SUBJECT_HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})
_TRIM = frozenset({",", ";", ":", "-", "–", "—", "and", "but", "or", "that", "yet", ".", "…", "nor"})
_TAIL = words_of("reading", "clauses: tail")
_LEAD = words_of("reading", "clauses: lead")
_BEFORE, _BEHIND = _TRIM | _LEAD, _TRIM | _TAIL
_CUTTING = _JOINERS | {",", ";", "–", "—"}
"""Words at which a clause may be cut off."""
_SPELLS = frozenset({"month", "week", "day", "night", "year", "morning", "evening", "weeks", "days", "months", "years"})
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "«", "»", "``", "''"})


@quick
@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens ``first`` to ``last`` (not included). ``kind`` says how it hangs on what is around it."""

    first: int
    last: int
    kind: Literal["main", "joined", "shared"] = "main"


clause_of = maker(Clause)


def split_clauses(sentence: Sentence, first: int, last: int) -> list[Clause]:
    """The clauses of tokens ``first`` to ``last``, in order, without joining words and commas at their edges."""
    edges = [first, *_cuts(sentence, first, last), last]
    made: list[Clause] = []
    for number, (start, end) in enumerate(itertools.pairwise(edges)):
        begin, stop = trim(sentence, start, end)
        if begin >= stop:
            continue
        if sentence.has_finite(begin, stop) or not made:
            shared = number > 0 and _runs_ahead(sentence, edges[number])
            made.append(clause_of(begin, stop, "main" if not number else "shared" if shared else "joined"))
        else:
            made[-1] = clause_of(made[-1].first, stop, made[-1].kind)
    return made


def trim(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """Without commas and joining words before, and without commas and stops behind."""
    words = sentence.words
    while first < last:
        word = words[first]
        if not (word in _BEFORE or (word in _QUOTES and _QUOTES.isdisjoint(words[first + 1 : last]))):
            break
        if word == "that" and first + 1 < last and sentence.tokens[first + 1].fine in FINITE:
            break
        if word == "that" and sentence.tokens[first].text == "That":  # "That statement is untrue."
            break
        first += 1
    while last > first:
        word = words[last - 1]
        if word in {"before", "after"} and words[last - 2] in _SPELLS:  # "up from 140 the month before"
            break
        if not (word in _BEHIND or (word in _QUOTES and _QUOTES.isdisjoint(words[first : last - 1]))):
            break
        last -= 1
    return first, last


def _cuts(sentence: Sentence, first: int, last: int) -> list[int]:
    """Where a new clause begins. A cut asks for a finite verb on both of its sides."""
    cuts: list[int] = []
    words = sentence.words
    opened = first < last and not _OPENERS.isdisjoint(words[max(0, first - 1) : first + 1])
    since = first
    for index in range(first + 1, last - 2):
        word = words[index]
        if word not in _CUTTING or not sentence.has_finite(since, index):
            continue
        if word == "," and opened and sentence.has_finite(index + 1, last) and not _joins(words, index + 1):
            opened = False
        elif word == "," and (
            _in_series(sentence, index, last) or (_then(words, index) and _goes_on_to(sentence, index))
        ):
            pass
        elif not _parts(sentence, since, index, last):
            continue
        cuts.append(index)
        since = index
    return cuts


def _in_series(sentence: Sentence, index: int, last: int) -> bool:
    """ "A have fled, at least 74 have been killed, and 83 were hurt": a comma between clauses that "and" ends."""
    if not new_clause(sentence, index + 1, last):
        return False
    verb = next((i for i in range(index + 1, last) if is_finite(sentence.tokens[i])), last)
    joins = (i for i in range(verb, last - 2) if sentence.words[i] == "," and sentence.words[i + 1] == "and")
    return any(new_clause(sentence, i + 2, last) for i in joins)


def _parts(sentence: Sentence, since: int, index: int, last: int) -> bool:
    """Whether a sign or joining word at a place parts two clauses."""
    word = sentence.words[index]
    if word == ";":
        return sentence.has_finite(index + 1, last)
    if word in {"and", "but", "or"} and _goes_on_in_one(sentence, since, index):
        return False
    if word in {"–", "—"}:
        return new_clause(sentence, index + 1, last)
    if word not in _JOINERS or _is_held(sentence, since, index):
        return False
    if word == "yet" and sentence.words[index - 1] not in {",", ";", "—", "–", "and"}:
        return False
    if _contrasts(sentence, index):
        return not _is_no_such(sentence.words[since:index])
    if _goes_on_to(sentence, index):
        return True
    if _runs_ahead(sentence, index):
        return not _looks_ahead(sentence, since, index)
    return _that_clause(sentence, index + 1, last) or new_clause(sentence, index + 1, last)


def _goes_on_in_one(sentence: Sentence, since: int, index: int) -> bool:
    """ "Has and will always be", "not only the army but the rebels": what follows is half of one saying."""
    tokens, words = sentence.tokens, sentence.words
    if tokens[index - 1].fine in FINITE and words[index - 1] in _HELPERS and tokens[index + 1].fine in FINITE:
        return True
    if words[index] == "and" and tokens[index - 1].fine == "VBD" and not _SPANS.isdisjoint(words[since:index]):
        place = _then(words, index) or index + 1  # "until they closed and then destroyed the gate"
        return tokens[place].fine in {"VBD", "VBN"}
    return words[index] == "but" and ("not", "only") in itertools.pairwise(words[since:index])


_SPANS = frozenset({"until", "before", "after", "when", "since"})
_HELPERS = frozenset({"has", "have", "had", "is", "are", "was", "were", "can", "could", "will", "would", "must", "do",
                      "does", "did", "should", "may"})  # fmt: skip
_FORESEEN = words_of("reading", "clauses: foreseen")


def _runs_ahead(sentence: Sentence, index: int) -> bool:
    """ "Was introduced in May and is set to expire": a second verb of the same subject that looks ahead."""
    words = sentence.words
    if index + 3 >= len(words):
        return False
    if words[index] == "," and _then(words, index):
        return _goes_on_to(sentence, index)
    if words[index] not in {"and", "but"}:
        return False
    if words[index + 1] in {"will", "would"} or _goes_on_to(sentence, index):
        return True
    if _contrasts(sentence, index):
        return True
    return words[index + 1] in {"is", "are"} and words[index + 2] in _FORESEEN


def _goes_on_to(sentence: Sentence, index: int) -> bool:
    """ "Reopened two crossings and freed 18 soldiers": a second deed of one subject, with its own number or name."""
    tokens, words = sentence.tokens, sentence.words
    if (place := _then(words, index)) and place + 1 < len(tokens):
        borne = tokens[place].fine == "VBN" and any(token.tag == "AUX" for token in tokens[max(0, index - 12) : index])
        return tokens[place].fine in {"VBD", "VBN"} and tokens[place].tag == "VERB" and not borne
    verb = tokens[index + 1]
    if words[index] != "and" or verb.fine not in {"VBD", "VBN"} or verb.tag != "VERB" or verb.lemma in _HARMING:
        return False
    bound = words[index + 2 : index + 4] in {("more", "than"), ("at", "least"), ("up", "to")}
    own = verb.lemma in _DEEDS and tokens[index + 2].tag == "DET"
    own = own or (verb.lemma in {"hand", "give"} and words[index + 2] in {"over", "back"})
    if not verb.text[:1].islower() or (tokens[index + 2].tag not in _COUNTED and not bound and not own):
        return False
    if verb.fine == "VBN" and any(token.tag == "AUX" for token in tokens[max(0, index - 12) : index]):
        return False
    return tokens[index - 1].tag in {"NOUN", "PROPN", "NUM", "ADV"}


def _then(words: Sequence[str], index: int) -> int:
    """ "(, or and, but) then closed it": where the verb of what came next stands; 0 where "then" does not lead it."""
    place = index + 1 + (words[index] == "," and words[index + 1] in {"and", "but"})
    return place + 1 if words[index] in {",", "and", "but"} and words[place] == "then" else 0


_COUNTED = frozenset({"NUM", "PROPN"})
_DEEDS = frozenset(
    {"return", "release", "free", "reopen", "lift", "recall", "burn", "loot", "abduct", "suspend", "block", "expel",
     "dismantle", "cancel", "close", "detain", "accuse"}
)  # fmt: skip
"""Deeds that are told by themselves even without a number ("... and reopened the road")."""
_HARMING = words_of("reading", "clauses: harming")
"""Verbs that only tell what the deed before them did."""


def _contrasts(sentence: Sentence, index: int) -> bool:
    """ "Was ready to sign but (") was still waiting": a second verb of the same subject, against the first."""
    if sentence.words[index] != "but":
        return False
    quoted = sentence.words[index + 1] in _QUOTES and index + 3 < len(sentence.tokens)
    return is_finite(sentence.tokens[index + 1 + quoted])


def _is_no_such(words: Sequence[str]) -> bool:
    """ "Is not a final accord but sets the method": what follows only says what it is instead."""
    pairs = itertools.pairwise(words)
    return any(verb in {"is", "are", "was", "were"} and sign in {"not", "n't", "n’t"} for verb, sign in pairs)


def _looks_ahead(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a modal verb or "to" stands in a stretch, so that what follows only goes on with it."""
    return any(sentence.tokens[i].fine == "MD" for i in range(first, last)) or not {"is", "are"}.isdisjoint(
        sentence.words[first:last]
    )


def _is_held(sentence: Sentence, since: int, index: int) -> bool:
    """Whether what is before still governs what comes ("hoped that A and B would", "whether A and B will", "if A
    and B").
    """
    tokens, words = sentence.tokens, sentence.words
    word = words[index]
    if tokens[index - 1].tag in {"ADJ", "DET"} or (word == "and" and _ends_list(tokens, since, index)):
        return True
    if word in {"while", "whereas", "although", "though"} and words[index - 1] not in {",", ";", "—", "–"}:
        return True
    told = False
    for place in range(index - 1, since - 1, -1):
        token = tokens[place]
        if (
            token.lemma in _HOLDING
            and token.fine in FINITE
            and word in {"and", "or"}
            and tokens[index + 1].text != "that"
        ):
            return True
        if not told and words[place] in _GOVERNING and not (word == "but" and words[place] in _OF_TIME):
            return True
        told = told or token.fine in FINITE
    return False


def _ends_list(tokens: Sequence[Token], since: int, index: int) -> bool:
    """Whether "and" brings the last of several names ("from Egypt, Qatar and Norway")."""
    place = index - 1
    while place > since and tokens[place].tag in {"PROPN", "NOUN", "ADJ", "DET", "NUM"}:
        place -= 1
    return (
        place < index - 1
        and tokens[place].text == ","
        and tokens[place - 1].tag in {"PROPN", "NOUN", "NUM"}
        and (not any(token.fine in FINITE for token in tokens[max(since, place - 4) : place]))
    )


def _joins(words: Sequence[str], index: int) -> bool:
    return words[index] in {"and", "or", "but"}


def _that_clause(sentence: Sentence, index: int, last: int) -> bool:
    """ "that" with a clause behind it, after "and" or "but"."""
    that = sentence.words[index] == "that" and sentence.tokens[index].tag != "DET"
    return that and sentence.has_finite(index + 1, last)


def parts_at_as(sentence: Sentence, index: int, last: int) -> bool:
    """Whether, in a headline, "as" stands at a place, a noun behind it, and behind that what can be a finite verb."""
    if sentence.words[index] != "as" or sentence.tokens[index + 1].tag not in {"NOUN", "PROPN", "NUM", "ADJ"}:
        return False
    return any(group.finite for group in groups_of(sentence.tokens[index + 1 : last], sentence.plain[index + 1 : last]))


_REDUCED = {"VBN": frozenset({"ADP"}), "VBG": frozenset({"NOUN", "PROPN", "DET", "NUM"})}
"""What may stand behind a participle within a subject ("people held in Oslo", "a convoy carrying food")."""


def new_clause(sentence: Sentence, start: int, last: int) -> bool:
    """Whether a subject and a finite verb stand at a place, with nothing else before the verb."""
    head = False
    for index in range(start, min(last, start + REACH)):
        token, word = sentence.tokens[index], sentence.words[index]
        if is_finite(token) or (token.tag == "AUX" and token.fine not in {"VB", "VBN", "VBG"}):
            return head
        reduced = head and token.fine in _REDUCED and sentence.tokens[index + 1 : index + 2] and (
            sentence.tokens[index + 1].tag in _REDUCED[token.fine]
        )  # fmt: skip
        if token.fine in {"WDT", "WP"} and head:  # "and aggression that are causing harm"
            return False
        if word == "," or (token.tag not in _SUBJECT_TAGS and not reduced) or word in _NO_SUBJECT:
            return False
        if (token.tag == "PRON" and head and token.fine == "PRP") or word in {"but", "nor", "yet"}:
            return False
        if token.tag in _SUBJECT_HEADS:
            head = True
    return False
