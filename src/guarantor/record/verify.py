"""Verifying a record: every digest, hash, id, key and quoted word computed again, and the first fault named."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from guarantor.model.claim import Claim
from guarantor.model.entry import Head
from guarantor.model.ids import canonical_json, content_id
from guarantor.model.judgement import Judgement
from guarantor.model.link import Link
from guarantor.model.report import Report
from guarantor.model.spans import SpanError
from guarantor.record.again import id_of
from guarantor.record.chain import GENESIS, Row, check
from guarantor.record.errors import CorruptRecordError, RecordError
from guarantor.record.keys import index_key, keys_of
from guarantor.record.rows import pages
from guarantor.record.store import Store

_PAGE = 2000
_REPORTS_HELD = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """The first thing that is not as it was written; ``seq`` is the entry's number, None where it is none's."""

    seq: int | None
    what: str

    def __str__(self) -> str:
        return self.what


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """``entries`` were found sound before ``fault`` (None: all were). ``head`` is the last sound entry's."""

    entries: int
    head: Head
    erased: int
    fault: Fault | None = None

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return self.fault is None


def verify(store: Store, head: str | Head | None = None) -> Verification:
    """Recompute everything. ``head`` is a hash (or ``number:hash``) noted earlier, which has to be in the chain."""
    run = _Run(store, _wanted(head))
    try:
        with store.reading():
            run.everything()
    except CorruptRecordError as error:
        return run.result(Fault(seq=error.seq, what=str(error)))
    except RecordError as error:
        return run.result(Fault(seq=None, what=str(error)))
    return run.result(None)


def _wanted(head: str | Head | None) -> str | None:
    if head is None:
        return None
    return head.hash if isinstance(head, Head) else head.rpartition(":")[2].strip().lower()


class _Run:
    """One pass over the rows, in their order."""

    def __init__(self, store: Store, wanted: str | None) -> None:
        self._store = store
        self._wanted = wanted
        self._met = wanted is None or wanted == GENESIS
        self._last = Head(seq=0, hash=GENESIS)
        self._recorded = ""
        self._erased_by: dict[int, int] = {}
        self._acts: dict[int, set[int]] = {}
        self._erased: set[int] = set()
        self._texts: OrderedDict[str, str | None] = OrderedDict()

    def result(self, fault: Fault | None) -> Verification:
        return Verification(entries=self._last.seq, head=self._last, erased=len(self._erased), fault=fault)

    def everything(self) -> None:
        if damage := self._store.integrity():
            raise CorruptRecordError(damage)
        self._erased_by = self._store.erased_by()
        for page in pages(self._rows(), _PAGE):
            self._keys(page)
        if damage := self._store.sealed():
            raise CorruptRecordError(damage)
        self._erasures()
        self._store.postings.check()
        if not self._met:
            raise CorruptRecordError(
                f"the head {self._wanted} is not part of this record: its end was cut, or it is another record"
            )

    def _rows(self) -> Iterator[tuple[int, set[bytes]]]:
        """Each row checked; its number, and the keys under which its content has to be filed."""
        for row in self._store.rows():
            self._place(row)
            check(row)
            due: set[bytes] = set()
            if row.payload is None:
                self._erase(row)
            else:
                payload = self._payload(row)
                self._content(row, payload)
                due.update(map(index_key, keys_of(row.kind, payload)))
            self._last = Head(seq=row.seq, hash=row.hash.hex())
            self._recorded = row.recorded
            self._met = self._met or self._last.hash == self._wanted
            yield row.seq, due

    def _erase(self, row: Row) -> None:
        if row.seq not in self._erased_by:
            raise CorruptRecordError(f"entry {row.seq}: its content is gone and no act of erasure names it", row.seq)
        self._erased.add(row.seq)

    def _place(self, row: Row) -> None:
        if row.seq != self._last.seq + 1:
            raise CorruptRecordError(f"entry {self._last.seq + 1} is missing: {row.seq} follows", self._last.seq + 1)
        if row.previous.hex() != self._last.hash:
            raise CorruptRecordError(f"entry {row.seq}: it does not follow the entry before it", row.seq)
        if row.recorded < self._recorded:
            raise CorruptRecordError(f"entry {row.seq}: recorded {row.recorded}, before the entry before it", row.seq)

    @staticmethod
    def _payload(row: Row) -> dict[str, Any]:
        raw = row.payload or b""
        try:
            payload = json.loads(raw)
        except ValueError as error:
            raise CorruptRecordError(f"entry {row.seq}: its payload is no JSON ({error})", row.seq) from error
        if not isinstance(payload, dict) or canonical_json(payload) != raw:
            raise CorruptRecordError(f"entry {row.seq}: its payload is not in canonical form", row.seq)
        return payload

    def _content(self, row: Row, payload: dict[str, Any]) -> None:
        try:
            expected = self._id(row.kind, row, payload)
        except (ValueError, KeyError, TypeError) as error:
            raise CorruptRecordError(f"entry {row.seq}: it is no {row.kind} ({error})", row.seq) from error
        if expected != row.id:
            raise CorruptRecordError(f"entry {row.seq}: its id {row.id} is not its content's", row.seq)

    def _id(self, kind: str, row: Row, payload: dict[str, Any]) -> str:
        match kind:
            case "report":
                report = Report.from_json(payload)
                self._hold(report.id, report.text)
                return report.id
            case "claim":
                claim = Claim.from_json(payload)
                self._words(row, claim)
                return claim.id
            case "link":
                return Link.from_json(payload).id
            case "judgement":
                return Judgement.from_json(payload).id
            case "erasure":
                self._acts[row.seq] = set(payload["targets"])
            case "again":
                inner = self._id(str(payload["of"]), row, payload["entry"])
                return id_of(row.marking, inner) if inner == payload["id"] else inner
        return content_id(kind, payload)

    def _words(self, row: Row, claim: Claim) -> None:
        text = self._text(claim.report.id)
        if text is None:
            return
        try:
            claim.check(text)
        except SpanError as error:
            raise CorruptRecordError(f"entry {row.seq}: {error}", row.seq) from error

    def _text(self, report: str) -> str | None:
        """A report's text; None where it was erased and so cannot be compared any more."""
        if report not in self._texts:
            entry = self._store.get(report)
            if entry is None:
                raise ValueError(f"its report {report} is not in the record")
            self._hold(report, None if entry.payload is None else str(entry.payload["text"]))
        return self._texts[report]

    def _hold(self, report: str, text: str | None) -> None:
        self._texts[report] = text
        if len(self._texts) > _REPORTS_HELD:
            self._texts.popitem(last=False)

    def _keys(self, page: list[tuple[int, set[bytes]]]) -> None:
        found = self._store.keys(range(page[0][0], page[-1][0] + 1))
        for seq, due in page:
            if found.get(seq, set()) != due:
                raise CorruptRecordError(f"entry {seq}: it is not filed under its own keys", seq)

    def _erasures(self) -> None:
        """What is gone has an act that names it, and what an act names is gone."""
        for seq in sorted(self._erased | self._erased_by.keys()):
            act = self._erased_by.get(seq)
            if act is None or seq not in self._acts.get(act, set()):
                raise CorruptRecordError(f"entry {seq}: its content is gone and no act of erasure names it", seq)
            if seq not in self._erased:
                raise CorruptRecordError(f"entry {seq}: an act of erasure names it and its content is there", seq)
