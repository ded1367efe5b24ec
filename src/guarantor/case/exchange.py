"""Exports of a case: the same filters and times as the screen, in the formats of others, a piece at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from guarantor.case.briefs import states_of
from guarantor.case.judging import chosen_readings
from guarantor.case.positions import positions_of
from guarantor.case.times import Times
from guarantor.exchange.annotations import annotation_page
from guarantor.exchange.barometer import barometer
from guarantor.exchange.calendar import icalendar
from guarantor.exchange.events import lost, plover
from guarantor.exchange.feed import News, atom, changed_states
from guarantor.exchange.flat import ExportError, csv_lines, json_lines, write_parquet
from guarantor.exchange.ftm import ftm
from guarantor.exchange.places import geojson
from guarantor.exchange.provenance import prov_json
from guarantor.exchange.review_markup import claim_reviews
from guarantor.exchange.selected import Selected
from guarantor.exchange.tables import Table, rows
from guarantor.linking.kept import Kept

if TYPE_CHECKING:
    from guarantor.case.case import Case
from guarantor.case.knowledge import Knowledge

TABULAR = ("csv", "jsonl", "hxl", "parquet")
"""Formats of flat tables; ``what`` says which."""
HXL_TABLES = ("counters", "incidents")
FIXED: Mapping[str, Callable[[Selected], Iterator[str]]] = {
    "plover": plover, "plover-lost": lost, "geojson": geojson, "ics": icalendar, "prov": prov_json,
    "annotations": annotation_page, "ftm": ftm, "claimreview": claim_reviews,
}  # fmt: skip
FORMATS = (*TABULAR, *FIXED, "barometer", "atom")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """What is exported: the question's times and filters, and the strictest marking that may show."""

    times: Times = field(default_factory=Times)
    accounts: tuple[str, ...] = ()
    reviewed_only: bool = False
    marking: str | None = None


def selected(case: Case, asked: ExportRequest) -> Selected:
    """The claims and states that a request selects."""
    marking = asked.marking or case.files.info.marking
    knowledge = case.knowledge(asked.times.known_at, clearance=marking)
    until = case.files.info.until
    now, limit = asked.times.as_of_instant(case.zone, until), asked.times.published_instant(case.zone)
    accounts: Sequence[str] = tuple(dict.fromkeys((*(asked.accounts or case.shown), case.everybody)))
    return Selected(
        process=case.files.info.id, agreement=case.files.agreement, people=case.files.people,
        claims=_claims(case, knowledge, asked), links=knowledge.of_claim, reports=knowledge.reports,
        roots=knowledge.roots, states=states_of(
            case, case.log(knowledge), accounts, now, limit, asked.reviewed_only, chosen_readings(knowledge)
        ),
        everybody=case.everybody, until=now,
        asked=asked.times.words(case.zone, until), marking=marking,
        positions=positions_of(case.files, knowledge, asked.times, reviewed_only=asked.reviewed_only),
    )  # fmt: skip


def _claims(case: Case, knowledge: Knowledge, asked: ExportRequest) -> dict[str, Kept]:
    limit = asked.times.published_instant(case.zone)
    found = {}
    for id_, kept in knowledge.claims.items():
        published = knowledge.witnesses.published(kept.claim)
        if (kept.reviewed or not asked.reviewed_only) and (
            limit is None or (published is not None and published <= limit)
        ):
            found[id_] = kept
    return found


def export(case: Case, format_: str, asked: ExportRequest, *, what: Table = "claims") -> Iterator[str]:
    """The export in pieces of text. Raises :class:`ExportError` for a format that does not hold what is asked."""
    if format_ == "parquet":
        raise ExportError("Parquet is written to a file: name one with --out")
    if format_ == "hxl" and what not in HXL_TABLES:
        raise ExportError(f"HXL holds {' or '.join(HXL_TABLES)}, not {what}")
    chosen = selected(case, asked)
    if format_ == "atom":
        return atom(case.files.info.title, case.files.info.id, news(case, chosen))
    if format_ == "barometer":
        return barometer(chosen, since=case.files.info.since or case.files.agreement.texts[0].date)
    makers: dict[str, Callable[[], Iterator[str]]] = {
        "csv": lambda: csv_lines(what, rows(what, chosen)), "jsonl": lambda: json_lines(rows(what, chosen)),
        "hxl": lambda: csv_lines(what, rows(what, chosen), hxl=True),
        **{name: partial(make, chosen) for name, make in FIXED.items()},
    }  # fmt: skip
    if format_ not in makers:
        raise ExportError(f"no format is called {format_!r}; there are {', '.join(FORMATS)}")
    return makers[format_]()


def export_to(case: Case, format_: str, asked: ExportRequest, path: str | Path, *, what: Table = "claims") -> None:
    """The export as a file, written piece by piece."""
    if format_ == "parquet":
        write_parquet(what, rows(what, selected(case, asked)), path)
        return
    pieces = export(case, format_, asked, what=what)
    with Path(path).open("w", encoding="utf-8", newline="") as out:
        out.writelines(pieces)


def news(case: Case, chosen: Selected) -> Iterator[News]:
    """New claims and corrections of what is selected, from the record, and changed states; a correction names every
    claim it touches."""
    yield from changed_states(chosen)
    case = case.cleared(chosen.marking)
    view = case.record.view()
    for standing in view.standings():
        claim = standing.claim
        if claim.id in chosen.claims:
            who = claim.holder.text or claim.report.outlet or "nobody named"
            yield News(
                id=claim.id, at=standing.recorded, kind="claim", title=f"{who}: {' '.join(claim.quote.split())[:120]}",
                text=f"{claim.quote}\n{claim.report.outlet}, {claim.report.published or 'undated'}", by="guarantor",
                about=(claim.id, *chosen.provisions(claim.id)), url=claim.report.url,
            )  # fmt: skip
    seen = set(chosen.claims)
    for entry in case.record.store.entries(["judgement"]):
        payload = entry.payload or {}
        touched = (*payload.get("about", ()), *payload.get("into", ()))
        known = [each for each in touched if each in seen or _may_show(case, each)]
        if payload and known and len(known) == len(touched):
            yield News(
                id=entry.id, at=entry.recorded, kind="correction", title=f"{payload['act']}: {len(touched)} touched",
                text=payload.get("why", ""), by=entry.author or "nobody named", about=touched,
            )  # fmt: skip


def _may_show(case: Case, id_: str) -> bool:
    """Whether an id that is no longer live may be named: a claim or report within the marking."""
    if id_.startswith("report:"):
        return case.record.report(id_) is not None
    return id_.startswith("claim:") and case.record.claim(id_) is not None
