"""YAML files as trees in which every value knows its file, line and column.

Values stay text: whether ``no``, ``12:30`` or ``2025-11-01`` is a word, a time or a date is decided by the key it
stands under, not by YAML's own guesses. The tree is built from parser events, so that depth, size and aliases are
bounded before anything is built.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from guarantor.agreement.faults import Faults, Mark

MAX_BYTES = 4_000_000
MAX_DEPTH = 40
MAX_NODES = 200_000
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """One value, as text. ``quoted`` tells ``"5"`` from ``5``; an empty plain value is ``text == ""``."""

    text: str
    quoted: bool
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Keys with their values, in the order of the file."""

    pairs: tuple[tuple[Scalar, Node], ...]
    mark: Mark

    def get(self, key: str) -> Node | None:
        """The value under a key, or None where the key is absent."""
        return next((value for name, value in self.pairs if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """The key itself, for its mark."""
        return next((name for name, _ in self.pairs if name.text == key), None)


Node: TypeAlias = Scalar | Items | Mapping


def is_empty(node: Node | None) -> bool:
    """Whether a key was left without a value.

    >>> is_empty(Scalar(text="", quoted=False, mark=Mark(file="x")))
    True
    """
    return node is None or (isinstance(node, Scalar) and not node.quoted and node.text in ("", "~", "null"))


def read_utf8(data: bytes, file: str, faults: Faults) -> str | None:
    """The text of a file's bytes in UTF-8, or None with a fault that says why it cannot be read."""
    mark = Mark(file=file)
    if len(data) > MAX_BYTES:
        faults.add(mark, f"{len(data):,} bytes", expected=f"at most {MAX_BYTES:,}", do="split the file")
        return None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        faults.add(mark, "text in UTF-16", expected="UTF-8", do="save the file as UTF-8")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        faults.add(
            Mark(file=file, line=line, column=column),
            f"the byte 0x{data[error.start]:02x}, which is not UTF-8",
            expected="text in UTF-8",
            do="save the file as UTF-8 (it looks like Latin-1 or Windows-1252)",
        )
        return None
    if not text.strip():
        faults.add(mark, "an empty file", expected="keys with values", do="fill it, or remove the file")
        return None
    return text


def parse_node(text: str, file: str, faults: Faults) -> Node | None:
    """The tree of a YAML text; None, with a fault, where the text is no YAML or too large or deep."""
    try:
        node = _Composer(yaml.parse(text, Loader=_LOADER), file, faults).document()
    except yaml.MarkedYAMLError as error:
        _syntax_fault(error, text, file, faults)
        return None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        faults.add(
            Mark(file=file, line=line, column=1),
            f"a control character (U+{ord(text[error.position]):04X})" if error.position < len(text) else "bad text",
            do="delete it",
        )
        return None
    except _LimitError as problem:
        faults.add(problem.mark, problem.found, expected=problem.expected, do="write it simpler, or split the file")
        return None
    if node is None and not len(faults):
        faults.add(Mark(file=file), "only comments", expected="keys with values", do="fill it, or remove the file")
    return node


def _syntax_fault(error: yaml.MarkedYAMLError, text: str, file: str, faults: Faults) -> None:
    """YAML's complaint with the place and the usual cause, read off the line."""
    opened = error.context_mark if "quoted scalar" in (error.context or "") else None
    spot = opened or error.problem_mark or error.context_mark
    line, column = (spot.line + 1, spot.column + 1) if spot else (0, 0)
    lines = text.splitlines()
    words = lines[line - 1] if 0 < line <= len(lines) else ""
    before = lines[line - 2] if 1 < line <= len(lines) + 1 else ""
    found = f"something that is not YAML: {error.problem or error.context}"
    faults.add(
        Mark(file=file, line=line, column=column), found, do=_usual_cause(words, before, error.problem or "", column)
    )


def _usual_cause(words: str, before: str, problem: str, column: int) -> str:
    if "\t" in words or "\t" in before:
        return "indent with blanks, not with tabs"
    if "mapping values are not allowed" in problem and ":" not in words[: column - 1] and ":" in before:
        return "indent it like its neighbours: the key in the line before has a value and can hold no other keys"
    if "mapping values are not allowed" in problem:
        return "put the value between quotes: it holds a colon followed by a blank"
    if "unknown escape" in problem or "found unexpected end of stream" in problem:
        return "close the quotes that were opened, or use single quotes"
    if "alias" in problem or words.lstrip().startswith(("*", "&")):
        return "put the value between quotes: it begins with a sign that YAML takes for itself"
    if problem.startswith("found character that cannot start"):
        return "put the value between quotes: it begins with a sign that YAML takes for itself"
    if any(before.count(a) > before.count(b) or words.count(a) > words.count(b) for a, b in ("{}", "[]")):
        return "close the bracket that was opened, and separate its entries with commas"
    if "could not find expected ':'" in problem or "simple key" in problem:
        return "write `key: value`, with a colon and a blank, and indent it like its neighbours"
    return "look at the indentation, colons, quotes and brackets of this line and the one before"


class _LimitError(Exception):
    def __init__(self, mark: Mark, found: str, expected: str) -> None:
        super().__init__(found)
        self.mark, self.found, self.expected = mark, found, expected


class _Composer:
    """Parser events to nodes, without recursion into the parser and with every bound checked on the way."""

    def __init__(self, events: Iterator[Any], file: str, faults: Faults) -> None:
        self._events, self._file, self._faults = events, file, faults
        self._anchors: dict[str, Node] = {}
        self._sizes: dict[str, int] = {}
        self._count = 0

    def document(self) -> Node | None:
        found: Node | None = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._faults.add(
                        self._mark(event), "a second document (`---`)", expected="one document a file", do="split it"
                    )
                    return found
                found = self._node(next(self._events), 0)
        return None if is_empty(found) else found

    def _mark(self, event: Any) -> Mark:
        return Mark(file=self._file, line=event.start_mark.line + 1, column=event.start_mark.column + 1)

    def _node(self, event: Any, depth: int) -> Node:
        mark = self._mark(event)
        if depth > MAX_DEPTH:
            raise _LimitError(mark, f"values nested {depth} deep", f"at most {MAX_DEPTH} levels")
        self._add(1, mark)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, mark)
        start = self._count
        if isinstance(event, yaml.ScalarEvent):
            node: Node = Scalar(text=event.value, quoted=bool(event.style), mark=mark)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Items(items=tuple(self._children(depth, yaml.SequenceEndEvent)), mark=mark)
        else:
            node = Mapping(pairs=self._pairs(depth), mark=mark)
        if event.anchor is not None:
            self._anchors[event.anchor] = node
            self._sizes[event.anchor] = self._count - start + 1
        return node

    def _add(self, more: int, mark: Mark) -> None:
        self._count += more
        if self._count > MAX_NODES:
            raise _LimitError(
                mark, f"more than {MAX_NODES:,} values (aliases counted in full)", f"at most {MAX_NODES:,}"
            )

    def _alias(self, event: Any, mark: Mark) -> Node:
        if (node := self._anchors.get(event.anchor)) is None:
            raise _LimitError(
                mark, f"the alias *{event.anchor} of nothing finished above it", "an anchor that stands above"
            )
        self._add(self._sizes[event.anchor], mark)
        return node

    def _children(self, depth: int, end: type) -> Iterator[Node]:
        while not isinstance(event := next(self._events), end):
            yield self._node(event, depth + 1)

    def _pairs(self, depth: int) -> tuple[tuple[Scalar, Node], ...]:
        pairs: list[tuple[Scalar, Node]] = []
        seen: dict[str, Mark] = {}
        children = self._children(depth, yaml.MappingEndEvent)
        for key in children:
            value = next(children)
            if not isinstance(key, Scalar):
                self._faults.add(key.mark, "a list or mapping as a key", expected="a word", do="quote the key")
                continue
            if key.text == "<<" and not key.quoted:
                self._faults.add(key.mark, "a merge key `<<`", expected="plain keys", do="repeat the keys in full")
                continue
            if key.text in seen:
                self._faults.add(
                    key.mark,
                    f"the key {key.text!r} a second time (first in line {seen[key.text].line})",
                    expected="each key once",
                    do="remove or rename one of the two",
                )
                continue
            seen[key.text] = key.mark
            pairs.append((key, value))
        return tuple(pairs)
