"""Plain text: the stored text is the file's content, unchanged."""

from __future__ import annotations

from collections.abc import Iterator

from guarantor.intake.decode import decode
from guarantor.intake.metadata import Said, make_report
from guarantor.intake.piece import Hints, Limits, Manifest, Piece
from guarantor.intake.refusal import Refusal
from guarantor.model.report import Report


class PlainReader:
    """Text as it is."""

    manifest = Manifest(
        name="text", suffixes=(".txt", ".text"), media_types=("text/plain",), help="plain text, kept unchanged"
    )

    def sniff(self, data: bytes) -> bool:
        """Plain text is what is left when nothing else fits."""
        return False

    def read(self, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Report | Refusal]:
        """One report."""
        decoded = decode(piece.data, piece.charset)
        notes = () if decoded.how == "utf-8" else (f"decoded as {decoded.how}",)
        yield make_report(decoded.text, piece, Said(notes=notes), hints, limits, media_type="text/plain")
