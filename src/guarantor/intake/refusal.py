"""A refusal: something that could not be made a report, with what was found and what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """``location`` is where (file, or file and line as ``path:12``); ``found`` and ``todo`` are sentences' halves."""

    location: str
    found: str
    todo: str

    def __str__(self) -> str:
        return f"{self.location}: {self.found}; {self.todo}"


class UnreadableError(Exception):
    """Raised inside a reader to refuse the piece it is reading; :func:`gather` turns it into a :class:`Refusal`."""

    def __init__(self, found: str, todo: str, *, line: int | None = None) -> None:
        super().__init__(f"{found}; {todo}")
        self.found = found
        self.todo = todo
        self.line = line

    def at(self, location: str) -> Refusal:
        """The refusal for the place where it was met."""
        where = location if self.line is None else f"{location}:{self.line}"
        return Refusal(location=where, found=self.found, todo=self.todo)
