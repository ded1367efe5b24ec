"""The state of a case in several accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from guarantor.assessment import Log, State, assess
from guarantor.assessment.bulk import Prepared

if TYPE_CHECKING:
    from guarantor.case.case import Case


def states_of(
    case: Case,
    log: Log | Prepared,
    accounts: Sequence[str],
    as_of: int,
    published_by: int | None,
    reviewed_only: bool,
    readings: Mapping[str, str] | None = None,
) -> Mapping[str, State]:
    """The state in several accounts, from a log that may hold less than all."""
    return {
        account: assess(
            case.files.agreement, log, (), case.voices, account=account, as_of=as_of, published_by=published_by,
            reviewed_only=reviewed_only, readings=readings,
        )
        for account in accounts
    }  # fmt: skip
