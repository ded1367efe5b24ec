"""What is new in a case, for the change feed: the newest claims, changed states, what people decided.

A decision names everything it touches: the claims it is about and those it brings in; of a report or a link all its
claims; of a decision that is taken back, what that one touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from guarantor.exchange.feed import MOST, News, changed_states
from guarantor.exchange.selected import Selected
from guarantor.record.view import View

if TYPE_CHECKING:
    from guarantor.case.case import Case

CORRECTING = frozenset({"reject", "correct", "split", "retract", "undo"})
"""Acts that change what was told before; the others are decisions."""
BACK = 20
"""So many times more entries are looked at each time in which too few claims were found."""


def news(case: Case, chosen: Selected) -> Iterator[News]:
    """The newest claims and decisions of what is selected, from the record, and changed states."""
    yield from changed_states(chosen)
    case = case.cleared(chosen.marking)
    view = case.record.view()
    for id_ in _newest(view, chosen):
        standing = view.standing(id_)
        if standing is not None:
            claim = standing.claim
            who = claim.holder.text or claim.report.outlet or "nobody named"
            yield News(
                id=id_, at=standing.recorded, kind="claim", title=f"{who}: {' '.join(claim.quote.split())[:120]}",
                text=f"{claim.quote}\n{claim.report.outlet}, {claim.report.published or 'undated'}", by="guarantor",
                about=(id_, *chosen.provisions(id_)), url=claim.report.url,
            )  # fmt: skip
    yield from islice(_decisions(case, chosen), MOST)


def _newest(view: View, chosen: Selected) -> list[str]:
    """The last claims of what is selected, in the order they came: as few entries from the record's end on are looked
    at as hold that many."""
    extent, back = view.extent, MOST
    while True:
        back *= BACK
        held = (standing.id for standing in view.standings(after=max(0, extent - back)))
        found = [id_ for id_ in held if id_ in chosen.claims]
        if len(found) >= MOST or back >= extent:
            return found[-MOST:]


def _decisions(case: Case, chosen: Selected) -> Iterator[News]:
    """What people decided, the last first; without what touches anything that may not show."""
    for entry in reversed(list(case.record.store.entries(["judgement"]))):
        payload = entry.payload or {}
        touched = tuple(dict.fromkeys(_touched(case, payload)))
        if touched and all(each in chosen.claims or _may_show(case, each) for each in touched):
            act = payload["act"]
            yield News(
                id=entry.id, at=entry.recorded, kind="correction" if act in CORRECTING else "decision",
                title=f"{act}: {len(touched)} touched", text=payload.get("why", ""),
                by=entry.author or "nobody named", about=touched,
            )  # fmt: skip


def _touched(case: Case, payload: dict[str, Any]) -> Iterator[str]:
    """Every id that a decision touches."""
    view = case.record.view()
    for id_ in (*payload.get("about", ()), *payload.get("into", ())):
        kind = id_.partition(":")[0]
        if kind == "judgement":
            undone = case.record.store.get(id_)
            yield from _touched(case, undone.payload or {}) if undone is not None else (id_,)
        elif kind == "link":
            link = view.link(id_)
            yield from link.link.claims if link is not None else (id_,)
        else:
            yield id_
            if kind == "report":
                yield from (standing.id for standing in view.claims_of(id_))


def _may_show(case: Case, id_: str) -> bool:
    """Whether an id that is no longer live may be named: a claim or report within the marking, or a thing of the
    case's files."""
    if id_.startswith("report:"):
        return case.record.report(id_) is not None
    if id_.startswith("claim:"):
        return case.record.claim(id_) is not None
    agreement = case.files.agreement
    return id_ in case.files.people.sources or any(
        id_ == each.id
        for part in (agreement.provisions, agreement.events, agreement.phases, agreement.issues)
        for each in part
    )
