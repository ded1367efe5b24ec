"""Turns of phrase that say whether something is so, by words that no verb group shows."""

from __future__ import annotations

from dataclasses import replace

from guarantor.reading.judging.clause import ClauseView, Judged, word_list

_SCANT = frozenset({"no", "little", "few", "scant", "without"})
_SHOWING = frozenset({"be", "see", "show", "give", "find", "remain", "have", "observe"})
"""Verbs of which a sign is the subject or object."""


def no_sign(view: ClauseView, judged: Judged) -> Judged | None:
    """ "There is little sign of a withdrawal", "saw no evidence that they had left": what would be shown is not so."""
    if judged.type not in {"statement", "fulfilment", "commitment", "plan", "figure", "meeting"}:
        return None
    signs = word_list("nouns", "sign")
    for index in range(len(view.words) - 1):
        if view.words[index] not in _SCANT or signs.isdisjoint(view.words[index + 1 : index + 3]):
            continue
        if any(token.lemma in _SHOWING for token in view.tokens[max(0, index - 4) : index]):
            return replace(judged.by("no sign", "statement", "ongoing", "-"), event=None)
    return None
