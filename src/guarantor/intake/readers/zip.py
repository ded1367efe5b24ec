"""ZIP files of any of the other formats."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from guarantor.intake.members import checked, members_of, refused, too_large, unknown
from guarantor.intake.piece import Hints, Limits, Manifest, Piece
from guarantor.intake.refusal import Refusal, UnreadableError

ENCRYPTED = 1
DIRECTORY_BYTES = 32 * 2**20
"""The longest list of members that is taken in: some 300,000 of them."""
_TAIL = 65_557
_END = b"PK\x05\x06"
_END64 = b"PK\x06\x06"


class ZipReader:
    """ZIP archives; each member is unpacked by itself, in memory, never to a disk."""

    manifest = Manifest(
        name="zip",
        title="ZIP archive",
        suffixes=(".zip",),
        media_types=("application/zip", "application/x-zip-compressed"),
        help="ZIP archives of files of any of these formats, archives in them too",
        limits="encrypted members, links and names that lead out of it are refused, and what unpacks to far more than "
        "its size",
        streams=True,
        packed=True,
    )

    def sniff(self, data: bytes) -> bool:
        """A first member, or the end of an empty archive."""
        return data.startswith((b"PK\x03\x04", _END))

    def read(self, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Refusal | Piece]:
        """One piece a member."""
        from guarantor.intake.readers import known_suffixes

        with piece.seekable(limits.file_bytes) as file:
            _check_directory(file)
            try:
                with zipfile.ZipFile(file) as archive:
                    yield from members_of(_members(archive, piece, limits, known_suffixes()), limits, piece)
            except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, struct.error, NotImplementedError) as error:
                raise UnreadableError(f"a damaged ZIP archive ({error})", "get it again, whole") from error


def _check_directory(file: IO[bytes]) -> None:
    """Refuse a list of members that is too long before it is read."""
    end = file.seek(0, 2)
    file.seek(max(0, end - _TAIL))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise UnreadableError("a ZIP archive that breaks off, or none", "get it again, whole")
    size = int.from_bytes(tail[at + 12 : at + 16], "little")
    if size == 0xFFFFFFFF and (wide := tail.rfind(_END64)) >= 0:
        size = int.from_bytes(tail[wide + 40 : wide + 48], "little")
    if size > DIRECTORY_BYTES:
        raise UnreadableError(f"a list of members of {size:,} bytes", "unpack it, and read it in parts")


def _members(
    archive: zipfile.ZipFile, piece: Piece, limits: Limits, known: frozenset[str]
) -> Iterator[Refusal | Piece]:
    for info in archive.infolist():
        mode = info.external_attr >> 16
        odd = stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR) and info.create_system == 3
        if (refusal := checked(piece, info.filename)) is not None:
            yield refusal
        elif info.is_dir():
            continue
        elif odd:
            yield refused(piece, info.filename, "a link or a device, not a file", "ask whoever made it")
        elif info.flag_bits & ENCRYPTED:
            yield refused(piece, info.filename, "encrypted", "unpack it with its password, and read that")
        elif (refusal := unknown(piece, info.filename, known)) is not None:
            yield refusal
        elif info.file_size > limits.file_bytes:
            yield too_large(piece, info.filename, limits)
        else:
            yield _member(archive, info, piece, limits)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, piece: Piece, limits: Limits) -> Refusal | Piece:
    data = bytearray()
    try:
        with archive.open(info) as file:
            while chunk := file.read(2**20):
                piece.meter.spend(len(chunk))
                data += chunk
                if len(data) > limits.file_bytes:
                    return too_large(piece, info.filename, limits)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        return refused(piece, info.filename, f"damaged ({error})", "get the archive again, whole")
    return piece.member(info.filename, bytes(data))
