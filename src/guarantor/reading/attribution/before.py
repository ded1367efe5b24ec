"""What stands before a cue: "...," he said; a quotation in the sentence before; the rest of a split sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guarantor.reading.attribution.lexicon import word_set
from guarantor.reading.attribution.types import Span
from guarantor.reading.attribution.view import COMMAS, END_MARKS, FINITE, VERBAL, View

_LEADS = frozenset(
    {"and", "but", "so", "or", "yet", "still", "however", "meanwhile", "indeed", "now", "then", "also", "thus"}
)


@dataclass(frozen=True, slots=True)
class Front:
    """A content that ends before a cue; `quoted` when it ends with a closing mark."""

    span: Span
    quoted: bool


def content_before(view: View, edge: int, clause_ok: bool, closing: bool = False) -> Front | None:
    """The content that ends right before token `edge`, where the cue's own clause begins.

    `closing`: the cue's clause ends the sentence, so that hardly anything but a content can stand before it.
    """
    if edge <= 0:
        return None
    last = edge - 1
    comma = view.words[last] in COMMAS
    if comma:
        last -= 1
    if last < 0:
        return None
    quoted = view.quote[last] >= 0 and (last + 1 >= len(view) or view.quote[last + 1] != view.quote[last])
    if quoted:
        if not (comma or _signed(view, last)):
            return None
        first = _quote_start(view, last)
        first = _mixed_start(view, first) if comma or _signed(view, last) else first
        return Front((first, edge), True)
    if not (comma and clause_ok and view.words[edge - 1] in {",", "—", "–", "-", "--"}):
        return None
    start = _clause_start(view, last, closing)
    return Front((start, last + 1), False) if start is not None else None


def _signed(view: View, last: int) -> bool:
    """A comma, full stop, question or exclamation mark inside the closing mark."""
    return last > 0 and view.words[last - 1] in COMMAS | END_MARKS


def _quote_start(view: View, last: int) -> int:
    """The first word of the quotation that ends at `last`, within the sentence."""
    number, first = view.quote[last], last
    while first > 0 and view.quote[first - 1] == number:
        first -= 1
    return first


_COMMAS_AND_COLON = COMMAS | {":"}


def _mixed_start(view: View, first: int) -> int:
    """Include words before the quotation that lead into it: The draft is "dead," he said."""
    if first == 0 or view.words[first - 1] in _COMMAS_AND_COLON:
        return first
    start = _clause_start(view, first - 1)
    return start if start is not None else first


_LEADS_AND_COMMAS = _LEADS | COMMAS


def _clause_start(view: View, last: int, closing: bool = False) -> int | None:
    """Where the clause that ends at `last` begins; None when there is no verb in it."""
    first = 0
    while first < last and view.words[first] in _LEADS_AND_COMMAS and view.quote[first] < 0:
        first += 1
    if any(_finite_clause(view, k, first, last) for k in range(first, last + 1)):
        return first
    if view.tokens[first].fine in {"VBN", "VBG"} or view.words[first] == "when":
        return None
    if not (closing and any(view.tokens[k].fine in FINITE for k in range(first, last + 1))):
        return None
    if view.words[first] in word_set("subordinator") and "," not in view.words[first:last]:
        return None
    return first


_TELLING_TAGS = VERBAL | {"ADJ", "NOUN", "PROPN", "PRON"}


def _finite_clause(view: View, verb: int, first: int, last: int) -> bool:
    """True for a verb with its own subject that is not subordinated to what comes after `last`."""
    token = view.tokens[verb]
    if token.tag not in _TELLING_TAGS or token.dep in {"advcl", "acl", "acl:relcl"}:
        return False
    subject = view.kid(verb, "nsubj", "nsubj:pass", "expl", "csubj")
    if not first <= subject <= last:
        return False
    mark = view.kid(verb, "mark")
    return mark < 0 or view.words[mark] in {"that", "to"}


def leading_quote(views: Sequence[View], number: int, paragraphs: Sequence[int]) -> Span | None:
    """Sentences right before this one, in its paragraph, that are one quotation: (first sentence, last sentence)."""
    first = number
    while first > 0 and paragraphs[first - 1] == paragraphs[number] and whole_quote(views[first - 1]):
        first -= 1
    return (first, number - 1) if first < number else None


def whole_quote(view: View) -> bool:
    """True when everything in the sentence but signs is quoted."""
    return all(mark >= 0 or view.tokens[k].tag == "PUNCT" for k, mark in enumerate(view.quote))


def last_closing_mark(view: View, edge: int, reach: int = 30) -> int:
    """The nearest closing mark of a quotation before `edge` whose comma or stop stands inside or behind it, or -1."""
    for place in range(edge - 1, max(-1, edge - reach), -1):
        if view.quote[place] >= 0:
            ends = view.is_mark(place) and (place + 1 >= len(view) or view.quote[place + 1] != view.quote[place])
            behind = place + 1 < edge and view.words[place + 1] in COMMAS
            return place if ends and (_signed(view, place) or behind) else -1
    return -1
