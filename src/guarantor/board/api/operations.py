"""The table of operations: each address of the API with what may be asked, what comes back, and who answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from guarantor.board.api import acts, answers, asked, making, pages, told, told_of_acts, told_of_pages, writes
from guarantor.board.api.answers import Asking

Make = Callable[[Asking, Any], dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation. ``make`` answers a GET whose answer is kept and tagged; what has none is answered by
    :mod:`guarantor.board.api.routes` itself. ``media`` is the answer's type where it is not JSON."""

    id: str
    path: str
    does: str
    asked: type[asked.Asked] = asked.Asked
    told: type[BaseModel] | None = None
    make: Make | None = None
    method: str = "GET"
    body: type[BaseModel] | None = None
    media: tuple[str, ...] = ("application/json",)
    statuses: tuple[int, ...] = ()


def _reads(
    id_: str, path: str, make: Make, values: type[asked.Asked], answer: type[BaseModel], *statuses: int
) -> Operation:
    does = " ".join((make.__doc__ or "").split()).rstrip(".")
    return Operation(id=id_, path=path, does=does, asked=values, told=answer, make=make, statuses=statuses)


OPERATIONS: tuple[Operation, ...] = (
    _reads("state", "/api/state", answers.state, asked.Parted, told.State),
    _reads("summary", "/api/summary", pages.summary, asked.Compared, told_of_pages.Summary, 503),
    _reads("provisions", "/api/provisions", answers.provisions, asked.Asked, told.Provisions),
    _reads("provision", "/api/provisions/{provision}", answers.provision, asked.OneAccount, told.Why),
    _reads("about", "/api/about/{provision}", pages.about, asked.OneAccount, told_of_pages.About),
    _reads("claims", "/api/claims", answers.claims, asked.Paged, told.Claims),
    _reads("claim", "/api/claims/{claim}", answers.claim, asked.Times, told.Claim),
    _reads("reports", "/api/reports", answers.reports, asked.Paged, told.Reports),
    _reads("report", "/api/reports/{report}", answers.report, asked.Times, told.Report),
    _reads("meetings", "/api/meetings", answers.meetings, asked.Times, told.Meetings),
    _reads("timeline", "/api/timeline", answers.timeline, asked.Parted, told.Timeline),
    _reads("actors", "/api/actors", answers.actors, asked.Times, told.Actors),
    _reads("actor", "/api/actors/{actor}", answers.actor, asked.Parted, told.Actor),
    _reads("positions", "/api/positions", answers.positions, asked.Supposed, told.Positions),
    _reads("packages", "/api/packages", answers.packages, asked.Supposed, told.Packages),
    _reads("incidents", "/api/incidents", acts.incidents, asked.Known, told_of_acts.Incidents),
    _reads("counters", "/api/counters", acts.counters, asked.Known, told_of_acts.Counters),
    _reads("issues", "/api/issues", acts.issues, asked.Times, told_of_acts.Issues),
    _reads("roles", "/api/roles", acts.roles, asked.Known, told_of_acts.Roles),
    _reads("distortions", "/api/distortions", acts.distortions, asked.Known, told_of_acts.Distortions),
    _reads("queue", "/api/queue", acts.queue, asked.Queued, told_of_acts.Queue),
    _reads("judgements", "/api/judgements", acts.judgements, asked.Parted, told_of_acts.Judgements),
    _reads("search", "/api/search", answers.search, asked.Searched, told.Found),
    _reads("brief", "/api/brief", making.brief, asked.Briefed, told.Brief),
    _reads("record", "/api/record", answers.record, asked.Asked, told.RecordHead),
    Operation(id="export", path="/api/exports/{format}", does="An export in the format of others", asked=asked.Exported,
              media=tuple(dict.fromkeys(media.partition(";")[0] for media, _ in making.MEDIA.values()))),
    Operation(id="changes", path="/api/changes", does="Entries of the record as they come, as server-sent events",
              asked=asked.Followed, media=("text/event-stream",)),
    Operation(id="me", path="/api/me", does="Who asks, and what they may", told=told.Me),
    Operation(id="add-report", path="/api/reports", does="Read a report into the record", method="POST",
              body=writes.NewReport, told=told.Addition),
    Operation(id="judge", path="/api/judgements", does="Judge as at the desk: one act, in the name of whoever sends it",
              method="POST", body=writes.NewJudgement, told=told.Judged, statuses=(404, 409)),
    Operation(id="audit", path="/api/audit", does="The audit log, the newest lines first", asked=asked.Listed,
              told=told.AuditLog),
)  # fmt: skip
