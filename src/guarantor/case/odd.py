"""What does not fit within a report of the record, wherever a report or a status that rests on it is shown.

It follows from the report's text alone (:mod:`guarantor.reading.discrepancies`), so nothing of it is kept in the
record; what was found is remembered while the case is open.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from guarantor.case.cast import table_of
from guarantor.case.knowledge import Knowledge
from guarantor.model.report import Report
from guarantor.model.spans import Span
from guarantor.reading.actors import ActorTable
from guarantor.record.store import Store

BEHIND = 20
"""So many reports behind a status are looked at, the newest: one takes about ten milliseconds the first time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """Two things of one report that do not fit: which report, of which outlet and day, and what, in words.

    ``words`` are the places in question as they stand in the text, ``spans`` where. ``contradictory`` is False where
    both can be so.
    """

    report: str
    outlet: str
    published: str | None
    kind: str
    note: str
    contradictory: bool
    spans: tuple[Span, ...]
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """One line: "Paper, 2025-11-02: 8 states announced, 7 named"."""
        return f"{self.outlet}, {self.published or 'undated'}: {self.note}"


REMEMBERED = 5_000
"""So many reports of a case are remembered at once."""
_found: WeakKeyDictionary[Store, tuple[ActorTable, dict[str, tuple[Odd, ...]]]] = WeakKeyDictionary()


def odd_in(knowledge: Knowledge, reports: Iterable[str]) -> tuple[Odd, ...]:
    """What does not fit within some reports, each looked at once; of ids that the moment does not know, nothing."""
    store = knowledge.view.store
    if store not in _found:
        _found[store] = (table_of(knowledge.people), {})
    table, found = _found[store]
    odd: list[Odd] = []
    for id_ in dict.fromkeys(reports):
        report = knowledge.reports.get(id_)
        if report is None:
            continue
        if id_ not in found:
            if len(found) >= REMEMBERED:
                found.clear()
            found[id_] = _of(id_, report, table)
        odd += found[id_]
    return tuple(odd)


def odd_behind(knowledge: Knowledge, claims: Iterable[str]) -> tuple[Odd, ...]:
    """What does not fit within the reports of some claims, of very many the newest. A credit that stands loose is told
    where one of these claims came by it: what of their words is the agency's is not written."""
    kept = [knowledge.claims[each] for each in claims if each in knowledge.claims]
    days = {each.claim.report.id: each.claim.report.published or "" for each in kept}
    newest = sorted(days, key=lambda id_: (days[id_], id_))[-BEHIND:]
    by_way = {(each.claim.report.id, link.span) for each in kept for link in each.claim.chain if link.span is not None}
    found = odd_in(knowledge, newest)
    return tuple(each for each in found if each.kind != "loose_credit" or (each.report, each.spans[0]) in by_way)


def _of(id_: str, report: Report, table: ActorTable) -> tuple[Odd, ...]:
    from guarantor.reading.claims import discrepancies_of, parts_of

    return tuple(
        Odd(
            report=id_, outlet=report.outlet or report.location, published=report.published and report.published[:10],
            kind=one.kind, note=one.note, contradictory=one.contradictory, spans=one.spans,
            words=tuple(report.text[start:end] for start, end in one.spans),
        )
        for one in discrepancies_of(report, parts_of(report, table))
    )  # fmt: skip
