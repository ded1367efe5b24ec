"""The readers, one small module a format, found by name, media type or first bytes."""

from __future__ import annotations

import importlib.util
import warnings
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from guarantor.intake.piece import HEAD, Piece, Reader
from guarantor.intake.readers.compressed import CompressedReader
from guarantor.intake.readers.csv import CsvReader
from guarantor.intake.readers.feed import FeedReader
from guarantor.intake.readers.html import HtmlReader
from guarantor.intake.readers.json import JsonLinesReader, JsonReader
from guarantor.intake.readers.mail import MailReader
from guarantor.intake.readers.markdown import MarkdownReader
from guarantor.intake.readers.mbox import MboxReader
from guarantor.intake.readers.office import DOCX, ODT
from guarantor.intake.readers.pdf import PdfReader
from guarantor.intake.readers.plain import PlainReader
from guarantor.intake.readers.tar import TarReader
from guarantor.intake.readers.warc import WarcReader
from guarantor.intake.readers.zip import ZipReader

GROUP = "guarantor.formats"
PLAIN = PlainReader()
PDF = PdfReader()
BUILT_IN: tuple[Reader, ...] = (
    PLAIN, MarkdownReader(), HtmlReader(), PDF, DOCX, ODT, MailReader(), MboxReader(), FeedReader(), JsonReader(),
    JsonLinesReader(), CsvReader(), WarcReader(), CompressedReader(), TarReader(), ZipReader(),
)  # fmt: skip
_BINARY = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\xfd7zXZ\x00", b"WARC/1")
"""First bytes that outweigh what a server or a mail declares: servers call anything text."""


@cache
def readers() -> tuple[Reader, ...]:
    """All readers; those that others install come first, so that they may take over a format."""
    for fault in unloaded():
        warnings.warn(fault, RuntimeWarning, stacklevel=2)
    return (*(found for _, found in _others() if not isinstance(found, str)), *BUILT_IN)


@cache
def unloaded() -> tuple[str, ...]:
    """Readers that others install and that cannot be had, each with the reason: they disturb no other one."""
    return tuple(
        f"the reader {name!r} cannot be loaded: {found}" for name, found in _others() if isinstance(found, str)
    )


@cache
def _others() -> tuple[tuple[str, Reader | str], ...]:
    return tuple((each.name, _loaded(each)) for each in sorted(entry_points(group=GROUP), key=lambda each: each.name))


def _loaded(point: EntryPoint) -> Reader | str:
    """What an entry point names, or why it cannot be had; a stranger's module may raise anything as it loads."""
    try:
        found: Reader = point.load()()
        _ = found.manifest.suffixes, found.manifest.media_types, found.sniff, found.read
    except Exception as error:  # noqa: BLE001
        return f"{type(error).__name__}: {error}"[:200]
    return found


@cache
def known_suffixes() -> frozenset[str]:
    """Every ending that some reader claims."""
    return frozenset(suffix for reader in readers() for suffix in reader.manifest.suffixes)


def known_suffix(suffix: str) -> bool:
    """Whether a reader claims files with this ending (``""`` for none)."""
    return suffix.lower() in known_suffixes()


def missing(reader: Reader) -> tuple[str, str] | None:
    """What was found and what to do where a reader's extra is not installed."""
    manifest = reader.manifest
    if manifest.needs is None or importlib.util.find_spec(manifest.needs) is not None:
        return None
    return f"a {manifest.title or manifest.name}, and {manifest.needs} is not installed", (
        f"pip install 'guarantor[{manifest.extra}]', or save its text"
    )


def reader_for(piece: Piece) -> Reader:
    """The reader by declared media type, else by the name's ending, else by the first bytes; plain text at last."""
    head = piece.data[:HEAD]
    if piece.media_type is not None and not head.startswith(_BINARY):
        declared = piece.media_type.split(";")[0].strip().lower()
        for reader in readers():
            if declared in reader.manifest.media_types and not (reader is PLAIN and _is_page(head)):
                return reader
    if piece.suffix:
        for reader in readers():
            if piece.suffix.lower() in reader.manifest.suffixes:
                return reader
    for reader in readers():
        if reader.sniff(head):
            return reader
    return PLAIN


def _is_page(head: bytes) -> bool:
    """A page that its server declares plain text."""
    return head.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html"))
