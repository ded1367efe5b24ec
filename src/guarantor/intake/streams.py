"""Compressed streams, unpacked piece by piece: bounded in memory, metered, and in plain words where they break."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from typing import IO, Protocol, cast

from guarantor.intake.meter import Meter
from guarantor.intake.refusal import UnreadableError

CHUNK = 65536
PADDING = 2**20
"""Zeros after the last member that are looked through for another; tape writers pad to less."""
XZ_MEMORY = 192 * 2**20
"""Bytes that an xz stream may ask for as its dictionary; ``xz -9`` takes 65 MB."""


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Gzip:
    """zlib's decompressor with the ways of the other two."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


KINDS = {".gz": b"\x1f\x8b", ".bz2": b"BZh", ".xz": b"\xfd7zXZ\x00"}


def unpacker(kind: str) -> _Unpacker:
    """A fresh decompressor for ``.gz``, ``.bz2`` or ``.xz``."""
    if kind == ".gz":
        return _Gzip()
    if kind == ".bz2":
        return cast(_Unpacker, bz2.BZ2Decompressor())
    return cast(_Unpacker, lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY))


class Unpacked(io.RawIOBase):
    """A compressed file as a readable one; members that follow one another (as in ``.warc.gz``) are one stream.

    Raises UnreadableError where it breaks off or is damaged, SpentError where the meter says stop.
    """

    def __init__(self, file: IO[bytes], kind: str, meter: Meter) -> None:
        self._file = file
        self._kind = kind
        self._meter = meter
        self._inner = unpacker(kind)
        self._kept = b""
        self._some = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._next(min(len(view), CHUNK))
        view[: len(data)] = data
        return len(data)

    def _next(self, most: int) -> bytes:
        try:
            while True:
                if self._inner.eof and not self._another():
                    return b""
                fed = self._feed()
                data = self._inner.decompress(fed, most)
                if data:
                    self._meter.spend(len(data))
                    return data
                if not fed and not self._inner.eof:
                    raise UnreadableError("a compressed file that breaks off", "get it again, whole")
        except (zlib.error, OSError, lzma.LZMAError, EOFError) as error:
            raise UnreadableError(f"a damaged compressed file ({error})", "get it again, whole") from error

    def _feed(self) -> bytes:
        if not self._inner.needs_input:
            return b""
        if self._kept:
            kept, self._kept = self._kept, b""
            return kept
        return self._file.read(CHUNK)

    def _another(self) -> bool:
        """Whether one more member follows; zeros after the last one are padding."""
        rest = (self._inner.unused_data or self._file.read(CHUNK)).lstrip(b"\0")
        for _ in range(PADDING // CHUNK):
            if rest:
                break
            rest = self._file.read(CHUNK).lstrip(b"\0")
        if not rest:
            return False
        self._inner = unpacker(self._kind)
        self._kept = rest
        return True


def opened(file: IO[bytes], kind: str, meter: Meter) -> IO[bytes]:
    """The unpacked stream, buffered."""
    return cast(IO[bytes], io.BufferedReader(Unpacked(file, kind, meter), CHUNK))


def read_exactly(file: IO[bytes], count: int) -> bytes:
    """So many bytes; raises UnreadableError where the file ends before."""
    data = file.read(count)
    if len(data) < count:
        raise UnreadableError("a file that breaks off", "get it again, whole")
    return data


class Part(io.RawIOBase):
    """The next ``size`` bytes of a stream as a stream of its own; ``finish`` passes over what was not read."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file = file
        self.left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        count = min(len(view), self.left)
        data = self._file.read(count) if count else b""
        if len(data) < count:
            raise UnreadableError("a file that breaks off", "get it again, whole")
        view[:count] = data
        self.left -= count
        return count

    def rest(self) -> bytes:
        """All that is left of the part, a megabyte at a time: a size that lies costs no memory."""
        data = bytearray()
        while more := self.read(2**20):
            data += more
        return bytes(data)

    def finish(self) -> None:
        """Go to the end of the part."""
        while self.left:
            self.left -= len(read_exactly(self._file, min(self.left, CHUNK)))


class _Again(io.RawIOBase):
    """A file that can be closed without closing the one it reads."""

    def __init__(self, file: IO[bytes]) -> None:
        self._inner = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._inner.seekable()

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._inner.seek(offset, whence)

    def tell(self) -> int:
        return self._inner.tell()

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._inner.read(len(view))
        view[: len(data)] = data
        return len(data)


def opened_again(file: IO[bytes]) -> IO[bytes]:
    """A stream over an open file, buffered, that its user may close."""
    return cast(IO[bytes], io.BufferedReader(_Again(file), CHUNK))


class _Rejoined(io.RawIOBase):
    """Bytes already taken from a stream, and then the rest of it."""

    def __init__(self, head: bytes, file: IO[bytes]) -> None:
        self._head = head
        self._inner = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        if self._head:
            data, self._head = self._head[: len(view)], self._head[len(view) :]
        else:
            data = self._inner.read(len(view)) or b""
        view[: len(data)] = data
        return len(data)


def with_head(file: IO[bytes], size: int) -> tuple[bytes, IO[bytes]]:
    """The first bytes of a stream that cannot go back, and a stream that gives all of it from the beginning."""
    head = b""
    while len(head) < size and (more := file.read(size - len(head))):
        head += more
    return head, cast(IO[bytes], io.BufferedReader(_Rejoined(head, file), CHUNK))
