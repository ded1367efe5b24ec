"""A text of paragraphs, each with its name in the document."""

from __future__ import annotations

import re

from guarantor.model.report import Place

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


class Paragraphs:
    """Grows by paragraphs (an empty line between) and by lines of tables (a line break between)."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.places: list[Place] = []
        self.notes: list[str] = []

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self._parts)

    def add(self, text: str, name: str, *, close: bool = False) -> None:
        """One paragraph or line; blanks at its ends fall away, nothing is added where nothing is left.

        ``close``: it follows the one before it as the next line, without an empty one.
        """
        clean = _UNFIT.sub("", text).strip()
        if not clean:
            return
        if self._length:
            between = "\n" if close else "\n\n"
            self._parts.append(between)
            self._length += len(between)
        self._parts.append(clean)
        self.places.append(Place(span=(self._length, self._length + len(clean)), name=name))
        self._length += len(clean)
