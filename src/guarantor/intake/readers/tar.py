"""tar archives of any of the other formats, read as a stream."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import IO

from guarantor.intake.members import checked, members_of, refused, too_large, unknown
from guarantor.intake.piece import Hints, Limits, Manifest, Piece
from guarantor.intake.refusal import Refusal, UnreadableError
from guarantor.intake.streams import Part

BLOCK = 512
EXTRA_BYTES = 2**20
"""The longest extended header that is taken in."""
_KINDS = {
    tarfile.SYMTYPE: "a symbolic link", tarfile.LNKTYPE: "a hard link", tarfile.CHRTYPE: "a device",
    tarfile.BLKTYPE: "a device", tarfile.FIFOTYPE: "a pipe", tarfile.GNUTYPE_SPARSE: "a sparse file",
}  # fmt: skip
_REGULAR = (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE)


class TarReader:
    """tar archives (ustar, GNU, pax); links and devices in them are refused."""

    manifest = Manifest(
        name="tar",
        title="tar archive",
        suffixes=(".tar",),
        media_types=("application/x-tar",),
        help="tar archives, compressed by gzip, bzip2 or xz too, of files of any of these formats",
        limits="links, devices and names that lead out of it are refused",
        streams=True,
        packed=True,
    )

    def sniff(self, data: bytes) -> bool:
        """The mark in the first header."""
        return data[257:262] == b"ustar"

    def read(self, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Refusal | Piece]:
        """One piece a member."""
        from guarantor.intake.readers import known_suffixes

        with piece.stream() as file:
            yield from members_of(_members(file, piece, limits, known_suffixes()), limits, piece)


def _members(file: IO[bytes], piece: Piece, limits: Limits, known: frozenset[str]) -> Iterator[Refusal | Piece]:
    told: dict[str, str] = {}
    while (info := _header(file)) is not None:
        size = _size(told.get("size"), info.size)
        part = Part(file, size)
        if info.type in (tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE, tarfile.GNUTYPE_LONGLINK, tarfile.XGLTYPE):
            told |= _extra(part, info)
        else:
            name = told.get("path", info.name)
            told = {}
            found = _member(part, info, name, piece, limits, known)
            if found is not None:
                yield found
        part.finish()
        Part(file, -size % BLOCK).finish()


def _header(file: IO[bytes]) -> tarfile.TarInfo | None:
    """The next header; None at the end."""
    block = file.read(BLOCK)
    if len(block) == BLOCK and not block.strip(b"\0"):
        return None
    if len(block) < BLOCK:
        raise UnreadableError("a tar archive that breaks off", "get it again, whole")
    try:
        info = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError) as error:
        raise UnreadableError(f"a damaged tar archive ({error})", "get it again, whole") from error
    if info.size < 0:
        raise UnreadableError("a damaged tar archive (a size below nothing)", "get it again, whole")
    return info


def _size(told: str | None, size: int) -> int:
    return int(told) if told is not None and told.isascii() and told.isdigit() and len(told) < 16 else size


def _extra(part: Part, info: tarfile.TarInfo) -> dict[str, str]:
    """What an extended header says of the next member: its name and size."""
    if part.left > EXTRA_BYTES:
        raise UnreadableError("a tar archive with a header that has no end", "ask whoever made it")
    data = part.rest()
    if info.type == tarfile.GNUTYPE_LONGNAME:
        return {"path": data.rstrip(b"\0").decode("utf-8", "surrogateescape")}
    if info.type != tarfile.XHDTYPE:
        return {}
    found: dict[str, str] = {}
    while data[:1].isdigit():
        length, _, _ = data.partition(b" ")
        count = int(length) if length.isdigit() and len(length) < 9 else 0
        if not 0 < count <= len(data):
            break
        key, _, value = data[len(length) + 1 : count - 1].partition(b"=")
        if key in (b"path", b"size"):
            found[key.decode()] = value.decode("utf-8", "surrogateescape")
        data = data[count:]
    return found


def _member(
    part: Part, info: tarfile.TarInfo, name: str, piece: Piece, limits: Limits, known: frozenset[str]
) -> Refusal | Piece | None:  # fmt: skip
    name = name.removeprefix("./")
    if info.type == tarfile.DIRTYPE or (info.type in _REGULAR and name.endswith("/")):
        return None
    if (refusal := checked(piece, name)) is not None:
        return refusal
    if info.type not in _REGULAR:
        what = _KINDS.get(info.type, "something that is no file")
        return refused(piece, name, f"{what}, not a file", "ask whoever made it")
    if (refusal := unknown(piece, name, known)) is not None:
        return refusal
    if part.left > limits.file_bytes:
        return too_large(piece, name, limits)
    return piece.member(name, part.rest())
