"""The question: the task, then the report's lines as JSON data. A question has the text of one report only, so that no
report can speak into the reading of another; many questions are sent at once instead."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from guarantor.model.report import Report
from guarantor.model.spans import Span

VERSION = "1"
"""Of the task and the question's form. A change of either is a new version: answers to the old one are not reused."""
PIECE = 6_000
"""Characters of a report in one question."""
LONGEST = 100_000
"""Characters of a report that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a report: its numbered lines, each a span of the text."""

    lines: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """From the first line to the last."""
        return self.lines[0][0], self.lines[-1][1]


@cache
def task() -> str:
    """What a model is to do."""
    return files("guarantor.reading").joinpath("data/modelled/task.txt").read_text(encoding="utf-8")


def pieces_of(text: str) -> list[Piece]:
    """The text in parts of whole lines, each short enough for one question; lines without words are left out.

    >>> [[text[a:b] for a, b in piece.lines] for text in ["One.\\n\\nTwo."] for piece in pieces_of(text)]
    [['One.', 'Two.']]
    """
    found: list[Piece] = []
    lines: list[Span] = []
    size = 0
    for line in _lines(text[:LONGEST]):
        length = line[1] - line[0]
        if lines and size + length > PIECE:
            found.append(Piece(lines=tuple(lines)))
            lines, size = [], 0
        lines.append(line)
        size += length
    return [*found, Piece(lines=tuple(lines))] if lines else found


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        body = line.strip()
        if body:
            first = start + line.index(body[0])
            yield from _cut(text, first, first + len(body))
        start = end


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """A line longer than a question, cut at blanks."""
    while end - start > PIECE:
        blank = text.rfind(" ", start + 1, start + PIECE)
        stop = blank if blank > start else start + PIECE
        yield start, stop
        start = stop
    yield start, end


def question(report: Report, piece: Piece) -> str:
    """The lines as JSON. Every sign of the text stands within a JSON string; nothing of it can close one."""
    lines = [{"line": number, "text": report.text[a:b]} for number, (a, b) in enumerate(piece.lines, 1)]
    data = {"published": report.published, "report_lines": lines}
    return json.dumps(data, ensure_ascii=False)
