"""Adding reports by paste or upload: read at once, with a line for everything that was read, known or refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath, PureWindowsPath

from guarantor.board.forms import Posted
from guarantor.case import Case
from guarantor.case.reading import ReadSummary
from guarantor.intake.metadata import iso_moment
from guarantor.intake.piece import Hints, Limits, Manifest, Piece, suffix_of
from guarantor.intake.readers import readers
from guarantor.intake.refusal import Refusal
from guarantor.intake.taking import take
from guarantor.model.marking import strictest
from guarantor.model.report import Report

PASTED = "pasted"
LIMITS = Limits(file_bytes=16 * 2**20, unpacked_bytes=64 * 2**20, pdf_seconds=15.0)
FIELDS = ("text", "outlet", "published", "url", "language", "marking")


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

    typed: dict[str, str] = field(default_factory=lambda: dict.fromkeys(FIELDS, ""))
    fault: str = ""
    summary: str = ""
    rows: tuple[Row, ...] = ()
    refused: tuple[Refusal, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    formats: tuple[Manifest, ...] = field(default_factory=lambda: formats())

    @property
    def accept(self) -> str:
        """The endings of files that may be chosen, as ``<input accept>`` has them."""
        return ",".join(suffix for each in self.formats for suffix in each.suffixes if suffix.count(".") == 1)


def formats() -> tuple[Manifest, ...]:
    """What the form takes, as the readers say it of themselves."""
    return tuple(reader.manifest for reader in readers())


def add_reports(case: Case, posted: Posted) -> AddPage:
    """Read what was sent into the whole record, under a marking up to the sender's clearance (the case's, where none
    is chosen). A fault in the form writes nothing."""
    typed = {name: posted.get(name) for name in FIELDS}
    typed["text"] = typed["text"].replace("\r\n", "\n")
    if not typed["text"] and not posted.files:
        return AddPage(typed=typed, fault="Nothing was sent: paste a report’s text, or choose a file.")
    try:
        published = iso_moment(typed["published"]) if typed["published"] else None
    except ValueError as error:
        return AddPage(typed=typed, fault=f"Published: {error}. Write a day as 2025-11-01.")
    marking = typed["marking"] or case.files.info.marking
    if marking not in case.markings:
        return AddPage(typed=typed, fault=f"Marking: {marking!r} is none of {', '.join(case.markings)}.")
    hints = Hints(
        published=published, outlet=typed["outlet"] or None, url=typed["url"] or None,
        language=typed["language"] or None, keep=case.whole.received,
    )  # fmt: skip
    whole = case.whole
    reports = [_marked(each, marking) for each in _reports(typed["text"], posted.files, hints)]
    summary = whole.read_reports(reports)
    typed["text"] = ""
    return AddPage(
        typed=typed if summary.refusals else dict.fromkeys(FIELDS, ""), summary=summary.text,
        rows=tuple(_rows(case, reports, summary)), refused=tuple(summary.refusals), notes=tuple(summary.notes[:30]),
    )  # fmt: skip


def _reports(text: str, files: tuple[tuple[str, bytes], ...], hints: Hints) -> Iterator[Report | Refusal]:
    pieces = [Piece(data=data, location=name_of(name), suffix=_suffix(name)) for name, data in files]
    if text:
        pieces.insert(0, Piece(data=text.encode(), location=PASTED, suffix=".txt"))
    for piece in pieces:
        yield from take(piece, hints, LIMITS)


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


def _rows(case: Case, reports: list[Report | Refusal], summary: ReadSummary) -> Iterator[Row]:
    titles = {each.id: each.title or each.location for each in reports if isinstance(each, Report)}
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
