"""A report: a document that tells something, kept as received, beside the plain text that spans point into."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Any

from guarantor.model.ids import content_id
from guarantor.model.plain import build, plain
from guarantor.model.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a stretch of a report's text stands in the document as received.

    ``span`` is in the report's text. ``name`` says it to people ("page 3", "footnote 2"). ``source`` is the stretch of
    the decoded document (a web page's markup), in code points, where the format has one; ``steps`` are pairs of offsets
    into the two, from where the two run alike, one character for one; two steps at one character of the text say that
    what stands before it (a character reference) ends at the first and that it begins at the second.
    """

    span: Span
    name: str = ""
    source: Span | None = None
    steps: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One word on a field of metadata, and who says it; the word believed stands before those that are not."""

    field: str
    value: str
    signal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One document as it reached us.

    ``text`` is what offsets refer to. ``raw_sha256`` is the hex digest of the bytes as received (of the text in UTF-8
    where nothing else came in). ``published`` is an ISO date or date-time, or None where nobody says. ``signals`` tells
    for each field of metadata where it came from (``{"published": "front matter"}``).

    ``signs`` are all the values that were met for a field (also for byline, dateline, modified and others that have no
    field of their own), the believed one first; ``places`` lead from the text back to the document.

    Two reports are the same when location-independent content is: outlet, address, date and text.
    """

    text: str
    location: str
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str = "en"
    url: str | None = None
    credit: str | None = None
    marking: str = "TLP:CLEAR"
    digest: bool = False
    raw_sha256: str = ""
    media_type: str = "text/plain"
    signals: dict[str, str] = field(default_factory=dict, hash=False)
    notes: tuple[str, ...] = ()
    signs: tuple[Sign, ...] = ()
    places: tuple[Place, ...] = ()

    def place_of(self, offset: int) -> Place | None:
        """The place that a character of the text came from; None where the text is the document itself.

        >>> Report(text="ab", location="-", places=(Place(span=(0, 2), name="page 1"),)).place_of(1).name
        'page 1'
        """
        at = bisect_right(self.places, offset, key=lambda place: place.span[0]) - 1
        return self.places[at] if at >= 0 and offset < self.places[at].span[1] else None

    def source_span(self, span: Span) -> Span | None:
        """The stretch of the decoded document that words of the text came from, where the format has one."""
        first, last = self.place_of(span[0]), self.place_of(max(span[0], span[1] - 1))
        if first is None or last is None or first.source is None or last.source is None:
            return None
        return _at(first, span[0]), _end(last, max(span[0] + 1, span[1]))

    @property
    def text_sha256(self) -> str:
        """Hex digest of the stored text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def id(self) -> str:
        """``report:sha256:…`` over what the report says and who printed it when and where."""
        return content_id(
            "report",
            {
                "outlet": self.outlet,
                "published": self.published,
                "text": self.text_sha256,
                "title": self.title,
                "url": self.url,
            },
        )

    def to_json(self) -> dict[str, Any]:
        """Everything, as JSON; :meth:`from_json` reads it back."""
        data: dict[str, Any] = plain(self)
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Report:
        """The report of a :meth:`to_json` value."""
        return build(cls, data, "report")


def _at(place: Place, offset: int) -> int:
    """The offset in the document of a character of the text."""
    step = bisect_right(place.steps, offset, key=lambda pair: pair[0]) - 1
    here, there = place.steps[step] if step >= 0 else (place.span[0], place.source[0] if place.source else 0)
    return there + offset - here


def _end(place: Place, offset: int) -> int:
    """The offset in the document at which what stands before ``offset`` ends."""
    if place.source is not None and offset == place.span[1]:
        return place.source[1]
    step = bisect_left(place.steps, offset, key=lambda pair: pair[0])
    if len(place.steps) > step + 1 and place.steps[step][0] == place.steps[step + 1][0] == offset:
        return place.steps[step][1]
    return _at(place, offset - 1) + 1
