"""Verbs that a tagger misses in headlines, and participles that must be past tenses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from guarantor.reading.events.forms import Reading
from guarantor.reading.events.lexicon import lexicon
from guarantor.reading.events.small import object_follows, small_words
from guarantor.reading.quick import replace
from guarantor.reading.text import Token

if TYPE_CHECKING:
    from guarantor.reading.events.groups import Group


_TIMES = frozenset({"after", "before", "until", "since", "as"})
"""Words that a tagger may take for prepositions though a clause follows them."""


def headline_verb(
    tokens: Sequence[Token], words: Sequence[str], index: int, earlier: Sequence[Group]
) -> Reading | None:
    """A third person tagged as a plural noun ("Norland wishes to"): after a name, before its object, in a clause
    that has no verb."""
    if not 0 < index < len(tokens) - 1 or tokens[index].tag != "NOUN" or tokens[index - 1].tag not in {"PROPN", "NOUN"}:
        return None
    wanted = "base" if tokens[index - 1].fine == "NNS" and _verbless(tokens) else "s"
    reading = next((one for one in lexicon().forms.get(words[index], ()) if one[1] == wanted), None)
    if reading is not None and wanted == "base":
        return (reading[0], "s") if tokens[index + 1].tag in {"DET", "PROPN", "NUM", "PRON", "ADP"} else None
    if reading is None or _has_verb(words, index, earlier):
        return None
    if tokens[index + 1].tag == "PUNCT" and words[max(0, index - 2)] in small_words()["border"]:
        return reading
    if not _opens(tokens, words, index):
        return None
    later = (ahead for ahead in range(index + 1, len(tokens)) if words[ahead - 1] != "to")
    alone = not any(tokens[ahead].tag in {"VERB", "AUX"} and tokens[ahead].fine != "VBG" for ahead in later)
    return reading if alone or words[index + 1] == "that" else None


def _verbless(tokens: Sequence[Token]) -> bool:
    """Whether the tagger saw no verb at all ("Talks resume on Monday")."""
    return not any(token.tag in {"VERB", "AUX"} for token in tokens)


def _has_verb(words: Sequence[str], index: int, earlier: Sequence[Group]) -> bool:
    """Whether the clause has a finite verb before the word."""
    border = small_words()["border"]
    start = next((place for place in range(index - 1, -1, -1) if words[place] in border), -1)
    return any(group.main > start and (group.finite or group.form in {"part", "ed", "past"}) for group in earlier)


def _opens(tokens: Sequence[Token], words: Sequence[str], index: int) -> bool:
    """Whether what follows is what a verb takes: a noun phrase, "to", "that", or a preposition with an -ing form."""
    after = tokens[index + 1]
    if after.tag in {"DET", "PROPN", "NUM", "PRON"} or words[index + 1] in {"to", "that"} or after.text[:1].isupper():
        return True
    if any(phrase[1:2] == (words[index + 1],) for phrase, _ in _phrases(words[index])):
        return True
    if words[index + 1] in {"on", "at"} and index + 2 < len(tokens) and tokens[index + 2].fine == "VBG":
        return True
    return (after.tag == "NOUN" or after.fine == "VBG") and words[index] not in lexicon().nouns


def _phrases(word: str) -> tuple[tuple[tuple[str, ...], frozenset[str]], ...]:
    """Phrases of the verb whose third person a word is ("calls for")."""
    lemma = next((lemma for lemma, kind in lexicon().forms.get(word, ()) if kind == "s"), "")
    return lexicon().verbs.get(lemma, ())


def mended(tokens: Sequence[Token], words: Sequence[str], groups: Sequence[Group]) -> Iterator[Group]:
    """A bare participle after its subject is a past tense if it takes an object or is the clause's only verb."""
    for place, group in enumerate(groups):
        bare = group.form in {"part", "ed"} and group.first == group.main
        if (
            not bare
            or group.finite
            or group.passive
            or group.perfect
            or (not _after_noun(tokens, words, group) and not _joined(words, groups[:place], group))
        ):
            yield group
        elif object_follows(tokens, words, group.main) or _is_only(tokens, words, groups, group.main):
            yield replace(group, form="past", finite=True, past=True)
        else:
            yield group


def _after_noun(tokens: Sequence[Token], words: Sequence[str], group: Group) -> bool:
    """Whether a subject may stand right before."""
    if group.main == 0 or words[group.main - 1] in small_words()["be"]:
        return False
    before = tokens[group.main - 1]
    return before.tag in {"NOUN", "PROPN", "PRON", "ADV"} or (group.main == 1 and before.fine == "VBG")


def _joined(words: Sequence[str], earlier: Sequence[Group], group: Group) -> bool:
    """ "closed the road and destroyed": joined to a past tense."""
    return group.main > 0 and words[group.main - 1] in {"and", "or", "then"} and any(one.past for one in earlier)


def _is_only(tokens: Sequence[Token], words: Sequence[str], groups: Sequence[Group], main: int) -> bool:
    """Whether the clause has no other finite verb."""
    border = small_words()["border"]
    stops = (
        index for index in range(main + 1, len(words)) if words[index] in border or words[index] in {".", "!", "?"}
    )
    end = next(stops, len(words))
    start = main
    if tokens[main - 1].tag != "PRON":
        start = next((index for index in range(main - 1, -1, -1) if words[index] in border), -1)
    opens = start + 1 < main and tokens[start + 1].tag == "ADP" and words[start + 1] not in _TIMES
    if opens and list(words[end : end + 1]) == [","]:
        return False
    return not any(group.finite and start < group.main < end for group in groups if group.main != main)
