"""The readers, one small module a format, found by name, media type or first bytes."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

from guarantor.intake.piece import Piece, Reader
from guarantor.intake.readers.html import HtmlReader
from guarantor.intake.readers.json import JsonLinesReader, JsonReader
from guarantor.intake.readers.markdown import MarkdownReader
from guarantor.intake.readers.plain import PlainReader

GROUP = "guarantor.readers"
PLAIN = PlainReader()
BUILT_IN: tuple[Reader, ...] = (MarkdownReader(), JsonReader(), JsonLinesReader(), HtmlReader(), PLAIN)


@cache
def readers() -> tuple[Reader, ...]:
    """All readers; those that others install come first, so that they may take over a format."""
    others = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return (*(point.load()() for point in others), *BUILT_IN)


def known_suffix(suffix: str) -> bool:
    """Whether a reader claims files with this ending (``""`` for none)."""
    return any(suffix.lower() in reader.manifest.suffixes for reader in readers())


def reader_for(piece: Piece) -> Reader:
    """The reader by declared media type, else by the name's ending, else by the first bytes; plain text at last."""
    if piece.media_type is not None:
        declared = piece.media_type.split(";")[0].strip().lower()
        for reader in readers():
            if declared in reader.manifest.media_types:
                return reader
    for reader in readers():
        if piece.suffix.lower() in reader.manifest.suffixes:
            return reader
    for reader in readers():
        if reader.sniff(piece.data[:4096]):
            return reader
    return PLAIN
