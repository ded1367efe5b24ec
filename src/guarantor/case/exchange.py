"""Exports of a case: the same filters and times as the screen, in the formats of others, a piece at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from guarantor.case.passing import Pass, Wanted, told_rows
from guarantor.case.shares import in_shares
from guarantor.case.times import Times
from guarantor.exchange.flat import ExportError, csv_lines, encodable, json_lines, write_parquet
from guarantor.exchange.selected import Selected
from guarantor.exchange.tables import Table, rows
from guarantor.linking.kept import Kept, public_at
from guarantor.model.link import Link
from guarantor.model.report import Report

if TYPE_CHECKING:
    from guarantor.assessment import State
    from guarantor.case.case import Case
    from guarantor.positions.state import Positions
from guarantor.case.knowledge import Knowledge, ties_agreement

TABULAR = ("csv", "jsonl", "hxl", "parquet")
"""Formats of flat tables; ``what`` says which."""
HXL_TABLES = ("counters", "incidents")
FIXED: Mapping[str, tuple[str, str]] = {
    "plover": ("events", "plover"), "plover-lost": ("events", "lost"), "geojson": ("places", "geojson"),
    "ics": ("calendar", "icalendar"), "prov": ("provenance", "prov_json"),
    "annotations": ("annotations", "annotation_page"), "ftm": ("ftm", "ftm"),
    "claimreview": ("review_markup", "claim_reviews"),
}  # fmt: skip
"""Formats of one shape: the module that writes each and the name there. It is loaded when it is asked for."""
ROW_BY_ROW = frozenset({"plover", "plover-lost", "annotations", "ftm", "claimreview"})
"""Formats that go through the claims once, in order."""
IN_SHARES: Mapping[str, int] = {"csv": 1, "jsonl": 0, "plover": 1, "plover-lost": 1, "claimreview": 0}
"""Formats of lines that do not hang on one another, and how many lines stand before the first claim."""
SHARED = 10_000
"""From so many entries on the lines of claims are made by several processes, where there are any."""
FORMATS = (*TABULAR, *FIXED, "barometer", "atom")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """What is exported: the question's times and filters, and the strictest marking that may show; ``near`` as in
    :class:`~guarantor.exchange.selected.Selected`."""

    times: Times = field(default_factory=Times)
    accounts: tuple[str, ...] = ()
    reviewed_only: bool = False
    marking: str | None = None
    near: int | None = None


def selected(case: Case, asked: ExportRequest, *, row_by_row: bool = False) -> Selected:
    """The claims and states that a request selects. ``row_by_row``: whoever asks goes through the claims once; where
    they are not at hand already they are read a page at a time."""
    marking = asked.marking or case.files.info.marking
    knowledge = case.knowledge(asked.times.known_at, clearance=marking)
    until = case.files.info.until
    now, limit = asked.times.as_of_instant(case.zone, until), asked.times.published_instant(case.zone)
    accounts: Sequence[str] = tuple(dict.fromkeys((*(asked.accounts or case.shown), case.everybody)))
    for account in accounts:
        if account not in case.files.people.accounts:
            raise KeyError(account)

    def assess() -> Mapping[str, State]:
        from guarantor.case.briefs import states_of
        from guarantor.case.judging import chosen_readings

        log, readings = case.log(knowledge), chosen_readings(knowledge)
        return states_of(case, log, accounts, now, limit, asked.reviewed_only, readings)

    def stand() -> Positions:
        from guarantor.case.positions import positions_of

        return positions_of(case.files, knowledge, asked.times, reviewed_only=asked.reviewed_only)

    wanted = _wanted(case, asked)
    claims, links, reports = _claims(knowledge, None if _everything(asked) else wanted, row_by_row=row_by_row)
    return Selected(
        process=case.files.info.id, agreement=case.files.agreement, people=case.files.people, claims=claims,
        links=links, reports=reports, roots=knowledge.roots, assess=assess, stand=stand, everybody=case.everybody,
        until=now, asked=asked.times.words(case.zone, until), marking=marking,
        tell=None if _at_hand(knowledge) else lambda: told_rows(knowledge.view, wanted, ties_agreement),
        near=asked.near,
    )  # fmt: skip


def _everything(asked: ExportRequest) -> bool:
    return asked.times.published_by is None and not asked.reviewed_only


def _wanted(case: Case, asked: ExportRequest) -> Wanted:
    """Whether a claim is asked for, by the day of its report and whether a person reviewed it."""
    limit, zone, reviewed_only = asked.times.published_instant(case.zone), case.zone, asked.reviewed_only

    def wanted(published: str | None, reviewed: bool) -> bool:
        if reviewed_only and not reviewed:
            return False
        day = None if limit is None else public_at(published, zone)
        return limit is None or (day is not None and day <= limit)

    return wanted


def _at_hand(knowledge: Knowledge) -> bool:
    """Whether the claims have been read already: rows are then made of them, and else of what was recorded."""
    return "claims" in vars(knowledge)


def _claims(
    knowledge: Knowledge, wanted: Wanted | None, *, row_by_row: bool
) -> tuple[Mapping[str, Kept], Mapping[str, tuple[Link, ...]], Mapping[str, Report]]:
    """The claims that are wanted (None: all), with the links and reports to look them up in."""
    if row_by_row and not _at_hand(knowledge):
        passing = Pass(knowledge.view, wanted or (lambda published, reviewed: True), ties_agreement)
        return passing, passing.links, passing.reports
    claims = knowledge.claims
    if wanted is not None:
        claims = {id_: kept for id_, kept in claims.items() if wanted(kept.claim.report.published, kept.reviewed)}
    return claims, knowledge.of_claim, knowledge.reports


def _share_of(case: Case, chosen: Selected, asked: ExportRequest, share: range) -> Selected:
    """What is selected of a share of the record's entries."""
    view = case.knowledge(asked.times.known_at, clearance=chosen.marking).view
    wanted = _wanted(case, asked)
    claims = Pass(view, wanted, ties_agreement, share)
    return replace(
        chosen, claims=claims, links=claims.links, reports=claims.reports,
        tell=lambda: told_rows(view, wanted, ties_agreement, share),
    )  # fmt: skip


def first_table(format_: str) -> Table:
    """The table of a flat format where nobody says which."""
    return "counters" if format_ == "hxl" else "claims"


def export(
    case: Case, format_: str, asked: ExportRequest, *, what: Table | None = None, workers: int = 1
) -> Iterator[str]:
    """The export in pieces of text, of the format's first table where none is named. Of a large record the lines of
    claims are made by so many ``workers``. Raises :class:`ExportError` for a format that does not hold what is
    asked."""
    what = what or first_table(format_)
    if format_ == "parquet":
        raise ExportError("Parquet is written to a file: name one with --out")
    if format_ == "hxl" and what not in HXL_TABLES:
        raise ExportError(f"HXL holds {' or '.join(HXL_TABLES)}, not {what}")
    if format_ not in FORMATS:
        raise ExportError(f"no format is called {format_!r}; there are {', '.join(FORMATS)}")
    row_by_row = format_ in ROW_BY_ROW or (format_ in TABULAR and what == "claims")
    chosen = selected(case, asked, row_by_row=row_by_row)
    view = case.knowledge(asked.times.known_at, clearance=chosen.marking).view
    if not row_by_row or format_ not in IN_SHARES or workers < 2 or view.extent < SHARED:
        return map(encodable, _pieces(case, format_, chosen, what))
    assert view.marks is not None  # read once, before the others are made

    def lines(share: range) -> Iterator[str]:
        pieces = _pieces(case, format_, _share_of(case, chosen, asked, share), what)
        return map(encodable, islice(pieces, IN_SHARES[format_] if share.start > 1 else 0, None))

    return in_shares(lines, view.extent, workers)


def _pieces(case: Case, format_: str, chosen: Selected, what: Table) -> Iterator[str]:
    if format_ == "atom":
        from guarantor.case.news import news
        from guarantor.exchange.feed import atom

        return atom(case.files.info.title, case.files.info.id, news(case, chosen))
    if format_ == "barometer":
        from guarantor.exchange.barometer import barometer

        return barometer(chosen, since=case.files.info.since or case.files.agreement.texts[0].date)
    if format_ in FIXED:
        module, name = FIXED[format_]
        make: Callable[[Selected], Iterator[str]] = getattr(import_module(f"guarantor.exchange.{module}"), name)
        return make(chosen)
    if format_ == "jsonl":
        return json_lines(rows(what, chosen))
    return csv_lines(what, rows(what, chosen), hxl=format_ == "hxl")


def export_to(
    case: Case, format_: str, asked: ExportRequest, path: str | Path, *, what: Table | None = None, workers: int = 1
) -> None:
    """The export as a file, written piece by piece."""
    what = what or first_table(format_)
    if format_ == "parquet":
        write_parquet(what, rows(what, selected(case, asked, row_by_row=what == "claims")), path)
        return
    pieces = export(case, format_, asked, what=what, workers=workers)
    with Path(path).open("w", encoding="utf-8", newline="") as out:
        out.writelines(pieces)
