"""Who a verb is said of: before it, after it, across asides and conjunctions."""

from __future__ import annotations

from guarantor.reading.attribution import holders
from guarantor.reading.attribution.cue import Cue
from guarantor.reading.attribution.lexicon import word_set
from guarantor.reading.attribution.types import Span
from guarantor.reading.attribution.view import COMMAS, END_MARKS, FINITE, NOMINAL, View


def source_of(view: View, cue: Cue) -> Span | None:
    """The subject's phrase by the tree, before the verb."""
    head = holders.subject(view, cue.verb)
    if view.tokens[cue.verb].fine == "VBG" and cue.start and view.words[cue.start - 1] in COMMAS | {'"'}:
        main = holders.main_subject(view, cue.start)
        head = main if main >= 0 else head
    elif view.tokens[cue.verb].fine == "VBG" and view.tokens[head].lemma in word_set("paper"):
        issuer = _issuer(view, head)
        head = issuer if issuer >= 0 else head
    if head < 0 or head >= cue.start:
        return None
    if view.is_time(head):
        return neighbour_of(view, cue)
    found = holders.phrase(view, head, 0, cue.start)
    if found is None or _has_own_clause(view, found):
        return None
    return holders.with_aside(view, found, cue.start)


def _issuer(view: View, paper: int) -> int:
    """Who "issued a statement saying ...": the subject of the verb that carries the paper, or -1."""
    verb = view.tokens[paper].head
    if verb < 0 or verb > paper or view.tokens[verb].lemma not in word_set("carrier"):
        return -1
    return holders.subject(view, verb)


def _has_own_clause(view: View, part: Span) -> bool:
    """True when more finite verbs than relative words stand in it, which no noun phrase has."""
    finite = sum(1 for k in range(*part) if view.tokens[k].fine in FINITE)
    opened = sum(1 for k in range(*part) if view.words[k] in {"who", "which", "that", "whose", "where", "whom"})
    return finite > max(opened, 1) or (finite == 1 and not opened and part[1] - part[0] > 8)


def main_of(view: View, cue: Cue) -> Span | None:
    """The subject of the main clause to the left; for a verb after "and" that the tree hangs elsewhere."""
    head = holders.main_subject(view, cue.start)
    return holders.phrase(view, head, 0, cue.start) if head >= 0 else None


def neighbour_of(view: View, cue: Cue) -> Span | None:
    """The phrase right before the verb group, when the tree has no subject."""
    head = holders.left_neighbour(view, cue.start)
    return holders.phrase(view, head, 0, cue.start) if head >= 0 else None


def inverted_of(view: View, cue: Cue) -> Span | None:
    """The phrase after the verb in "...," said the mayor of X, who left."""
    place = cue.verb + 1
    while place < len(view) and view.tokens[place].tag == "ADV":
        place += 1
    if place >= len(view) or view.tokens[place].tag not in NOMINAL or view.quote[place] >= 0:
        return None
    for kid in view.kids[cue.verb]:
        if view.left[kid] <= place <= kid and view.tokens[kid].tag in NOMINAL:
            return holders.with_relative(view, holders.phrase(view, kid, place, len(view)))
    end = place
    while end < len(view) and view.words[end] not in COMMAS | END_MARKS and view.quote[end] < 0:
        end += 1
    return holders.trimmed(view, place, end)
