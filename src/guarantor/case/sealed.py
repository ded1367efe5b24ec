"""A seal on a file of derived data while nobody writes to it: its size and checksum, in a small file beside it.

Whoever opens the file finds it as it was left, or makes it anew: a changed byte in it would hide a claim, or count one
that is none. The seal goes with the first write and comes back when the writer is done.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

BLOCK = 2**22
END = ".sum"


@dataclass(frozen=True, slots=True)
class Seal:
    """The seal of one file."""

    path: Path

    @property
    def place(self) -> Path:
        """The file that it is kept in."""
        return self.path.with_name(self.path.name + END)

    def put(self) -> None:
        """Seal the file as it lies there; where that cannot be written down, it stays open."""
        with suppress(OSError):
            self.place.write_text(self._words(), "ascii")

    def take_away(self) -> None:
        """Open it, before the first write."""
        self.place.unlink(missing_ok=True)

    def broken(self) -> bool:
        """Whether the file is sealed and another one by now. An open one is not looked at: somebody may be writing."""
        try:
            told = self.place.read_bytes()
        except OSError:
            return False
        return told != self._words().encode("ascii")

    def _words(self) -> str:
        size = found = 0
        with suppress(OSError), self.path.open("rb") as file:
            while block := file.read(BLOCK):
                size, found = size + len(block), zlib.crc32(block, found)
        return f"{size} {found:08x} {zlib.crc32(f'{size} {found}'.encode()):08x}\n"
