"""Credits with a verb that stand as a sentence of their own: "Lakes Press reported.", "Lakes Press provides details."

They are taken for the sentence before them in the same paragraph, because the text does not say what else they cover.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from guarantor.reading.attribution.lexicon import word_set
from guarantor.reading.attribution.types import Draft
from guarantor.reading.attribution.view import View

_LONGEST = 8
"""Words of such a sentence, the full stop included."""


def find_credit(views: Sequence[View], number: int, names: Callable[[str], bool]) -> Draft | None:
    """The credit that the sentence is, with the sentence before it as its content (same paragraph)."""
    view = views[number]
    if not 2 <= len(view) <= _LONGEST or any(mark >= 0 for mark in view.quote):
        return None
    for end in range(min(5, len(view) - 1), 0, -1):
        if view.tokens[end].lemma not in word_set("credit") or not names(" ".join(t.text for t in view.tokens[:end])):
            continue
        if any(view.tokens[k].tag in {"VERB", "AUX", "SCONJ"} for k in range(end + 1, len(view))):
            return None
        before = views[number - 1]
        return Draft(
            sentence=number, cue=[(end, end + 1)], source=[(0, end)], content=[], lemma=view.tokens[end].lemma,
            cue_class="credit", rule="credit", more=[(before.tokens[0].start, before.tokens[-1].end)],
        )  # fmt: skip
    return None
