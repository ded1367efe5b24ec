"""Rows coded elsewhere into a case's record: each written, refused with its reason, or there already."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from guarantor.exchange.importing import Refused, load_mapping, read_rows
from guarantor.record.rows import pages

if TYPE_CHECKING:
    from guarantor.case.case import Case

AT_ONCE = 250
"""Rows that are written together: to make each safe by itself takes six times as long as everything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of the rows of a file."""

    written: int
    known: int
    refused: tuple[Refused, ...]


def import_rows(case: Case, path: str | Path, mapping: str | Path) -> Imported:
    """Import a CSV file by a mapping file. Raises :class:`~guarantor.exchange.mistaken.MappingError` or OSError."""
    written = known = 0
    refused: list[Refused] = []
    for page in pages(read_rows(path, load_mapping(mapping)), AT_ONCE):
        with case.record.store.writing():
            for each in page:
                if isinstance(each, Refused):
                    refused.append(each)
                    continue
                links = case.bearing.links([(each.claim.id, each.claim)])
                added = case.record.add_report(each.report, [each.claim], links=links)
                written += added.new
                known += not added.new
    case.forget()
    return Imported(written=written, known=known, refused=tuple(refused))
