"""The library's front: a case with its files and its record. What a command does, a method of the same name does."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Literal, Self, Unpack
from weakref import WeakKeyDictionary

from guarantor import __version__
from guarantor.agreement.load import load_case, load_texts
from guarantor.assessment import Log, State, assess
from guarantor.assessment.bulk import Prepared
from guarantor.assessment.questions import changes
from guarantor.briefing.brief import Brief
from guarantor.briefing.length import Length
from guarantor.case import acts
from guarantor.case.arriving import join_arrived
from guarantor.case.briefs import BriefRequest, brief_of
from guarantor.case.cast import table_of
from guarantor.case.copying import COPY, Loaded, beside_of, log_of, said_since, said_since_entry
from guarantor.case.finding import INDEX, Finder
from guarantor.case.heard import Before
from guarantor.case.judging import chosen_readings
from guarantor.case.keeping import RECORD, received_of
from guarantor.case.knowledge import Knowledge
from guarantor.case.occurring import JOINED_AT_ONCE, join_occurrences, pairs_of
from guarantor.case.odd import Odd, odd_in
from guarantor.case.positions import Tying, positions_of, tying_of
from guarantor.case.reading import Progress, ReadSummary, Said, read_into, relink, reports_of, sources_of
from guarantor.case.scale.pace import Pace
from guarantor.case.scale.run import Plan, Target, read_archive
from guarantor.case.smoothing import smooth
from guarantor.case.then import log_then
from guarantor.case.times import Times
from guarantor.case.told import CaseState
from guarantor.case.watching.events import Event as Happened
from guarantor.case.watching.starting import Asked, watch
from guarantor.case.why import Why, why
from guarantor.intake.gather import hints_of
from guarantor.intake.language_model import LanguageModel
from guarantor.intake.received import Received
from guarantor.intake.refusal import Refusal
from guarantor.linking.answers import Answers, answers
from guarantor.linking.bearing import Bearing
from guarantor.linking.copies import Copies
from guarantor.linking.distortions import Distortion
from guarantor.linking.incidents import Incident
from guarantor.linking.kept import Kept
from guarantor.linking.meetings import MeetingTold
from guarantor.linking.pledges import Pledge
from guarantor.linking.rolestold import RoleTold
from guarantor.linking.roots import Roots
from guarantor.linking.series import Series
from guarantor.model.assessment import Change
from guarantor.model.casefiles import CaseFiles
from guarantor.model.lasting import lasting
from guarantor.model.marking import CLEAR, MARKINGS, strictest
from guarantor.model.moments import moment
from guarantor.model.report import Report
from guarantor.model.testimony import Voices
from guarantor.positions.state import Positions
from guarantor.reading.actors import ActorTable
from guarantor.record.cleared import ClearedStore
from guarantor.record.record import Record, open_record
from guarantor.record.verify import Verification, verify

ChangesBy = Literal["published", "known"]


@dataclass(eq=False)
class Case:
    """A case that is open: its folder, its files as nouns, its record.

    Made by :func:`~guarantor.case.open_case`. Use as a context manager, or call :meth:`close`. A case that is cleared
    for a marking (:meth:`cleared`) is for looking only; ``behind`` is then the whole case, to which one writes.
    """

    folder: Path
    files: CaseFiles
    record: Record
    clearance: str = MARKINGS[-1]
    behind: Self | None = None

    # --- in ---------------------------------------------------------------------------------------------------------

    def read(
        self,
        sources: Iterable[str | Path] | str | Path,
        *,
        progress: Progress | None = None,
        plan: Plan | None = None,
        pace: Callable[[str, Pace], None] | None = None,
        **said: Unpack[Said],
    ) -> ReadSummary:
        """Read files, folders, addresses or ``-`` into the record. ``progress`` is called with each location read.

        ``published`` (ISO day), ``outlet``, ``url`` and ``language`` say what a bare file cannot, ``fields`` where JSON
        and CSV files have what. Nothing is dropped silently: what cannot be read is in the summary's ``refusals``.

        A ``plan`` says who works: several processes, or a cluster. The record comes out the same. ``pace`` is then
        called with each location written, and how fast it goes; a run that was interrupted is gone on with.
        """
        said.setdefault("keep", self.received)
        if plan is None:
            return self.read_reports(reports_of(sources_of(sources), **said), progress=progress)
        target = Target(
            self.record, self.files, self.folder, self.copies, self.received, (self.actors, self.tying)
        )  # fmt: skip
        summary = read_archive(target, sources_of(sources), hints_of(**said), plan, progress=pace)
        self.forget()
        return self._joined(summary)

    def read_reports(self, reports: Iterable[Report | Refusal], *, progress: Progress | None = None) -> ReadSummary:
        """Read reports that are at hand into the record."""
        summary = read_into(
            self.record, reports, actors=self.actors, bearing=self.tying, copies=self.copies, progress=progress,
            received=self.received,
        )  # fmt: skip
        self.forget()
        return self._joined(summary)

    def join_occurrences(self, laxest: str = CLEAR) -> tuple[int, int]:
        """Propose which of all the occurrences told are one (:mod:`guarantor.linking.joining`), and which words answer
        one: links added and withdrawn. Done after each reading; in a record of many entries only what lies near the
        new ones is looked at then (:mod:`guarantor.case.arriving`).

        Done for each marking by itself, from the ``laxest`` that something new has: what somebody may see rests on
        nothing that he may not.
        """
        whole, added, gone = self.whole, 0, 0
        below: set[tuple[str, str]] = set()
        for marking in MARKINGS[: MARKINGS.index(whole.marking) + 1]:
            seen = whole.cleared(marking)
            knowledge = seen.knowledge()
            if MARKINGS.index(marking) >= MARKINGS.index(laxest):
                more, fewer = join_occurrences(whole.record, knowledge, below)
                added, gone = added + more, gone + fewer
                if more or fewer:
                    whole.forget()
                    knowledge = whole.cleared(marking).knowledge()
            below |= pairs_of(knowledge)
        return added, gone

    def _joined(self, summary: ReadSummary) -> ReadSummary:
        summary.links += self.join_arrived(summary.occurrences)[0]
        return summary

    def join_arrived(self, arrived: Mapping[str, Iterable[str]]) -> tuple[int, int]:
        """The same for what new claims were tied to, by their marking: links added and withdrawn."""
        if not arrived:
            return 0, 0
        if self.whole.record.head.seq > JOINED_AT_ONCE:
            return join_arrived(self, arrived)
        return self.join_occurrences(min(arrived, key=MARKINGS.index))

    def watch(
        self, addresses: Iterable[str] = (), *, once: bool = False, stop: Event | None = None, **asked: Unpack[Asked]
    ) -> Iterator[Happened]:
        """Follow what ``watch.yaml`` lists and further addresses: what is new is read, what changed or vanished noted;
        an event each, until ``stop`` is set, or, with ``once``, until each was visited. Raises CaseError for faults of
        the list and BusyError where another process watches already."""
        return watch(self, addresses, once=once, stop=stop or Event(), **asked)

    @property
    def received(self) -> Received:
        """The documents as they were received."""
        return received_of(self.folder)

    @lasting
    def actors(self) -> ActorTable:
        """The case's people as the reader knows them, over the general table."""
        return table_of(self.files.people)

    @lasting
    def bearing(self) -> Bearing:
        """The evidence patterns of the agreement, ready to link claims."""
        return Bearing(self.files.agreement, self.files.people, since=self.files.info.since)

    @lasting
    def tying(self) -> Tying:
        """All that proposes links for claims: what bears on the agreement, and where somebody stands."""
        return tying_of(self.files, self.bearing)

    @lasting
    def copies(self) -> Copies:
        """The texts of all reports in the record, among which a new one is placed."""
        return Copies(Roots(self.files.people), self.record)

    def keep_files(self) -> tuple[int, int]:
        """Note the case's files in the record; where they changed, propose links anew. Links added and withdrawn."""
        before = self.record.case_files()
        if before == {file.name: file.text for file in self.files.files}:
            return 0, 0
        for file in self.files.files:
            self.record.add_case_file(file.name, file.text)
        for name in before.keys() - {file.name for file in self.files.files}:
            self.record.drop_case_file(name)
        self.record.note_program(__version__)
        changed = relink(self.record, self.tying, why="the agreement's files changed") if before else (0, 0)
        self.forget()
        if any(changed):
            self.join_occurrences()
        return changed

    # --- what is known ----------------------------------------------------------------------------------------------

    @property
    def whole(self) -> Case:
        """The case with everything in it, to which one writes."""
        return self.behind or self

    def cleared(self, clearance: str | None) -> Case:
        """The case as somebody with a clearance (a marking) may see it: as if nothing stricter had ever come in.

        Everything asked of it (states, briefs, exports, counts, numbers, the record's head) is made without what is
        hidden. The same object each time, until something that was seen in it is erased.
        """
        marking = (
            self.clearance if clearance is None else MARKINGS[min(map(MARKINGS.index, (self.clearance, clearance)))]
        )
        whole = self.whole
        if marking == MARKINGS[-1]:
            return whole
        found = whole._cleared.get(marking)
        if found is None or found[1].outdated:
            store = ClearedStore(whole.record.store, marking)
            found = Case(whole.folder, whole.files, Record(store), marking, whole), store
            whole._cleared[marking] = found
        return found[0]

    def as_known(self, known_at: str | None) -> Case:
        """The case with its files as they stood at a time (this one where they are the same), for looking at what was
        known then by the agreement of then. Raises CaseError where this program cannot read them any more."""
        texts = self.whole.record.case_files(known_at=known_at) if known_at is not None else {}
        if not texts or texts == {file.name: file.text for file in self.files.files}:
            return self
        whole, files = self.whole, load_texts(texts)
        if files.id not in whole._editions:
            whole._editions.clear()
            whole._editions[files.id] = Case(whole.folder, files, whole.record)
        return whole._editions[files.id].cleared(self.clearance)

    @lasting
    def _editions(self) -> dict[str, Case]:
        return {}

    @property
    def markings(self) -> tuple[str, ...]:
        """The markings that whoever sees this case may see and give."""
        return MARKINGS[: MARKINGS.index(self.clearance) + 1]

    @property
    def marking(self) -> str:
        """The strictest marking of the case and of anything in it; what is new since is looked at alone."""
        upto, found = self._marked
        head = self.record.head.seq
        if head > upto:
            found = self._strictest(found, upto, head)
            self._marked = (head, found)
        return found

    def _strictest(self, marking: str, after: int, until: int) -> str:
        """The strictest of a marking and those of some entries; of each step up one entry is looked at."""
        store = self.record.store
        for seq in store.outside(MARKINGS[: MARKINGS.index(marking) + 1], after=after, until=until):
            entry = store.at(seq)
            if entry is not None and entry.marking is not None:
                return self._strictest(strictest([marking, entry.marking]), after, until)
        return marking

    @lasting
    def _marked(self) -> tuple[int, str]:
        return 0, self.files.info.marking

    def numbered(self, seq: int) -> int:
        """The number here of an entry of the whole record."""
        store = self.record.store
        return store.rank(seq) if isinstance(store, ClearedStore) else seq

    @lasting
    def _cleared(self) -> dict[str, tuple[Case, ClearedStore]]:
        return {}

    def knowledge(self, known_at: str | int | None = None, *, clearance: str | None = None) -> Knowledge:
        """What the record held (at a time, or up to an entry's number): claims, links, origins, testimonies; of what is
        marked above a ``clearance`` nothing. Remembered until the record grows."""
        seen = self.cleared(clearance)
        if seen is not self:
            return seen.knowledge(seen.numbered(known_at) if isinstance(known_at, int) else known_at)
        seq = (self.record.seq_at(known_at) if known_at is not None else self.record.head.seq) or 0
        if self.behind is not None and _nothing_hidden(self.record, seq):
            return self.behind.knowledge(seq)
        if seq not in self._known:
            if len(self._known) >= MOMENTS:
                self._known.pop(next(iter(self._known)))
            self._known[seq] = Knowledge(self.files, self.record.view(known_at=seq), self._beside)
        return self._known[seq]

    @lasting
    def _known(self) -> dict[int, Knowledge]:
        return {}

    @lasting
    def _logs(self) -> WeakKeyDictionary[Knowledge, Log | Prepared]:
        return WeakKeyDictionary()

    def finder(self, knowledge: Knowledge) -> Finder | None:
        """The index for a moment of knowledge: of a large record at its latest moment, else None."""
        if self.behind is not None and knowledge.view.store is self.behind.record.store:
            return self.behind.finder(knowledge)
        head = self.record.head
        if not knowledge.large or knowledge.view.extent != head.seq:
            return None
        try:
            self._finder.catch_up(knowledge, head)
        except sqlite3.OperationalError:
            return None
        return self._finder

    def _beside(self, knowledge: Knowledge, kind: str) -> Sequence[int] | None:
        finder = self.finder(knowledge)
        return None if finder is None else finder.beside(kind)

    @lasting
    def _finder(self) -> Finder:
        return Finder(self.beside(INDEX))

    @lasting
    def _loaded(self) -> Loaded:
        return Loaded()

    def make_ready(self) -> None:
        """Read now what is needed as soon as something comes into a very large record."""
        whole = self.whole
        for each in (whole, *(seen for seen, _ in list(whole._cleared.values()))):
            each._loaded.make_ready()

    @lasting
    def heard_before(self) -> Before:
        """What the words in the columnar copy came to for questions asked before."""
        return Before()

    def forget(self) -> None:
        """Drop what is remembered of the record's state."""
        self._known.clear()
        self._logs.clear()
        for seen, _ in self._cleared.values():
            seen.forget()

    def log(self, knowledge: Knowledge) -> Log | Prepared:
        """The testimonies and coverages of a moment, ready to assess; very many of the latest moment also on disk."""
        if self.behind is not None and knowledge.view.store is self.behind.record.store:
            return self.behind.log(knowledge)
        if knowledge not in self._logs:
            head = knowledge.view.head()
            self._logs[knowledge] = log_of(
                knowledge, self.beside(COPY), head, loaded=self._loaded, latest=head.seq == self.record.head.seq
            )
        return self._logs[knowledge]

    def said_since(
        self, earlier: Log | Prepared | int, knowledge: Knowledge, log: Log | Prepared
    ) -> frozenset[str] | None:
        """About what a moment's log has other words than an earlier log, or than there were at an entry; None where
        that cannot be told at a glance."""
        if self.behind is not None and knowledge.view.store is self.behind.record.store:
            return self.behind.said_since(earlier, knowledge, log)
        if isinstance(earlier, int):
            return said_since_entry(self._loaded, log, earlier)
        return said_since(earlier, log)

    def log_then(
        self, knowledge: Knowledge, log: Log | Prepared, known_at: str
    ) -> tuple[Prepared, Knowledge, frozenset[str]] | None:
        """The log of a very large record as it was known at an earlier time, what was known then, and about what it has
        other words than the ``log`` of some knowledge; None where that cannot be had from it at a glance."""
        if self.behind is not None and knowledge.view.store is self.behind.record.store:
            return self.behind.log_then(knowledge, log, known_at)
        seq = self.record.seq_at(known_at)
        beside = beside_of(self._loaded, log)
        if not seq or beside is None or not isinstance(log, Prepared) or seq > knowledge.view.extent:
            return None
        then = Knowledge(self.files, self.record.view(known_at=seq))
        found = log_then(knowledge, then, log, beside)
        return None if found is None else (found[0], then, found[1])

    def beside(self, name: str) -> Path:
        """Where something derived is kept, of the whole record or of what is cleared."""
        return self.folder / (name if self.behind is None else f"{name}.{self.clearance.partition(':')[2]}")

    # --- what holds -------------------------------------------------------------------------------------------------

    @property
    def zone(self) -> str:
        """The agreement's zone."""
        return self.files.agreement.zone

    @property
    def shown(self) -> tuple[str, ...]:
        """The accounts that stand as columns, in the case's order."""
        return self.files.info.shown or tuple(self.files.people.accounts)

    @lasting
    def voices(self) -> tuple[Voices, ...]:
        """Every account resolved to roots."""
        return tuple(self.files.people.voices(account) for account in self.files.people.accounts)

    def status(
        self,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        published_by: str | None = None,
        account: str = "everybody",
        reviewed_only: bool = False,
        readings: Mapping[str, str] | None = None,
    ) -> CaseState:
        """The state of the agreement in an account: a mapping from provision ids to cells, in the order of the texts.

        Times are ISO days (meaning their end, in the case's zone) or date-times. Raises KeyError for an account that
        the case does not have.
        """
        times = Times(as_of=as_of, known_at=known_at, published_by=published_by)
        knowledge = self.knowledge(known_at)
        state = assess(
            self.files.agreement,
            self.log(knowledge),
            (),
            self.voices,
            account=account,
            as_of=times.as_of_instant(self.zone, self.files.info.until),
            published_by=times.published_instant(self.zone),
            reviewed_only=reviewed_only,
            readings={**chosen_readings(knowledge), **(readings or {})},
        )
        return CaseState.of(state, lambda asked, provision: why(asked, knowledge, provision))

    def states(
        self, accounts: Sequence[str] | None = None, *, times: Times | None = None, reviewed_only: bool = False
    ) -> dict[str, State]:
        """The state in several accounts (those shown as columns, where none are named)."""
        asked = times or Times()
        return {
            account: self.status(
                as_of=asked.as_of,
                known_at=asked.known_at,
                published_by=asked.published_by,
                account=account,
                reviewed_only=reviewed_only,
            )
            for account in accounts or self.shown
        }

    def why(
        self,
        provision: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        published_by: str | None = None,
        account: str = "everybody",
        reviewed_only: bool = False,
        every: bool = False,
    ) -> Why:
        """Why a provision has its status in an account, down to the quoted words (``every`` instance, not only those
        that decide). Raises KeyError for a provision or account that is not there."""
        state = self.status(
            as_of=as_of, known_at=known_at, published_by=published_by, account=account, reviewed_only=reviewed_only
        )
        return why(state, self.knowledge(known_at), provision, every=every, compare=True)

    def changes(
        self,
        since: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        account: str = "everybody",
        published_by: str | None = None,
        by: ChangesBy = "published",
        reviewed_only: bool = False,
    ) -> tuple[Change, ...]:
        """What reads differently from how it read at ``since``, and because of which claims.

        ``by`` says what "read then" means: ``published`` (what could be read by then, as of then) or ``known`` (what
        the record held then, as of then).
        """
        earlier = self.status(
            as_of=since,
            known_at=since if by == "known" else known_at,
            published_by=since if by == "published" else published_by,
            account=account,
            reviewed_only=reviewed_only,
        )
        later = self.status(
            as_of=as_of, known_at=known_at, published_by=published_by, account=account, reviewed_only=reviewed_only
        )
        return changes(earlier, later)

    def brief(
        self,
        *,
        meeting: str | None = None,
        since: str | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
        published_by: str | None = None,
        accounts: Sequence[str] | None = None,
        issues: Sequence[str] = (),
        reviewed_only: bool = False,
        length: Length = "page",
        marking: str | None = None,
        wording: str | None = None,
        model: LanguageModel | None = None,
    ) -> Brief:
        """The cited brief from ``since`` (default: the week before) to ``as_of``; or, with ``meeting``, the brief that
        prepares one, which looks at the evening before it. Nothing marked above ``marking`` (the case's, where none is
        given) shows; a ``model`` may smooth its prose. Raises KeyError for a meeting, account or issue that is not
        there."""
        asked = BriefRequest(
            meeting=meeting, since=since, as_of=as_of, known_at=known_at, published_by=published_by,
            accounts=tuple(accounts or ()), issues=tuple(issues), reviewed_only=reviewed_only, length=length,
            marking=marking, wording=wording,
        )  # fmt: skip
        return brief_of(self, asked if model is None else smooth(self, asked, model)[0])

    def positions(
        self,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        published_by: str | None = None,
        reviewed_only: bool = False,
        assume: Sequence[tuple[str, str]] = (),
        rules: Sequence[str] = (),
    ) -> Positions:
        """Where everybody stands, and what follows for consent and packages. ``assume`` are (actor, issue/option)
        pairs: "what if this actor accepted that"; ``rules`` limits the consent rules used. Raises KeyError for an
        actor, option or rule that is not there."""
        return positions_of(
            self.files, self.knowledge(known_at), Times(as_of=as_of, known_at=known_at, published_by=published_by),
            reviewed_only=reviewed_only, assume=assume, rules=rules,
        )  # fmt: skip

    @property
    def everybody(self) -> str:
        """The account of all roots."""
        return next((each.account for each in self.voices if each.everybody), self.shown[-1])

    def answers(
        self, *, known_at: str | None = None, published_by: str | None = None, reviewed_only: bool = False
    ) -> tuple[Answers, ...]:
        """What is told of each open issue, and by whom: roles as told, names of a paper, any question with words."""
        if not self.files.agreement.issues:
            return ()
        knowledge = self.knowledge(known_at)
        limit = None if published_by is None else moment(published_by, self.zone)
        seen = [
            kept
            for kept in knowledge.claims.values()
            if (kept.reviewed or not reviewed_only) and _read_by(knowledge, kept, limit)
        ]
        return tuple(answers(issue, seen, knowledge.roots) for issue in self.files.agreement.issues)

    # --- what is told of acts ---------------------------------------------------------------------------------------

    def meetings(self, *, known_at: str | None = None) -> tuple[MeetingTold, ...]:
        """Meetings told of: announced, confirmed, held, postponed, cancelled, by whom; who was to come, who came."""
        return acts.meetings_told(self.knowledge(known_at))

    def incidents(self, *, known_at: str | None = None) -> tuple[Incident, ...]:
        """Every incident told of: alleged, answered, examined, found, acted upon; and how many each origin counts."""
        return acts.incidents_told(self.knowledge(known_at))

    def series(self, *, known_at: str | None = None) -> tuple[Series, ...]:
        """Running counts by origin, thing and scope: updates, revisions, echoes."""
        return acts.series_told(self.knowledge(known_at))

    def pledges(self, *, known_at: str | None = None) -> tuple[Pledge, ...]:
        """People under arms that somebody announced, authorised, pledged, deployed or withdrew, by whose word."""
        return acts.pledges_told(self.knowledge(known_at))

    def roles(self, *, known_at: str | None = None) -> tuple[RoleTold, ...]:
        """Who calls whom what, since which day, and who denies it."""
        return acts.roles_as_told(self.knowledge(known_at))

    def discrepancies(self, report: str | None = None, *, known_at: str | None = None) -> tuple[Odd, ...]:
        """What does not fit within a report (of this id), or within any of the record: each is read for it anew."""
        knowledge = self.knowledge(known_at)
        return odd_in(knowledge, knowledge.reports if report is None else (report,))

    def distortions(self, *, known_at: str | None = None) -> tuple[Distortion, ...]:
        """What copies changed of the texts they share."""
        return acts.distortions_of(self.knowledge(known_at))

    # --- the record -------------------------------------------------------------------------------------------------

    def verify(self, head: str | None = None) -> Verification:
        """Recompute every hash, id, link of the chain and quoted span; ``head`` is one noted earlier."""
        return verify(self.record.store, head)

    def close(self) -> None:
        """Give up the record's connections; the indexes beside it are sealed."""
        for each in (self, *(seen for seen, _ in self._cleared.values())):
            if "_finder" in each.__dict__:
                each._finder.rest()
        self.record.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _nothing_hidden(record: Record, seq: int) -> bool:
    return isinstance(record.store, ClearedStore) and record.store.whole_up_to(seq)


def _read_by(knowledge: Knowledge, kept: Kept, limit: int | None) -> bool:
    published = knowledge.witnesses.published(kept.claim)
    return limit is None or (published is not None and published <= limit)


MOMENTS = 4
"""How many moments of the record are remembered at once."""


def open_case(folder: str | Path, *, record: str | Path | None = None) -> Case:
    """Open a case's folder; its record (``record.db`` beside the files, or a ``postgresql://`` address) is made where
    there is none. Raises :class:`~guarantor.agreement.faults.CaseError` with every fault of the files."""
    place = Path(folder)
    files = load_case(place)
    case = Case(place, files, open_record(record or place / RECORD))
    case.keep_files()
    return case
