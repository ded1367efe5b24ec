"""What readers are handed: bytes as received with where they came from, what the user says of them, and limits."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import IO, Protocol

from guarantor.intake.meter import Meter
from guarantor.intake.refusal import Refusal, UnreadableError, shown
from guarantor.intake.streams import opened_again
from guarantor.model.report import Report

HEAD = 4096
"""Bytes of a piece that readers are shown to recognise it by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of anything is taken in. Sizes in bytes, times in seconds.

    ``file_bytes`` is the most that is held of one document, ``tree_bytes`` of one whose markup is taken apart.
    ``unpacked_bytes`` is what any packed file may unpack to, and ``ratio`` how many times its own size beyond that.
    ``private_hosts`` allows addresses in private and loopback networks to be fetched.
    """

    file_bytes: int = 64 * 2**20
    tree_bytes: int = 16 * 2**20
    text_characters: int = 5_000_000
    front_matter_bytes: int = 64 * 2**10
    files: int = 1_000_000
    members: int = 200_000
    depth: int = 4
    unpacked_bytes: int = 512 * 2**20
    ratio: int = 100
    pages: int = 5000
    pdf_seconds: float = 30.0
    pdf_memory: int = 768 * 2**20
    fetch_bytes: int = 16 * 2**20
    fetch_seconds: float = 30.0
    redirects: int = 5
    private_hosts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the user says of the sources. A file that says it itself is believed first; what is only guessed, last.

    ``fields`` maps a field of a report to the name under which JSON and CSV files have it (``{"text": "data.body"}``).
    ``keep`` is given each document of which a report is made, as received (:class:`intake.received.Received` keeps it).
    """

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    keep: Callable[[bytes], object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One document as received, or a packed file of many.

    ``data`` is all of it, or, where ``file`` is given, its first bytes: the rest is read from ``file``, which stands at
    the beginning. ``charset`` and ``media_type`` are what a server, mail or archive declared. ``notes`` are what the
    thing that it was packed in says of it; ``depth`` counts how often it was packed, ``meter`` what was unpacked.
    """

    data: bytes
    location: str
    suffix: str = ""
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    notes: tuple[str, ...] = ()
    depth: int = 0
    file: IO[bytes] | None = field(default=None, compare=False)
    meter: Meter = field(default_factory=Meter, compare=False, repr=False)

    def whole(self, limit: int) -> Piece:
        """The same with all its bytes in ``data``; raises UnreadableError where they are more than ``limit``."""
        if self.file is not None and self.depth == 0 and self.meter.packed > limit:
            raise UnreadableError(f"{self.meter.packed:,} bytes, more than {limit:,}", "split it, or raise the limit")
        data = self.data if self.file is None else self.file.read(limit + 1)
        if len(data) > limit:
            raise UnreadableError(f"more than {limit:,} bytes", "split it, or raise the limit")
        return self if self.file is None else replace(self, data=data, file=None)

    def stream(self) -> IO[bytes]:
        """All bytes as a stream, from the beginning; closing it leaves the piece's own file open."""
        return opened_again(self.file) if self.file is not None else io.BytesIO(self.data)

    def seekable(self, limit: int) -> IO[bytes]:
        """The same where one can go back: the file itself, or up to ``limit`` bytes held in memory."""
        if self.file is not None and self.file.seekable():
            return opened_again(self.file)
        return io.BytesIO(self.whole(limit).data)

    def member(self, name: str, data: bytes, *, mark: str = "!/", suffix: str | None = None) -> Piece:
        """A piece that was packed in this one, under a name."""
        ending = suffix_of(name) if suffix is None else suffix
        return Piece(
            data=data,
            location=f"{self.location}{mark}{shown(name, 1000)}",
            suffix=ending,
            depth=self.depth + 1,
            meter=self.meter,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a reader says of itself; help, docs and upload forms are made from it.

    ``help`` is what it reads and gives, ``limits`` what it does not do, ``extra`` the extra of this program that it
    cannot do without and ``needs`` that extra's module. ``streams`` readers take ``piece.file``; the others get all
    bytes. ``packed`` is said of formats that are only a wrapping of others.
    """

    name: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    help: str
    title: str = ""
    limits: str = ""
    extra: str | None = None
    needs: str | None = None
    streams: bool = False
    packed: bool = False


class Reader(Protocol):
    """One format. A third party's reader is named by an entry point of group ``guarantor.formats``."""

    @property
    def manifest(self) -> Manifest:
        """What it reads."""
        ...

    def sniff(self, data: bytes) -> bool:
        """Whether bytes without a telling name look like this format; False where names decide alone."""
        ...

    def read(self, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Report | Refusal | Piece]:
        """The reports in a piece, refusals, and further pieces that were packed in it.

        A further piece is read before the next one is asked for. Raises UnreadableError to refuse (the rest of) the
        whole piece.
        """
        ...


def suffix_of(name: str) -> str:
    """The ending of a name, in small letters; of a compressed tar both endings count as one.

    >>> suffix_of("a/b.PDF"), suffix_of("x.tar.gz"), suffix_of(".htaccess"), suffix_of("a.b/c")
    ('.pdf', '.tar.gz', '', '')
    """
    last = name.replace("\\", "/").rpartition("/")[2].lower()
    stem, dot, ending = last.rpartition(".")
    if not dot or not stem:
        return ""
    return f".tar.{ending}" if stem.endswith(".tar") and ending in ("gz", "bz2", "xz") else f".{ending}"
