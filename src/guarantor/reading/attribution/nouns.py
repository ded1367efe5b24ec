"""Attributions by nouns ("the group's claim that ...") and by adjectives ("the envoy is confident that ...")."""

from __future__ import annotations

from collections.abc import Iterator

from guarantor.reading.attribution import holders, spans
from guarantor.reading.attribution.after import WH, infinitive_at
from guarantor.reading.attribution.cue import is_negated, modal_of
from guarantor.reading.attribution.lexicon import Entry, entries, lemmas_of, word_set
from guarantor.reading.attribution.types import Draft, Span
from guarantor.reading.attribution.view import FINITE, View
from guarantor.reading.sets import words_of

_LINKS = frozenset(
    {",", ";", ":", "and", "but", "or", "who", "which", "whose", "when", "where", "while", "if", "because"}
)


_OF_BARE_FORM = frozenset({"demand", "ask", "propose"})
"""Classes of nouns behind which "that" may open a clause with a bare form ("his demand that they return")."""


def find_nouns(view: View) -> Iterator[Draft]:
    """Every attribution in the sentence that a noun or an adjective makes."""
    nouns, adjectives = entries("nouns.tsv"), entries("adjectives.tsv")
    if lemmas_of("adjectives.tsv").isdisjoint(view.words) and lemmas_of("nouns.tsv").isdisjoint(view.lemmas):
        return
    for index, token in enumerate(view.tokens[:-2]):
        if (token.lemma not in nouns and view.words[index] not in adjectives) or view.quote[index] >= 0:
            continue
        if token.lemma in nouns and (token.tag == "NOUN" or (token.tag == "PROPN" and token.text.islower())):
            draft = _noun(view, index, nouns[token.lemma])
        elif view.words[index] in adjectives and token.tag in {"ADJ", "VERB"}:
            draft = _adjective(view, index, adjectives[view.words[index]])
        else:
            draft = None
        if draft is not None:
            yield draft


def _start(view: View, word: int, entry: Entry) -> int | None:
    """Where the content begins: right after the word, or after a "by" or "from" phrase."""
    place = word + 1
    if view.words[place] in {"by", "from"} and view.words[place] not in entry.preps:
        place += 1
        while place < len(view) and view.tokens[place].tag in {"DET", "ADJ", "NOUN", "PROPN", "NUM"}:
            place += 1
    if place + 1 >= len(view):
        return None
    following = view.words[place]
    if following == "that" and entry.has("t") and view.tokens[place].tag in {"SCONJ", "DET", "PRON"}:
        bare = entry.cue_class in _OF_BARE_FORM and view.tokens[place].tag == "SCONJ" and place + 3 < len(view)
        return (
            place
            if (bare or _has_verb(view, place + 2)) and view.tokens[place + 1].tag not in {"VERB", "AUX"}
            else None
        )
    if following in WH and entry.has("w"):
        return place
    if following == "to" and infinitive_at(view, place):
        return place if entry.has("i") else None
    if following in entry.preps:
        return place + 1
    return None


def _kind(view: View, start: int) -> str:
    """The frame, for the name of the rule."""
    return view.words[start] if view.words[start] in {"that", "to"} or view.words[start] in WH else "of"


def _has_verb(view: View, place: int) -> bool:
    """True when a finite verb comes soon."""
    return any(view.tokens[k].fine in {"VBD", "VBZ", "VBP", "MD"} for k in range(place, min(place + 20, len(view))))


def _noun(view: View, noun: int, entry: Entry) -> Draft | None:
    """The holder is a possessive, a "by" phrase, or the subject of a carrying verb; without one nothing is made."""
    start = _start(view, noun, entry)
    if start is None:
        return None
    found = _holder(view, noun)
    if found is None:
        return None
    source, cue, verb = found
    content = _reach(view, noun, start)
    if content is None or (source[0] < content[1] and content[0] < source[1]):
        return None
    return Draft(
        sentence=view.number, cue=[cue], source=[source], content=[content], lemma=entry.lemma,
        cue_class=entry.cue_class, rule=f"noun:{_kind(view, start)}", negated=verb >= 0 and is_negated(view, verb),
        modal=modal_of(view, verb) if verb >= 0 else None,
    )  # fmt: skip


def _reach(view: View, noun: int, start: int) -> Span | None:
    """The content ends with what hangs on the noun, and before the verb of which the noun is the subject."""
    content = spans.complement_after(view, noun, start, True)
    if content is None:
        return None
    end = content[1]
    head = view.tokens[noun].head
    if head > start:
        end = min(end, holders.group_start(view, head), max(view.right[noun], start) + 1)
    return spans.tidy(view, start, _second_predicate(view, start, end))


def _second_predicate(view: View, start: int, end: int) -> int:
    """Where the main verb follows the clause of its subject: "the claim that the road was mined | is new"."""
    seen = False
    for place in range(start, end):
        if view.words[place] in _LINKS or view.quote[place] >= 0:
            seen = False
        elif view.tokens[place].fine in FINITE:
            before = view.tokens[place - 1]
            if seen and before.tag in {"VERB", "ADJ", "ADV"} and before.fine not in FINITE:
                return place
            seen = True
    return end


def _holder(view: View, noun: int) -> tuple[Span, Span, int] | None:
    """Source, cue and carrying verb (-1: none)."""
    owner = view.kid(noun, "nmod:poss")
    if owner < 0 and noun > 1 and view.tokens[noun - 1].fine == "POS":
        owner = noun - 2
    if 0 <= owner < noun:
        source = holders.phrase(view, owner, 0, noun)
        if source is not None and view.words[source[1] - 1] in {"'s", "'"}:
            source = (source[0], source[1] - 1)
        return (source, (noun, noun + 1), -1) if source is not None and source[0] < source[1] else None
    if view.words[noun + 1] in {"by", "from"}:
        end = noun + 2
        while end < len(view) and view.tokens[end].tag in {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"}:
            end += 1
        return ((noun + 2, end), (noun, noun + 1), -1) if end > noun + 2 else None
    verb = view.tokens[noun].head
    carries = 0 <= verb < noun and view.tokens[verb].lemma in word_set("carrier") and view.tokens[noun].dep == "obj"
    if not carries or view.quote[verb] >= 0 or _stirs(view, verb, noun):
        return None
    person = holders.subject(view, verb)
    start = holders.group_start(view, verb)
    if not 0 <= person < start:
        return None
    source = holders.phrase(view, person, 0, start)
    return (source, (start, noun + 1), verb) if source is not None else None


_STIRRED = words_of("attribution", "nouns: stirred")


def _stirs(view: View, verb: int, noun: int) -> bool:
    """ "The attack raised fears of war", "it left, raising concerns": what others feel."""
    if view.tokens[verb].lemma != "raise" or view.tokens[noun].lemma not in _STIRRED:
        return False
    meanwhile = view.tokens[verb].fine == "VBG" and view.words[verb - 1] == ","
    return meanwhile or view.tokens[noun].lemma not in {"concern", "question"}


def _adjective(view: View, word: int, entry: Entry) -> Draft | None:
    """Subject, a form of "be" or the like, and the adjective."""
    start = _start(view, word, entry)
    copula = view.kid(word, "cop", "aux:pass", "aux")
    if start is None:
        return None
    verb = word if copula >= 0 else view.tokens[word].head
    if copula < 0 and not (0 <= verb < word and view.tokens[verb].lemma in word_set("copular")):
        return None
    person = holders.subject(view, verb)
    first = copula if copula >= 0 else verb
    first = min(first, holders.group_start(view, first))
    if not 0 <= person < first or view.words[person] in {"it", "there", "this", "that"}:
        return None
    source = holders.phrase(view, person, 0, first)
    content = spans.complement_after(view, word, start, True)
    if source is None or content is None:
        return None
    return Draft(
        sentence=view.number, cue=[(first, word + 1)], source=[source], content=[content], lemma=entry.lemma,
        cue_class=entry.cue_class, rule=f"adjective:{_kind(view, start)}", negated=is_negated(view, verb),
        modal=modal_of(view, verb),
    )  # fmt: skip
