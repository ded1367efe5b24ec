"""What comes into a case: reports read into its record, links proposed for them, its files noted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Unpack

from guarantor import __version__
from guarantor.case.opened import Opened
from guarantor.model.lasting import lasting
from guarantor.model.marking import CLEAR, MARKINGS
from guarantor.model.report import Report

if TYPE_CHECKING:
    from guarantor.case.positions import Tying
    from guarantor.case.reading import Progress, ReadSummary, Said
    from guarantor.case.scale.pace import Pace
    from guarantor.case.scale.run import Plan
    from guarantor.case.watching.events import Event as Happened
    from guarantor.case.watching.starting import Asked
    from guarantor.intake.received import Received
    from guarantor.intake.refusal import Refusal
    from guarantor.linking.bearing import Bearing
    from guarantor.linking.copies import Copies
    from guarantor.reading.actors import ActorTable


class Receiving(Opened):
    """The part of a case that takes in; see :class:`~guarantor.case.case.Case`."""

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
        from guarantor.case.reading import reports_of, sources_of

        said.setdefault("keep", self.received)
        if plan is None:
            return self.read_reports(reports_of(sources_of(sources), **said), progress=progress)
        from guarantor.case.scale.run import Target, read_archive
        from guarantor.intake.gather import hints_of

        target = Target(
            self.record, self.files, self.folder, self.copies, self.received, (self.actors, self.tying)
        )  # fmt: skip
        summary = read_archive(target, sources_of(sources), hints_of(**said), plan, progress=pace)
        self.forget()
        return self._joined(summary)

    def read_reports(self, reports: Iterable[Report | Refusal], *, progress: Progress | None = None) -> ReadSummary:
        """Read reports that are at hand into the record."""
        from guarantor.case.reading import read_into

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
        from guarantor.case.occurring import join_occurrences, pairs_of

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
        from guarantor.case.arriving import join_arrived
        from guarantor.case.occurring import JOINED_AT_ONCE

        if not arrived:
            return 0, 0
        if self.whole.record.head.seq > JOINED_AT_ONCE:
            return join_arrived(self._case, arrived)
        return self.join_occurrences(min(arrived, key=MARKINGS.index))

    def watch(
        self, addresses: Iterable[str] = (), *, once: bool = False, stop: Event | None = None, **asked: Unpack[Asked]
    ) -> Iterator[Happened]:
        """Follow what ``watch.yaml`` lists and further addresses: what is new is read, what changed or vanished noted;
        an event each, until ``stop`` is set, or, with ``once``, until each was visited. Raises CaseError for faults of
        the list and BusyError where another process watches already."""
        from guarantor.case.watching.starting import watch

        return watch(self._case, addresses, once=once, stop=stop or Event(), **asked)

    @property
    def received(self) -> Received:
        """The documents as they were received."""
        from guarantor.case.keeping import received_of

        return received_of(self.folder)

    @lasting
    def actors(self) -> ActorTable:
        """The case's people as the reader knows them, over the general table."""
        from guarantor.case.cast import table_of

        return table_of(self.files.people)

    @lasting
    def bearing(self) -> Bearing:
        """The evidence patterns of the agreement, ready to link claims."""
        from guarantor.linking.bearing import Bearing

        return Bearing(self.files.agreement, self.files.people, since=self.files.info.since)

    @lasting
    def tying(self) -> Tying:
        """All that proposes links for claims: what bears on the agreement, and where somebody stands."""
        from guarantor.case.positions import tying_of

        return tying_of(self.files, self.bearing)

    @lasting
    def copies(self) -> Copies:
        """The texts of all reports in the record, among which a new one is placed."""
        from guarantor.linking.copies import Copies
        from guarantor.linking.roots import Roots

        return Copies(Roots(self.files.people), self.record)

    def keep_files(self) -> tuple[int, int]:
        """Note the case's files in the record; where they changed, propose links anew. Links added and withdrawn."""
        before = self.record.case_files()
        if before == {file.name: file.text for file in self.files.files}:
            return 0, 0
        from guarantor.case.reading import relink

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
