"""The storage seam: what a record needs of a store, and nothing more.

There are two: :class:`~guarantor.record.sqlite.SqliteStore` beside a case and
:class:`~guarantor.record.postgres.PostgresStore` for a team. Both run the same shared test suite.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from guarantor.model.entry import Draft, Entry, EntryKind, Head
from guarantor.record.chain import Row
from guarantor.record.leaves import Leaf
from guarantor.record.postings import Postings


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What is to be erased: entries by number; ``keep_ids`` leaves their ids, so that they cannot come back unseen."""

    targets: tuple[int, ...]
    keep_ids: bool = True


@runtime_checkable
class Store(Protocol):
    """Append-only storage of entries. Every entry it returns has been checked against its digests and its hash."""

    @property
    def location(self) -> str:
        """Where it is, for messages (without any password)."""
        ...

    @property
    def postings(self) -> Postings:
        """The inverted index over the words of reports: derived data, kept beside the entries."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """One write transaction, alone among all writers; nests; rolled back when an exception leaves it."""
        ...

    def reading(self) -> AbstractContextManager[None]:
        """All reads of this thread inside see one state of the record, whatever others write meanwhile."""
        ...

    def append(self, drafts: Sequence[Draft]) -> list[Entry]:
        """Append in one transaction and return what was added.

        Left out is what is there already: a report or claim with a known id, and any other draft whose id's last entry
        says the very same.
        """
        ...

    def add(self, drafts: Sequence[Draft]) -> list[str]:
        """The same as :meth:`append`, and quicker: it returns only the ids of what was added."""
        ...

    def get(self, id_: str, *, until: int | None = None) -> Entry | None:
        """The last entry with this id, among those up to number ``until``."""
        ...

    def history(self, id_: str) -> list[Entry]:
        """All entries with this id, in order: a link has one for each state it was in."""
        ...

    def at(self, seq: int) -> Entry | None:
        """The entry with this number."""
        ...

    def known(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids that have an entry."""
        ...

    def beginning(self, digest: str, kinds: Collection[EntryKind]) -> list[str]:
        """The ids of entries of these kinds whose SHA-256 begins with these hexadecimal digits, in order."""
        ...

    def markings(self, ids: Iterable[str]) -> dict[str, str]:
        """The laxest marking of each of the ids that has an entry, also of one that came again (:mod:`.again`)."""
        ...

    def outside(self, markings: Collection[str], *, after: int, until: int) -> list[int]:
        """The numbers of entries under none of some markings, those after ``after`` up to ``until``, in order."""
        ...

    def entries(
        self, kinds: Collection[EntryKind] | None = None, *, after: int = 0, until: int | None = None
    ) -> Iterator[Entry]:
        """Entries of these kinds (all kinds for None) in order. What is appended meanwhile may or may not be met."""
        ...

    def under(
        self, key: str, kinds: Collection[EntryKind] | None = None, *, until: int | None = None
    ) -> Iterator[Entry]:
        """Entries that can be found under a key (see :mod:`guarantor.record.keys`), in order."""
        ...

    def under_any(
        self, keys: Collection[str], kinds: Collection[EntryKind] | None = None, *, until: int | None = None
    ) -> Iterator[Entry]:
        """Entries that can be found under any of some keys (some hundred), each once, in order."""
        ...

    def leaves(self, *, after: int = 0, until: int | None = None) -> Iterator[list[Leaf]]:
        """Every entry in order, a page at a time, those after number ``after`` up to ``until``; each has to follow the
        one before."""
        ...

    def filed(self, keys: Collection[str], *, until: int | None = None) -> dict[str, list[int]]:
        """The numbers of the entries that can be found under each of some keys (some hundred), in order; nothing for a
        key under which nothing is filed. Only the index is looked at."""
        ...

    def seq_at(self, recorded: str) -> int:
        """The number of the last entry recorded by this time, 0 for none. ``recorded`` as the entries write it."""
        ...

    def head(self) -> Head:
        """The last entry's number and hash; number 0 and 64 zeros for an empty record."""
        ...

    def count(self, kind: EntryKind | None = None, *, until: int | None = None) -> int:
        """How many entries there are, among those up to number ``until``."""
        ...

    def erase(self, erasure: Erasure, act: Draft) -> Entry:
        """Append the act and erase what it names, in one transaction; return the act's entry. Sweep afterwards."""
        ...

    def sweep(self) -> None:
        """Make sure that erased bytes do not linger in free pages or logs; outside of any transaction."""
        ...

    def rows(self, *, after: int = 0) -> Iterator[Row]:
        """All rows as they stand, unchecked, for ``verify`` and export."""
        ...

    def keys(self, seqs: range) -> dict[int, set[bytes]]:
        """The keys under which the entries of a range are filed, as ``keys.index_key`` has them."""
        ...

    def integrity(self) -> str | None:
        """What the database itself finds wrong with its file, None where it finds nothing or has no such check."""
        ...

    def sealed(self) -> str | None:
        """What is wrong with seals that the store keeps over its indexes, None where nothing is or it keeps none."""
        ...

    def erased_by(self) -> dict[int, int]:
        """Which entries were erased, and the number of the act that names each."""
        ...

    def restore(self, rows: Iterable[Row], erased: dict[int, int]) -> None:
        """Fill an empty store with another's rows, as they are. Whoever calls it verifies afterwards."""
        ...

    def backup(self, target: Path) -> None:
        """A consistent copy as an SQLite record, made while others read and write."""
        ...

    def end(self) -> None:
        """From now on until it is closed, whoever still asks gets an
        :class:`~guarantor.record.errors.EndedRecordError`: so that what works in other threads comes to an end before
        the connections go."""
        ...

    def close(self) -> None:
        """Give up connections. The store can be used again afterwards; it reconnects."""
        ...
