"""The state of an agreement in one account: a mapping from provisions to their cells, computed when asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from guarantor.assessment.bulk import Prepared
from guarantor.assessment.engine import Engine
from guarantor.assessment.kernel import Bulk
from guarantor.assessment.log import Cut, Log
from guarantor.assessment.view import View
from guarantor.model.agreement import Agreement
from guarantor.model.assessment import InstanceStatus, ProvisionStatus
from guarantor.model.testimony import Coverage, Testimony, Voices


@dataclass(frozen=True, slots=True)
class State(Mapping[str, ProvisionStatus]):
    """Every provision's cell, in the order of the texts, in one account as of a time."""

    engine: Engine
    as_of: int

    def __getitem__(self, provision: str) -> ProvisionStatus:
        self.engine.variants(provision)
        cell = self.engine.cell(provision, self.as_of)
        assert cell is not None
        return cell

    def __iter__(self) -> Iterator[str]:
        return (provision.id for provision in self.engine.agreement.provisions)

    def __len__(self) -> int:
        return len(self.engine.agreement.provisions)

    def statuses(self) -> tuple[Bulk, ...]:
        """Every instance of the plain duties as arrays, from the kernel; what is beyond its reach is not among them.

        Raises ValueError for a state that was not assessed from a prepared log.
        """
        prepared = self.engine.prepared
        if prepared is None:
            raise ValueError("make a Prepared log first, and assess that")
        return prepared.judge(self.engine.view.voices, self.engine.view.cut, self.as_of)

    def instances(self, provision: str, reading: str | None = None) -> tuple[InstanceStatus, ...]:
        """Every instance of a provision: debtors, occurrences, periods, incidents."""
        return tuple(judged.status for judged in self.engine.instances(provision, self.as_of, reading))

    def newest(self, provision: str) -> Iterator[InstanceStatus]:
        """Every instance of a provision, the last first, worked out as they are asked for."""
        return (judged.status for judged in self.engine.newest(provision, self.as_of))


def assess(
    agreement: Agreement,
    testimonies: Iterable[Testimony] | Log | Prepared,
    coverages: Iterable[Coverage] = (),
    accounts: Sequence[Voices] = (),
    *,
    account: str,
    as_of: int | None = None,
    known_at: int | None = None,
    published_by: int | None = None,
    reviewed_only: bool = False,
    readings: Mapping[str, str] | None = None,
) -> State:
    """The state of an agreement in an account, as of a time, from what was known, published or reviewed.

    ``testimonies`` may be a :class:`Log` made before (then ``coverages`` are in it), or, for very many claims, a
    :class:`Prepared` log of the same agreement. ``readings`` chooses a reading for some provisions. ``as_of`` None: the
    last moment of which anything is told. Raises KeyError for an account that is not among ``accounts``.
    """
    prepared = testimonies if isinstance(testimonies, Prepared) else None
    log = prepared.log if prepared else testimonies if isinstance(testimonies, Log) else None
    if log is None:
        assert not isinstance(testimonies, Log | Prepared)
        log = Log.of(testimonies, coverages)
    cut = Cut(known_at=known_at, published_by=published_by, reviewed_only=reviewed_only)
    engine = Engine(agreement, View(log, voices_of(accounts, account), cut), dict(readings or {}), prepared)
    return State(engine, log.last_moment if as_of is None else as_of)


def voices_of(accounts: Sequence[Voices], account: str) -> Voices:
    """The account of an id; raises KeyError with the id."""
    for voices in accounts:
        if voices.account == account:
            return voices
    raise KeyError(account)
