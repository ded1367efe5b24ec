"""How far a content reaches after its cue."""

from __future__ import annotations

from guarantor.reading.attribution.lexicon import entries
from guarantor.reading.attribution.types import Span
from guarantor.reading.attribution.view import COMMAS, END_MARKS, View

CLAUSES = frozenset({"advcl", "conj", "parataxis", "list"})


def content_after(view: View, cue: int, start: int) -> Span | None:
    """From `start` to where the cue's own clause takes over again or the sentence ends."""
    if view.opens(start):
        end = quote_end(view, start)
        if _closed_by_sign(view, end) or end >= len(view) or view.words[end] in COMMAS | END_MARKS:
            return tidy(view, start, end)
    end = boundary(view, cue, start)
    return tidy(view, start, end)


def quote_end(view: View, start: int) -> int:
    """One past the last word of the quotation that `start` stands in."""
    number, end = view.quote[start], start
    while end < len(view) and view.quote[end] == number:
        end += 1
    return end


def _closed_by_sign(view: View, end: int) -> bool:
    """True when the quotation that ends before `end` has its comma or full stop inside."""
    return end >= 2 and view.words[end - 2] in COMMAS | END_MARKS


def boundary(view: View, cue: int, start: int) -> int:
    """One past the last word that can belong to a content that begins at `start`."""
    size = len(view)
    ends = [size]
    chain, place = [cue], cue
    while view.tokens[place].head >= 0 and len(chain) < 6:
        place = view.tokens[place].head
        if place >= start:
            break
        chain.append(place)
    for above in chain:
        for kid in view.kids[above]:
            first = view.left[kid]
            if first > start and kid >= start and view.tokens[kid].dep in CLAUSES and _breaks(view, first, kid):
                ends.append(first)
    for place in range(start + 1, size):
        if view.quote[place] < 0 and _restarts(view, place, cue):
            ends.append(place)
            break
    return min(ends)


def _breaks(view: View, first: int, kid: int) -> bool:
    """True when a clause of the cue begins at `first`: after a comma or with a conjunction before a verb."""
    before = view.words[first - 1]
    if view.words[first] in COMMAS | {"and", "but", "or"} or before in COMMAS | {"and", "but"}:
        return view.tokens[kid].tag in {"VERB", "AUX"} or view.kid(kid, "cop", "nsubj") >= 0
    return False


def _restarts(view: View, place: int, cue: int) -> bool:
    """True at ", according to" and at a comma before a participle of saying."""
    if view.words[place] not in COMMAS:
        return False
    if place + 2 < len(view) and view.words[place + 1] == "according" and view.words[place + 2] == "to":
        return True
    nearby = range(place + 1, min(place + 3, len(view)))
    for after in nearby:
        token = view.tokens[after]
        if token.fine == "VBG" and token.lemma in entries("verbs.tsv") and entries("verbs.tsv")[token.lemma].has("q", "t"):
            return True
        if token.tag != "ADV":
            break
    return False


def tidy(view: View, start: int, end: int) -> Span | None:
    """The range without commas and conjunctions at its end, but with a closing quotation mark."""
    while end > start and (
        view.words[end - 1] in COMMAS | END_MARKS | {":", "and", "but", "or"}
        or (view.words[end - 1] == ")" and "(" not in view.words[start:end])
        or (view.words[end - 1] == "(")
    ):
        end -= 1
    while start < end and view.words[start] in COMMAS | {":"}:
        start += 1
    return (start, end) if start < end else None
