"""Whether a claim is worth making: told words are; the outlet's own must tell a deed, a figure or something dated."""

from __future__ import annotations

from guarantor.reading.judging.clause import ClauseView, Judged, word_list

HARD = frozenset(
    {"denial", "refusal", "violation", "fulfilment", "commitment", "demand", "meeting", "figure", "obstacle"}
)
"""Kinds that tell something checkable by themselves."""


def is_checkable(view: ClauseView, judged: Judged) -> bool:
    """False for colour, weighing and guesses in the outlet's own voice."""
    if view.told or judged.holder is not None:
        return True
    if judged.type in HARD:
        return True
    if judged.modality in {"hypothetical", "unknown"}:
        return False
    dated = any(time.start or time.end for time in view.times)
    coloured = judged.predicate in word_list("colour", "verb")
    if judged.type == "statement":
        named = view.side_of(judged.actors[0]) is not None if judged.actors else False
        weighing = view.has("colour", "weighing")
        return (dated or (named and judged.event is not None)) and not coloured and not weighing
    return not (judged.type in {"plan", "position"} and (coloured or view.has("colour", "weighing")) and not dated)

