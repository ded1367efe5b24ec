"""What readers are handed: the bytes as received with where they came from, what the user says of them, and limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from guarantor.intake.refusal import Refusal
from guarantor.model.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of anything is taken in. Sizes in bytes, times in seconds.

    ``private_hosts`` allows addresses in private and loopback networks to be fetched.
    """

    file_bytes: int = 64 * 2**20
    text_characters: int = 5_000_000
    front_matter_bytes: int = 64 * 2**10
    files: int = 1_000_000
    fetch_bytes: int = 16 * 2**20
    fetch_seconds: float = 30.0
    redirects: int = 5
    private_hosts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the user says of the sources. A file that says it itself is believed first; what is only guessed, last."""

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One document as received. ``charset`` and ``media_type`` are what a server declared, None for files."""

    data: bytes
    location: str
    suffix: str = ""
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a reader says of itself; help, docs and upload forms are made from it."""

    name: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    help: str


class Reader(Protocol):
    """One format. A third party's reader is named by an entry point of group ``guarantor.readers``."""

    @property
    def manifest(self) -> Manifest:
        """What it reads."""
        ...

    def sniff(self, data: bytes) -> bool:
        """Whether bytes without a telling name look like this format; False where names decide alone."""
        ...

    def read(self, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Report | Refusal]:
        """The reports in a piece. Raises UnreadableError to refuse the whole piece."""
        ...
