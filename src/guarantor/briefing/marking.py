"""Marks as a reader sees them: a raised sign, and the words beside it where a sign comes first in the brief."""

from __future__ import annotations

from guarantor.briefing.wording import Wording


class Marker:
    """Sets the marks of one brief's sentences, in order."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._seen: set[str] = set()

    def mark(self, marks: tuple[str, ...]) -> tuple[str, str]:
        """The words to print (for marks that come first, and those without a sign), and the signs of all."""
        new = [mark for mark in marks if mark not in self._seen or self._wording.sign(mark) is None]
        self._seen.update(marks)
        signs = [sign.sign for mark in marks if (sign := self._wording.sign(mark)) is not None]
        return ", ".join(new), "".join(signs)


def with_words(text: str, words: str) -> str:
    """A sentence with words about it in brackets at its end, inside the brackets that stand there already.

    >>> with_words("He said so (1 May).", "one origin"), with_words("So it is.", "derived")
    ('He said so (1 May; one origin).', 'So it is (derived).')
    """
    if not words:
        return text
    if text.endswith(")."):
        return f"{text[:-2]}; {words})."
    return f"{text[:-1]} ({words})." if text.endswith(".") else f"{text} ({words})"
