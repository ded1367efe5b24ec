"""Erasing what law or a person's safety requires to be erased: a named act, with who and why, and never less than all.

What is erased is the content: payload, author, times, marking, and with it everything in the record that was made of it
(a report's claims, their links, the judgements on them, the differences between versions). The places in the chain
stay.
Briefs that were issued are not touched: they are named by their own ids and erased as such.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from guarantor.model.entry import Entry
from guarantor.record.clock import stamp
from guarantor.record.drafts import plain_draft
from guarantor.record.errors import RefusedRecordError
from guarantor.record.record import Record
from guarantor.record.store import Erasure


def erase(record: Record, ids: Iterable[str], *, by: str, why: str, keep_ids: bool = True) -> Entry:
    """Erase entries and all that was made of them, in one transaction; the act's entry, which names their numbers.

    ``keep_ids`` leaves the ids in place, so that a report that was erased is known and not added again when it is met
    once more. An id is a digest of the content: whoever has the very same text can tell that it was here. Where even
    that is too much, ``keep_ids=False`` takes the ids away too. Raises RefusedRecordError for an unknown id.
    """
    if not by.strip() or not why.strip():
        raise RefusedRecordError("an erasure names who does it and why")
    with record.store.writing():
        targets = sorted(_all_of(record, ids))
        if not targets:
            raise RefusedRecordError("nothing is left there to erase")
        payload = {"targets": targets, "why": why, "when": stamp(datetime.now(UTC)), "ids_kept": keep_ids}
        act = plain_draft("erasure", payload, by)
        entry = record.store.erase(Erasure(targets=tuple(targets), keep_ids=keep_ids), act)
    record.store.sweep()
    return entry


def _all_of(record: Record, ids: Iterable[str]) -> set[int]:
    """The numbers of the entries with these ids and of all that was made of them."""
    targets: set[int] = set()
    waiting = list(ids)
    for id_ in waiting:
        if record.store.get(id_) is None:
            raise RefusedRecordError(f"the record has no entry {id_!r}; check the id")
    seen: set[str] = set()
    while waiting:
        id_ = waiting.pop()
        if id_ in seen:
            continue
        seen.add(id_)
        for entry in record.store.history(id_):
            if not entry.erased:
                targets.add(entry.seq)
        for entry in record.store.under(id_):
            if entry.kind != "erasure":
                targets.add(entry.seq)
                waiting.append(entry.id)
                waiting += entry.payload.get("into", []) if entry.kind == "judgement" and entry.payload else []
    return targets
