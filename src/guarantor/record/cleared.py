"""A record as somebody may see it: what is marked above a clearance is left out before anything is counted or numbered.

The entries that stay are numbered anew without a gap, so that neither a number nor the head says how many are hidden;
their hashes are those of the whole record, so that a head noted from here can be proved against it.

What is hidden and came again under a marking that may be seen (:mod:`guarantor.record.again`) is here what it is: a
report, its claims and its links, from their arrival under that marking on.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import NoReturn

from guarantor.model.entry import Draft, Entry, EntryKind, Head
from guarantor.model.marking import MARKINGS, strictest
from guarantor.record.again import bare, hides, leaf_shown, shown
from guarantor.record.chain import GENESIS, Row
from guarantor.record.errors import RefusedRecordError
from guarantor.record.keys import keys_of
from guarantor.record.leaves import Leaf
from guarantor.record.postings import Postings
from guarantor.record.store import Erasure, Store

HIDDEN: tuple[EntryKind, ...] = ("erasure", "answer")
"""Kinds that are about the whole record: acts of erasing, and answers that were printed from all of it."""


class ClearedStore:
    """A store for looking only, over another one, with the entries up to a clearance.

    Left out are entries of stricter markings, entries that were erased with the acts that name them, and entries
    written before they were marked (readings, briefs) where what they are about is left out. ``outdated`` turns true
    when something that was seen through this store was erased: make another one then, and drop what was remembered.
    """

    def __init__(self, store: Store, clearance: str) -> None:
        self.inner = store
        self.clearance = strictest([clearance])
        self.allowed = MARKINGS[: MARKINGS.index(self.clearance) + 1]
        self.outdated = False
        self._hidden: list[int] = []
        self._again: dict[str, list[int]] = {}
        """The entries by which something came again that is hidden where it is held, by what they are here."""
        self._upto = 0
        self._lock = Lock()

    @property
    def location(self) -> str:
        """Where it is, for messages."""
        return self.inner.location

    # --- numbers ----------------------------------------------------------------------------------------------------

    def rank(self, seq: int) -> int:
        """The number here of an entry of the whole record (of the last one before it, where it is hidden)."""
        self._refresh()
        return self._rank(seq)

    def whole_up_to(self, seq: int) -> bool:
        """Whether nothing is hidden up to an entry: its number and all before it are then those of the whole record."""
        return not self._hidden or seq < self._hidden[0]

    def _rank(self, seq: int) -> int:
        return seq - bisect_right(self._hidden, seq)

    def _place(self, rank: int) -> int:
        """The number in the whole record of the entry with a number here."""
        hidden = self._hidden
        return rank + bisect_left(range(len(hidden)), rank, key=lambda at: hidden[at] - at - 1)

    def _sees(self, seq: int) -> bool:
        at = bisect_left(self._hidden, seq)
        return seq <= self._upto and (at == len(self._hidden) or self._hidden[at] != seq)

    def _refresh(self) -> int:
        """Take in what came since; the number of the last entry of the whole record that is sorted out."""
        head = self.inner.head().seq
        if head > self._upto:
            with self._lock:
                self._extend(head)
        return min(head, self._upto)

    def _extend(self, head: int) -> None:
        if head <= self._upto:
            return
        if self._upto and any(True for _ in self.inner.entries(["erasure"], after=self._upto, until=head)):
            before = self._hidden
            self._again = {}
            self._hidden = self._found(0, head)
            self.outdated |= [seq for seq in self._hidden if seq <= self._upto] != before
        else:
            self._hidden = [*self._hidden, *self._found(self._upto, head)]
        self._upto = head

    def _found(self, after: int, until: int) -> list[int]:
        found = set(self.inner.outside(self.allowed, after=after, until=until))
        found.update(self.inner.erased_by())
        found.update(entry.seq for entry in self.inner.entries(HIDDEN, after=after, until=until))
        for entry in self.inner.entries(["reading", "brief"], after=after, until=until):
            if entry.payload is not None and not self._may_see(entry.kind, entry.payload):
                found.add(entry.seq)
        for entry in self.inner.entries(["again"], after=after, until=until):
            if entry.seq not in found and not hides(entry, self.clearance):
                self._again.setdefault(bare(entry.id), []).append(entry.seq)
        return sorted(seq for seq in found if after < seq <= until)

    def _may_see(self, kind: str, payload: dict[str, object]) -> bool:
        """Whether what an entry is about may be seen, whatever the entry itself is marked."""
        if kind == "reading":
            marking = self.inner.markings([str(payload["report"])]).get(str(payload["report"]))
        else:
            request = payload.get("request")
            marking = request.get("marking") if isinstance(request, dict) else None
        return marking is None or strictest([marking]) in self.allowed

    def _out(self, entry: Entry) -> Entry:
        rank = self._rank(entry.seq)
        if entry.kind == "again" and entry.seq in self._again.get(bare(entry.id), ()):
            entry = shown(entry)
        return entry if rank == entry.seq else replace(entry, seq=rank)

    def _wanted(self, kinds: Collection[EntryKind] | None) -> Collection[EntryKind] | None:
        """The kinds to ask the whole record for."""
        return kinds if kinds is None or not self._again or "again" in kinds else (*kinds, "again")

    def _all_of(self, id_: str, last: int) -> list[Entry]:
        """The entries with an id that may be seen, as they are here."""
        found = [each for each in self.inner.history(id_) if each.seq <= last and self._sees(each.seq)]
        if id_ in self._again:
            there = (self.inner.at(seq) for seq in self._again[id_] if seq <= last)
            found += [each for each in there if each is not None]
            found.sort(key=lambda each: each.seq)
        return [self._out(each) for each in found]

    def _until(self, until: int | None) -> int:
        last = self._refresh()
        return last if until is None else min(last, self._place(until))

    # --- looking ----------------------------------------------------------------------------------------------------

    def reading(self) -> AbstractContextManager[None]:
        """All reads of this thread inside see one state of the record."""
        return self.inner.reading()

    def get(self, id_: str, *, until: int | None = None) -> Entry | None:
        """The last entry with this id that may be seen."""
        last = self._until(until)
        entry = None if id_ in self._again else self.inner.get(id_, until=last)
        if entry is not None and self._sees(entry.seq):
            return self._out(entry)
        seen = self._all_of(id_, last) if entry is not None or id_ in self._again else ()
        return seen[-1] if seen else None

    def history(self, id_: str) -> list[Entry]:
        """All entries with this id that may be seen."""
        return self._all_of(id_, self._refresh())

    def at(self, seq: int) -> Entry | None:
        """The entry with this number."""
        last = self._refresh()
        entry = self.inner.at(self._place(seq)) if 1 <= seq <= self._rank(last) else None
        return None if entry is None else self._out(entry)

    def known(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids that have an entry that may be seen."""
        self._refresh()
        wanted = set(ids)
        there = self.inner.known(wanted) | self._again.keys() & wanted
        return {id_ for id_ in there if self.get(id_) is not None}

    def beginning(self, digest: str, kinds: Collection[EntryKind]) -> list[str]:
        """The ids of entries of these kinds, of those that may be seen, whose SHA-256 begins with these digits."""
        self._refresh()
        found = dict.fromkeys(map(bare, self.inner.beginning(digest, self._wanted(kinds) or ())))
        entries = ((id_, self.get(id_)) for id_ in sorted(found))
        return [id_ for id_, entry in entries if entry is not None and entry.kind in kinds]

    def markings(self, ids: Iterable[str]) -> dict[str, str]:
        """The marking of each of the ids that has an entry that may be seen."""
        return {id_: marking for id_, marking in self.inner.markings(ids).items() if marking in self.allowed}

    def outside(self, markings: Collection[str], *, after: int, until: int) -> list[int]:
        """The numbers of entries under none of some markings."""
        last = self._until(until)
        found = self.inner.outside(markings, after=self._place(after) if after else 0, until=last)
        return [self._rank(seq) for seq in found if self._sees(seq)]

    def entries(
        self, kinds: Collection[EntryKind] | None = None, *, after: int = 0, until: int | None = None
    ) -> Iterator[Entry]:
        """Entries of these kinds in order."""
        last = self._until(until)
        start = self._place(after) if after else 0
        yield from self._seen(self.inner.entries(self._wanted(kinds), after=start, until=last), kinds)

    def under(
        self, key: str, kinds: Collection[EntryKind] | None = None, *, until: int | None = None
    ) -> Iterator[Entry]:
        """Entries that can be found under a key, in order."""
        yield from self.under_any([key], kinds, until=until)

    def under_any(
        self, keys: Collection[str], kinds: Collection[EntryKind] | None = None, *, until: int | None = None
    ) -> Iterator[Entry]:
        """Entries that can be found under any of some keys, each once, in order."""
        last = self._until(until)
        for entry in self._seen(self.inner.under_any(keys, self._wanted(kinds), until=last), kinds):
            if entry.id not in self._again or not set(keys).isdisjoint(keys_of(entry.kind, entry.payload or {})):
                yield entry

    def _seen(self, entries: Iterable[Entry], kinds: Collection[EntryKind] | None) -> Iterator[Entry]:
        for entry in entries:
            if self._sees(entry.seq):
                here = self._out(entry)
                if kinds is None or here.kind in kinds:
                    yield here

    def leaves(self, *, after: int = 0, until: int | None = None) -> Iterator[list[Leaf]]:
        """Every entry that may be seen, in order, a page at a time."""
        last = self._until(until)
        for page in self.inner.leaves(after=self._place(after) if after else 0, until=last):
            if self.whole_up_to(page[-1].seq):
                yield page
            else:
                yield [self._leaf(leaf) for leaf in page if self._sees(leaf.seq)]

    def _leaf(self, leaf: Leaf) -> Leaf:
        rank = self._rank(leaf.seq)
        if leaf.kind == "again" and leaf.payload is not None and leaf.seq in self._again.get(bare(leaf.id), ()):
            return leaf_shown(leaf)._replace(seq=rank)
        return leaf._replace(seq=rank)

    def filed(self, keys: Collection[str], *, until: int | None = None) -> dict[str, list[int]]:
        """The numbers of the entries that can be found under each of some keys and may be seen."""
        found = self.inner.filed(keys, until=self._until(until))
        seen = {key: [self._rank(seq) for seq in seqs if self._sees(seq)] for key, seqs in found.items()}
        return {key: seqs for key, seqs in seen.items() if seqs}

    def seq_at(self, recorded: str) -> int:
        """The number of the last entry recorded by this time."""
        last = self._refresh()
        return self._rank(min(last, self.inner.seq_at(recorded)))

    def head(self) -> Head:
        """The last entry that may be seen: its number here and its hash."""
        rank = self._rank(self._refresh())
        entry = self.inner.at(self._place(rank)) if rank else None
        return Head(seq=rank, hash=entry.hash if entry is not None else GENESIS)

    def count(self, kind: EntryKind | None = None, *, until: int | None = None) -> int:
        """How many entries may be seen."""
        if kind is None:
            return self._rank(self._until(until))
        return sum(1 for _ in self.entries([kind], until=until))

    def erased_by(self) -> dict[int, int]:
        """None: what was erased is not seen."""
        return {}

    # --- what is for the whole record only --------------------------------------------------------------------------

    def _whole_only(self) -> NoReturn:
        raise RefusedRecordError(
            f"{self.location}: this is the record as somebody cleared for {self.clearance} sees it; write to, verify "
            "and copy the whole record"
        )

    @property
    def postings(self) -> Postings:
        """Refused: where a new report is placed among the old ones is asked of the whole record."""
        self._whole_only()

    def writing(self) -> AbstractContextManager[None]:
        """Refused."""
        self._whole_only()

    def append(self, drafts: Sequence[Draft]) -> list[Entry]:
        """Refused."""
        self._whole_only()

    def add(self, drafts: Sequence[Draft]) -> list[str]:
        """Refused."""
        self._whole_only()

    def erase(self, erasure: Erasure, act: Draft) -> Entry:
        """Refused."""
        self._whole_only()

    def sweep(self) -> None:
        """Refused."""
        self._whole_only()

    def rows(self, *, after: int = 0) -> Iterator[Row]:
        """Refused."""
        self._whole_only()

    def keys(self, seqs: range) -> dict[int, set[bytes]]:
        """Refused."""
        self._whole_only()

    def integrity(self) -> str | None:
        """Refused."""
        self._whole_only()

    def sealed(self) -> str | None:
        """Refused."""
        self._whole_only()

    def restore(self, rows: Iterable[Row], erased: dict[int, int]) -> None:
        """Refused."""
        self._whole_only()

    def backup(self, target: Path) -> None:
        """Refused."""
        self._whole_only()

    def end(self) -> None:
        """Nothing: the connections are the whole record's."""

    def close(self) -> None:
        """Nothing: the connections are the whole record's."""
