"""A prepared log as one file beside the record: columns as they lie in memory, words a provision at a time.

Derived data: it may be deleted at any time, and is only believed with its key and its checksum. Nothing in it is run:
arrays, JSON, and six known classes. Layout: magic, checksum of all that follows, length of the header (8 bytes), the
header (JSON), and the parts one after the other, arrays at multiples of eight bytes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np

from guarantor.assessment.columns import Acts, Columns, Entries, Instances, Points, Starts
from guarantor.assessment.log import Log
from guarantor.assessment.rows import Rows, packed
from guarantor.model.testimony import Coverage, Testimony

MAGIC = b"guarantor columns 2\n"
DIGEST = 32
CLASSES = {kind.__name__: kind for kind in (Acts, Columns, Entries, Instances, Points, Starts)}
DEFAULTS = {
    kind: {field.name: field.default for field in fields(kind)}
    for kind in (Testimony, Coverage)
}  # fmt: skip


class StoredWords(Mapping[str, tuple[Testimony, ...]]):
    """Testimonies by what they are about, made from the file when they are first asked for. ``renamed`` are origins
    that have another name by now."""

    def __init__(
        self, body: memoryview, packs: Mapping[str, Mapping[str, Any]], renamed: Mapping[str, str] | None = None
    ) -> None:
        self._body, self._packs, self._renamed = body, packs, renamed
        self._rows: dict[str, Rows] = {}
        self._made: dict[str, tuple[Testimony, ...]] = {}

    def rows(self, about: str) -> Rows | None:
        """The words as columns; None where there are none."""
        if about not in self._rows and about in self._packs:
            pack = self._packs[about]
            self._rows[about] = Rows(about, pack["count"], pack["spans"], self._body, self._renamed)
        return self._rows.get(about)

    def with_names(self, renamed: Mapping[str, str]) -> StoredWords:
        """The same words, some origins by other names."""
        return StoredWords(self._body, self._packs, renamed)

    def __getitem__(self, about: str) -> tuple[Testimony, ...]:
        if about not in self._made:
            rows = self.rows(about)
            if rows is None:
                raise KeyError(about)
            self._made[about] = tuple(rows.words())
        return self._made[about]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packs)

    def __len__(self) -> int:
        return len(self._packs)


class _Parts:
    """The parts of a file while it is written: bytes one after the other, and where each begins."""

    def __init__(self) -> None:
        self.parts: list[bytes | memoryview] = []
        self.size = 0

    def add(self, part: bytes | memoryview) -> tuple[int, int]:
        """Append a part; its place and size."""
        at, size = self.size, len(part)
        self.parts += [part, bytes(-size % 8)]
        self.size += size + -size % 8
        return at, size


def write(path: Path, key: str, columns: Columns, log: Log, beside: bytes = b"") -> None:
    """Write the file, with what is to stand beside; whoever reads meanwhile sees the old one or the new one.

    Raises OSError.
    """
    parts = _Parts()
    header = {
        "key": key,
        "columns": _tree(columns, parts),
        "words": {about: _packed(log, about, parts) for about in log.words},
        "counted": {about: _table(found) for about, found in log.counted.items()},
        "last": log.last_moment,
        "beside": parts.add(beside),
    }
    head = json.dumps(header, separators=(",", ":")).encode()
    head += b" " * (-(len(MAGIC) + DIGEST + 8 + len(head)) % 8)
    pieces = [len(head).to_bytes(8, "little"), head, *parts.parts]
    digest = blake2b(digest_size=DIGEST)
    for piece in pieces:
        digest.update(piece)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with fresh.open("wb") as file:
            file.writelines([MAGIC, digest.digest(), *pieces])
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def read(path: Path, key: str) -> tuple[Columns, Log, memoryview] | None:
    """The columns, the log and what was put beside them, or None where there is no such file, its key is another,
    or it is not whole."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    start = len(MAGIC) + DIGEST
    if not data.startswith(MAGIC) or len(data) < start + 8:
        return None
    body = memoryview(data)
    size = int.from_bytes(body[start : start + 8], "little")
    if blake2b(body[start:], digest_size=DIGEST).digest() != data[len(MAGIC) : start]:
        return None
    header = json.loads(bytes(body[start + 8 : start + 8 + size]))
    if header["key"] != key:
        return None
    rest = body[start + 8 + size :]
    counted = {
        about: tuple(Coverage(about=about, **row) for row in _rows(rows, "covers"))
        for about, rows in header["counted"].items()
    }
    words = StoredWords(rest, header["words"])
    at, length = header["beside"]
    return _made(header["columns"], rest), Log(words, counted, header["last"]), rest[at : at + length]


def _tree(value: Any, parts: _Parts) -> Any:
    """A value of columns as JSON, its arrays among the parts."""
    if isinstance(value, np.ndarray):
        at, _ = parts.add(value.tobytes())
        return {"array": [value.dtype.str, list(value.shape), at]}
    if type(value).__name__ in CLASSES:
        named = {field.name: _tree(getattr(value, field.name), parts) for field in fields(value)}
        return {"class": type(value).__name__, "fields": named}
    if isinstance(value, tuple):
        return {"tuple": [_tree(each, parts) for each in value]}
    return {"plain": value}


def _made(tree: Any, body: memoryview) -> Any:
    """The value again; arrays lie in the file's bytes and cannot be written to."""
    if "array" in tree:
        kind, shape, at = tree["array"]
        count = int(np.prod(shape))
        return np.frombuffer(body, np.dtype(kind), count, at).reshape(shape) if count else np.zeros(shape, kind)
    if "class" in tree:
        return CLASSES[tree["class"]](**{name: _made(each, body) for name, each in tree["fields"].items()})
    if "tuple" in tree:
        return tuple(_made(each, body) for each in tree["tuple"])
    return tree["plain"]


def _packed(log: Log, about: str, parts: _Parts) -> dict[str, Any]:
    rows = log.rows(about)
    return packed(log.words[about], parts.add) if rows is None else rows.copied(parts.add)


def _table(words: Sequence[Testimony | Coverage]) -> dict[str, list[Any]]:
    """Words about one thing as a list a field; fields that say nothing anywhere are left out."""
    found: dict[str, list[Any]] = {}
    for name, default in DEFAULTS[type(words[0])].items() if words else ():
        values = list(map(attrgetter(name), words))
        if name != "about" and (default is MISSING or values.count(default) != len(values)):
            found[name] = values
    return found


def _rows(table: dict[str, list[Any]], interval: str) -> Iterator[dict[str, Any]]:
    """A row for each word; JSON has no tuples, so the interval is made one again."""
    if table:
        table[interval] = [None if each is None else tuple(each) for each in table[interval]]
    names = tuple(table)
    for row in zip(*table.values(), strict=True):
        yield dict(zip(names, row, strict=True))
