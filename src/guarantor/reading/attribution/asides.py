"""Tellings put between commas into what they tell."""

from __future__ import annotations

from guarantor.reading.attribution import spans
from guarantor.reading.attribution.cue import Cue, draft_of, is_finite
from guarantor.reading.attribution.lexicon import word_set
from guarantor.reading.attribution.subjects import neighbour_of
from guarantor.reading.attribution.types import Draft, Span
from guarantor.reading.attribution.view import COMMAS, END_MARKS, FINITE, View
from guarantor.reading.sets import words_of

_WISHES = words_of("attribution", "asides: wishes")
"""Classes of what is wished: ", as the army has demanded" tells that, and not whose the words before are."""
_RELATIVE = words_of("attribution", "asides: relative")


def parenthetical(view: View, cue: Cue, source: Span | None) -> Draft | None:
    """A telling put between commas into what it tells: "The road, she said, is shut"; also "As she said, ..."."""
    if not cue.entry.has("q", "t") or not is_finite(view, cue):
        return None
    if source is None or source[0] >= cue.verb:
        source = neighbour_of(view, cue)
    if source is None or view.tokens[source[0]].tag == "ADP":  # "experts, in a report leaked in May, said"
        return None
    first = source[0]
    with_as = first > 0 and view.words[first - 1] == "as"
    edge = first - 1 if with_as else first
    last = cue.verb + 1
    while last < len(view) and last - cue.verb < 8 and view.words[last] not in COMMAS | END_MARKS:
        if view.tokens[last].tag == "VERB" or view.quote[last] >= 0 or view.words[last] in {"that", "who"}:
            return None
        last += 1
    bounded = edge > 0 and view.words[edge - 1] in {",", "-", "—", "–"} and view.quote[edge - 1] < 0
    if not (bounded or (with_as and edge == 0)):
        return None
    if with_as and edge and cue.entry.cue_class in _WISHES:
        return None
    inserted = edge > 1 and view.words[edge - 2] in _RELATIVE
    left = None if inserted else spans.tidy(view, _lead(view, edge), edge)
    right = None
    if last + 1 < len(view) and view.words[last] in {",", "-", "—", "–"}:
        if view.quote[last + 1] >= 0 and not (left is not None and view.quote[left[1] - 1] >= 0):
            return None
        goes_on = with_as and left is not None and view.words[last + 1] in {"and", "but"}
        if goes_on or spans.spell_after(view, last + 1) or view.words[last + 1] in {"even", "as", "while", "after"}:
            last = len(view)
        if last < len(view) and any(view.tokens[k].fine in FINITE for k in range(last + 1, len(view))):
            right = spans.content_after(view, cue.verb, last + 1)
            if inserted and right is not None:
                comma = next((k for k in range(right[0], right[1]) if view.words[k] == ","), right[1])
                right = spans.tidy(view, right[0], comma)
    if left is not None and not with_as and right is None:
        return None
    parts = [part for part in (left, right) if part is not None]
    if not parts or (right is None and not any(view.tokens[k].fine in FINITE for k in range(*parts[0]))):
        return None
    if right is not None and left is not None and _stands_alone(view, left) and not with_as:
        return None
    return draft_of(view, cue, source, parts, "between")


def _lead(view: View, edge: int) -> int:
    """The start of the clause before an aside: the sentence, or after a semicolon."""
    first = edge
    while first > 0 and view.words[first - 1] != ";":
        first -= 1
    return first


def _stands_alone(view: View, part: Span) -> bool:
    """True when a finite main clause stands there, so that what follows the aside may be somebody else's."""
    return any(
        view.tokens[k].fine in FINITE and view.tokens[k].dep not in {"acl:relcl", "advcl"} for k in range(*part)
    ) and view.words[part[0]] not in word_set("subordinator")
