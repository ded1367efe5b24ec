"""The three questions in time of a command or page, as instants in the case's zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from guarantor.model.moments import local, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """``as_of``: what is held to have happened by then; ``known_at``: what the record held then; ``published_by``:
    only what could be read by then. ISO days or date-times as written by the user, None where nothing was asked."""

    as_of: str | None = None
    known_at: str | None = None
    published_by: str | None = None

    def as_of_instant(self, zone: str, until: str | None) -> int:
        """The UTC second of ``as_of``: a day means its end. Without one: the earliest of now, the last day the case is
        about, the day by which it was known or published."""
        if self.as_of is not None:
            return moment(self.as_of, zone)
        limits = [text for text in (until, self.known_at, self.published_by) if text is not None]
        return min([now(), *(moment(text, zone) for text in limits)])

    def published_instant(self, zone: str) -> int | None:
        """The UTC second of ``published_by``."""
        return None if self.published_by is None else moment(self.published_by, zone)

    def words(self, zone: str, until: str | None) -> str:
        """What is asked, in words, for heads of tables."""
        day = f"{local(self.as_of_instant(zone, until), zone):%-d %B %Y}"
        said = [f"as of {day}"]
        if self.known_at:
            said.append(f"as the record held it on {_told(self.known_at)}")
        if self.published_by:
            read = _told(self.published_by)
            said.append(f"as could be read by {'then' if read == day else read}")
        return ", ".join(said)


def _told(time: str) -> str:
    """A time that was asked for as a reader sees it: an ISO day in full, everything else as it was asked.

    >>> _told("2031-05-03"), _told("2031-05-03T12:00")
    ('3 May 2031', '2031-05-03T12:00')
    """
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", time):
        return time
    return f"{date.fromisoformat(time):%-d %B %Y}"


def now() -> int:
    """The present UTC second."""
    return int(datetime.now(tz=UTC).timestamp())
