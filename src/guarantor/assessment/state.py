"""The state of an agreement in one account: a mapping from provisions to their cells, computed when asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from guarantor.assessment.engine import Engine
from guarantor.assessment.log import Cut, Log
from guarantor.assessment.view import View
from guarantor.model.agreement import Agreement
from guarantor.model.assessment import InstanceStatus, ProvisionStatus
from guarantor.model.moments import LATEST
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

    def instances(self, provision: str, reading: str | None = None) -> tuple[InstanceStatus, ...]:
        """Every instance of a provision: debtors, occurrences, periods, incidents."""
        return tuple(judged.status for judged in self.engine.instances(provision, self.as_of, reading))


def assess(
    agreement: Agreement,
    testimonies: Iterable[Testimony] | Log,
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

    ``testimonies`` may be a :class:`Log` made before (then ``coverages`` are in it). ``readings`` chooses a reading for
    some provisions. Raises KeyError for an account that is not among ``accounts``.
    """
    log = testimonies if isinstance(testimonies, Log) else Log.of(testimonies, coverages)
    cut = Cut(known_at=known_at, published_by=published_by, reviewed_only=reviewed_only)
    engine = Engine(agreement, View(log, voices_of(accounts, account), cut), dict(readings or {}))
    return State(engine, LATEST if as_of is None else as_of)


def voices_of(accounts: Sequence[Voices], account: str) -> Voices:
    """The account of an id; raises KeyError with the id."""
    for voices in accounts:
        if voices.account == account:
            return voices
    raise KeyError(account)
