"""Verb groups: a verb with the small words before it that say when, whether and by whom ("has not yet been released").

Works on the tokens of one sentence. Where a token carries a Universal POS tag it decides whether a word that may be both is
a verb; without tags the neighbours decide. One pass from left to right, each word looked at a bounded number of times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from guarantor.reading.events.lexicon import lexicon, rows
from guarantor.reading.text import Token

CLITICS = frozenset({"'s", "'d", "'re", "'m", "'ve", "'ll"})
"""Short forms that are helpers or possessives, never the verb that tells the deed."""

CAPTION = frozenset({"left", "right", "centre", "center"})
"""Words that say where a person stands in a picture, when a comma follows."""

BACK = 9
"""How many words before a verb may belong to its group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A verb group: tokens ``first``..``main`` (both inclusive, indices into the sentence)."""

    first: int
    main: int
    lemma: str
    form: str
    """``base``, ``s``, ``ing``, ``past``, ``part`` or ``ed``"""
    modal: str = ""
    negated: bool = False
    passive: bool = False
    perfect: bool = False
    progressive: bool = False
    infinitive: bool = False
    finite: bool = True
    past: bool = False


@cache
def small_words() -> dict[str, frozenset[str]]:
    """Kind of small word to its members."""
    return {kind: frozenset(word.strip() for word in members.split(", ")) for kind, members in rows("events/function_words.tsv")}


@cache
def unverbal() -> frozenset[str]:
    """Adjectives that taggers take for verbs ("unwilling")."""
    return frozenset(word for word, *_ in rows("events/adjectives.tsv"))


def word_of(token: Token) -> str:
    """Lower-case form with straight apostrophes."""
    return token.text.lower().replace("’", "'")


def groups_of(tokens: Sequence[Token]) -> tuple[Group, ...]:
    """Every verb group of a sentence, by the place of its main verb."""
    words = [word_of(token) for token in tokens]
    made: list[Group] = []
    for index in range(len(tokens)):
        reading = verb_reading(tokens, words, index) or _headline_verb(tokens, words, index, made)
        if reading is not None:
            made.append(_group(tokens, words, index, *reading))
    return tuple(_mended(tokens, words, made))


def _is_name(tokens: Sequence[Token], index: int) -> bool:
    """A capital inside a sentence that is not all capitals: a name that the tagger took for a verb."""
    text = tokens[index].text
    return index > 0 and text[:1].isupper() and not text.isupper()


def _headline_verb(
    tokens: Sequence[Token], words: Sequence[str], index: int, made: Sequence[Group]
) -> tuple[str, str] | None:
    """A third person tagged as a plural noun ("Norland wishes to ..."): after a name, before its object, in a clause with no verb."""
    if tokens[index].tag != "NOUN" or not index or tokens[index - 1].tag not in {"PROPN", "NOUN"} or index + 1 >= len(tokens):
        return None
    reading = next((one for one in lexicon().forms.get(words[index], ()) if one[1] == "s"), None)
    border = next((ahead for ahead in range(index - 1, -1, -1) if words[ahead] in small_words()["border"]), -1)
    if reading is None or any(group.finite and group.main > border for group in made):
        return None
    opens = tokens[index + 1].tag in {"DET", "PROPN", "NUM", "PRON"} or words[index + 1] in {"to", "that"}
    opens = opens or (tokens[index + 1].tag == "NOUN" and words[index] not in lexicon().nouns)
    if not opens and tokens[index + 1].tag == "PUNCT" and words[max(0, index - 2)] in small_words()["border"]:
        return reading
    later = any(tokens[ahead].tag in {"VERB", "AUX"} for ahead in range(index + 1, len(tokens)) if words[ahead - 1] != "to")
    return reading if opens and (not later or words[index + 1] == "that") else None


def _mended(tokens: Sequence[Token], words: Sequence[str], groups: Sequence[Group]) -> Iterator[Group]:
    """Participles that must be past tenses: a bare one after its subject that takes an object, or in a clause with no verb."""
    for place, group in enumerate(groups):
        if group.form not in {"part", "ed"} or group.finite or group.passive or group.perfect or group.first != group.main:
            yield group
            continue
        before = tokens[group.main - 1].tag if group.main else ""
        subject = before in {"NOUN", "PROPN", "PRON", "ADV"} and words[group.main - 1] not in small_words()["be"]
        alone = subject and _no_other(words, groups[place + 1 :], group.main)
        if subject and (_object_follows(tokens, words, group.main) or alone):
            yield replace(group, form="past", finite=True, past=True)
        else:
            yield group


def _object_follows(tokens: Sequence[Token], words: Sequence[str], main: int) -> bool:
    """Whether a noun phrase begins right after the verb, which no passive participle has."""
    if main + 1 >= len(tokens):
        return False
    return tokens[main + 1].tag in {"DET", "PROPN", "NUM", "PRON", "NOUN"} and words[main + 1] not in small_words()["day"]


def _no_other(words: Sequence[str], later: Sequence[Group], main: int) -> bool:
    """Whether no finite verb follows before the clause ends."""
    border = small_words()["border"] | {".", "!", "?"}
    end = next((index for index in range(main + 1, len(words)) if words[index] in border), len(words))
    return not any(group.finite and group.main < end for group in later)


def verb_reading(tokens: Sequence[Token], words: Sequence[str], index: int) -> tuple[str, str] | None:
    """Lemma and form of the word if it is the main verb of a group, else None."""
    small = small_words()
    word = words[index]
    if word in small["modal"] or word in small["not"] or word in CLITICS:
        return None
    if word in CAPTION and words[index + 1 : index + 2] in ([","], [")"], ["and"]):
        return None
    if word in small["be"] or word in small["have"] or word in small["do"]:
        helping = tokens[index].tag != "VERB" and _helps(tokens, words, index)
        return None if helping else _best(words, index, lexicon().forms[word])
    readings = lexicon().forms.get(word, ())
    tag, fine = tokens[index].tag, tokens[index].fine
    if not tag:
        verbal = readings and _looks_verbal(tokens, words, index, readings)
        return _best(words, index, readings) if verbal else None
    if tag != "VERB" and not _hidden_verb(tokens, words, index, readings):
        return None
    if fine in {"VBZ", "VBP"} and words[index - 1 : index] == ["to"] and word.endswith("s") and not word.endswith("ss"):
        return None
    if not readings and (word in unverbal() or _is_name(tokens, index)):
        return None
    if fine not in {"VBN", "VBD", "VBG"}:
        fine = _helped_form(words, index, readings) or fine
    form = FINE.get(fine) or _best(words, index, readings)[1] if readings else FINE.get(fine, unknown_form(word))
    lemma = next((lemma for lemma, kind in readings if kind in SAME[form]), tokens[index].lemma or word)
    return lemma, form


def _hidden_verb(
    tokens: Sequence[Token], words: Sequence[str], index: int, readings: Sequence[tuple[str, str]]
) -> bool:
    """A past form tagged as something else: after a helper, or after its subject and before what only a verb takes."""
    kinds = {kind for _, kind in readings}
    if not index or not readings or tokens[index].text[:1].isupper():
        return False
    after = words[index + 1] if index + 1 < len(words) else ""
    verbal_next = after in {"to", "by", "that"} or (index + 1 < len(words) and tokens[index + 1].fine == "VBG")
    helped = _content_before(words, index)
    if _asks_base(tokens, words, index) and "base" in kinds:
        return True
    if "ing" in kinds and "base" not in kinds and helped in small_words()["be"] and (
        _object_follows(tokens, words, index) or index + 1 < len(words) and tokens[index + 1].tag == "ADJ"
    ):
        return True
    if "base" not in kinds and helped in small_words()["have"] and tokens[index - 1].tag in {"AUX", "ADV", "PART"}:
        return True
    if kinds & {"ed", "part", "ing"} and helped in small_words()["be"] and "base" not in kinds and verbal_next:
        return True
    if kinds & {"base", "ing", "s"} or tokens[index].tag not in {"ADJ", "NOUN", "PROPN", "ADV"}:
        return False
    if tokens[index - 1].tag not in {"NOUN", "PROPN", "PRON"}:
        return False
    preposition = index + 1 < len(words) and tokens[index + 1].tag in {"ADP", "PART"}
    return _object_follows(tokens, words, index) or verbal_next or (preposition and not _verb_ahead(tokens, words, index))


def _asks_base(tokens: Sequence[Token], words: Sequence[str], index: int) -> bool:
    """After "to" as a particle, a modal verb or "did not" a plain verb must come, before a noun phrase."""
    helped = _content_before(words, index)
    asked = helped in small_words()["modal"] or helped in small_words()["do"] or words[index - 1] == "to"
    asked = asked or (tokens[index - 1].tag == "PROPN" and "that" in words[max(0, index - 4) : index])
    if not asked or tokens[index].tag not in {"ADJ", "ADV", "NOUN", "INTJ"} or words[index] in small_words()["adverb"]:
        return False
    if words[index - 1] != "to" and (helped in small_words()["modal"] or helped in small_words()["do"]):
        return words[index - 1] not in {"can", "will", "may", "do"} or tokens[index - 1].tag == "AUX"
    if index + 1 >= len(words):
        return False
    particle = any(phrase[1:2] == (words[index + 1],) for phrase, _ in lexicon().verbs.get(words[index], ()))
    return particle or tokens[index + 1].tag in {"DET", "NUM", "PRON"}


def _verb_ahead(tokens: Sequence[Token], words: Sequence[str], index: int) -> bool:
    """Whether another verb follows before the clause ends."""
    for ahead in range(index + 1, len(words)):
        if words[ahead] in small_words()["border"]:
            return False
        if tokens[ahead].tag in {"VERB", "AUX"} and tokens[ahead].fine != "VBG":
            return True
    return False


def _helped_form(words: Sequence[str], index: int, readings: Sequence[tuple[str, str]]) -> str:
    """Penn tag that a helper right before the word asks for, where the tagger gave another."""
    kinds = {kind for _, kind in readings}
    helped = _content_before(words, index)
    if "base" in kinds and (helped == "to" or helped in small_words()["modal"]):
        return "VB"
    if helped in small_words()["have"] and kinds & {"ed", "part"} and helped not in CLITICS:
        return "VBN"
    if "base" not in kinds and kinds & {"past", "ed"} and helped not in small_words()["be"]:
        return "VBD"
    return ""


SAME = {
    "base": ("base",),
    "s": ("s", "base"),
    "past": ("past", "ed", "base"),
    "part": ("part", "ed", "base"),
    "ing": ("ing",),
    "ed": ("ed", "past", "part"),
}
"""Form as tagged to the forms of the lists that may stand for it, the likelier first."""

FINE = {"VB": "base", "VBP": "s", "VBZ": "s", "VBD": "past", "VBN": "part", "VBG": "ing"}
"""Penn tag of a verb to our names of its form; the plain present counts as finite like the third person."""


def is_adverb(tokens: Sequence[Token], words: Sequence[str], index: int) -> bool:
    """Whether a word may stand inside a verb group without being part of it."""
    return words[index] in small_words()["adverb"] or tokens[index].tag == "ADV"


def unknown_form(word: str) -> str:
    """Form of a verb that the lists do not hold, by its ending."""
    if word.endswith("ing"):
        return "ing"
    if word.endswith("ed"):
        return "ed"
    return "s" if word.endswith("s") and not word.endswith("ss") else "base"


def _helps(tokens: Sequence[Token], words: Sequence[str], index: int) -> bool:
    """Whether "be", "have" or "do" only helps a verb that follows within four words."""
    small = small_words()
    for ahead in range(index + 1, min(index + 6, len(words))):
        word = words[ahead]
        if word == "been" and words[index] in small["have"]:
            return True
        if is_adverb(tokens, words, ahead) or word in small["not"] or word in {"be", "been", "being"}:
            continue
        if word in {"have"} and words[index] in small["do"]:
            continue
        readings = lexicon().forms.get(word, ())
        if word in unverbal() and not readings:
            return False
        if tokens[ahead].tag and not (tokens[ahead].tag != "VERB" and _hidden_verb(tokens, words, ahead, readings)):
            return tokens[ahead].tag == "VERB" and unknown_form_ok(words[index], word, readings)
        return any(_fits(words[index], kind) for _, kind in readings)
    return False


def unknown_form_ok(helper: str, word: str, readings: Sequence[tuple[str, str]]) -> bool:
    """Whether the form of the verb suits the helper before it."""
    kinds = [kind for _, kind in readings] or [unknown_form(word)]
    return any(_fits(helper, kind) for kind in kinds)


def _fits(helper: str, kind: str) -> bool:
    """"be" takes -ing forms and participles, "have" participles, "do" plain forms."""
    small = small_words()
    if helper in small["have"]:
        return kind in {"ed", "part"} or (helper in {"'s", "'d"} and kind == "base")
    if helper in small["be"]:
        return kind in {"ed", "part", "ing"}
    return kind == "base"


def _best(words: Sequence[str], index: int, readings: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The reading that suits the word before: plain form after "to" and modals, participle after "have"."""
    if len(readings) == 1:
        return readings[0]
    small = small_words()
    before = _content_before(words, index)
    if before in small["modal"] or before == "to" or before in small["do"]:
        wanted = ("base",)
    elif before in small["have"] or before in small["be"]:
        wanted = ("part", "ed", "ing")
    else:
        wanted = ("s", "past", "ed", "base", "ing", "part")
    ranked = sorted(readings, key=lambda one: wanted.index(one[1]) if one[1] in wanted else 9)
    return ranked[0]


def _content_before(words: Sequence[str], index: int) -> str:
    """The nearest word before that is no adverb."""
    small = small_words()
    place = index - 1
    while place >= 0 and index - place < 6 and words[place] in small["adverb"]:
        place -= 1
    return words[place] if place >= 0 else ""


def _looks_verbal(tokens: Sequence[Token], words: Sequence[str], index: int, readings: Sequence[tuple[str, str]]) -> bool:
    """Guess without tags whether a word that may be a verb is one."""
    small = small_words()
    kinds = {kind for _, kind in readings}
    before = words[index - 1] if index else ""
    content = _content_before(words, index)
    after = words[index + 1] if index + 1 < len(words) else ""
    helped = content in small["modal"] or content in small["be"] | small["have"] | small["do"] or content == "to"
    if helped:
        return not (content == "to" and "base" not in kinds)
    if kinds & {"ed", "past", "part"} and not kinds & {"base"}:
        return not (before in small["determiner"] and after not in small["preposition"])
    if kinds <= {"ing"}:
        return not (before in small["determiner"] or after == "of" and before in small["preposition"])
    if before in small["determiner"] or before in small["preposition"] or not before:
        return False
    noun_after = after in small["determiner"] or after in small["pronoun"] or after[:1].isdigit()
    cap_after = index + 1 < len(tokens) and tokens[index + 1].text[:1].isupper()
    plural_before = before.endswith("s") or before in small["pronoun"]
    if "s" in kinds:
        return not before.endswith("s") and (noun_after or cap_after or after in {"with", "to", "in", "on"}) and before.isalpha()
    return (plural_before or content in {"and", ","} and False) and (noun_after or cap_after or after in {"with", "to", "in"})


def _group(tokens: Sequence[Token], words: Sequence[str], index: int, lemma: str, form: str) -> Group:
    """Collect the helpers before a main verb."""
    small = small_words()
    modal, negated, be, have, infinitive, finite_help, past = "", False, "", "", False, False, False
    first, place = index, index - 1
    while place >= 0 and index - place <= BACK:
        word = words[place]
        if word in small["not"]:
            negated = True
        elif word == "to" and (form == "base" or be or have) and (not finite_help or words[place + 1] in {"have", "be"}):
            infinitive, finite_help, first = True, False, place
            place -= 1
            while place >= 0 and words[place] in small["not"]:
                negated, first, place = True, place, place - 1
            break
        elif word in small["modal"] and (form == "base" or be or have):
            modal, first = modal or word, place
            break
        elif word in small["be"] and (form in {"ed", "part", "ing"} or be):
            be, finite_help = word if not be else be, word not in {"be", "been", "being"}
            past = past or word in {"was", "were"}
        elif word in small["have"] and (form in {"ed", "part"} or be in {"been", "had"}):
            have, finite_help = word, word not in {"having"}
            past = past or word == "had"
        elif word in small["do"] and form == "base":
            finite_help, past = True, word == "did"
            first = place
            break
        elif not is_adverb(tokens, words, place) and not (form == "base" and _is_time(word, small)):
            break
        first = place
        place -= 1
    helpers = small["be"] | small["have"] | small["do"] | small["modal"] | small["not"] | {"to"}
    while first < index and words[first] not in helpers:
        first += 1
    if lemma == "be" and index + 1 < len(words) and words[index + 1] in small["not"]:
        negated = True
    passive = be != "" and form in {"ed", "part"} and not _active_be(be, lemma)
    own = form in {"s", "past"} or form == "ed"
    return Group(
        first=first,
        main=index,
        lemma=lemma,
        form=form,
        modal=modal,
        negated=negated,
        passive=passive,
        perfect=have != "",
        progressive=be != "" and form == "ing",
        infinitive=infinitive,
        finite=not infinitive and (bool(modal) or finite_help or (own and not be)),
        past=past or (form in {"ed", "past"} and not be and not have and not modal),
    )


def _is_time(word: str, small: dict[str, frozenset[str]]) -> bool:
    """Words of a date put between "will" and its verb ("will on Tuesday, 19 June, lead")."""
    return word in small["day"] or word in {"on", ","} or word.isdigit()


def _active_be(be: str, lemma: str) -> bool:
    """Verbs whose participle after "be" is no passive."""
    return lemma in {"go", "come", "become", "arrive", "fall", "rise", "die"}
