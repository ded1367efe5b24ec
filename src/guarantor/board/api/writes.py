"""Writing over HTTP: reports that are added, judgements that are made. Each goes to the whole record, and only what its
sender may see can be judged."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request

from guarantor.board.access.visitors import note, visitor_of
from guarantor.board.adding import FIELDS, add_reports
from guarantor.board.api.asked import Iso, checked
from guarantor.board.forms import Posted
from guarantor.board.problems import Problem
from guarantor.case import Case
from guarantor.model.judgement import Judgement
from guarantor.model.marking import MARKINGS
from guarantor.model.plain import plain
from guarantor.record.errors import RecordError
from guarantor.review import desk
from guarantor.review.errors import ReviewError

M = TypeVar("M", bound=BaseModel)


class NewReport(BaseModel):
    """A report to read."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=5_000_000, pattern=r"\S", description="The text of the report.")
    outlet: str | None = Field(default=None, max_length=500, description="Who printed it.")
    published: Iso | None = Field(default=None, description="The day on which it was published.")
    url: str | None = Field(default=None, max_length=2000, description="Its address.")
    language: str | None = Field(default=None, pattern="^[a-z]{2,3}$", description="Its language: en, ar, he …")
    marking: Literal[MARKINGS] | None = Field(  # type: ignore[valid-type]
        default=None, description="Who may see it; the case's marking, where nothing is said."
    )


class NewJudgement(BaseModel):
    """A judgement to make."""

    model_config = ConfigDict(extra="forbid")

    act: Literal["accept", "reject", "correct", "undo"] = Field(description="What is decided.")
    about: list[str] = Field(
        min_length=1,
        max_length=500,
        description="Claims (for undo: the judgement) by id; several to accept or reject.",
    )
    why: str = Field(min_length=1, max_length=2000, pattern=r"\S", description="The reason, which is kept for good.")
    judged: int | None = Field(
        default=None, ge=0, description="How many judgements on it were known; refused where there are others by now."
    )
    changes: dict[str, Any] | None = Field(default=None, description="For correct: the fields of the claim to change.")


def parsed(model: type[M], data: bytes) -> M:
    """A body of JSON as a model; raises :class:`Problem` that names what is wrong."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Problem(400, f"The body is no JSON: {error}.") from error
    return checked(model, found)


def add_report(case: Case, request: Request, body: NewReport) -> dict[str, Any]:
    """Read a report into the record."""
    if body.marking is not None and body.marking not in case.markings:
        raise Problem(403, f"You are cleared for {case.clearance}; a report marked {body.marking} is above that.")
    given = {name: getattr(body, name) or "" for name in FIELDS}
    page = add_reports(case, Posted(fields=given))
    if page.fault:
        raise Problem(400, page.fault)
    note(request, *(row.id for row in page.rows))
    return {
        "summary": page.summary,
        "added": [
            {"id": row.id, "outcome": row.outcome, "claims": row.claims, "bearing": row.lit} for row in page.rows
        ],
        "refused": [{"location": each.location, "found": each.found, "todo": each.todo} for each in page.refused],
    }


def judge(case: Case, request: Request, body: NewJudgement) -> dict[str, Any]:
    """Make a judgement in the name of whoever sends it."""
    for id_ in body.about:
        if case.record.entry(id_) is None:
            raise Problem(404, f"There is nothing with the id {id_[:100]!r} in this case.")
        if body.judged is not None and len(case.record.judgements(id_)) != body.judged:
            raise Problem(409, "Somebody judged this meanwhile; nothing was written.")
    visitor = visitor_of(request)
    try:
        made = _acts(body)(case, visitor.id)
    except ReviewError as error:
        raise Problem(400, f"{error}.") from error
    except RecordError as error:
        raise Problem(400, f"{error}.") from error
    case.whole.forget()
    note(request, f"{body.act} {', '.join(body.about)}")
    return {"judgement": plain(made)}


def _acts(body: NewJudgement) -> Callable[[Case, str], Judgement]:
    def act(case: Case, by: str) -> Judgement:
        record = case.whole.record
        match body.act:
            case "accept":
                return desk.accept(record, body.about, by=by, why=body.why)
            case "reject":
                return desk.reject(record, body.about, by=by, why=body.why)
            case "correct":
                return desk.correct(record, _one(body), body.changes or {}, by=by, why=body.why)
            case _:
                return desk.undo(record, _one(body), by=by, why=body.why)

    return act


def _one(body: NewJudgement) -> str:
    if len(body.about) != 1:
        raise Problem(400, f"about: {body.act} is about one thing at a time, not {len(body.about)}.")
    return body.about[0]
