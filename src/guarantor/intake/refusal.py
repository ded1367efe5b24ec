"""A refusal: something that could not be made a report, with what was found and what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """``location`` is where (file, or file and line as ``path:12``); ``found`` and ``todo`` are sentences' halves.

    ``harmless`` is said of what is no document at all (pictures and requests in a web archive, a folder in a ZIP file):
    it is listed, and nothing went wrong.
    """

    location: str
    found: str
    todo: str
    harmless: bool = False

    def __str__(self) -> str:
        return f"{self.location}: {self.found}; {self.todo}"


class UnreadableError(Exception):
    """Raised inside a reader to refuse the piece it is reading; :func:`take` turns it into a :class:`Refusal`."""

    def __init__(self, found: str, todo: str, *, line: int | None = None) -> None:
        super().__init__(f"{found}; {todo}")
        self.found = found
        self.todo = todo
        self.line = line

    def at(self, location: str) -> Refusal:
        """The refusal for the place where it was met."""
        where = location if self.line is None else f"{location}:{self.line}"
        return Refusal(location=where, found=self.found, todo=self.todo)


def shown(name: str, most: int = 200) -> str:
    """A name out of a file as it may be shown and stored: no control characters, no direction signs, bounded.

    >>> shown("a\\x1b[31m\\u202etxt.exe")
    'a\\\\x1b[31m\\\\u202etxt.exe'
    """
    text = "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in name[: most + 1]
    )
    return text if len(text) <= most else f"{text[:most]}…"
