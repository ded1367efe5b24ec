"""The word of a cell alone: what conditions ask for, and what a course of months is made of.

The same as the cell's status; figures, marks, claims, other readings and incidents are not worked out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from guarantor.assessment.cells import WORST, current_duties, current_of
from guarantor.assessment.duties import expand, latest
from guarantor.assessment.exclusive import is_used_up
from guarantor.assessment.judged import decided
from guarantor.assessment.standing import periods_now
from guarantor.model.agreement import ByReference, Provision
from guarantor.model.assessment import Status

if TYPE_CHECKING:
    from guarantor.assessment.engine import Engine


@dataclass(frozen=True, slots=True)
class Word:
    """A cell's status, and whether the current instance is told to be short of something (``short``)."""

    status: Status
    short: bool


def word_of(engine: Engine, provision: str, as_of: int) -> Word:
    """The word of a provision's cell at as-of; a number told elsewhere is decided by its readings."""
    (_, first), *others = engine.variants(provision)
    main = _of_version(engine, first, as_of, None)
    if not others or not isinstance(first.quantity, ByReference):
        return main
    beside = {_of_version(engine, version, as_of, name).status for name, version in others}
    return Word(beside.pop() if len(beside) == 1 else "disputed", main.short)


def _of_version(engine: Engine, version: Provision, as_of: int, reading: str | None) -> Word:
    found = _current(engine, version, as_of, reading)
    return Word(min((status for status, _ in found), key=WORST.index), any(short for _, short in found))


def _current(engine: Engine, version: Provision, as_of: int, reading: str | None) -> list[tuple[Status, bool]]:
    if version.polarity != "do":
        return [(each.status.status, each.status.bits.short) for each in periods_now(engine, version, as_of)]
    if is_used_up(version):
        whole = current_of(engine.instances(version.id, as_of, reading), as_of)
        return [(each.status.status, each.status.bits.short) for each in whole]
    only = latest(version, engine, as_of)
    duties = current_duties(expand(version, engine, as_of), as_of) if only is None else only
    return [(each.status, each.verdict.bits.short) for each in (decided(engine, duty, as_of) for duty in duties)]
