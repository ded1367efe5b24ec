"""The inverted index over the words of reports, kept in the store beside the entries.

It is derived data: made from the reports and nothing else, dropped and made again at any time, erased with a report's
payload. It answers no question by itself. ``linking`` files what it looks for (64-bit digests of five words, cut to 48
bits) and compares the texts that are found, so that a wrong row here can hide a copy and never invent one; ``verify``
finds such rows.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from guarantor.record.errors import CorruptRecordError
from guarantor.record.rows import filled, pages

COMMON = 256
"""Words that stand in so many texts are boilerplate; no further text is filed under them."""
_AT_ONCE = 500


class Runs(Protocol):
    """What of a store is needed: its statements, with ``?`` for values."""

    def run(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows."""
        ...

    def run_many(self, sql: str, values: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each set of values."""
        ...


@dataclass(frozen=True, slots=True)
class Carrier:
    """A text in the index: its number, its report's entry, its part of a digest, how many shingles find it."""

    number: int
    seq: int
    part: int
    sample: int


@dataclass(frozen=True, slots=True)
class Placed:
    """Up to which entry reports are filed, that entry's hash, and the way in which the index was made."""

    way: str
    seq: int
    hash: bytes


class Postings:
    """The index of one store. All writes belong inside the store's write transaction."""

    def __init__(self, store: Runs) -> None:
        self._store = store

    def placed(self) -> Placed | None:
        """How far the index goes, None where there is none."""
        found = self._store.run("SELECT way, seq, hash FROM placed")
        return Placed(str(found[0][0]), int(found[0][1]), bytes(found[0][2])) if found else None

    def reach(self, placed: Placed) -> None:
        """Note how far it goes."""
        values = (placed.way, placed.seq, placed.hash)
        if self._store.run("SELECT 1 FROM placed"):
            self._store.run_many("UPDATE placed SET way = ?, seq = ?, hash = ?", [values])
        else:
            self._store.run_many("INSERT INTO placed VALUES (?, ?, ?)", [values])

    def unfiled(self, after: int, most: int) -> list[tuple[int, str, bytes]]:
        """Number, id and hash of the next reports after an entry that were not erased, at most so many; unchecked, for
        whoever has their words at hand."""
        where = "kind = 'report' AND seq > ? AND payload IS NOT NULL ORDER BY seq LIMIT ?"
        found = self._store.run(f"SELECT seq, id, hash FROM entry WHERE {where}", (after, most))
        return [(int(seq), str(id_), bytes(hash_)) for seq, id_, hash_ in found]

    def clear(self) -> None:
        """Drop the whole index; it is made again when a report is placed."""
        for table in ("shingle", "carrier", "placed"):
            self._store.run(f"DELETE FROM {table}")

    def file(self, texts: Sequence[tuple[int, int, Sequence[int]]], met: Counter[int] | None = None) -> None:
        """File texts, each with its report's entry, its part, and the shingles by which it is to be found. ``met``:
        under how many texts each of these stands, for one who has just looked (:meth:`meeting`)."""
        found = self._store.run("SELECT coalesce(max(number), 0) FROM carrier")
        number = int(found[0][0])
        wanted = sorted({shingle for *_, shingles in texts for shingle in shingles})
        full = self.meeting(wanted)[1] if met is None else met
        carriers, rows = [], []
        for seq, part, shingles in texts:
            number += 1
            mine = [shingle for shingle in dict.fromkeys(shingles) if full[shingle] < COMMON]
            full.update(mine)
            mark = _mark(mine, seq, part, len(shingles))
            carriers.append((number, seq, part, len(shingles), len(mine), mark))
            rows += [(shingle, number) for shingle in mine]
        self._store.run_many("INSERT INTO carrier VALUES (?, ?, ?, ?, ?, ?)", carriers)
        self._store.run_many("INSERT INTO shingle VALUES (?, ?)", sorted(rows))

    def sharing(self, shingles: Iterable[int]) -> Counter[int]:
        """The carriers that are filed under some of these shingles, with under how many."""
        return self.meeting(shingles)[0]

    def meeting(self, shingles: Iterable[int]) -> tuple[Counter[int], Counter[int]]:
        """The same, and under how many carriers each of the shingles stands."""
        carriers: Counter[int] = Counter()
        texts: Counter[int] = Counter()
        for page in pages(shingles, _AT_ONCE):
            wanted = filled(page, _AT_ONCE)
            rows = self._store.run(f"SELECT shingle, carrier FROM shingle WHERE shingle IN ({_marks(wanted)})", wanted)
            texts.update([shingle for shingle, _ in rows])
            carriers.update([carrier for _, carrier in rows])
        return carriers, texts

    def carriers(self, numbers: Iterable[int]) -> list[Carrier]:
        """Carriers by number."""
        found: list[Carrier] = []
        for page in pages(numbers, _AT_ONCE):
            wanted = filled(page, _AT_ONCE)
            sql = f"SELECT number, seq, part, sample FROM carrier WHERE number IN ({_marks(wanted)})"
            found += [Carrier(*map(int, row)) for row in self._store.run(sql, wanted)]
        return found

    def forget(self, seq: int) -> None:
        """Take a report's words out of the index, for good."""
        of_report = "(SELECT number FROM carrier WHERE seq = ?)"
        if self._store.run("SELECT 1 FROM carrier WHERE seq = ?", (seq,)):
            self._store.run_many(f"DELETE FROM shingle WHERE carrier IN {of_report}", [(seq,)])
            self._store.run_many("DELETE FROM carrier WHERE seq = ?", [(seq,)])

    def check(self) -> None:
        """Raise CorruptRecordError unless each carrier is filed under just what was filed for it."""
        filed: defaultdict[int, int] = defaultdict(int)
        mixed: defaultdict[int, int] = defaultdict(int)
        for shingle, carrier in self._rows():
            filed[carrier] += 1
            mixed[carrier] ^= _spread(shingle)
        rows = self._store.run("SELECT number, seq, part, sample, filed, mark FROM carrier ORDER BY number")
        for number, seq, part, sample, count, mark in rows:
            said = mixed.pop(number, 0) ^ _mark((), seq, part, sample)
            if filed.pop(number, 0) != count or said != mark:
                raise CorruptRecordError(f"{STALE} (entry {seq} is filed under other words than its own)", seq)
        if filed:
            raise CorruptRecordError(f"{STALE} (it files a text that is not there)")

    def _rows(self) -> Iterator[tuple[int, int]]:
        last: tuple[int, int] = (-1, -1)
        while True:
            rows = self._store.run(
                "SELECT shingle, carrier FROM shingle WHERE (shingle, carrier) > (?, ?) "
                "ORDER BY shingle, carrier LIMIT 50000",
                last,
            )
            yield from rows
            if not rows:
                return
            last = rows[-1]


STALE = "the index of copies is not what was filed; `guarantor verify --reindex` makes it anew from the reports"


def _mark(shingles: Iterable[int], seq: int, part: int, sample: int) -> int:
    """One number over all that is filed of a text, whatever the order of its shingles."""
    mixed = zlib.crc32(f"{seq}:{part}:{sample}".encode())
    for shingle in shingles:
        mixed ^= _spread(shingle)
    return mixed


def _spread(shingle: int) -> int:
    """A shingle with its bits spread over 62, so that two that change alike do not cancel out."""
    return (shingle * 0x9E3779B97F4A7C15) & (2**62 - 1)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
