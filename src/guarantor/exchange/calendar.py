"""Clocks and meetings as iCalendar (RFC 5545): an event a deadline or meeting, fit for a subscription."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from guarantor.assessment.questions import deadlines
from guarantor.exchange.selected import Selected
from guarantor.model.assessment import Deadline

FOLD = 74
"""Octets of a line before it is folded (75 with the blank of the next)."""


def icalendar(selected: Selected) -> Iterator[str]:
    """The calendar, a line at a time, each ended by CR LF."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Guarantor//Exchange//EN", "CALSCALE:GREGORIAN"]
    head += [
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(selected.agreement.title)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]
    found = deadlines(selected.states[selected.everybody])
    nearest = _nearest(selected, found)
    if len(nearest) < len(found):
        told = f"The {len(nearest):,} deadlines nearest to the time asked for, of {len(found):,}; an export has all."
        head.append(f"X-WR-CALDESC:{_text(told)}")
    for line in (*head, *_meetings(selected), *_deadlines(selected, nearest), "END:VCALENDAR"):
        yield _folded(line)


def _nearest(selected: Selected, found: Sequence[Deadline]) -> Sequence[Deadline]:
    """Of very many deadlines those nearest to the time asked for, in the order in which they were."""
    if selected.near is None or len(found) <= selected.near:
        return found
    away = sorted(range(len(found)), key=lambda n: (abs(found[n].due[1] - selected.until), n))
    return [found[n] for n in sorted(away[: selected.near])]


def _meetings(selected: Selected) -> Iterator[str]:
    for meeting in selected.agreement.meetings:
        if meeting.date is None:
            continue
        day = date.fromisoformat(meeting.date[:10])
        place = selected.people.places.get(meeting.place or "")
        yield from ("BEGIN:VEVENT", f"UID:meeting-{meeting.id}@{selected.process}", _stamp(selected))
        yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
        yield f"SUMMARY:{_text(meeting.title)}"
        if place is not None:
            yield f"LOCATION:{_text(place.names[0])}"
        invited = ", ".join(selected.people.name_of(each) for each in meeting.invited)
        if invited:
            yield f"DESCRIPTION:{_text(f'Invited by the files: {invited}')}"
        yield "END:VEVENT"


def _deadlines(selected: Selected, found: Sequence[Deadline]) -> Iterator[str]:
    for each in found:
        title = selected.agreement.provision(each.provision).title
        due = datetime.fromtimestamp(each.due[1], tz=UTC)
        reading = f" (read as “{each.reading}”)" if each.reading else ""
        yield from (
            "BEGIN:VEVENT",
            f"UID:{_uid(each)}@{selected.process}",
            _stamp(selected),
            f"DTSTART:{due:%Y%m%dT%H%M%SZ}",
        )
        yield f"SUMMARY:{_text(f'Due: {title}{reading}')}"
        status = "said breached" if each.status == "breached" else each.status
        told = f"By the clocks of the texts. {selected.asked}, in the account of everybody: {status}."
        yield f"DESCRIPTION:{_text(told)}"
        yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _uid(deadline: Deadline) -> str:
    """The same for the same deadline at every export: of the duty, debtor, key, reading and day."""
    parts = (deadline.provision, deadline.debtor, deadline.key, deadline.reading, deadline.due[1])
    return f"due-{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"


def _stamp(selected: Selected) -> str:
    return f"DTSTAMP:{datetime.fromtimestamp(selected.until, tz=UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    r"""A text value, its signs escaped.

    >>> _text("a, b; c")
    'a\\, b\\; c'
    """
    flat = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return flat.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> str:
    """A content line, folded at 75 octets without cutting a character."""
    parts, part = [], ""
    for character in line:
        if len((part + character).encode("utf-8")) > FOLD:
            parts.append(part)
            part = ""
        part += character
    return "\r\n ".join([*parts, part]) + "\r\n"
