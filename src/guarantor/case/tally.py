"""How many claims and reports count for a question, and how many of the claims wait for a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guarantor.linking.kept import Kept
from guarantor.model.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which claims count: printed by ``limit`` (an instant; ``published_by`` as it was asked), reviewed ones only."""

    published_by: str | None = None
    limit: int | None = None
    reviewed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The numbers. ``reports`` were published by then, ``held`` are all; ``last_report`` is the last day of one."""

    claims: int = 0
    waiting: int = 0
    reports: int = 0
    held: int = 0
    last_report: str = ""
    digests: int = 0
    other_languages: int = 0


def tally_of(reports: Iterable[Report], claims: Iterable[Kept], asked: Asked) -> Tally:
    """Counted one by one; ``claims`` are those that count already."""
    days, held, digests, other = [], 0, 0, 0
    for report in reports:
        held += 1
        digests += report.digest
        other += report.language != "en"
        day = (report.published or "")[:10]
        if day and (not asked.published_by or day <= asked.published_by[:10]):
            days.append(day)
    counted = [kept.reviewed for kept in claims]
    return Tally(
        claims=len(counted), waiting=counted.count(False), reports=len(days), held=held,
        last_report=max(days, default=""), digests=digests, other_languages=other,
    )  # fmt: skip
