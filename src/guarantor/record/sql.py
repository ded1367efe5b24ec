"""What both stores share: the same statements over the same tables.

A subclass brings a connection per thread, an exclusive write transaction, and the words of its database's errors.
Reading goes page by page, so that no reader keeps a transaction open while its caller thinks.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from guarantor.model.entry import ENTRY_KINDS, ONCE, Draft, Entry, EntryKind, Head
from guarantor.model.ids import canonical_json
from guarantor.model.marking import laxest
from guarantor.record import leaves
from guarantor.record.again import bare
from guarantor.record.chain import GENESIS, Body, Row, erased_id, id_salt, seal
from guarantor.record.clock import next_stamp
from guarantor.record.errors import EndedRecordError, RefusedRecordError
from guarantor.record.keys import index_key, keys_of
from guarantor.record.leaves import Leaf
from guarantor.record.postings import Postings
from guarantor.record.rows import (
    FIELDS,
    MOST,
    entry_of,
    filled,
    key_rows,
    keys_in,
    missing,
    of_kinds,
    pages,
    refuse_odd_text,
    row_of,
    values_of,
)
from guarantor.record.store import Erasure

COLUMNS = ", ".join(FIELDS)
PAGE = 1000
START = 8
INSERT = f"INSERT INTO entry ({COLUMNS}) VALUES ({', '.join('?' * len(FIELDS))})"
INSERT_KEY = "INSERT INTO entry_key (key, seq) VALUES (?, ?)"
INSERT_ERASED = "INSERT INTO erased (seq, act) VALUES (?, ?)"
SELECT = f"SELECT {COLUMNS} FROM entry e"
END = 2**62
"""A number after every entry."""


@dataclass(slots=True)
class Tail:
    """Where the chain ends, while a write transaction holds it; ``stamped`` is the time of the open batch."""

    seq: int
    hash: bytes
    recorded: str | None
    stamped: str | None = None


class SqlStore(ABC):
    """A store in a relational database. Parameters are written ``?``; a subclass may translate them."""

    id_end: str
    """The index's expression for the last sixteen characters of an id."""
    id_start: str
    """The index's expression for the first digits of an id's digest, ``START`` of them."""

    ended = False
    """Whether nobody is answered any more, as the connections are about to go."""

    def end(self) -> None:
        """Answer nobody any more until it is closed."""
        self.ended = True

    def still_open(self) -> None:
        """Nothing, as long as this answers; raises :class:`EndedRecordError` afterwards."""
        if self.ended:
            raise EndedRecordError(f"{self.location}: the record is being closed")

    # --- what a subclass brings -------------------------------------------------------------------------------------

    @property
    @abstractmethod
    def location(self) -> str:
        """Where it is, for messages."""

    @abstractmethod
    def run(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement on this thread's connection and return its rows."""

    @abstractmethod
    def run_many(self, sql: str, values: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each set of values."""

    @abstractmethod
    def transaction(self) -> AbstractContextManager[None]:
        """An exclusive write transaction on this thread's connection; does not nest."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[None]:
        """All reads of this thread inside see one state of the record."""

    @abstractmethod
    def tail(self) -> Tail | None:
        """The end of the chain as this thread's open write transaction sees it, None outside of one."""

    @abstractmethod
    def set_tail(self, tail: Tail | None) -> None:
        """Note it."""

    @abstractmethod
    def sweep(self) -> None:
        """Make sure that erased bytes do not linger in free pages or logs."""

    @property
    def postings(self) -> Postings:
        """The inverted index over the words of reports, beside the entries."""
        return Postings(self)

    # --- writing ----------------------------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One write transaction, alone among all writers; nests."""
        if self.tail() is not None:
            yield
            return
        with self.transaction():
            self.set_tail(self._read_tail())
            try:
                yield
            finally:
                self.set_tail(None)

    def append(self, drafts: Sequence[Draft]) -> list[Entry]:
        """Append what is not there yet, in one transaction, and return it."""
        return [entry_of(row) for row in self._append(drafts)]

    def add(self, drafts: Sequence[Draft]) -> list[str]:
        """The same, returning only the ids."""
        return [row.id for row in self._append(drafts)]

    def _append(self, drafts: Sequence[Draft]) -> list[Row]:
        for draft in drafts:
            refuse_odd_text(draft)
        with self.writing():
            fresh = self._fresh(drafts)
            rows = [self._seal_next(draft, payload) for draft, payload in fresh]
            self.run_many(INSERT, [values_of(row) for row in rows])
            self._file(key_rows((row.seq, keys_in(draft)) for row, (draft, _) in zip(rows, fresh, strict=True)))
        return rows

    def erase(self, erasure: Erasure, act: Draft) -> Entry:
        """Append the act and erase what it names, in one transaction."""
        with self.writing():
            (entry,) = self.append([act])
            for seq in erasure.targets:
                self._erase_one(seq, entry.seq, keep_id=erasure.keep_ids)
        return entry

    def restore(self, rows: Iterable[Row], erased: dict[int, int]) -> None:
        """Fill an empty store with another's rows, as they are."""
        with self.writing():
            if self._read_tail().seq:
                raise RefusedRecordError(f"{self.location}: it holds entries already; import into an empty record")
            for page in pages(rows, PAGE):
                self.run_many(INSERT, [values_of(row) for row in page])
                filed = [(row, json.loads(row.payload)) for row in page if row.payload is not None]
                self._file(key_rows((row.seq, keys_of(row.kind, payload)) for row, payload in filed))
            self.run_many(INSERT_ERASED, sorted(erased.items()))

    # --- reading ----------------------------------------------------------------------------------------------------

    def get(self, id_: str, *, until: int | None = None) -> Entry | None:
        """The last entry with this id, among those up to number ``until``."""
        found = [row for row in self._with_id(id_) if until is None or row.seq <= until]
        return entry_of(found[-1]) if found else None

    def history(self, id_: str) -> list[Entry]:
        """All entries with this id, in order."""
        return [entry_of(row) for row in self._with_id(id_)]

    def at(self, seq: int) -> Entry | None:
        """The entry with this number."""
        found = self._one(f"{SELECT} WHERE seq = ?", (seq,))
        if found is None and 0 < seq <= self.head().seq:
            raise missing(seq, None)
        return found

    def known(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids that have an entry."""
        wanted = list(ids)
        return {row[0] for page in pages(wanted, 500) for row in self._of_ids("id", page)}

    def beginning(self, digest: str, kinds: Collection[EntryKind]) -> list[str]:
        """The ids of entries of these kinds whose SHA-256 begins with these hexadecimal digits, in order."""
        start, marks = digest[:START], ", ".join("?" * len(kinds))
        within = f"{self.id_start} >= ? AND {self.id_start} < ?"
        sql = f"SELECT DISTINCT id, kind FROM entry WHERE {within} AND kind IN ({marks})"
        found = (str(id_) for id_, _ in self.run(sql, (start, start + "g", *kinds)))
        return sorted(id_ for id_ in found if id_.rpartition(":")[2].startswith(digest))

    def markings(self, ids: Iterable[str]) -> dict[str, str]:
        """The marking of each of the ids that has an entry."""
        wanted = set(ids)
        found: dict[str, str] = {}
        for page in pages(wanted, 500):
            for held, marking in self._ending("id, marking", page):
                id_ = bare(held)
                if id_ in wanted and marking is not None:
                    found[id_] = laxest([marking, found.get(id_, marking)])
        return found

    def outside(self, markings: Collection[str], *, after: int, until: int) -> list[int]:
        """The numbers of entries under none of some markings, in order."""
        marks = ", ".join("?" * len(markings))
        sql = f"SELECT seq FROM entry WHERE seq > ? AND seq <= ? AND (marking IS NULL OR marking NOT IN ({marks}))"
        return [int(row[0]) for row in self.run(f"{sql} ORDER BY seq", (after, until, *markings))]

    def entries(
        self, kinds: Collection[EntryKind] | None = None, *, after: int = 0, until: int | None = None
    ) -> Iterator[Entry]:
        """Entries of these kinds in order. Where they are most of the entries, all of them are read and have to follow
        one another, so that none is hidden by a changed kind or page."""
        if kinds is not None and MOST.issubset(kinds):
            yield from (entry for entry in self._following(after, until) if entry.kind in kinds)
            return
        where, values = of_kinds(kinds)
        yield from map(entry_of, self._paged(SELECT, where, values, after, until))

    def under(
        self, key: str, kinds: Collection[EntryKind] | None = None, *, until: int | None = None
    ) -> Iterator[Entry]:
        """Entries that can be found under a key, in order."""
        yield from self.under_any([key], kinds, until=until)

    def under_any(
        self, keys: Collection[str], kinds: Collection[EntryKind] | None = None, *, until: int | None = None
    ) -> Iterator[Entry]:
        """Entries that can be found under any of some keys, each once, in order."""
        found = self._filed([*map(index_key, keys)]).values()
        last = END if until is None else until
        yield from map(entry_of, self._numbered(sorted({seq for seqs in found for seq in seqs if seq <= last}), kinds))

    def leaves(self, *, after: int = 0, until: int | None = None) -> Iterator[list[Leaf]]:
        """Every entry in order, a page at a time."""
        last = self.head().seq if until is None else min(until, self.head().seq)
        sql = f"{SELECT} WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT {leaves.PAGE}"
        yield from leaves.in_pages(lambda after, last: self.run(sql, (after, last)), after, last)

    def filed(self, keys: Collection[str], *, until: int | None = None) -> dict[str, list[int]]:
        """The numbers of the entries that can be found under each of some keys, in order."""
        by_key = {index_key(key): key for key in keys}
        found: dict[str, list[int]] = {}
        for key, seqs in self._filed([*by_key]).items():
            if known := [seq for seq in seqs if until is None or seq <= until]:
                found[by_key[key]] = known
        return found

    def seq_at(self, recorded: str) -> int:
        """The number of the last entry recorded by this time: a binary search, since times never go backwards."""
        low, high = 0, self.head().seq
        while low < high:
            middle = (low + high + 1) // 2
            found = self.run("SELECT recorded FROM entry WHERE seq = ?", (middle,))
            if found and found[0][0] <= recorded:
                low = middle
            else:
                high = middle - 1
        return low

    def head(self) -> Head:
        """The last entry's number and hash."""
        tail = self.tail() or self._read_tail()
        return Head(seq=tail.seq, hash=tail.hash.hex())

    def count(self, kind: EntryKind | None = None, *, until: int | None = None) -> int:
        """How many entries there are, among those up to number ``until``."""
        last = END if until is None else until
        if kind is None:
            return min(self.head().seq, last)
        return int(self.run("SELECT count(*) FROM entry WHERE kind = ? AND seq <= ?", (kind, last))[0][0])

    def rows(self, *, after: int = 0) -> Iterator[Row]:
        """All rows as they stand, unchecked."""
        yield from self._paged(SELECT, "1 = 1", (), after, None)

    def keys(self, seqs: range) -> dict[int, set[bytes]]:
        """The keys under which the entries of a range are filed."""
        found: dict[int, set[bytes]] = {}
        for key, seq in self.run("SELECT key, seq FROM entry_key WHERE seq >= ? AND seq < ?", (seqs.start, seqs.stop)):
            found.setdefault(seq, set()).add(bytes(key))
        return found

    def sealed(self) -> str | None:
        """A store keeps seals where its database has no checksums of its own."""
        return None

    def erased_by(self) -> dict[int, int]:
        """Which entries were erased, and the number of the act that names each."""
        return {int(seq): int(act) for seq, act in self.run("SELECT seq, act FROM erased ORDER BY seq")}

    # --- inside -----------------------------------------------------------------------------------------------------

    def _read_tail(self) -> Tail:
        found = self.run("SELECT seq, hash, recorded FROM entry ORDER BY seq DESC LIMIT 1")
        if not found:
            return Tail(0, bytes.fromhex(GENESIS), None)
        seq, hash_, recorded = found[0]
        return Tail(int(seq), bytes(hash_), str(recorded))

    def _fresh(self, drafts: Sequence[Draft]) -> list[tuple[Draft, bytes]]:
        """The drafts that say something new, with their payloads as bytes."""
        known = self.known(draft.id for draft in drafts)
        last: dict[str, bytes | None] = {}
        fresh: list[tuple[Draft, bytes]] = []
        for draft in drafts:
            if draft.kind in ONCE and draft.id in known:
                continue
            payload = draft.encoded or canonical_json(draft.payload)
            if draft.id in known:
                if draft.id not in last:
                    last[draft.id] = self._last_payload(draft.id)
                if last[draft.id] == payload:
                    continue
            known.add(draft.id)
            last[draft.id] = payload
            fresh.append((draft, payload))
        return fresh

    def _with_id(self, id_: str) -> list[Row]:
        return sorted(map(row_of, self._of_ids(COLUMNS, [id_])), key=lambda row: row.seq)

    def _of_ids(self, columns: str, ids: Collection[str]) -> list[tuple[Any, ...]]:
        """Columns of the entries with some ids. The whole id, which is one of the columns, is compared here, because
        SQLite would drop the index for it."""
        place, wanted = [each.strip() for each in columns.split(",")].index("id"), set(ids)
        return [row for row in self._ending(columns, ids) if row[place] in wanted]

    def _ending(self, columns: str, ids: Collection[str]) -> list[tuple[Any, ...]]:
        """Columns of the entries whose ids end as some do."""
        ends = filled([id_[-16:] for id_ in ids], 500)
        sql = f"SELECT {columns} FROM entry WHERE {self.id_end} IN ({', '.join('?' * len(ends))})"
        return self.run(sql, ends)

    def _file(self, rows: Sequence[tuple[bytes, int]]) -> None:
        """File entries under names."""
        self.run_many(INSERT_KEY, rows)

    def _unfile(self, seq: int) -> None:
        """Take an entry out of all names."""
        self.run_many("DELETE FROM entry_key WHERE seq = ?", [(seq,)])

    def _filed(self, keys: Collection[bytes]) -> dict[bytes, list[int]]:
        """The numbers under each of some names, in order."""
        found: dict[bytes, list[int]] = {}
        for page in pages(keys, 500):
            sql = f"SELECT key, seq FROM entry_key WHERE key IN ({', '.join('?' * len(page))}) ORDER BY key, seq"
            for key, seq in self.run(sql, page):
                found.setdefault(bytes(key), []).append(int(seq))
        return found

    def _numbered(self, seqs: Sequence[int], kinds: Collection[EntryKind] | None) -> Iterator[Row]:
        """The rows with some numbers, each of which there has to be; of some kinds alone. A kind that is none is read
        too, and shows as what it is: a changed byte."""
        for page in pages(seqs, PAGE):
            of_page = filled(page, PAGE)
            among = f"FROM entry e WHERE e.seq IN ({', '.join('?' * len(of_page))})"
            found = self.run(f"SELECT e.seq, e.kind {among}", of_page) if kinds is not None else []
            wanted = page if kinds is None else [n for n, kind in found if kind in kinds or kind not in ENTRY_KINDS]
            if kinds is not None and len(found) != len(page):
                raise missing(min({*page} - {row[0] for row in found}), None)
            if not wanted:
                continue
            of_page = filled(sorted(wanted), PAGE)
            rows = self.run(f"{SELECT} WHERE e.seq IN ({', '.join('?' * len(of_page))}) ORDER BY e.seq", of_page)
            if len(rows) != len(wanted):
                raise missing(min({*wanted} - {row[0] for row in rows}), None)
            yield from map(row_of, rows)

    def _last_payload(self, id_: str) -> bytes | None:
        return self._with_id(id_)[-1].payload

    def _seal_next(self, draft: Draft, payload: bytes) -> Row:
        tail = self.tail()
        if tail is None:
            raise RuntimeError("an entry is sealed inside a write transaction only")
        if tail.stamped is None:
            tail.stamped = next_stamp(tail.recorded)
        body = Body(draft.author, draft.happened, draft.as_of, draft.published, draft.marking, payload)
        row = seal(tail.seq + 1, draft.kind, draft.id, tail.stamped, body, tail.hash)
        tail.seq, tail.hash, tail.recorded = row.seq, row.hash, row.recorded
        return row

    def _erase_one(self, seq: int, act: int, *, keep_id: bool) -> None:
        found = self.run(f"{SELECT} WHERE seq = ?", (seq,))
        if not found:
            raise RefusedRecordError(f"{self.location}: there is no entry {seq} to erase")
        row = row_of(found[0])
        if row.payload is None:
            return
        salt = id_salt(row.salt) if keep_id and row.salt is not None else None
        self.run_many(INSERT_ERASED, [(seq, act)])
        self.run_many(
            "UPDATE entry SET payload = NULL, author = NULL, happened = NULL, as_of = NULL, published = NULL, "
            "marking = NULL, salt = ?, id = ? WHERE seq = ?",
            [(salt, row.id if keep_id else erased_id(seq), seq)],
        )
        self._unfile(seq)
        self.postings.forget(seq)

    def _following(self, after: int, until: int | None) -> Iterator[Entry]:
        """All entries after one, up to one or to the last that there is; raises where one of them is missing."""
        last = self.head().seq
        for row in self._paged(SELECT, "1 = 1", (), after, until):
            if row.seq != after + 1:
                raise missing(after + 1, row.seq)
            after = row.seq
            yield entry_of(row)
        if after < min(last, END if until is None else until):
            raise missing(after + 1, None)

    def _one(self, sql: str, values: Sequence[Any]) -> Entry | None:
        found = self.run(sql, values)
        return entry_of(row_of(found[0])) if found else None

    def _paged(
        self, select: str, where: str, values: Sequence[Any], after: int, until: int | None, by: str = "e.seq"
    ) -> Iterator[Row]:
        last = END if until is None else until
        sql = f"{select} WHERE {where} AND {by} > ? AND {by} <= ? ORDER BY {by} LIMIT {PAGE}"
        while True:
            page = self.run(sql, (*values, after, last))
            yield from map(row_of, page)
            if len(page) < PAGE:
                return
            after = page[-1][0]
