"""Reports to claims by a language model: questions at once, tries with growing pauses, answers kept, costs held in."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from guarantor.intake.language_model import FormError, LanguageModel, LateError, ModelError
from guarantor.model.claim import Claim
from guarantor.model.report import Report
from guarantor.reading.actors import ActorTable, world
from guarantor.reading.language import language_of
from guarantor.reading.modelled.cache import Answers
from guarantor.reading.modelled.cost import Budget, Cost, Prices, counted, reckoned
from guarantor.reading.modelled.gate import Gate, Refused
from guarantor.reading.modelled.prompt import LONGEST, VERSION, Piece, pieces_of, question, task
from guarantor.reading.modelled.shape import UnusableError, rows_of, schema

PREFIX = "model:"
"""What the rule of every claim begins with that a model proposed."""
MOST_FAILURES = 3
"""Reports in a row that may go without an answer before the rest is left to wait."""
LONGEST_PAUSE = 30.0
"""Seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelReading:
    """What came of one report. ``waits`` says why it was not read, and then there is nothing else."""

    report: Report
    claims: tuple[Claim, ...] = ()
    refused: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = ()
    waits: str | None = None
    cost: Cost = field(default_factory=Cost)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One question put: its answer's rows, or why there are none; what it cost."""

    rows: tuple[object, ...] = ()
    failed: str | None = None
    cost: Cost = field(default_factory=Cost)


@dataclass(frozen=True, kw_only=True)
class ModelReader:
    """A model with its limits. ``at_once`` questions are put side by side, each ``tries`` times at most with pauses of
    1, 2, 4 … seconds between them (``pause`` sleeps). ``answers`` keeps what came, None keeps nothing."""

    model: LanguageModel
    actors: ActorTable | None = None
    answers: Answers | None = None
    budget: Budget = field(default_factory=Budget)
    prices: Prices = field(default_factory=Prices)
    at_once: int = 4
    tries: int = 3
    pause: Callable[[float], None] = time.sleep

    @property
    def name(self) -> str:
        """``model:NAME/VERSION``: who made a claim, down to the version of the task."""
        return f"{PREFIX}{self.model.name}/{VERSION}"

    def reckon(self, reports: Iterable[Report]) -> Cost:
        """What reading some reports is likely to cost at most, answers that are kept left out."""
        total = Cost()
        for report in reports:
            if self.model.may_see(report.marking):
                total += self._reckoned(report, pieces_of(report.text))
        return total

    def _reckoned(self, report: Report, pieces: Iterable[Piece]) -> Cost:
        total = Cost()
        for piece in pieces:
            asked = question(report, piece)
            if self._kept(report, asked) is None:
                total += reckoned(task(), asked)
        return total

    def read(self, reports: Iterable[Report]) -> Iterator[ModelReading]:
        """Read reports in their order; what cannot be read now waits, and the reading says why.

        The budget counts what was spent and what the next question may cost at most, so that it is never gone beyond.
        """
        self.budget.check(self.prices)
        spent = Cost()
        silent = 0
        with ThreadPoolExecutor(max_workers=max(1, self.at_once)) as pool:
            for batch in self._batches(reports):
                readings = []
                planned = spent
                for report, pieces in batch:
                    likely = self._reckoned(report, pieces)
                    why = self._barred(report, pieces, planned + likely, silent)
                    planned = planned + likely if why is None else planned
                    asked = [] if why else [pool.submit(self._ask, report, piece) for piece in pieces]
                    readings.append((report, pieces, why, asked))
                for report, pieces, why, futures in readings:
                    found = [future.result() for future in futures]
                    reading = self._reading(report, pieces, why, found)
                    spent += reading.cost
                    failed = why is None and reading.waits is not None
                    silent = silent + 1 if failed else silent if why else 0
                    yield reading

    def _batches(self, reports: Iterable[Report]) -> Iterator[list[tuple[Report, list[Piece]]]]:
        """Reports together until they make as many questions as are put at once."""
        batch: list[tuple[Report, list[Piece]]] = []
        for report in reports:
            batch.append((report, pieces_of(report.text)))
            if sum(max(1, len(pieces)) for _, pieces in batch) >= self.at_once:
                yield batch
                batch = []
        if batch:
            yield batch

    def _barred(self, report: Report, pieces: list[Piece], cost: Cost, silent: int) -> str | None:
        """Why a report may not be sent now."""
        if not self.model.may_see(report.marking):
            return f"it is marked {report.marking} and may not be sent to the model (GUARANTOR_MODEL_MARKING)"
        if not pieces:
            return "it has no words"
        if silent >= MOST_FAILURES:
            return f"the model gave no usable answer for {silent} reports in a row"
        return None if self.budget.allows(cost, self.prices) else "the budget is used up"

    def _reading(self, report: Report, pieces: list[Piece], why: str | None, found: list[_Asked]) -> ModelReading:
        cost = sum((asked.cost for asked in found), Cost())
        failed = why or next((asked.failed for asked in found if asked.failed), None)
        if failed is not None:
            return ModelReading(report=report, waits=failed, cost=cost)
        table = self.actors.over(world()) if self.actors else world()
        gate = Gate(report, language_of(report.text).code, table, self.name)
        claims: dict[tuple[object, ...], Claim] = {}
        refused: list[Refused] = []
        for piece, asked in zip(pieces, found, strict=True):
            made, not_made = gate.passed(asked.rows, piece.lines)
            refused += not_made
            for claim in made:
                claims.setdefault((claim.span, claim.type, claim.holder.text), claim)
        ordered = sorted(claims.values(), key=lambda claim: (claim.span, claim.type))
        notes: tuple[str, ...] = ()
        if len(report.text) > LONGEST:
            notes = (f"read up to character {LONGEST:,} of {len(report.text):,}: the rest waits for a person",)
        return ModelReading(report=report, claims=tuple(ordered), refused=tuple(refused), notes=notes, cost=cost)

    def _kept(self, report: Report, asked: str) -> str | None:
        kept = self.answers.get(self.model.name, report.text_sha256, asked) if self.answers else None
        return kept if kept is not None and _usable(kept) else None

    def _ask(self, report: Report, piece: Piece) -> _Asked:
        asked = question(report, piece)
        if (kept := self._kept(report, asked)) is not None:
            return _Asked(rows=tuple(rows_of(kept)))
        cost = Cost()
        failed = "not asked"
        shape: dict[str, object] | None = schema()
        for number in range(max(1, self.tries)):
            try:
                answer = self.model.answer(task(), asked, shape)
                cost += counted(task(), asked, answer.content, answer.sent, answer.came)
                rows = tuple(rows_of(answer.content))
            except LateError as error:
                failed = str(error)
                cost += counted(task(), asked, "", None, 0)
                self._rest(number, error.wait)
            except FormError as error:
                failed, cost = str(error), cost + Cost(questions=1)
                if shape is None:
                    break
                shape = None
            except UnusableError as error:
                return _Asked(failed=str(error), cost=cost)
            except ModelError as error:
                return _Asked(failed=str(error), cost=cost + Cost(questions=1))
            else:
                if self.answers is not None:
                    self.answers.put(self.model.name, report.text_sha256, asked, answer.content)
                return _Asked(rows=rows, cost=cost)
        return _Asked(failed=f"{failed}; tried {cost.questions} times", cost=cost)

    def _rest(self, number: int, asked: float) -> None:
        """A pause before the next try: twice as long each time, as long as the server asks where that is more."""
        if number < self.tries - 1:
            self.pause(min(LONGEST_PAUSE, max(asked, 2.0**number)))


def _usable(content: str) -> bool:
    try:
        rows_of(content)
    except UnusableError:
        return False
    return True
