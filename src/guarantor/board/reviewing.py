"""The review desk: one claim at a time with its words lit; accept, reject, undo. Filters narrow the queue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.exceptions import HTTPException

from guarantor.board.asking import AskError
from guarantor.board.forms import Posted
from guarantor.board.question import Question
from guarantor.board.reports import Piece, pieces
from guarantor.briefing.citation import Citation, cite
from guarantor.case import Case
from guarantor.linking.kept import Kept
from guarantor.model.claim import Claim
from guarantor.model.judgement import Judgement
from guarantor.model.link import Link
from guarantor.model.report import Report
from guarantor.review import desk

FILTERS = ("provision", "outlet", "kind", "bearing", "unsure")
QUEUE = 12
ACTS = {"accept": desk.accept, "reject": desk.reject}
DONE = {"accept": "Accepted", "reject": "Rejected", "undo": "Undone"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One claim in the queue."""

    id: str
    quote: str
    outlet: str
    current: bool
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    """The page's values. ``claim`` is None where the queue is empty; ``last`` is the judgement just made."""

    filters: Mapping[str, str]
    total: int
    place: int
    queue: tuple[Waiting, ...]
    claim: Claim | None
    citation: Citation | None
    report: Report | None
    text: tuple[Piece, ...]
    links: tuple[tuple[str, Link], ...]
    earlier: tuple[Judgement, ...]
    skip: str
    last: Judgement | None
    last_words: str
    fault: str
    outlets: tuple[str, ...]
    provisions: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]
    query: str


def desk_page(question: Question, params: Mapping[str, str], *, name: str, fault: str = "") -> DeskPage:
    """The desk for one reviewer: the claim asked for, or the next that waits after the last that they judged."""
    filters = {key: (params.get(key) or "").strip() for key in FILTERS}
    if filters["provision"] and filters["provision"] not in question.titles:
        raise AskError(f"There is no provision “{filters['provision']}” in this case.")
    waiting = [kept for kept in question.claims.values() if not kept.reviewed and _fits(question, kept, filters)]
    current = _current(question, waiting, params, name)
    place = next((n for n, kept in enumerate(waiting) if current is not None and kept.id == current.id), -1)
    after = waiting[(place + 1) % len(waiting)] if waiting else None
    low = max(0, min(place - QUEUE // 2, len(waiting) - QUEUE))
    report = question.knowledge.reports.get(current.claim.report.id) if current is not None else None
    last = _judgement(question, params.get("done"))
    return DeskPage(
        filters=filters, total=len(waiting), place=place + 1,
        queue=tuple(
            Waiting(id=kept.id, quote=kept.claim.quote, outlet=kept.claim.report.outlet or "no outlet",
                    current=current is not None and kept.id == current.id, href=_href(filters, claim=kept.id))
            for kept in waiting[low : low + QUEUE]
        ),
        claim=current.claim if current is not None else None,
        citation=cite(current, question.knowledge.roots, digest=bool(report and report.digest)) if current else None,
        report=report, text=pieces(report.text, [current.claim.span]) if report and current else (),
        links=tuple((question.title(link.target or ""), link)
                    for link in question.knowledge.of_claim.get(current.id, ())) if current else (),
        earlier=tuple(question.knowledge.view.judgements(current.id)) if current is not None else (),
        skip=_href(filters, claim=after.id) if after is not None else "", last=last,
        last_words=_words(question, last), fault=fault,
        outlets=tuple(sorted({k.claim.report.outlet for k in question.claims.values() if k.claim.report.outlet})),
        provisions=tuple((each.id, each.title) for each in question.agreement.provisions),
        kinds=tuple(sorted({kept.claim.type for kept in question.claims.values()})), query=_href(filters),
    )  # fmt: skip


def _fits(question: Question, kept: Kept, filters: Mapping[str, str]) -> bool:
    links = question.knowledge.of_claim.get(kept.id, ())
    return (
        (not filters["provision"] or filters["provision"] in {link.target for link in links})
        and (not filters["outlet"] or kept.claim.report.outlet == filters["outlet"])
        and (not filters["kind"] or kept.claim.type == filters["kind"])
        and (not filters["bearing"] or bool(links))
        and (not filters["unsure"] or bool(kept.claim.notes))
    )


def _current(question: Question, waiting: list[Kept], params: Mapping[str, str], name: str) -> Kept | None:
    wanted = params.get("claim")
    if wanted:
        found = question.claims.get(wanted)
        if found is None:
            raise HTTPException(HTTPStatus.NOT_FOUND, "There is no live claim with this id in this case.")
        return found
    if not waiting:
        return None
    order = {id_: number for number, id_ in enumerate(question.knowledge.claims)}
    mine = [each for each in question.knowledge.view.judgements() if each.by == name and name]
    last = max((order.get(about, -1) for each in mine[-1:] for about in each.about), default=-1)
    return next((kept for kept in waiting if order[kept.id] > last), waiting[0])


def _judgement(question: Question, id_: str | None) -> Judgement | None:
    if not id_:
        return None
    return next((each for each in question.knowledge.view.judgements() if each.id == id_), None)


def _words(question: Question, judgement: Judgement | None) -> str:
    if judgement is None:
        return ""
    claims = (question.case.record.claim(about) for about in judgement.about)
    return next((claim.quote for claim in claims if claim is not None), "")


def _href(filters: Mapping[str, str], **more: str) -> str:
    found = {key: value for key, value in (*filters.items(), *more.items()) if value}
    return "/review" + (f"?{urlencode(found)}" if found else "")


def judge_posted(case: Case, posted: Posted) -> str:
    """Make the judgement that a form asks for, and say where to go on.

    Raises ReviewError where the name or the reason is missing, HTTPException 409 where somebody else judged the claim
    since the page was made.
    """
    act, by, why = posted.get("act"), posted.get("by"), posted.get("why")
    filters = {key: posted.get(key) for key in FILTERS}
    if act == "undo":
        made = desk.undo(case.record, posted.get("judgement"), by=by, why=why)
    elif act in ACTS:
        _unjudged_since(case, posted)
        made = ACTS[act](case.record, posted.get("claim"), by=by, why=why)
    else:
        raise HTTPException(HTTPStatus.BAD_REQUEST, f"There is no act “{act}” at this desk: accept, reject or undo.")
    case.forget()
    return _href(filters, done=made.id)


def _unjudged_since(case: Case, posted: Posted) -> None:
    known = len(case.record.judgements(posted.get("claim")))
    if posted.get("judged") != str(known):
        raise HTTPException(
            HTTPStatus.CONFLICT,
            "Somebody judged this claim after your page was made; nothing was written. Open it again to see what they "
            "decided, and judge it then.",
        )
