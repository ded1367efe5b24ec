"""Whether a PostgreSQL server's indexes find what stands in its tables.

A changed byte in a table shows when its entry is read; one in an index hides an entry, or finds another, and nothing
tells. PostgreSQL has checksums of its own against that, which a server may have switched off. Then each row is looked
up through each index as the questions of a record do, one way of scanning at a time: found once, and as itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Run = Callable[..., list[tuple[Any, ...]]]
PLAIN = ("indexonlyscan", "indexscan")
"""Ways of scanning an index: with a look at the table only where it has to be, and with one always."""
_OFF = ("seqscan", "bitmapscan", "hashjoin", "mergejoin", "material", "tidscan")
_ID, _START = "right({0}.id, 16)", 'left(right({0}.id, 64), 8) COLLATE "C"'
_SAME = (
    ("entry_pkey", "entry", "b.seq = a.seq"),
    ("entry_id", "entry", f"{_ID.format('b')} = {_ID.format('a')}"),
    ("entry_start", "entry", f"{_START.format('b')} = {_START.format('a')}"),
    ("entry_key_pkey", "entry_key", "b.key = a.key AND b.seq = a.seq"),
)
"""Indexes, their tables, and by what a row is looked up in them."""
_NAMELESS = (
    "SELECT count(*) FROM entry e WHERE e.payload IS NOT NULL "
    "AND e.kind IN ('report', 'claim', 'link', 'judgement', "
    "'reading', 'version', 'case-file', 'setting', 'again') "
    "AND NOT EXISTS (SELECT 1 FROM entry_key k WHERE k.seq = e.seq)"
)
"""Entries that stand under no name, and each of their kind has one."""


def checked_by_server(run: Run) -> bool:
    """Whether the server itself refuses a page that was changed."""
    return bool(run("SHOW data_checksums")[0][0] == "on")


def damaged(run: Run) -> str | None:
    """The first index that does not find each row once and as itself, None where all do. Inside a transaction whose
    settings are dropped with it."""
    for name in ("max_parallel_workers_per_gather", "enable_memoize", "jit"):
        run(f"SET LOCAL {name} = {'0' if name.startswith('max') else 'off'}")
    return next(_faults(run), None)


def _faults(run: Run) -> Iterator[str]:
    _scans(run, indexes=False)
    rows = {table: int(run(f"SELECT count(*) FROM {table}")[0][0]) for table in ("entry", "entry_key")}
    pairs = {"entry_id": _pairs(run, _ID), "entry_start": _pairs(run, _START)}
    kinds = dict.fromkeys(run("SELECT kind, count(*), sum(seq) FROM entry GROUP BY kind ORDER BY kind"))
    if run(_NAMELESS)[0][0]:
        yield "entry_key"
    _scans(run, indexes=True)
    for name, table, how in _SAME:
        found, itself = run(
            f"SELECT count(*), count(*) FILTER (WHERE x.place = a.ctid) FROM {table} a CROSS JOIN LATERAL "
            f"(SELECT b.ctid AS place FROM {table} b WHERE {how} OFFSET 0) x"
        )[0]
        if itself != rows[table] or found != pairs.get(name, rows[table]):
            yield name
    for kind, count, total in kinds:
        found = run(
            "SELECT count(*) FILTER (WHERE b.kind || '' = ?), sum(seq) FROM entry b WHERE b.kind = ?", (kind, kind)
        )
        if found[0] != (count, total):
            yield "entry_kind"
    run("SET LOCAL enable_indexscan = off")
    for name, table, column in (("entry_kind", "entry", "kind"), ("entry_key_pkey", "entry_key", "key")):
        found = run(
            f"SELECT count(*) FROM {table} a CROSS JOIN LATERAL "
            f"(SELECT 1 FROM {table} b WHERE b.{column} = a.{column} AND b.seq = a.seq OFFSET 0) x"
        )
        if found[0][0] != rows[table]:
            yield name


def _scans(run: Run, *, indexes: bool) -> None:
    """Look at tables alone, or find everything through an index."""
    for way in PLAIN:
        run(f"SET LOCAL enable_{way} = {'on' if indexes else 'off'}")
    for way in _OFF:
        run(f"SET LOCAL enable_{way} = {'off' if indexes else 'on'}")


def _pairs(run: Run, of: str) -> int:
    """How many pairs of rows have one value."""
    return int(
        run(f"SELECT coalesce(sum(n * n), 0) FROM (SELECT count(*) AS n FROM entry a GROUP BY {of.format('a')}) c")[0][
            0
        ]
    )
