"""Reports of reports: whom a holder quotes or cites."""

from __future__ import annotations

from guarantor.reading.attribution import after, holders, spans
from guarantor.reading.attribution.cue import Cue, draft_of
from guarantor.reading.attribution.lexicon import entries, word_set
from guarantor.reading.attribution.subjects import neighbour_of, source_of
from guarantor.reading.attribution.types import Draft, Span
from guarantor.reading.attribution.view import COMMAS, END_MARKS, FINITE, View
from guarantor.reading.sets import words_of


def relayed_by(view: View, cue: Cue) -> Draft | None:
    """ "The paper quoted the mayor as saying that ..."; "the mayor was quoted (by the paper) as saying that ..."."""
    mark = next((k for k in range(cue.verb + 1, min(cue.verb + 30, len(view) - 1)) if view.words[k] == "as"), -1)
    if mark < 0 or view.tokens[mark + 1].fine != "VBG" or view.tokens[mark + 1].lemma not in entries("verbs.tsv"):
        return None
    inner = Cue(mark + 1, mark + 1, entries("verbs.tsv")[view.tokens[mark + 1].lemma], False)
    start = after.find_start(view, inner.verb, inner.entry, False)
    content = spans.content_after(view, inner.verb, start.place) if start is not None else None
    if content is None:
        return None
    subject = source_of(view, cue) or neighbour_of(view, cue)
    if cue.passive:
        agent = cue.verb + 2 if view.words[cue.verb + 1] == "by" else mark
        teller = holders.trimmed(view, agent, mark)
        source, cited = (teller, subject) if teller is not None else (subject, None)
    else:
        source, cited = subject, holders.trimmed(view, cue.verb + 1, mark)
    made = draft_of(view, cue, source, [content], "relayed")
    made.cue = [(cue.start, cue.verb + 1), (mark, mark + 2)]
    made.cited = cited
    return made


_CITING = words_of("attribution", "relays: citing")
_CITED = words_of("attribution", "relays: cited")


def cites_at(view: View, place: int) -> int:
    """Where the words begin that name the one cited, behind "citing" or "which cited" at a place; -1 for neither."""
    if place + 1 >= len(view) or view.quote[place] >= 0:
        return -1
    if view.words[place] in _CITING:
        return place + 1
    return place + 2 if view.words[place] in {"which", "who"} and view.words[place + 1] in _CITED else -1


_ENDING = COMMAS | END_MARKS | {"that", "as", ")", ":"}


def cited_by(view: View, verb: int) -> Span | None:
    """Whom the holder names as its own source: "..., citing two officials". Only who can be asked counts."""
    if not _tells_citing(view):
        return None
    for place in range(verb + 1, min(verb + 60, len(view) - 1)):
        first = cites_at(view, place)
        if first >= 0:
            end = first
            while end < len(view) and view.words[end] not in _ENDING:
                if view.tokens[end].fine in FINITE:
                    return None
                end += 1
            return _source_cited(view, first, end)
        if (
            place > verb + 1
            and view.tokens[place].lemma in entries("verbs.tsv")
            and view.tokens[place].fine in {"VBD", "VBZ"}
        ):
            return None
    return None


def cited_in_front(view: View, start: int) -> Span | None:
    """ "The agency, citing three envoys, reported that ...": whom the holder names between its name and the cue."""
    if not _tells_citing(view):
        return None
    if start < 4 or view.words[start - 1] not in COMMAS:
        return None
    for place in range(start - 2, max(0, start - 16), -1):
        first = cites_at(view, place)
        if first >= 0 and view.words[place - 1] in COMMAS:
            return _source_cited(view, first, start - 1)
        if view.words[place] in COMMAS or (view.tokens[place].fine in FINITE and cites_at(view, place - 1) < 0):
            return None
    return None


def _tells_citing(view: View) -> bool:
    return not _CITING.isdisjoint(view.words) or not _CITED.isdisjoint(view.words)


def _source_cited(view: View, first: int, end: int) -> Span | None:
    """Who is cited: of "figures from the ministry" the ministry."""
    whose = next((k for k in range(first, end) if view.words[k] in _FROM), -1)
    if whose > first and view.tokens[whose - 1].lemma in _GIVEN:
        named = holders.trimmed(view, whose + 1, end)
        if named is not None and _can_tell(view, named):
            return named
    found = holders.trimmed(view, first, end)
    return found if found is not None and _can_tell(view, found) else None


_FROM = words_of("attribution", "relays: from")
_GIVEN = words_of("attribution", "relays: given")
"""What somebody gives who is then the one cited."""


_BODIES = words_of("attribution", "relays: bodies")


def _can_tell(view: View, part: Span) -> bool:
    """True for a name, or a word for somebody or something that tells."""
    named = any(view.tokens[k].tag == "PROPN" and not view.is_time(k) for k in range(*part))
    told = (view.tokens[k].lemma in _BODIES or view.tokens[k].lemma in word_set("teller") for k in range(*part))
    return named or any(told)
