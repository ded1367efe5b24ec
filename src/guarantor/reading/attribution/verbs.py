"""Attributions by verbs: who said what, in all the orders that English allows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from guarantor.reading.attribution import after, holders, spans
from guarantor.reading.attribution.asides import parenthetical
from guarantor.reading.attribution.before import content_before
from guarantor.reading.attribution.cue import Cue, draft_of, is_name, is_passive, new_cue
from guarantor.reading.attribution.fronts import closes, front_of, fronted, is_inverted, marked_front, opening, prior
from guarantor.reading.attribution.lexicon import entries, lemmas_of
from guarantor.reading.attribution.relays import cited_by, cited_in_front, relayed_by
from guarantor.reading.attribution.subjects import inverted_of, main_of, neighbour_of, source_of
from guarantor.reading.attribution.types import Draft, Span
from guarantor.reading.attribution.view import COMMAS, END_MARKS, FINITE, View

CHARGE_REACH = 14
"""So many words behind "accused" the charge may begin: who accuses and when may stand between."""
_JOINING = COMMAS | {'"', "and"}


_FINITE_OR_PAST = FINITE | {"VBN"}


def find_verbs(view: View) -> Iterator[Draft]:
    """Every attribution in the sentence that a verb makes."""
    known = entries("verbs.tsv")
    last: Draft | None = None
    taken: list[Span] = []
    if lemmas_of("verbs.tsv").isdisjoint(view.lemmas):
        return
    for index, entry in enumerate(map(known.get, view.lemmas)):
        if entry is None:
            continue
        token = view.tokens[index]
        if token.tag not in {"VERB", "AUX"} or view.quote[index] >= 0 or is_name(view, index):
            continue
        draft = _attribution(view, new_cue(index, holders.group_start(view, index), entry, is_passive(view, index)))
        if draft is None or any(first <= index < end for first, end in taken):
            continue
        if token.fine == "VBG" and last is not None and last.cue_class == "accuse" and view.words[index - 1] == "of":
            continue  # "accused them of refusing to free ten men": whose refusal it is, the accuser tells
        taken.extend(draft.cue[1:])
        if last is not None and last.cited is not None and index + 1 <= last.cited[0] <= index + 2:
            continue
        if draft.cited is None:
            draft.cited = cited_by(view, index) or cited_in_front(view, draft.cue[0][0])
        if token.fine == "VBG" and last is not None and index and view.words[index - 1] in _JOINING:
            draft.source = list(last.source)
        elif token.fine in _FINITE_OR_PAST:
            goes_on = last is not None and index and view.words[index - 1] in {"and", "but"} and draft.source
            if goes_on and last is not None and last.source and _holds(draft.source[0], last.cue[0]):
                draft.source = list(last.source)
            last = draft if draft.source else last
        yield draft


def _holds(source: Span, cue: Span) -> bool:
    """Whether the words taken for a speaker hold the cue before: "Lund accused them and said" is of one speaker."""
    return source[0] <= cue[0] and cue[1] <= source[1]


def _attribution(view: View, cue: Cue) -> Draft | None:
    """Try a relay and the passive, then content before the cue, around it and after it."""
    if cue.entry.cue_class == "cite":
        relayed = relayed_by(view, cue)
        if relayed is not None:
            return relayed
    if cue.entry.lemma in {"respond", "reply"} and view.words[cue.verb - 1 : cue.verb] in (("of",), ["of"]):
        return None  # "the group in charge of responding to the crisis"
    if cue.entry.lemma == "speak" and "condition" in view.words[cue.verb + 1 : cue.verb + 4]:
        return None  # "speaking on condition of anonymity": nothing is told by it
    if cue.passive:
        said_behind = not {("as", "saying"), ("as", "telling")}.isdisjoint(pairwise(view.words))
        return None if said_behind and cue.entry.cue_class == "cite" else _passive(view, cue)
    start = after.find_start(view, cue.verb, cue.entry, False)
    source = source_of(view, cue)
    if source is None and cue.start and view.words[cue.start - 1] in {"and", "but"}:
        source = main_of(view, cue)
    before = opening(view, cue) or _before(view, cue, source, start)
    if before is not None:
        return before
    if start is None:
        return prior(view, cue, source)
    return _after(view, cue, source, start)


def _before(view: View, cue: Cue, source: Span | None, start: after.Start | None) -> Draft | None:
    """Content in front of the cue, on both sides of it, or in front of an inverted subject."""
    if is_inverted(view, cue, start):
        front, holder = content_before(view, cue.start, True, closes(view, cue)), inverted_of(view, cue)
        if front is not None and holder is not None and (front.quoted or _is_clause(view, front.span)):
            return fronted(view, cue, holder, front)
    marked = marked_front(view, cue)
    if marked is not None and (start is None or start.kind in {"quote", "colon"}):
        return fronted(view, cue, marked[1], marked[0])
    between = parenthetical(view, cue, source) if start is None or start.kind == "quote" else None
    if between is not None:
        return between
    front = front_of(view, cue, source, start)
    return fronted(view, cue, source, front) if front is not None else None


def _is_clause(view: View, part: Span) -> bool:
    """Whether a finite verb stands in it; "its director, Ada Lund," before "urged both sides" has none."""
    return any(view.tokens[k].fine in FINITE for k in range(*part))


def _after(view: View, cue: Cue, source: Span | None, start: after.Start) -> Draft | None:
    """Content behind the cue."""
    open_quote = start.kind in {"quote", "colon"}
    if start.kind == "gap" or (source is None and view.tokens[cue.verb].fine not in {"VBG", "VB"} and not open_quote):
        source = neighbour_of(view, cue)
    if source is None and not open_quote:
        return None
    if not cue.entry.has("q") and _is_aside_use(view, cue.verb):
        return None
    if start.kind == "clause" and cue.entry.lemma == "demonstrate":
        return None  # "demonstrated over a bill that would ..."
    if start.kind in {"object", "prep", "gerund", "inf"}:
        whole = cue.entry.has("s") or cue.entry.cue_class in {"accuse", "describe"} or start.kind == "inf"
        whole = whole or (
            cue.entry.cue_class == "deny" and "that" in view.words[start.place : start.place + _CHARGE_ENDS]
        )
        first = start.addressee if start.kind == "inf" and start.addressee >= 0 else start.place
        content = spans.complement_after(view, cue.verb, first, whole)
    else:
        content = spans.content_after(view, cue.verb, start.place)
    if content is None:
        return None
    if cue.entry.cue_class == "appear":
        return draft_of(view, cue, None, [source, content] if source is not None else [content], "appear")
    return draft_of(view, cue, source, [content], start.kind)


_CHARGE_ENDS = 10
"""Words that a charge may have before "that" ("denied a report in a paper of the capital that ...")."""


def _is_aside_use(view: View, verb: int) -> bool:
    """A purpose, a coordinated base form or a relative clause: too far from an attitude that the text ascribes."""
    token = view.tokens[verb]
    if token.fine == "VBG" and token.dep == "conj":
        return True
    if token.fine == "VB":
        return token.dep in {"advcl", "acl", "conj", "acl:relcl", "csubj"}
    return token.dep == "acl:relcl" and token.fine in {"VBD", "VBZ"}


def _charge_at(view: View, cue: Cue) -> int:
    """ "Accused (on Monday) (by the rebels) of shelling the town": where the words of the charge begin, or -1."""
    if cue.verb + 2 >= len(view):
        return -1
    if view.words[cue.verb + 1] in {"of", "for"}:
        return cue.verb + 1
    for place in range(cue.verb + 2, min(cue.verb + CHARGE_REACH, len(view) - 1)):
        if view.words[place] in COMMAS or view.tokens[place].fine in FINITE:
            return -1
        if view.words[place] == "of" and view.tokens[place + 1].fine == "VBG":
            return place
    return -1


_PAST_AGENT = COMMAS | END_MARKS | {"to", "of", "that", "not", "for", "on", "in", "at", "who", "which"}


def _passive(view: View, cue: Cue) -> Draft | None:
    """ "X is expected to leave", "X was accused of theft (by Y)", "it is believed that ..."."""
    start = after.find_start(view, cue.verb, cue.entry, True)
    agent = next(
        (
            k
            for k in view.kids[cue.verb]
            if k > cue.verb and view.kid(k, "case") >= 0 and view.words[view.kid(k, "case")] == "by"
        ),
        -1,
    )
    charge = _charge_at(view, cue) if cue.entry.cue_class == "accuse" else -1
    by = view.kid(agent, "case") if agent >= 0 else -1
    if charge >= 0 and by < 0 and "by" in view.words[cue.verb + 1 : charge]:
        by = view.words.index("by", cue.verb + 1)
        agent = charge - 1
    source = holders.phrase(view, agent, by + 1, charge if charge > by else len(view)) if agent >= 0 else None
    if source is not None and source[1] < len(view) and view.tokens[source[1]].text[:1].isupper():
        source = None  # "by Turkish | Defense Minister Lund": the tree breaks the name
        agent = -1
    if source is None and agent < 0 and view.words[cue.verb + 1 : cue.verb + 2] == ("by",):
        behind = range(cue.verb + 2, len(view))
        source = holders.trimmed(
            view, cue.verb + 2, next((k for k in behind if view.words[k] in _PAST_AGENT), len(view))
        )
    told = view.kid(cue.verb, "nsubj:pass", "nsubj")
    theme = holders.phrase(view, told, 0, cue.start) if 0 <= told < cue.start else None
    addressee = cue.entry.has("A") and not cue.entry.has("o")
    parts: list[Span] = []
    if theme is not None and not addressee and view.words[theme[0]] not in {"it", "there"}:
        parts.append(theme)
    if start is not None and start.kind != "object":
        rest = spans.content_after(view, cue.verb, start.place)
        if rest is not None:
            parts.append(rest)
    elif charge >= 0:
        start = after.Start(charge, "prep")
        rest = spans.complement_after(view, cue.verb, start.place, True)
        if rest is not None:
            parts.append(rest)
    elif not cue.entry.has("o", "s"):
        return None
    if not parts or (start is None and source is None):
        return None
    made = draft_of(view, cue, source, parts, "passive")
    if made is not None and cue.start and view.words[cue.start - 1] == "it" and made.cue[0][0] == cue.start:
        made.cue[0] = (cue.start - 1, made.cue[0][1])
    return made
