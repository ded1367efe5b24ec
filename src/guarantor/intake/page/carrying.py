"""Stretches of markup to plain text, with the steps by which each character leads back to the markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from guarantor.intake.page.markup import CELL, NEWLINE
from guarantor.model.report import Place
from guarantor.model.spans import Span

_ODD = re.compile(
    r"[ \t\n\r\f\v\xa0]{2,}|[\t\n\r\f\v\xa0]|&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)"
    r"|[\x00-\x08\x0e-\x1f]"
)
"""What does not stand in the text as it stands in the markup: runs of blanks, character references, control signs."""
_BLANKS = " \t\n\r\f\v\xa0"


class Carried:
    """A text that grows block by block; ``places`` lead each of its characters back."""

    def __init__(self, source: str, name: str = "paragraph") -> None:
        self._source = source
        self._name = name
        self._parts: list[str] = []
        self._length = 0
        self.places: list[Place] = []

    @property
    def text(self) -> str:
        """All of it, blocks apart by an empty line."""
        return "".join(self._parts)

    def add(self, runs: Iterable[Span]) -> None:
        """One block more; nothing where it holds only blanks."""
        between = 2 if self._length else 0
        block = _Block(self._source, self._length + between)
        block.fill(runs)
        if not block.length:
            return
        if between:
            self._parts.append("\n\n")
        self._parts.extend(block.parts)
        start = self._length + between
        self._length = start + block.length
        self.places.append(
            Place(
                span=(start, self._length), name=f"{self._name} {len(self.places) + 1}",
                source=(block.steps[0][1], block.end), steps=tuple(block.steps),
            )
        )  # fmt: skip


class _Block:
    """One block: blanks are folded into one, those at its ends and around line breaks fall away."""

    def __init__(self, source: str, start: int) -> None:
        self._source = source
        self._start = start
        self._waiting: tuple[str, int] | None = None
        self.parts: list[str] = []
        self.steps: list[Span] = []
        self.length = 0
        self.end = 0
        self._ended = False

    def fill(self, runs: Iterable[Span]) -> None:
        for start, end in runs:
            if start == NEWLINE:
                self._wait("\n", end)
            elif start == CELL:
                self._wait("\t", end)
            else:
                self._run(start, end)

    def _run(self, start: int, end: int) -> None:
        if self._source[start] == " ":
            self._wait(" ", start)
            start += 1
        stop = end - 1 if end > start and self._source[end - 1] == " " else end
        self._middle(start, stop)
        if stop < end:
            self._wait(" ", stop)

    def _middle(self, start: int, end: int) -> None:
        """A run whose single spaces stand as they are."""
        at = start
        for odd in _ODD.finditer(self._source, start, end):
            if odd.start() > at:
                self._put(self._source[at : odd.start()], at, odd.start())
            at = odd.end()
            found = odd[0]
            if found[0] in _BLANKS:
                self._wait(" ", odd.start())
            elif found[0] == "&":
                self._reference(found, odd.start(), at)
        if at < end:
            self._put(self._source[at:end], at, end)

    def _reference(self, found: str, start: int, end: int) -> None:
        sign = unescape(found)
        if sign in _BLANKS:
            self._wait(" ", start)
        elif sign != "\x00":
            self._put("".join(each if each >= " " else "\ufffd" for each in sign), start, end, same=False)

    def _wait(self, sign: str, at: int) -> None:
        """A blank that stands only where something follows; a line break outweighs a cell, a cell a space."""
        if self.length and (self._waiting is None or " \t\n".index(sign) > " \t\n".index(self._waiting[0])):
            self._waiting = (sign, at)

    def _put(self, text: str, start: int, end: int, *, same: bool = True) -> None:
        if self._waiting is not None:
            sign, at = self._waiting
            self._waiting = None
            self._step(at)
            self.parts.append(sign)
            self.length += 1
            self.end = at
        self._step(start)
        self.parts.append(text)
        self.length += len(text)
        self.end = end
        if not same:
            self.steps.append((self._start + self.length, end))
            self._ended = True

    def _step(self, source: int) -> None:
        here = self._start + self.length
        if self._ended:
            self._ended = False
            self.steps.append((here, source))
        elif not self.steps or self.steps[-1][1] + here - self.steps[-1][0] != source:
            self.steps.append((here, source))
