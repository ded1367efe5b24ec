"""What a deed is called: its event type and its claim type, by the rule that named it and by how it stands."""

from __future__ import annotations

from functools import cache

from guarantor.reading.events.classify import nominal, turned
from guarantor.reading.events.lexicon import rows
from guarantor.reading.modality.fold import REAL, Stance
from guarantor.reading.sets import words_of

HARM = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "THREATEN"})


@cache
def kinds() -> dict[str, tuple[str, str]]:
    """Rule of an event to its claim type when done and when not done."""
    return {rule: (done, undone) for rule, done, undone, _ in rows("modality/kinds.tsv")}


@cache
def acts() -> frozenset[str]:
    """Families of nouns that name an act which may be promised, refused or demanded."""
    return frozenset(family for family, *_ in rows("events/nominal.tsv")) - {
        "criticism",
        "support",
        "ties",
        "rejection",
        "warning",
    }


def noun_event(families: frozenset[str]) -> str | None:
    """Event of a noun by its families."""
    return next((nominal()[family] for family in sorted(families) if family in nominal()), None)


OWED = frozenset({"YIELD", "AID"})
"""Events that somebody may fail to do who owes them; a failure to agree or to meet is nobody's breach."""

HINDERING = words_of("modality", "deeds: hindering")
"""Words for keeping another from a deed, which is itself done ("prevented a patrol from reaching the town")."""

NOUN_KINDS = {
    "ASSAULT": "violation",
    "YIELD": "fulfilment",
    "AID": "fulfilment",
    "CONSULT": "meeting",
    "SUPPORT": "commitment",
    "REQUEST": "demand",
}
"""Claim type of a deed named by a noun."""


_TOLD_AS_DONE = REAL | {"alleged", "unknown", "denied"}


def kind_of(stance: Stance, rule: str, event: str | None) -> str:
    """Claim type of a deed by itself, before anybody is known to have said so."""
    if stance.type == "violation" and stance.polarity == "-" and event not in OWED:
        hindered = bool(stance.links) and stance.links[0].operator.word in HINDERING
        return "violation" if hindered else "statement"
    if stance.type is not None and not (
        stance.type == "plan" and event in HARM and stance.modality not in {"planned", "hypothetical"}
    ):
        return stance.type
    by_noun = NOUN_KINDS.get(event or "", "statement") if rule.startswith("noun ") else "statement"
    done, undone = kinds().get(rule, (by_noun, "statement"))
    if stance.modality in _TOLD_AS_DONE:
        return done if stance.polarity == "+" else undone
    if stance.modality == "hypothetical":
        return done if done in {"violation", "position"} else "statement"
    return done if done in {"violation", "position", "demand", "refusal"} else "plan"


def event_of(stance: Stance, kind: str, event: str | None) -> str | None:
    """PLOVER type of a deed as it stands: promises agree, refusals reject, threats threaten."""
    operators = {link.operator.word for link in stance.links}
    if operators & {"threaten", "threat", "warn"}:
        return "THREATEN"
    if kind == "refusal" or kind == "denial":
        return "REJECT"
    if kind == "demand":
        return event if event == "THREATEN" else "REQUEST"
    if kind == "commitment" and stance.links:
        return "AGREE"
    if event is not None and stance.modality in {"planned", "proposed", "conditional"}:
        return turned().get(("future", event), event)
    return event
