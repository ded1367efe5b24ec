"""The addresses of the review desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from http import HTTPStatus
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from guarantor.board.access.visitors import WORKSTATION, note, visitor_of
from guarantor.board.asking import Ask, ask_of
from guarantor.board.desk.acts import DONE, act_posted, judge_set
from guarantor.board.desk.editing import FIGURES, HOLDERS, MODALITIES, PARTS, TYPES, Draft
from guarantor.board.desk.keys import ACTS as KEY_ACTS
from guarantor.board.desk.keys import COOKIE, OFF, KeyFaultError, Keys, chosen, keys_of
from guarantor.board.desk.page import Visit, choices, desk_page, set_page
from guarantor.board.desk.queue import ORDERS, SHOWN, Filters, Presence
from guarantor.board.forms import NAME, YEAR, Guard, Posted
from guarantor.board.question import Question
from guarantor.board.spelling import report_name
from guarantor.case import Case
from guarantor.case.judging import readings_of
from guarantor.review.errors import ReviewError
from guarantor.review.grades import RELIABILITY

Show = Callable[..., Response]
Lately = Callable[[Ask], Question | None]
PLACE = "guarantor-place"
LAST = "guarantor-last"
"""What one did last in this browser, which a key takes back wherever one has gone on to."""
ONWARD = {"accept", "reject", "unsure", "correct", "split", "same-as"}
"""After these the next claim comes; after the others, the place they were made at."""
HISTORY = 50


def desk_routes(case: Case, show: Show, guard: Guard, lock: Lock, lately: Lately) -> list[Route]:
    """The addresses of one case's desk. ``lock``: one write at a time in this process. ``lately`` gives a question as
    it was put a moment ago: where provisions stand is taken from there, so that nobody at the desk waits for it."""
    at = Desk(case, show, guard, lock, lately)
    return [
        Route("/review", at.desk, methods=["GET"], name="review"),
        Route("/review", at.judge, methods=["POST"]),
        Route("/review/set", at.set, methods=["GET"], name="review-set"),
        Route("/review/set", at.judge_set, methods=["POST"]),
        Route("/review/keys", at.keys, methods=["GET"], name="review-keys"),
        Route("/review/keys", at.keep_keys, methods=["POST"]),
        Route("/review/history", at.history, methods=["GET"], name="review-history"),
        Route("/review/missed", at.missed, methods=["GET"], name="review-missed"),
        Route("/review/act/{act}", at.form, methods=["GET"], name="review-act"),
    ]


class Desk:
    """The pages and acts of one case's desk."""

    def __init__(self, case: Case, show: Show, guard: Guard, lock: Lock, lately: Lately) -> None:
        self.case, self.show, self.guard, self.lock, self.lately = case, show, guard, lock, lately
        self.presence = Presence()

    # --- the desk -------------------------------------------------------------------------------------------------

    def desk(self, request: Request) -> Response:
        """The desk at the claim asked for, or where one left off."""
        return self._desk(request, request.query_params)

    async def judge(self, request: Request) -> Response:
        """Write a judgement, and go on."""
        posted = signed(await self.guard.posted(request), request)
        return await run_in_threadpool(self._judge, request, posted)

    def _judge(self, request: Request, posted: Posted) -> Response:
        try:
            with self.lock:
                made = act_posted(self.case, posted)
        except ReviewError as error:
            return self._again(request, posted, f"{error}.")
        note(request, f"{made.act} {', '.join(made.about)}")
        answer = RedirectResponse(self._onward(posted, made.id), status_code=HTTPStatus.SEE_OTHER)
        keep_for(request, answer, LAST, "" if made.act == "undo" else made.id)
        return _named(request, answer, posted)

    def _onward(self, posted: Posted, made: str) -> str:
        """Where one goes after an act: the next claim, the claim that came back, or the history."""
        filters = Filters.of(posted.fields, self._question())
        act = posted.get("act")
        if posted.get("back") == "history" or act not in {"undo", "add", *ONWARD}:
            return f"/review/history?done={made}"
        if act in ONWARD and not posted.get("link"):
            return filters.href(claim=posted.get("onward"), done=made)
        return filters.href(claim=posted.get("claim") or posted.get("onward"), done=made)

    def _again(self, request: Request, posted: Posted, fault: str) -> Response:
        """The form as it was sent, with what was wrong."""
        act = posted.get("act")
        if act in ("retract", "grade", "choose-reading"):
            return self._form(request, act, posted.fields, fault, HTTPStatus.BAD_REQUEST)
        if act == "add":
            return self._missed(request, posted.get("report"), Draft.posted(posted), fault)
        draft = Draft.posted(posted) if act == "correct" else None
        mode = {"correct": "edit", "split": "split", "same-as": "same"}.get(act, "")
        return self._desk(request, {**posted.fields, "mode": mode}, posted.get("by"), fault, draft)

    def _desk(
        self, request: Request, params: Mapping[str, str], name: str = "", fault: str = "", draft: Draft | None = None
    ) -> Response:
        name = name or reviewer(request)
        place = kept_for(request, PLACE)
        question = self._question()
        visit = Visit(name=name, place=place, presence=self.presence, last=kept_for(request, LAST))
        page = desk_page(question, params, visit, fault=fault, draft=draft)
        answer = self._page(
            request, "review.html", page=page, name=name, done=DONE, keys=self._keys(request), shown=SHOWN,
            orders=ORDERS, choices=choices(question), types=TYPES, modalities=MODALITIES, holders=HOLDERS,
            figures=FIGURES, parts=PARTS, status=HTTPStatus.BAD_REQUEST if fault else HTTPStatus.OK,
        )  # fmt: skip
        if page.shown is not None:
            keep_for(request, answer, PLACE, page.shown.id)
        return answer

    # --- a set at once ----------------------------------------------------------------------------------------------

    def set(self, request: Request) -> Response:
        """What would be judged, before it is."""
        return self._set(request, request.query_params)

    async def judge_set(self, request: Request) -> Response:
        """Judge the set that was shown."""
        posted = signed(await self.guard.posted(request), request)
        return await run_in_threadpool(self._judge_set, request, posted)

    def _judge_set(self, request: Request, posted: Posted) -> Response:
        question = self._question()
        filters = Filters.of(posted.fields, question)
        try:
            with self.lock:
                made = judge_set(self.case, posted, question, filters)
        except ReviewError as error:
            return self._set(request, posted.fields, f"{error}.")
        note(request, f"{made.act} {len(made.about)} claims by {made.id}")
        answer = RedirectResponse(filters.href(done=made.id), status_code=HTTPStatus.SEE_OTHER)
        keep_for(request, answer, LAST, made.id)
        return _named(request, answer, posted)

    def _set(self, request: Request, params: Mapping[str, str], fault: str = "") -> Response:
        page = set_page(self._question(), params, fault=fault)
        status = HTTPStatus.BAD_REQUEST if fault else HTTPStatus.OK
        return self._page(request, "review_set.html", page=page, name=reviewer(request), status=status)

    # --- keys -------------------------------------------------------------------------------------------------------

    def keys(self, request: Request) -> Response:
        """The keys, to be changed or switched off."""
        return self._page(request, "review_keys.html", keys=self._keys(request), fault="")

    async def keep_keys(self, request: Request) -> Response:
        """Keep the choice in this browser."""
        posted = await self.guard.posted(request)
        try:
            keys = chosen({act: posted.get(f"key-{act}") for act in KEY_ACTS}, on=not posted.get(OFF))
        except KeyFaultError as error:
            return self._page(request, "review_keys.html", keys=self._keys(request), fault=str(error),
                              status=HTTPStatus.BAD_REQUEST)  # fmt: skip
        answer = RedirectResponse("/review", status_code=HTTPStatus.SEE_OTHER)
        keep_for(request, answer, COOKIE, keys.cookie())
        return answer

    def _keys(self, request: Request) -> Keys:
        return keys_of(kept_for(request, COOKIE))

    # --- what else is decided ---------------------------------------------------------------------------------------

    def history(self, request: Request) -> Response:
        """The last judgements, each with a way to take it back."""
        question = self._question()
        kept = {each.id for each in question.knowledge.view.judgements(undone=False)}
        last = question.knowledge.view.judgements()[-HISTORY:][::-1]
        words = {id_: claim.quote for each in last for id_ in each.about[:1] if (claim := self.case.record.claim(id_))}
        return self._page(request, "review_history.html", last=last, kept=kept, words=words, done=DONE,
                          name=reviewer(request), made=request.query_params.get("done", ""))  # fmt: skip

    def missed(self, request: Request) -> Response:
        """The form for a claim that the reader missed, beside its report."""
        return self._missed(request, request.query_params.get("report", ""), Draft(words=""), "")

    def _missed(self, request: Request, id_: str, draft: Draft, fault: str) -> Response:
        report = self._question().knowledge.reports.get(id_)
        if report is None:
            raise HTTPException(HTTPStatus.NOT_FOUND, "There is no such report in this case.")
        return self._page(
            request, "review_missed.html", report=report, id=id_, draft=draft, fault=fault, name=reviewer(request),
            types=TYPES, modalities=MODALITIES, holders=HOLDERS, figures=FIGURES, choices=choices(self._question()),
            status=HTTPStatus.BAD_REQUEST if fault else HTTPStatus.OK,
        )  # fmt: skip

    def form(self, request: Request) -> Response:
        """The form to retract a report, grade a source or choose a reading."""
        return self._form(request, request.path_params["act"], request.query_params, "", HTTPStatus.OK)

    def _form(self, request: Request, act: str, params: Mapping[str, str], fault: str, status: HTTPStatus) -> Response:
        title, about, options = self._decided(act, params)
        return self._page(request, "review_act.html", act=act, title=title, about=about, options=options, fault=fault,
                          name=reviewer(request), status=status)  # fmt: skip

    def _decided(self, act: str, params: Mapping[str, str]) -> tuple[str, tuple[str, str], list[tuple[str, str]]]:
        """The thing that an act is about (its title; the field and id), and what can be chosen."""
        question = self._question()
        if act == "retract" and (report := question.knowledge.reports.get(params.get("report", ""))):
            return report_name(report), ("report", params["report"]), []
        if act == "grade" and (source := params.get("source", "")):
            name = question.people.actors[source].name if source in question.people.actors else source
            return name, ("source", source), list(RELIABILITY.items())
        if act == "choose-reading" and (about := params.get("about", "")) in readings_of(self.case):
            return question.title(about), ("about", about), [(name, name) for name in readings_of(self.case)[about]]
        raise HTTPException(HTTPStatus.NOT_FOUND, "There is nothing of this name to decide on in this case.")

    # --- what all share ---------------------------------------------------------------------------------------------

    def _question(self) -> Question:
        ask = ask_of({}, self.case)
        return Question(case=self.case, ask=ask, lately=self.lately(ask))

    def _page(
        self, request: Request, template: str, *, status: HTTPStatus = HTTPStatus.OK, **values: object
    ) -> Response:
        cookie = self.guard.cookie(request)
        answer = self.show(template, request, ask_of({}, self.case), token=self.guard.token(cookie), **values)
        answer.status_code = status
        return self.guard.keep(answer, cookie, secure=request.url.scheme == "https")


def _named(request: Request, answer: Response, posted: Posted) -> Response:
    if not signed_name(request):
        answer.set_cookie(
            NAME, posted.get("by").encode().hex(), httponly=True, samesite="strict", path="/review", max_age=YEAR
        )
    return answer


def kept_for(request: Request, name: str) -> str:
    """What a browser keeps for whoever is signed in; what it keeps for another person is not theirs."""
    whose, mark, value = request.cookies.get(name, "").rpartition("~")
    return value if mark and whose == signed_name(request) else ""


def keep_for(request: Request, answer: Response, name: str, value: str) -> None:
    """Let a browser keep something for whoever is signed in."""
    answer.set_cookie(
        name, f"{signed_name(request)}~{value}", httponly=True, samesite="strict", path="/review", max_age=YEAR,
        secure=request.url.scheme == "https",
    )  # fmt: skip


def signed_name(request: Request) -> str:
    """The name of whoever is signed in; empty at a board without accounts."""
    visitor = visitor_of(request)
    return "" if visitor == WORKSTATION else visitor.id


def signed(posted: Posted, request: Request) -> Posted:
    """What was sent, in the name of whoever is signed in: nobody judges under another's name."""
    name = signed_name(request)
    return replace(posted, fields={**posted.fields, "by": name}) if name else posted


def reviewer(request: Request) -> str:
    """Who is signed in, else who reviewed last in this browser; that is kept as hex, since a cookie holds no more than
    ASCII."""
    if name := signed_name(request):
        return name
    try:
        return bytes.fromhex(request.cookies.get(NAME, "")).decode()
    except ValueError:
        return ""
