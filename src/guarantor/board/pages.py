"""The pages that people read, each a plain function of a request and the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from guarantor.board.access.visitors import note_marked
from guarantor.board.actors import actor_index, actor_page
from guarantor.board.ahead import PATIENCE
from guarantor.board.asking import Ask, AskError, ask_of, time_of
from guarantor.board.coming import UnreadyError
from guarantor.board.evidence import provision_page
from guarantor.board.filling import Filling
from guarantor.board.found import found_table
from guarantor.board.headers import with_style
from guarantor.board.instead import AGAIN, Instead, Meanwhile, or_not_found
from guarantor.board.lists import Lists
from guarantor.board.meetings import meetings_page
from guarantor.board.question import Question
from guarantor.board.reports import lit, report_page
from guarantor.board.searching import search_page
from guarantor.board.since import NOT_AT_HAND, VISIT, Since, since_of
from guarantor.board.state import StatePage, state_page
from guarantor.board.stepline import turns_of
from guarantor.board.timeline import timeline_page
from guarantor.board.visits import keep_visit, visits
from guarantor.briefing.length import LENGTHS


class Pages:
    """The pages of one case."""

    def __init__(self, filling: Filling, instead: Instead) -> None:
        self.case, self.keeper, self.page, self.instead = filling.case, filling.keeper, filling.page, instead

    def routes(self) -> list[Route]:
        """Their addresses."""
        return [
            Route("/", self.state, name="state"),
            Route("/provisions/{provision}", self.provision, name="provision"),
            Route("/reports/{report}", self.report, name="report"),
            Route("/timeline", self.timeline, name="timeline"),
            Route("/brief", self.brief, name="brief"),
            Route("/meetings", self.meetings, name="meetings"),
            Route("/meetings/{meeting}", self.meeting, name="meeting"),
            Route("/actors", self.actors, name="actors"),
            Route("/actors/{actor}", self.actor, name="actor"),
            Route("/search", self.search, name="search"),
            Route("/search.csv", self.found, name="found"),
        ]

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
            near = self.keeper.ahead.nearest(ask)
            if near is None:
                return self.instead.unready(request, ask, unready)
            return self._meanwhile(request, ask, near, unready)
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

    def _meanwhile(self, request: Request, ask: Ask, near: StatePage, unready: UnreadyError) -> Response:
        """A state that is at hand in the place of the one asked for, which is being worked out: the page says so."""
        shown, info = near.question.ask, self.case.files.info
        told = Meanwhile(
            asked=ask.times.words(self.case.zone, info.until), shown=shown.times.words(self.case.zone, info.until),
            same=shown == ask, told=unready.told, again=f"{request.url.path}?{request.url.query}",
        )  # fmt: skip
        lists = Lists(page=near, params=shown.values(), path=request.url.path)
        answer = self.page("state.html", request, shown, page=near, since=near.since, lists=lists, head=near.head,
                           meanwhile=told)  # fmt: skip
        answer.headers.update({"retry-after": str(AGAIN), "cache-control": "no-store"})
        return answer

    def _state(self, request: Request, ask: Ask, page: StatePage, since: Since) -> Response:
        lists = Lists(page=page, params=request.query_params, path=request.url.path)
        return self.page("state.html", request, ask, page=page, since=since, lists=lists, head=page.head,
                         meanwhile=None)  # fmt: skip

    def provision(self, request: Request) -> Response:
        """One provision, with its evidence."""
        name, account = request.path_params["provision"], request.query_params.get("account")

        def make(ask: Ask) -> Response:
            line = True if request.query_params.get("line") else None
            found = or_not_found(lambda: provision_page(self.ask(ask), name, account, line=line), f"provision “{name}”")
            turns = turns_of(found.histories, request.query_params, request.url.path)
            return self.page("provision.html", request, ask, page=found, turns=turns)

        return self.kept(request, make)

    def report(self, request: Request) -> Response:
        """One report, its claims lit."""
        id_ = request.path_params["report"]
        note_marked(request, self.case, id_)

        def make(ask: Ask) -> Response:
            found = or_not_found(lambda: report_page(self.ask(ask), id_), "report")
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
            found = or_not_found(
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

    def found(self, request: Request) -> Response:
        """What a search found, for a spreadsheet."""
        name = f'attachment; filename="{self.case.files.info.id}-found.csv"'

        def make(ask: Ask) -> Response:
            text = found_table(self.ask(ask), request.query_params)
            return Response(text, media_type="text/csv; charset=utf-8", headers={"content-disposition": name})

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
        since = time_of(request.query_params, "since")
        brief = or_not_found(
            lambda: self.case.brief(
                meeting=meeting, since=since, as_of=times.as_of, known_at=times.known_at,
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
