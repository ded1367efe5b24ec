"""State pages of a very large record, worked out ahead of their readers and carried on as the record grows.

To work out the page of a million claims takes minutes; one more claim or decision changes a few lines of it. So the
pages that were asked for are kept, each with the moment of the record it is of, and written down beside the record, so
that a board that starts has them. Where the record has grown, the kept page is given, which says of which moment it is,
and meanwhile the next one is made of it: lines that hang on nothing new are taken over, the others are worked out.
Where that cannot be told (origins came apart, another reading was chosen, a quarter of an hour is over), all lines are
worked out anew.
"""

from __future__ import annotations

import sys
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from threading import Event, Lock, Thread

from guarantor.assessment import assess
from guarantor.assessment.hanging import hanging, touched
from guarantor.board import keptpages
from guarantor.board.asking import Ask, AskError, ask_of
from guarantor.board.coming import Coming, UnreadyError
from guarantor.board.keptpages import Key, Written
from guarantor.board.question import Question
from guarantor.board.since import since_of
from guarantor.board.state import StatePage, before_of
from guarantor.case import Case
from guarantor.case.judging import chosen_readings
from guarantor.model.entry import Head
from guarantor.model.lasting import lasting
from guarantor.model.moments import show
from guarantor.record.errors import EndedRecordError

KEPT = 6
"""So many pages are kept, the last asked for longest."""
READY = 3
"""So many pages that were asked for last are read again before the board answers."""
SLOT = 900
"""Seconds for which "now" stands still: the page says which moment it is of."""
STOP = 3.0
"""Seconds that somebody who stops waits for what is being worked out."""
PATIENCE = 2.0
"""Seconds for which somebody who asks for a page that there is not yet sees nothing."""
COMING = 4
"""So many pages are on their way at most; who asks for another is told to come again."""
LOOK = 0.2
"""How often, in seconds, the record is looked at for something new."""
SHARE = 0.0005
"""Seconds after which a thread that works lets another one work that wants to. With Python's own 0.005, whoever looks
something up beside such a thread waits for ten times as long, once for each row."""
WAY = 0.03
"""Seconds that are left to others after each line of a page that is worked out anew because time went on."""
WRITE = 120.0
"""Seconds after which pages that were carried on are written down again."""


class Ahead:
    """The kept state pages of one case, as it is cleared for some."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.busy: Callable[[], bool] = bool
        self._pages: OrderedDict[Key, StatePage] = OrderedDict()
        self._written: dict[Key, Head] = {}
        self._last_write = 0.0
        self._lock = Lock()
        self._reading = Lock()
        self._carrying = Lock()
        self._first = Lock()
        self._coming: dict[Key, Coming] = {}
        self._settled: dict[Ask, tuple[Question, Head]] = {}
        self._started = False
        self._stopped, self._opened = Event(), Event()
        self._looking: Thread | None = None
        self._threads: set[Thread] = set()
        case.before_closing(self.end)

    def serves(self, ask: Ask) -> bool:
        """Whether pages of a question are kept: those about the latest moment of a very large record."""
        return ask.times.known_at is None and self.case.knowledge().large

    def page(self, ask: Ask, wanted: str, patience: float | None = None) -> StatePage:
        """The page of a question, with what changed since what is ``wanted``: the one kept, else a new one.

        Raises :class:`~guarantor.board.coming.UnreadyError` where that takes longer than ``patience`` seconds; it goes
        on being worked out.
        """
        key = (ask, wanted)
        found = self._found(key)
        if found is None:
            coming = self._awaited(key)
            if coming is None or not coming.ready.wait(patience):
                raise UnreadyError(coming)
            return self._found(key) or self._keep(key, self._made(ask, wanted, None))
        if self._is_old(found):
            self._begin()
        return found

    def _awaited(self, key: Key) -> Coming | None:
        """The page of a question on its way; None where too many others are."""
        with self._lock:
            coming = self._coming.get(key)
            if coming is not None or len(self._coming) >= COMING:
                return coming
            coming = self._coming[key] = Coming(total=len(self.case.files.agreement.provisions))
        self._thread("a state page", lambda: self._come(key, coming))
        return coming

    def _come(self, key: Key, coming: Coming) -> None:
        try:
            # What is wrong with a question is told to whoever asked, who then works it out.
            made: StatePage | None = None
            with self._first, suppress(AskError):
                if self._found(key) is None:
                    made = self._keep(key, self._made(*key, None, coming))
        finally:
            with self._lock:
                del self._coming[key]
            coming.ready.set()
        if made is not None:
            self._write(key, made)

    def kept(self, ask: Ask) -> list[Ask]:
        """Other questions whose pages are at hand, the last asked for first."""
        with self._lock:
            return list(dict.fromkeys(asked for asked, _ in reversed(self._pages) if asked != ask))

    def nearest(self, ask: Ask) -> StatePage | None:
        """The page at hand that is nearest to a question: of the same accounts and words, then the last asked for; of
        those written down the last one, where no other is at hand."""

        def alike(page: StatePage) -> tuple[bool, bool, bool]:
            other = page.question.ask
            return (other.accounts == ask.accounts, other.reviewed == ask.reviewed,
                    other.times.published_by == ask.times.published_by)  # fmt: skip

        with self._lock:
            pages = list(self._pages.values())
        if not pages:
            pages = [self._again(kept) for kept in keptpages.lately(self.case, 1)]
        return max(reversed(pages), key=alike, default=None)

    def since_visit(self, page: StatePage, visit: str) -> StatePage | None:
        """A kept page with what changed since a reader's visit; None where that cannot be had at a glance."""
        question = page.question
        if page.done is not None or page.head.seq != question.knowledge.view.extent:
            return None
        found = self.case.log_then(question.knowledge, question.log, visit)
        if found is None or chosen_readings(found[1]) != chosen_readings(question.knowledge):
            return None
        log, _, about = found
        before = assess(
            question.agreement, log, (), self.case.voices, account=question.everybody, as_of=question.as_of,
            published_by=question.limit, reviewed_only=question.ask.reviewed,
            readings=chosen_readings(question.knowledge),
        )  # fmt: skip
        touch = touched(self._hangs, about)
        made = StatePage(
            question=question, before=before, since=since_of(question, "visit", visit), head=page.head,
            reach=page.reach, earlier_gates=page.gates,
            earlier={id_: replace(line, change=None, because=(), was="") for id_, line in page.lines.items()
                     if id_ not in touch},
        )  # fmt: skip
        made.work_out()
        return made

    def question(self, ask: Ask) -> tuple[Question, Head] | None:
        """A question whose state page is kept, or being made, with the moment of the record that it is of; None where
        only the page was read again and nothing else of that moment is at hand."""
        with self._lock:
            found = [page for (asked, _), page in self._pages.items() if asked == ask and page.done is None]
            return (found[-1].question, found[-1].head) if found else self._settled.get(ask)

    def begin(self, then: Callable[[], object] = bool) -> None:
        """Have the page that an address asks for which asks for nothing, as it was written down, or else worked out in
        a thread of its own, which keeps it up from ``then`` on."""
        ask = ask_of({}, self.case)
        if not self.serves(ask):
            self._opened.set()
        else:
            for kept in keptpages.lately(self.case, READY)[::-1]:
                self._again(kept).look_over()
            if self._found((ask, "")) is None:
                self._opened.set()
            self._looking = self._thread("state pages", lambda: self._open(ask, then))

    def _open(self, ask: Ask, then: Callable[[], object]) -> None:
        try:
            self.page(ask, "")
            self._carry_all()
            self.case.make_ready()
            then()
        finally:
            self._opened.set()
        self.keep_up()

    def wait(self, seconds: float) -> None:
        """Wait until what a board needs that was open before is read, but no longer than so many seconds; not at all
        where its state is yet to be worked out."""
        self._opened.wait(seconds)

    def stop(self) -> None:
        """Look no more for what is new; what is being worked out may still end."""
        self._stopped.set()
        if self._looking is not None:
            self._looking.join(STOP)

    def end(self) -> None:
        """Work nothing out any more, and wait until nobody does: the record answers nobody any more."""
        self._stopped.set()
        with self._lock:
            at_work = list(self._threads)
        for each in at_work:
            each.join()

    def _thread(self, name: str, work: Callable[[], object]) -> Thread:
        """Have something done by a thread of its own, which ends without a word where the record is closed."""

        def done() -> None:
            sys.setswitchinterval(SHARE)
            try:
                with suppress(EndedRecordError):
                    work()
            finally:
                with self._lock:
                    self._threads.discard(thread)

        thread = Thread(target=done, daemon=True, name=name)
        with self._lock:
            self._threads.add(thread)
        thread.start()
        return thread

    def keep_up(self) -> None:
        """Look for what is new until told to stop; for a thread of its own."""
        while not self._stopped.wait(LOOK):
            with self._lock:
                pages = list(self._pages.values())
            if any(map(self._is_old, pages)):
                self._carry_all()
            elif time.monotonic() - self._last_write > WRITE:
                self.write_down()
        self.write_down()

    # --- kept -------------------------------------------------------------------------------------------------------

    def _found(self, key: Key) -> StatePage | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
                return self._pages[key]
        with self._reading:
            with self._lock:
                if key in self._pages:
                    return self._pages[key]
            kept = keptpages.read(self.case, key)
            if kept is None:
                return None
            return self._again(kept)

    def _again(self, kept: Written) -> StatePage:
        key = (kept.ask, kept.wanted)
        self._written[key] = kept.head
        return self._keep(key, keptpages.page_of(self.case, kept))

    def _keep(self, key: Key, page: StatePage) -> StatePage:
        with self._lock:
            self._settled.pop(key[0], None)
            self._pages[key] = page
            while len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        return page

    def _is_old(self, page: StatePage) -> bool:
        """Whether there is more to know than a page says, or nothing but the page is at hand."""
        if page.done is not None:
            return True
        return page.head != self.case.record.head or page.question.at != self._now(page.question.ask)

    def _now(self, ask: Ask) -> str | None:
        """The moment that "now" means; None where the question or the case's end says which."""
        if ask.times.as_of is not None:
            return None
        zone = self.case.zone
        instant = ask.times.as_of_instant(zone, self.case.files.info.until)
        if instant < time.time() - SLOT:
            return None
        return show(instant - instant % SLOT, zone)

    # --- written down -----------------------------------------------------------------------------------------------

    def write_down(self) -> None:
        """Write down the kept pages, where they are not written already."""
        self._last_write = time.monotonic()
        with self._lock:
            pages = list(self._pages.items())
        for key, page in pages:
            self._write(key, page)

    def _write(self, key: Key, page: StatePage) -> None:
        if page.done is not None or self._written.get(key) == page.head:
            return
        if keptpages.write(self.case, keptpages.written(page, key[1], page.work_out())):
            self._written[key] = page.head

    # --- carried on -------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Carry the kept pages on in a thread, unless one is at it."""
        if self._looking is not None and self._looking.is_alive():
            return
        with self._lock:
            if self._started:
                return
            self._started = True
        self._thread("state pages", self._carry_all)

    def _carry_all(self) -> None:
        try:
            with self._carrying:
                with self._lock:
                    pages = list(self._pages.items())[::-1]
                for key, page in pages:
                    if self._is_old(page):
                        self._carry(key, page)
        finally:
            with self._lock:
                self._started = False

    def _carry(self, key: Key, page: StatePage) -> None:
        """Carry one page on. Where time went on, all its lines are worked out anew, which takes long at many claims:
        what comes in meanwhile is taken into the page of the moment before, so that nobody waits for it."""
        kept = page

        def meanwhile() -> None:
            nonlocal kept
            self._give_way()
            if kept.head != self.case.record.head:
                kept = self._put(key, kept, self._made(*key, kept, at=kept.question.at))

        made = self._made(*key, page, on_line=meanwhile)
        if kept is not page:
            made = self._made(*key, made, at=made.question.at)
        self._put(key, kept, made)

    def _put(self, key: Key, page: StatePage, made: StatePage) -> StatePage:
        """Keep a page in the place of another, if that is still kept."""
        with self._lock:
            self._settled.pop(key[0], None)
            if self._pages.get(key) is page:
                self._pages[key] = made
        return made

    @lasting
    def _hangs(self) -> dict[str, frozenset[str]]:
        return hanging(self.case.files.agreement)

    def _made(
        self, ask: Ask, wanted: str, earlier: StatePage | None, coming: Coming | None = None, *, at: str | None = None,
        on_line: Callable[[], object] | None = None,
    ) -> StatePage:  # fmt: skip
        """The page as of the record's latest moment, and ``at`` a moment of the world (None: now). ``on_line`` is told
        of each line, where all are worked out."""
        question = Question(case=self.case, ask=ask, at=at or self._now(ask))
        with self._still():
            head, reach = self.case.record.head, self.case.whole.record.head.seq
            question.settle()
            since = since_of(question, wanted, "")
            before = before_of(question, since)
        with self._lock:
            self._settled[ask] = question, head
        touch = self._touched(earlier, question)
        if earlier is None or touch is None:
            counted = partial(self._counted, coming) if coming is not None else on_line or self._give_way
            page = StatePage(
                question=question, before=before, since=since, head=head, reach=reach, on_line=counted
            )  # fmt: skip
        else:
            gates = any(phase.id in touch for phase in question.agreement.phases if phase.gates)
            page = StatePage(
                question=question, before=before, since=since, head=head, reach=reach,
                earlier={id_: line for id_, line in earlier.lines.items() if id_ not in touch},
                earlier_gates=None if gates else earlier.gates,
            )  # fmt: skip
        page.work_out()
        question.told.update({id_: (line.told[question.everybody], line.quantity) for id_, line in page.lines.items()})
        return page

    def _counted(self, coming: Coming) -> None:
        coming.count()
        self._give_way()

    def _give_way(self) -> None:
        """Between two lines let those work whom somebody waits for: who waits for all lines sees another state."""
        if self.busy():
            time.sleep(WAY)

    @contextmanager
    def _still(self) -> Iterator[None]:
        with self.case.whole.record.store.reading():
            yield

    def _touched(self, earlier: StatePage | None, question: Question) -> frozenset[str] | None:
        """The provisions and phases that may stand otherwise than on an earlier page; None: all of them may."""
        if earlier is None or earlier.question.at != question.at:
            return None
        before = self.case.knowledge(earlier.head.seq) if earlier.done is not None else earlier.question.knowledge
        if chosen_readings(before) != chosen_readings(question.knowledge):
            return None
        then = earlier.head.seq if earlier.done is not None else earlier.question.log
        about = self.case.said_since(then, question.knowledge, question.log)
        return None if about is None else touched(self._hangs, about)
