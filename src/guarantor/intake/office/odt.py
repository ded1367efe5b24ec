"""OpenDocument texts (OASIS ODF 1.3)."""

from __future__ import annotations

from collections.abc import Iterator

from guarantor.intake.office.parts import Parts
from guarantor.intake.office.text import Paragraphs
from guarantor.intake.refusal import UnreadableError
from guarantor.intake.xml import Element
from guarantor.model.report import Sign

_NS = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT = f"{_NS}text:1.0}}"
_TABLE = f"{_NS}table:1.0}}"
_OFFICE = f"{_NS}office:1.0}}"
_LEFT_OUT = frozenset({
    f"{_TEXT}note", f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls", f"{_OFFICE}forms",
    f"{_TEXT}bookmark-ref",
})  # fmt: skip
_META = {"title": "title", "creator": "byline", "initial-creator": "byline",
         "creation-date": "made", "date": "modified"}  # fmt: skip
SPACES = 1000
"""Most spaces that a run-length element may stand for."""


def content(parts: Parts) -> tuple[Paragraphs, list[Sign]]:
    """The text and what the document says of itself."""
    if (manifest := parts.xml("META-INF/manifest.xml")) is not None and any(
        each.name == "encryption-data" for each in manifest.walk()
    ):
        raise UnreadableError("an encrypted document", "save it without a password")
    root = parts.xml("content.xml")
    body = next((each for each in root.walk() if each.tag == f"{_OFFICE}text"), None) if root is not None else None
    if body is None:
        raise UnreadableError("no OpenDocument text", "check how it was saved")
    text = Paragraphs()
    walk = _Walk(text)
    walk.blocks(body)
    for number, note in enumerate((each for each in body.walk() if each.tag == f"{_TEXT}note"), start=1):
        inner = note.first(f"{_TEXT}note-body")
        if inner is not None:
            words = " ".join(_paragraph(each) for each in inner.walk() if each.tag == f"{_TEXT}p")
            text.add(words, f"{note.attributes.get(f'{_TEXT}note-class', 'footnote')} {number}")
    return text, list(_signs(parts.xml("meta.xml")))


class _Walk:
    """Paragraphs, headings, lists and tables in order, numbered."""

    def __init__(self, text: Paragraphs) -> None:
        self._text = text
        self._paragraph = 0
        self._table = 0

    def blocks(self, parent: Element) -> None:
        stack = list(parent.elements())[::-1]
        while stack:
            here = stack.pop()
            if here.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self._paragraph += 1
                self._text.add(_paragraph(here), f"paragraph {self._paragraph}")
            elif here.tag == f"{_TABLE}table":
                self._rows(here)
            elif here.tag not in _LEFT_OUT:
                stack.extend(list(here.elements())[::-1])

    def _rows(self, table: Element) -> None:
        self._table += 1
        number = 0
        for row in table.walk():
            if row.tag == f"{_TABLE}table-row":
                number += 1
                cells = [
                    " ".join(_paragraph(p) for p in cell.walk() if p.tag in (f"{_TEXT}p", f"{_TEXT}h"))
                    for cell in row.elements() if cell.tag == f"{_TABLE}table-cell"
                ]  # fmt: skip
                self._text.add("\t".join(cells), f"table {self._table}, row {number}", close=number > 1)


def _paragraph(paragraph: Element) -> str:
    parts: list[str] = []
    stack: list[Element | str] = list(reversed(paragraph.children))
    while stack:
        here = stack.pop()
        if isinstance(here, str):
            parts.append(" ".join(here.replace("\n", " ").split(" ")) if "\n" in here else here)
        elif here.tag == f"{_TEXT}s":
            parts.append(" " * _count(here))
        elif here.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif here.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif here.tag not in _LEFT_OUT:
            stack.extend(reversed(here.children))
    return "".join(parts)


def _count(element: Element) -> int:
    value = element.attributes.get(f"{_TEXT}c", "1")
    return min(int(value), SPACES) if value.isascii() and value.isdigit() and len(value) < 9 else 1


def _signs(meta: Element | None) -> Iterator[Sign]:
    for each in meta.walk() if meta is not None else ():
        value = " ".join(each.text().split())[:1000] if each.name in _META else ""
        if value:
            yield Sign(field=_META[each.name], value=value, signal=f"document properties, {each.name}")
