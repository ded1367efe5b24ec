"""State pages that are being worked out while somebody waits: how far they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event


@dataclass(slots=True, kw_only=True)
class Coming:
    """A page that is being worked out: ``done`` of ``total`` provisions; none while the record's words are read."""

    total: int
    done: int = 0
    ready: Event = field(default_factory=Event)

    def count(self) -> None:
        """One provision more."""
        self.done += 1


class UnreadyError(Exception):
    """Somebody asked for a page that is still being worked out."""

    def __init__(self, coming: Coming | None) -> None:
        super().__init__("this state is still being worked out")
        self.coming = coming

    @property
    def told(self) -> str:
        """How far it is, in words."""
        if self.coming is None:
            return "Other states are worked out first; this one is begun after them."
        if not self.coming.done:
            return "The words of the record are being read."
        return f"{self.coming.done:,} of {self.coming.total:,} provisions are worked out."


class BusyError(Exception):
    """Somebody asked for a page that takes a while to work out, and of which there is no earlier one at hand."""

    def __init__(self) -> None:
        super().__init__("this page is still being worked out")

    @property
    def told(self) -> str:
        """How far it is, in words."""
        return "It takes longer than usual, or much is asked at once; it goes on being worked out."
