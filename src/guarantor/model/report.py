"""A report: a document that tells something, kept as received, beside the plain text that spans point into."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from guarantor.model.ids import content_id
from guarantor.model.plain import build, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One document as it reached us.

    ``text`` is what offsets refer to. ``raw_sha256`` is the hex digest of the bytes as received (of the text in UTF-8
    where nothing else came in). ``published`` is an ISO date or date-time, or None where nobody says. ``signals`` tells
    for each field of metadata where it came from (``{"published": "front matter"}``).

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
