"""A case that is open: its folder, its files, its record, and what somebody may see and know of them when.

What is derived of the record is made when it is first asked for, and so is what makes it loaded: to look at a case
takes no reader of texts, to export its claims no engine that works out states.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast
from weakref import WeakKeyDictionary, WeakSet

from guarantor.agreement.load import load_texts
from guarantor.case import marked
from guarantor.model.casefiles import CaseFiles
from guarantor.model.lasting import lasting
from guarantor.model.marking import MARKINGS, strictest
from guarantor.record.cleared import ClearedStore
from guarantor.record.record import Record

if TYPE_CHECKING:
    from guarantor.assessment import Log
    from guarantor.assessment.bulk import Prepared
    from guarantor.case.case import Case
    from guarantor.case.copying import Loaded
    from guarantor.case.finding import Finder
    from guarantor.case.heard import Before
    from guarantor.case.knowledge import Knowledge

RECORD = "record.db"
"""The record's file in a case's folder."""
COPY = "record.columns"
"""The columnar copy of its testimonies beside it."""
INDEX = "record.index"
"""The index of its words beside it."""
MARKED = "record.marked"
"""The strictest marking of its entries beside it."""
MOMENTS = 4
"""How many moments of the record are remembered at once."""
MEANWHILE = 1_000
"""So many entries may have come since a question was begun that looks things up in the index."""


@dataclass(eq=False)
class Opened:
    """The part of a case that opens and closes it and says what may be seen of it; see
    :class:`~guarantor.case.case.Case`."""

    folder: Path
    files: CaseFiles
    record: Record
    clearance: str = MARKINGS[-1]
    behind: Case | None = None

    @property
    def _case(self) -> Case:
        """This, as what it is."""
        return cast("Case", self)

    @property
    def whole(self) -> Case:
        """The case with everything in it, to which one writes."""
        return self.behind or self._case

    def cleared(self, clearance: str | None) -> Case:
        """The case as somebody with a clearance (a marking) may see it: as if nothing stricter had ever come in.

        Everything asked of it (states, briefs, exports, counts, numbers, the record's head) is made without what is
        hidden. The same object each time, until something that was seen in it is erased.
        """
        marking = (
            self.clearance if clearance is None else MARKINGS[min(map(MARKINGS.index, (self.clearance, clearance)))]
        )
        whole = self.whole
        if marking == MARKINGS[-1]:
            return whole
        found = whole._cleared.get(marking)
        if found is None or found[1].outdated:
            store = ClearedStore(whole.record.store, marking)
            found = type(whole)(whole.folder, whole.files, Record(store), marking, whole), store
            whole._cleared[marking] = found
        return found[0]

    def as_known(self, known_at: str | None) -> Case:
        """The case with its files as they stood at a time (this one where they are the same), for looking at what was
        known then by the agreement of then. Raises CaseError where this program cannot read them any more."""
        texts = self.whole.record.case_files(known_at=known_at) if known_at is not None else {}
        if not texts or texts == {file.name: file.text for file in self.files.files}:
            return self._case
        whole, files = self.whole, load_texts(texts)
        if files.id not in whole._editions:
            whole._editions.clear()
            whole._editions[files.id] = type(whole)(whole.folder, files, whole.record)
        return whole._editions[files.id].cleared(self.clearance)

    @lasting
    def _editions(self) -> dict[str, Case]:
        return {}

    @property
    def markings(self) -> tuple[str, ...]:
        """The markings that whoever sees this case may see and give."""
        return MARKINGS[: MARKINGS.index(self.clearance) + 1]

    @property
    def marking(self) -> str:
        """The strictest marking of the case and of anything in it; what is new since is looked at alone."""
        upto, found = self._marked
        head = self.record.head
        if head.seq > upto:
            found = self._strictest(found, upto, head.seq)
            self._marked = (head.seq, found)
            if head.seq - upto >= marked.MANY:
                marked.write(self.beside(MARKED), self.files.id, head, found)
        return found

    def _strictest(self, marking: str, after: int, until: int) -> str:
        """The strictest of a marking and those of some entries; of each step up one entry is looked at."""
        store = self.record.store
        for seq in store.outside(MARKINGS[: MARKINGS.index(marking) + 1], after=after, until=until):
            entry = store.at(seq)
            if entry is not None and entry.marking is not None:
                return self._strictest(strictest([marking, entry.marking]), after, until)
        return marking

    @lasting
    def _marked(self) -> tuple[int, str]:
        own, kept = self.files.info.marking, marked.read(self.beside(MARKED), self.files.id)
        if kept is None or not self.record.view().holds(kept[0].seq, kept[0].hash):
            return 0, own
        return kept[0].seq, kept[1]

    def numbered(self, seq: int) -> int:
        """The number here of an entry of the whole record."""
        store = self.record.store
        return store.rank(seq) if isinstance(store, ClearedStore) else seq

    @lasting
    def _cleared(self) -> dict[str, tuple[Case, ClearedStore]]:
        return {}

    def knowledge(self, known_at: str | int | None = None, *, clearance: str | None = None) -> Knowledge:
        """What the record held (at a time, or up to an entry's number): claims, links, origins, testimonies; of what is
        marked above a ``clearance`` nothing. Remembered until the record grows."""
        from guarantor.case.knowledge import Knowledge

        seen = self.cleared(clearance)
        if seen is not self:
            return seen.knowledge(seen.numbered(known_at) if isinstance(known_at, int) else known_at)
        seq = (self.record.seq_at(known_at) if known_at is not None else self.record.head.seq) or 0
        here = self.behind if self.behind is not None and _nothing_hidden(self.record, seq) else self
        found = here._known.get(seq)
        if found is None:
            for old in list(here._known)[: 1 - MOMENTS]:
                here._known.pop(old, None)
            found = here._known[seq] = Knowledge(here.files, here.record.view(known_at=seq), here._beside)
        if known_at is None:
            here._lately.add(found)
        return found

    @lasting
    def _known(self) -> dict[int, Knowledge]:
        return {}

    @lasting
    def _lately(self) -> WeakSet[Knowledge]:
        """What was known at the record's latest moment when it was asked for."""
        return WeakSet()

    @lasting
    def _logs(self) -> WeakKeyDictionary[Knowledge, Log | Prepared]:
        return WeakKeyDictionary()

    def finder(self, knowledge: Knowledge) -> Finder | None:
        """The index for a moment of knowledge: of a large record at its latest moment, or at one that was the latest
        when it was asked for while only a few entries came since; else None."""
        if self.behind is not None and knowledge.view.store is self.behind.record.store:
            return self.behind.finder(knowledge)
        if not knowledge.large:
            return None
        at, last = knowledge.view.head(), self.record.head
        if at.seq != last.seq and (knowledge not in self._lately or last.seq - at.seq > MEANWHILE):
            return None
        try:
            self._finder.catch_up(knowledge, at)
        except sqlite3.OperationalError:
            return None
        return self._finder

    def _beside(self, knowledge: Knowledge, kind: str) -> Sequence[int] | None:
        finder = self.finder(knowledge)
        return None if finder is None else finder.beside(kind)

    @lasting
    def _finder(self) -> Finder:
        from guarantor.case.finding import Finder

        return Finder(self.beside(INDEX))

    @lasting
    def _loaded(self) -> Loaded:
        from guarantor.case.copying import Loaded

        return Loaded()

    def make_ready(self) -> None:
        """Read now what is needed as soon as something comes into a very large record."""
        whole = self.whole
        for each in (whole, *(seen for seen, _ in list(whole._cleared.values()))):
            each._loaded.make_ready()

    @lasting
    def heard_before(self) -> Before:
        """What the words in the columnar copy came to for questions asked before."""
        from guarantor.case.heard import Before

        return Before()

    def forget(self) -> None:
        """Drop what is remembered of the record's state."""
        self._known.clear()
        self._logs.clear()
        for seen, _ in self._cleared.values():
            seen.forget()

    def log(self, knowledge: Knowledge) -> Log | Prepared:
        """The testimonies and coverages of a moment, ready to assess; very many of the latest moment also on disk."""
        from guarantor.case.copying import log_of

        if self.behind is not None and knowledge.view.store is self.behind.record.store:
            return self.behind.log(knowledge)
        if knowledge not in self._logs:
            head = knowledge.view.head()
            self._logs[knowledge] = log_of(
                knowledge, self.beside(COPY), head, loaded=self._loaded, latest=head.seq == self.record.head.seq
            )
        return self._logs[knowledge]

    def said_since(
        self, earlier: Log | Prepared | int, knowledge: Knowledge, log: Log | Prepared
    ) -> frozenset[str] | None:
        """About what a moment's log has other words than an earlier log, or than there were at an entry; None where
        that cannot be told at a glance."""
        from guarantor.case.copying import said_since, said_since_entry

        if self.behind is not None and knowledge.view.store is self.behind.record.store:
            return self.behind.said_since(earlier, knowledge, log)
        if isinstance(earlier, int):
            return said_since_entry(self._loaded, log, earlier)
        return said_since(earlier, log)

    def log_then(
        self, knowledge: Knowledge, log: Log | Prepared, known_at: str
    ) -> tuple[Prepared, Knowledge, frozenset[str]] | None:
        """The log of a very large record as it was known at an earlier time, what was known then, and about what it has
        other words than the ``log`` of some knowledge; None where that cannot be had from it at a glance."""
        from guarantor.assessment.bulk import Prepared
        from guarantor.case.copying import beside_of
        from guarantor.case.knowledge import Knowledge
        from guarantor.case.then import log_then

        if self.behind is not None and knowledge.view.store is self.behind.record.store:
            return self.behind.log_then(knowledge, log, known_at)
        seq = self.record.seq_at(known_at)
        beside = beside_of(self._loaded, log)
        if not seq or beside is None or not isinstance(log, Prepared) or seq > knowledge.view.extent:
            return None
        then = Knowledge(self.files, self.record.view(known_at=seq))
        found = log_then(knowledge, then, log, beside)
        return None if found is None else (found[0], then, found[1])

    def beside(self, name: str) -> Path:
        """Where something derived is kept, of the whole record or of what is cleared."""
        return self.folder / (name if self.behind is None else f"{name}.{self.clearance.partition(':')[2]}")

    @lasting
    def _enders(self) -> list[Callable[[], object]]:
        return []

    def before_closing(self, end: Callable[[], object]) -> None:
        """Have something ended before the case is closed: whoever works with it in a thread of its own. The record
        answers nobody any more by then."""
        self.whole._enders.append(end)

    def close(self) -> None:
        """End whoever still works with the case, and give up the record's connections; the indexes beside it are
        sealed."""
        if self._enders:
            self.record.store.end()
        while self._enders:
            self._enders.pop()()
        for each in (self, *(seen for seen, _ in self._cleared.values())):
            if "_finder" in each.__dict__:
                each._finder.rest()
        self.record.close()

    def __enter__(self) -> Case:
        return self._case

    def __exit__(self, *_: object) -> None:
        self.close()


def _nothing_hidden(record: Record, seq: int) -> bool:
    return isinstance(record.store, ClearedStore) and record.store.whole_up_to(seq)
