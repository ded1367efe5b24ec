"""Plain text: the stored text is the file's content, unchanged."""

from __future__ import annotations

from collections.abc import Iterator

from guarantor.intake.decode import decode
from guarantor.intake.metadata import Said, make_report
from guarantor.intake.piece import Hints, Limits, Manifest, Piece
from guarantor.intake.refusal import Refusal, UnreadableError
from guarantor.model.report import Report


class PlainReader:
    """Text as it is."""

    manifest = Manifest(
        name="text",
        title="Plain text",
        suffixes=(".txt", ".text"),
        media_types=("text/plain",),
        help="plain text, kept unchanged",
    )

    def sniff(self, data: bytes) -> bool:
        """Plain text is what is left when nothing else fits."""
        return False

    def read(self, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Report | Refusal]:
        """One report."""
        if len(piece.data) > 4 * limits.text_characters + 4:
            raise UnreadableError(f"a text of {len(piece.data):,} bytes", "split it")
        decoded = decode(piece.data, piece.charset)
        notes = () if decoded.how == "utf-8" else (f"decoded as {decoded.how}",)
        yield make_report(decoded.text, piece, Said(notes=notes), hints, limits, media_type="text/plain")
