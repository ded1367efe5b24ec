"""Making a judgement: what every act shares. Who, when and why are never left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from guarantor.model.claim import Claim
from guarantor.model.judgement import Act, Judgement
from guarantor.model.marking import CLEAR, strictest
from guarantor.model.report import Report
from guarantor.record.again import unseen
from guarantor.record.clock import stamp
from guarantor.record.errors import RefusedRecordError
from guarantor.record.record import Record
from guarantor.review.errors import ReviewError


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """Who judges. ``when`` is the moment of the decision, None for now; the record keeps its own time beside it."""

    name: str
    when: datetime | None = None


def judge_each(
    record: Record, act: Act, about: Iterable[str], *, by: str | Reviewer, why: str, least: str = CLEAR
) -> Judgement:
    """Judge several things at once: one judgement for each marking among them, of one moment, since a judgement has the
    strictest marking of what it is about, and whoever may see a part of it should see that part. What is laxer than
    ``least`` is judged with what has that marking. The first is given back; :func:`parts_of` finds the others."""
    ids = list(dict.fromkeys(about))
    markings = record.store.markings(ids)
    groups: dict[str, list[str]] = {}
    for id_ in ids:
        groups.setdefault(strictest([least, markings.get(id_, CLEAR)]), []).append(id_)
    at_once = by if isinstance(by, Reviewer) and by.when else Reviewer(name=_name(by), when=datetime.now(UTC))
    with record.store.writing():
        made = [judge(record, act, group, by=at_once, why=why) for group in groups.values()]
    return made[0]


def parts_of(record: Record, judgement: Judgement) -> list[Judgement]:
    """The judgements that one act made: this one first, then those of other markings."""
    same = (judgement.act, judgement.by, judgement.when, judgement.why)
    found = [each for each in record.judgements() if (each.act, each.by, each.when, each.why) == same]
    markings = record.store.markings([judgement.id, *(each.id for each in found)])
    return [judgement, *(each for each in found if markings[each.id] != markings[judgement.id])]


def _name(by: str | Reviewer) -> str:
    return by if isinstance(by, str) else by.name


def judge(
    record: Record, act: Act, about: Iterable[str], *, by: str | Reviewer, why: str,
    into: Iterable[tuple[Claim, Report]] = (), value: dict[str, Any] | None = None,
) -> Judgement:  # fmt: skip
    """Check what every judgement needs, and write it with the claims it brings in, in one transaction."""
    reviewer = by if isinstance(by, Reviewer) else Reviewer(name=by)
    if not reviewer.name.strip():
        raise ReviewError("nobody is named as the judge; say who decides")
    if not why.strip():
        raise ReviewError("no reason is given; say why")
    when = reviewer.when or datetime.now(UTC)
    if when.tzinfo is None:
        raise ReviewError(f"the time {when.isoformat()} has no zone; give one")
    made = list(into)
    ids = tuple(claim.id for claim, _ in made)
    with record.store.writing():
        fresh = [each for claim, report in made for each in unseen(record.store, [claim.id], report.marking)]
        judgement = Judgement(
            act=act, about=tuple(dict.fromkeys(about)), by=reviewer.name.strip(), when=stamp(when), why=why.strip(),
            into=ids, value={**(value or {}), **({"made": fresh} if fresh else {})},
        )  # fmt: skip
        try:
            return record.judge(judgement, made)
        except RefusedRecordError as error:
            raise ReviewError(str(error)) from error
