"""Reports that wait for a reader of their language, and their reading by a model or a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guarantor.case.reading import links_of
from guarantor.case.sides import sides
from guarantor.model.claim import Claim
from guarantor.model.report import Report
from guarantor.reading.language import language_of
from guarantor.reading.modelled import Cost, ModelReader, ModelReading
from guarantor.reading.modelled.cache import FOLDER, Answers
from guarantor.record.errors import RefusedRecordError
from guarantor.record.readings import PERSON, add_reading, readings_of
from guarantor.record.record import MODEL_RULE, REVIEW_RULE
from guarantor.record.view import View

if TYPE_CHECKING:
    from guarantor.case.case import Case

OTHERWISE = "the rules read the same words otherwise: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A report that nobody has read, and why: the language of its text."""

    report: Report
    language: str
    reason: str

    @property
    def row(self) -> dict[str, str | int | None]:
        """For lists and programs."""
        return {
            "report": self.report.id, "location": self.report.location, "outlet": self.report.outlet,
            "published": self.report.published, "language": self.language, "characters": len(self.report.text),
            "marking": self.report.marking, "why": f"no reading rules for {self.language} ({self.reason})",
        }  # fmt: skip


@dataclass(slots=True)
class ModelSummary:
    """What a run of the model came to. ``left`` are (location, why) of reports that still wait."""

    read: int = 0
    claims: int = 0
    agreed: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    left: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    cost: Cost = field(default_factory=Cost)

    @property
    def text(self) -> str:
        """One line for people."""
        parts = [f"{self.read} report{'' if self.read == 1 else 's'} read by the model, {self.claims} claims proposed"]
        if self.agreed:
            parts.append(f"{self.agreed} that the rules propose, too")
        parts.append(f"{self.refused.total()} refused at the gate")
        if self.left:
            parts.append(f"{len(self.left)} left waiting")
        return "; ".join(parts)


def current(view: View) -> Iterator[Report]:
    """Reports that count: not retracted, and no older version of another."""
    replaced = {str(entry.payload["replaces"]) for entry in view.store.entries(["version"], until=view.extent)
                if entry.payload is not None}  # fmt: skip
    return (report for report in view.reports() if report.id not in replaced)


def waiting(case: Case) -> Iterator[Waiting]:
    """Every report in a language without reading rules that neither a model nor a person has read."""
    view = case.record.view()
    for report in current(view):
        language = language_of(report.text)
        if language.english or not report.text.strip():
            continue
        if not any(readings_of(view, report.id)) and not _by_a_person(view, report.id):
            yield Waiting(report=report, language=language.code, reason=language.reason)


def _by_a_person(view: View, report: str) -> bool:
    return any(each.live and each.claim.rule == REVIEW_RULE for each in view.claims_of(report))


def clear(case: Case, report: str, *, by: str, why: str) -> None:
    """A person has done with a report that waits: it waits no longer. Raises RefusedRecordError."""
    found = case.record.report(report)
    if found is None:
        raise RefusedRecordError(f"{report}: there is no such report")
    add_reading(case.record, found, (), reader=PERSON, told={"why": why}, author=by)


def answers_of(folder: Path) -> Answers:
    """Where a case keeps the answers of models."""
    return Answers(folder / FOLDER)


def read_by_model(case: Case, reader: ModelReader, reports: Iterable[Report]) -> ModelSummary:
    """Let the model read reports of the record; each reading is kept as soon as it is there, so that an interrupted
    run goes on where it stopped. Raises ModelError for settings that do not fit."""
    summary = ModelSummary()
    for reading in reader.read(reports):
        summary.cost += reading.cost
        summary.notes += [(reading.report.location, note) for note in reading.notes]
        if reading.waits is not None:
            summary.left.append((reading.report.location, reading.waits))
            continue
        _keep(case, reader, reading, summary)
    case.forget()
    return summary


def _keep(case: Case, reader: ModelReader, reading: ModelReading, summary: ModelSummary) -> None:
    report = reading.report
    laid = sides(list(rules_of(case.record.view(), report.id)), reading.claims)
    refused = Counter(each.why for each in reading.refused)
    refused.update(OTHERWISE + what for _, _, what in laid.differ)
    told: dict[str, Any] = {
        "agreed": [id_ for id_, _ in laid.agreed],
        "differ": [[id_, what] for id_, _, what in laid.differ],
        "refused": dict(sorted(refused.items())),
        "tokens": [reading.cost.sent, reading.cost.came],
    }
    links = links_of([(claim.id, claim) for claim in laid.alone], case.tying)
    add_reading(case.record, report, laid.alone, reader=reader.name, told=told, links=links)
    summary.read += 1
    summary.claims += len(laid.alone)
    summary.agreed += len(laid.agreed)
    summary.refused.update(refused)


def rules_of(view: View, report: str) -> Iterator[Claim]:
    """What the rules found in a report, and their latest reading still finds."""
    for each in view.claims_of(report):
        made = each.claim.rule
        if made != REVIEW_RULE and not made.startswith(MODEL_RULE) and each.mark.state != "dropped":
            yield each.claim
