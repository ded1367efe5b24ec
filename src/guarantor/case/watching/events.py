"""What happened while watching, one line each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from guarantor.model.plain import plain

EventKind = Literal["new", "changed", "vanished", "back", "refused", "forbidden", "failed", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """``at`` is UTC, ``report`` the id of the report that it is about, where there is one."""

    kind: EventKind
    at: str
    address: str
    words: str
    report: str | None = None

    @property
    def line(self) -> str:
        """For people.

        >>> print(Event(kind="new", at="2025-11-02T10:00:00Z", address="https://a.example/x", words="2 claims").line)
        2025-11-02T10:00:00Z new       https://a.example/x  2 claims
        """
        return f"{self.at} {self.kind:<9} {self.address}  {self.words}"

    def to_json(self) -> dict[str, Any]:
        """For programs."""
        data: dict[str, Any] = plain(self)
        return data
