"""Whether a word is the main verb of a group, and in which form.

The tagger decides, and where it errs on news and headlines ("rebels balked at", "to free captives", "Norland obliges
Sudland") the neighbours correct it: what stands after a helper, or between a subject and an object, must be a verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from guarantor.reading.events.lexicon import lexicon
from guarantor.reading.events.small import (
    CLITICS,
    adjectives,
    content_before,
    is_adverb,
    object_follows,
    small_words,
    verb_ahead,
)
from guarantor.reading.sets import words_of
from guarantor.reading.text import Token

Reading = tuple[str, str]
"""Lemma and form: ``base``, ``s`` (any plain present), ``ing``, ``past``, ``part``, ``ed`` (the last two alike)."""

NEVER_BEFORE_VERB = frozenset({"its", "his", "their", "our", "my", "your", "the", "a", "an"})
"""Words after which no plain or present verb can stand."""

CAPTION = frozenset({"left", "right", "centre", "center"})
"""Words that say where a person stands in a picture, when a comma follows."""

FINE = {"VB": "base", "VBP": "s", "VBZ": "s", "VBD": "past", "VBN": "part", "VBG": "ing"}
"""Penn tag of a verb to our names of its form; the plain present counts as finite like the third person."""

SAME = {
    "base": ("base",),
    "s": ("s", "base"),
    "past": ("past", "ed", "base"),
    "part": ("part", "ed", "base"),
    "ing": ("ing",),
    "ed": ("ed", "past", "part"),
}
"""Form as tagged to the forms of the lists that may stand for it, the likelier first."""


PLAIN_PARTICIPLES = words_of("events", "forms: plain participles")
"""Verbs whose participle is their plain form ("has come")."""


@cache
def _never_main() -> frozenset[str]:
    """Words that are no main verb."""
    return small_words()["modal"] | small_words()["not"] | CLITICS


@cache
def _may_help() -> frozenset[str]:
    """Forms of "be", "have" and "do"."""
    return small_words()["be"] | small_words()["have"] | small_words()["do"]


@cache
def _full_have() -> frozenset[str]:
    """Forms of "have" that are no clitics."""
    return small_words()["have"] - CLITICS


@cache
def _before_plain() -> frozenset[str]:
    """Helpers behind which no past form stands."""
    return small_words()["be"] | small_words()["modal"] | small_words()["do"] | {"to"}


def verb_reading(tokens: Sequence[Token], words: Sequence[str], index: int) -> Reading | None:
    """Lemma and form of the word if it is the main verb of a group, else None."""
    small, word = small_words(), words[index]
    if word in _never_main():
        return None
    if word in CAPTION and words[index + 1 : index + 2] in ([","], [")"], ["and"]):
        return None
    readings = lexicon().forms.get(word, ())
    if word in _may_help():
        apart = word in small["have"] and index + 1 < len(words) and is_adverb(tokens, words, index + 1)
        helping = (tokens[index].tag != "VERB" or apart) and _helps(tokens, words, index)
        return None if helping else _suited(words, index, readings)
    if tokens[index].tag != "VERB" and not _hidden(tokens, words, index, readings):
        return None
    if _cannot(tokens, words, index, readings):
        return None
    return _formed(tokens, words, index, readings)


def _formed(tokens: Sequence[Token], words: Sequence[str], index: int, readings: Sequence[Reading]) -> Reading:
    """Form by the tag, corrected by the helper before; lemma from the lists, else the tagger's."""
    fine = tokens[index].fine
    if fine == "VBD" and content_before(words, index) in _full_have():
        fine = "VBN"
    if words[index] in PLAIN_PARTICIPLES and content_before(words, index) in small_words()["have"]:
        return words[index], "part"
    if fine not in {"VBN", "VBD", "VBG"}:
        fine = _asked_by_helper(words, index, readings) or fine
    form = FINE.get(fine) or (_suited(words, index, readings)[1] if readings else _by_ending(words[index]))
    lemma = next((lemma for lemma, kind in readings if kind in SAME[form]), tokens[index].lemma or words[index])
    return lemma, form


def _cannot(tokens: Sequence[Token], words: Sequence[str], index: int, readings: Sequence[Reading]) -> bool:
    """Tagged as a verb where none can stand: "to demands", "its call", "unwilling", a name."""
    word, fine, before = words[index], tokens[index].fine, words[index - 1] if index else ""
    if fine in {"VBZ", "VBP"} and before == "to" and word.endswith("s") and not word.endswith("ss"):
        return True
    if fine in {"VB", "VBP", "VBZ"} and before in NEVER_BEFORE_VERB:
        return True
    if fine in {"VBP", "VB"} and index and tokens[index - 1].fine in {"NN", "JJ"} and word in lexicon().nouns:
        return True
    if fine == "VBZ" and index and tokens[index - 1].tag == "ADP":
        return True
    if fine in {"VBN", "VBD"} and before in NEVER_BEFORE_VERB and _tag_after(tokens, index) in {"NOUN", "PROPN", "ADJ"}:
        return True
    return not readings and (word in adjectives() or _is_name(tokens, index))


def _is_name(tokens: Sequence[Token], index: int) -> bool:
    """A capital inside a sentence that is not all capitals: a name that the tagger took for a verb."""
    text = tokens[index].text
    return index > 0 and text[:1].isupper() and not text.isupper()


def _hidden(tokens: Sequence[Token], words: Sequence[str], index: int, readings: Sequence[Reading]) -> bool:
    """A verb tagged as something else: after a helper, or after its subject and before what only a verb takes."""
    if not index or not readings or tokens[index].text[:1].isupper():
        return False
    kinds = {kind for _, kind in readings}
    if "base" in kinds:
        return _asks_plain(tokens, words, index)
    return _after_helper(tokens, words, index, kinds) or _after_subject(tokens, words, index, kinds)


def _after_helper(tokens: Sequence[Token], words: Sequence[str], index: int, kinds: set[str]) -> bool:
    """ "has freed", "is freeing", "is slated to"."""
    helped = content_before(words, index)
    if helped in small_words()["have"]:
        return tokens[index - 1].tag in {"AUX", "ADV", "PART"}
    if helped not in small_words()["be"]:
        return False
    if "ing" in kinds and (object_follows(tokens, words, index) or _tag_after(tokens, index) == "ADJ"):
        return True
    if kinds & {"ed", "part"} and tokens[index].tag == "ADJ" and words[index - 1] in {"was", "were", "been"}:
        return True
    return bool(kinds & {"ed", "part", "ing"}) and _verbal_next(tokens, words, index)


def _after_subject(tokens: Sequence[Token], words: Sequence[str], index: int, kinds: set[str]) -> bool:
    """ "rebels balked at": a past form after a noun, before an object or a preposition, and no verb in the clause."""
    if kinds & {"ing", "s"} or tokens[index].tag not in {"ADJ", "NOUN", "PROPN", "ADV"}:
        return False
    named = tokens[index - 1].tag == "ADJ" and index > 1 and tokens[index - 2].tag == "DET"
    if tokens[index - 1].tag not in {"NOUN", "PROPN", "PRON"} and not named:
        return False
    if object_follows(tokens, words, index) or _verbal_next(tokens, words, index):
        return True
    return _tag_after(tokens, index) in {"ADP", "PART", "SCONJ"} and not verb_ahead(tokens, words, index)


def _verbal_next(tokens: Sequence[Token], words: Sequence[str], index: int) -> bool:
    """Whether the next word is one that follows verbs."""
    if index + 1 >= len(words):
        return False
    return words[index + 1] in {"to", "by", "that"} or tokens[index + 1].fine == "VBG"


def _tag_after(tokens: Sequence[Token], index: int) -> str:
    """Tag of the next word."""
    return tokens[index + 1].tag if index + 1 < len(tokens) else ""


def _asks_plain(tokens: Sequence[Token], words: Sequence[str], index: int) -> bool:
    """After a modal verb or "did not" a plain verb must come; after "to" it may, before a phrase or a particle."""
    if tokens[index].tag not in {"ADJ", "ADV", "NOUN", "INTJ"} or words[index] in small_words()["adverb"]:
        return False
    helped = content_before(words, index)
    if words[index - 1] != "to" and (helped in small_words()["modal"] or helped in small_words()["do"]):
        return words[index - 1] not in {"can", "will", "may", "do"} or tokens[index - 1].tag == "AUX"
    wished = tokens[index - 1].tag == "PROPN" and "that" in words[max(0, index - 4) : index]
    if not (wished or words[index - 1] == "to") or index + 1 >= len(words):
        return False
    particle = any(phrase[1:2] == (words[index + 1],) for phrase, _ in lexicon().verbs.get(words[index], ()))
    marked = tokens[index - 1].fine == "TO" and tokens[index + 1].tag in {"NOUN", "PROPN"}
    return particle or marked or tokens[index + 1].tag in {"DET", "NUM", "PRON"}


def _asked_by_helper(words: Sequence[str], index: int, readings: Sequence[Reading]) -> str:
    """Penn tag that a helper right before the word asks for, where the tagger gave another."""
    kinds = {kind for _, kind in readings}
    helped = content_before(words, index)
    if "base" in kinds and (helped == "to" or helped in small_words()["modal"]):
        return "VB"
    if helped in small_words()["have"] and kinds & {"ed", "part"} and helped not in CLITICS:
        return "VBN"
    if "base" not in kinds and kinds & {"past", "ed"} and helped not in _before_plain():
        return "VBD"
    return ""


def _helps(tokens: Sequence[Token], words: Sequence[str], index: int) -> bool:
    """Whether "be", "have" or "do" only helps a verb that follows within a few words."""
    small = small_words()
    for ahead in range(index + 1, min(index + 6, len(words))):
        word = words[ahead]
        if word == "been" and words[index] in small["have"]:
            return True
        if is_adverb(tokens, words, ahead) or word in small["not"] or word in {"be", "been", "being"}:
            continue
        if word == "have" and words[index] in small["do"]:
            continue
        readings = lexicon().forms.get(word, ())
        if word in adjectives() and not readings:
            return False
        verbal = tokens[ahead].tag == "VERB" or _hidden(tokens, words, ahead, readings)
        if word in PLAIN_PARTICIPLES and words[index] in small["have"]:
            return verbal
        if verbal and words[index] in small["do"] and tokens[ahead].lemma == word:
            return True  # "did not let in", "did not put": a plain form that looks like the past
        return verbal and any(_fits(words[index], kind) for _, kind in readings or [("", _by_ending(word))])
    return False


def _fits(helper: str, kind: str) -> bool:
    """ "be" takes -ing forms and participles, "have" participles, "do" plain forms."""
    small = small_words()
    if helper in small["have"]:
        return kind in {"ed", "part"}
    if helper in small["be"]:
        return kind in {"ed", "part", "ing"}
    return kind == "base"


def _by_ending(word: str) -> str:
    """Form of a verb that the lists do not hold, by its ending."""
    if word.endswith("ing"):
        return "ing"
    if word.endswith("ed"):
        return "ed"
    return "s" if word.endswith("s") and not word.endswith("ss") else "base"


def _suited(words: Sequence[str], index: int, readings: Sequence[Reading]) -> Reading:
    """The reading that suits the word before: plain form after "to" and modals, participle after "have"."""
    small, before = small_words(), content_before(words, index)
    if before in small["modal"] or before == "to" or before in small["do"]:
        wanted: tuple[str, ...] = ("base",)
    elif before in small["have"] or before in small["be"]:
        wanted = ("part", "ed", "ing")
    else:
        wanted = ("s", "past", "ed", "base", "ing", "part")
    return min(readings, key=lambda one: wanted.index(one[1]) if one[1] in wanted else 9)
