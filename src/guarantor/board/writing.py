"""The addresses that write: adding reports and the review desk. One write at a time, each through its own package."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guarantor.board.access.visitors import note, visitor_of
from guarantor.board.adding import AddPage, read_sent, take_sent
from guarantor.board.asking import ask_of
from guarantor.board.desk.routes import Lately, desk_routes
from guarantor.board.forms import Guard, Posted
from guarantor.case import Case

Show = Callable[..., Response]
"""Fills a template: its name, the request, the question, and values by name."""


def routes(
    case: Case, show: Show, guard: Guard, lock: Lock, lately: Lately, *, private: bool = False
) -> list[Route]:  # fmt: skip
    """The addresses of one case, as it is cleared for those who send; what they write goes to the whole case.
    ``private`` allows reports to be fetched from private networks; ``lately`` as the desk has it."""
    writing = Writing(case, show, guard, lock, private=private)
    return [
        Route("/add", writing.add_form, methods=["GET"], name="add"),
        Route("/add", writing.add, methods=["POST"]),
        *desk_routes(case, show, writing.guard, writing.lock, lately),
    ]


class Writing:
    """The forms of one case."""

    def __init__(self, case: Case, show: Show, guard: Guard, lock: Lock, *, private: bool = False) -> None:
        self.case = case
        self.private = private
        self.show = show
        self.guard = guard
        self.lock = lock

    def add_form(self, request: Request) -> Response:
        """The empty form."""
        return self._form(request, "add.html", page=AddPage(), fetches_private=self.private)

    async def add(self, request: Request) -> Response:
        """Read what was sent."""
        posted = await self.guard.posted(request)
        return await run_in_threadpool(self._add, request, posted)

    def _add(self, request: Request, posted: Posted) -> Response:
        sent = take_sent(self.case, posted, private=self.private)
        with self.lock:
            page = read_sent(self.case, sent)
        note(request, *(row.id for row in page.rows), *(f"fetched {each}" for each in sent.addresses))
        return self._form(
            request, "add.html", page=page, fetches_private=self.private,
            status=HTTPStatus.BAD_REQUEST if page.fault else HTTPStatus.OK,
        )  # fmt: skip

    def _form(
        self, request: Request, template: str, *, status: HTTPStatus = HTTPStatus.OK, **values: object
    ) -> Response:
        cookie = self.guard.cookie(request)
        ask = ask_of({}, self.case)
        values.setdefault("signed", visitor_of(request).id if visitor_of(request).session else "")
        answer = self.show(template, request, ask, token=self.guard.token(cookie), **values)
        answer.status_code = status
        return self.guard.keep(answer, cookie, secure=request.url.scheme == "https")
