"""XML as a small tree, safely: no entities, no outside documents, bounded depth and number of elements.

A document type may be there (old feeds have one) but nothing that it refers to is fetched, and one that declares
entities is refused: they are how a kilobyte becomes a gigabyte, and how a document reads files of its reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from guarantor.intake.refusal import UnreadableError

ELEMENTS = 1_000_000
DEPTH = 500
_MEND = "check how it was made"


@dataclass(slots=True)
class Element:
    """``tag`` is ``{namespace}name``; ``children`` are elements and texts in order."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The tag without its namespace."""
        return self.tag.rpartition("}")[2]

    def elements(self) -> Iterator[Element]:
        """The elements right below."""
        for child in self.children:
            if isinstance(child, Element):
                yield child

    def first(self, *tags: str) -> Element | None:
        """The first element right below with one of these tags (earlier tags first)."""
        for tag in tags:
            for child in self.elements():
                if child.tag == tag:
                    return child
        return None

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in order."""
        stack: list[Element] = [self]
        while stack:
            here = stack.pop()
            yield here
            stack.extend(child for child in reversed(here.children) if isinstance(child, Element))

    def text(self) -> str:
        """All text in it."""
        parts: list[str] = []
        stack: list[Element | str] = [self]
        while stack:
            here = stack.pop()
            if isinstance(here, str):
                parts.append(here)
            else:
                stack.extend(reversed(here.children))
        return "".join(parts)


def parse_xml(data: bytes, charset: str | None = None) -> Element:
    """The root element; raises UnreadableError with the line for what is no XML or not to be trusted."""
    tree = _Tree()
    parser = expat.ParserCreate(charset if charset and charset.lower() in ("utf-8", "utf-16") else None, "}")
    parser.buffer_text = True
    parser.StartElementHandler = tree.start
    parser.EndElementHandler = tree.end
    parser.CharacterDataHandler = tree.characters
    parser.EntityDeclHandler = _entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UnreadableError(f"no valid XML ({expat.ErrorString(error.code)})", _MEND, line=error.lineno) from error
    except (LookupError, ValueError) as error:
        raise UnreadableError(f"no XML that can be decoded ({error})", _MEND) from error
    if tree.root is None:
        raise UnreadableError("no XML", _MEND)
    return tree.root


def _entity(*_: object) -> NoReturn:
    raise UnreadableError("XML that declares entities of its own", "save it without a document type")


class _Tree:
    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= DEPTH or self._count > ELEMENTS:
            what = f"nested deeper than {DEPTH}" if len(self._open) >= DEPTH else f"of more than {ELEMENTS:,} elements"
            raise UnreadableError(f"XML {what}", _MEND)
        made = Element(_clark(tag), {_clark(name): value for name, value in attributes.items()})
        if self._open:
            self._open[-1].children.append(made)
        else:
            self.root = made
        self._open.append(made)

    def end(self, _: str) -> None:
        self._open.pop()

    def characters(self, text: str) -> None:
        self._open[-1].children.append(text)


def _clark(name: str) -> str:
    return "{" + name if "}" in name else name
