"""The first reading of a clause: what its deed, its side or its telling says before any rule is tried."""

from __future__ import annotations

from typing import Literal

from guarantor.model.spans import Span
from guarantor.reading.judging.clause import ClauseView
from guarantor.reading.judging.judged import Judged, new_judged
from guarantor.reading.sets import words_of
from guarantor.reading.units.hanging import ASKED_FOR


def opened(view: ClauseView) -> Judged | None:
    """The clause as its deed tells it, before any rule."""
    if view.unit.given == "meeting":
        return new_judged(
            type="meeting",
            modality="happened",
            event="CONSULT",
            predicate="meet",
            actors=(view.unit.host,) if view.unit.host else (),
            rule="talks beside",
        )
    if view.unit.side == "count":
        return new_judged(type="figure", modality="happened", predicate="count", rule="total put")
    if view.unit.given == "attack":
        return new_judged(
            type="violation", modality="happened", event="ASSAULT", predicate="attack", rule="attack in a title"
        )
    if view.unit.side == "weighed":
        return new_judged(
            type="position", modality="ongoing", predicate="describe", holder=view.unit.host, rule="weighed aside"
        )
    turned = not {"refused", "refuses", "refuse"}.isdisjoint(view.words) or not ASKED_FOR.isdisjoint(view.words[:3])
    if view.unit.side == "denied" and turned:
        return new_judged(
            type="refusal", modality="planned", polarity="-", predicate="refuse", holder=view.unit.host,
            rule="step refused",
        )  # fmt: skip
    if view.unit.side == "denied":
        return new_judged(
            type="denial", modality="denied", polarity="-", predicate="deny", holder=view.unit.host,
            rule="charge turned down",
        )  # fmt: skip
    main = view.main
    if view.unit.side == "charged":
        return new_judged(
            type="violation", modality="happened", event=main.event if main else None,
            predicate=main.lemma if main else "accuse", targets=main.targets if main else (),
            holder=view.unit.host, rule="accused by",
        )  # fmt: skip
    if main is not None:
        host: tuple[Span, ...] = (view.unit.host,) if view.unit.host else ()
        if view.unit.telling is not None and view.words[:2] == ("to", "have"):
            host = view.unit.telling.source[:1]  # "claims to have released them"
        borne = view.unit.side == "bearer"
        return new_judged(
            type=main.type_hint, modality=main.modality, polarity=main.polarity, event=main.event,  # type: ignore[arg-type]
            predicate=main.lemma, actors=main.actors or (() if borne else host),
            targets=main.targets or (host if borne else ()), rule=main.rule,
        )  # fmt: skip
    telling = view.unit.telling
    if telling is None or len(view.tokens) < (2 if telling.cue_lemma in _TELLING_OF else 3) or _only_points(view):
        return None
    if view.finite < 0 and view.unit.role == "tell" and view.headline and telling.cue_lemma in {"say", "tell"}:
        denied: Literal["+", "-"] = "-" if {"not", "no", "never"} & set(view.words[:3]) else "+"
        return new_judged(type="statement", modality="ongoing", polarity=denied, rule="no verb in a title")
    if view.words[:2] == ("responsibility", "for") and telling.cue_class == "claim" and telling.source:
        return new_judged(
            type="violation", modality="happened", event="ASSAULT", predicate="claim", actors=telling.source[:1],
            rule="responsibility claimed",
        )  # fmt: skip
    if view.finite < 0 and view.unit.role == "tell":
        return (
            new_judged(type="statement", modality="happened", rule="no verb")
            if telling.cue_lemma in _TELLING_OF
            else _asked(view)
        )
    conditional = any(one.role == "condition" for one in view.deeds)
    return new_judged(type="statement", modality="conditional" if conditional else "unknown", rule="no act")


def _only_points(view: ClauseView) -> bool:
    """ "It was so", "this is why": a few words that only point back, unlike "it had not seen the draft"."""
    if view.words[0] not in _POINTING or len(view.tokens) >= SHORT:
        return False
    return not (view.words[0] == "it" and view.words[1] in {"had", "has"} and len(view.tokens) > 4)


def _asked(view: ClauseView) -> Judged | None:
    """Words without a finite verb that a verb of asking may still make a demand of ("insisted that it be done")."""
    telling = view.unit.telling
    asking = telling is not None and telling.cue_lemma in ASKING
    return new_judged(type="statement", modality="unknown", rule="no act") if asking else None


ASKING = words_of("judging", "opening: asking")
"""Verbs that a bare infinitive behind "that" turns into demands."""
_TELLING_OF = words_of("judging", "opening: telling of")
"""Verbs whose object is what happened ("reported gunfire")."""
SHORT = 8
"""Words of a clause below which "it" and "this" only point back."""
_POINTING = frozenset({"this", "that", "it", "so", "how", "what", "why", "about"})
