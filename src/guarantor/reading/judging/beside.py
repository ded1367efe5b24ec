"""What the rules on senses of verbs ask of a clause."""

from __future__ import annotations

from guarantor.reading.judging.clause import ClauseView
from guarantor.reading.sets import words_of

CLOSED = frozenset({"hypothetical", "conditional", "planned", "denied"})
"""Modalities of what is not told as so."""


def behind_deed(view: ClauseView, reach: int = 5) -> set[str]:
    """The words right behind the deed's verb."""
    if view.main is None:
        return set()
    after = [word for word, token in zip(view.words, view.tokens, strict=True) if token.start >= view.main.predicate[1]]
    return set(after[:reach])


FIRM = frozenset({"denial", "refusal", "violation", "demand", "plan"})
"""Kinds that a sense of a verb does not change."""


DONE = frozenset({"fulfilment", "statement", "plan", "figure"})
"""Kinds that a verb gives to what was done or is to be."""


STOPPING = frozenset({"suspend", "halt", "freeze", "stop", "pause", "end", "interrupt"})
"""Verbs of stopping what goes on."""


NOT = words_of("judging", "beside: not")
"""Words that deny a verb, or the noun behind it."""
DENYING = NOT | {"neither", "nor"}
"""The same with those that deny several."""
WILL = words_of("judging", "beside: will")
"""Helpers of what is ahead."""


def unquoted(view: ClauseView) -> tuple[str, ...]:
    """The words without a quotation mark that opens them."""
    return view.words[1:] if view.words[:1] in {('"',), ("“",), ("'",), ("‘",)} else view.words
