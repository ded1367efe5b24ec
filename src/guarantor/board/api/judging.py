"""The desk's acts over HTTP: each is one of package ``review``, which alone writes judgements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from guarantor.board.problems import Problem
from guarantor.case import Case
from guarantor.case.judging import readings_of
from guarantor.model.claim import Claim
from guarantor.model.judgement import Judgement
from guarantor.model.plain import ShapeError
from guarantor.model.spans import SpanError
from guarantor.review import desk
from guarantor.review.errors import ReviewError
from guarantor.review.grades import grade_source

if TYPE_CHECKING:
    from guarantor.board.api.writes import NewJudgement

T = TypeVar("T")
Make = Callable[[Case, "NewJudgement", str], Judgement]


def act_of(body: NewJudgement) -> Make:
    """What makes the judgement that was sent: of the case, the body and whoever judges."""
    return MAKERS[body.act]


def _several(act: Callable[..., Judgement]) -> Make:
    return lambda case, body, by: act(case.whole.record, body.about, by=by, why=body.why)


def _one(act: Callable[..., Judgement]) -> Make:
    return lambda case, body, by: act(case.whole.record, one_of(body), by=by, why=body.why)


def _correct(case: Case, body: NewJudgement, by: str) -> Judgement:
    return desk.correct(case.whole.record, one_of(body), needed(body, "changes", body.changes), by=by, why=body.why)


def _split(case: Case, body: NewJudgement, by: str) -> Judgement:
    return desk.split(case.whole.record, one_of(body), needed(body, "parts", body.parts), by=by, why=body.why)


def _add(case: Case, body: NewJudgement, by: str) -> Judgement:
    report = one_of(body)
    found = case.record.report(report)
    if found is None:
        raise Problem(400, f"about: {report[:100]!r} is no report.")
    given: dict[str, Any] = needed(body, "claim", body.claim)
    outlet = [{"role": "outlet", "name": found.outlet}] if found.outlet else []
    usual = {"polarity": "+", "holder": {"text": None}, "chain": outlet}
    try:
        claim = Claim.from_json({**usual, **given, "report": desk.reference(found)})
    except (ShapeError, SpanError, ValueError, TypeError) as error:
        raise ReviewError(f"claim: {error}") from error
    return desk.add(case.whole.record, claim, by=by, why=body.why)


def _grade(case: Case, body: NewJudgement, by: str) -> Judgement:
    reliability = needed(body, "reliability", body.reliability)
    return grade_source(case.whole.record, one_of(body), reliability, by=by, why=body.why)


def _reading(case: Case, body: NewJudgement, by: str) -> Judgement:
    about = one_of(body)
    return desk.choose_reading(
        case.whole.record, about, needed(body, "reading", body.reading), readings=readings_of(case).get(about, ()),
        by=by, why=body.why,
    )  # fmt: skip


MAKERS: Mapping[str, Make] = {
    "accept": _several(desk.accept), "reject": _several(desk.reject), "unsure": _several(desk.unsure),
    "same-as": _several(desk.same_as), "correct": _correct, "split": _split, "add": _add,
    "retract": _one(desk.retract), "undo": _one(desk.undo), "grade": _grade, "choose-reading": _reading,
}  # fmt: skip
ACTS = tuple(MAKERS)


def one_of(body: NewJudgement) -> str:
    """The one thing that an act is about."""
    if len(body.about) != 1:
        raise Problem(400, f"about: {body.act} is about one thing at a time, not {len(body.about)}.")
    return body.about[0]


def needed(body: NewJudgement, name: str, value: T | None) -> T:
    """A field that an act cannot do without."""
    if value is None:
        raise Problem(400, f"{name}: {body.act} needs it.")
    return value
