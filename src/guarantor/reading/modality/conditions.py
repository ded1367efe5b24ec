"""Conditions beside a deed ("if", "unless", "until", "in exchange for"), and deeds that stand inside one."""

from __future__ import annotations

from guarantor.reading.events.groups import Group
from guarantor.reading.events.lexicon import Phrase
from guarantor.reading.modality.chains import Sight
from guarantor.reading.modality.operators import conditions
from guarantor.reading.sets import words_of

NEEDS_VERB = words_of("modality", "conditions: needs verb")
"""Openers that are conditions only before a clause: "until Monday" and "the proposal, if any" are none."""


VERBAL = words_of("modality", "conditions: verbal")
"""Openers that are verbs elsewhere."""

EDGES = words_of("modality", "conditions: edges")
TIMES = words_of("modality", "conditions: times")
"""What a time begins with behind "before" or "until"."""

NO_CLAUSE = frozenset({"any", "so", "not", "possible", "necessary", "need"})
"""Words after "if" in phrases that set no condition."""


def openers(sight: Sight) -> list[tuple[int, int, str]]:
    """Start, end and kind of every condition opener of a sentence; the end is where its clause ends."""
    made: list[tuple[int, int, str]] = []
    firsts = conditions()
    if firsts.keys().isdisjoint(sight.words):
        return made
    for index, word in enumerate(sight.words):
        if word in firsts and not (made and index < made[-1][0] + 2):
            found = _opener_at(sight, index)
            if found is not None:
                made.append((index, _clause_end(sight, index + found[0]), found[1]))
    return made


def _opener_at(sight: Sight, index: int) -> tuple[int, str] | None:
    """Length and kind of the opener at a word."""
    for phrase, kind in conditions().get(sight.words[index], ()):
        if tuple(sight.words[index : index + len(phrase)]) == phrase and _opens(sight, index, phrase):
            return len(phrase), kind
    return None


def _opens(sight: Sight, index: int, phrase: Phrase) -> bool:
    """Whether the words are used as a condition here."""
    after = sight.words[index + 1] if index + 1 < len(sight.words) else ""
    if phrase == ("once",) and after in {"again", "more"}:
        return False
    if phrase == ("should",):
        return _inverted(sight, index)
    if phrase == ("were",):
        first = index == 0 or sight.words[index - 1] in {",", "and", "but", ";", "“", '"'}
        named = index + 1 < len(sight.tokens) and sight.tokens[index + 1].text[:1].isupper()
        aim = "to" in sight.words[index + 2 : index + 8] and "would" in sight.words
        return first and aim and (named or _inverted(sight, index))
    if phrase == ("had",):
        first = index == 0 or sight.words[index - 1] in {",", "and", "but", ";", "“", '"'}
        return first and _inverted(sight, index) and "would" in sight.words
    if phrase[-1:] == ("condition",) and "anonymity" in sight.words[index : index + 5]:
        return False
    if phrase[0] in {"before", "until"} and not _clause_at(sight, index + 1):
        return False
    if phrase[0] in {"if", "unless"}:
        return after not in NO_CLAUSE
    if phrase[0] in VERBAL and after != "that" and not _is_second(sight, index):
        return False
    return phrase[0] not in NEEDS_VERB or _verb_follows(sight, index)


def _clause_at(sight: Sight, start: int) -> bool:
    """ "Before the end of March", "until Monday": a time is no clause, though another may follow it."""
    first, second = [*sight.words[start : start + 2], "", ""][:2]
    return not (first == "the" and second in EDGES) and first not in TIMES and not first.isdigit()


def _is_second(sight: Sight, index: int) -> bool:
    """ "will release them provided Sudland withdraws": a verb came before, so that "provided" is none."""
    return any(group.finite and group.main < index for group in sight.groups)


def _inverted(sight: Sight, index: int) -> bool:
    """ "should Norland withdraw": the modal verb before its subject."""
    after = sight.tokens[index + 1].tag if index + 1 < len(sight.tokens) else ""
    before = sight.tokens[index - 1].tag if index else "PUNCT"
    if after == "NOUN" and before == "NOUN" and sight.tokens[index + 1].fine == "NNS":  # "... should attacks resume"
        return any(token.fine == "VB" for token in sight.tokens[index + 2 : index + 12])
    return after in {"PROPN", "DET", "PRON"} and before not in {"PROPN", "PRON"}


def _verb_follows(sight: Sight, index: int) -> bool:
    """Whether a finite verb follows within the clause."""
    end = _clause_end(sight, index + 1)
    return any(index < group.main < end and group.finite for group in sight.groups)


def _clause_end(sight: Sight, start: int) -> int:
    """Where the clause ends: a comma after its verb, a stronger sign, or the end of the sentence."""
    seen = False
    verbs = {group.main for group in sight.groups}
    for index in range(start, len(sight.words)):
        seen = seen or index in verbs
        if sight.words[index] in {";", ":", "—", "–"} or (sight.words[index] == "," and seen):
            return index
    return len(sight.words)


def inside(found: list[tuple[int, int, str]], group: Group) -> str | None:
    """Kind of the condition in which a group stands."""
    for start, end, kind in found:
        if start < group.main < end:
            return kind
    return None


def beside(found: list[tuple[int, int, str]], group: Group) -> str | None:
    """Kind of a condition of the sentence in which the group does not stand."""
    for start, end, kind in found:
        if kind != "open" and not start <= group.main < end:
            return kind
    return None
