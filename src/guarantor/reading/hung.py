"""What hangs on a speaker or on a telling between commas, found by the surface before anything is parsed.

"Lund, who leads the team, said", "Ada Lund, the envoy, said", "Norland, Lund said, has signed", "the Post reported,
citing Lund, the envoy.": behind such words the clause around them goes on, and a parser loses it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from guarantor.model.spans import Span
from guarantor.reading.attribution.lexicon import entries
from guarantor.reading.lemmas import lemma_of, past_forms
from guarantor.reading.sets import words_of

LONGEST = 16
"""Words of one piece between commas."""
NEAREST = 8
"""Words behind "close to" that name whoever somebody is close to."""
WHICH = frozenset({"who", "which", "whose", "whom"})
ARTICLES = frozenset({"the", "a", "an", "its"})
_SIGNS = frozenset({"“", "”", '"', ":", ";", "(", ")", "–", "—"})
_ENDS = frozenset({".", "”", '"'})
_LEADING = words_of("reading", "hung: leading")
_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_ASKED = frozenset({"to", "of", "for"})
"""What goes on behind "urged by Lund, the envoy," and "accused by Lund, who leads the team,"."""
NEAR = words_of("reading", "hung: near")
"""How somebody stands to what he tells of."""
_STOPS = frozenset({",", ".", ";"})
_CREDITING = frozenset({"citing", "according"})


def described(texts: Sequence[str]) -> list[Span]:
    """The pieces (first, last not included) with the commas that bound them, from left to right."""
    commas = [at for at, text in enumerate(texts[:-1]) if text == ","]
    end = len(texts) - (texts[-1] in _ENDS)
    found = _handed_on(texts, commas, end)
    if found:
        end = found[0][0] if found[0][1] == end else end
    for first, last in pairwise([*commas, end]):
        if last > end or not first or not _is_plain(texts, first, last) or not texts[first - 1][-1:].isalpha():
            continue
        if last == end:
            if _names_teller(texts, commas, first) and (texts[first + 1] in WHICH or _apposed(texts, first)):
                found.append((first, end))
        elif _opens_aside(texts, first, last):
            found.append((first, last + 1))
        elif _goes_on(texts[last + 1]) and tells(texts[last - 1]) and (start := _told_from(texts, commas, first, last)):
            found.append((start, last + 1))
    return found


def _is_plain(texts: Sequence[str], first: int, last: int) -> bool:
    """Whether a piece is of some length and holds no sign that parts more than a comma does."""
    return 1 < last - first <= LONGEST and _SIGNS.isdisjoint(texts[first:last])


def _opens_aside(texts: Sequence[str], first: int, last: int) -> bool:
    """ ", who leads the team, said", ", according to Lund, has signed", "Ada Lund, the envoy, said"."""
    asked = texts[last + 1] in _ASKED and "by" in texts[max(0, first - 7) : first]
    behind = _behind_day(texts, last + 1)
    onward = _goes_on(texts[behind]) or asked
    if texts[first + 1] in WHICH:
        return onward
    if tuple(texts[first + 1 : first + 3]) == ("according", "to"):
        return onward
    named = _apposed(texts, first) and first > 1 and texts[first - 1].istitle() and texts[first - 2].istitle()
    return named and (asked or _is_cue(texts[behind])) and WHICH.isdisjoint(texts[first:last])


def _apposed(texts: Sequence[str], first: int) -> bool:
    """Whether behind a comma stands what may say who somebody is: "the envoy", "Norland's ambassador"."""
    return texts[first + 1] in ARTICLES or not {"'s", "’s"}.isdisjoint(texts[first + 2 : first + 4])


def _behind_day(texts: Sequence[str], place: int) -> int:
    """The place behind "on Tuesday" or "Tuesday", where one stands at a place and a word follows it."""
    day = place + (texts[place] == "on")
    found = day + 1 < len(texts) and texts[day].lower() in _WEEKDAYS
    return day + 1 if found else place


def _told_from(texts: Sequence[str], commas: Sequence[int], first: int, last: int) -> int:
    """Where a telling in the middle begins: ", Lund said," or ", Ada Lund, the envoy, said,"; 0 for none."""
    if first + 2 == last:
        place = commas.index(first)
        aside = commas[place - 1]
        if place < 2 or not (texts[aside + 1] in WHICH or _apposed(texts, aside)):
            return 0
        named = commas[place - 2]
        piece = texts[named + 1 : commas[place - 1]]
        return named if 0 < len(piece) <= LONGEST and not any(map(_is_verb, piece)) else 0
    holder = texts[first + 1 : last - 1]
    if "named" in holder or "anonymity" in holder:
        holder = holder[: next((at for at, word in enumerate(holder) if word in WHICH), len(holder))]
    return first if WHICH.isdisjoint(holder) and not any(map(_is_verb, holder)) else 0


def _is_verb(word: str) -> bool:
    return word in _LEADING or tells(word)


def _handed_on(texts: Sequence[str], commas: Sequence[int], end: int) -> list[Span]:
    """ "Reported, citing Lund, the envoy." to the end of the sentence; "reported, citing Lund, that ..." up to it."""
    for first in commas:
        if first + 2 >= end or texts[first + 1] not in _CREDITING or not tells(texts[first - 1]):
            continue
        that = next((at for at in commas if at > first and texts[at + 1] == "that"), 0)
        last = that + 1 if that else end
        piece = texts[first + 1 : that or end]
        if _SIGNS.isdisjoint(piece) and len(piece) <= LONGEST and not any(_is_verb(word) for word in piece):
            return [(first, last)]
    return []


def _names_teller(texts: Sequence[str], commas: Sequence[int], first: int) -> bool:
    """Whether "said Ada Lund" stands right before a comma, itself behind a comma or a closing mark."""
    opening = next((at for at in range(first - 1, max(0, first - 8), -1) if texts[at] in {",", "”", '"', "’"}), -1)
    name = texts[opening + 2 : first]
    return opening > 0 and tells(texts[opening + 1]) and bool(name) and name[-1].istitle()


def near(texts: Sequence[str], *, to_end: bool = False) -> list[Span]:
    """ "Sources close to the team promised", "a diplomat briefed on the talks denied": up to the verb, or to a sign."""
    found = []
    for first in range(1, len(texts) - 4):
        if (
            f"{texts[first]} {texts[first + 1]}" not in NEAR
            or texts[first - 1] in _LEADING
            or not (texts[first - 1].islower() or first == 1)
        ):
            continue
        behind = range(first + 3, min(first + NEAREST, len(texts)))
        last = next(
            (at for at in behind if (to_end and texts[at] in _STOPS) or texts[at] in _LEADING or _cue_at(texts, at)), 0
        )
        if last and "," not in texts[first:last]:
            found.append((first, last))
    return found


def _cue_at(texts: Sequence[str], place: int) -> bool:
    """Whether a verb of telling stands at a place, and no noun in its form ("the talks")."""
    return _is_cue(texts[place]) and texts[place - 1] not in ARTICLES


def _goes_on(word: str) -> bool:
    """Whether a word behind the comma can be the verb of the clause before the aside, or lead to it."""
    return word in _LEADING or (word.islower() and word.endswith("ed")) or word in past_forms() or tells(word)


@cache
def tells(word: str) -> bool:
    """Whether a word is a finite form of a verb that tells something."""
    entry = entries("verbs.tsv").get(lemma_of(word, "VERB")) if word.islower() else None
    return entry is not None and entry.has("q", "t") and _is_finite(word)


@cache
def _is_cue(word: str) -> bool:
    """Whether a word is a finite form of a verb of telling, accusing, asking or the like."""
    return word.islower() and lemma_of(word, "VERB") in entries("verbs.tsv") and _is_finite(word)


def _is_finite(word: str) -> bool:
    return word.endswith(("ed", "s")) or word in past_forms() or word == "say"
