"""The words that govern a deed, nearest first: "is expected to refuse to release" is release < refuse < expect.

Each step looks at the few words before the deed, so that a sentence costs time linear in its length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from guarantor.reading.events.groups import Group
from guarantor.reading.events.small import small_words
from guarantor.reading.modality.operators import Operator, operators
from guarantor.reading.quick import maker, quick
from guarantor.reading.sets import words_of
from guarantor.reading.text import Token

DEPTH = 5
"""How many words may govern one deed."""

GAP = 14
"""How many words may stand between a verb and the infinitive of its object ("urged X to release")."""


_SUBJECT = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One governing word: the operator, where it stands, the verb group that carries it, and how it is joined."""

    operator: Operator
    place: int
    group: Group | None
    """The operator's own group, or the "be"/"have" group of an adjective or noun; None where there is none."""
    joined: str
    """``to``, ``obj``, ``ing``, ``prep``, ``that`` or ``np``"""


new_link = maker(Link)


@quick
@dataclass(frozen=True, slots=True)
class Sight:
    """What the steps need of a sentence, gathered once."""

    tokens: Sequence[Token]
    words: Sequence[str]
    groups: Sequence[Group]
    governed: dict[int, Link | None] = field(default_factory=dict, compare=False)
    """What governs the group with its main verb at a place, once it was looked for."""

    def ending_at(self, index: int) -> tuple[Group, Operator] | None:
        """The verb operator whose phrase ends at a word."""
        for group in self.groups:
            if group.main <= index < group.main + 4:
                operator = self.phrase(group, index)
                if operator is not None:
                    return group, operator
        return None

    def phrase(self, group: Group, end: int) -> Operator | None:
        """The operator of a group whose phrase ends exactly at a word."""
        for words, operator in operators()["v"].get(group.lemma, ()):
            if group.main + len(words) - 1 == end and tuple(self.words[group.main + 1 : end + 1]) == words[1:]:
                return operator
        return None

    def all_of(self, group: Group) -> Sequence[tuple[int, Operator]]:
        """Operators of a group with the index after each phrase, longest first."""
        return [
            (group.main + len(words), operator)
            for words, operator in operators()["v"].get(group.lemma, ())
            if tuple(self.words[group.main + 1 : group.main + len(words)]) == words[1:]
        ]

    def skip_back(self, index: int) -> int:
        """The nearest word at or before an index that is no adverb, comma or quotation mark."""
        while (
            index >= 0
            and (
                self.words[index] in small_words()["adverb"]
                or self.words[index] in {'"', "“"}
                or self.tokens[index].tag == "ADV"
            )
            and self.words[index] not in operators()["a"]
        ):
            index -= 1
        return index


new_sight = maker(Sight)


def governing(sight: Sight, group: Group) -> Link | None:
    """The word that governs a verb group, or None where the group stands by itself; looked for once."""
    if group.main not in sight.governed:
        sight.governed[group.main] = _governing(sight, group)
    return sight.governed[group.main]


def _governing(sight: Sight, group: Group) -> Link | None:
    if group.infinitive:
        return _over_infinitive(sight, group)
    if sight.words[group.first] in {"having", "being"} or (
        group.form == "ing" and not group.finite and not group.progressive
    ):
        return _over_gerund(sight, group)
    if group.finite or group.form == "base":
        return _over_clause(sight, group)
    return None


def _over_infinitive(sight: Sight, group: Group) -> Link | None:
    """ "refused to", "ready to", "plan to", "urged X to"."""
    index = sight.skip_back(group.first - 1)
    if index < 0:
        return None
    if sight.words[index] == "order" and index and sight.words[index - 1] == "in":
        return None
    direct = sight.ending_at(index)
    state = _over_state(sight, index)
    if state is not None:
        return state
    if direct and "to" in direct[1].complements and not direct[0].passive:
        return new_link(operator=direct[1], place=direct[0].main, group=direct[0], joined="to")
    if direct and "obj" in direct[1].complements:
        return new_link(operator=direct[1], place=direct[0].main, group=direct[0], joined="to")
    for kind in ("a", "n"):
        for _, operator in operators()[kind].get(sight.words[index], ()):
            if "to" in operator.complements and not any(group.main == index for group in sight.groups):
                return new_link(operator=operator, place=index, group=_carrier(sight, index), joined="to")
    return _over_object(sight, group) or _over_far(sight, group)


def _over_state(sight: Sight, index: int) -> Link | None:
    """A participle that works as an adjective after "be": "is prepared to", "is going to"."""
    for _, operator in operators()["a"].get(sight.words[index], ()):
        for group in sight.groups:
            if group.main == index and (group.passive or (group.lemma == "go" and group.progressive)):
                return new_link(operator=operator, place=index, group=group, joined="to")
    return None


def _over_object(sight: Sight, group: Group) -> Link | None:
    """ "ordered Norland to release": a verb whose object does the deed."""
    for other in reversed(sight.groups):
        if other.main >= group.first:
            continue
        if group.first - other.main > GAP or _bars(sight, other.main + 1, group.first):
            return None
        for end, operator in sight.all_of(other):
            if "obj" in operator.complements and end < group.first:
                return new_link(operator=operator, place=other.main, group=other, joined="obj")
        return None
    return None


def _over_far(sight: Sight, group: Group) -> Link | None:
    """ "agreed on Friday to release", "has a plan, he said, to release" is not looked for: only times stand between."""
    for other in reversed(sight.groups):
        if other.main >= group.first:
            continue
        between = range(other.main + 1, group.first)
        if len(between) > FAR or not all(_may_part(sight, index) for index in between):
            return None
        for _, operator in sight.all_of(other):
            if "to" in operator.complements:
                return new_link(operator=operator, place=other.main, group=other, joined="to")
        return None
    return None


FAR = 10
"""How many words of time, place and occasion may stand between a promise and its deed."""


def _may_part(sight: Sight, index: int) -> bool:
    """Whether a word tells when, where or on what occasion ("agreed at two hours of talks in Oslo last week to")."""
    return _is_time(sight, index) or _is_place(sight, index) or sight.words[index] in _OCCASIONS


_OCCASIONS = words_of("modality", "chains: occasions")


def _is_time(sight: Sight, index: int) -> bool:
    """Words of a date."""
    word = sight.words[index]
    small = small_words()
    return (
        word in small["day"]
        or word in {"on", ",", "(", ")", "last", "earlier", "late", "the", "principle"}
        or word[:1].isdigit()
        or word in small["adverb"]
    )


def _is_place(sight: Sight, index: int) -> bool:
    """Words of a place between a promise and its deed ("agreed in Geneva to")."""
    place = sight.tokens[index].tag == "PROPN" or sight.words[index] in {"in", "at"}
    return place and sight.words[index] not in {"to", "for"}


def _bars(sight: Sight, start: int, end: int) -> bool:
    """Whether a clause border stands between."""
    return any(
        sight.words[index] in {";", ":", "who", "which", "because", "after", "before", "if", "that"}
        for index in range(start, end)
    )


def _carrier(sight: Sight, index: int) -> Group | None:
    """The group that carries an adjective or noun: the nearest before it, no further than six words."""
    near = [group for group in sight.groups if group.main < index and index - group.main <= 6]
    return near[-1] if near and not _bars(sight, near[-1].main + 1, index) else None


def _over_gerund(sight: Sight, group: Group) -> Link | None:
    """ "denied releasing", "ruled out releasing", "accused X of releasing", "committed to releasing"."""
    index = sight.skip_back(group.first - 1)
    if index < 0:
        return None
    direct = sight.ending_at(index)
    if direct and "ing" in direct[1].complements:
        return new_link(operator=direct[1], place=direct[0].main, group=direct[0], joined="ing")
    if sight.tokens[index].tag not in {"ADP", "SCONJ", "PART"}:
        return None
    wanted = f"prep:{sight.words[index]}"
    for kind in ("a", "n"):
        for _, operator in operators()[kind].get(sight.words[index - 1] if index else "", ()):
            if wanted in operator.complements:
                return new_link(operator=operator, place=index - 1, group=_carrier(sight, index - 1), joined="prep")
    for other in reversed(sight.groups):
        if other.main >= index:
            continue
        for _, operator in sight.all_of(other):
            if wanted in operator.complements and not _bars(sight, other.main + 1, index):
                return new_link(operator=operator, place=other.main, group=other, joined="prep")
        return None
    return None


_PARTING = frozenset(
    {";", ":", ",", "who", "which", "because", "after", "before", "if", "and", "but", "as", "while", "when", "until"}
)  # fmt: skip
"""Words between a verb and a clause that it does not govern."""


def _over_clause(sight: Sight, group: Group) -> Link | None:
    """ "denied that it released": a verb before, and between them only "that" and a noun phrase."""
    for other in reversed(sight.groups):
        if other.main >= group.first:
            continue
        opened = False
        for index in range(other.main + 1, group.first):
            word = sight.words[index]
            opened = opened or word == "that"
            if word in _PARTING:
                return None
        for end, operator in sight.all_of(other):
            named = any(sight.tokens[i].tag in _SUBJECT for i in range(end, group.first))
            bare = end < group.first and sight.tokens[end].tag != "ADP" and named
            if "that" in operator.complements and (opened or bare):
                return new_link(operator=operator, place=other.main, group=other, joined="that")
        return None
    return None
