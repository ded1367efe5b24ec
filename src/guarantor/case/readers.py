"""Rules and model side by side over a record: what each says, and what people accepted of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from guarantor.case.modelled import current, rules_of
from guarantor.record.readings import ReadingKept, readings_of
from guarantor.record.record import MODEL_RULE
from guarantor.record.view import View

if TYPE_CHECKING:
    from guarantor.case.case import Case

REVIEWS = ("accepted", "corrected", "rejected", "proposed")


@dataclass(slots=True)
class Compared:
    """Counts over the reports that a model read. ``reviews`` counts people's word for each side of each part:
    ``("agreed" | "only rules" | "only model" | "differ", review)``; of what differs the rules' claims are counted."""

    reader: str
    reports: int = 0
    without_rules: int = 0
    reviews: Counter[tuple[str, str]] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    differ: Counter[str] = field(default_factory=Counter)

    def count(self, part: str) -> int:
        """How many claims are in a part."""
        return sum(number for (name, _), number in self.reviews.items() if name == part)

    def accepted(self, parts: Iterable[str]) -> float | None:
        """The share of claims that people accepted as they were, among those they judged; None where none was."""
        chosen = set(parts)
        judged = Counter({key[1]: 0 for key in self.reviews})
        for (part, review), number in self.reviews.items():
            if part in chosen:
                judged[review] += number
        whole = judged.total() - judged["proposed"]
        return judged["accepted"] / whole if whole else None

    @property
    def row(self) -> dict[str, Any]:
        """For programs."""
        parts = {
            part: {"claims": self.count(part), **{review: self.reviews[part, review] for review in REVIEWS}}
            for part in PARTS
        }
        return {
            "reader": self.reader, "reports": self.reports, "reports_without_rules": self.without_rules, **parts,
            "accepted_of_rules": self.accepted(("agreed", "only rules", "differ")),
            "accepted_of_model": self.accepted(("agreed", "only model")),
            "differ_in": dict(self.differ), "refused": dict(self.refused),
        }  # fmt: skip


PARTS = ("agreed", "only rules", "only model", "differ")


def compared(case: Case) -> list[Compared]:
    """One comparison for each model and version of the task whose reading stands, by name."""
    view = case.record.view()
    found: dict[str, Compared] = {}
    for report in current(view):
        kept = [each for each in readings_of(view, report.id) if each.reader.startswith(MODEL_RULE)]
        for reading in {each.reader: each for each in kept}.values():
            one = found.setdefault(reading.reader, Compared(reader=reading.reader))
            _count(one, view, report.id, reading)
    return [found[name] for name in sorted(found)]


def _count(one: Compared, view: View, report: str, reading: ReadingKept) -> None:
    one.reports += 1
    one.refused.update(reading.told.get("refused", {}))
    agreed = set(reading.told.get("agreed", ()))
    differ = dict(reading.told.get("differ", ()))
    one.differ.update(what for _, what in reading.told.get("differ", ()))
    rules = list(rules_of(view, report))
    one.without_rules += not rules
    for claim in rules:
        part = "agreed" if claim.id in agreed else "differ" if claim.id in differ else "only rules"
        one.reviews[part, claim.review] += 1
    for id_ in reading.claims:
        if (claim_ := view.claim(id_)) is not None:
            one.reviews["only model", claim_.review] += 1
