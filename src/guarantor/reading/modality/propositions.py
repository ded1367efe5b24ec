"""What a stretch of text says was done, is promised, refused, demanded or denied: one proposition for each deed."""

from __future__ import annotations

from dataclasses import dataclass

from guarantor.model.spans import Span
from guarantor.reading.quick import quick


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """One deed as a stretch of text tells it. Spans are offsets into the document.

    ``actors`` do it or would do it, ``targets`` bear it; ``speakers`` promise, refuse, deny, demand or allege it where
    the text says so with such a verb. ``event`` is a PLOVER type or None, ``type_hint`` a claim type by the deed alone.
    ``role`` says how the clause stands in its sentence: main, coordinate, complement, condition, adverbial, relative,
    participle or headline. ``rule`` names the rules that fired, from the deed outwards.
    """

    span: Span
    predicate: Span
    lemma: str
    event: str | None
    type_hint: str
    modality: str
    polarity: str
    actors: tuple[Span, ...] = ()
    targets: tuple[Span, ...] = ()
    speakers: tuple[Span, ...] = ()
    role: str = "main"
    rule: str = ""
