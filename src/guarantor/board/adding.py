"""Adding reports by paste, upload or address: read at once, with a line for each that was read, known or refused.

An address is fetched only where somebody names it to be fetched, never because a report holds one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath, PureWindowsPath

from guarantor.board.forms import Posted
from guarantor.board.since import later_day
from guarantor.board.spelling import report_name
from guarantor.case import Case
from guarantor.case.reading import ReadSummary
from guarantor.intake.metadata import iso_moment
from guarantor.intake.piece import Hints, Limits, Manifest, Piece, suffix_of
from guarantor.intake.readers import readers
from guarantor.intake.refusal import Refusal, UnreadableError
from guarantor.intake.taking import take
from guarantor.intake.web import fetch
from guarantor.model.marking import strictest
from guarantor.model.report import Report
from guarantor.record.keys import PASTED, UPLOADED

LIMITS = Limits(file_bytes=16 * 2**20, unpacked_bytes=64 * 2**20, pdf_seconds=15.0, fetch_seconds=20.0)
FIELDS = ("text", "outlet", "published", "url", "language", "marking")
TYPED = ("addresses", *FIELDS)
MOST_ADDRESSES = 10
"""How many addresses are fetched at once; whoever has more uses `guarantor read` or `guarantor watch`."""
AT_ONCE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One report that was read: its title, address on the board, and what became of it."""

    id: str
    title: str
    outcome: str
    claims: int
    lit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPage:
    """The page's values: what was typed (nothing is cleared on a fault), and what became of what was sent."""

    typed: dict[str, str] = field(default_factory=lambda: dict.fromkeys(TYPED, ""))
    fault: str = ""
    summary: str = ""
    rows: tuple[Row, ...] = ()
    refused: tuple[Refusal, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    later: str = ""
    formats: tuple[Manifest, ...] = field(default_factory=lambda: formats())

    @property
    def accept(self) -> str:
        """The endings of files that may be chosen, as ``<input accept>`` has them."""
        return ",".join(suffix for each in self.formats for suffix in each.suffixes if suffix.count(".") == 1)


def formats() -> tuple[Manifest, ...]:
    """What the form takes, as the readers say it of themselves."""
    return tuple(reader.manifest for reader in readers())


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What was sent, taken apart but not yet in the record; or the ``fault`` for which nothing of it will be."""

    typed: dict[str, str]
    fault: str = ""
    reports: tuple[Report | Refusal, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses that were asked for."""
        return () if self.fault else tuple(dict.fromkeys(self.typed["addresses"].split()))


def add_reports(case: Case, posted: Posted) -> AddPage:
    """Take what was sent apart and read it into the whole record."""
    return read_sent(case, take_sent(case, posted))


def take_sent(case: Case, posted: Posted, *, private: bool = False) -> Sent:
    """Unpack and fetch what was sent, under a marking up to the sender's clearance (the case's, where none is chosen).

    Nothing is written, so that a slow server elsewhere keeps no reviewer waiting. ``private`` allows addresses in
    private networks.
    """
    typed = {name: posted.get(name) for name in TYPED}
    typed["text"] = typed["text"].replace("\r\n", "\n")
    addresses = tuple(dict.fromkeys(typed["addresses"].split()))
    if not typed["text"] and not posted.files and not addresses:
        return Sent(
            typed=typed, fault="Nothing was sent: paste a report’s text, choose a file, or name an address to fetch."
        )
    if len(addresses) > MOST_ADDRESSES:
        return Sent(typed=typed, fault=f"Addresses: {len(addresses)} are too many at once; up to {MOST_ADDRESSES}.")
    try:
        published = iso_moment(typed["published"]) if typed["published"] else None
    except ValueError as error:
        return Sent(typed=typed, fault=f"Published: {error}. Write a day as 2025-11-01.")
    marking = typed["marking"] or case.files.info.marking
    if marking not in case.markings:
        return Sent(typed=typed, fault=f"Marking: {marking!r} is none of {', '.join(case.markings)}.")
    hints = Hints(
        published=published, outlet=typed["outlet"] or None, url=typed["url"] or None,
        language=typed["language"] or None, keep=case.whole.received,
    )  # fmt: skip
    limits = replace(LIMITS, private_hosts=private)
    pieces = [*_pieces(typed["text"], posted.files), *_fetched(addresses, limits)]
    found = (each for piece in pieces for each in _taken(piece, hints, limits))
    return Sent(typed=typed, reports=tuple(_marked(each, marking) for each in found))


def read_sent(case: Case, sent: Sent) -> AddPage:
    """Read what was sent into the whole record. A fault in the form writes nothing."""
    if sent.fault:
        return AddPage(typed=sent.typed, fault=sent.fault)
    summary = case.whole.read_reports(sent.reports)
    refused = {each.location for each in summary.refusals}
    left = {"text": "", "addresses": "\n".join(each for each in sent.typed["addresses"].split() if each in refused)}
    return AddPage(
        typed=sent.typed | left if refused else dict.fromkeys(TYPED, ""), summary=summary.text,
        rows=tuple(_rows(case, sent.reports, summary)), refused=tuple(summary.refusals),
        notes=tuple(summary.notes[:30]),
        later=max((later_day(case, day) for day in _days(sent.reports)), default=""),
    )  # fmt: skip


def _taken(piece: Piece | Refusal, hints: Hints, limits: Limits) -> Iterable[Report | Refusal]:
    return (piece,) if isinstance(piece, Refusal) else take(piece, hints, limits)


def _pieces(text: str, files: tuple[tuple[str, bytes], ...]) -> Iterator[Piece]:
    if text:
        yield Piece(data=text.encode(), location=PASTED, suffix=".txt")
    for name, data in files:
        yield Piece(data=data, location=f"{UPLOADED}{name_of(name)}", suffix=_suffix(name))


def _fetched(addresses: tuple[str, ...], limits: Limits) -> list[Piece | Refusal]:
    """The page at each address, some at a time, in the order in which they were named."""
    if not addresses:
        return []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda address: _page_at(address, limits), addresses))


def _page_at(address: str, limits: Limits) -> Piece | Refusal:
    try:
        return fetch(address, limits)
    except UnreadableError as error:
        return error.at(address)


def _marked(report: Report | Refusal, marking: str) -> Report | Refusal:
    """A report under a marking, or the one in the file where that is stricter."""
    if isinstance(report, Refusal):
        return report
    return replace(report, marking=strictest([report.marking, marking]))


def name_of(sent: str) -> str:
    """The bare name of an uploaded file: no folder of the sender's machine enters the record.

    >>> name_of("C:\\\\Users\\\\a\\\\report.txt"), name_of("../../etc/passwd"), name_of("/")
    ('report.txt', 'passwd', 'upload')
    """
    return PurePosixPath(PureWindowsPath(sent).name).name[:200] or "upload"


def _suffix(sent: str) -> str:
    return suffix_of(name_of(sent))


def _days(reports: tuple[Report | Refusal, ...]) -> Iterator[str]:
    return (each.published for each in reports if isinstance(each, Report) and each.published)


def _rows(case: Case, reports: tuple[Report | Refusal, ...], summary: ReadSummary) -> Iterator[Row]:
    titles = {each.id: report_name(each) for each in reports if isinstance(each, Report)}
    knowledge = case.knowledge()
    for added in summary.added:
        outcome = "new" if added.new else "known already"
        if added.replaces is not None:
            outcome = "a newer version of a known report"
        if added.erased:
            outcome = "erased before; not taken in again"
        bearing = sum(claim in knowledge.of_claim for claim in added.claims)
        yield Row(
            id=added.report, title=titles.get(added.report, added.report), outcome=outcome, claims=len(added.claims),
            lit=bearing,
        )  # fmt: skip
