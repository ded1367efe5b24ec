"""Single files compressed by gzip, bzip2 or xz: whatever is in them, as if it were not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from guarantor.intake.piece import HEAD, Hints, Limits, Manifest, Piece, suffix_of
from guarantor.intake.streams import KINDS, opened, with_head

_WHOLE = {".tgz": ".tar.gz", ".tbz2": ".tar.bz2", ".tbz": ".tar.bz2", ".txz": ".tar.xz"}


class CompressedReader:
    """Any format, compressed; read as a stream."""

    manifest = Manifest(
        name="compressed",
        title="Compressed file",
        suffixes=(".gz", ".bz2", ".xz", ".tar.gz", ".tar.bz2", ".tar.xz", *_WHOLE),
        media_types=("application/gzip", "application/x-gzip", "application/x-bzip2", "application/x-xz"),
        help="files compressed by gzip, bzip2 or xz: what is in them by the ending before (`page.html.gz`, `x.tar.xz`)",
        streams=True,
        packed=True,
    )

    def sniff(self, data: bytes) -> bool:
        """The first bytes of one of the three."""
        return data.startswith(tuple(KINDS.values()))

    def read(self, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Piece]:
        """The one piece that is in it, under the same name."""
        kind = next((kind for kind, mark in KINDS.items() if piece.data.startswith(mark)), ".gz")
        with piece.stream() as file, opened(file, kind, piece.meter) as inner:
            head, rest = with_head(inner, HEAD)
            named = _WHOLE.get(piece.suffix, piece.suffix)
            name = piece.location[: -len(kind)] if piece.location.lower().endswith(kind) else ""
            suffix = ".tar" if named.startswith(".tar.") else suffix_of(name)
            yield replace(
                piece, data=head, file=rest, suffix=suffix, media_type=None, charset=None, depth=piece.depth + 1
            )
