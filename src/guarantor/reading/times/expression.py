"""What is said of one expression of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guarantor.model.spans import Span
from guarantor.reading.quick import maker, quick

Role = Literal["at", "by", "since", "until", "from", "between", "during", "duration", "recurring", "now"]
Precision = Literal[
    "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "interval", "vague", "duration",
]  # fmt: skip


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """One expression of time.

    ``start`` and ``end`` are ISO days, both included, or minutes where a clock time is told ("2025-10-10T12:00", civil
    time of the place; with an offset where a zone is named). Both are None where no date can be told, one is None where
    the interval is open. ``precision`` is the grain of what was told, so a month is never sharpened into a day.

    ``base`` is the day it was counted from. ``fallback`` marks a date that was assumed, not read: the wording leaves a
    choice, and ``note`` says which. ``length`` is an ISO 8601 duration ("72 hours" is ``PT72H``). ``attributive`` marks
    one that names something ("the 7 October attack") and is not the time of what the sentence tells.
    """

    span: Span
    start: str | None
    end: str | None
    precision: Precision
    base: str | None = None
    role: Role = "at"
    fallback: bool = False
    resolved: bool = True
    note: str | None = None
    length: str | None = None
    rule: str = ""
    attributive: bool = False


new_time_expression = maker(TimeExpression)
