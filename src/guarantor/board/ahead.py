"""State pages of a very large record, worked out ahead of their readers and carried on as the record grows.

To work out the page of a million claims takes minutes; one more claim or decision changes a few lines of it. So the
pages that were asked for are kept, each with the moment of the record it is of. Where the record has grown, the kept
page is given, which says of which moment it is, and meanwhile the next one is made of it: lines that hang on nothing
new are taken over, the others are worked out. Where that cannot be told (origins came apart, a report was withdrawn,
another reading was chosen, a quarter of an hour is over), all lines are worked out anew.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from threading import Event, Lock, Thread

from guarantor.assessment.hanging import hanging, touched
from guarantor.board.asking import Ask, ask_of
from guarantor.board.question import Question
from guarantor.board.since import since_of
from guarantor.board.state import StatePage, before_of
from guarantor.case import Case
from guarantor.case.copying import said_since
from guarantor.case.judging import chosen_readings
from guarantor.model.entry import Head
from guarantor.model.moments import show

KEPT = 6
"""So many pages are kept, the last asked for longest."""
SLOT = 900
"""Seconds for which "now" stands still: the page says which moment it is of."""
STOP = 3.0
"""Seconds that somebody who stops waits for what is being worked out."""
LOOK = 0.2
"""How often, in seconds, the record is looked at for something new."""

Key = tuple[Ask, str]


class Ahead:
    """The kept state pages of one case, as it is cleared for some."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._pages: OrderedDict[Key, StatePage] = OrderedDict()
        self._lock = Lock()
        self._working = Lock()
        self._started = False
        self._stopped = Event()
        self._looking: Thread | None = None

    def serves(self, ask: Ask) -> bool:
        """Whether pages of a question are kept: those about the latest moment of a very large record."""
        return ask.times.known_at is None and self.case.knowledge().large

    def page(self, ask: Ask, wanted: str) -> StatePage:
        """The page of a question, with what changed since what is ``wanted``: the one kept, else a new one."""
        found = self._found((ask, wanted))
        if found is None:
            with self._working:
                found = self._found((ask, wanted)) or self._keep((ask, wanted), self._made(ask, wanted, None))
        elif self._is_old(found):
            self._begin()
        return found

    def question(self, ask: Ask) -> tuple[Question, Head] | None:
        """A question whose state page is kept, with the moment of the record that it is of."""
        with self._lock:
            found = [page for (asked, _), page in self._pages.items() if asked == ask]
        return (found[-1].question, found[-1].head) if found else None

    def begin(self) -> None:
        """Work out the page that an address asks for which asks for nothing, and keep it up in a thread of its own."""
        ask = ask_of({}, self.case)
        if self.serves(ask):
            self.page(ask, "")
            self._looking = Thread(target=self.keep_up, daemon=True, name="state pages")
            self._looking.start()

    def stop(self) -> None:
        """Look no more for what is new; what is being worked out may still end."""
        self._stopped.set()
        if self._looking is not None:
            self._looking.join(STOP)

    def keep_up(self) -> None:
        """Look for what is new until told to stop; for a thread of its own."""
        while not self._stopped.wait(LOOK):
            with self._lock:
                pages = list(self._pages.values())
            if any(map(self._is_old, pages)):
                self._carry_all()

    # --- kept -------------------------------------------------------------------------------------------------------

    def _found(self, key: Key) -> StatePage | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def _keep(self, key: Key, page: StatePage) -> StatePage:
        with self._lock:
            self._pages[key] = page
            while len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        return page

    def _is_old(self, page: StatePage) -> bool:
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

    # --- carried on -------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Carry the kept pages on in a thread, unless one is at it."""
        with self._lock:
            if self._started:
                return
            self._started = True
        Thread(target=self._carry_all, daemon=True, name="state pages").start()

    def _carry_all(self) -> None:
        try:
            with self._working:
                with self._lock:
                    pages = list(self._pages.items())[::-1]
                for (ask, wanted), page in pages:
                    if self._is_old(page):
                        made = self._made(ask, wanted, page)
                        with self._lock:
                            if self._pages.get((ask, wanted)) is page:
                                self._pages[ask, wanted] = made
        finally:
            with self._lock:
                self._started = False

    @cached_property
    def _hangs(self) -> dict[str, frozenset[str]]:
        return hanging(self.case.files.agreement)

    def _made(self, ask: Ask, wanted: str, earlier: StatePage | None) -> StatePage:
        question = Question(case=self.case, ask=ask, at=self._now(ask))
        with self._still():
            head = self.case.record.head
            question.settle()
            since = since_of(question, wanted, "")
            before = before_of(question, since)
        touch = self._touched(earlier, question)
        if earlier is None or touch is None:
            page = StatePage(question=question, before=before, since=since, head=head)
        else:
            gates = any(phase.id in touch for phase in question.agreement.phases if phase.gates)
            page = StatePage(
                question=question, before=before, since=since, head=head,
                earlier={id_: line for id_, line in earlier.lines.items() if id_ not in touch},
                earlier_gates=None if gates else earlier.gates,
            )  # fmt: skip
        page.work_out()
        return page

    @contextmanager
    def _still(self) -> Iterator[None]:
        with self.case.whole.record.store.reading():
            yield

    def _touched(self, earlier: StatePage | None, question: Question) -> frozenset[str] | None:
        """The provisions and phases that may stand otherwise than on an earlier page; None: all of them may."""
        if earlier is None or earlier.question.at != question.at:
            return None
        if chosen_readings(earlier.question.knowledge) != chosen_readings(question.knowledge):
            return None
        about = said_since(earlier.question.log, question.log)
        return None if about is None else touched(self._hangs, about)
