"""The acts of the review desk: the only writers of judgements. Each takes who (``by``) and why.

Nothing here changes an entry. A correction is a new claim beside the old one; an undoing is a judgement on a judgement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from guarantor.model.claim import Claim, ReportRef
from guarantor.model.judgement import Judgement
from guarantor.model.plain import ShapeError, plain
from guarantor.model.report import Report
from guarantor.model.spans import Span, SpanError, cut
from guarantor.record.again import unseen
from guarantor.record.keys import address_key, has_address
from guarantor.record.record import REVIEW_RULE, Record
from guarantor.review.errors import ReviewError
from guarantor.review.judging import Reviewer, judge, judge_each, parts_of


def accept(record: Record, about: str | Sequence[str], *, by: str | Reviewer, why: str) -> Judgement:
    """Say that claims or links are right as they are."""
    return judge_each(record, "accept", _claims_or_links(record, about), by=by, why=why)


def reject(record: Record, about: str | Sequence[str], *, by: str | Reviewer, why: str) -> Judgement:
    """Say that claims or links are wrong: a text does not say that, a claim does not bear on that."""
    return judge_each(record, "reject", _claims_or_links(record, about), by=by, why=why)


def unsure(record: Record, about: str | Sequence[str], *, by: str | Reviewer, why: str) -> Judgement:
    """Say that claims were looked at and that one cannot tell. They stay proposed, and are set aside at the desk."""
    return judge_each(record, "unsure", _claims_or_links(record, about), by=by, why=why)


def correct(
    record: Record, claim: str, replacement: Claim | dict[str, Any], *, by: str | Reviewer, why: str
) -> Judgement:
    """Put a corrected claim in the place of one: a whole claim, or the fields to change in the old one.

    Where ``span`` is changed and ``quote`` is not given, the quote is cut anew.
    """
    old, report = _claim_and_report(record, claim)
    new = replacement if isinstance(replacement, Claim) else _changed(old, report, replacement)
    new = _by_a_person(new, report)
    if new.id == claim:
        raise ReviewError(f"the corrected claim says what {claim} says; change something, or accept it")
    return judge(record, "correct", [claim], into=[(new, report)], by=by, why=why)


def split(
    record: Record, claim: str, parts: Sequence[Claim | dict[str, Any]], *, by: str | Reviewer, why: str
) -> Judgement:  # fmt: skip
    """Put several claims in the place of one that held more than one proposition: whole claims, or for each the fields
    in which it differs from the old one."""
    old, report = _claim_and_report(record, claim)
    whole = (part if isinstance(part, Claim) else _changed(old, report, part) for part in parts)
    new = {each.id: each for each in (_by_a_person(part, report) for part in whole)}
    if len(new) < 2 or claim in new:
        raise ReviewError(f"a split needs two or more claims that differ from the old one; found {len(new)}")
    return judge(record, "split", [claim], into=[(each, report) for each in new.values()], by=by, why=why)


def same_as(record: Record, claims: Sequence[str], *, by: str | Reviewer, why: str) -> Judgement:
    """Say that claims are one and the same. All are kept."""
    if len(set(claims)) < 2:
        raise ReviewError("two or more claims are needed to be the same; name another")
    return judge(record, "same-as", [_existing(record, each, "claim") for each in claims], by=by, why=why)


def add(record: Record, claim: Claim, *, by: str | Reviewer, why: str) -> Judgement:
    """Add a claim that the reader missed, in any language. Its words have to stand in its report."""
    report = _report(record, claim.report.id)
    new = _by_a_person(claim, report)
    standing = record.view().standing(new.id)
    if standing is not None and standing.live and not unseen(record.store, [new.id], report.marking):
        raise ReviewError(f"the record has this claim already ({new.id}); accept it instead")
    return judge(record, "add", [report.id], into=[(new, report)], by=by, why=why)


def choose_reading(
    record: Record, about: str, reading: str, *, readings: Iterable[str], by: str | Reviewer, why: str
) -> Judgement:
    """Choose among the readings of a provision, gate or figure; ``readings`` are the names it has."""
    known = list(readings)
    if reading not in known:
        raise ReviewError(f"{about} has no reading {reading!r}; it has {', '.join(map(repr, known)) or 'none'}")
    return judge(record, "choose-reading", [about], value={"reading": reading}, by=by, why=why)


def retract(record: Record, report: str, *, by: str | Reviewer, why: str, every_version: bool = True) -> Judgement:
    """Withdraw a report whose outlet took it back; all that rests on it no longer counts, at once.

    ``every_version``: the other versions at the same address go with it; for those of a laxer marking, whoever may not
    see this one is told nothing.
    """
    found = _report(record, report)
    ids = [report]
    if every_version and has_address(found.url, found.location):
        at_address = record.store.under(address_key(found.url, found.location), ["report"])
        ids += [entry.id for entry in at_address]
    return judge_each(record, "retract", ids, by=by, why=why, least=found.marking)


def undo(record: Record, judgement: str, *, by: str | Reviewer, why: str) -> Judgement:
    """Take back a judgement, with the parts of it that have other markings; what it did no longer holds. Undoing an
    undoing brings the first judgement back."""
    _existing(record, judgement, "judgement")
    every = record.view().judgements()
    kept = {each.id for each in record.view().judgements(undone=False)} | {e.id for e in every if e.act == "undo"}
    if judgement not in kept:
        raise ReviewError(f"{judgement} was undone already")
    found = next(each for each in every if each.id == judgement)
    parts = [each.id for each in parts_of(record, found) if each.id in kept]
    return judge_each(record, "undo", parts, by=by, why=why)


def reference(report: Report) -> dict[str, Any]:
    """How a claim's JSON names its report."""
    found: dict[str, Any] = plain(ReportRef.of(report))
    return found


def find_words(report: Report, words: str, *, nth: int = 1) -> Span:
    """Where words stand in a report's text: the ``nth`` place of them, counted from 1.

    Raises ReviewError where they do not stand there exactly.

    >>> find_words(Report(text="They met. They left.", location="x"), "They", nth=2)
    (10, 14)
    """
    start = -1
    for _ in range(nth):
        start = report.text.find(words, start + 1)
        if start < 0 or not words:
            raise ReviewError(f"{words[:80]!r} does not stand in {report.location}; quote its exact words")
    return start, start + len(words)


# --- what may be judged -----------------------------------------------------------------------------------------------


def _claims_or_links(record: Record, about: str | Sequence[str]) -> list[str]:
    ids = [about] if isinstance(about, str) else list(about)
    if not ids:
        raise ReviewError("nothing is named to be judged; name a claim or link")
    return [_existing(record, each, "claim", "link") for each in ids]


def _existing(record: Record, id_: str, *kinds: str) -> str:
    entry = record.store.get(id_)
    if entry is None or entry.kind not in kinds:
        raise ReviewError(f"the record has no {' or '.join(kinds)} {id_!r}; check the id")
    if entry.erased:
        raise ReviewError(f"{id_} was erased; nothing can be judged of it")
    return id_


def _report(record: Record, id_: str) -> Report:
    _existing(record, id_, "report")
    report = record.report(id_)
    if report is None:
        raise ReviewError(f"the record has no report {id_!r}; check the id")
    return report


def _claim_and_report(record: Record, id_: str) -> tuple[Claim, Report]:
    _existing(record, id_, "claim")
    claim = record.claim(id_)
    if claim is None:
        raise ReviewError(f"the record has no claim {id_!r}; check the id")
    return claim, _report(record, claim.report.id)


def _changed(old: Claim, report: Report, changes: dict[str, Any]) -> Claim:
    """The old claim with some fields changed; values may be nouns or their JSON."""
    given: dict[str, Any] = plain(changes)
    try:
        if "span" in given and "quote" not in given:
            start, end = given["span"]
            given["quote"] = cut(report.text, (start, end))
        return Claim.from_json({**old.to_json(with_id=False), **given})
    except (SpanError, ShapeError, ValueError, TypeError) as error:
        raise ReviewError(f"the correction is no claim: {error}") from error


def _by_a_person(claim: Claim, report: Report) -> Claim:
    """A claim in its report's name and no other's, made by a person."""
    return replace(claim, report=ReportRef.of(report), rule=REVIEW_RULE, review="proposed")
