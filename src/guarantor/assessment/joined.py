"""The earlier or the later of several moments, as an account has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from guarantor.assessment.triggers import Coming, Occurrence
from guarantor.model.agreement import Anchor, Offset
from guarantor.model.calendar import deadline

if TYPE_CHECKING:
    from guarantor.assessment.engine import Engine


def coming_of_several(engine: Engine, anchor: Anchor, as_of: int) -> Coming:
    """The one moment that an ``earlier`` or ``later`` anchor comes to, ahead of as-of or not.

    The later of several is not known before all of them are; the earlier is the first that is.
    """
    parts = [engine.coming(replace(part, offset=Offset()), as_of) for part in anchor.of]
    first = [_first(coming, part.offset, engine.zone) for coming, part in zip(parts, anchor.of, strict=True)]
    known = [moment for moment in first if moment is not None]
    silent = [coming for coming, moment in zip(parts, first, strict=True) if moment is None]
    if not known or (anchor.kind == "later" and silent):
        told = [coming.none == "not come" for coming in silent]
        not_come = any(told) if anchor.kind == "later" else all(told)
        return Coming(
            none="not come" if not_come else "nobody",
            deniers=tuple(sorted({root for coming in silent for root in coming.deniers})),
            denials=tuple(claim for coming in silent for claim in coming.denials),
        )
    moment = _earlier(known) if anchor.kind == "earlier" else _later(known)
    return Coming(occurrences=(moment,)) if moment.lo <= as_of else Coming(none="not come", ahead=(moment,))


def _first(coming: Coming, offset: Offset, zone: str) -> Occurrence | None:
    """The first coming of one part, moved by its offset; one that nobody denies before one that is denied."""
    found = sorted((*coming.occurrences, *coming.ahead), key=lambda o: (bool(o.denied), o.hi, o.lo))
    if not found:
        return None
    lo, hi = deadline(found[0].lo, offset, zone), deadline(found[0].hi, offset, zone)
    return replace(found[0], lo=lo, hi=hi, key=None, debtor=None, amount=None)


def _earlier(known: Iterable[Occurrence]) -> Occurrence:
    ordered = sorted(known, key=lambda o: (o.hi, o.lo))
    return replace(ordered[0], lo=min(o.lo for o in ordered))


def _later(known: Iterable[Occurrence]) -> Occurrence:
    ordered = sorted(known, key=lambda o: (o.hi, o.lo))
    lo, last = max(o.lo for o in ordered), ordered[-1]
    return replace(
        last, lo=lo, differ=any(o.differ for o in ordered if o.hi > lo), borrowed=any(o.borrowed for o in ordered),
        claims=tuple(dict.fromkeys(claim for o in ordered for claim in o.claims)),
        roots=tuple(sorted({root for o in ordered for root in o.roots})),
        denied=tuple(sorted({root for o in ordered for root in o.denied})),
    )  # fmt: skip


__all__ = ["coming_of_several"]
