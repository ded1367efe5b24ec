"""Addresses to subscribe to: deadlines and meetings as a calendar, changes as a feed, asked as the pages are."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guarantor.board.asking import ask_of
from guarantor.board.keeping import Keeper
from guarantor.case import Case
from guarantor.case.exchange import ExportRequest, export

CALENDAR, FEED = "/calendar.ics", "/feed.atom"
NEAR = 500
"""So many deadlines are in the calendar, those nearest to the time asked for: a subscription is fetched often."""
TYPES = {"ics": "text/calendar; charset=utf-8", "atom": "application/atom+xml; charset=utf-8"}


def routes(case: Case, keeper: Keeper) -> list[Route]:
    """The two addresses; answers are kept as those of the pages are, so that a reader who comes again costs nothing."""

    def answer(request: Request, format_: str) -> Response:
        ask = ask_of(request.query_params, case)
        asked = ExportRequest(times=ask.times, accounts=ask.accounts, reviewed_only=ask.reviewed, near=NEAR)
        return keeper.answer(
            request, lambda: Response("".join(export(case, format_, asked)), media_type=TYPES[format_])
        )

    def calendar(request: Request) -> Response:
        return answer(request, "ics")

    def feed(request: Request) -> Response:
        return answer(request, "atom")

    return [Route(CALENDAR, calendar, name="calendar"), Route(FEED, feed, name="feed")]
