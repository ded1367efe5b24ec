"""The same as the pages, as JSON under ``/api``, with the same questions in the address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from guarantor.assessment.questions import compare, gates
from guarantor.board.actors import actor_index, actor_page
from guarantor.board.asking import ask_of
from guarantor.board.keeping import Keeper
from guarantor.board.meetings import meetings_page
from guarantor.board.question import Question
from guarantor.board.searching import search_page
from guarantor.board.timeline import timeline_page
from guarantor.case import Case
from guarantor.case.why import why
from guarantor.model.plain import plain

PAGE = 200
"""Claims or reports a page of a listing; ``?page=2`` gives the next."""


def routes(case: Case, keeper: Keeper) -> list[Route]:
    """The addresses of one case; answers are kept by ``keeper`` as those of the pages are."""
    api = Api(case)
    found = [
        Route("/api/state", api.state),
        Route("/api/provisions/{provision}", api.provision),
        Route("/api/claims", api.claims),
        Route("/api/claims/{claim}", api.claim),
        Route("/api/reports/{report}", api.report),
        Route("/api/meetings", api.meetings),
        Route("/api/timeline", api.timeline),
        Route("/api/actors", api.actors),
        Route("/api/actors/{actor}", api.actor),
        Route("/api/search", api.search),
    ]
    kept = [Route(each.path, _kept(keeper, each.endpoint)) for each in found]
    return [*kept, Route("/api/record", api.record)]


def _kept(keeper: Keeper, make: Callable[[Request], Response]) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        return keeper.answer(request, lambda: make(request))

    return answer


class Api:
    """Answers as JSON."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def state(self, request: Request) -> JSONResponse:
        """The state of the agreement: a cell a provision and account, gates, comparison."""
        ask = ask_of(request.query_params, self.case)
        states = self.case.states(ask.accounts, times=ask.times, reviewed_only=ask.reviewed)
        return JSONResponse(
            {
                "agreement": self.case.files.agreement.process,
                "as_of": next(iter(states.values())).as_of,
                "cells": [plain(cell) for state in states.values() for cell in state.values()],
                "compared": [plain(each) for each in compare(states)],
                "gates": [plain(gate) for state in states.values() for gate in gates(state)],
                "record": str(self.case.record.head),
            }
        )

    def provision(self, request: Request) -> JSONResponse:
        """One provision in one account, explained down to the quoted words."""
        ask = ask_of(request.query_params, self.case)
        account = request.query_params.get("account") or self.case.everybody
        times, name = ask.times, request.path_params["provision"]
        try:
            state = self.case.status(
                as_of=times.as_of, known_at=times.known_at, published_by=times.published_by, account=account,
                reviewed_only=ask.reviewed,
            )  # fmt: skip
            found = why(state, self.case.knowledge(times.known_at), name)
        except KeyError as error:
            raise HTTPException(404, f"There is no provision “{name}” or no account “{account}”.") from error
        return JSONResponse(
            {
                "cell": plain(found.cell),
                "explanations": [plain(each) for each in found.explanations],
                "citations": [plain(each) for each in found.cited],
                "origins": {"for": plain(found.origins_for), "against": plain(found.origins_against)},
            }
        )

    def claims(self, request: Request) -> JSONResponse:
        """Live claims, a page at a time, with what they bear on."""
        ask = ask_of(request.query_params, self.case)
        knowledge = self.case.knowledge(ask.times.known_at)
        limit = ask.times.published_instant(self.case.zone)
        found = [
            kept
            for kept in knowledge.claims.values()
            if (not ask.reviewed or kept.reviewed)
            and (limit is None or (knowledge.witnesses.published(kept.claim) or limit + 1) <= limit)
        ]
        number = _page(request)
        shown = found[(number - 1) * PAGE : number * PAGE]
        more = number + 1 if number * PAGE < len(found) else None
        rows = [self._claim(kept.id, ask.times.known_at) for kept in shown]
        return JSONResponse({"total": len(found), "page": number, "next": more, "claims": rows})

    def claim(self, request: Request) -> JSONResponse:
        """One claim."""
        ask = ask_of(request.query_params, self.case)
        id_ = request.path_params["claim"]
        if id_ not in self.case.knowledge(ask.times.known_at).claims:
            raise HTTPException(404, "There is no live claim with this id.")
        return JSONResponse(self._claim(id_, ask.times.known_at))

    def report(self, request: Request) -> JSONResponse:
        """One report, with its text."""
        ask = ask_of(request.query_params, self.case)
        found = self.case.knowledge(ask.times.known_at).reports.get(request.path_params["report"])
        if found is None:
            raise HTTPException(404, "There is no report with this id.")
        return JSONResponse({"id": found.id, **found.to_json()})

    def meetings(self, request: Request) -> JSONResponse:
        """Meetings, with the words that tell of them."""
        found = meetings_page(self._question(request))
        return JSONResponse({"meetings": plain(found.meetings), "others": plain(found.others)})

    def timeline(self, request: Request) -> JSONResponse:
        """What was told, day by day."""
        found = timeline_page(self._question(request))
        return JSONResponse({"days": plain(found.days), "without_day": found.loose})

    def actors(self, request: Request) -> JSONResponse:
        """Everybody whose own words are in the record."""
        rows = actor_index(self._question(request))
        names = ("id", "name", "kind", "claims")
        return JSONResponse({"actors": [dict(zip(names, row, strict=True)) for row in rows]})

    def actor(self, request: Request) -> JSONResponse:
        """One actor or source."""
        name = request.path_params["actor"]
        try:
            found = actor_page(self._question(request), name, request.query_params, request.url.path)
        except KeyError as error:
            raise HTTPException(404, f"There is no actor “{name}” in this case.") from error
        return JSONResponse(plain(found))

    def search(self, request: Request) -> JSONResponse:
        """Search over claims and reports."""
        found = search_page(self._question(request), request.query_params, request.url.path)
        return JSONResponse(
            {"asked": dict(found.asked), "claims": plain(found.claims), "reports": plain(found.reports)}
        )

    def _question(self, request: Request) -> Question:
        return Question(case=self.case, ask=ask_of(request.query_params, self.case))

    def record(self, request: Request) -> JSONResponse:
        """The record's head."""
        head = self.case.record.head
        return JSONResponse({"entries": head.seq, "head": head.hash})

    def _claim(self, id_: str, known_at: str | None) -> dict[str, Any]:
        knowledge = self.case.knowledge(known_at)
        links = [plain(link) for link in knowledge.of_claim.get(id_, ())]
        return {**knowledge.claim(id_).to_json(), "links": links}


def _page(request: Request) -> int:
    text = request.query_params.get("page", "1")
    if not text.isdecimal() or not 1 <= int(text) <= 1_000_000:
        raise HTTPException(400, f"page: {text!r} is no page number; pages count from 1.")
    return int(text)
