"""The addresses of incidents and counters: what happened, as told, and how much of what is owed, by whose count."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guarantor.board.asking import Ask, ask_of
from guarantor.board.counters import charts_of
from guarantor.board.happened import incidents_page
from guarantor.board.keeping import Keeper
from guarantor.board.question import Question

Show = Callable[..., Response]
"""Fills a template: its name, the request, the question, and values by name."""
Page = Callable[[Question, Mapping[str, str], str], object]
"""The values of a page for a question; of long lists the part that an address asks for."""


def routes(keeper: Keeper, show: Show) -> list[Route]:
    """The addresses of one case, as it is cleared for those who read."""

    def kept(template: str, page: Page) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            ask = ask_of(request.query_params, keeper.case)
            return keeper.answer(request, lambda: _make(request, ask), head=keeper.head(ask))

        def _make(request: Request, ask: Ask) -> Response:
            return show(template, request, ask, page=page(keeper.question(ask), request.query_params, request.url.path))

        return answer

    return [
        Route("/incidents", kept("incidents.html", incidents_page), name="incidents"),
        Route("/counters", kept("counters.html", charts_of), name="counters"),
    ]
