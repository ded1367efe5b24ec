"""The board's addresses: pages for people, the same as JSON for programs, one shape of error for both."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property
from http import HTTPStatus
from importlib.resources import files
from typing import Any, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from guarantor.board import api, standing, subscribing, writing
from guarantor.board.actors import actor_index, actor_page
from guarantor.board.asking import Ask, AskError, ask_of
from guarantor.board.evidence import provision_page
from guarantor.board.headers import Headers
from guarantor.board.keeping import Keeper
from guarantor.board.meetings import meetings_page
from guarantor.board.question import Question
from guarantor.board.reports import report_page
from guarantor.board.searching import search_page
from guarantor.board.spelling import FILTERS
from guarantor.board.state import state_page
from guarantor.board.timeline import timeline_page
from guarantor.briefing.length import LENGTHS
from guarantor.briefing.page import article, host, is_web_address, sheet
from guarantor.case import Case

T = TypeVar("T")

HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
"""Names under which the board answers; any other, sent by a page elsewhere, is refused (DNS rebinding)."""


def application(case: Case) -> Starlette:
    """The board of one open case."""
    pages = Pages(case)
    routes = [
        Route("/", pages.state, name="state"),
        Route("/provisions/{provision}", pages.provision, name="provision"),
        Route("/reports/{report}", pages.report, name="report"),
        Route("/timeline", pages.timeline, name="timeline"),
        Route("/brief", pages.brief, name="brief"),
        Route("/meetings", pages.meetings, name="meetings"),
        Route("/meetings/{meeting}", pages.meeting, name="meeting"),
        Route("/actors", pages.actors, name="actors"),
        Route("/actors/{actor}", pages.actor, name="actor"),
        Route("/search", pages.search, name="search"),
        Route("/static/guarantor.css", style, name="style"),
        Route("/static/{script}.js", script, name="script"),
        *api.routes(case, pages.keeper),
        *subscribing.routes(case, pages.keeper),
        *standing.routes(case, pages.page),
        *writing.routes(case, pages.page),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS), Middleware(Headers)],
        exception_handlers={HTTPException: pages.refused, AskError: pages.asked_wrongly},  # type: ignore[dict-item]
    )


class Pages:
    """The pages of one case. Each is a plain function of the request and the record."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.keeper = Keeper(case)

    @cached_property
    def accounts(self) -> tuple[tuple[str, str], ...]:
        """Every account of the case with its title, for the reader to choose from."""
        return tuple((id_, account.title) for id_, account in self.case.files.people.accounts.items())

    @cached_property
    def provisions(self) -> dict[str, str]:
        """The titles of the provisions by id."""
        return {each.id: each.title for each in self.case.files.agreement.provisions}

    def state(self, request: Request) -> Response:
        """The state of the agreement."""
        return self.kept(request, lambda ask: self.page("state.html", request, ask, page=state_page(self.ask(ask))))

    def provision(self, request: Request) -> Response:
        """One provision, with its evidence."""
        name, account = request.path_params["provision"], request.query_params.get("account")

        def make(ask: Ask) -> Response:
            found = self.found(lambda: provision_page(self.ask(ask), name, account), f"provision “{name}”")
            return self.page("provision.html", request, ask, page=found)

        return self.kept(request, make)

    def report(self, request: Request) -> Response:
        """One report, its claims lit."""
        id_ = request.path_params["report"]

        def make(ask: Ask) -> Response:
            found = self.found(lambda: report_page(self.ask(ask), id_), "report")
            return self.page("report.html", request, ask, page=found, provisions=self.provisions)

        return self.kept(request, make)

    def timeline(self, request: Request) -> Response:
        """What was told, day by day."""
        return self.kept(
            request, lambda ask: self.page("timeline.html", request, ask, page=timeline_page(self.ask(ask)))
        )

    def meetings(self, request: Request) -> Response:
        """The meetings, with whose word they rest on."""
        return self.kept(
            request, lambda ask: self.page("meetings.html", request, ask, page=meetings_page(self.ask(ask)))
        )

    def actors(self, request: Request) -> Response:
        """Everybody whose words are in the record."""
        return self.kept(request, lambda ask: self.page("actors.html", request, ask, rows=actor_index(self.ask(ask))))

    def actor(self, request: Request) -> Response:
        """One actor or source."""
        name = request.path_params["actor"]

        def make(ask: Ask) -> Response:
            found = self.found(
                lambda: actor_page(self.ask(ask), name, request.query_params, request.url.path), f"actor “{name}”"
            )
            return self.page("actor.html", request, ask, page=found)

        return self.kept(request, make)

    def search(self, request: Request) -> Response:
        """Search over claims and reports."""

        def make(ask: Ask) -> Response:
            found = search_page(self.ask(ask), request.query_params, request.url.path)
            return self.page("search.html", request, ask, page=found)

        return self.kept(request, make)

    def brief(self, request: Request) -> Response:
        """The regular brief."""
        return self._brief(request, None)

    def meeting(self, request: Request) -> Response:
        """The brief for a meeting."""
        return self._brief(request, request.path_params["meeting"])

    def _brief(self, request: Request, meeting: str | None) -> Response:
        return self.kept(request, lambda ask: self._make_brief(request, ask, meeting))

    def _make_brief(self, request: Request, ask: Ask, meeting: str | None) -> Response:
        times = ask.times
        wanted = request.query_params.get("length", "page")
        length = next((each for each in LENGTHS if each == wanted), None)
        if length is None:
            raise AskError(f"There is no length “{wanted}”. There are: {', '.join(LENGTHS)}.")
        brief = self.found(
            lambda: self.case.brief(
                meeting=meeting, since=request.query_params.get("since"), as_of=times.as_of, known_at=times.known_at,
                published_by=times.published_by, accounts=ask.accounts, reviewed_only=ask.reviewed,
                length=length,
            ),
            f"meeting “{meeting}”",
        )  # fmt: skip
        if request.query_params.get("as") == "md":
            return PlainTextResponse(brief.to_markdown(), media_type="text/markdown; charset=utf-8")
        return self.page("brief_page.html", request, ask, brief=brief)

    def kept(self, request: Request, make: Callable[[Ask], Response]) -> Response:
        """The answer to the question of an address, worked out once for each head of the record."""
        ask = ask_of(request.query_params, self.case)
        return self.keeper.answer(request, lambda: make(ask))

    def ask(self, ask: Ask) -> Question:
        """The question put to the case, with what was worked out for it before."""
        return self.keeper.question(ask)

    def page(self, template: str, request: Request, ask: Ask, **values: Any) -> HTMLResponse:
        """A template filled with the case, the question and the page's values."""
        html = environment().get_template(template).render(
            case=self.case, info=self.case.files.info, ask=ask, path=request.url.path,
            meetings=self.case.files.agreement.meetings, accounts=self.accounts, **values,
        )  # fmt: skip
        return HTMLResponse(html)

    def found(self, make: Callable[[], T], what: str) -> T:
        """What a page is about, or "not found" in the house's words."""
        try:
            return make()
        except KeyError as error:
            raise HTTPException(HTTPStatus.NOT_FOUND, f"There is no {what} in this case.") from error

    def refused(self, request: Request, error: HTTPException) -> Response:
        """An error of the one shape: JSON under /api, a page elsewhere."""
        return self._error(request, error.status_code, error.detail)

    def asked_wrongly(self, request: Request, error: AskError) -> Response:
        """An address that asks for something that is not there."""
        return self._error(request, HTTPStatus.BAD_REQUEST, str(error))

    def _error(self, request: Request, status: int, detail: str) -> Response:
        title = HTTPStatus(status).phrase
        if request.url.path.startswith("/api"):
            return JSONResponse({"error": {"status": status, "title": title, "detail": detail}}, status_code=status)
        ask = ask_of({}, self.case)
        page = self.page("error.html", request, ask, title=title, detail=detail)
        return HTMLResponse(page.body, status_code=status)


def style(request: Request) -> Response:
    """The style sheet."""
    return Response(sheet(), media_type="text/css", headers={"cache-control": "max-age=3600"})


def script(request: Request) -> Response:
    """One of the board's own scripts; pages work without them."""
    text = scripts().get(request.path_params["script"])
    if text is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "There is no such script.")
    return Response(text, media_type="text/javascript", headers={"cache-control": "max-age=3600"})


@cache
def scripts() -> dict[str, str]:
    """The scripts by name."""
    found = files("guarantor.board").joinpath("static").iterdir()
    return {each.name[:-3]: each.read_text(encoding="utf-8") for each in found if each.name.endswith(".js")}


@cache
def environment() -> Environment:
    """The templates, everything escaped."""
    found = Environment(
        loader=PackageLoader("guarantor.board"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    found.filters.update(host=host, web=is_web_address, **FILTERS)
    found.globals["glyphs"] = files("guarantor").joinpath("look", "glyphs.svg").read_text(encoding="utf-8")
    found.globals["article"] = article
    return found
