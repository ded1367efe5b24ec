"""What a stretch of text says was done, is promised, refused, demanded or denied: one proposition for each deed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from guarantor.model.spans import Span
from guarantor.reading.quick import maker, quick


class Around(Protocol):
    """What stands around a deed, looked for when it is asked for: most deeds of a clause are never asked."""

    def clause(self) -> Span:
        """The words of its clause."""

    def sides(self) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """Who does it, and who bears it."""

    def speakers(self) -> tuple[Span, ...]:
        """Who says so with a verb of promising, refusing, denying, demanding or alleging."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """One deed as a stretch of text tells it. Spans are offsets into the document.

    ``event`` is a PLOVER type or None, ``type_hint`` a claim type by the deed alone.
    ``role`` says how the clause stands in its sentence: main, coordinate, complement, condition, adverbial, relative,
    participle or headline. ``rule`` names the rules that fired, from the deed outwards.
    """

    predicate: Span
    lemma: str
    event: str | None
    type_hint: str
    modality: str
    polarity: str
    around: Around
    role: str = "main"
    rule: str = ""

    @property
    def span(self) -> Span:
        """The words of the clause."""
        return self.around.clause()

    @property
    def actors(self) -> tuple[Span, ...]:
        """Who does it or would do it."""
        return self.around.sides()[0]

    @property
    def targets(self) -> tuple[Span, ...]:
        """Who bears it."""
        return self.around.sides()[1]

    @property
    def speakers(self) -> tuple[Span, ...]:
        """Who promises, refuses, denies, demands or alleges it, where the text says so with such a verb."""
        return self.around.speakers()


new_proposition = maker(Proposition)
