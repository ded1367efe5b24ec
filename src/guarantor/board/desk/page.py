"""The desk's page: the queue, the report with the claim's words lit and its others dashed, the claim as proposed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from starlette.exceptions import HTTPException

from guarantor.board.desk.acts import MANY, MOST, set_digest
from guarantor.board.desk.editing import Draft
from guarantor.board.desk.likely import Likely, likely_same
from guarantor.board.desk.queue import Filters, Presence, last_judged, queue_at, queued, resume, set_aside, touches
from guarantor.board.question import Question
from guarantor.board.reports import Piece, pieces
from guarantor.board.spelling import quoted
from guarantor.briefing.citation import Citation, cite
from guarantor.linking.kept import Kept
from guarantor.model.claim import Claim
from guarantor.model.judgement import Judgement
from guarantor.model.link import Link
from guarantor.model.report import Report

AROUND = 12
MODES = ("", "edit", "split", "same")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One claim in the queue; ``busy`` names who has it open."""

    id: str
    quote: str
    by: str
    current: bool
    href: str
    busy: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The claim at the desk; ``rests`` are the provisions whose status rests on it, ``judged`` counts judgements."""

    id: str
    claim: Claim
    citation: Citation
    report: Report
    text: tuple[Piece, ...]
    draft: Draft
    links: tuple[tuple[str, Link], ...]
    rests: tuple[str, ...]
    likely: tuple[Likely, ...]
    judged: int
    mine: bool
    earlier: tuple[Judgement, ...]
    aside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    """The page's values. ``shown`` is None where the queue is empty; ``last`` is the judgement made last here, and
    ``fresh`` says that it was made just now."""

    filters: Filters
    mode: str
    total: int
    more: bool
    touching: int
    place: int
    queue: tuple[Waiting, ...]
    shown: Shown | None
    onward: str
    back: str
    last: Judgement | None
    last_words: str
    fresh: bool
    others: tuple[str, ...]
    fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Who is at the desk, where they left off in this browser and what they judged last there, and who else is here."""

    name: str
    place: str
    presence: Presence
    last: str = ""


def desk_page(
    question: Question, params: Mapping[str, str], visit: Visit, *, fault: str = "", draft: Draft | None = None
) -> DeskPage:
    """The desk for one reviewer: the claim asked for, or where they go on."""
    filters, mode = Filters.of(params, question), params.get("mode") or ""
    if mode not in MODES:
        raise HTTPException(HTTPStatus.BAD_REQUEST, f"There is no mode “{mode}” at this desk.")
    busy = visit.presence.others(visit.name)
    asked = _asked(question, params)
    queue = queue_at(question, filters, _near(question, asked, visit) if question.finder is not None else ())
    waiting = queue.here
    current = asked or resume(question, queue, name=visit.name, place=visit.place, busy=busy)
    place = next((n for n, kept in enumerate(waiting) if current is not None and kept.id == current.id), -1)
    if current is not None and visit.name:
        visit.presence.at(visit.name, current.id)
    fresh = _judgement(question, params.get("done"))
    last = fresh or _judgement(question, visit.last, standing=True)
    return DeskPage(
        filters=filters, mode=mode, total=queue.total, more=queue.more, touching=queue.touching,
        place=queue.before + place + 1 if place >= 0 else 0, queue=_window(waiting, place, filters, busy),
        last=last, last_words=_words(question, last), fresh=fresh is not None,
        shown=_shown(question, current, visit.name, mode, draft) if current is not None else None,
        onward=_step(waiting, place, 1, busy), back=_step(waiting, place, -1, busy),
        others=tuple(sorted(set(busy.values()))), fault=fault,
    )  # fmt: skip


def _near(question: Question, asked: Kept | None, visit: Visit) -> Iterator[str]:
    """Around which claim of a very long queue one looks: the one asked for, left off at, or judged last."""
    if asked is not None:
        yield asked.id
    yield visit.place
    yield from last_judged(question, visit.name)


def _asked(question: Question, params: Mapping[str, str]) -> Kept | None:
    """The claim that the address names: None where it names none, or one that was settled by the act just done."""
    wanted = params.get("claim")
    if not wanted:
        return None
    found = question.claims.get(wanted)
    if found is None and not params.get("done"):
        raise HTTPException(HTTPStatus.NOT_FOUND, "There is no live claim with this id in this case.")
    return None if found is not None and found.reviewed and params.get("done") else found


def _window(waiting: Sequence[Kept], place: int, filters: Filters, busy: Mapping[str, str]) -> tuple[Waiting, ...]:
    low = max(0, min(place - AROUND // 2, len(waiting) - AROUND))
    return tuple(
        Waiting(
            id=kept.id, quote=kept.claim.quote, current=low + number == place, busy=busy.get(kept.id, ""),
            by=kept.claim.report.outlet or "no outlet", href=filters.href(claim=kept.id),
            language=kept.claim.report.language,
        )
        for number, kept in enumerate(waiting[low : low + AROUND])
    )  # fmt: skip


def _step(waiting: Sequence[Kept], place: int, by: int, busy: Mapping[str, str]) -> str:
    """The claim before or after in the queue, round at its ends, passing over what others have open."""
    for far in range(1, len(waiting)):
        kept = waiting[(place + by * far) % len(waiting)]
        if kept.id not in busy:
            return kept.id
    return ""


def _shown(question: Question, kept: Kept, name: str, mode: str, draft: Draft | None) -> Shown:
    knowledge, claim = question.knowledge, kept.claim
    report = knowledge.reports[claim.report.id]
    judgements = tuple(knowledge.view.judgements(kept.id))
    beside = (k for k in knowledge.claims_in(claim.report.id) if question.counts(k))
    others = [k.claim.span for k in beside if k.id != kept.id]
    links = knowledge.of_claim.get(kept.id, ())
    return Shown(
        id=kept.id, claim=claim, citation=cite(kept, knowledge.roots, digest=report.digest), report=report,
        text=pieces(report.text, [claim.span, *others]), draft=draft or Draft.of(claim),
        links=tuple((question.title(link.target or ""), link) for link in links),
        rests=tuple(_rests(question, kept, links)),
        likely=likely_same(question, kept) if mode == "same" else (), judged=len(judgements),
        mine=any(each.by == name for each in judgements), earlier=judgements, aside=kept.id in set_aside(question),
    )  # fmt: skip


def _rests(question: Question, kept: Kept, links: Sequence[Link]) -> Iterator[str]:
    """The titles of the provisions whose status in everybody's account rests on a claim; of a very large agreement only
    those that it bears on, or on what starts their clock, are looked at."""
    state = question.states[question.everybody]
    targets = {link.target for link in links}
    for provision in question.agreement.provisions:
        near = provision.id in targets or (provision.window is not None and provision.window.anchor.name in targets)
        if (near or question.finder is None) and kept.id in state[provision.id].claims:
            yield question.title(provision.id)


def _judgement(question: Question, id_: str | None, *, standing: bool = False) -> Judgement | None:
    """The judgement of an id; where it has to be ``standing``, only if nobody took it back."""
    if not id_:
        return None
    every = question.knowledge.view.judgements(undone=not standing)
    return next((each for each in every if each.id == id_), None)


def _words(question: Question, judgement: Judgement | None) -> str:
    if judgement is None:
        return ""
    if len(judgement.about) > 1 and judgement.act in MANY:
        return f"{len(judgement.about)} claims"
    claims = (question.case.record.claim(about) for about in judgement.about)
    return next((quoted(claim.quote) for claim in claims if claim is not None), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the filters offer."""

    outlets: tuple[str, ...]
    provisions: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]
    actors: tuple[tuple[str, str], ...]


def choices(question: Question) -> Choices:
    """What the filters offer, from what the record holds."""
    finder = question.finder
    claims = () if finder is not None else question.claims.values()
    outlets = {kept.claim.report.outlet for kept in claims if kept.claim.report.outlet}
    return Choices(
        outlets=tuple(sorted(outlets)) if finder is None else tuple(finder.values("outlet")),
        provisions=tuple((each.id, each.title) for each in question.agreement.provisions),
        kinds=tuple(sorted({kept.claim.type for kept in claims}) if finder is None else finder.values("type")),
        actors=tuple((id_, actor.name) for id_, actor in question.people.actors.items()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPage:
    """The preview of a set to be judged at once: all of it, with the digest that the act must bring back."""

    filters: Filters
    claims: tuple[Citation, ...]
    beyond: int
    digest: str
    rests: int
    fault: str = ""


def set_page(question: Question, params: Mapping[str, str], *, fault: str = "") -> SetPage:
    """The set that the filters ask for."""
    filters = Filters.of(params, question)
    found, count = queued(question, filters)
    taken = found[:MOST]
    touching = touches(question)
    return SetPage(
        filters=filters, beyond=count - len(taken), digest=set_digest([kept.id for kept in taken]), fault=fault,
        claims=tuple(
            cite(kept, question.knowledge.roots, digest=question.digest(kept.claim.report.id)) for kept in taken
        ),
        rests=sum(kept.id in touching for kept in taken),
    )  # fmt: skip
