"""What waits at the desk: filters, order, which claim comes next, and who else is at it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from urllib.parse import urlencode

from guarantor.board.asking import AskError
from guarantor.board.question import Question
from guarantor.case.finding import MOST, Finder
from guarantor.case.folding import terms
from guarantor.case.sparse import kept_of
from guarantor.case.tally import Asked
from guarantor.case.wanted import Wanted
from guarantor.linking.kept import Kept

SHOWN = {"": "What waits", "unsure": "Set aside as unsure", "judged": "Judged already"}
ORDERS = {"": "What touches a status first", "oldest": "Oldest report first", "newest": "Newest report first"}
FIELDS = ("show", "order", "provision", "outlet", "kind", "actor", "since", "until", "words", "bearing", "doubt")
"""The names of the filters, as they stand in an address."""
AROUND = 50
"""So many claims of a very long queue are looked at before and after a place."""
LONG, COUNTED = MOST, 10_000_000
"""Beyond so many, a queue is not counted further; one that no filter narrows is quick to count."""
AWAY = 120.0
"""After so many seconds without a page, somebody is no longer at a claim."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which claims are asked for, as the address says it."""

    values: Mapping[str, str]

    @classmethod
    def of(cls, params: Mapping[str, str], question: Question) -> Filters:
        """The filters of an address or a form; raises AskError where one names something that is not there."""
        found = {name: value for name in FIELDS if (value := (params.get(name) or "").strip())}
        if (provision := found.get("provision")) and provision not in question.titles:
            raise AskError(f"There is no provision “{provision}” in this case.")
        for name, known in (("show", SHOWN), ("order", ORDERS)):
            if found.get(name, "") not in known:
                raise AskError(f"“{name}” is one of {', '.join(k for k in known if k)}; found “{found[name]}”.")
        return cls(found)

    def get(self, name: str) -> str:
        """One filter; empty where it is not set."""
        return self.values.get(name, "")

    @property
    def narrowed(self) -> bool:
        """Whether anything but the order is asked for."""
        return any(name != "order" for name in self.values)

    def href(self, path: str = "/review", **more: str) -> str:
        """An address with these filters."""
        found = {**self.values, **{name: value for name, value in more.items() if value}}
        return path + (f"?{urlencode(found)}" if found else "")

    def fit(self, question: Question, kept: Kept) -> bool:
        """Whether a claim is among those asked for, its review apart."""
        claim, links = kept.claim, question.knowledge.of_claim.get(kept.id, ())
        day = (claim.report.published or "")[:10]
        return (
            (not self.get("provision") or self.get("provision") in {link.target for link in links})
            and (not self.get("outlet") or claim.report.outlet == self.get("outlet"))
            and (not self.get("kind") or claim.type == self.get("kind"))
            and (not self.get("actor") or self._names(kept))
            and (not self.get("since") or day >= self.get("since"))
            and (not self.get("until") or (bool(day) and day <= self.get("until")))
            and (not self.get("bearing") or bool(links))
            and (not self.get("doubt") or bool(claim.notes))
            and self._said(question, kept)
        )

    def _said(self, question: Question, kept: Kept) -> bool:
        words = terms(self.get("words")).split()
        return not words or all(f" {word}" in question.folded_claims[kept.id] for word in words)

    def _names(self, kept: Kept) -> bool:
        actor, claim = self.get("actor"), kept.claim
        named = {claim.holder.actor, *(m.actor for m in (*claim.actors, *claim.targets))}
        return any(each == actor or (each or "").startswith(f"{actor}.") for each in named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The claims asked for, in the order asked for: all of them, or of a very large record those around a place.

    ``before`` stand before these, ``total`` are all (``more``: more than that, counted no further), ``start`` is where
    among these one goes on; ``touching`` of all touch a status.
    """

    here: tuple[Kept, ...]
    total: int
    touching: int
    before: int = 0
    start: int = 0
    more: bool = False
    partly: bool = False


def queue_at(question: Question, filters: Filters, near: Iterable[str] = ()) -> Queue:
    """The queue around the first of some claims that is still there, else around its beginning."""
    if question.finder is not None:
        return _around(question, question.finder, filters, near)
    found, touching = tuple(queue_of(question, filters)), touches(question)
    return Queue(here=found, total=len(found), touching=sum(kept.id in touching for kept in found))


def wanted(question: Question, filters: Filters) -> Wanted:
    """What the filters ask of the index of a very large record."""
    show = filters.get("show")
    return Wanted(
        asked=Asked(limit=question.limit, reviewed=question.ask.reviewed),
        words=tuple(terms(filters.get("words")).split()), since=filters.get("since"), until=filters.get("until"),
        outlet=filters.get("outlet"), type=filters.get("kind"), target=filters.get("provision"),
        name=filters.get("actor"), doubt=bool(filters.get("doubt")), bears=bool(filters.get("bearing")),
        waiting=not show, aside=show == "unsure", judged=show == "judged",
    )  # fmt: skip


def queued(question: Question, filters: Filters, most: int = 2_000) -> tuple[list[Kept], int]:
    """The claims asked for (of a very large record the first ones) and how many there are, counted to some number."""
    finder = question.finder
    if finder is None:
        found = queue_of(question, filters)
        return found, len(found)
    asked = wanted(question, filters)
    places = finder.queue(asked, order=filters.get("order"), after=None, most=most)
    return _kept(question, places), finder.count(asked, most=COUNTED)


def _around(question: Question, finder: Finder, filters: Filters, near: Iterable[str]) -> Queue:
    asked, order, view = wanted(question, filters), filters.get("order"), question.knowledge.view
    standings = (view.standing(id_) for id_ in near if id_)
    place = next((at for each in standings if each and (at := finder.place_of(each.seq, order))), None)
    back = [] if place is None else finder.queue(asked, order=order, after=place, most=AROUND, back=True)[::-1]
    from_here = None if place is None else (place[0], place[1] + (1 if order == "newest" else -1))
    onward = finder.queue(asked, order=order, after=from_here, most=2 * AROUND)
    most = LONG if filters.narrowed else COUNTED
    total = finder.count(asked, most=most)
    before = _kept(question, back)
    return Queue(
        here=(*before, *_kept(question, onward)), total=min(total, most), more=total > most, start=len(before),
        touching=finder.count(replace(asked, bears=True), most=most), partly=True,
        before=0 if not back else finder.before(asked, order, back[0]),
    )  # fmt: skip


def _kept(question: Question, places: Iterable[tuple[int, int]]) -> list[Kept]:
    found = (question.knowledge.view.claim_at(seq) for _, seq in places)
    return [kept_of(each) for each in found if each is not None and each.live]


def queue_of(question: Question, filters: Filters) -> list[Kept]:
    """The claims asked for, in the order asked for, each of the record's looked at."""
    aside = set_aside(question)

    def shown(kept: Kept) -> bool:
        match filters.get("show"):
            case "judged":
                return kept.reviewed
            case "unsure":
                return kept.id in aside and not kept.reviewed
            case _:
                return not kept.reviewed and kept.id not in aside

    found = [kept for kept in question.claims.values() if shown(kept) and filters.fit(question, kept)]
    if filters.get("order") == "":
        touching = touches(question)
        found.sort(key=lambda kept: kept.id not in touching)
    else:
        found.sort(key=lambda kept: kept.claim.report.published or "9", reverse=filters.get("order") == "newest")
    return found


def set_aside(question: Question) -> frozenset[str]:
    """The claims of which somebody said that one cannot tell."""
    judged = question.knowledge.view.judgements(undone=False)
    return frozenset(about for each in judged if each.act == "unsure" for about in each.about)


def touches(question: Question) -> frozenset[str]:
    """The claims on which a status in everybody's account rests."""
    state = question.states[question.everybody]
    return frozenset(claim for cell in state.values() for claim in cell.claims)


@dataclass(slots=True)
class Presence:
    """Who has which claim open, in this process; so that two people at one queue are led to different claims.

    The record itself refuses a judgement on a claim that somebody judged meanwhile; this only saves the trouble.
    """

    clock: Callable[[], float] = time.monotonic
    _seen: dict[str, tuple[str, float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def at(self, who: str, claim: str) -> None:
        """Note that somebody has a claim open."""
        with self._lock:
            self._seen[who] = (claim, self.clock())

    def others(self, who: str) -> dict[str, str]:
        """The claims that others have open, and who they are."""
        with self._lock:
            now = self.clock()
            self._seen = {name: seen for name, seen in self._seen.items() if now - seen[1] < AWAY}
            return {claim: name for name, (claim, _) in self._seen.items() if name != who}


def last_judged(question: Question, name: str) -> tuple[str, ...]:
    """What somebody judged last."""
    mine = [each for each in question.knowledge.view.judgements() if each.by == name and name]
    return mine[-1].about if mine else ()


def resume(question: Question, queue: Queue, *, name: str, place: str, busy: Mapping[str, str]) -> Kept | None:
    """Where somebody goes on: at the claim they had open, else after the last that they judged, else at the first;
    passing over what others have open while there is anything else."""
    waiting = queue.here
    if not waiting:
        return None
    here = next((kept for kept in waiting if kept.id == place), None)
    if here is not None and here.id not in busy:
        return here
    if queue.partly:
        onward = (*waiting[queue.start :], *waiting)
        return next((kept for kept in onward if kept.id not in busy), waiting[0])
    order = {id_: number for number, id_ in enumerate(question.knowledge.claims)}
    last = max((order.get(about, -1) for about in last_judged(question, name)), default=-1)
    free = [kept for kept in waiting if kept.id not in busy] or waiting
    return next((kept for kept in free if order[kept.id] > last), free[0]) if last >= 0 else free[0]
