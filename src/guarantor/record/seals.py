"""Seals over the index of names, by which a lost row shows when it is asked for.

A changed byte in an entry shows when the entry is read. One in the index of names hides an entry, and nothing tells:
what is not found looks like what is not there. So names stand in buckets, by the first bits of their digests, and of
each bucket its number of rows and the sum of their checksums are kept in a table of their own. Whoever looks a name up
reads its bucket, of a few rows, and compares. Ids need none: two indexes hold them, and both have to find the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any
from zlib import crc32

from guarantor.record.errors import CorruptRecordError
from guarantor.record.rows import filled, pages

Run = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]
Many = Callable[[str, Iterable[Sequence[Any]]], None]
BITS = 20
"""Bits of a name's digest that make a bucket: of five million names some five fall into one."""
_SPARE = 24 - BITS
_TABLE = "CREATE TABLE key_seal (bucket INTEGER PRIMARY KEY, n INTEGER NOT NULL, total INTEGER NOT NULL) STRICT"
_ADD = (
    "INSERT INTO key_seal (bucket, n, total) VALUES (?, ?, ?) "
    "ON CONFLICT (bucket) DO UPDATE SET n = n + excluded.n, total = total + excluded.total"
)
_DAMAGED = "{}: the file is damaged: the index of names is not what was filed"
PAGE = 500
"""So many buckets are looked at in one statement."""


def bucket_of(key: bytes) -> int:
    """The bucket of a name's digest."""
    return int.from_bytes(key[:3], "big") >> _SPARE


def bounds(bucket: int) -> tuple[bytes, bytes]:
    """The first digest of a bucket, and what is behind its last."""
    after = (bucket + 1) << _SPARE
    high = after.to_bytes(3, "big") if after < 2**24 else b"\xff" * 17
    return (bucket << _SPARE).to_bytes(3, "big"), high


def mark(key: bytes, seq: int) -> int:
    """The checksum of one row."""
    return crc32(seq.to_bytes(8, "big"), crc32(key))


def seals_of(rows: Iterable[tuple[bytes, int]]) -> dict[int, tuple[int, int]]:
    """Of each bucket of some rows: how many, and the sum of their checksums."""
    found: dict[int, tuple[int, int]] = {}
    for key, seq in rows:
        bucket = bucket_of(key)
        n, total = found.get(bucket, (0, 0))
        found[bucket] = n + 1, total + mark(key, seq)
    return found


def add(many: Many, rows: Iterable[tuple[bytes, int]], *, gone: bool = False) -> None:
    """Seal rows that were filed, or take out what is ``gone``."""
    sign = -1 if gone else 1
    many(_ADD, [(bucket, sign * n, sign * total) for bucket, (n, total) in seals_of(rows).items()])


def make(run: Run, many: Many) -> None:
    """The table, with the seals of all rows that there are."""
    run(_TABLE, ())
    step = 2**BITS // 256
    for first in range(0, 2**BITS, step):
        low, high = bounds(first)[0], bounds(first + step - 1)[1]
        add(many, _rows(run("SELECT key, seq FROM entry_key WHERE key >= ? AND key < ?", (low, high))))


def filed(run: Run, keys: Collection[bytes], where: str) -> dict[bytes, list[int]]:
    """The numbers under each of some names, in order; raises where a bucket is not what was sealed."""
    found: dict[bytes, list[int]] = {key: [] for key in keys}
    for page in pages(sorted({bucket_of(key) for key in keys}), PAGE):
        for key, seq in sealed_rows(run, page, where):
            if key in found:
                found[key].append(seq)
    return {key: sorted(seqs) for key, seqs in found.items() if seqs}


def sealed_rows(run: Run, buckets: Sequence[int], where: str) -> list[tuple[bytes, int]]:
    """The rows of some buckets, compared with their seals. ``where`` the record is, for the message."""
    if len(buckets) == 1:
        rows = [*_rows(run("SELECT key, seq FROM entry_key WHERE key >= ? AND key < ?", bounds(buckets[0])))]
    else:
        rows = [*_rows(run(*_of_many(buckets)))]
    asked = filled([*buckets], PAGE)
    sql = f"SELECT bucket, n, total FROM key_seal WHERE bucket IN ({', '.join('?' * len(asked))}) AND n <> 0"
    kept = {int(bucket): (int(n), int(total)) for bucket, n, total in run(sql, asked)}
    if seals_of(rows) != kept:
        raise CorruptRecordError(_DAMAGED.format(where))
    return rows


def _of_many(buckets: Sequence[int]) -> tuple[str, list[bytes]]:
    """The statement for the rows of several buckets: filled up with ranges that hold nothing, so that few statements
    are to be taken apart."""
    ranges = [bounds(bucket) for bucket in buckets]
    ranges += [(b"", b"")] * ((1 << (len(ranges) - 1).bit_length()) - len(ranges))
    marks = ", ".join(["(?, ?)"] * len(ranges))
    sql = (
        f"WITH b(low, high) AS (VALUES {marks}) "
        "SELECT k.key, k.seq FROM b CROSS JOIN entry_key k ON k.key >= b.low AND k.key < b.high"
    )
    return sql, [bound for each in ranges for bound in each]


def fault(run: Run, where: str) -> str | None:
    """What is wrong with the seals of all buckets, None where nothing is."""
    step = 2**BITS // 256
    for first in range(0, 2**BITS, step):
        low, high = bounds(first)[0], bounds(first + step - 1)[1]
        rows = _rows(run("SELECT key, seq FROM entry_key WHERE key >= ? AND key < ?", (low, high)))
        sql = "SELECT bucket, n, total FROM key_seal WHERE bucket >= ? AND bucket < ? AND n <> 0"
        kept = {int(bucket): (int(n), int(total)) for bucket, n, total in run(sql, (first, first + step))}
        if seals_of(rows) != kept:
            return _DAMAGED.format(where)
    beyond = run("SELECT count(*) FROM key_seal WHERE bucket < 0 OR bucket >= ?", (2**BITS,))[0][0]
    return _DAMAGED.format(where) if beyond else None


def _rows(found: Iterable[tuple[Any, ...]]) -> Iterator[tuple[bytes, int]]:
    return ((bytes(key), int(seq)) for key, seq in found)
