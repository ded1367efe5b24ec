"""Reports in: intake, reading, record and linking as one act, with a line for everything that could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol, TypedDict, Unpack

from guarantor.intake.fingerprints import Fingerprint, fingerprints
from guarantor.intake.gather import gather
from guarantor.intake.received import Received
from guarantor.intake.refusal import Refusal
from guarantor.linking.answering import BY_PLACE, BY_WORDS, pointing_back
from guarantor.linking.copies import Copies
from guarantor.linking.joining import BY_PERSON, BY_RULE
from guarantor.linking.kept import Kept
from guarantor.linking.twofold import told_apart
from guarantor.model.claim import Claim
from guarantor.model.link import Link
from guarantor.model.report import Report
from guarantor.reading import Reading, read_report
from guarantor.reading.actors import ActorTable
from guarantor.record.drafts import Drafted
from guarantor.record.record import Added, Record

Progress = Callable[[str], None]
OF_TEXTS = frozenset({"copy", "origin"})
"""Kinds of links that rest on the texts and not on the agreement's files."""
OF_MANY = frozenset({BY_RULE, BY_PERSON, BY_PLACE, BY_WORDS})
"""Rules of links that no claim makes by itself."""


class Ties(Protocol):
    """What proposes links for claims: to provisions, to options, or both."""

    def of(self, id_: str, claim: Claim) -> Iterator[Link]:
        """The links of one claim given with its id."""
        ...


class Said(TypedDict, total=False):
    """What a user says of all sources: see :class:`guarantor.intake.piece.Hints`."""

    published: str | None
    outlet: str | None
    url: str | None
    language: str | None
    fields: Mapping[str, str]
    keep: Callable[[bytes], object] | None


@dataclass(frozen=True, slots=True)
class Read:
    """One report that was read and is not in the record yet: all that can be found out without the record."""

    report: Report
    drafted: Drafted
    links: tuple[Link, ...]
    notes: tuple[str, ...]
    prints: tuple[Fingerprint, ...]
    """Its fingerprints, by which copies of it are found."""
    waits: bool
    """No reading rule speaks its language."""


MOST_LISTED = 10_000
"""So many refusals, notes and additions of one run are held to be looked at; beyond that they are counted."""


@dataclass(slots=True)
class ReadSummary:
    """What became of what was given to read. ``waiting`` are reports that no reading rule speaks the language of.

    ``occurrences`` are the meetings, incidents and the like that new reports tell of, by the reports' markings.
    ``held`` are new for some: they were there under a stricter marking.
    ``refusals``, ``notes`` and ``added`` hold the first of each; ``unlisted`` counts refusals and notes beyond them.
    """

    reports: int = 0
    new: int = 0
    known: int = 0
    versions: int = 0
    claims: int = 0
    links: int = 0
    waiting: int = 0
    refused: int = 0
    held: int = 0
    occurrences: dict[str, set[str]] = field(default_factory=dict)
    unlisted: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    added: list[Added] = field(default_factory=list)

    def refuse(self, refusal: Refusal) -> None:
        """Count what could not be read; what is no document at all is listed and not counted."""
        self.refused += not refusal.harmless
        self._list(self.refusals, refusal)

    def note(self, location: str, note: str) -> None:
        """Keep a note on what was read."""
        self._list(self.notes, (location, note))

    def _list(self, held: list[Any], one: object) -> None:
        if len(held) < MOST_LISTED:
            held.append(one)
        else:
            self.unlisted += 1

    @property
    def text(self) -> str:
        """One line for people."""
        parts = [f"{self.reports} report{_s(self.reports)}: {self.new} new, {self.known} known already"]
        if self.versions:
            parts.append(f"{self.versions} newer version{_s(self.versions)}")
        parts.append(f"{self.claims} claim{_s(self.claims)} added, {self.links} link{_s(self.links)}")
        if self.waiting:
            parts.append(f"{self.waiting} in a language without reading rules")
        if self.refused:
            parts.append(f"{self.refused} refused")
        if self.unlisted:
            parts.append(f"{self.unlisted} lines more than are listed")
        return "; ".join(parts)


def sources_of(sources: Iterable[str | Path] | str | Path) -> list[str | Path]:
    """The sources as a list, a single one too."""
    return [sources] if isinstance(sources, str | Path) else list(sources)


def read_into(
    record: Record,
    reports: Iterable[Report | Refusal],
    *,
    actors: ActorTable,
    bearing: Ties,
    copies: Copies | None = None,
    progress: Progress | None = None,
    received: Received | None = None,
) -> ReadSummary:
    """Read reports into a record: each with its claims and links in one transaction, refusals kept in the summary.

    ``copies`` places each new report among those of the record; from ``received`` goes what was erased before.
    """
    writing = Writing(record, copies, received)
    for report in reports:
        writing.write(report if isinstance(report, Refusal) else read_one(report, actors, bearing, record.author))
        if progress is not None:
            progress(report.location)
    return writing.summary


def read_one(report: Report, actors: ActorTable, bearing: Ties, author: str) -> Read:
    """What a report says and what that bears on, in entries of an author. Touches no record: any process may do it."""
    prints = fingerprints(report)
    reading = read_report(report, actors=actors)
    report = in_its_language(report, reading)
    drafted = Drafted.of(report, reading.claims, author)
    told = [(draft.id, claim) for draft, claim in zip(drafted.claims or (), reading.claims, strict=True)]
    links = links_of(told, bearing)
    links.extend(_pointing_back(told, links, report.text))
    return Read(report, drafted, tuple(links), reading.notes, prints, waits=not reading.language.english)


def links_of(told: Sequence[tuple[str, Claim]], bearing: Ties) -> list[Link]:
    """The links that the claims of one report make, two acts of one day, place and sort told apart."""
    links = [link for id_, claim in told for link in bearing.of(id_, claim)]
    return told_apart([Kept(id=id_, claim=claim, recorded=0) for id_, claim in told], links)


def _pointing_back(told: Iterable[tuple[str, Claim]], links: Iterable[Link], text: str) -> Iterator[Link]:
    """The links of claims that answer an incident told just before them in their report."""
    tied: dict[str, list[str]] = {}
    for link in links:
        if link.kind == "occurrence" and link.target is not None and link.target.startswith("incident:"):
            tied.setdefault(link.claims[0], []).append(link.target)
    if tied:
        yield from pointing_back([Kept(id=id_, claim=claim, recorded=0) for id_, claim in told], tied, text)


class Writing:
    """Writes into a record what was read, in the order in which it comes."""

    def __init__(self, record: Record, copies: Copies | None, received: Received | None) -> None:
        self.summary = ReadSummary()
        self._record = record
        self._copies = copies
        self._received = received
        if copies is not None:
            copies.catch_up()

    def write(self, read: Read | Refusal) -> None:
        """One report with its claims and links, in one transaction."""
        if isinstance(read, Refusal):
            self.summary.refuse(read)
            return
        links = list(read.links)
        with self._record.store.writing():
            if self._copies is not None:
                links.extend(self._copies.place(read.report, read.prints))
            added = self._record.add_drafted(read.report, read.drafted, links=links)
        self._count(read, added, len(links))
        if (added.new or added.claims) and (acts := [link.target for link in links if link.kind == "occurrence"]):
            self.summary.occurrences.setdefault(read.report.marking, set()).update(filter(None, acts))
        if added.erased and self._received is not None and read.report.raw_sha256:
            self._received.forget(read.report.raw_sha256)

    def _count(self, read: Read, added: Added, links: int) -> None:
        summary = self.summary
        summary.reports += 1
        summary.new += added.new
        summary.known += not added.new
        summary.held += added.held is not None
        summary.versions += added.replaces is not None
        summary.claims += len(added.claims)
        summary.links += links if added.new else 0
        summary.waiting += read.waits
        if len(summary.added) < MOST_LISTED:
            summary.added.append(added)
        for note in read.notes:
            summary.note(read.report.location, note)


def in_its_language(report: Report, reading: Reading) -> Report:
    """The report with the language that its text shows, where nobody said which it is."""
    told = reading.language
    if report.signals.get("language") != "assumed" or told.code == "und":
        return report
    signals = {**report.signals, "language": f"the text: {told.reason}"}
    return replace(report, language=told.code, signals=signals)


def count_files(sources: Iterable[str | Path]) -> int | None:
    """How many files there are to read, for a progress bar; None where that cannot be known beforehand."""
    total = 0
    for source in sources:
        if str(source) == "-" or str(source).startswith(("http://", "https://")):
            return None
        path = Path(source)
        total += sum(1 for each in path.rglob("*") if each.is_file()) if path.is_dir() else 1
    return total


def relink(record: Record, bearing: Ties, *, why: str) -> tuple[int, int]:
    """Propose links anew for all live claims, after the agreement's files changed.

    Returns how many links were added and how many withdrawn. What people decided about a link stays.
    """
    view = record.view()
    by_report: dict[str, list[tuple[str, Claim]]] = {}
    for each in view.standings():
        if each.live:
            by_report.setdefault(each.claim.report.id, []).append((each.id, each.claim))
    proposed = {link.id: link for told in by_report.values() for link in links_of(told, bearing)}
    standing_links = [found for found in view.links(every=True) if found.link.rule and found.state != "rejected"]
    known = {found.id for found in standing_links if found.state != "withdrawn"}
    patterns = [f for f in standing_links if f.link.kind not in OF_TEXTS and f.link.rule not in OF_MANY]
    gone = [f.link for f in patterns if f.state == "proposed" and f.id not in proposed]
    fresh = [link for id_, link in proposed.items() if id_ not in known]
    return record.add_links(fresh), record.withdraw_links(gone, reason=why)


def reports_of(
    sources: Iterable[str | Path],
    **said: Unpack[Said],
) -> Iterator[Report | Refusal]:
    """The reports of some sources (see :func:`guarantor.intake.gather.gather`)."""
    return gather(sources, **said)


def _s(count: int) -> str:
    return "" if count == 1 else "s"
