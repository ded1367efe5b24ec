"""What changed in an account between two questions, and because of which claims."""

from __future__ import annotations

from collections.abc import Iterable

from guarantor.assessment.state import State
from guarantor.model.assessment import Change, ProvisionStatus


def changes_between(before: State, after: State, provisions: Iterable[str] | None = None) -> tuple[Change, ...]:
    """Every cell (of some provisions) that reads differently, with the claims that are new to it or gone from it.

    ``by_time``: nothing new is told; only time has passed.
    """
    found: list[Change] = []
    for provision in after if provisions is None else provisions:
        old, new = before[provision], after[provision]
        if _reads(old) == _reads(new) and old.counts == new.counts:
            continue
        because = tuple(sorted(set(new.claims) - set(old.claims)))
        gone = tuple(sorted(set(old.claims) - set(new.claims)))
        found.append(
            Change(
                provision=provision, account=new.account, before=old.text, after=new.text, because=because, gone=gone,
                by_time=not because and not gone,
            )
        )  # fmt: skip
    return tuple(found)


def _reads(cell: ProvisionStatus) -> tuple[object, ...]:
    marks = frozenset((mark.name, mark.roots) for mark in cell.marks)
    readings = tuple((name, other.status) for name, other in cell.readings)
    return cell.text, marks, cell.tellers, cell.against, readings
