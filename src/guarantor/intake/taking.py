"""The door: bytes and what is said of them in, reports and refusals out, one at a time.

``take`` reads a piece and whatever is packed in it. ``leaves`` only unpacks: pieces that are documents of their own, so
that the reading of them can be handed to other processes. Memory does not grow with an archive: one member at a time is
held.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace

from guarantor.intake.meter import Meter, SpentError
from guarantor.intake.piece import Hints, Limits, Piece, Reader
from guarantor.intake.refusal import Refusal, UnreadableError
from guarantor.model.report import Report

STUMBLED = "the reader stumbled over it"
_FAULTS = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError, NameError, OSError,
    RuntimeError, TypeError, ValueError, struct.error,
)  # fmt: skip
"""What a reader of others may raise over bytes that nobody has thought of: one piece is refused, the rest goes on."""


def take(piece: Piece, hints: Hints | None = None, limits: Limits | None = None) -> Iterator[Report | Refusal]:
    """All that is in a piece: each document a report or a refusal, in order. Never raises over what is in it."""
    limits = limits or Limits()
    for found in _guarded(_metered(piece, limits), hints or Hints(), limits, unpack_only=False):
        if not isinstance(found, Piece):
            yield found


def leaves(piece: Piece, limits: Limits | None = None) -> Iterator[Piece | Refusal]:
    """The documents that are packed in a piece (the piece itself where it is one), and what cannot be unpacked.

    Each is whole in memory (``data``, no ``file``) unless its format is read as a stream, and is to be taken before the
    next one is asked for.
    """
    limits = limits or Limits()
    for found in _guarded(_metered(piece, limits), Hints(), limits, unpack_only=True):
        if not isinstance(found, Report):
            yield found


def _metered(piece: Piece, limits: Limits) -> Piece:
    if piece.meter.most:
        return piece
    size = piece.meter.packed or len(piece.data)
    return replace(piece, meter=Meter.of(size, least=limits.unpacked_bytes, ratio=limits.ratio))


def _guarded(piece: Piece, hints: Hints, limits: Limits, *, unpack_only: bool) -> Iterator[Report | Refusal | Piece]:
    """One piece and what is in it; whatever goes wrong is a line."""
    try:
        yield from _opened(piece, hints, limits, unpack_only)
    except SpentError as error:
        if piece.depth:
            raise
        yield error.at(piece.location)
    except UnreadableError as error:
        yield error.at(piece.location)
    except _FAULTS as error:
        found = f"{STUMBLED} ({type(error).__name__}: {error})"[:300]
        yield Refusal(location=piece.location, found=found, todo="tell the makers of the reader, with the file")


def _opened(piece: Piece, hints: Hints, limits: Limits, unpack_only: bool) -> Iterator[Report | Refusal | Piece]:
    from guarantor.intake.readers import missing, reader_for

    reader = reader_for(piece)
    if reader.manifest.packed and piece.depth >= limits.depth:
        raise UnreadableError(f"packed more than {limits.depth} times over", "unpack it by hand")
    piece = _fit(piece, reader, limits)
    if unpack_only and not reader.manifest.packed:
        yield piece
        return
    if (what := missing(reader)) is not None:
        raise UnreadableError(*what)
    for found in reader.read(piece, hints, limits):
        if isinstance(found, Piece):
            yield from _guarded(found, hints, limits, unpack_only=unpack_only)
        else:
            yield found


def _fit(piece: Piece, reader: Reader, limits: Limits) -> Piece:
    """The piece as its reader takes it."""
    if not reader.manifest.streams:
        return piece.whole(limits.file_bytes)
    return piece
