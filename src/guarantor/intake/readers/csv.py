"""CSV and TSV tables with a line of names: a report a row, read as a stream."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from guarantor.intake.decode import decode
from guarantor.intake.fields import mapped, report_of
from guarantor.intake.piece import HEAD, Hints, Limits, Manifest, Piece
from guarantor.intake.refusal import Refusal, UnreadableError
from guarantor.model.report import Report

COLUMNS = 2000
_MARKS = ",;\t|"


class _Rows(Protocol):
    """What ``csv.reader`` gives."""

    @property
    def line_num(self) -> int: ...
    def __iter__(self) -> Iterator[list[str]]: ...
    def __next__(self) -> list[str]: ...


class CsvReader:
    """Tables of reports."""

    manifest = Manifest(
        name="csv",
        title="Table (CSV)",
        suffixes=(".csv", ".tsv"),
        media_types=("text/csv", "text/tab-separated-values"),
        help="CSV and TSV tables: a report a row, by the names in the first line as with JSON, or by `--field`",
        limits="UTF-8, UTF-16, or the encoding that was declared; the first line must name the columns",
        streams=True,
    )

    def sniff(self, data: bytes) -> bool:
        """Names decide."""
        return False

    def read(self, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Report | Refusal]:
        """One report a row; a row without text is refused alone."""
        csv.field_size_limit(limits.text_characters)
        with piece.stream() as file:
            lines = io.TextIOWrapper(file, encoding=_encoding(piece), errors="strict", newline="")
            rows = csv.reader(_bounded(lines, limits), delimiter=_mark(piece), strict=True)
            try:
                yield from _reports(rows, piece, hints, limits)
            except UnicodeError as error:
                raise UnreadableError(f"not the encoding that it begins with ({error})", "save it as UTF-8") from error
            except csv.Error as error:
                raise UnreadableError(f"no table ({error})", "mend it there", line=rows.line_num) from error


def _reports(rows: _Rows, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Report | Refusal]:
    names = [name.strip() for name in next(rows, [])]
    if not any(names):
        raise UnreadableError("no table: the first line names no columns", "put the columns' names there")
    wanted = mapped(hints.fields)["text"]
    if not set(wanted) & set(names):
        raise UnreadableError(
            f"no column of texts among {', '.join(names[:10])[:200]}",
            f"name one {wanted[0]}, or say which it is with --field text=NAME",
        )
    if len(names) > COLUMNS:
        raise UnreadableError(f"a table of more than {COLUMNS:,} columns", "keep those that say something")
    some = False
    for row in rows:
        if any(cell.strip() for cell in row):
            some = True
            yield _row(names, row, piece, rows.line_num, hints, limits)
    if not some:
        raise UnreadableError("a table without rows", "check how it was made")


def _row(names: list[str], row: list[str], piece: Piece, line: int, hints: Hints, limits: Limits) -> Report | Refusal:
    where = f"{piece.location}:{line}"
    if len(row) > len(names):
        found = f"{len(row)} cells under {len(names)} names"
        return Refusal(location=where, found=found, todo="mend the quoting there")
    item = dict(zip(names, row, strict=False))
    own = replace(piece, data=json.dumps(item, sort_keys=True).encode(), location=where, file=None)
    try:
        return report_of(item, own, hints, limits, media_type="text/csv")
    except UnreadableError as error:
        return error.at(where)


def _encoding(piece: Piece) -> str:
    """The table's encoding by its first bytes; a sign cut in two at their end does not count."""
    head = piece.data[:HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        head.decode("utf-8")
        return "utf-8-sig"
    except UnicodeDecodeError as error:
        if error.start >= len(head) - 3 and len(head) >= HEAD:
            return "utf-8-sig"
    how = decode(head, piece.charset).how
    return how.split(" ")[0]


def _mark(piece: Piece) -> str:
    """What stands between the cells, by the first line."""
    if piece.suffix == ".tsv" or piece.media_type == "text/tab-separated-values":
        return "\t"
    first = piece.data[:HEAD].replace(b"\0", b"").split(b"\n", 1)[0]
    return max(_MARKS, key=lambda mark: (first.count(mark.encode()), mark == ","))


def _bounded(lines: io.TextIOWrapper, limits: Limits) -> Iterator[str]:
    while line := lines.readline(limits.text_characters + 1):
        if len(line) > limits.text_characters:
            raise UnreadableError(f"a line of more than {limits.text_characters:,} characters", "split it")
        yield line
