"""Word (.docx) and OpenDocument (.odt) texts: paragraphs, lists, tables and notes, with the place of each."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from guarantor.intake.metadata import Said, believed, make_report
from guarantor.intake.office import docx, odt
from guarantor.intake.office.parts import Parts
from guarantor.intake.office.text import Paragraphs
from guarantor.intake.piece import Hints, Limits, Manifest, Piece
from guarantor.intake.refusal import Refusal, UnreadableError
from guarantor.model.report import Report, Sign

_ZIP = b"PK\x03\x04"
_GUESSED = frozenset({"the first heading"})


class _OfficeReader:
    """What both have in common: a ZIP file of XML parts."""

    def __init__(self, manifest: Manifest, marks: tuple[bytes, ...]) -> None:
        self.manifest = manifest
        self._marks = marks

    def sniff(self, data: bytes) -> bool:
        """The first names in the ZIP file."""
        return data.startswith(_ZIP) and any(mark in data for mark in self._marks)

    def read(self, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Report | Refusal]:
        """One report."""
        if piece.data.startswith(b"\xd0\xcf\x11\xe0"):
            raise UnreadableError("an encrypted or an old Word file", "save it as .docx without a password")
        try:
            with zipfile.ZipFile(io.BytesIO(piece.data)) as archive:
                parts = Parts(archive, piece, limits)
                text, signs = self._content(parts)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, KeyError) as error:
            raise UnreadableError(f"a damaged document ({error})", "get it again, whole") from error
        said = believed(signs, _GUESSED, "the document", tuple(text.notes))
        said = Said(
            stated=said.stated, guessed=said.guessed, signal=said.signal, signals=said.signals, notes=said.notes,
            signs=said.signs, places=tuple(text.places),
        )  # fmt: skip
        yield make_report(text.text, piece, said, hints, limits, media_type=self.manifest.media_types[0])

    def _content(self, parts: Parts) -> tuple[Paragraphs, list[Sign]]:
        if self.manifest.name == "docx":
            return docx.content(parts)
        return odt.content(parts)


DOCX = _OfficeReader(
    Manifest(
        name="docx",
        title="Word document",
        suffixes=(".docx", ".docm", ".dotx"),
        media_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
        help="Word documents: paragraphs, tables (a line a row) and notes, each with its place; title and author",
        limits="the day of publication is not taken from the file's own dates; old .doc files are refused; pictures, "
        "headers and comments are left out, tracked insertions taken, deletions not",
    ),
    (b"word/", b"[Content_Types].xml"),
)
ODT = _OfficeReader(
    Manifest(
        name="odt",
        title="OpenDocument text",
        suffixes=(".odt", ".ott"),
        media_types=("application/vnd.oasis.opendocument.text",),
        help="OpenDocument texts: paragraphs, tables (a line a row) and notes; title and author",
        limits="as with Word documents",
    ),
    (b"mimetypeapplication/vnd.oasis.opendocument.text",),
)
