"""The addresses that write: adding reports and the review desk. One write at a time, each through its own package."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from guarantor.board.adding import AddPage, add_reports
from guarantor.board.asking import ask_of
from guarantor.board.forms import NAME, YEAR, Guard, Posted
from guarantor.board.question import Question
from guarantor.board.reviewing import DONE, desk_page, judge_posted
from guarantor.case import Case
from guarantor.review.errors import ReviewError

Show = Callable[..., Response]
"""Fills a template: its name, the request, the question, and values by name."""


def routes(case: Case, show: Show) -> list[Route]:
    """The addresses of one case."""
    writing = Writing(case, show)
    return [
        Route("/add", writing.add_form, methods=["GET"], name="add"),
        Route("/add", writing.add, methods=["POST"]),
        Route("/review", writing.desk, methods=["GET"], name="review"),
        Route("/review", writing.judge, methods=["POST"]),
    ]


class Writing:
    """The forms of one case."""

    def __init__(self, case: Case, show: Show) -> None:
        self.case = case
        self.show = show
        self.guard = Guard()
        self.lock = Lock()

    def add_form(self, request: Request) -> Response:
        """The empty form."""
        return self._form(request, "add.html", page=AddPage())

    async def add(self, request: Request) -> Response:
        """Read what was sent."""
        posted = await self.guard.posted(request)
        return await run_in_threadpool(self._add, request, posted)

    def _add(self, request: Request, posted: Posted) -> Response:
        with self.lock:
            page = add_reports(self.case, posted)
        return self._form(
            request, "add.html", page=page, status=HTTPStatus.BAD_REQUEST if page.fault else HTTPStatus.OK
        )

    def desk(self, request: Request) -> Response:
        """The review desk."""
        return self._desk(request)

    async def judge(self, request: Request) -> Response:
        """Write a judgement, and go on to the next claim."""
        posted = await self.guard.posted(request)
        return await run_in_threadpool(self._judge, request, posted)

    def _judge(self, request: Request, posted: Posted) -> Response:
        try:
            with self.lock:
                onward = judge_posted(self.case, posted)
        except ReviewError as error:
            return self._desk(request, posted=posted, fault=f"{error}.", status=HTTPStatus.BAD_REQUEST)
        answer = RedirectResponse(onward, status_code=HTTPStatus.SEE_OTHER)
        answer.set_cookie(
            NAME, posted.get("by").encode().hex(), httponly=True, samesite="strict", path="/review", max_age=YEAR
        )
        return answer

    def _desk(
        self, request: Request, *, posted: Posted | None = None, fault: str = "", status: HTTPStatus = HTTPStatus.OK
    ) -> Response:
        ask = ask_of({}, self.case)
        name = posted.get("by") if posted else reviewer(request)
        params = posted.fields if posted else request.query_params
        page = desk_page(Question(case=self.case, ask=ask), params, name=name, fault=fault)
        return self._form(request, "review.html", page=page, name=name, done=DONE, status=status)

    def _form(
        self, request: Request, template: str, *, status: HTTPStatus = HTTPStatus.OK, **values: object
    ) -> Response:
        cookie = self.guard.cookie(request)
        ask = ask_of({}, self.case)
        answer = self.show(template, request, ask, token=self.guard.token(cookie), **values)
        answer.status_code = status
        return self.guard.keep(answer, cookie)


def reviewer(request: Request) -> str:
    """Who reviewed last in this browser. Kept as hex, since a cookie holds no more than ASCII."""
    try:
        return bytes.fromhex(request.cookies.get(NAME, "")).decode()
    except ValueError:
        return ""
