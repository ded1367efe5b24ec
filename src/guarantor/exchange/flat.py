"""Flat tables as CSV (plain or with HXL hashtags), JSON Lines and Parquet: streamed, formulas disarmed."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from guarantor.exchange.tables import Column, Row, Table, columns

SEPARATOR = " | "
GROUP = 5_000
"""So many rows of a Parquet file are held in memory at a time."""


class ExportError(ValueError):
    """Something cannot be exported; the message says why and what to do."""


class Line:
    """Makes the lines of a table, one at a time (RFC 4180, but ended by a line feed alone)."""

    def __init__(self, between: str = ",") -> None:
        self._text = ""
        self._writer = csv.writer(self, delimiter=between, lineterminator=_END)

    def write(self, text: str) -> int:
        """Called by the csv writer."""
        self._text = text
        return len(text)

    def of(self, cells: Iterable[object]) -> str:
        """The line of some cells."""
        self._writer.writerow(cells)
        return self._text.removesuffix(_END) + "\n"


_END = "\r\n"
"""The writer quotes cells that hold a sign of this; with a line feed alone, a carriage return would break the row."""


def csv_lines(table: Table, rows: Iterable[Row], *, hxl: bool = False) -> Iterator[str]:
    """The lines of a CSV file; with ``hxl`` the second row holds hashtags, and only columns that have one are
    written."""
    chosen = [each for each in columns(table) if each.hxl is not None or not hxl]
    line = Line()
    yield line.of([each.name for each in chosen])
    if hxl:
        yield line.of([each.hxl for each in chosen])
    pick = itemgetter(*(each.name for each in chosen))
    makers, suspect = [_CELLS[each.type] for each in chosen], _SUSPECT
    for row in rows:
        yield line.of([
            value if value is None or (value.__class__ is str and value[:1] not in suspect) else cell(value)
            for value, cell in zip(pick(row), makers, strict=True)
        ])  # fmt: skip


def disarmed(text: str) -> str:
    """A text that no spreadsheet takes for a formula: such a one gets an apostrophe before it.

    >>> disarmed("=1+1"), disarmed("-5"), disarmed("a=b")
    ("'=1+1", "'-5", 'a=b')
    """
    if text[:1] not in _SUSPECT:
        return text
    return f"'{text}" if text.lstrip(_BLANK)[:1] in _FORMULA else text


_BLANK = " \u00a0\ufeff"
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_SUSPECT = _FORMULA.union(_BLANK)


def encodable(text: str) -> str:
    """A text that can be written as UTF-8: half a surrogate pair becomes the sign for what cannot be shown.

    >>> encodable("a\\ud800b")
    'a\ufffdb'
    """
    return text if text.isascii() else _HALF.sub("\ufffd", text)


_HALF = re.compile("[\ud800-\udfff]")


def _list(value: Sequence[object]) -> str:
    if not value:
        return ""
    text = SEPARATOR.join(map(str, value)) if len(value) > 1 else str(value[0])
    return disarmed(text) if text[:1] in _SUSPECT else text


def _text(value: object) -> str:
    text = str(value)
    return disarmed(text) if text[:1] in _SUSPECT else text


def _number(value: object) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)


_CELLS: dict[str, Callable[[Any], Any]] = {
    "text": _text, "date": _text, "list": _list, "number": _number, "flag": lambda value: "true" if value else "false",
}  # fmt: skip


as_json = json.JSONEncoder(ensure_ascii=False).encode
"""A JSON value as text; ``json.dumps`` makes an encoder for each value anew."""


def json_lines(rows: Iterable[Row]) -> Iterator[str]:
    """A JSON object a line (UTF-8), lists as lists."""
    for row in rows:
        yield as_json(row) + "\n"


def write_parquet(table: Table, rows: Iterable[Row], path: str | Path) -> int:
    """Write a Parquet file, some thousand rows at a time; how many it took. Raises :class:`ExportError` without
    pyarrow (extra ``parquet``)."""
    try:
        pa = import_module("pyarrow")
        pq = import_module("pyarrow.parquet")
    except ImportError as error:
        raise ExportError("Parquet needs pyarrow: pip install 'guarantor[parquet]'") from error
    fields = columns(table)
    schema = pa.schema([(each.name, _arrow(pa, each)) for each in fields])
    pick, written = itemgetter(*(each.name for each in fields)), 0
    source = map(pick, rows)
    with pq.ParquetWriter(str(path), schema, compression="zstd") as writer:
        while group := list(islice(source, GROUP)):
            values = zip(*group, strict=True)
            arrays = [pa.array(_arrowed(each, column), field.type)
                      for each, column, field in zip(values, fields, schema, strict=True)]  # fmt: skip
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            written += len(group)
    return written


def _arrowed(values: Sequence[Any], column: Column) -> Sequence[Any]:
    """The values of one column, all of a kind."""
    if column.type == "list":
        return [None if each is None else [encodable(str(item)) for item in each] for each in values]
    if column.type in ("number", "flag"):
        return values
    return [encodable(each) if isinstance(each, str) else each for each in values]


def _arrow(pa: Any, column: Column) -> Any:
    kinds = {"number": pa.float64(), "flag": pa.bool_(), "list": pa.list_(pa.string())}
    return kinds.get(column.type, pa.string())


def dictionary(table: Table) -> Iterator[str]:
    """The data dictionary of a table as Markdown."""
    yield f"# {table}\n\n| column | type | says | HXL |\n| --- | --- | --- | --- |\n"
    for each in columns(table):
        yield f"| {each.name} | {each.type} | {each.about} | {each.hxl or ''} |\n"


def together(pieces: Iterable[str], size: int = 2**16) -> Iterator[str]:
    """The same text in pieces of some ``size`` (letters): each that is sent by itself costs a change of
    threads, each that is printed by itself is flushed.

    >>> list(together(["ab", "c", "", "def", "g"], size=3))
    ['abc', 'def', 'g']
    """
    held: list[str] = []
    long = 0
    for piece in pieces:
        held.append(piece)
        long += len(piece)
        if long >= size:
            yield "".join(held)
            held, long = [], 0
    if held:
        yield "".join(held)
