"""Deeds that a noun names under a verb that says how they stand ("rejected the release", "the release has begun")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from guarantor.reading.events.groups import Group
from guarantor.reading.events.lexicon import lexicon
from guarantor.reading.events.matching import noun_families, window_of
from guarantor.reading.modality.clauses import Clauses
from guarantor.reading.modality.deeds import acts
from guarantor.reading.modality.operators import SAME, Operator
from guarantor.reading.sets import words_of

TALKED_OF = words_of("modality", "nouns: talked of")
"""Families of deeds that talks leave open; of other things ("discussed the ceasefire") only the talks are told."""

BACKED = words_of("modality", "nouns: backed")
BACKED_DEEDS = words_of("modality", "nouns: backed deeds")

PERFORMED = words_of("modality", "nouns: performed")
"""Families of what is done by announcing it."""


IN_FORCE = words_of("modality", "nouns: in force")
"""Verbs that are the act themselves: of a truce or a ban they tell from when it holds, not that it is made."""

STOPPING = words_of("modality", "nouns: stopping")
HARM = words_of("modality", "nouns: harm")
"""Families whose stopping is a deed of its own ("lifted the siege", "called off the strike")."""


def governed_noun(clauses: Clauses, group: Group) -> tuple[Operator, int] | None:
    """The operator of a verb group and the place of the noun that it governs."""
    for end, operator in clauses.sight.all_of(group):
        if not _takes_noun(clauses, group, operator.complements):
            continue
        place = None
        who = clauses.subject(group) if group.passive or operator.effect.type == SAME else None
        if who is not None:
            place = _deed_noun(clauses.words, operator, [i for i in range(*who) if not _is_body(clauses, i)])
        if place is None:
            place = _deed_noun(clauses.words, operator, window_of(clauses.words, group, clauses.groups, end))
        return (operator, place) if place is not None else None
    return None


def _takes_noun(clauses: Clauses, group: Group, complements: frozenset[str]) -> bool:
    """Whether the word may govern a noun here: of a text ("the deal includes"), only where its subject is one."""
    if "text" in complements:
        who = clauses.subject(group)
        return who is not None and any("text" in noun_families(clauses.words, index) for index in range(*who))
    return bool(complements & {"np", "charge"})


def _deed_noun(words: Sequence[str], operator: Operator, places: Iterable[int]) -> int | None:
    """The first noun among some places that names a deed which the operator may govern."""
    for index in places:
        if words[index] in _CAUSES:  # "announced the suspension of the treaty in response to the massacre"
            return None
        families = noun_families(words, index)
        if "charges" in families and operator.effect.type in {"refusal", "denial"}:
            return None
        if families & acts() and _fits(operator, families & acts()):
            return index
    return None


_CAUSES = words_of("modality", "nouns: causes")
"""Words behind which a noun tells why or when something was done, and not what."""


def _is_body(clauses: Clauses, index: int) -> bool:
    """Whether a word that may name a deed is here part of a body's name ("the African Union")."""
    text = clauses.tokens[index].text
    return text in _BODIES or (text.isupper() and len(text) > 1)


_BODIES = frozenset({"Union", "Alliance", "Coalition", "Front", "Partnership", "Conference", "Convention", "Forum"})


def _fits(operator: Operator, families: frozenset[str]) -> bool:
    """Talks about a release leave it open; a deal or a truce that is agreed on is made by that."""
    if operator.effect.type == "meeting":
        return bool(families & TALKED_OF)
    if operator.effect.type == "commitment" and families & {"agreement", "ceasefire"}:
        return operator.word in {"promise", "pledge", "offer"}
    if (operator.word in STOPPING and families & HARM) or (operator.word == "deny" and families <= {"permission"}):
        return False
    if operator.word in BACKED:
        return bool(families & BACKED_DEEDS)
    return not (operator.word == "announce" and families & PERFORMED)


def noun_size(words: Sequence[str], index: int) -> int:
    """How many words the noun phrase of the lists takes."""
    for phrase, _ in lexicon().nouns.get(words[index], ()):
        if tuple(words[index : index + len(phrase)]) == phrase:
            return len(phrase)
    return 1
