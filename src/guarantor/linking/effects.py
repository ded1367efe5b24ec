"""What a claim does to what it bears on, once its modality and polarity are taken into account.

A pattern of the agreement file says what the act would do if it is told done ("performed", "forbidden" …). Whether it
*is* told done is the claim's modality: a refusal, a plan and a denial of the same act have other effects. This table is
the whole of it; a pair that is missing has no effect and makes no link.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from guarantor.model.claim import Claim
from guarantor.model.provision import Effect, EvidencePattern
from guarantor.reading.lemmas import lemma_of

Told = Literal["done", "not done", "alleged", "meant", "meant not", "denied"]

_WORD: Final = re.compile(r"[^\W\d_]+")
DONE: Final = ("happened", "ongoing")
NEGATIONS: Final = frozenset({"not", "never", "nor", "neither", "without", "refuse", "refused", "t"})
STOPS: Final = frozenset({"suspend", "halt", "stop", "pause", "freeze", "cease", "end", "resume", "restart", "renew"})
"""Verbs of which reading keeps what they stop or take up again as the predicate."""
MEANT: Final = ("planned", "proposed", "ordered", "conditional", "hypothetical")

UNDER: Final[dict[Effect, dict[Told, Effect]]] = {
    "performed": {
        "done": "performed",
        "not done": "not_performed",
        "meant": "intends",
        "meant not": "not_performed",
        "denied": "not_performed",
    },
    "total": {"done": "total", "meant": "intends"},
    "not_performed": {"done": "not_performed", "not done": "not_performed", "meant": "not_performed"},
    "outstanding": {"done": "outstanding", "not done": "outstanding"},
    "breached": {
        "done": "breached",
        "alleged": "breached",
        "not done": "answers",
        "denied": "answers",
    },
    "forbidden": {
        "done": "forbidden",
        "alleged": "forbidden",
        "not done": "answers",
        "denied": "answers",
        "meant": "intends",
    },
    "upholds": {"done": "upholds", "not done": "forbidden", "meant": "intends"},
    "answers": {"done": "answers", "not done": "answers", "denied": "answers"},
    "triggered": {"done": "triggered", "not done": "not_triggered", "denied": "not_triggered", "meant": "intends"},
    "not_triggered": {"done": "not_triggered", "not done": "not_triggered"},
    "ended": {"done": "ended"},
    "excepted": {"done": "excepted"},
    "closed": {"done": "closed"},
    "intends": {"done": "intends", "meant": "intends"},
}


def told(claim: Claim) -> Told | None:
    """How an act is told in a claim; None where its modality is unknown, or it is alleged by nobody.

    A refusal to act is told as "meant not": its holder says that the act will not be done. One that is told done by
    its own verb ("withheld", "broke off") is an act like others; the release that somebody halted is none.
    """
    positive = claim.polarity == "+"
    if claim.modality == "denied" or claim.type == "denial":
        return "denied"
    if claim.type == "refusal":
        return "done" if claim.modality in DONE and _told_by_its_verb(claim) else "meant not"
    if claim.modality in DONE:
        return "done" if positive else "not done"
    if claim.modality == "alleged":
        return "alleged" if claim.holder.text is not None and positive else None
    if claim.modality in MEANT:
        return "meant" if positive else "meant not"
    return None


def _told_by_its_verb(claim: Claim) -> bool:
    """Whether a past form of the claim's own verb stands in its words."""
    return _past_in(claim, (claim.predicate or "").partition(" ")[0])


def _past_in(claim: Claim, verb: str) -> bool:
    words = _WORD.findall(claim.quote.casefold())
    return any(word not in (verb, f"{verb}s", f"{verb}es") and lemma_of(word, "VERB") == verb for word in words)


@lru_cache(maxsize=2**12)
def _folded(phrases: tuple[str, ...]) -> frozenset[str]:
    """Remembered, since a case asks by the same patterns of every claim."""
    return frozenset(phrase.casefold() for phrase in phrases)


def halted(pattern: EvidencePattern, claim: Claim) -> bool:
    """Whether a claim is of the pattern's act though its predicate is what was halted or taken up again: "suspended the
    ceasefire" has the truce for its predicate, and is the act "suspend" on the object "ceasefire"."""
    predicate = (claim.predicate or "").casefold()
    if predicate not in _folded(pattern.of) or claim.modality not in DONE:
        return False
    negated = any(word in NEGATIONS for word in _WORD.findall(claim.quote.casefold()))
    return not negated and any(_past_in(claim, act) for act in pattern.acts if act in STOPS)


def effect_of(pattern: EvidencePattern, claim: Claim) -> Effect | None:
    """The effect of a claim that fits a pattern, or None where it has none.

    A pattern that lists modalities or a polarity asks for just those and keeps its effect.
    """
    if pattern.polarity != "any" and claim.polarity != pattern.polarity:
        return None
    if pattern.modalities:
        return pattern.effect if claim.modality in pattern.modalities else None
    how = "done" if claim.type == "refusal" and halted(pattern, claim) else told(claim)
    return None if how is None else UNDER[pattern.effect].get(how)
