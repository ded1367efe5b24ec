"""The addresses of positions, issues and packages, as pages and as JSON."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guarantor.board.asking import ask_of
from guarantor.board.packages import PackagesPage
from guarantor.board.positions import IssuePage, Matrix, PositionsPage
from guarantor.case import Case

Show = Callable[..., Response]
"""Fills a template: its name, the request, the question, and values by name."""


def routes(case: Case, show: Show) -> list[Route]:
    """The addresses of one case."""
    standing = Standing(case, show)
    return [
        Route("/positions", standing.positions, name="positions"),
        Route("/issues/{issue}", standing.issue, name="issue"),
        Route("/packages", standing.packages, name="packages"),
    ]


class Standing:
    """The pages on positions of one case."""

    def __init__(self, case: Case, show: Show) -> None:
        self.case, self.show = case, show

    def positions(self, request: Request) -> Response:
        """Actors by issues."""
        return self._page("positions.html", request, Matrix)

    def packages(self, request: Request) -> Response:
        """Packages, with what is assumed in the address."""
        return self._page("packages.html", request, PackagesPage)

    def issue(self, request: Request) -> Response:
        """One issue."""
        ask, name = ask_of(request.query_params, self.case), request.path_params["issue"]
        if name not in {issue.id for issue in self.case.files.agreement.issues}:
            raise HTTPException(HTTPStatus.NOT_FOUND, f"There is no issue “{name}” in this case.")
        return self.show("issue.html", request, ask, page=IssuePage(self.case, ask, request.query_params, name))

    def _page(self, template: str, request: Request, make: type[PositionsPage]) -> Response:
        ask = ask_of(request.query_params, self.case)
        return self.show(template, request, ask, page=make(self.case, ask, request.query_params))
