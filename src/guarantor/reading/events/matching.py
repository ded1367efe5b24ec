"""Which family a verb belongs to in its sentence, which rule fires on it, and what noun made it fire."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from guarantor.reading.events.groups import Group
from guarantor.reading.events.lexicon import Phrase, Rule, lexicon
from guarantor.reading.events.small import small_words
from guarantor.reading.quick import maker, quick
from guarantor.reading.sets import words_of

REACH = 16
"""How many words after a verb its noun may stand."""

REACH_STRONG = 32
"""How many words after a verb the noun of a strong rule may stand."""

REACH_BACK = 12
"""How many words before a passive verb its noun may stand."""


NONE: frozenset[str] = frozenset()

PARTICLES = words_of("events", "matching: particles")
"""Particles that may stand behind the object."""

TRANSITIVE = words_of("events", "matching: transitive")
"""Verbs that name a deed by themselves only with an object."""

MOVING = words_of("events", "matching: moving")
"""Verbs whose subject is what is moved ("aid trucks entered"), so that their noun may stand before them."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A rule that fired: the words that the verb phrase takes up and the noun, if any, that decided."""

    rule: Rule
    end: int
    noun: int | None


new_match = maker(Match)


def families_of(words: Sequence[str], group: Group, infinitives: frozenset[int]) -> tuple[frozenset[str], int]:
    """Families of a verb and the index after its phrase ("carry out"); the longest phrase decides."""
    known = lexicon().verbs.get(group.lemma, ())
    for phrase, families in known:
        end = _phrase_end(words, group.main, phrase)
        if end and not (len(phrase) > 1 and end - 1 in infinitives):
            split = _split(words, group.main, known) if len(phrase) == 1 else None
            return split or families, end
    return _split(words, group.main, known) or NONE, group.main + 1


def _split(words: Sequence[str], main: int, known: Sequence[tuple[Phrase, frozenset[str]]]) -> frozenset[str] | None:
    """Families of a verb whose particle stands behind a short object ("handed the islet back")."""
    for phrase, families in known:
        if len(phrase) == 2 and phrase[1] in PARTICLES and phrase[1] in words[main + 2 : main + 7]:
            for index in range(main + 2, min(main + 7, len(words))):
                if words[index] in small_words()["border"] or words[index] == ".":
                    break
                last = index + 1 == len(words) or words[index + 1] in {
                    "to",
                    "from",
                    ".",
                    ",",
                    "after",
                    "on",
                    "in",
                    "for",
                }
                if words[index] == phrase[1] and last:
                    return families
    return None


def _phrase_end(words: Sequence[str], main: int, phrase: Phrase) -> int:
    """Index after the phrase when it stands at the verb, else 0; one adverb may stand inside."""
    place = main + 1
    for part in phrase[1:]:
        if place < len(words) and words[place] in small_words()["adverb"] and words[place] != part:
            place += 1
        if place >= len(words) or words[place] != part:
            return 0
        place += 1
    return place


def noun_families(words: Sequence[str], index: int) -> frozenset[str]:
    """Families of the noun phrase that begins at a word."""
    entries = lexicon().nouns.get(words[index])
    if entries is None:
        return NONE
    for phrase, families in entries:
        if len(phrase) == 1 or tuple(words[index : index + len(phrase)]) == phrase:
            return families
    return NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The rules of a verb's families, arranged for one look at each word: family or word to the first rule in order."""

    strong: dict[str, Rule]
    near: dict[str, Rule]
    bare: Rule | None
    leading: Rule | None


@cache
def plan_of(families: frozenset[str]) -> Plan:
    """Arrange the rules of some families; there are a few hundred such sets in all."""
    rules = sorted({rule for family in families for rule in lexicon().by_family.get(family, ())}, key=_order)
    strong: dict[str, Rule] = {}
    near: dict[str, Rule] = {}
    for rule in rules:
        for key in (*(f"@{family}" for family in rule.nouns), *rule.words):
            (strong if rule.first else near).setdefault(key, rule)
    bare = [rule for rule in rules if rule.bare]
    return Plan(
        strong=strong,
        near=near,
        bare=bare[0] if bare else None,
        leading=next((rule for rule in bare if rule.event.startswith("@")), None),
    )


def match(words: Sequence[str], group: Group, groups: Sequence[Group], doer: range = range(0)) -> Match | None:
    """The rule that fires on a verb group: strong rules, then the nearest noun, then the verb alone.

    ``doer`` are the words of the doer where they are known; only strong rules look at them.
    """
    if group.lemma not in lexicon().verbs:
        return None
    infinitives = frozenset([other.first for other in groups if other.infinitive])
    families, end = families_of(words, group, infinitives)
    if not families:
        return None
    plan = plan_of(families)
    if plan.leading is not None and end in infinitives:
        return new_match(rule=plan.leading, end=end, noun=None)
    noun = _by_noun(words, plan, window_of(words, group, groups, end) if plan.strong or plan.near else [], end, doer)
    if noun is not None:
        return noun
    alone = group.lemma in TRANSITIVE and end == group.main + 1 and not group.passive
    if plan.bare is None or (alone and _no_object(words, end)):
        return None
    return new_match(rule=plan.bare, end=end, noun=None)


def _by_noun(words: Sequence[str], plan: Plan, window: list[int], end: int, doer: range) -> Match | None:
    """What the nouns in reach make fire: first the strong rules, also further away, then the nearest noun."""
    nouns = lexicon().nouns
    if plan.strong:
        for index in (*doer, *window):
            if words[index] in nouns or words[index] in plan.strong:
                rule = _rule_at(words, index, plan.strong)
                if rule is not None:
                    return new_match(rule=rule, end=end, noun=index)
        for index in _beyond(words, end, window):
            rule = plan.strong.get(words[index])
            if rule is None and words[index] in {"in", "to"}:
                rule = _rule_at(words, index, plan.strong)
            if rule is not None:
                return new_match(rule=rule, end=end, noun=index)
    for index in window if plan.near else ():
        if words[index] in nouns or words[index] in plan.near:
            rule = _rule_at(words, index, plan.near)
            if rule is not None:
                return new_match(rule=rule, end=end, noun=index)
    return None


def _no_object(words: Sequence[str], end: int) -> bool:
    """Whether nothing that could be an object follows ("the truce has held since May")."""
    place = end
    while place < len(words) and words[place] in small_words()["adverb"]:
        place += 1
    small = small_words()
    return place >= len(words) or words[place] in small["preposition"] or words[place] in small["border"] | {"."}


def _rule_at(words: Sequence[str], index: int, table: dict[str, Rule]) -> Rule | None:
    """The first rule in order that a word, or the noun phrase beginning there, makes fire."""
    word = words[index]
    best = table.get(word)
    if word not in lexicon().nouns:
        return best
    for family in noun_families(words, index):
        rule = table.get(f"@{family}")
        if rule is not None and (best is None or rule.order < best.order):
            best = rule
    return best


def _order(rule: Rule) -> int:
    """Rules in the order of their file."""
    return rule.order


def _beyond(words: Sequence[str], end: int, window: Sequence[int]) -> range:
    """Places after the window that only strong rules look at, up to a bound or a stronger sign."""
    start = max(end, max(window) + 1) if window else end
    bound = max(start, min(len(words), end + REACH_STRONG))
    last = start
    while last < bound and words[last] not in _STRONGER:
        last += 1
    return range(start, last)


_STRONGER = frozenset({";", ":", ".", "after", "because", "while"})


def window_of(words: Sequence[str], group: Group, groups: Sequence[Group], end: int) -> list[int]:
    """Places where the noun of a verb may stand: after it up to the next finite verb, before it in the passive."""
    made: list[int] = []
    if group.passive or group.lemma in MOVING:
        for index in range(group.first - 1, max(-1, group.first - 1 - REACH_BACK), -1):
            if words[index] in _CLOSES_BEFORE:
                break
            made.append(index)
    last = min(len(words), end + REACH)
    for other in groups:
        if other.main > group.main and _closes(words, other):
            last = min(last, other.first)
            break
    closing, stop = _closing(), end
    while stop < last and (words[stop] not in closing or (stop == end and words[stop] == "that")):
        stop += 1
    made += range(end, stop)
    return made


_CLOSES_BEFORE = frozenset({",", ";", "and", "that", "who", "which"})


@cache
def _closing() -> frozenset[str]:
    """Words at which the reach of a verb ends; "that" right behind it ends nothing."""
    return small_words()["close"] | {"that"}


def _closes(words: Sequence[str], group: Group) -> bool:
    """Whether a later group ends the reach of the one before: a finite verb or an infinitive of its own."""
    after_comma = group.first > 0 and words[group.first - 1] == ","
    return group.finite or group.infinitive or after_comma
