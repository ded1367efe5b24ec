"""Issues that were sent out: kept in the record with their hash, handed out again, and corrected by later ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from guarantor import __version__
from guarantor.briefing.brief import Brief
from guarantor.briefing.citation import TEXT, UNREAD, cite
from guarantor.briefing.material import Correction
from guarantor.briefing.printed import quoted
from guarantor.briefing.wording import Wording
from guarantor.case.briefs import BriefRequest, brief_of
from guarantor.case.knowledge import Knowledge
from guarantor.linking.kept import Kept
from guarantor.model.claim import Claim
from guarantor.model.entry import Entry
from guarantor.model.plain import build
from guarantor.record.standing import Standing

if TYPE_CHECKING:
    from guarantor.case.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """An issue as the record keeps it: its number, what was asked, the Markdown as sent and its SHA-256 in hex.

    Each marking has numbers of its own, so that no gap tells of an issue that a reader may not see. ``known`` is the
    number of the last entry it was made from, ``cited`` the claims it cites, ``corrected`` those that it corrects, each
    with what became of it (None: an issue from before this was kept), ``program`` and ``files`` (an id over the
    case's files) what made it, ``words`` all words that it was written with (None: an issue from before these were
    kept), so that other templates change nothing in it.
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
    words: dict[str, Any] | None = None
    corrected: tuple[tuple[str, str], ...] | None = None

    def corrects(self, claim: str, state: str) -> bool:
        """Whether it told what became of a claim."""
        if self.corrected is None:
            return claim in self.text and claim not in self.cited
        return (claim, state) in self.corrected

    @property
    def marking(self) -> str:
        """The strictest marking that may show in it."""
        return str(self.request["marking"])


def send(case: Case, asked: BriefRequest, *, by: str | None = None) -> Brief:
    """Make an issue, number it and keep it in the record; what is sent is exactly what is kept.

    It is made first and numbered while no other writer is let in, so that no two have one number. Where somebody sent
    another meanwhile it is made anew, since that one may have told the same corrections.
    """
    known, brief = _latest(case, asked)
    marking = str(brief.request["marking"])
    with case.record.store.writing():
        if next(case.record.store.entries(["brief"], after=known), None) is not None:
            known, brief = _latest(case, asked)
        number = 1 + max((each.number for each in issued(case) if each.marking == marking), default=0)
        brief = replace(brief, number=number)
        text = brief.to_markdown()
        payload = {
            "number": number, "title": brief.title, "day": str(brief.request["as_of"])[:10], "request": brief.request,
            "text": text, "sha256": digest(text), "known": known, "program": __version__, "files": case.files.id,
            "cited": _cited(brief), "corrected": _corrected(brief), "words": brief.wording.data,
        }  # fmt: skip
        case.record.add("brief", payload, author=by, marking=marking)
    return brief


def _latest(case: Case, asked: BriefRequest) -> tuple[int, Brief]:
    """The brief as of the record's last entry, with that entry's number."""
    head = case.record.head
    marking = asked.marking or case.files.info.marking
    asked = replace(asked, known_at=head.seq, head=str(case.cleared(marking).record.head), earlier=head.seq)
    return head.seq, brief_of(case, asked)


def _cited(brief: Brief) -> list[str]:
    """The claims that an issue rests on; those that it only corrects are no longer among them."""
    beside = {TEXT, UNREAD, *brief.wording.data["corrections"]}
    return [note.citation.claim for note in brief.notes if note.citation.review not in beside]


def _corrected(brief: Brief) -> list[list[str]]:
    """The claims that an issue corrects, each with what became of it."""
    told = brief.wording.data["corrections"]
    return [[note.citation.claim, note.citation.review] for note in brief.notes if note.citation.review in told]


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def issued(case: Case, *, until: int | None = None) -> Iterator[Issued]:
    """The issues that were sent out, in order."""
    for entry in case.record.store.entries(["brief"], until=until):
        if entry.payload is not None:
            yield _issued(entry, entry.payload)


def _issued(entry: Entry, payload: dict[str, Any]) -> Issued:
    corrected = payload.get("corrected")
    told = None if corrected is None else tuple((claim, state) for claim, state in corrected)
    data = {**payload, "cited": tuple(payload["cited"]), "corrected": told}
    return Issued(sent=entry.recorded, by=entry.author, **data)


def issue(case: Case, number: int, marking: str | None = None) -> Issued:
    """The issue of a number among those of a marking; without one the case's own, else the only one of that number.
    Raises KeyError where there is none."""
    found = {each.marking: each for each in issued(case) if each.number == number}
    wanted = marking or case.files.info.marking
    if wanted in found:
        return found[wanted]
    if marking is None and len(found) == 1:
        return next(iter(found.values()))
    raise KeyError(number)


def again(case: Case, number: int, marking: str | None = None) -> Brief:
    """An issue made again from what it was made from, in the words of then; equal to what was sent as long as the
    sentences are made by the same rules and the case's files are the same."""
    found = issue(case, number, marking)
    asked = build(BriefRequest, found.request, "request")
    words = None if found.words is None else Wording(found.words)
    return replace(brief_of(case, asked, words=words), number=number)


def corrections(
    case: Case, knowledge: Knowledge, *, until: int | None = None, marking: str | None = None
) -> tuple[Correction, ...]:
    """What became of claims that earlier issues cited: rejected, corrected, retracted, or gone since they were sent.

    Each is told once, in the next issue of a marking (None: the case's own); of several issues that cited a claim the
    last is named.
    """
    series = marking or case.files.info.marking
    sent = list(issued(case, until=until))
    if not sent:
        return ()
    changed: dict[str, tuple[Standing, str]] = {}
    for id_ in dict.fromkeys(claim for each in sent for claim in each.cited):
        standing = knowledge.view.standing(id_)
        if standing is None:
            continue
        state = "fell away" if standing.live and standing.fell_away else standing.mark.state
        if state != "live":
            changed[standing.id] = (standing, state)
    last: dict[str, int] = {}
    for place, each in enumerate(sent):
        last.update(dict.fromkeys((claim for claim in each.cited if claim in changed), place))
    return tuple(
        _correction(knowledge, sent[place], *changed[claim])
        for claim, place in sorted(last.items(), key=lambda found: found[1])
        if not any(e.marking == series and e.corrects(claim, changed[claim][1]) for e in sent[place + 1 :])
    )


def _correction(knowledge: Knowledge, sent: Issued, standing: Standing, state: str) -> Correction:
    claim = standing.claim
    about = [
        *knowledge.view.judgements(claim.id, undone=False),
        *knowledge.view.judgements(claim.report.id, undone=False),
    ]
    kept = Kept(id=standing.id, claim=claim, recorded=0)
    cited = cite(kept, knowledge.roots, digest=_is_digest(knowledge, claim))
    return Correction(
        number=sent.number, marking=sent.marking, issued=sent.day, citation=replace(cited, review=state),
        who=claim.holder.text or claim.report.outlet or "nobody named",
        words=quoted(claim), claim=claim.id, state=state, day=(standing.mark.recorded or sent.sent)[:10],
        why=about[-1].why if about else "",
    )  # fmt: skip


def _is_digest(knowledge: Knowledge, claim: Claim) -> bool:
    report = knowledge.reports.get(claim.report.id)
    return report is not None and report.digest
