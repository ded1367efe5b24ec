"""One account's assessment: instances judged, cells rolled up, everything cached for one view and asked by as-of.

A pure function of agreement, log, account, cut and as-of: the caches only remember answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import local
from typing import TypeVar

from guarantor.assessment import cells, phases
from guarantor.assessment.bulk import Prepared, counts_of
from guarantor.assessment.duties import Duty, expand, latest
from guarantor.assessment.exclusive import allotted, is_used_up
from guarantor.assessment.fulfilment import coming_of_provision
from guarantor.assessment.hanging import hanging, named_in
from guarantor.assessment.joined import coming_of_several
from guarantor.assessment.judged import Judged, judged, place_in_time, place_of
from guarantor.assessment.many import statuses
from guarantor.assessment.readings import Readings
from guarantor.assessment.series import Reckoning, Series, series_of
from guarantor.assessment.standing import standing
from guarantor.assessment.triggers import Coming, Occurrence, coming_of_event
from guarantor.assessment.verdict import of_period, reckoning_of
from guarantor.assessment.view import View
from guarantor.assessment.word import Word, word_of
from guarantor.model.agreement import Agreement, Anchor, ByReference, Cond, Event, Provision
from guarantor.model.assessment import ProvisionStatus, Status
from guarantor.model.moments import EARLIEST, LATEST, interval
from guarantor.model.testimony import Coverage, Testimony, Voices

Answer = TypeVar("Answer")
FEW = 3
"""Up to so many instances are judged one by one."""


class Asking(local):
    """What a thread is being asked: the provisions whose conditions it is at, and how often it came back to one.
    Several threads ask one engine, and what one is at is no circle for another. ``courses``: how many courses of many
    moments are being made."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.expanding: set[str] = set()
        self.circles = 0
        self.courses = 0


@dataclass(slots=True)
class Engine:
    """The assessment of one account through one cut. ``choices`` names the chosen reading of a provision."""

    agreement: Agreement
    view: View
    choices: dict[str, str] = field(default_factory=dict)
    prepared: Prepared | None = None
    _events: dict[str, Event] = field(default_factory=dict)
    _provisions: dict[str, Provision] = field(default_factory=dict)
    _named: dict[str, frozenset[str]] = field(default_factory=dict)
    _hangs: dict[str, frozenset[str]] = field(default_factory=dict)
    _comings: dict[tuple[str, str, int], Coming] = field(default_factory=dict)
    _cells: dict[tuple[str, int], ProvisionStatus] = field(default_factory=dict)
    _inner: dict[tuple[str, int], ProvisionStatus] = field(default_factory=dict)
    _words: dict[tuple[str, int], Word] = field(default_factory=dict)
    _inner_words: dict[tuple[str, int], Word] = field(default_factory=dict)
    _readings: dict[tuple[object, ...], Readings] = field(default_factory=dict)
    _bulks: dict[int, dict[str, Counter[Status]]] = field(default_factory=dict)
    _here: Asking = field(default_factory=lambda: Asking())
    _heard: dict[str | None, Engine] = field(default_factory=dict)
    _last_words: tuple[tuple[str, int, str | None], list[tuple[Duty, Status]]] | None = None
    _variants: dict[str, tuple[tuple[str | None, Provision], ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._events = {event.id: event for event in self.agreement.events}
        self._provisions = {provision.id: provision for provision in self.agreement.provisions}
        self._variants = {p.id: variants(p, self.choices.get(p.id)) for p in self.agreement.provisions}

    @property
    def provisions(self) -> Mapping[str, Provision]:
        """The provisions by id, as the file has them."""
        return self._provisions

    def hangs(self, provision: str) -> frozenset[str]:
        """What the status of a provision hangs on, itself among them."""
        if not self._hangs:
            self._hangs = hanging(self.agreement)
        return self._hangs[provision]

    @property
    def zone(self) -> str:
        """The agreement's zone."""
        return self.agreement.zone

    @property
    def account(self) -> str:
        """The account's id."""
        return self.view.voices.account

    def heard(self, root: str | None) -> Engine:
        """The same question asked of one root's words alone, or (None) of everybody's."""
        if root is None and self.view.voices.everybody and not self.view.voices.without:
            return self
        if root not in self._heard:
            voices = Voices(account=self.account, roots=frozenset({root} if root else ()), everybody=root is None)
            self._heard[root] = Engine(self.agreement, View(self.view.log, voices, self.view.cut), self.choices)
        return self._heard[root]

    def coming(self, anchor: Anchor, as_of: int) -> Coming:
        """The occurrences of an anchor by as-of, as the account has it."""
        at = (anchor.kind, anchor.name, as_of)
        if at not in self._comings:
            self._comings[at] = self._coming(anchor, as_of)
        return self._comings[at]

    def _coming(self, anchor: Anchor, as_of: int) -> Coming:
        if anchor.kind == "event":
            return coming_of_event(self.view, self._events.get(anchor.name, Event(id=anchor.name)), as_of)
        if anchor.kind == "phase":
            return phases.coming_of_phase(self, anchor.name, as_of)
        if anchor.of:
            return coming_of_several(self, anchor, as_of)
        if anchor.kind == "provision":
            return coming_of_provision(self, anchor.name, as_of)
        text = anchor.name
        if anchor.kind == "text":
            text = next(each.date for each in self.agreement.texts if each.id == anchor.name)
        lo, hi = interval(text, self.zone)
        here = (Occurrence(lo=lo, hi=hi),)
        return Coming(occurrences=here) if lo <= as_of else Coming(none="not come", ahead=here)

    def variants(self, provision: str) -> tuple[tuple[str | None, Provision], ...]:
        """The readings of a provision, the one that stands first (chosen, or the file's own) under the name None."""
        return self._variants[provision]

    def words(
        self, provision: Provision, debtor: str | None, key: str | None, first: int = EARLIEST, last: int = LATEST
    ) -> list[Testimony]:
        """The account's own words on one debtor's instances with a key, whose last second lies in a span."""
        if self._here.courses:
            self.view.own(provision.id)
        return self.bearing(self.view.part(provision.id, first, last), provision, debtor, key)

    @staticmethod
    def bearing(words: list[Testimony], provision: Provision, debtor: str | None, key: str | None) -> list[Testimony]:
        """Those of some words that speak of one debtor's instances with a key."""
        if (provision.jointly or len(provision.debtors) < 2) and key is None:
            return words
        return [w for w in words if bears(w, provision, debtor, key)]

    def coverages(self, provision: Provision, debtor: str | None, key: str | None) -> list[Coverage]:
        """The account's own coverages of one debtor's instances with a key."""
        return [
            coverage
            for coverage in self.view.coverages(provision.id)
            if coverage.debtor in (None, debtor) and (coverage.key is None or coverage.key == key)
        ]

    @contextmanager
    def course(self) -> Iterator[None]:
        """While many moments are asked for, one after the other, what does not hang on as-of is remembered."""
        self._here.courses += 1
        try:
            yield
        finally:
            self._here.courses -= 1

    def series(self, duty: Duty, words: Sequence[Testimony], as_of: int) -> dict[str, Series]:
        """Each root's series for a duty at a moment, of the account's own ``words`` on it by then."""
        provision, reckoning = duty.provision, reckoning_of(duty)
        if not self._here.courses:
            return series_of(of_period(words, duty), reckoning, as_of)

        def every() -> tuple[Sequence[Testimony], Reckoning]:
            start = EARLIEST if duty.start is None else duty.start
            return of_period(self.words(provision, duty.debtor, duty.key, start), duty), reckoning

        period = duty.due if duty.bounded else None
        asked = (provision.id, provision.jointly, provision.debtors, duty.debtor, duty.key, period, reckoning)
        return self.remembered(asked, every, as_of)

    def remembered(
        self, asked: tuple[object, ...], words: Callable[[], tuple[Sequence[Testimony], Reckoning]], as_of: int
    ) -> dict[str, Series]:
        """The series of some words at a moment; in a course of many moments the words are made ready once."""
        if not self._here.courses:
            return series_of(*words(), as_of)
        if asked not in self._readings:
            self._readings[asked] = Readings(*words())
        return self._readings[asked].at(as_of)

    def instances(self, provision: str, as_of: int, reading: str | None = None) -> list[Judged]:
        """Every instance of a provision under one reading, judged at as-of."""
        version = dict(self.variants(provision))[reading]
        if version.polarity != "do":
            return standing(self, version, as_of, reading)
        duties = expand(version, self, as_of)
        self.view.own(provision)
        series = allotted(self, duties, as_of) if is_used_up(version) else {}
        return [judged(self, duty, as_of, reading, series.get(i)) for i, duty in enumerate(duties)]

    def newest(self, provision: str, as_of: int) -> Iterator[Judged]:
        """Every instance of a provision, the last first, each judged when it is asked for, where they can be judged one
        by one."""
        version = dict(self.variants(provision))[None]
        if version.polarity != "do" or is_used_up(version):
            every = self.instances(provision, as_of)
            every.sort(key=lambda each: place_in_time(each.status.trigger, each.status.window), reverse=True)
            yield from every
            return
        self.view.own(provision)
        for duty in sorted(expand(version, self, as_of), key=place_of, reverse=True):
            yield judged(self, duty, as_of, None)

    def duties(self, provision: str, as_of: int, reading: str | None = None) -> list[Duty]:
        """The duty of every instance by as-of, not judged: of a duty to do, and of the periods and incidents of a
        standing one."""
        version = dict(self.variants(provision))[reading]
        if version.polarity != "do":
            return [each.duty for each in standing(self, version, as_of, reading)]
        return expand(version, self, as_of)

    def current(self, provision: str, as_of: int, reading: str | None = None) -> list[Judged]:
        """The instances that decide a cell's word: for each debtor the period that runs, else the last that has begun,
        else the first ahead."""
        version = dict(self.variants(provision))[reading]
        if version.polarity != "do" or is_used_up(version):
            return cells.current_of(self.instances(provision, as_of, reading), as_of)
        only = latest(version, self, as_of)
        duties = cells.current_duties(expand(version, self, as_of), as_of) if only is None else only
        return [judged(self, duty, as_of, reading) for duty in duties]

    def counts(self, provision: str, as_of: int, reading: str | None = None) -> Counter[Status]:
        """How many instances have which status; from the kernel where the provision is within its reach."""
        if self.prepared is not None and reading is None:
            if as_of not in self._bulks:
                bulks = self.prepared.judge(self.view.voices, self.view.cut, as_of)
                self._bulks[as_of] = counts_of(bulks)
            if provision in self._bulks[as_of]:
                return self._bulks[as_of][provision]
        return Counter(word for _, word in self.words_of_all(provision, as_of, reading))

    def words_of_all(self, provision: str, as_of: int, reading: str | None = None) -> list[tuple[Duty, Status]]:
        """Every counted instance of a duty to do with its status; together where that can be, else one by one. The last
        answer is remembered, as a page asks for the counts and the deadlines of one provision after the other."""
        if self._here.names:
            return self._words_of_all(provision, as_of, reading)
        asked, last = (provision, as_of, reading), self._last_words
        if last is None or last[0] != asked:
            last = self._last_words = asked, self._words_of_all(provision, as_of, reading)
        return last[1]

    def _words_of_all(self, provision: str, as_of: int, reading: str | None) -> list[tuple[Duty, Status]]:
        version = dict(self.variants(provision))[reading]
        if version.polarity == "do" and not is_used_up(version):
            duties = expand(version, self, as_of)
            self.view.own(provision)
            found = statuses(self, duties, as_of) if len(duties) > FEW else None
            if found is not None:
                return list(zip(duties, found, strict=True))
        every = self.instances(provision, as_of, reading)
        return [(each.duty, each.status.status) for each in every if cells.counted(each)]

    def cell(self, provision: str, as_of: int) -> ProvisionStatus | None:
        """A provision's status; None where the question comes back to itself (two duties conditional on each other)."""
        return self._once(self._inner if self._here.names else self._cells, cells.cell, provision, as_of)

    def word(self, provision: str, as_of: int) -> Word | None:
        """The status of a provision's cell alone; None where the question comes back to itself."""
        return self._once(self._inner_words if self._here.names else self._words, word_of, provision, as_of)

    def _once(
        self, known: dict[tuple[str, int], Answer], make: Callable[[Engine, str, int], Answer], provision: str,
        as_of: int,
    ) -> Answer | None:  # fmt: skip
        """An answer on a provision, made once; one that came back to itself is not kept."""
        if provision in self._here.names:
            self._here.circles += 1
            return None
        if (provision, as_of) not in known:
            circles = self._here.circles
            self._here.names.add(provision)
            try:
                answer = make(self, provision, as_of)
            finally:
                self._here.names.discard(provision)
            if self._here.names and circles != self._here.circles:
                return answer
            known[provision, as_of] = answer
        return known[provision, as_of]

    def aside(self, provision: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The claims that only intend, and those that wait for a person: on a provision, or on an event of its clocks
        and conditions."""
        intentions, unresolved = self.view.aside(provision)
        if provision not in self._named:
            self._named[provision] = named_in(self._provisions[provision], self._events)
        waiting = {claim for event in self._named[provision] for claim in self.view.aside(event)[1]}
        return intentions, tuple(sorted({*unresolved, *waiting})) if waiting else unresolved

    @property
    def nested(self) -> bool:
        """Whether a condition is being evaluated for a provision that another condition asked for."""
        return len(self._here.names) > 1

    def turns(self, cond: Cond, until: int) -> set[int]:
        """The moments by a moment at which a condition may have turned."""
        return phases.turns_of(self, cond, until)

    def expanded_once(self, provision: Provision, as_of: int) -> list[Duty]:
        """The duties of a provision; none where they are being asked for already."""
        if provision.id in self._here.expanding:
            return []
        self._here.expanding.add(provision.id)
        try:
            return expand(provision, self, as_of)
        finally:
            self._here.expanding.discard(provision.id)

    def owed_by(self, actor: str) -> tuple[str, ...]:
        """The provisions whose debtor an actor is."""
        return tuple(p.id for p in self.agreement.provisions if actor in p.debtors)

    def amount_told(self, name: str, at: int, unit: str | None) -> float | None:
        """What the account tells of another provision or event up to a moment, at its highest root; None: nothing."""
        return phases.amount_told(self, name, at, unit)


def bears(word: Testimony, provision: Provision, debtor: str | None, key: str | None) -> bool:
    """Whether a word speaks of one debtor's instances with a key. A word without debtor speaks of the only one; where
    several owe separately it speaks of all only when it says that the state holds."""
    if key is not None and word.key is not None and word.key != key:
        return False
    if provision.jointly or len(provision.debtors) < 2 or word.debtor == debtor:
        return True
    return word.debtor is None and word.effect in ("upholds", "ended", "excepted", "closed")


def variants(provision: Provision, choice: str | None) -> tuple[tuple[str | None, Provision], ...]:
    """All readings of a provision: the file's own under None, then the named ones; a chosen one takes the first place.

    A number told for a quantity by reference is a reading too: nothing that the text leaves open is settled.
    """
    named = [(reading.name, replace(reading.provision, id=provision.id)) for reading in provision.readings]
    if isinstance(provision.quantity, ByReference):
        named += [
            (told.name, replace(provision, quantity=told.amount, readings=())) for told in provision.quantity.told
        ]
    chosen = choice or next((reading.name for reading in provision.readings if reading.chosen), None)
    first = dict(named).get(chosen, provision) if chosen else provision
    others = [(name, version) for name, version in named if name != chosen]
    return ((None, first), *others)
