"""Word documents (ECMA-376, WordprocessingML)."""

from __future__ import annotations

from collections.abc import Iterator

from guarantor.intake.office.parts import Parts
from guarantor.intake.office.text import Paragraphs
from guarantor.intake.refusal import UnreadableError
from guarantor.intake.xml import Element
from guarantor.model.report import Sign

_W = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_LEFT_OUT = frozenset(
    {"del", "moveFrom", "instrText", "delText", "pict", "drawing", "object", "Fallback", "rPr", "pPr"}
)
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_CORE = {
    f"{_DC}title": "title", f"{_DC}creator": "byline", f"{_TERMS}created": "made",
    f"{_TERMS}modified": "modified",
}  # fmt: skip


def content(parts: Parts) -> tuple[Paragraphs, list[Sign]]:
    """The text and what the document says of itself."""
    root = parts.xml("word/document.xml")
    body = next((each for each in root.walk() if _is(each, "body")), None) if root is not None else None
    if body is None:
        raise UnreadableError("no Word document", "check how it was saved")
    text = Paragraphs()
    _Walk(text).blocks(body)
    for name, word in (("footnotes", "footnote"), ("endnotes", "endnote")):
        notes = parts.xml(f"word/{name}.xml")
        for note in notes.elements() if notes is not None else ():
            number = _value(note, "id")
            if _value(note, "type") in ("", "normal") and number not in ("-1", "0"):
                text.add(" ".join(_paragraph(each) for each in note.walk() if _is(each, "p")), f"{word} {number}")
    deleted = sum(1 for each in body.walk() if each.name in ("del", "moveFrom") and each.tag.startswith(_W))
    if deleted:
        text.notes.append(
            f"tracked changes: {deleted} deleted stretch{'es' * (deleted > 1)} left out, insertions taken"
        )
    return text, list(_signs(parts.xml("docProps/core.xml")))


class _Walk:
    """Paragraphs and tables in order, numbered."""

    def __init__(self, text: Paragraphs) -> None:
        self._text = text
        self._paragraph = 0
        self._table = 0

    def blocks(self, parent: Element) -> None:
        for each in parent.elements():
            if _is(each, "p"):
                self._paragraph += 1
                self._text.add(_paragraph(each), f"paragraph {self._paragraph}")
            elif _is(each, "tbl"):
                self._rows(each)
            elif each.name in ("sdt", "sdtContent", "ins", "customXml", "smartTag", "txbxContent"):
                self.blocks(each)

    def _rows(self, table: Element) -> None:
        self._table += 1
        name, number = f"table {self._table}", 0
        for row in table.walk():
            if _is(row, "tr"):
                number += 1
                cells = [" ".join(_paragraph(p) for p in cell.elements() if _is(p, "p")) for cell in _cells(row)]
                self._text.add("\t".join(cells), f"{name}, row {number}", close=number > 1)


def _cells(row: Element) -> Iterator[Element]:
    for each in row.elements():
        if _is(each, "tc"):
            yield each
        elif each.name in ("sdt", "sdtContent"):
            yield from _cells(each)


def _paragraph(paragraph: Element) -> str:
    parts: list[str] = []
    stack: list[Element] = [paragraph]
    while stack:
        here = stack.pop()
        if _is(here, "t"):
            parts.append("".join(child for child in here.children if isinstance(child, str)))
        elif _is(here, "tab"):
            parts.append("\t")
        elif _is(here, "br") or _is(here, "cr"):
            parts.append("\n")
        elif _is(here, "noBreakHyphen"):
            parts.append("-")
        elif here.name not in _LEFT_OUT and not (_is(here, "p") and here is not paragraph):
            stack.extend(reversed(list(here.elements())))
    return "".join(parts)


def _is(element: Element, name: str) -> bool:
    return element.name == name and element.tag.startswith(_W)


def _value(element: Element, name: str) -> str:
    return next((element.attributes[w + name] for w in _W if w + name in element.attributes), "")


def _signs(core: Element | None) -> Iterator[Sign]:
    for each in core.elements() if core is not None else ():
        value = " ".join(each.text().split())[:1000]
        if value and (name := _CORE.get(each.tag)) is not None:
            yield Sign(field=name, value=value, signal=f"document properties, {each.name}")
