"""Tellings that stand behind, before or inside what they tell."""

from __future__ import annotations

from guarantor.reading.attribution import after, holders, spans
from guarantor.reading.attribution.before import Front, content_before, last_closing_mark
from guarantor.reading.attribution.cue import Cue, draft_of, is_finite
from guarantor.reading.attribution.lexicon import entries
from guarantor.reading.attribution.subjects import inverted_of, neighbour_of
from guarantor.reading.attribution.types import Draft, Span
from guarantor.reading.attribution.view import COMMAS, FINITE, NOMINAL, View
from guarantor.reading.sets import words_of

_CHARGES = words_of("attribution", "fronts: charges")
"""Nouns for what was said, that open an aside in which another turns it down (", a charge the army denies")."""


_NAMING = frozenset(NOMINAL) - {"PUNCT"}
"""Tags of the words of somebody who hands a telling on."""
_COUNTS = frozenset({"figure", "number", "toll", "count", "total", "tally", "claim", "version", "account", "statement"})
"""Nouns that take up what was told, so that what follows is the writer's (", a figure we could not confirm")."""


_FINITE_OR_PAST = FINITE | {"VBN"}


def opening(view: View, cue: Cue) -> Draft | None:
    """Said the mayor: "..."; the cue begins the sentence, the holder follows, then a quotation."""
    if cue.start > 0 or not cue.entry.has("q") or view.tokens[cue.verb].fine not in _FINITE_OR_PAST:
        return None
    source = inverted_of(view, cue)
    if source is None:
        return None
    place = source[1]
    while place < len(view) and view.words[place] in {",", ":"}:
        place += 1
    if place >= len(view) or not view.opens(place) or place == source[1]:
        return None
    content = spans.content_after(view, cue.verb, place)
    return draft_of(view, cue, source, [content], "opening") if content is not None else None


def is_inverted(view: View, cue: Cue, start: after.Start | None) -> bool:
    """True for "..., said the mayor": a finite verb right after a comma or closing mark, a noun phrase after it."""
    fine = view.tokens[cue.verb].fine
    past = fine in {"VBD", "VBZ", "VBP", "VBN"} or (fine == "VB" and cue.entry.lemma == "read")
    if cue.start == 0 or not cue.entry.has("q") or not past:
        return False
    before = cue.start - 1
    subject = view.kid(cue.verb, "nsubj")
    if 0 <= subject < before - 2 and view.words[subject + 1 : subject + 3] in {(",", "which"), (",", "who")}:
        return False
    if view.words[before] not in COMMAS and not (view.is_mark(before) and view.quote[before] >= 0):
        return False
    place = cue.verb + 1
    if place >= len(view) or (start is not None and start.place == place and start.kind not in {"clause", "object"}):
        return False
    if cue.entry.lemma in {"tell", "inform", "assure", "remind", "notify", "persuade", "convince"}:
        return False
    if view.is_time(place) and (place + 1 >= len(view) or view.tokens[place + 1].tag not in NOMINAL):
        return False  # "..., Egypt's minister, Samir Lund, said Tuesday"
    if not view.is_mark(before) and not (before and view.is_mark(before - 1)) and _predicate_follows(view, place):
        return False
    bare = view.tokens[place].tag == "NOUN" and view.tokens[place].fine == "NN" and not view.is_mark(before)
    if bare and cue.entry.lemma in {"report", "confirm", "announce", "claim", "acknowledge", "admit"}:
        return False
    return view.tokens[place].tag in NOMINAL and view.words[place] not in {"that", "him", "them", "me", "us"}


_COMMAS_AND_RELATIVES = COMMAS | {"who", "which", "that", "whose"}


def _predicate_follows(view: View, place: int) -> bool:
    """True when the phrase that begins here turns out to be the subject of a clause."""
    for after_ in range(place, len(view)):
        if view.words[after_] in _COMMAS_AND_RELATIVES:
            return False
        if view.tokens[after_].fine in FINITE:
            return True
    return False


def front_of(view: View, cue: Cue, source: Span | None, start: after.Start | None) -> Front | None:
    """A content before the cue's clause; a clause without quotation marks only where none follows."""
    if not cue.entry.has("q") or (view.tokens[cue.verb].fine in {"VBG", "VB"} and start is not None):
        return None
    named = holders.before_relative(view, cue.verb)
    if named >= 0 and not any(view.tokens[k].fine in FINITE or view.quote[k] >= 0 for k in range(named)):
        return None
    edge = source[0] if source is not None and source[0] < cue.verb else cue.start
    if edge and view.words[edge - 1] in {"where", "when"} and view.quote[edge - 1] < 0:
        return None
    if (
        view.words[edge] in {"a", "an"}
        and not _CHARGES.isdisjoint(view.words[edge + 1 : edge + 3])
        and edge + 2 < cue.start
    ):
        return None
    if edge and view.words[edge] == "which" and view.words[edge - 1] == ",":
        return None
    if edge > 2 and view.words[edge - 1] == "," and view.words[edge - 2] in {"which", "whom"}:
        return None
    while edge > 0 and view.tokens[edge - 1].tag in {"ADV", "DET"} and view.words[edge - 1] not in COMMAS:
        edge -= 1
    if source is None and cue.start > 1 and view.words[cue.start - 1] not in COMMAS and not view.is_mark(cue.start - 1):
        near = neighbour_of(view, cue)
        edge = near[0] if near is not None else edge
    clause_ok = (start is None or start.kind == "quote") and _ends_soon(view, cue)
    front = content_before(view, edge, clause_ok, start is None and closes(view, cue))
    told_after = start is not None and start.kind not in {"quote", "colon", "object"}
    if front is not None and told_after and (not front.quoted or view.quote[front.span[0]] < 0 or front.span[0] > 0):
        return None
    return front


def closes(view: View, cue: Cue) -> bool:
    """True when the cue's clause ends the sentence, or all but who hands it on: no verb or quotation follows."""
    behind = range(cue.verb + 1, len(view))
    end = next((k for k in behind if view.words[k] in _HANDING and view.words[k - 1] in COMMAS), len(view))
    return not any(view.tokens[k].tag == "VERB" or view.quote[k] >= 0 for k in range(cue.verb + 1, end))


_HANDING = frozenset({"according", "citing"})
"""Behind a comma, these lead to whoever hands the telling on, or is cited in it."""


def marked_front(view: View, cue: Cue) -> tuple[Front, Span] | None:
    """ "...," anything that can be a holder, perhaps with an aside, said: bounded by the closing mark."""
    if not cue.entry.has("q") or view.tokens[cue.verb].fine in {"VBG", "VB"}:
        return None
    mark = last_closing_mark(view, cue.start)
    if mark < 0 or cue.start - mark < 2:
        return None
    first = mark + 1
    while first < cue.start and (view.words[first] in COMMAS or view.words[first] in {"and", "but"}):
        first += 1
    between = range(first, cue.start)
    verbs = sum(1 for k in between if view.tokens[k].fine in FINITE)
    openers = sum(1 for k in between if view.words[k] in {"who", "which", "whose"})
    if verbs > openers or view.tokens[first].tag not in NOMINAL or view.words[first] in {"that", "which", "who"}:
        return None
    source = holders.trimmed(view, first, cue.start)
    front = content_before(view, first, False)
    return (front, source) if front is not None and source is not None else None


def _ends_soon(view: View, cue: Cue) -> bool:
    """True when no object or clause of its own follows the verb that would make a front clause impossible."""
    return not any(
        k > cue.verb and view.tokens[k].dep in {"ccomp", "xcomp"} and view.tokens[k].tag in {"VERB", "AUX"}
        for k in view.kids[cue.verb]
    ) or _handed_on(view, cue)


def _handed_on(view: View, cue: Cue) -> bool:
    """ "A, the army said on Thursday, Wire reported.": behind the telling stands who hands it on, and no content."""
    soon = range(cue.verb + 1, min(len(view), cue.verb + 9))
    comma = next((k for k in soon if view.words[k] in COMMAS or view.tokens[k].tag in {"VERB", "AUX", "SCONJ"}), -1)
    if comma < 0 or view.words[comma] not in COMMAS or view.quote[comma] >= 0:
        return False
    told = next((k for k in range(comma + 1, min(len(view), comma + 12)) if view.tokens[k].tag not in _NAMING), -1)
    verb = entries("verbs.tsv").get(view.lemmas[told]) if told > comma + 1 else None
    if verb is None or not verb.has("q") or view.tokens[told].fine not in FINITE:
        return False
    behind = range(told + 1, len(view))
    end = next((k for k in behind if view.words[k] in COMMAS and view.words[k + 1 : k + 2] in _PASSED_ON), len(view))
    return not any(view.tokens[k].tag in {"VERB", "AUX"} or view.words[k] in COMMAS for k in range(told + 1, end))


_PASSED_ON = (("as",), ("citing",), ("quoting",), ("according",))


def fronted(view: View, cue: Cue, source: Span | None, front: Front) -> Draft | None:
    """Content before the cue, and the rest of it after a split."""
    if source is None or (source[0] < front.span[1] and source[1] > front.span[0]):
        told_to = cue.entry.lemma in {"tell", "inform", "assure", "remind"}
        behind = neighbour_of(view, cue) if told_to else inverted_of(view, cue)
        if told_to and behind is not None and behind[0] < front.span[1]:
            behind = None
        source = behind or (source if source and source[0] >= front.span[1] else None)
    if source is None and view.tokens[cue.verb].fine in {"VBG", "VB"}:
        return None
    content = spans.tidy(view, *front.span)
    if content is None:
        return None
    parts = [content]
    tail = _tail(view, cue, source, front)
    if tail is not None:
        parts.append(tail)
    return draft_of(view, cue, source, parts, "quote" if front.quoted else "front")


def _tail(view: View, cue: Cue, source: Span | None, front: Front) -> Span | None:
    """What follows the cue's clause: "A," he said, "B"; A, he said, B."""
    if _handed_on(view, cue):
        return None
    place = max(cue.verb + 1, source[1] if source else 0)
    if (
        source
        and source[0] > cue.verb + 1
        and view.is_mark(source[0] - 1)
        and place < len(view)
        and view.is_mark(place)
    ):
        place += 1  # behind a name in quotation marks
    limit = min(len(view), place + 30)
    while place < limit and view.quote[place] < 0 and view.words[place] not in {",", ":", "—", "–", "--", "-", ";"}:
        place += 1
    if place >= limit:
        return None
    start = place if view.quote[place] >= 0 else place + 1
    if start >= len(view):
        return None
    if view.quote[start] >= 0:
        return spans.tidy(view, start, spans.quote_end(view, start))
    if (
        front.quoted
        or view.tokens[start].fine in {"VBG", "WP", "WDT"}
        or view.words[start] in {"who", "which", "according"}
    ):
        return None
    if not any(view.tokens[k].tag in {"VERB", "AUX"} for k in range(start, len(view))):
        return None
    if view.words[start] in {"a", "an", "the"} and not {"that", "which", "who"}.isdisjoint(
        view.words[start : start + 9]
    ):
        return None
    if view.words[start] in {"a", "an"} and not _COUNTS.isdisjoint(view.words[start + 1 : start + 3]):
        return None
    if view.words[start] in {"and", "but", "while", "as", "after", "when", "before", "during", "in", "on", "at"}:
        return None
    return spans.content_after(view, cue.verb, start)


def prior(view: View, cue: Cue, source: Span | None) -> Draft | None:
    """A sentence that is only "Lund said on Monday.": its content may be the quotation before it (see find.py)."""
    if not cue.entry.has("q") or not is_finite(view, cue):
        return None
    opening = cue.start == 0
    if opening:
        source = inverted_of(view, cue)
    if source is None or not (opening or source[0] == 0) or any(mark >= 0 for mark in view.quote[: cue.verb]):
        return None
    return draft_of(view, cue, source, [], "prior")
