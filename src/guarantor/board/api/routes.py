"""The addresses of the API, each made from its line in the table of operations."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from threading import Lock
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from guarantor.board.access.audit_seen import SeenAudit
from guarantor.board.access.people import People
from guarantor.board.access.roles import ROLES
from guarantor.board.access.visitors import Visitor, note_marked, visitor_of
from guarantor.board.api import asked, writes
from guarantor.board.api.answers import Asking, asking_of
from guarantor.board.api.making import exports
from guarantor.board.api.openapi import description
from guarantor.board.api.operations import OPERATIONS, Operation
from guarantor.board.api.stream import changes
from guarantor.board.forms import Guard
from guarantor.board.keeping import Keeper
from guarantor.board.problems import Problem
from guarantor.case import Case

Answer = Callable[[Request], Response] | Callable[[Request], Awaitable[Response]]

KEPT = frozenset({"state", "summary", "actor", "search"})
"""Answers that tell where provisions stand: of a very large record those of the moment whose state page is kept, be it
of a moment ago. All others are of the latest one, so that a program sees what it wrote."""
AT_HAND = frozenset({"record", "provisions"})
"""Answers that need nothing but the record's head or the case's files: they wait for no other."""


def routes(case: Case, keeper: Keeper, people: People | None, guard: Guard, writing: Lock) -> list[Route]:
    """The addresses of one case as it is cleared for some; answers are kept by ``keeper`` as those of the pages are.
    ``writing`` is held while something is written."""
    api = Api(case, keeper, people, guard, writing)
    found = [
        Route(each.path, api.answerer(each), methods=[each.method])
        for each in OPERATIONS
        if each.id != "audit" or people is not None
    ]
    return [*found, Route("/api/openapi.json", api.described, methods=["GET"])]


class Api:
    """Answers for one clearance."""

    def __init__(self, case: Case, keeper: Keeper, people: People | None, guard: Guard, writing: Lock) -> None:
        self.case, self.keeper, self.people, self.guard, self.writing = case, keeper, people, guard, writing
        self._description: dict[str, Any] | None = None
        self._audit: SeenAudit | None = None

    def answerer(self, operation: Operation) -> Answer:
        """What answers an operation."""
        if operation.make is not None:
            return self._kept(operation)
        if operation.body is not None:
            return self._writes(operation)
        return {"export": self.export, "changes": self.changes, "me": self.me, "audit": self.audit}[operation.id]

    def _kept(self, operation: Operation) -> Answer:
        make = operation.make
        assert make is not None

        def answer(request: Request) -> Response:
            if operation.id == "report":
                note_marked(request, self.case, request.path_params["report"])
            values = asked.asked_of(operation.asked, request)
            latest = operation.id not in KEPT
            head = self.case.record.head if latest else self.keeper.head(asking_of(self.case, values))
            return self.keeper.answer(
                request, lambda: JSONResponse(make(self._asking(request, values, latest=latest), values)), head=head,
                latest=latest, at_hand=operation.id in AT_HAND,
            )  # fmt: skip

        return answer

    def _asking(self, request: Request, values: asked.Asked, *, latest: bool = False) -> Asking:
        question = (self.keeper.latest if latest else self.keeper.question)(asking_of(self.case, values))
        return Asking(case=self.case, question=question, request=request, ahead=self.keeper.ahead)

    def _writes(self, operation: Operation) -> Answer:
        model = operation.body
        assert model is not None
        act: Callable[[Case, Request, Any], dict[str, Any]] = (
            writes.add_report if operation.id == "add-report" else writes.judge
        )

        async def answer(request: Request) -> Response:
            if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
                raise Problem(415, "This is no JSON.")
            asked.asked_of(operation.asked, request)
            body = writes.parsed(model, await request.body())
            return await run_in_threadpool(write, request, body)

        def write(request: Request, body: Any) -> Response:
            with self.writing:
                return JSONResponse(act(self.case, request, body), headers={"cache-control": "no-store"})

        return answer

    def export(self, request: Request) -> Response:
        """An export."""
        values = asked.asked_of(asked.Exported, request)
        return exports(self._asking(request, values), values, request)

    def changes(self, request: Request) -> Response:
        """The stream of changes."""
        visitor = visitor_of(request)
        return changes(self.case, request, asked.asked_of(asked.Followed, request), lambda: self._still(visitor))

    def _still(self, visitor: Visitor) -> bool:
        return self.people is None or self.people.still(visitor)

    def me(self, request: Request) -> Response:
        """Who asks."""
        asked.asked_of(asked.Asked, request)
        visitor = visitor_of(request)
        cookie = self.guard.cookie(request)
        data = {
            "id": visitor.id, "name": visitor.name or visitor.id, "role": visitor.role or ROLES[0],
            "clearance": visitor.clearance, "scopes": None if visitor.scopes is None else list(visitor.scopes),
            "form_token": None if visitor.token else self.guard.token(cookie),
        }  # fmt: skip
        answer = JSONResponse(data, headers={"cache-control": "no-store"})
        return answer if visitor.token else self.guard.keep(answer, cookie, secure=request.url.scheme == "https")

    def audit(self, request: Request) -> Response:
        """The audit log."""
        values = asked.asked_of(asked.Listed, request)
        assert self.people is not None
        if self._audit is None:
            self._audit = SeenAudit(self.people.audit, self.case)
        seen = self._audit.part(before=values.before)
        data = {"lines": [asdict(line) for line in seen.lines], "next": seen.more}
        return JSONResponse(data, headers={"cache-control": "no-store"})

    def described(self, request: Request) -> Response:
        """The description of all this."""
        asked.asked_of(asked.Asked, request)
        if self._description is None:
            self._description = description(self.case, accounts=self.people is not None)
        return JSONResponse(self._description, media_type="application/vnd.oai.openapi+json;version=3.1")
