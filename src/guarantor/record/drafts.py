"""Nouns to drafts: what of a report, claim, link or judgement goes into which field of an entry."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from guarantor.model.claim import Claim
from guarantor.model.encoded import encode, encode_claim
from guarantor.model.entry import Draft, EntryKind
from guarantor.model.ids import content_id
from guarantor.model.judgement import Judgement
from guarantor.model.link import Link
from guarantor.model.marking import CLEAR
from guarantor.model.report import Report
from guarantor.model.spans import SpanError
from guarantor.record.errors import RefusedRecordError
from guarantor.record.keys import address_key


@dataclass(frozen=True, slots=True)
class Drafted:
    """A report with what the reader found in it, ready to be written: all that takes no record, so that any process may
    do it. ``claims`` are in the reader's order (None: it was not read)."""

    report: Draft
    claims: tuple[Draft, ...] | None

    @classmethod
    def of(cls, report: Report, claims: Sequence[Claim] | None, author: str) -> Drafted:
        """Of a report and its claims; raises RefusedRecordError where a claim does not fit the report's text."""
        own = report_draft(report, author)
        if claims is None:
            return cls(own, None)
        return cls(own, tuple(_claim_draft(claim, report, own.id, author) for claim in claims))

    def told(self) -> Iterator[Claim]:
        """The claims again."""
        return (Claim.from_json(json.loads(draft.encoded)) for draft in self.claims or ())


def report_draft(report: Report, author: str) -> Draft:
    """A report, kept whole."""
    return Draft(
        kind="report", id=report.id, payload=None, encoded=encode(report).encode("utf-8", "surrogatepass"),
        keys=(address_key(report.url, report.location),), author=author, published=report.published,
        marking=report.marking,
    )  # fmt: skip


def claim_draft(claim: Claim, report: Report, author: str) -> Draft:
    """A claim of a report; refused unless each of its spans cuts the words it says out of the report's text."""
    return next(claim_drafts([claim], report, author))


def claim_drafts(claims: Iterable[Claim], report: Report, author: str) -> Iterator[Draft]:
    """Claims of one report, as :func:`claim_draft` makes them."""
    id_ = report.id
    for claim in claims:
        yield _claim_draft(claim, report, id_, author)


def _claim_draft(claim: Claim, report: Report, id_: str, author: str) -> Draft:
    if claim.report.id != id_:
        raise RefusedRecordError(f"the claim on {claim.quote[:60]!r} names another report than the one it came with")
    try:
        claim.check(report.text)
    except SpanError as error:
        raise RefusedRecordError(f"{report.location}: claim on {claim.quote[:60]!r} refused: {error}") from error
    own_id, encoded = encode_claim(claim)
    return Draft(
        kind="claim", id=own_id, payload=None, encoded=encoded, keys=(id_,), author=author, happened=_interval(claim),
        as_of=next((each.as_of for each in claim.quantities if each.as_of), None), published=report.published,
        marking=report.marking,
    )  # fmt: skip


def link_draft(link: Link, author: str, marking: str = CLEAR) -> Draft:
    """A link as it now stands, under the strictest marking of what it ties."""
    return Draft(kind="link", id=link.id, payload=link.to_json(), author=author, marking=marking)


def judgement_draft(judgement: Judgement, marking: str = CLEAR) -> Draft:
    """A judgement, its author being whoever judged, under the strictest marking of what it is about."""
    return Draft(kind="judgement", id=judgement.id, payload=judgement.to_json(), author=judgement.by, marking=marking)


def plain_draft(kind: EntryKind, payload: dict[str, Any], author: str, **times: str | None) -> Draft:
    """Any other entry; its id is over its whole payload."""
    return Draft(kind=kind, id=content_id(kind, payload), payload=payload, author=author, **times)  # type: ignore[arg-type]


def _interval(claim: Claim) -> str | None:
    """``start/end``, one of them where both are the same, ``..`` for an open end (ISO 8601-2)."""
    when = claim.when
    if when is None or (when.start is None and when.end is None):
        return None
    if when.start == when.end:
        return when.start
    return f"{when.start or '..'}/{when.end or '..'}"
