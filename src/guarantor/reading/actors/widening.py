"""Whole noun phrases: a place in a sentence widened to the names, titles and lists that it cuts through."""

from __future__ import annotations

from guarantor.model.spans import Span
from guarantor.reading.actors.names import CALENDAR, Line
from guarantor.reading.actors.phrase import is_group
from guarantor.reading.actors.words import words


def whole(line: Line, span: Span) -> tuple[int, int]:
    """The tokens of a place, widened to the names that it cuts through, titles before and a name behind a title."""
    first, last = line.range_of(span)
    if first >= last:
        return first, last
    while first + 1 < last and (line.forms[first] in CALENDAR or line.texts[first] == ","):
        first += 1
    for name in line.names:
        behind = name.first == last > 0 and line.forms[last - 1] in words("title") and name.use in ("name", "unknown")
        if name.first < last < name.last or behind:
            last = name.last
    return _back(line, first, last), last


def _back(line: Line, first: int, last: int) -> int:
    """Leftwards over the rest of a name, titles, adjectives of states, a possessive body and what "of" hangs on."""
    starts = {name.first: name for name in line.names}
    inside = {i: name.first for name in line.names for i in range(name.first + 1, name.last)}
    for _ in range(12):
        before = line.forms[first - 1] if first else ""
        if first in inside:
            first = inside[first]
        elif (line.forms[first] in {"of", "for"} and first and line.tokens[first - 1].tag in {"NOUN", "PROPN"}) or (
            first
            and before in words("title")
            and (line.texts[first][:1].isupper() or line.forms[first] in words("title"))
        ):
            first -= 1
        elif first and first - 1 in inside and before == "'s":
            first = inside[first - 1]
        elif before == "'s" and first > 1 and (first - 2 in starts or first - 2 in inside):
            first = inside.get(first - 2, first - 2)
        elif first and line.forms[first] in words("title") and any(n.last == first for n in line.names):
            first = next(n.first for n in line.names if n.last == first)
        elif (
            before == ","
            and first > 1
            and (first - 2 in starts or first - 2 in inside)
            and _is_aside(line, first, last)
        ):
            first = inside.get(first - 2, first - 2)
        elif before == "and" and first > 1 and _lists(line, first - 1):
            first = _list_start(line, first - 1)
        elif before in {"the", "a", "an"} and first > 2 and line.forms[first - 2] == "and" and _lists(line, first - 2):
            first = _list_start(line, first - 2)
        elif (
            before in {"of", "for"} and first > 1 and first in starts and line.forms[first - 2] in words("title")
        ) or (before == "of" and first > 1 and line.forms[first - 2 : first + 1] in _TITLES):
            first -= 2
        elif line.forms[first] in _WHERE and first and _is_somebody(line, first - 1):
            first -= 1
        elif before in _WHERE and first > 1 and first in starts and _is_somebody(line, first - 2):
            first -= 2
            while first and line.tokens[first - 1].tag in {"NOUN", "PROPN", "ADJ"}:
                first -= 1
        elif before in {"the", "a", "an"} and line.forms[first] not in {"the", "a", "an"}:
            return first - 1
        else:
            return first
    return first


_TITLES = frozenset({("secretary", "of", "state"), ("minister", "of", "state"), ("chief", "of", "staff")})
"""Titles with "of" in them."""
_WHERE = frozenset({"in", "at", "from", "with", "on", "across", "inside", "near", "to"})
"""Words between somebody and his place or body ("officials in the capital")."""


def _is_somebody(line: Line, place: int) -> bool:
    """Whether a word names people or a body, so that a place behind it belongs to them."""
    word = line.forms[place]
    known = word in words("anonymous") or word in words("title") or is_group(word)
    return known and line.tokens[place].tag in {"NOUN", "PROPN"}


def _is_aside(line: Line, first: int, last: int) -> bool:
    """Whether a phrase stands between commas behind a name ("Lund, the chief, said"), and has no name of its own behind
    a comma ("in Oslo, the chief, Ada Lund, said").
    """
    if "," in line.texts[first + 1 : last - 1]:
        return False
    closes = range(max(first + 1, last - 1), min(len(line.texts), last + 1))
    return any(line.texts[i] == "," for i in closes) and (
        line.forms[first] in {"the", "a", "an", "his", "her", "its"} or line.forms[first] in words("title")
    )


def _lists(line: Line, joiner: int) -> bool:
    """Whether "and" joins a known name before it to the phrase behind it."""
    return any(name.last == joiner and name.actor and name.use == "name" for name in line.names)


def _list_start(line: Line, joiner: int) -> int:
    """First token of the list of known names that ends before "and"."""
    place = joiner
    ends = {name.last: name for name in line.names if name.actor and name.use == "name"}
    while place in ends:
        place = ends[place].first
        if place and line.forms[place - 1] == "the":
            place -= 1
        if place and line.forms[place - 1] == "," and place - 1 in ends:
            place -= 1
        else:
            break
    return place
