"""What is answered in the place of a page: that it is still being worked out, or why it is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from guarantor.board.access.doors import refusal
from guarantor.board.asking import Ask, AskError, ask_of
from guarantor.board.coming import BusyError, UnreadyError
from guarantor.board.filling import Filling
from guarantor.board.looks import environment
from guarantor.board.problems import TODO, is_for_programs, problem

T = TypeVar("T")

BROKEN = "Something went wrong while this was answered; what it was stands in the log of the board."
AGAIN = 5
"""Seconds after which somebody looks again for a page that is being worked out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanwhile:
    """What is said above a state that stands in the place of another: which one was asked for and which is shown (in
    words; the ``same`` where only what changed is compared with another moment), how far it is, where to look again."""

    asked: str
    shown: str
    same: bool
    told: str
    again: str


class Instead:
    """The answers of one case in the place of its pages."""

    def __init__(self, filling: Filling) -> None:
        self.case, self.keeper, self.page = filling.case, filling.keeper, filling.page

    def unready(self, request: Request, ask: Ask, unready: UnreadyError) -> Response:
        """The page of a state that is still being worked out: how far that is, and when to look again."""
        return self._waiting(request, ask, unready.told, "state")

    def busy(self, request: Request, error: BusyError) -> Response:
        """Any other page, or answer to a program, that is still being worked out."""
        if is_for_programs(request):
            return problem(request, HTTPStatus.SERVICE_UNAVAILABLE, error.told, TODO[429], {"retry-after": str(AGAIN)})
        return self._waiting(request, ask_of(request.query_params, self.case), error.told, "page")

    def _waiting(self, request: Request, ask: Ask, told: str, what: str) -> Response:
        kept = self.keeper.ahead.kept(ask)
        here = f"{request.url.path}{f'?{request.url.query}' if request.url.query else ''}"
        page = self.page("waiting.html", request, ask, told=told, kept=kept, seconds=AGAIN, what=what, here=here)
        again = {"retry-after": str(AGAIN), "refresh": str(AGAIN), "cache-control": "no-store"}
        return HTMLResponse(page.body, status_code=HTTPStatus.SERVICE_UNAVAILABLE, headers=again)

    def refused(self, request: Request, error: HTTPException) -> Response:
        """An error of the one shape: JSON under /api, a page elsewhere."""
        return self._error(request, error.status_code, error.detail, getattr(error, "todo", ""), error.headers)

    def asked_wrongly(self, request: Request, error: AskError) -> Response:
        """An address that asks for something that is not there."""
        return self._error(request, HTTPStatus.BAD_REQUEST, str(error))

    def _error(
        self, request: Request, status: int, detail: str, todo: str = "", headers: Mapping[str, str] | None = None
    ) -> Response:
        if is_for_programs(request):
            return problem(request, status, detail, todo, headers)
        ask = ask_of({}, self.case)
        page = self.page("error.html", request, ask, as_json="", title=HTTPStatus(status).phrase, detail=detail)
        return HTMLResponse(page.body, status_code=status, headers=dict(headers or {}))


def or_not_found(make: Callable[[], T], what: str) -> T:
    """What a page is about, or "not found" in the house's words."""
    try:
        return make()
    except KeyError as error:
        raise HTTPException(HTTPStatus.NOT_FOUND, f"There is no {what} in this case.") from error


def refuse(request: Request, status: int, detail: str) -> Response:
    """The page of a refusal at the gate."""
    return refusal(environment(), request, status, detail)


def refused_outside(request: Request, error: HTTPException) -> Response:
    """An error outside of the pages."""
    return answer_outside(request, error.status_code, error.detail, error.headers)


def broken(request: Request, error: Exception) -> Response:
    """The answer where something here went wrong: of the one shape, and nothing of what it was; that is in the log."""
    del error
    return answer_outside(request, HTTPStatus.INTERNAL_SERVER_ERROR, BROKEN)


def answer_outside(
    request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None
) -> Response:  # fmt: skip
    """A refusal that needs nothing of the case: JSON under /api, a page elsewhere."""
    if is_for_programs(request):
        return problem(request, status, detail, headers=headers)
    return refuse(request, status, detail)
