"""The library's front: a case with its files and its record. What a command does, a method of the same name does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from guarantor.agreement.load import load_case
from guarantor.case.asking import Asking
from guarantor.case.opened import RECORD
from guarantor.record.record import open_record

if TYPE_CHECKING:
    from guarantor.case.odd import Odd
    from guarantor.linking.distortions import Distortion
    from guarantor.linking.incidents import Incident
    from guarantor.linking.meetings import MeetingTold
    from guarantor.linking.pledges import Pledge
    from guarantor.linking.rolestold import RoleTold
    from guarantor.linking.series import Series
    from guarantor.record.verify import Verification


class Case(Asking):
    """A case that is open: its folder, its files as nouns, its record.

    Made by :func:`~guarantor.case.open_case`. Use as a context manager, or call :meth:`close`. A case that is cleared
    for a marking (:meth:`cleared`) is for looking only; ``behind`` is then the whole case, to which one writes.
    """

    def meetings(self, *, known_at: str | None = None) -> tuple[MeetingTold, ...]:
        """Meetings told of: announced, confirmed, held, postponed, cancelled, by whom; who was to come, who came."""
        from guarantor.case import acts

        return acts.meetings_told(self.knowledge(known_at))

    def incidents(self, *, known_at: str | None = None) -> tuple[Incident, ...]:
        """Every incident told of: alleged, answered, examined, found, acted upon; and how many each origin counts."""
        from guarantor.case import acts

        return acts.incidents_told(self.knowledge(known_at))

    def series(self, *, known_at: str | None = None) -> tuple[Series, ...]:
        """Running counts by origin, thing and scope: updates, revisions, echoes."""
        from guarantor.case import acts

        return acts.series_told(self.knowledge(known_at))

    def pledges(self, *, known_at: str | None = None) -> tuple[Pledge, ...]:
        """People under arms that somebody announced, authorised, pledged, deployed or withdrew, by whose word."""
        from guarantor.case import acts

        return acts.pledges_told(self.knowledge(known_at))

    def roles(self, *, known_at: str | None = None) -> tuple[RoleTold, ...]:
        """Who calls whom what, since which day, and who denies it."""
        from guarantor.case import acts

        return acts.roles_as_told(self.knowledge(known_at))

    def discrepancies(self, report: str | None = None, *, known_at: str | None = None) -> tuple[Odd, ...]:
        """What does not fit within a report (of this id), or within any of the record: each is read for it anew."""
        from guarantor.case.odd import odd_in

        knowledge = self.knowledge(known_at)
        return odd_in(knowledge, knowledge.reports if report is None else (report,))

    def distortions(self, *, known_at: str | None = None) -> tuple[Distortion, ...]:
        """What copies changed of the texts they share."""
        from guarantor.case import acts

        return acts.distortions_of(self.knowledge(known_at))

    def verify(self, head: str | None = None) -> Verification:
        """Recompute every hash, id, link of the chain and quoted span; ``head`` is one noted earlier."""
        from guarantor.record.verify import verify

        return verify(self.record.store, head)


def open_case(folder: str | Path, *, record: str | Path | None = None) -> Case:
    """Open a case's folder; its record (``record.db`` beside the files, or a ``postgresql://`` address) is made where
    there is none. Raises :class:`~guarantor.agreement.faults.CaseError` with every fault of the files."""
    place = Path(folder)
    files = load_case(place)
    case = Case(place, files, open_record(record or place / RECORD))
    case.keep_files()
    return case
