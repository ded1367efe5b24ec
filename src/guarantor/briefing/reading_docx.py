"""A brief read back from a Word document as `guarantor brief` writes it: paragraphs, references, footnotes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

from guarantor.briefing.reading_back import ASKED, NUMBERED, QUOTE, Noted, Said, Written

LARGEST = 32 * 1024 * 1024
"""Bytes that a part of a document may unpack to."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_AGAIN = re.compile(r"NOTEREF _n(\d+)")
_SHORT = re.compile(r"(?:(claim|report) ([0-9a-f]{12})|((?:provision|issue|meeting|event|phase|actor):[\w.-]+))\s*$")
_RAISED = "superscript"


def read_docx(data: bytes) -> Written:
    """A written brief; its notes name claims by the first letters of their digests. Raises ValueError for no brief."""
    document, footnotes = (_part(data, name) for name in ("word/document.xml", "word/footnotes.xml"))
    said: list[Said] = []
    lines: list[str] = []
    for paragraph in document.iter(f"{_W}p"):
        lines.append("".join(text for text, _ in _pieces(paragraph)))
        said.extend(_said(paragraph))
    notes = tuple(_noted(note) for note in footnotes if note.get(f"{_W}type") is None)
    if not notes:
        raise ValueError("no footnotes were found; a brief as `guarantor brief` writes it is needed")
    whole = "\n".join(lines)
    numbered = NUMBERED.search(whole)
    asked, record = (re.findall(ASKED.format(name), whole, re.M) for name in ("Asked", "Record"))
    return Written(
        said=tuple(said), notes=notes, number=int(numbered[1]) if numbered else None,
        marking=numbered[2] if numbered else None, asked=asked[-1] if asked else None,
        record=record[-1] if record else None,
    )  # fmt: skip


def _part(data: bytes, name: str) -> ElementTree.Element:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if archive.getinfo(name).file_size > LARGEST:
                raise ValueError(f"{name} is too large to be a brief's")
            text = archive.read(name)
        if b"<!DOCTYPE" in text:
            raise ValueError(f"{name} declares a document type, which no brief does")
        return ElementTree.fromstring(text)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
        raise ValueError(f"this is no Word document of a brief: {error}") from error


def _pieces(paragraph: ElementTree.Element) -> Iterator[tuple[str, int | None]]:
    """The runs of a paragraph in order: words with None, or no words with the number of a note."""
    field = False
    for run in paragraph.iter(f"{_W}r"):
        for mark in run.findall(f"{_W}fldChar"):
            field = mark.get(f"{_W}fldCharType") != "end"
        for code in run.findall(f"{_W}instrText"):
            if (again := _AGAIN.search(code.text or "")) is not None:
                yield "", int(again[1])
        for reference in run.findall(f"{_W}footnoteReference"):
            yield "", int(reference.get(f"{_W}id") or 0)
        words = "".join(text.text or "" for text in run.findall(f"{_W}t"))
        if words and not field:
            yield words, None


def _said(paragraph: ElementTree.Element) -> Iterator[Said]:
    """The text before each group of notes, with their numbers."""
    text, numbers = "", list[int]()
    for words, number in _pieces(paragraph):
        if number is not None:
            numbers.append(number)
        elif numbers and words.strip():
            yield Said(text=text.strip(), notes=tuple(numbers))
            text, numbers = words, []
        else:
            text += words
    if numbers:
        yield Said(text=text.strip(), notes=tuple(numbers))


def _noted(note: ElementTree.Element) -> Noted:
    runs = [
        ("".join(text.text or "" for text in run.findall(f"{_W}t")), run.find(f"{_W}rPr/{_W}b") is not None)
        for run in note.iter(f"{_W}r")
    ]
    text = "".join(words for words, _ in runs).strip()
    named, quote = _SHORT.search(text), QUOTE.search(text)
    id_ = "" if named is None else named[3] or f"{named[1]}:sha256:{named[2]}"
    who = next((words for words, bold in runs if bold), None)
    return Noted(
        number=int(note.get(f"{_W}id") or 0), id=id_, quote=quote[1] if quote and ":sha256:" in id_ else None, who=who,
        text=text,
    )  # fmt: skip
