"""Checking a brief that was written: its notes against the record, its numbers against what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guarantor.briefing.brief import Brief
from guarantor.briefing.checking import Checked, Finding, Source, check, numbers_in
from guarantor.briefing.citation import cite, cite_text
from guarantor.briefing.docx import SHORT, docx
from guarantor.briefing.material import iso_day, long_day
from guarantor.briefing.question import asked_in
from guarantor.briefing.reading_back import Noted, Written, read_back
from guarantor.briefing.reading_docx import read_docx
from guarantor.briefing.standing import clause
from guarantor.briefing.wording import default_wording
from guarantor.case.briefs import BriefRequest, brief_of
from guarantor.case.sending import again, digest, issue
from guarantor.linking.kept import Kept
from guarantor.linking.roots import Roots
from guarantor.model.agreement import ByReference
from guarantor.model.claim import Claim
from guarantor.positions.saying import title_of

if TYPE_CHECKING:
    from guarantor.case.case import Case

_FORMS = {".html": "html", ".htm": "html", ".docx": "docx", ".pdf": "pdf"}


def check_brief(case: Case, path: str | Path, *, wording: str | None = None) -> Checked:
    """Check a brief's file (Markdown, HTML, Word) against the case's record and files, and the brief made again.

    A note resolves where the record has the claim, its report has the words at its span, and the note quotes them. The
    brief is made again from what its foot says it was asked for, or, of an issue that was sent, from what the record
    keeps of it, which the file is compared with too. ``wording`` is the file of words that it was written with. Raises
    OSError or ValueError for a file that is no brief.
    """
    place = Path(path)
    form = _FORMS.get(place.suffix.casefold(), "md")
    if form == "pdf":
        raise ValueError("a PDF is not read back: check the same brief as .md, .html or .docx (its foot says of what)")
    data = place.read_bytes()
    written = _read(data, form)
    sign = default_wording().sign("derived")
    made, lost = _made_again(case, written, wording)
    twin = None if made is None else _read(_in_form(made, form), form)
    if form == "docx":
        find = _by_first_letters(case, made)
        written, twin = _with_ids(written, find), None if twin is None else _with_ids(twin, find)
    result = check(
        written, _sources(case, written), derived_sign=sign.sign if sign else "", stop=set(_names(case)),
        titles=frozenset(_titles(case)), made=twin,
    )  # fmt: skip
    result = replace(result, findings=(*result.findings, *lost))
    if written.number is None or made is None:
        return result
    return _as_sent(case, written, made, result, data.decode("utf-8") if form == "md" else None)


def _read(data: bytes, form: str) -> Written:
    return read_docx(data) if form == "docx" else read_back(data.decode("utf-8"), html=form == "html")


def _in_form(made: Brief, form: str) -> bytes:
    if form == "docx":
        return docx(made)
    return (made.to_html() if form == "html" else made.to_markdown()).encode("utf-8")


def _by_first_letters(case: Case, made: Brief | None) -> dict[str, str]:
    """Ids by the first letters that a page of paper gives: those that the brief made again cites, else all that the
    record has; letters that several ids begin with lead to none."""
    cited = [note.citation.claim for note in made.notes] if made is not None else []
    knowledge = case.knowledge()
    found: dict[str, str] = {}
    for id_ in dict.fromkeys((*cited, *knowledge.claims, *knowledge.reports)):
        kind, _, digest_ = id_.partition(":sha256:")
        short = f"{kind}:sha256:{digest_[:SHORT]}"
        if digest_ and (short not in found or id_ == found[short]):
            found[short] = id_
        elif digest_ and found[short] not in cited:
            found[short] = ""
    return found


def _with_ids(written: Written, find: dict[str, str]) -> Written:
    return replace(written, notes=tuple(replace(each, id=find.get(each.id, each.id)) for each in written.notes))


def _made_again(case: Case, written: Written, wording: str | None) -> tuple[Brief | None, tuple[Finding, ...]]:
    """The brief made again, or why it cannot be."""
    if written.number is not None:
        try:
            return again(case, written.number, written.marking), ()
        except KeyError:
            return None, (Finding(where=f"issue {written.number}", what="the record keeps no issue of this number"),)
    if written.asked is None or written.record is None:
        return None, (Finding(where="the foot", what="does not say what was asked, so that nothing is made again"),)
    try:
        return _asked_again(case, written.asked, written.record, wording), ()
    except (KeyError, ValueError) as error:
        return None, (Finding(where="the foot", what=f"what was asked cannot be made again: {error}"),)


def _asked_again(case: Case, asked: str, record: str, wording: str | None) -> Brief:
    """The brief of what was asked, as of the record's head that is named."""
    request: dict[str, Any] = asked_in(asked)
    if request.pop("wording", None) is not None and wording is None:
        raise ValueError("it was written with words of its own, to be given with --wording")
    seen = case.cleared(request.get("marking"))
    request.setdefault("known_at", int(record.partition(":")[0]))
    return brief_of(seen, BriefRequest(**request, wording=wording))


def _names(case: Case) -> Iterator[str]:
    """Titles and names in which a number tells nothing."""
    agreement = case.files.agreement
    yield from (each.title for each in agreement.provisions)
    yield from (each.title for each in agreement.issues)
    yield from (each.title for each in agreement.phases)
    yield from (place for each in agreement.provisions if (place := clause(each)))
    yield from (f"“{gate.name}”" for phase in agreement.phases for gate in phase.gates)
    for account in case.files.people.accounts.values():
        yield from (account.title, account.title.replace("The ", "the ", 1))
    for meeting in agreement.meetings:
        day = iso_day(meeting.date)
        yield f"{meeting.title}, {long_day(day)}" if day else meeting.title


def _titles(case: Case) -> Iterator[str]:
    """What stands in quotation marks and is nobody's words: titles, options, readings, amounts as others tell them."""
    agreement = case.files.agreement
    for provision in agreement.provisions:
        yield provision.title
        if isinstance(provision.quantity, ByReference):
            yield from (each.name for each in provision.quantity.told)
    yield from (event.title or event.id for event in agreement.events)
    yield from (gate.name for phase in agreement.phases for gate in phase.gates)
    for issue_ in agreement.issues:
        yield issue_.title
        yield from (title_of(agreement, f"{issue_.id}/{option}") for option in issue_.options)


def _sources(case: Case, written: Written) -> dict[str, Source]:
    found = {}
    for note in written.notes:
        if note.id.startswith("report:"):
            source = _report(case, note)
        else:
            source = _claim(case, note.id) if note.id.startswith("claim:") else _of_files(case, note.id)
        if source is not None:
            found[note.id] = source
    return found


def _claim(case: Case, id_: str) -> Source | None:
    """A claim's words, where the record has them just so in the report's text; with its figures and dates."""
    claim = case.record.claim(id_)
    report = case.record.report(claim.report.id) if claim is not None else None
    if claim is None or report is None or report.text[claim.span[0] : claim.span[1]] != claim.quote:
        return None
    root = Roots(case.files.people).of(claim)
    cited = cite(Kept(id=id_, claim=claim, recorded=0), Roots(case.files.people))
    actor = case.files.people.actors.get(root.id)
    names = {cited.who, cited.holder, cited.root_name, *(actor.names if actor else ()), *cited.chain[-1:]}
    names |= {cited.outlet} if cited.outlet and (claim.holder.text is None or not cited.resolved) else set()
    return Source(
        words=claim.quote, numbers=frozenset((*_figures(claim), *_days(claim))), figures=frozenset(_figures(claim)),
        who=cited.who, names=frozenset(filter(None, names)),
    )  # fmt: skip


def _report(case: Case, note: Noted) -> Source | None:
    """The words that a note quotes of a report from which no claim was read, where the report has them."""
    report = case.record.report(note.id)
    if report is None or note.quote is None or " ".join(note.quote.split()) not in " ".join(report.text.split()):
        return None
    days = frozenset(float(part) for part in re.findall(r"\d+", report.published or ""))
    return Source(words=note.quote, numbers=days, who=report.outlet or report.location)


def _figures(claim: Claim) -> Iterator[float]:
    for quantity in claim.quantities:
        yield from (
            float(each) for each in (quantity.value, quantity.low, quantity.high, quantity.base) if each is not None
        )


def _days(claim: Claim) -> Iterator[float]:
    """The parts of the days that belong to a claim."""
    for text in (
        claim.report.published,
        claim.when.start if claim.when else None,
        claim.when.end if claim.when else None,
    ):
        yield from (float(part) for part in re.findall(r"\d+", text or ""))


def _of_files(case: Case, id_: str) -> Source | None:
    kind, _, name = id_.partition(":")
    agreement = case.files.agreement
    if kind == "provision":
        for each in agreement.provisions:
            if each.id == name:
                cited = cite_text(agreement, case.files.people, each)
                return Source(words=cited.quote, numbers=frozenset(numbers_in(f"{cited.published or ''} {each.title}")))
    if kind in ("event", "phase"):
        told = {each.id: each.title or each.id for each in agreement.events} if kind == "event" else {}
        told |= {each.id: each.title for each in agreement.phases} if kind == "phase" else {}
        return Source(words=told[name]) if name in told else None
    if kind == "actor" and name in case.files.people.actors:
        return Source(words=case.files.people.name_of(name))
    if kind == "issue":
        return next((Source(words=each.title) for each in agreement.issues if each.id == name), None)
    if kind == "meeting":
        for meeting in agreement.meetings:
            if meeting.id == name:
                invited = " ".join(case.files.people.name_of(each) for each in meeting.invited)
                return Source(words=f"{meeting.title} {meeting.date or ''} {invited}")
    return None


def _as_sent(case: Case, written: Written, made: Brief, result: Checked, text: str | None) -> Checked:
    number = written.number
    sent = issue(case, number or 0, written.marking)
    findings = list(result.findings)
    if digest(sent.text) != sent.sha256:
        findings.append(Finding(where=f"issue {number}", what="the kept text does not have the hash kept beside it"))
    if text is not None and digest(text) != sent.sha256:
        findings.append(Finding(where=f"issue {number}", what="the file is not what was sent, byte for byte"))
    same = digest(made.to_markdown()) == sent.sha256
    why = "" if same else " (the program or the case's files have changed since)"
    words = f"issue {number}, made again, is {'the same' if same else 'not the same'} byte for byte{why}"
    return replace(result, findings=tuple(findings), again=words)
