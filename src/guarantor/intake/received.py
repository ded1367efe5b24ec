"""Documents as they were received, byte for byte, in a folder beside the record: so that offsets lead somewhere.

A file is named by the SHA-256 of what was received, and packed. Nothing in it is ever run, shown or followed; it can be
deleted, and the record stays whole: what is cited is the text that the record keeps.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import secrets
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"[0-9a-f]{64}")
MOST = 64 * 2**20
"""The most bytes that a kept document may unpack to; intake takes in no larger one."""


class DamagedError(ValueError):
    """What lies in the folder is not what was received."""


def packed(data: bytes) -> bytes:
    """A document as it lies in the folder: at the quickest level, which takes a quarter of the time of the usual one
    (6) for a tenth more bytes."""
    return gzip.compress(data, 1, mtime=0)


def _made(path: Path) -> int:
    """A new file that nobody else may read."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)


@dataclass(frozen=True, slots=True)
class Received:
    """The folder. Many processes may keep documents in it at once."""

    folder: Path

    def __call__(self, data: bytes) -> str:
        """Keep a document, once; its digest in hex."""
        digest = hashlib.sha256(data).hexdigest()
        if not self.path(digest).exists():
            self.put(digest, packed(data))
        return digest

    def put(self, digest: str, pack: bytes) -> None:
        """Keep a document that was packed already, by :func:`packed`; its digest is that of the document."""
        path = self.path(digest)
        if path.exists():
            return
        part = path.parent / f"{secrets.token_hex(8)}.part"
        try:
            handle = _made(part)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = _made(part)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(pack)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise

    def path(self, digest: str) -> Path:
        """Where a document lies; raises ValueError for what is no digest."""
        if not _NAME.fullmatch(digest):
            raise ValueError(f"{digest!r} is no SHA-256 in hex")
        return self.folder / digest[:2] / f"{digest}.gz"

    def read(self, digest: str) -> bytes | None:
        """A document as received, None where it is not kept. Raises DamagedError where it is not what was received."""
        try:
            with gzip.open(self.path(digest)) as file:
                data = file.read(MOST + 1)
        except FileNotFoundError:
            return None
        except (OSError, EOFError, zlib.error) as error:
            raise DamagedError(f"{self.path(digest)}: it cannot be unpacked ({error})") from error
        if hashlib.sha256(data).hexdigest() != digest:
            raise DamagedError(f"{self.path(digest)}: not what was received; delete it, and fetch the document again")
        return data

    def forget(self, digest: str) -> bool:
        """Delete a document, and say whether there was one."""
        path = self.path(digest)
        found = path.exists()
        path.unlink(missing_ok=True)
        with suppress(OSError):
            path.parent.rmdir()
        return found

    def all(self) -> Iterator[str]:
        """The digests of all documents, sorted."""
        return iter(sorted(path.name[:-3] for path in self.folder.glob("??/*.gz") if _NAME.fullmatch(path.name[:-3])))
