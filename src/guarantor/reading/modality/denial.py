"""Whether the subject of a verb denies the deed: "no prisoners", "none of them", "neither side", "not one truck"."""

from __future__ import annotations

from collections.abc import Sequence

from guarantor.reading.events.groups import Group
from guarantor.reading.modality import phrases
from guarantor.reading.quick import replace
from guarantor.reading.sets import words_of
from guarantor.reading.text import Token

DENIERS = words_of("modality", "denial: deniers")
SCARCELY = words_of("modality", "denial: scarcely")
"""Before "any": so little that none is told."""
_DENYING = DENIERS | {"not"} | SCARCELY
REACH = 16
"""Words that "neither A nor B" may have before its verb."""


def has_denier(words: Sequence[str], start: int, end: int) -> bool:
    """Whether a noun phrase is denied ("no prisoners", "none of the trucks")."""
    part = words[max(0, start) : end]
    if DENIERS.isdisjoint(part) or "not" in words[start:end]:
        return False
    return part[0] != "no" or tuple(words[start + 1 : start + 3]) not in BOUNDS


BOUNDS = frozenset((word, "than") for word in ("fewer", "less", "more", "longer", "later", "earlier", "sooner"))
"""Behind "no", these say at least or at most how many ("no fewer than 120 breaches")."""


def with_denied_subjects(tokens: Sequence[Token], words: Sequence[str], groups: Sequence[Group]) -> Sequence[Group]:
    """The groups, negated where their subject denies them; "nobody refused" is then a refusal that was not."""
    if _DENYING.isdisjoint(words):
        return groups
    return tuple(
        [
            replace(group, negated=True)
            if group.finite and not group.negated and _denied(tokens, words, group)
            else group
            for group in groups
        ]
    )


def _denied(tokens: Sequence[Token], words: Sequence[str], group: Group) -> bool:
    """By a denier at the head of the subject, "not a single", or "neither ... nor" before the verb."""
    who = phrases.subject(tokens, words, group)
    if who is None:
        return False
    start, end = who
    led = start and tokens[start - 1].tag == "ADP"
    if led and any(words[i] in DENIERS and words[i + 1] == "of" for i in range(start + 1, end - 1)):
        return True  # "by Thursday evening none of the buses had come"
    if led and words[start - 1] not in {"of", "after", "before"}:
        return False
    head = next((i for i in range(start, end) if tokens[i].tag in {"ADP", "SCONJ"}), end)
    if has_denier(words, start, head) or _none_of(words, start):
        return True
    if start and words[start - 1] in {"not", "n't"} and words[start] in {"a", "one"}:
        return True
    if start and words[start - 1] in SCARCELY and words[start] in {"any", "anyone", "anything"}:
        return True
    return _neither_nor(tokens, words, group.first)


def _none_of(words: Sequence[str], start: int) -> bool:
    """ "None of", "neither of", "not one of" right before the noun that was found."""
    for place in range(start - 1, max(-1, start - 5), -1):
        if words[place] == "of" and place:
            return words[place - 1] in DENIERS or words[max(0, place - 2) : place] in (["not", "one"], ["not", "any"])
        if words[place] in {",", ";", "that", "and", "but"}:
            return False
    return False


def _neither_nor(tokens: Sequence[Token], words: Sequence[str], first: int) -> bool:
    """ "Neither A nor B have": both words between here and the last verb or sign of a new clause."""
    nor = False
    for place in range(first - 1, max(-1, first - REACH), -1):
        nor = nor or words[place] == "nor"
        if words[place] == "neither":
            return nor
        if words[place] in {";", ":"} or tokens[place].fine in {"VBD", "VBZ", "MD"}:
            return False
    return False
