"""The reading of a clause as it goes from rule to rule, and the lists of words that the rules share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from guarantor.model.claim import ClaimType, Modality
from guarantor.model.spans import Span
from guarantor.reading.patterns import read_table
from guarantor.reading.quick import maker, quick, replace


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The reading of a unit's clause. ``holder`` is set where the doer's own stance is told ("they demanded")."""

    type: ClaimType
    modality: Modality
    polarity: Literal["+", "-"] = "+"
    event: str | None = None
    predicate: str | None = None
    actors: tuple[Span, ...] = ()
    targets: tuple[Span, ...] = ()
    holder: Span | None = None
    rule: str = ""

    def by(
        self, rule: str, type: ClaimType | None = None, modality: Modality | None = None,
        polarity: Literal["+", "-"] | None = None,
    ) -> Judged:  # fmt: skip
        """The same after one more rule."""
        return replace(
            self, type=type or self.type, modality=modality or self.modality, polarity=polarity or self.polarity,
            rule=f"{self.rule} < {rule}" if self.rule else rule,
        )  # fmt: skip


new_judged = maker(Judged)


@cache
def word_list(name: str, kind: str) -> frozenset[str]:
    """The words of one kind in ``data/judging/<name>.tsv``."""
    return {row["kind"]: frozenset(row["words"].split("|")) for row in read_table(f"judging/{name}.tsv")}[kind]
