"""The XML parts of an office document, each unpacked within limits."""

from __future__ import annotations

import zipfile

from guarantor.intake.piece import Limits, Piece
from guarantor.intake.refusal import UnreadableError
from guarantor.intake.xml import Element, parse_xml

ENCRYPTED = 1
MEMBERS = 20_000


class Parts:
    """Parts by name. Raises UnreadableError for encrypted, oversized and malformed ones."""

    def __init__(self, archive: zipfile.ZipFile, piece: Piece, limits: Limits) -> None:
        self._archive = archive
        self._names = set(archive.namelist())
        self._piece = piece
        self._limits = limits
        if len(self._names) > MEMBERS:
            raise UnreadableError(f"a document of more than {MEMBERS:,} parts", "save it anew")

    def xml(self, name: str) -> Element | None:
        """The root element of a part, None where the document has no such part."""
        if name not in self._names:
            return None
        info = self._archive.getinfo(name)
        if info.flag_bits & ENCRYPTED:
            raise UnreadableError("an encrypted document", "save it without a password")
        most = self._limits.tree_bytes * 2
        with self._archive.open(info) as file:
            data = file.read(most + 1)
        self._piece.meter.spend(len(data))
        if len(data) > most:
            raise UnreadableError(f"a part {name} of more than {most:,} bytes", "save its text as .txt and read that")
        return parse_xml(data)
