"""The board's addresses: pages for people, the same as JSON for programs, one shape of error for both."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cache, cached_property
from http import HTTPStatus
from importlib.resources import files
from threading import Lock
from typing import Any, TypeVar

from anyio import to_thread
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.types import Receive, Scope, Send

from guarantor.board import showing, standing, subscribing, writing
from guarantor.board.access.accounts import Accounts
from guarantor.board.access.doors import Doors, refusal
from guarantor.board.access.gate import Gate
from guarantor.board.access.people import People
from guarantor.board.access.roles import act_of, may
from guarantor.board.access.visitors import Visitor, note_marked, visitor_of
from guarantor.board.actors import actor_index, actor_page
from guarantor.board.ahead import PATIENCE, Ahead
from guarantor.board.api.routes import routes as api_routes
from guarantor.board.asking import Ask, AskError, ask_of
from guarantor.board.coming import BusyError, UnreadyError
from guarantor.board.evidence import provision_page
from guarantor.board.forms import Guard
from guarantor.board.headers import Headers, with_style
from guarantor.board.keeping import Keeper
from guarantor.board.lists import Lists
from guarantor.board.meetings import meetings_page
from guarantor.board.problems import TODO, is_for_programs, problem
from guarantor.board.question import Question
from guarantor.board.reports import lit, report_page
from guarantor.board.searching import search_page
from guarantor.board.since import NOT_AT_HAND, VISIT, Since, since_of
from guarantor.board.spelling import FILTERS
from guarantor.board.state import StatePage, state_page
from guarantor.board.stepline import turns_of
from guarantor.board.timeline import timeline_page
from guarantor.board.visits import keep_visit, visits
from guarantor.briefing.length import LENGTHS
from guarantor.briefing.page import article, host, is_web_address, sheet
from guarantor.case import Case
from guarantor.model.entry import ENTRY_KINDS
from guarantor.model.marking import MARKINGS

T = TypeVar("T")

NAVIGATION = (
    ("/", "State"), ("/positions", "Positions"), ("/packages", "Packages"), ("/timeline", "Timeline"),
    ("/meetings", "Meetings"), ("/incidents", "Incidents"), ("/counters", "Counters"),
    ("/actors", "Who speaks"), ("/brief", "Brief"), ("/search", "Search"),
    ("/review", "Review"), ("/add", "Add reports"),
)  # fmt: skip

ABOVE = "This case as a whole is marked above your clearance; an owner of it can change that."

FOLLOWED = " ".join(ENTRY_KINDS)
"""The kinds of entries of which an open page is told."""

WAITING = 200
"""Requests that are answered, or wait for an answer, at once; more wait for their turn."""
AGAIN = 5
"""Seconds after which somebody looks again for a page that is being worked out."""

HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
"""Names under which the board answers; any other, sent by a page elsewhere, is refused (DNS rebinding)."""


def application(
    case: Case, people: People | None = None, *, names: Sequence[str] = (), outgrown: Callable[[], bool] = bool,
    private: bool = False,
) -> Starlette:  # fmt: skip
    """The board of one open case, behind its gate. Without ``people`` it is for its own machine alone, and whoever
    reaches it may everything, until it is ``outgrown`` because accounts were made; ``names`` are those under which it
    is reached beside the loopback ones. ``private`` allows reports to be fetched from private networks."""
    guard = Guard()
    rooms = Rooms(case, people, guard, private=private)
    doors = Doors(people, guard, environment()).routes() if people is not None else []
    board = Starlette(
        routes=[
            Route("/static/guarantor.css", style, name="style"),
            Route("/static/{marking}.css", printed, name="printed"),
            Route("/static/{script}.js", script, name="script"),
            *doors,
            Mount("/", app=rooms),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=[*HOSTS, *names], www_redirect=False),
            Middleware(Headers),
            Middleware(Gate, people=people, guard=guard, refuse=refuse, outgrown=outgrown),
        ],
        exception_handlers={HTTPException: refused_outside},  # type: ignore[dict-item]
        lifespan=roomy,
    )
    board.state.ahead = rooms.ahead
    return board


@asynccontextmanager
async def roomy(_: Starlette) -> AsyncIterator[None]:
    """Threads for many who wait: a page that is being worked out elsewhere keeps nobody from a page that is there."""
    to_thread.current_default_thread_limiter().total_tokens = WAITING
    yield


class Rooms:
    """The same pages for every clearance, each over the case as those with it may see it; made when first asked for."""

    def __init__(self, case: Case, people: People | None, guard: Guard, *, private: bool = False) -> None:
        self.case, self.people, self.guard, self.writing, self.private = case, people, guard, Lock(), private
        self._rooms: dict[str, tuple[Case, Starlette]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lead a request to the pages of its visitor."""
        if scope["type"] != "http":
            raise HTTPException(HTTPStatus.NOT_FOUND)
        clearance = visitor_of(Request(scope)).clearance
        if MARKINGS.index(self.case.files.info.marking) > MARKINGS.index(clearance):
            raise HTTPException(HTTPStatus.FORBIDDEN, ABOVE)
        await self._room(clearance)(scope, receive, send)

    def ahead(self) -> list[Ahead]:
        """The kept state pages for every clearance that somebody has."""
        people = self.people.all() if self.people is not None else ()
        held = {person.clearance for person in people} if people else {MARKINGS[-1]}
        own = MARKINGS.index(self.case.files.info.marking)
        kept: list[Ahead] = [
            self._room(clearance).state.ahead for clearance in sorted(held) if MARKINGS.index(clearance) >= own
        ]
        return kept

    def _room(self, clearance: str) -> Starlette:
        seen = self.case.cleared(clearance)
        found = self._rooms.get(clearance)
        if found is None or found[0] is not seen:
            found = seen, pages_of(seen, self.people, self.guard, self.writing, private=self.private)
            self._rooms[clearance] = found
        return found[1]


def pages_of(case: Case, people: People | None, guard: Guard, whole: Lock, *, private: bool = False) -> Starlette:
    """The pages and their JSON over a case as it is cleared for some visitors. ``whole`` is held while the whole record
    is written to, whoever writes."""
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
        *api_routes(case, pages.keeper, people, guard, whole),
        *subscribing.routes(case, pages.keeper),
        *standing.routes(pages.keeper, pages.page),
        *showing.routes(pages.keeper, pages.page),
        *writing.routes(case, pages.page_of_now, guard, whole, pages.keeper.lately, private=private),
        *(Accounts(case, people, guard, pages.page).routes() if people is not None else ()),
    ]
    room = Starlette(
        routes=routes,
        exception_handlers={
            HTTPException: pages.refused,  # type: ignore[dict-item]
            AskError: pages.asked_wrongly,  # type: ignore[dict-item]
            BusyError: pages.busy,  # type: ignore[dict-item]
        },
    )  # fmt: skip
    room.state.ahead = pages.keeper.ahead
    return room


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
        visit = visits(request)
        ask = ask_of(request.query_params, self.case)
        wanted = request.query_params.get("since", "")
        if self.keeper.ahead.serves(ask):
            return keep_visit(request, self._kept_state(request, ask, wanted, visit[0]), visit)
        since = since_of(self.ask(ask), wanted, visit[0])

        def make() -> Response:
            return self._state(request, ask, state_page(self.ask(ask), since), since)

        return keep_visit(request, self.keeper.answer(request, make, since.known_at or ""), visit)

    def _kept_state(self, request: Request, ask: Ask, wanted: str, visit: str) -> Response:
        """The state of a very large record, from the page that is kept; ``visit`` is the reader's last, if any."""
        seen = visit if wanted == "visit" and not ask.past else ""
        try:
            page = self.keeper.ahead.page(ask, "" if wanted in ("week", "visit") else wanted, PATIENCE)
        except UnreadyError as unready:
            return self._unready(request, ask, unready)
        offered = (*page.since.others, (VISIT, "visit")) if visit and not ask.past else page.since.others

        def make() -> Response:
            if not seen:
                return self._state(request, ask, page, replace(page.since, others=offered))
            since = self.keeper.ahead.since_visit(page, seen)
            if since is None:
                told = replace(page.since, text=f"{page.since.text} ({NOT_AT_HAND})", others=())
                return self._state(request, ask, page, told)
            return self._state(request, ask, since, since.since)

        beside = f"{page.question.at or ''} {seen} {len(offered)}"
        return self.keeper.answer(request, make, beside, head=page.head, at_hand=not seen)

    def _unready(self, request: Request, ask: Ask, unready: UnreadyError) -> Response:
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

    def _state(self, request: Request, ask: Ask, page: StatePage, since: Since) -> Response:
        lists = Lists(page=page, params=request.query_params, path=request.url.path)
        return self.page("state.html", request, ask, page=page, since=since, lists=lists, head=page.head)

    def provision(self, request: Request) -> Response:
        """One provision, with its evidence."""
        name, account = request.path_params["provision"], request.query_params.get("account")

        def make(ask: Ask) -> Response:
            line = True if request.query_params.get("line") else None
            found = self.found(lambda: provision_page(self.ask(ask), name, account, line=line), f"provision “{name}”")
            turns = turns_of(found.histories, request.query_params, request.url.path)
            return self.page("provision.html", request, ask, page=found, turns=turns)

        return self.kept(request, make)

    def report(self, request: Request) -> Response:
        """One report, its claims lit."""
        id_ = request.path_params["report"]
        note_marked(request, self.case, id_)

        def make(ask: Ask) -> Response:
            found = self.found(lambda: report_page(self.ask(ask), id_), "report")
            style = lit(found)
            answer = self.page("report.html", request, ask, page=found, provisions=self.provisions, lit=Markup(style))
            answer.headers["content-security-policy"] = with_style(style)
            return answer

        return self.kept(request, make)

    def timeline(self, request: Request) -> Response:
        """What was told, day by day."""
        return self.kept(
            request,
            lambda ask: self.page(
                "timeline.html", request, ask, page=timeline_page(self.ask(ask), request.query_params, request.url.path)
            ),
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
        return self.keeper.answer(request, lambda: make(ask), head=self.keeper.head(ask))

    def ask(self, ask: Ask) -> Question:
        """The question put to the case, with what was worked out for it before."""
        return self.keeper.question(ask)

    def page(self, template: str, request: Request, ask: Ask, **values: Any) -> HTMLResponse:
        """A template filled with the case, the question and the page's values."""
        visitor = visitor_of(request)
        values.setdefault("head", self.keeper.head(ask))
        html = environment().get_template(template).render(
            case=self.case, info=self.case.files.info, ask=ask, path=request.url.path, marking=self.case.marking,
            meetings=self.case.files.agreement.meetings, accounts=self.accounts, visitor=visitor,
            nav=navigation(visitor), follows=FOLLOWED, **values,
        )  # fmt: skip
        return HTMLResponse(html)

    def page_of_now(self, template: str, request: Request, ask: Ask, **values: Any) -> HTMLResponse:
        """The same, of the latest moment of the record: for those who write."""
        return self.page(template, request, ask, head=self.case.record.head, **values)

    def found(self, make: Callable[[], T], what: str) -> T:
        """What a page is about, or "not found" in the house's words."""
        try:
            return make()
        except KeyError as error:
            raise HTTPException(HTTPStatus.NOT_FOUND, f"There is no {what} in this case.") from error

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
        page = self.page("error.html", request, ask, title=HTTPStatus(status).phrase, detail=detail)
        return HTMLResponse(page.body, status_code=status, headers=dict(headers or {}))


def refuse(request: Request, status: int, detail: str) -> Response:
    """The page of a refusal at the gate."""
    return refusal(environment(), request, status, detail)


def refused_outside(request: Request, error: HTTPException) -> Response:
    """An error outside of the pages."""
    if is_for_programs(request):
        return problem(request, error.status_code, error.detail, headers=error.headers)
    return refuse(request, error.status_code, error.detail)


def navigation(visitor: Visitor) -> list[tuple[str, str]]:
    """The pages that a visitor may open, in the order of the head."""
    return [(path, name) for path, name in NAVIGATION
            if (act := act_of("GET", path)) is not None and may(act, visitor.role, visitor.scopes)]  # fmt: skip


def style(request: Request) -> Response:
    """The style sheet."""
    return Response(sheet(), media_type="text/css", headers={"cache-control": "max-age=3600"})


def printed(request: Request) -> Response:
    """The foot of a printed page with its marking, which no rule of a page's own may set."""
    marking = {each.removeprefix("TLP:").casefold(): each for each in MARKINGS}.get(request.path_params["marking"])
    if marking is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "There is no such style sheet.")
    foot = f'@bottom-left {{ content: "{marking}"; font: 600 7.5pt sans-serif; }}'
    rule = f"@page {{ {foot} }}\n@page wide {{ {foot} }}\n"
    return Response(rule, media_type="text/css", headers={"cache-control": "max-age=3600"})


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


def compile_templates() -> None:
    """Make all templates ready, so that the first reader of a page need not wait for that."""
    for name in environment().list_templates():
        environment().get_template(name)
