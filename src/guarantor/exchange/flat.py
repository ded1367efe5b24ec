"""Flat tables as CSV (plain or with HXL hashtags), JSON Lines and Parquet: streamed, formulas disarmed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any, Self

from guarantor.exchange.tables import Column, Row, Table, columns

SEPARATOR = " | "
GROUP = 5_000
"""So many rows of a Parquet file are held in memory at a time."""


class ExportError(ValueError):
    """Something cannot be exported; the message says why and what to do."""


class Line:
    """Makes the lines of a table (RFC 4180, but ended by a line feed alone): a cell with a sign that parts cells or
    lines is quoted."""

    def __init__(self, between: str = ",") -> None:
        self._between = between
        self._quoted = _parting(between)

    def of(self, cells: Iterable[object]) -> str:
        """The line of some cells, as they are; nothing for None."""
        return self.joined("" if each is None else self.fitted(str(each)) for each in cells)

    def joined(self, cells: Iterable[str]) -> str:
        """The line of cells that are fitted already."""
        return self._between.join(cells) + "\n"

    def fitted(self, text: str) -> str:
        """A cell as it stands in a line."""
        return f'"{text.replace(_QUOTE, _QUOTE * 2)}"' if self._quoted(text) else text


def _parting(between: str) -> Callable[[str], object]:
    """Finds a sign that parts cells or lines."""
    return re.compile(f'[{re.escape(between)}"\r\n]').search


_QUOTE = '"'


class Texts(dict[str, str]):
    """Texts as they stand in the lines of a table, disarmed and fitted, each made once: names, days and kinds repeat by
    the thousand."""

    def __init__(self, between: str = ",") -> None:
        super().__init__()
        self._quoted = _parting(between)

    def __missing__(self, text: str) -> str:
        made = disarmed(text)
        if self._quoted(made):
            made = f'"{made.replace(_QUOTE, _QUOTE * 2)}"'
        if len(text) <= SHORT:
            if len(self) >= KEPT:
                self.clear()
            self[text] = made
        return made


SHORT, KEPT = 48, 2_000
"""Texts of so many letters at most are kept, and so many of them."""


def csv_lines(table: Table, rows: Iterable[Row], *, hxl: bool = False) -> Iterator[str]:
    """The lines of a CSV file; with ``hxl`` the second row holds hashtags, and only columns that have one are
    written."""
    chosen = [each for each in columns(table) if each.hxl is not None or not hxl]
    line = Line()
    yield line.of([each.name for each in chosen])
    if hxl:
        yield line.of([each.hxl for each in chosen])
    pick, joined = itemgetter(*(each.name for each in chosen)), line.joined
    texts = Texts()
    cells: dict[str, Callable[[Any], str]] = {
        "number": _number, "list": lambda value: texts[SEPARATOR.join(map(str, value))] if value else "",
        "flag": lambda value: "true" if value else "false",
    }  # fmt: skip
    makers = [cells.get(each.type, lambda value: texts[str(value)]) for each in chosen]
    for row in rows:
        yield joined([
            "" if value is None else texts[value] if value.__class__ is str else cell(value)
            for value, cell in zip(pick(row), makers, strict=True)
        ])  # fmt: skip


def disarmed(text: str) -> str:
    """A text that no spreadsheet takes for a formula: such a one gets an apostrophe before it, and so does what would
    begin a cell where a file is opened under another sign between columns than its own.

    >>> disarmed("=1+1"), disarmed("-5"), disarmed("a=b"), disarmed("a;=b")
    ("'=1+1", "'-5", 'a=b', "a;'=b")
    """
    if _INSIDE.search(text) is not None:
        text = _INSIDE.sub(r"\1'", text)
    if text[:1] not in _SUSPECT:
        return text
    return f"'{text}" if text.lstrip(_BLANK)[:1] in _FORMULA else text


_BLANK = " \u00a0\ufeff"
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_SUSPECT = _FORMULA.union(_BLANK)
_INSIDE = re.compile('([;\t\r\n]["' + _BLANK + "]*)(?=[=+@＝＋－＠-])")
_PUT_INSIDE = re.compile('([;\t\r\n]["' + _BLANK + "]*)'(?=[=+@＝＋－＠-])")


def armed(text: str) -> str:
    """A cell without the apostrophes that :func:`disarmed` put there, so that what leaves and comes back is the same.

    >>> armed("'=1+1"), armed("a;'=b"), armed("'tis so")
    ('=1+1', 'a;=b', "'tis so")
    """
    bare = _PUT_INSIDE.sub(r"\1", text)
    found = bare[1:] if bare.startswith("'") else bare
    return next((each for each in (found, bare) if disarmed(each) == text), text)


class Once(str):
    """A piece that is written once, however often it is needed; ``key`` tells which it is."""

    key: str

    def __new__(cls, text: str, key: str) -> Self:
        """A piece of text with its key."""
        self = super().__new__(cls, text)
        self.key = key
        return self

    def __reduce__(self) -> tuple[type[Self], tuple[str, str]]:
        """What it is made of, for another process."""
        return type(self), (str(self), self.key)


def encodable(text: str) -> str:
    """A text that can be written as UTF-8: half a surrogate pair becomes the sign for what cannot be shown.

    >>> encodable("a\\ud800b")
    'a\ufffdb'
    """
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        mended = _HALF.sub("\ufffd", text)
        return Once(mended, text.key) if isinstance(text, Once) else mended
    return text


_HALF = re.compile("[\ud800-\udfff]")


def _number(value: object) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)


as_json = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
"""A JSON value as text; ``json.dumps`` makes an encoder for each value anew."""


def json_lines(rows: Iterable[Row]) -> Iterator[str]:
    """A JSON object a line (UTF-8), lists as lists."""
    for row in rows:
        yield as_json(row) + "\n"


def arrow_tables(table: Table, rows: Iterable[Row]) -> Iterator[bytes]:
    """The rows as Arrow has them (its stream format), some thousand at a time. Raises :class:`ExportError` without
    pyarrow (extra ``parquet``)."""
    pa = _arrow()
    fields, schema = columns(table), _schema(pa, table)
    source = map(itemgetter(*(each.name for each in fields)), rows)
    while group := list(islice(source, GROUP)):
        values = zip(*group, strict=True)
        arrays = [_arrowed(pa, each, column, field.type)
                  for each, column, field in zip(values, fields, schema, strict=True)]  # fmt: skip
        made = pa.Table.from_arrays(arrays, schema=schema)
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, schema) as out:
            out.write_table(made)
        yield sink.getvalue().to_pybytes()


def write_parquet(table: Table, tables: Iterable[bytes], path: str | Path) -> int:
    """Write a Parquet file of what :func:`arrow_tables` makes, some thousand rows at a time; how many it took. Raises
    :class:`ExportError` without pyarrow."""
    pa, written = _arrow(), 0
    pq = import_module("pyarrow.parquet")
    schema = _schema(pa, table)
    held = schema.empty_table()
    with pq.ParquetWriter(str(path), schema, compression="zstd") as writer:
        for each in tables:
            held = pa.concat_tables([held, pa.ipc.open_stream(each).read_all()])
            while len(held) >= GROUP:
                writer.write_table(held.slice(0, GROUP), row_group_size=GROUP)
                held, written = held.slice(GROUP), written + GROUP
        if len(held):
            writer.write_table(held, row_group_size=GROUP)
    return written + len(held)


def _arrow() -> Any:
    try:
        return import_module("pyarrow")
    except ImportError as error:
        raise ExportError("Parquet needs pyarrow: pip install 'guarantor[parquet]'") from error


def _schema(pa: Any, table: Table) -> Any:
    kinds = {"number": pa.float64(), "flag": pa.bool_(), "list": pa.list_(pa.string())}
    return pa.schema([(each.name, kinds.get(each.type, pa.string())) for each in columns(table)])


def _arrowed(pa: Any, values: Sequence[Any], column: Column, kind: Any) -> Any:
    """The values of one column, all of a kind. What cannot be written as UTF-8 is mended where there is any."""
    if column.type == "list":
        values = [None if each is None else list(map(str, each)) for each in values]
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array([_mended(each) for each in values], kind)


def _mended(value: object) -> object:
    if isinstance(value, list):
        return [encodable(each) for each in value]
    return encodable(value) if isinstance(value, str) else value


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
