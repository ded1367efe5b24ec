"""The addresses of positions, issues and packages, as pages and as JSON."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guarantor.board.asking import Ask, ask_of
from guarantor.board.keeping import Keeper
from guarantor.board.packages import PackagesPage
from guarantor.board.positions import IssuePage, Matrix, PositionsPage

Show = Callable[..., Response]
"""Fills a template: its name, the request, the question, and values by name."""


def routes(keeper: Keeper, show: Show) -> list[Route]:
    """The addresses of one case, as it is cleared for those who read."""
    standing = Standing(keeper, show)
    return [
        Route("/positions", standing.positions, name="positions"),
        Route("/issues/{issue}", standing.issue, name="issue"),
        Route("/packages", standing.packages, name="packages"),
    ]


class Standing:
    """The pages on positions of one case."""

    def __init__(self, keeper: Keeper, show: Show) -> None:
        self.keeper, self.case, self.show = keeper, keeper.case, show

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
        return self._kept("issue.html", request, ask, lambda: IssuePage(self.case, ask, request.query_params, name))

    def _page(self, template: str, request: Request, make: type[PositionsPage]) -> Response:
        ask = ask_of(request.query_params, self.case)
        return self._kept(template, request, ask, lambda: make(self.case, ask, request.query_params))

    def _kept(self, template: str, request: Request, ask: Ask, make: Callable[[], PositionsPage]) -> Response:
        return self.keeper.answer(
            request, lambda: self.show(template, request, ask, page=make()), head=self.keeper.head(ask)
        )
