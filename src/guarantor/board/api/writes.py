"""Writing over HTTP: reports that are added, judgements that are made. Each goes to the whole record, and only what its
sender may see can be judged."""

from __future__ import annotations

import json
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request

from guarantor.board.access.visitors import note, visitor_of
from guarantor.board.adding import FIELDS, add_reports
from guarantor.board.api.asked import Iso, checked
from guarantor.board.api.judging import ACTS, act_of
from guarantor.board.forms import Posted
from guarantor.board.problems import Problem
from guarantor.case import Case
from guarantor.case.judging import readings_of
from guarantor.model.marking import MARKINGS
from guarantor.model.plain import plain
from guarantor.record.errors import RecordError
from guarantor.review.errors import ReviewError
from guarantor.review.judging import parts_of

M = TypeVar("M", bound=BaseModel)


class NewReport(BaseModel):
    """A report to read."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(
        min_length=1, max_length=5_000_000, pattern=r"[^\s\x00-\x1f]", description="The text of the report."
    )
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

    act: Literal[ACTS] = Field(description="What is decided.")  # type: ignore[valid-type]
    about: list[str] = Field(
        min_length=1,
        max_length=500,
        description="By id: claims or links to accept, reject or set aside; claims that are the same; one claim to "
        "correct or split; one report to retract or add a claim to; one judgement to undo; one source to grade; one "
        "provision of which a reading is chosen.",
    )
    why: str = Field(min_length=1, max_length=2000, pattern=r"\S", description="The reason, which is kept for good.")
    judged: int | None = Field(
        default=None, ge=0, description="How many judgements on it were known; refused where there are others by now."
    )
    changes: dict[str, Any] | None = Field(default=None, description="For correct: the fields of the claim to change.")
    parts: list[dict[str, Any]] | None = Field(
        default=None, min_length=2, max_length=20, description="For split: of each part the fields that differ."
    )
    claim: dict[str, Any] | None = Field(
        default=None, description="For add: the claim that the reader missed; its words have to stand in the report."
    )
    reliability: Literal["A", "B", "C", "D", "E", "F"] | None = Field(
        default=None, description="For grade: the source's reliability, by the Admiralty system."
    )
    reading: str | None = Field(default=None, max_length=200, description="For choose-reading: its name.")


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
        _there(case, body, id_)
        if body.judged is not None and len(case.record.judgements(id_)) != body.judged:
            raise Problem(409, "Somebody judged this meanwhile; nothing was written.")
    try:
        made = act_of(body)(case, body, visitor_of(request).id)
    except (ReviewError, RecordError) as error:
        raise Problem(400, f"{error}.") from error
    case.whole.forget()
    note(request, f"{body.act} {', '.join(body.about)}")
    others = [plain(each) for each in parts_of(case.record, made)[1:]]
    return {"id": made.id, "judgement": plain(made), "others": others}


def _there(case: Case, body: NewJudgement, id_: str) -> None:
    """Refuse what is not there for whoever judges, hidden or not, in the same words."""
    match body.act:
        case "grade":
            known = id_ in case.files.people.actors
        case "choose-reading":
            known = id_ in readings_of(case)
        case _:
            known = case.record.entry(id_) is not None
    if not known:
        raise Problem(404, f"There is nothing with the id {id_[:100]!r} in this case.")
