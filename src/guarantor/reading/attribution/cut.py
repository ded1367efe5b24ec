"""Subjects that the tree has cut or run together: who speaks begins further to the left, or further to the right."""

from __future__ import annotations

from guarantor.reading.attribution import holders
from guarantor.reading.attribution.types import Span
from guarantor.reading.attribution.view import FINITE, View

_SELF = frozenset({"himself", "herself", "itself", "themselves"})
_LINKS = frozenset({"of", "for", "in", "at", "on", "'s", "’s", "(", ")"})
_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM"})
_OPENING = frozenset({"after", "because", "since", "although", "though", "while", "whereas", "until", "unless", "once"})
_LONG = 6
"""Words of a subject from which on it is looked at for another clause inside."""


def whole_subject(view: View, start: int, part: Span) -> Span:
    """The subject of the verb group at ``start``, with what the tree has cut off and without what it added."""
    behind = part[1]
    while behind < start and view.is_time(behind):
        behind += 1
    if behind == start:
        part = _of_last_clause(view, start, part)
        part = _from_its_head(view, part)
    return _before_self(view, described_before(view, start, part))


def described_before(view: View, start: int, part: Span) -> Span:
    """ "The Lakes Forum (LF), the bloc mediating the talks, said": the name that opens the sentence, not the talks."""
    if start < _LONG or view.words[start - 1] != ",":
        return part
    comma = next((k for k in range(start - 2, 1, -1) if view.words[k] == ","), -1)
    if comma < 2 or not comma < part[0] or view.tokens[comma + 1].tag != "DET":
        return part
    inside = [view.tokens[k].fine for k in range(comma + 1, start - 1)]
    if not {"VBG", "VBN"} & set(inside) or FINITE & set(inside):
        return part
    named = any(view.tokens[k].tag == "PROPN" for k in range(comma)) and _is_plain(view, 0, comma)
    return (holders.trimmed(view, 0, comma) or part) if named else part


def _of_last_clause(view: View, start: int, part: Span) -> Span:
    """ "Norland called off a truce with the rebels, in a turn after the group said": the group, and not the truce."""
    if start - part[0] < _LONG:
        return part
    opens = next((k for k in range(start - 2, part[0], -1) if view.words[k] in _OPENING or _is_as(view, k)), -1)
    if opens < 0 or view.tokens[opens + 1].tag not in _PHRASE or not _is_plain(view, opens + 1, start):
        return part
    if not any(view.tokens[k].fine in FINITE for k in range(opens)):
        return part
    return holders.trimmed(view, opens + 1, start) or part


def _is_as(view: View, place: int) -> bool:
    """ "Norway urges calm as minister says": "as" before a clause, and not in "as well as" or "known as"."""
    before = view.tokens[place - 1]
    return (
        view.words[place] == "as" and before.tag in {"NOUN", "PROPN"} and view.words[place - 1] not in {"well", "such"}
    )


def _is_plain(view: View, first: int, last: int) -> bool:
    """Whether there is nothing but one noun phrase between two words."""
    return all(view.tokens[k].tag in _PHRASE or view.words[k] in _LINKS for k in range(first, last))


def _from_its_head(view: View, part: Span) -> Span:
    """ "Ada Lund, the envoy of the union in Lom said", "the group led by Nils Berg said": not Lom, and not Berg."""
    first, last = part
    opens = first if view.tokens[first].tag == "ADP" else first - 1
    if opens < 2 or view.tokens[opens].tag != "ADP" or view.words[opens] not in _LINKS | {"by"}:
        return part
    start, led = opens, -1
    while start > 0:
        token, word = view.tokens[start - 1], view.words[start - 1]
        if token.fine in {"VBN", "VBD"} and view.words[start] == "by":
            led = start - 1
        elif token.tag not in _PHRASE and word not in _LINKS:
            break
        start -= 1
    if start == opens or view.tokens[start].tag not in _PHRASE or view.is_time(start):
        return part
    if view.words[opens] == "by" and led < 0:
        return part
    if led > start:
        last = led
    elif start and view.words[start - 1] != ",":
        return part
    return _with_name(view, start), last


def _with_name(view: View, start: int) -> int:
    """Where the name begins that a description behind a comma belongs to, or the description where there is none."""
    name = start - 1
    if name < 2 or view.words[name] != "," or view.quote[name] >= 0:
        return start
    while name > 0 and view.tokens[name - 1].tag in {"PROPN", "NOUN"} and view.tokens[name - 1].text[0].isupper():
        name -= 1
    return name if name < start - 1 and name == 0 else start


def _before_self(view: View, part: Span) -> Span:
    """ "Lund, himself a former rebel, said": the name before the aside."""
    first = part[0] + (view.words[part[0]] in _SELF)
    if first < 3 or view.words[first - 1] not in _SELF or view.words[first - 2] != ",":
        return part
    start = first - 2
    while start > 0 and (view.tokens[start - 1].tag in _PHRASE or view.words[start - 1] in _LINKS):
        start -= 1
    return (start, first - 2) if start < first - 2 else part
