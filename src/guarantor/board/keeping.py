"""Answers kept: what depends only on the record's head and the question is worked out once, and tagged for browsers."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Lock

from starlette.requests import Request
from starlette.responses import Response

from guarantor import __version__
from guarantor.agreement.faults import CaseError
from guarantor.board.access.visitors import visitor_of
from guarantor.board.ahead import Ahead
from guarantor.board.asking import Ask
from guarantor.board.coming import BusyError
from guarantor.board.elsewhere import Elsewhere, takes_long
from guarantor.board.question import Question
from guarantor.board.workshop import Workshop
from guarantor.case import Case
from guarantor.case.times import Times
from guarantor.model.entry import Head

QUESTIONS = 8
REST, LONG_REST = 5.0, 60.0
"""Seconds for which a question to a very large record stays as it was put: where its state page is kept up, and where
all would have to be worked out anew."""
PATIENCE: float | None = 2.0
"""Seconds for which whoever asks for a page that is worked out sees nothing, before he is given an earlier one of the
same address, or told that it is being worked out."""
AT_ONCE = 0.25
"""The same where the earlier one was made within the last ``FRESH`` seconds."""
LATEST: float | None = 20.0
"""The same for programs that ask for the latest moment, which get no earlier answer."""
FRESH, STALE = 60.0, 900.0
"""An earlier page of more than ``STALE`` seconds ago is not given any more."""
PLACES = 4_000
"""Of so many addresses it is kept which answer was the last."""
MOST_BYTES = 48 * 2**20
"""How many bytes of answers are kept in all; one larger than a tenth of it is not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """A question that is answered for a while as it was put; at which ``moment`` (head and minute), and when."""

    question: Question
    head: Head
    moment: tuple[Head, int]
    since: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The last answer to one address for one kind of visitor: its tag, and when it was made."""

    tag: str
    at: float


class Keeper:
    """Keeps answers and questions of one case, the last used longest. An entry in the record makes all of them old."""

    def __init__(self, case: Case, elsewhere: Elsewhere | None = None) -> None:
        self.case, self.elsewhere = case, elsewhere
        self._answers: OrderedDict[str, Response] = OrderedDict()
        self._questions: OrderedDict[tuple[str, int, Ask], Question] = OrderedDict()
        self._bytes = 0
        self._resting: OrderedDict[Ask, Resting] = OrderedDict()
        self._lock = Lock()
        # One page of a kind at a time: the second asker of a question finds what the first worked out.
        self._making: defaultdict[str, Lock] = defaultdict(Lock)
        self._last: OrderedDict[str, Made] = OrderedDict()
        self.workshop: Workshop[Response] = Workshop()
        self.ahead = Ahead(case)
        self.ahead.busy = self.workshop.is_busy
        case.before_closing(self.workshop.end)

    def question(self, ask: Ask) -> Question:
        """The question of an address, with whatever was worked out for it before: of a very large record as it was put
        a moment ago, so that what was worked out serves many while reports and decisions come in."""
        return self._at_rest(ask)[0]

    def _at_rest(self, ask: Ask) -> tuple[Question, Head]:
        if not self.ahead.serves(ask):
            return self.latest(ask), self.case.record.head
        kept = self.ahead.question(ask)
        rest = REST if kept is not None else LONG_REST
        moment = self.case.record.head, self._minute
        with self._lock:
            found = self._resting.pop(ask, None)
            if found is None or (found.moment != moment and time.monotonic() - found.since > rest):
                question, head = kept or (Question(case=self.case, ask=ask), moment[0])
                found = Resting(question=question, head=head, moment=moment, since=time.monotonic())
            self._resting[ask] = found
            while len(self._resting) > QUESTIONS:
                self._resting.popitem(last=False)
        return found.question, found.head

    def latest(self, ask: Ask) -> Question:
        """The question of an address at the record's latest moment, whatever page is kept: for those who judge."""
        key = (str(self.case.record.head), self._minute, ask)
        with self._lock:
            found = self._questions.pop(key, None) or Question(case=self._as_known(ask), ask=ask)
            self._questions[key] = found
            while len(self._questions) > QUESTIONS:
                self._questions.popitem(last=False)
        return found

    def lately(self, ask: Ask) -> Question | None:
        """A question to a very large record as it was put a moment ago, where everything on it is at hand."""
        kept = self.ahead.question(ask)
        return kept[0] if kept is not None else None

    def _as_known(self, ask: Ask) -> Case:
        """The case with the files of the time that is asked about, if this program can still read them."""
        try:
            return self.case.as_known(ask.times.known_at)
        except CaseError:
            return self.case

    def head(self, ask: Ask) -> Head:
        """The moment of the record that the question of an address is about."""
        return self._at_rest(ask)[1]

    def answer(
        self, request: Request, make: Callable[[], Response], beside: str = "", *, head: Head | None = None,
        at_hand: bool = False, latest: bool = False,
    ) -> Response:  # fmt: skip
        """The answer to a request: 304 where the browser has it, the one kept, or a new one. ``beside`` is what it
        depends on beside the request's address and the record, which is at its ``head``, else at its latest moment.

        Of a very large record an earlier one is given where a new one would take a while, except where it has to be of
        the ``latest`` moment; where there is none, raises :class:`~guarantor.board.coming.BusyError`. ``at_hand``:
        everything that it needs is there, it is made at once.
        """
        tag, place = self._tag(request, beside, head or self.case.record.head), self._tag(request, "", None)
        found = None if _has(request, tag) else self._kept(tag)
        if found is None and not _has(request, tag):
            kind = kind_of(request)
            if self.elsewhere is not None and takes_long(request):
                make = partial(self.elsewhere.answer, request)
            if at_hand or not self.case.knowledge().large:
                with self._making[kind]:
                    found = self._kept(tag) or self._made(tag, make)
            else:
                found = self._worked_out(kind, tag, place, make, latest=latest)
        if found is None or _has(request, found.headers["etag"]):
            tag = tag if found is None else found.headers["etag"]
            return Response(status_code=304, headers={"etag": tag, "cache-control": "private, no-cache"})
        return Response(found.body, status_code=found.status_code, headers=dict(found.headers))

    def _worked_out(
        self, kind: str, tag: str, place: str, make: Callable[[], Response], *, latest: bool
    ) -> Response:  # fmt: skip
        """The answer as the workshop makes it; an earlier one, or BusyError, where that takes a while."""
        age, earlier = (0.0, None) if latest else self._earlier(place)
        job = self.workshop.ask(tag if latest else place, kind, lambda: self._made(tag, make, place))
        patience = AT_ONCE if earlier is not None and age < FRESH and PATIENCE is not None else PATIENCE
        patience = LATEST if latest else patience
        if self.workshop.wait(job, patience):
            return job.result()
        if earlier is None:
            raise BusyError
        return earlier

    def _earlier(self, place: str) -> tuple[float, Response | None]:
        """The last answer to an address, whatever the record held then, and how long ago it was made."""
        with self._lock:
            made = self._last.get(place)
            age = time.monotonic() - made.at if made is not None else 0.0
            return age, self._answers.get(made.tag) if made is not None and age < STALE else None

    def _kept(self, tag: str) -> Response | None:
        with self._lock:
            found = self._answers.pop(tag, None)
            if found is not None:
                self._answers[tag] = found
        return found

    def _made(self, tag: str, make: Callable[[], Response], place: str = "") -> Response:
        found = make()
        found.headers["etag"] = tag
        found.headers["cache-control"] = "private, no-cache"
        if found.status_code == 200 and len(found.body) < MOST_BYTES // 10:
            self._keep(tag, found, place)
        return found

    def _keep(self, tag: str, answer: Response, place: str) -> None:
        with self._lock:
            if place:
                self._last[place] = Made(tag=tag, at=time.monotonic())
                self._last.move_to_end(place)
                while len(self._last) > PLACES:
                    self._last.popitem(last=False)
            if tag in self._answers:
                return
            self._answers[tag] = answer
            self._bytes += len(answer.body)
            while self._bytes > MOST_BYTES:
                _, oldest = self._answers.popitem(last=False)
                self._bytes -= len(oldest.body)

    def _tag(self, request: Request, beside: str, head: Head | None) -> str:
        """One digest of all that an answer depends on; without a moment of the record (``head``) of all the rest."""
        visitor = visitor_of(request)
        minute = "" if head is None else str(self._minute)
        parts = (
            __version__, str(head), self.case.clearance, visitor.role or "", visitor.session and "in",
            minute, request.url.path, request.url.query, beside,
        )  # fmt: skip
        digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()
        return f'"{digest[:32]}"'

    @property
    def _minute(self) -> int:
        """The minute that "now" means for the case: the last one of its time where that is over."""
        return Times().as_of_instant(self.case.zone, self.case.files.info.until) // 60


def kind_of(request: Request) -> str:
    """The kind of page that an address is of: they take turns in being worked out."""
    parts = request.url.path.split("/")
    return "/".join(parts[1:3]) if parts[1] == "api" else parts[1]


def _has(request: Request, tag: str) -> bool:
    """Whether the browser has an answer already."""
    return tag in request.headers.get("if-none-match", "")
