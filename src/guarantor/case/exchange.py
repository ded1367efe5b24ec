"""Exports of a case: the same filters and times as the screen, in the formats of others, a piece at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from guarantor.case.passing import Wanted, told_rows
from guarantor.case.shares import in_shares, merged, together_again
from guarantor.case.times import Times
from guarantor.exchange.flat import ExportError, arrow_tables, csv_lines, encodable, json_lines, write_parquet
from guarantor.exchange.selected import ClaimTold, Found, Selected
from guarantor.exchange.tables import Table, rows
from guarantor.linking.kept import public_at

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
ROW_BY_ROW: Mapping[str, tuple[int, int]] = {
    "csv": (1, 0), "jsonl": (0, 0), "plover": (1, 0), "plover-lost": (1, 0), "annotations": (1, 1), "ftm": (0, 0),
    "claimreview": (0, 0),
}  # fmt: skip
"""Formats that go through the claims once, in order, and how many pieces stand before the first and after the last."""
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


def selected(case: Case, asked: ExportRequest, *, share: range | None = None) -> Selected:
    """The claims and states that a request selects. Whoever goes through the claims once has them a page at a time
    (those of a ``share`` of the record's entries, where one is named), but where they are at hand with their links."""
    marking = asked.marking or case.files.info.marking
    knowledge = case.knowledge(asked.times.known_at, clearance=marking)
    until = case.files.info.until
    now, limit = asked.times.as_of_instant(case.zone, until), asked.times.published_instant(case.zone)
    accounts: Sequence[str] = tuple(dict.fromkeys((*(asked.accounts or case.shown), case.everybody)))
    for account in accounts:
        if account not in case.files.people.accounts:
            raise KeyError(account)

    def assess() -> Mapping[str, State]:
        from guarantor.case.judging import chosen_readings
        from guarantor.case.states import states_of

        log, readings = case.log(knowledge), chosen_readings(knowledge)
        return states_of(case, log, accounts, now, limit, asked.reviewed_only, readings)

    def stand() -> Positions:
        from guarantor.case.positions import positions_of

        return positions_of(case.files, knowledge, asked.times, reviewed_only=asked.reviewed_only)

    wanted = _wanted(case, asked)

    def tell(provisions: bool) -> Iterator[ClaimTold]:
        return told_rows(knowledge.view, wanted, ties_agreement, share, provisions=provisions)

    return Selected(
        process=case.files.info.id, agreement=case.files.agreement, people=case.files.people,
        find=lambda: _found(knowledge, wanted), roots=knowledge.roots, assess=assess, stand=stand,
        everybody=case.everybody, until=now, asked=asked.times.words(case.zone, until), marking=marking,
        tell=None if share is None and _at_hand(knowledge) else tell, near=asked.near,
    )  # fmt: skip


def _wanted(case: Case, asked: ExportRequest) -> Wanted | None:
    """Whether a claim is asked for, by the day of its report and whether a person reviewed it; None where all are."""
    limit, zone, reviewed_only = asked.times.published_instant(case.zone), case.zone, asked.reviewed_only
    if limit is None and not reviewed_only:
        return None

    def wanted(published: str | None, reviewed: bool) -> bool:
        if reviewed_only and not reviewed:
            return False
        day = None if limit is None else public_at(published, zone)
        return limit is None or (day is not None and day <= limit)

    return wanted


def _at_hand(knowledge: Knowledge) -> bool:
    """Whether claims and links have been read already: rows are then made of them, and else of what was recorded."""
    return not knowledge.large and {"claims", "of_claim"} <= vars(knowledge).keys()


def _found(knowledge: Knowledge, wanted: Wanted | None) -> Found:
    """What is wanted, with the links and reports to look it up in."""
    claims = knowledge.claims
    if wanted is not None:
        claims = {id_: kept for id_, kept in claims.items() if wanted(kept.claim.report.published, kept.reviewed)}
    return Found(claims, knowledge.of_claim, knowledge.reports)


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
    chosen = selected(case, asked)
    view = case.knowledge(asked.times.known_at, clearance=chosen.marking).view
    alone = workers < 2 or view.extent < SHARED or (format_ in TABULAR and what != "claims")
    if alone or format_ not in ROW_BY_ROW:
        return map(encodable, _pieces(case, format_, chosen, what))
    assert view.marks is not None  # read once, before the others are made
    before, after = ROW_BY_ROW[format_]

    def of_share(share: range) -> list[str]:
        pieces = map(encodable, _pieces(case, format_, selected(case, asked, share=share), what))
        return merged(islice(pieces, before, None), after)

    outer = list(_pieces(case, format_, replace(chosen, tell=lambda provisions: iter(())), what))
    parts = together_again(in_shares(of_share, view.extent, workers), "," if format_ == "annotations" else "")
    return chain(outer[:before], parts, outer[before:])


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
        write_parquet(what, _tables(case, asked, what, workers), path)
        return
    pieces = export(case, format_, asked, what=what, workers=workers)
    with Path(path).open("w", encoding="utf-8", newline="") as out:
        out.writelines(pieces)


def _tables(case: Case, asked: ExportRequest, what: Table, workers: int) -> Iterator[bytes]:
    """The rows of a table as Arrow has them, some thousand at a time."""
    extent = case.knowledge(asked.times.known_at, clearance=asked.marking or case.files.info.marking).view.extent
    if workers < 2 or extent < SHARED or what != "claims":
        return arrow_tables(what, rows(what, selected(case, asked)))

    def of_share(share: range) -> list[bytes]:
        return list(arrow_tables(what, rows(what, selected(case, asked, share=share))))

    return chain.from_iterable(in_shares(of_share, extent, workers))
