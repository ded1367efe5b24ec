"""Issues that were sent out: kept in the record with their hash, handed out again, and corrected by later ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from guarantor import __version__
from guarantor.briefing.brief import Brief
from guarantor.briefing.citation import TEXT
from guarantor.briefing.material import Correction
from guarantor.briefing.printed import quoted
from guarantor.case.briefs import BriefRequest, brief_of
from guarantor.case.knowledge import Knowledge
from guarantor.model.entry import Entry
from guarantor.model.plain import build
from guarantor.record.standing import Standing

if TYPE_CHECKING:
    from guarantor.case.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """An issue as the record keeps it: its number, what was asked, the Markdown as sent and its SHA-256 in hex.

    ``known`` is the number of the last entry it was made from, ``cited`` the claims it cites, ``program`` and ``files``
    (an id over the case's files) what made it.
    """

    number: int
    title: str
    day: str
    sent: str
    by: str | None
    request: dict[str, Any]
    text: str
    sha256: str
    known: int
    cited: tuple[str, ...]
    program: str
    files: str


def send(case: Case, asked: BriefRequest, *, by: str | None = None) -> Brief:
    """Make an issue, number it and keep it in the record; what is sent is exactly what is kept."""
    head = case.record.head
    number = 1 + max((each.number for each in issued(case)), default=0)
    asked = replace(asked, known_at=head.seq, head=str(head), earlier=head.seq)
    brief = replace(brief_of(case, asked), number=number)
    text = brief.to_markdown()
    payload = {
        "number": number, "title": brief.title, "day": str(brief.request["as_of"])[:10], "request": brief.request,
        "text": text, "sha256": digest(text), "known": head.seq, "program": __version__, "files": case.files.id,
        "cited": [note.citation.claim for note in brief.notes if note.citation.review != TEXT],
    }  # fmt: skip
    case.record.add("brief", payload, author=by, marking=str(brief.request["marking"]))
    return brief


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def issued(case: Case, *, until: int | None = None) -> Iterator[Issued]:
    """The issues that were sent out, in order."""
    for entry in case.record.store.entries(["brief"], until=until):
        if entry.payload is not None:
            yield _issued(entry, entry.payload)


def _issued(entry: Entry, payload: dict[str, Any]) -> Issued:
    data = {**payload, "cited": tuple(payload["cited"])}
    return Issued(sent=entry.recorded, by=entry.author, **data)


def issue(case: Case, number: int) -> Issued:
    """The issue of a number; raises KeyError where none was sent under it."""
    for each in issued(case):
        if each.number == number:
            return each
    raise KeyError(number)


def again(case: Case, number: int) -> Brief:
    """An issue made again from what it was made from; equal to what was sent as long as program and files are."""
    found = issue(case, number)
    asked = build(BriefRequest, found.request, "request")
    return replace(brief_of(case, asked), number=number)


def corrections(case: Case, knowledge: Knowledge, *, until: int | None = None) -> tuple[Correction, ...]:
    """What became of claims that earlier issues cited: rejected, corrected, retracted, or gone since they were sent."""
    sent = list(issued(case, until=until))
    if not sent:
        return ()
    changed: dict[str, tuple[Standing, str]] = {}
    for standing in knowledge.view.standings():
        state = "fell away" if standing.live and standing.fell_away else standing.mark.state
        if state != "live":
            changed[standing.id] = (standing, state)
    found = []
    for each in sent:
        for claim in each.cited:
            if claim in changed:
                found.append(_correction(knowledge, each, *changed[claim]))
    return tuple(found)


def _correction(knowledge: Knowledge, sent: Issued, standing: Standing, state: str) -> Correction:
    claim = standing.claim
    about = [
        *knowledge.view.judgements(claim.id, undone=False),
        *knowledge.view.judgements(claim.report.id, undone=False),
    ]
    return Correction(
        number=sent.number, issued=sent.day, who=claim.holder.text or claim.report.outlet or "nobody named",
        words=quoted(claim), claim=claim.id, state=state, day=(standing.mark.recorded or sent.sent)[:10],
        why=about[-1].why if about else "",
    )  # fmt: skip
