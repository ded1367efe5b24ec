"""A file of rows opened: its encoding, the sign between its columns, its head; then its rows, one at a time.

Nothing is guessed: the sign between columns is the one under which every column that is wanted is there.
"""

from __future__ import annotations

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from guarantor.exchange.mistaken import MappingError

BETWEEN = (",", ";", "\t")
LONGEST = 10_000_000
"""Characters of a cell at most: more than any report has, and less than what an open quote would swallow."""
PART = 1 << 20


@dataclass(frozen=True, slots=True)
class Opened:
    """The columns of a file and its rows after the head; empty lines are left out."""

    head: tuple[str, ...]
    rows: Iterator[list[str]]


def open_table(path: Path, encoding: str | None, wanted: Sequence[str]) -> Opened:
    """The file as rows; raises :class:`MappingError` or OSError."""
    encoding = encoding or _marked(path)
    _check(path, encoding)
    csv.field_size_limit(LONGEST)
    heads = {sign: next(_rows(path, encoding, sign), []) for sign in BETWEEN}
    sign = next((sign for sign in BETWEEN if set(wanted) <= set(heads[sign])), BETWEEN[0])
    head = heads[sign]
    for name in wanted:
        if name not in head:
            there = ", ".join(sorted(set(head))) or "none"
            raise MappingError(f"{path}: no column {name!r}; there are: {there}")
        if head.count(name) > 1:
            raise MappingError(f"{path}: {head.count(name)} columns are called {name!r}")
    rows = _rows(path, encoding, sign)
    next(rows, None)
    return Opened(tuple(head), rows)


def _rows(path: Path, encoding: str, sign: str) -> Iterator[list[str]]:
    with path.open(encoding=encoding, newline="") as lines:
        reader = csv.reader(lines, delimiter=sign)
        try:
            yield from (row for row in reader if row)
        except csv.Error as error:
            raise MappingError(f"{path}: line {reader.line_num}: {error}") from error


def _marked(path: Path) -> str:
    with path.open("rb") as file:
        begin = file.read(2)
    return "utf-16" if begin in (BOM_UTF16_LE, BOM_UTF16_BE) else "utf-8-sig"


def _check(path: Path, encoding: str) -> None:
    """Read it through once, so that no row is written of a file that turns out to be of another encoding."""
    try:
        with path.open(encoding=encoding, newline="") as file:
            while file.read(PART):
                pass
    except (UnicodeError, LookupError) as error:
        raise MappingError(f"{path}: not to be read as {encoding} ({error}); say `encoding:` in the mapping") from error
