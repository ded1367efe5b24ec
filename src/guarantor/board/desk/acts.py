"""What a form of the desk asks for, done through the package ``review``: the only writer of judgements."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from http import HTTPStatus

from starlette.exceptions import HTTPException

from guarantor.board.desk.editing import PARTS, Draft, corrected, missed, part_of, shape
from guarantor.board.desk.queue import Filters, queued
from guarantor.board.forms import Posted
from guarantor.board.question import Question
from guarantor.case import Case
from guarantor.case.judging import readings_of
from guarantor.model.claim import Claim
from guarantor.model.judgement import Judgement
from guarantor.model.report import Report
from guarantor.review import desk
from guarantor.review.errors import ReviewError
from guarantor.review.grades import grade_source

Act = Callable[[Case, Posted], Judgement]
Many = Callable[..., Judgement]
MOST = 2_000
"""How many claims one act judges at most; narrow the filters, or judge the rest in a second act."""
MANY: dict[str, Many] = {"accept": desk.accept, "reject": desk.reject, "unsure": desk.unsure}
DONE = {
    "accept": "Accepted", "reject": "Rejected", "unsure": "Set aside as unsure", "correct": "Corrected",
    "split": "Split", "same-as": "Told the same", "add": "Added", "retract": "Retracted", "grade": "Graded",
    "choose-reading": "Reading chosen", "undo": "Undone",
}  # fmt: skip


def act_posted(case: Case, posted: Posted) -> Judgement:
    """Make the judgement that a form asks for.

    Raises ReviewError where a name, a reason or exact words are missing, HTTPException 409 where somebody judged the
    same meanwhile.
    """
    name = posted.get("act")
    if name not in ACTS:
        raise HTTPException(HTTPStatus.BAD_REQUEST, f"There is no act “{name}” at this desk: {', '.join(ACTS)}.")
    _seen(case, posted)
    made = ACTS[name](case, posted)
    case.whole.forget()
    return made


def _seen(case: Case, posted: Posted) -> None:
    """Refuse what is not there for whoever judges, hidden or not, in the same words."""
    if case is case.whole:
        return
    named = [posted.get(name) for name in ("claim", "link", "report", "judgement")]
    named += [value.strip() for name, value in posted.fields.items() if name.startswith("same")]
    if any(id_ and case.record.entry(id_) is None for id_ in named):
        raise HTTPException(HTTPStatus.NOT_FOUND, "There is nothing with this id in this case.")


def set_digest(ids: Sequence[str]) -> str:
    """What stands for a set of claims in a form, so that no other set is judged than the one that was shown."""
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()


def judge_set(case: Case, posted: Posted, question: Question, filters: Filters) -> Judgement:
    """Judge the filtered set that the preview showed, but for those left out, as one judgement."""
    act = posted.get("act")
    if act not in MANY:
        raise HTTPException(HTTPStatus.BAD_REQUEST, f"A set is judged by {', '.join(MANY)}; found “{act}”.")
    ids = [kept.id for kept in queued(question, filters)[0]][:MOST]
    if set_digest(ids) != posted.get("set"):
        raise HTTPException(
            HTTPStatus.CONFLICT,
            "The set is no longer the one you saw: somebody judged some of it, or reports came in. Nothing was "
            "written. Look at it again.",
        )
    left = {number for number in range(len(ids)) if posted.get(f"out{number}")}
    taken = [id_ for number, id_ in enumerate(ids) if number not in left]
    made = MANY[act](case.whole.record, taken, by=posted.get("by"), why=posted.get("why"))
    case.whole.forget()
    return made


# --- one act each -----------------------------------------------------------------------------------------------------


def _simple(act: Many) -> Act:
    def made(case: Case, posted: Posted) -> Judgement:
        about = posted.get("link") or posted.get("claim")
        if not posted.get("link"):
            _unjudged_since(case, posted)
        return act(case.whole.record, about, by=posted.get("by"), why=posted.get("why"))

    return made


def _edit(case: Case, posted: Posted) -> Judgement:
    _unjudged_since(case, posted)
    claim, report = _claim_and_report(case, posted)
    new = shape(corrected(claim, report, Draft.posted(posted)))
    return desk.correct(case.whole.record, posted.get("claim"), new, by=posted.get("by"), why=posted.get("why"))


def _split(case: Case, posted: Posted) -> Judgement:
    _unjudged_since(case, posted)
    claim, report = _claim_and_report(case, posted)
    parts = [
        shape(part_of(claim, report, words, posted.get(f"type{n}"), posted.get(f"modality{n}")))
        for n in range(PARTS)
        if (words := posted.get(f"words{n}"))
    ]
    return desk.split(case.whole.record, posted.get("claim"), parts, by=posted.get("by"), why=posted.get("why"))


def _same(case: Case, posted: Posted) -> Judgement:
    chosen = [value.strip() for name, value in sorted(posted.fields.items()) if name.startswith("same") and value]
    return desk.same_as(case.whole.record, [posted.get("claim"), *chosen], by=posted.get("by"), why=posted.get("why"))


def _undo(case: Case, posted: Posted) -> Judgement:
    return desk.undo(case.whole.record, posted.get("judgement"), by=posted.get("by"), why=posted.get("why"))


def _missed(case: Case, posted: Posted) -> Judgement:
    report = case.record.report(posted.get("report"))
    if report is None:
        raise ReviewError("the record has no such report; open it again")
    new = shape(missed(report, Draft.posted(posted)))
    return desk.add(case.whole.record, new, by=posted.get("by"), why=posted.get("why"))


def _retract(case: Case, posted: Posted) -> Judgement:
    return desk.retract(case.whole.record, posted.get("report"), by=posted.get("by"), why=posted.get("why"))


def _grade(case: Case, posted: Posted) -> Judgement:
    return grade_source(
        case.whole.record, posted.get("source"), posted.get("reliability"), by=posted.get("by"), why=posted.get("why")
    )


def _reading(case: Case, posted: Posted) -> Judgement:
    about = posted.get("about")
    return desk.choose_reading(
        case.whole.record, about, posted.get("reading"), readings=readings_of(case).get(about, ()), by=posted.get("by"),
        why=posted.get("why"),
    )  # fmt: skip


ACTS: dict[str, Act] = {
    **{name: _simple(act) for name, act in MANY.items()},
    "correct": _edit, "split": _split, "same-as": _same, "undo": _undo, "add": _missed, "retract": _retract,
    "grade": _grade, "choose-reading": _reading,
}  # fmt: skip


def _claim_and_report(case: Case, posted: Posted) -> tuple[Claim, Report]:
    claim = case.record.claim(posted.get("claim"))
    report = case.record.report(claim.report.id) if claim is not None else None
    if claim is None or report is None:
        raise ReviewError("the record has no such claim; open the desk again")
    return claim, report


def _unjudged_since(case: Case, posted: Posted) -> None:
    known = len(case.record.judgements(posted.get("claim")))
    if posted.get("judged") != str(known):
        raise HTTPException(
            HTTPStatus.CONFLICT,
            "Somebody judged this claim after your page was made; nothing was written. Open it again to see what they "
            "decided, and judge it then.",
        )
