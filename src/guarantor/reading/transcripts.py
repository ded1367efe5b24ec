"""Questions and answers: "Question: ... Ada Lund: ...", where a label before each paragraph says whose words follow.

A label is taken for a speaker where the report has questions too, or where the same person's label comes back; whatever
stands in a question is asked and not told by the outlet, so that it makes no claim but by somebody it names.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from guarantor.model.spans import Span
from guarantor.reading.actors import Cast
from guarantor.reading.attribution import Attribution
from guarantor.reading.document import Document
from guarantor.reading.layout import Layout
from guarantor.reading.quick import quick

_LABEL = re.compile(r"(?P<who>[A-Z][\w.’'-]*(?: [A-Za-z][\w.’'-]*){0,5})\s?:\s+(?=\S)")
_ASKING = frozenset({"question", "q", "journalist", "reporter", "correspondent", "moderator", "host", "interviewer"})
_ANSWERING = frozenset({"answer", "a"})
TRANSCRIPT = "transcript"
"""The rule of a telling that only a label shows."""
_SPEAKERS = frozenset({"person", "role"})


@quick
@dataclass(frozen=True, slots=True)
class Turn:
    """Whose words a paragraph has: the label's place for a speaker, None where it asks or nobody is named."""

    paragraph: int
    speaker: Span | None


def turns_of(document: Document, layout: Layout, cast: Cast) -> tuple[Turn, ...]:
    """The labelled paragraphs of a transcript with those that go on behind them; empty for any other report."""
    text = document.text
    if ":" not in text:
        return ()
    labels = {
        number: match
        for number, (start, end) in enumerate(document.paragraphs)
        if layout.told(number) and (match := _LABEL.match(text, start, min(end, start + 60)))
    }
    asked = {number for number, one in labels.items() if one["who"].lower() in _ASKING}
    answered = {number for number, one in labels.items() if one["who"].lower() in _ANSWERING}
    named = {
        n: one for n, one in labels.items() if n not in asked | answered and _speaks(document, cast, one.span("who"))
    }
    again = Counter(one["who"] for one in named.values())
    if not asked and max(again.values(), default=0) < 2:
        return ()
    if not named and not answered:
        return ()
    made: list[Turn] = []
    now: Turn | None = None
    for number in range(min((*asked, *answered, *named)), len(document.paragraphs)):
        if number in named:
            now = Turn(number, named[number].span("who"))
        elif number in asked or number in answered:
            now = Turn(number, None)
        elif now is not None:
            now = Turn(number, now.speaker)
        if now is not None and layout.told(number):
            made.append(now)
    return tuple(made)


def _speaks(document: Document, cast: Cast, span: Span) -> bool:
    """Whether a label names a person or an office, and no place or heading."""
    return cast.phrase(document.sentence_at(span[0]), span).kind in _SPEAKERS


def answers(document: Document, turns: tuple[Turn, ...], regions: list[tuple[int, int]]) -> tuple[Attribution, ...]:
    """Each sentence of an answer as told by its speaker."""
    speakers = {turn.paragraph: turn.speaker for turn in turns if turn.speaker is not None}
    made: list[Attribution] = []
    for number, sentence in enumerate(document.sentences):
        who = speakers.get(sentence.paragraph)
        first, last = regions[number]
        if who is None or first >= last:
            continue
        content = sentence.tokens[first].start, sentence.tokens[last - 1].end
        one = Attribution(
            cue=((who[1], who[1] + 1),), source=(who,), content=(content,), cue_lemma="say", cue_class="say",
            rule=TRANSCRIPT, direct=True,
        )  # fmt: skip
        made.append(one)
    return tuple(made)
