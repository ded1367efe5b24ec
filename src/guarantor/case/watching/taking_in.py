"""What an answer means for the record: new reports, newer versions, and notes that an address has gone or is back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from guarantor.case.reading import ReadSummary
from guarantor.case.watching.events import Event, EventKind
from guarantor.intake.refusal import Refusal
from guarantor.model.report import Report
from guarantor.record.keys import address_key
from guarantor.record.record import Added, Record

Reads = Callable[[Iterable[Report | Refusal]], ReadSummary]
"""Reads reports into the record of the case."""


def event(kind: EventKind, address: str, words: str, report: str | None = None) -> Event:
    """An event of now."""
    return Event(kind=kind, at=now_utc(), address=address, words=words, report=report)


def now_utc() -> str:
    """The time of day for events: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _dated(report: Report) -> tuple[Report, str]:
    """A report, with a note where it says that it was published after tomorrow (it may be tomorrow somewhere): until
    that day no question of now hears of it. And the same for a line."""
    try:
        days = (date.fromisoformat((report.published or "")[:10]) - datetime.now(UTC).date()).days
    except ValueError:
        return report, ""
    if days < 2:
        return report, ""
    note = f"the day of publication, {(report.published or '')[:10]}, lies after that on which it was read"
    return replace(report, notes=(*report.notes, note)), f"; dated {days} days after today"


class TakingIn:
    """The record as watching sees it."""

    def __init__(self, record: Record, read: Reads) -> None:
        self._record = record
        self._read = read

    def take_in(self, address: str, found: Iterable[Report | Refusal], *, extra: str = "") -> Iterator[Event]:
        """Read what the record has not; an event for each new report, newer version, and refusal."""
        for each in found:
            if isinstance(each, Refusal):
                if not each.harmless:
                    yield event("refused", address, f"{each.found}; {each.todo}")
            elif not self._record.store.known([each.id]):
                report, late = _dated(each)
                for added in self._read([report]).added:
                    yield self._added(added, report, f"{late}{extra}")

    def _added(self, added: Added, report: Report, extra: str) -> Event:
        claims = f"{len(added.claims)} claim{'' if len(added.claims) == 1 else 's'}"
        title = f"“{report.title}”, " if report.title else ""
        address = report.url or report.location
        if added.replaces is None:
            return event("new", address, f"{title}{claims}{extra}", added.report)
        gone = f", {len(added.fell_away)} of the older text fell away" if added.fell_away else ""
        sentences = f"{len(added.changes)} sentence{'' if len(added.changes) == 1 else 's'}"
        return event("changed", address, f"{title}{sentences} differ, {claims}{gone}{extra}", added.report)

    def at(self, address: str) -> list[str]:
        """The ids of the record's reports that stand at an address."""
        return [entry.id for entry in self._record.store.under(address_key(address, ""), ["report"])]

    def gone(self, address: str, reports: list[str], status: int) -> Event | None:
        """Note that an address answers no more, once; None where that is noted, or the record has nothing of it."""
        return self._noted("vanished", address, reports, f"the server answers {status}; what was read is kept", status)

    def back(self, address: str, reports: list[str]) -> Event | None:
        """Note that an address answers again, where the last that was noted is that it did not."""
        return self._noted("back", address, reports, "the server answers again", 200)

    def _noted(self, kind: EventKind, address: str, reports: list[str], words: str, status: int) -> Event | None:
        if not reports or self._last(reports, address) == ("vanished" if kind == "vanished" else "back"):
            return None
        payload = {
            "what": kind,
            "address": address,
            "status": status,
            "about": reports,
            "found": words,
            "at": now_utc(),
        }
        self._record.add("finding", payload)
        return event(kind, address, words, reports[-1])

    def _last(self, reports: list[str], address: str) -> str:
        """What was noted last of an address; "back" where nothing was, since it was there when it was read."""
        last = "back"
        for entry in self._record.store.under(reports[-1], ["finding"]):
            if entry.payload is not None and entry.payload.get("address") == address:
                last = str(entry.payload.get("what", last))
        return last
