"""Holders set off by a colon: "Ministry: road is open", "Road is open: minister", "Lund: “We will stay”".

A name before a colon is a holder only where something else shows that it tells: a quotation follows, the words are an
outlet or end in a word for somebody who speaks, or the same name is a holder elsewhere in the text. "Humanitarian
relief: ..." is a heading and no holder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from guarantor.reading.attribution import spans
from guarantor.reading.attribution.lexicon import word_set
from guarantor.reading.attribution.types import Draft, Span
from guarantor.reading.attribution.view import END_MARKS, View

_LONGEST = 6
"""Words that a name before or after a colon may have."""


def find_colons(view: View, names: Callable[[str], bool], known: frozenset[str]) -> Iterator[Draft]:
    """At most one attribution: the holder before the first colon or, in a headline, after the last one."""
    colons = [k for k in range(1, len(view) - 1) if view.words[k] == ":" and view.quote[k] < 0]
    if not colons:
        yield from _behind_dash(view, names, known)
        return
    first, last = colons[0], colons[-1]
    if _is_label(view, 0, first) and (view.opens(first + 1) or _tells(view, (0, first), names, known)):
        content = _content(view, first)
        if content is not None:
            yield _draft(view, (0, first), first, content)
        return
    end = len(view) - (1 if view.words[-1] in END_MARKS else 0)
    headline = view.words[-1] not in END_MARKS
    if headline and _is_label(view, last + 1, end) and _speaks(view, (last + 1, end), names):
        told = spans.tidy(view, 0, last)
        if told is not None and told[1] - told[0] > 2:
            yield _draft(view, (last + 1, end), last, told)


def _behind_dash(view: View, names: Callable[[str], bool], known: frozenset[str]) -> Iterator[Draft]:
    """ "Road to open on Friday — minister": the holder behind the last dash of a headline."""
    last = next((k for k in range(len(view) - 2, 1, -1) if view.words[k] in {"—", "–", "-", "--"}), 0)
    if last < 4 or view.words[-1] in END_MARKS or len(view) - last > _LONGEST:
        return
    if view.tokens[last - 1].end == view.tokens[last].start:
        return
    if _is_label(view, last + 1, len(view)) and _tells(view, (last + 1, len(view)), names, known):
        told = spans.tidy(view, 0, last)
        if told is not None:
            yield _draft(view, (last + 1, len(view)), last, told)


def _content(view: View, colon: int) -> Span | None:
    """What follows the colon: the quotation, or the rest of the sentence."""
    end = spans.quote_end(view, colon + 1) if view.opens(colon + 1) else len(view)
    return spans.tidy(view, colon + 1, end)


def _is_label(view: View, first: int, last: int) -> bool:
    """True for a few words without a verb, a comma or a digit, outside quotations."""
    if not 0 < last - first <= _LONGEST:
        return False
    for place in range(first, last):
        token = view.tokens[place]
        if view.quote[place] >= 0 or token.fine in {"VBD", "VBZ", "VBP", "MD", "VB"}:
            return False
        if token.tag in {"NUM", "SYM"} or (token.tag == "PUNCT" and token.text not in {"(", ")", "."}):
            return False
    return True


def _tells(view: View, part: Span, names: Callable[[str], bool], known: frozenset[str]) -> bool:
    """True where the label is somebody who speaks, or a name that is a holder elsewhere in the text."""
    last = view.tokens[part[1] - 1]
    return _speaks(view, part, names) or (last.text[0].isupper() and last.text.lower() in known)


def _speaks(view: View, part: Span, names: Callable[[str], bool]) -> bool:
    """True for an outlet, or words that end in one for somebody who speaks ("foreign minister", "UN envoy")."""
    text = " ".join(view.tokens[k].text for k in range(*part))
    if view.words[part[1] - 1] in word_set("speaker") or names(text):
        return True
    office = next((k for k in range(part[1] - 1, part[0] - 1, -1) if view.words[k] in word_set("speaker")), -1)
    named = office >= 0 and part[1] - office > 1  # "Foreign Minister Ada Lund"
    return named and all(view.tokens[k].text[:1].isupper() for k in range(office + 1, part[1]))


def _draft(view: View, source: Span, colon: int, content: Span) -> Draft:
    return Draft(
        sentence=view.number, cue=[(colon, colon + 1)], source=[source], content=[content], lemma=":", cue_class="say",
        rule="colon", direct=view.quote[content[0]] >= 0,
    )  # fmt: skip
