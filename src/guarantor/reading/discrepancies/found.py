"""What every comparison within one report gives, and the words it goes by (``data/discrepancies.tsv``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from guarantor.model.spans import Span
from guarantor.reading.patterns import read_table

DiscrepancyKind = Literal[
    "count_and_names", "parts", "weekday", "average", "share", "loose_credit", "no_such_day",
    "no_such_time", "order", "after_publication", "change",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """Two things of one text that do not fit. ``spans`` are their places, ``note`` says it in plain words.

    ``told`` is what the text states, ``found`` what its own list, parts or calendar give. ``contradictory`` is False
    where both can be so.
    """

    kind: DiscrepancyKind
    spans: tuple[Span, ...]
    told: float | str
    found: float | str
    note: str
    contradictory: bool


@cache
def words_of(name: str) -> frozenset[str]:
    """All words of a set."""
    return frozenset(word for words, _ in rows_of(name) for word in words)


@cache
def rows_of(name: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The rows of a set: the words of each and its value."""
    rows = (row for row in read_table("discrepancies.tsv") if row["set"] == name)
    return tuple((tuple(row["words"].split("|")), row["value"] or "") for row in rows)


@cache
def any_of(name: str) -> str:
    """A pattern that matches any word of a set, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words_of(name), key=len, reverse=True))


def plainly(value: float) -> str:
    """1718.0 as 1,718."""
    return f"{int(value):,}" if value == int(value) else f"{value:,}"
