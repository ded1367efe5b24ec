"""Readings beside that of the rules: by a language model, or by a person who has done with a report.

Each is a ``reading`` entry of its report that names its ``reader`` (``model:NAME/VERSION``, or ``person``). A model's
new reading drops the claims of models that it no longer finds; what the rules found or a person said it leaves alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guarantor.model.claim import Claim
from guarantor.model.link import Link
from guarantor.model.marking import above, strictest
from guarantor.model.report import Report
from guarantor.record.again import add_seen
from guarantor.record.arrivals import rereads
from guarantor.record.drafts import claim_drafts, plain_draft
from guarantor.record.errors import RefusedRecordError
from guarantor.record.record import MODEL_RULE, Record
from guarantor.record.view import View

PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingKept:
    """One reading: who made it and when, the claims that it added or found again, and what else was told of it."""

    reader: str
    author: str | None
    recorded: str
    claims: tuple[str, ...] = ()
    told: Mapping[str, Any] = field(default_factory=dict)


def add_reading(
    record: Record, report: Report, claims: Sequence[Claim], *, reader: str, told: Mapping[str, Any],
    links: Iterable[Link] = (), author: str | None = None,
) -> tuple[str, ...]:  # fmt: skip
    """Add what a reader found in a report of the record, in one transaction; the ids that are new.

    ``told`` is kept with the reading as it is. Raises RefusedRecordError for a report that is not there, or a claim
    that is none of its words or names another reader.
    """
    by = author or record.author
    if any(claim.rule != reader for claim in claims):
        raise RefusedRecordError(f"a claim in a reading by {reader} names another reader")
    drafts = list({draft.id: draft for draft in claim_drafts(claims, report, by)}.values())
    with record.store.writing():
        known = record.store.get(report.id)
        if known is None or known.payload is None:
            raise RefusedRecordError(f"{report.location}: the report is not in the record")
        view = record.view()
        before = [each for each in view.claims_of(report.id) if each.claim.rule.startswith(MODEL_RULE)]
        found = {draft.id for draft in drafts}
        marking = strictest(record.store.markings([report.id]).values())
        ours = {each.id for each in before} if reader.startswith(MODEL_RULE) else set()
        changed = rereads(
            record.store, report.id, marking, before=[each.id for each in before], ours=ours, found=found
        )  # fmt: skip
        ids = tuple(add_seen(record.store, drafts))
        own = next((each for each in changed if each.marking == marking), None)
        payload = {
            "report": report.id, "found": list(own.found) if own else [], "dropped": list(own.dropped) if own else [],
            "after": sum(not above(each.marking, marking) for each in record.store.under(report.id, ["reading"])),
            "reader": reader,
            "claims": sorted(found), "told": dict(told),
        }  # fmt: skip
        record.store.append([plain_draft("reading", payload, by, marking=marking)])
        record.store.append([each.draft(report.id, by) for each in changed if each is not own])
        record.add_links(links, author=by)
    return ids


def readings_of(view: View, report: str) -> Iterator[ReadingKept]:
    """The readings of a report that name their reader, in their order."""
    for entry in view.store.under(report, ["reading"], until=view.extent):
        if entry.payload is not None and entry.payload.get("reader"):
            yield ReadingKept(
                reader=entry.payload["reader"], author=entry.author, recorded=entry.recorded,
                claims=tuple(entry.payload.get("claims", ())), told=entry.payload.get("told", {}),
            )  # fmt: skip
