"""The round of visits: who is asked, and what came of each visit.

Several hosts are asked at once, each by one request at a time. All that touches the record or the memory is done here,
by one thread. What is remembered is written every few seconds, so that a run that is cut off asks a little again.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace

from guarantor.agreement.watching import is_web_address
from guarantor.case.watching.agenda import Agenda, Manners
from guarantor.case.watching.events import Event, EventKind
from guarantor.case.watching.memory import Memory, Place
from guarantor.case.watching.taking_in import TakingIn, event
from guarantor.intake.piece import Hints, Limits
from guarantor.intake.refusal import Refusal, UnreadableError
from guarantor.intake.taking import take
from guarantor.intake.web.fetching import Got
from guarantor.intake.web.network import PrivateError, StoppedError
from guarantor.intake.web.turns import asked_for
from guarantor.intake.web.visiting import ForbiddenError, LaterError, Visits, host_of
from guarantor.model.report import Report
from guarantor.model.watching import Watched

GONE = frozenset({404, 410, 451})
BUSY = frozenset({429, 503})
PATIENT = 5
"""A page that failed so often in a row counts by its feed's words for the time being."""
SAVED = 2.0
"""What is remembered is written after so many seconds."""
Outcome = Got | UnreadableError | ForbiddenError | LaterError | StoppedError


class Watcher:
    """Follows addresses into a record."""

    def __init__(
        self, watched: Sequence[Watched], memory: Memory, visits: Visits, record: TakingIn, *,
        limits: Limits, keep: Callable[[bytes], object], stop: threading.Event, manners: Manners, once: bool,
    ) -> None:  # fmt: skip
        self._watched = {each.address: each for each in watched}
        self._memory = memory
        self._visits = visits
        self._record = record
        self._limits = limits
        self._keep = keep
        self._stop = stop
        self._at_once = manners.at_once
        self._agenda = Agenda(self._watched, memory, manners, once=once)
        self._saved = time.monotonic()

    def run(self) -> Iterator[Event]:
        """Events as they happen, until stopped; in a run that ends, until each address was visited."""
        if not self._memory.sound:
            yield event("note", str(self._memory.path), "cannot be used, and is made anew")
        running: dict[Future[Outcome], Place] = {}
        with ThreadPoolExecutor(self._at_once, thread_name_prefix="visit") as pool:
            try:
                yield from self._rounds(pool, running)
            finally:
                if running:
                    self._stop.set()
                self._memory.save()
        for address, left in self._agenda.left_alone():
            yield event("failed", address, f"its host asked to be left alone for {left:.0f} seconds more")

    def _rounds(self, pool: ThreadPoolExecutor, running: dict[Future[Outcome], Place]) -> Iterator[Event]:
        while not self._stop.is_set():
            taken = [host_of(each.address) for each in running.values()]
            for place in self._agenda.due(taken):
                running[pool.submit(self._visit, replace(place))] = place
            if not running:
                pause = self._agenda.pause()
                if pause is None:
                    return
                self._save()
                self._stop.wait(pause)
                continue
            for done in wait(running, timeout=0.5, return_when=FIRST_COMPLETED).done:
                yield from self._settled(running.pop(done), done.result())
                self._save()

    def _save(self) -> None:
        if time.monotonic() - self._saved > SAVED:
            self._memory.save()
            self._saved = time.monotonic()

    def _visit(self, place: Place) -> Outcome:
        """Ask one address; in a thread of its own, touching nothing else."""
        known = {"If-None-Match": place.etag, "If-Modified-Since": place.modified}
        try:
            return self._visits.get(place.address, {name: value for name, value in known.items() if value})
        except (UnreadableError, ForbiddenError, LaterError, StoppedError) as error:
            return error

    # --- what came of it --------------------------------------------------------------------------------------------

    def _settled(self, place: Place, outcome: Outcome) -> Iterator[Event]:
        match outcome:
            case StoppedError():
                return
            case ForbiddenError():
                yield from self._shut(place, "forbidden", "robots.txt asks programs not to fetch it")
            case PrivateError():
                yield from self._shut(place, "refused", f"{outcome.found}; {outcome.todo}")
            case LaterError():
                yield from self._later(place, "its robots.txt cannot be had", None)
            case UnreadableError():
                yield from self._later(place, outcome.found, None)
            case Got():
                yield from self._answered(place, outcome)

    def _answered(self, place: Place, got: Got) -> Iterator[Event]:
        if got.status in BUSY:
            wait_for = asked_for(got.headers.get("retry-after"), time.time())
            yield from self._later(place, f"the server answers {got.status}", wait_for)
        elif got.status in GONE:
            yield from self._gone(place, got.status)
        elif got.status == 304 and place.digest is not None:
            yield from self._back(place)
            self._agenda.done(place)
        elif got.status == 200:
            yield from self._back(place)
            yield from self._read(place, got)
            self._agenda.done(place)
        else:
            yield from self._later(place, f"the server answers {got.status}", None)

    def _read(self, place: Place, got: Got) -> Iterator[Event]:
        digest = hashlib.sha256(got.body).hexdigest()
        if digest != place.digest:
            yield from self._taken_in(place, got)
        place.etag, place.modified, place.digest = got.headers.get("etag"), got.headers.get("last-modified"), digest

    def _taken_in(self, place: Place, got: Got) -> Iterator[Event]:
        found = self._found(place, got)
        reports = [each for each in found if isinstance(each, Report)]
        if place.feed is None and self._watched[place.address].followed:
            found = self._follow(place, found)
        elif not reports and place.words is not None:
            yield from self._words_only(place, "the page has no text that can be read")
            found = []
        for each in self._record.take_in(place.address, found):
            if each.kind != "refused" or each.words != place.refused:
                yield each
            place.refused = each.words if each.kind == "refused" else ""
        place.reports, place.words = [each.id for each in reports][:1000] or place.reports, None

    def _found(self, place: Place, got: Got) -> list[Report | Refusal]:
        watched = self._watched[place.feed or place.address]
        piece = got.piece(place.address)
        published = place.words.get("published") if place.words is not None else None
        hints = Hints(outlet=watched.outlet, language=watched.language, published=published, keep=self._keep)
        found = list(take(piece, hints, self._limits))
        items = any(isinstance(each, Report) and _is_item(each) for each in found)
        if watched.kind == "feed" and place.feed is None and not items:
            told = "; ".join(each.found for each in found if isinstance(each, Refusal))
            todo = "check the address, or list it under pages"
            return [Refusal(location=place.address, found=told or "a page where a feed was expected", todo=todo)]
        return found

    def _follow(self, place: Place, found: list[Report | Refusal]) -> list[Report | Refusal]:
        """Take note of the pages that a feed's items lead to; what is left is read as the feed has it."""
        now, rest, listed = time.time(), list[Report | Refusal](), set[str]()
        until = now + self._watched[place.address].recheck
        for each in found:
            if isinstance(each, Refusal) or each.url is None or not is_web_address(each.url) or not _is_item(each):
                rest.append(each)
                continue
            listed.add(each.url)
            if each.url in self._memory.places:
                continue
            fresh = Place(address=each.url, feed=place.address, until=until, next=now, words=each.to_json())
            self._agenda.add(fresh)
        self._memory.forget_old(place.address, listed)
        return rest

    # --- what is noted ----------------------------------------------------------------------------------------------

    def _back(self, place: Place) -> Iterator[Event]:
        if (found := self._record.back(place.address, self._reports(place))) is not None:
            yield found

    def _gone(self, place: Place, status: int) -> Iterator[Event]:
        reports = self._reports(place)
        noted = self._record.gone(place.address, reports, status)
        place.etag = place.modified = place.digest = None
        if noted is not None:
            yield noted
        if reports:
            self._agenda.shut(place, f"the server answers {status}")
        else:
            yield from self._shut(place, "refused", f"the server answers {status}; check the address in a browser")

    def _reports(self, place: Place) -> list[str]:
        return place.reports or self._record.at(place.address)

    def _shut(self, place: Place, kind: EventKind, words: str) -> Iterator[Event]:
        """Nothing to be had for a day; said once, as long as it stays so."""
        told = place.told
        self._agenda.shut(place, words)
        if told != words:
            yield event(kind, place.address, words)
        if place.words is not None:
            yield from self._words_only(place, words)

    def _words_only(self, place: Place, why: str) -> Iterator[Event]:
        """The feed's own words on a page that cannot be had."""
        report = Report.from_json(place.words or {})
        yield from self._record.take_in(place.address, [report], extra=f"; the feed's words only: {why}")
        place.words, place.reports = None, [report.id]

    def _later(self, place: Place, found: str, asked: float | None) -> Iterator[Event]:
        """A failure; a page that fails for long counts by its feed's words for the time being."""
        yield event("failed", place.address, f"{found}; {self._agenda.later(place, found, asked)}")
        if place.words is not None and place.failures >= PATIENT:
            yield from self._words_only(place, found)


def _is_item(report: Report) -> bool:
    return report.media_type == "application/feed-item"
