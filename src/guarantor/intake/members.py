"""What all archives of files have in common: which member names are taken, and what becomes of a member."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guarantor.intake.piece import Limits, Piece, suffix_of
from guarantor.intake.refusal import Refusal, shown

_DRIVE = re.compile(r"[A-Za-z]:|[/\\]")
_HIDDEN = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")


def checked(piece: Piece, name: str) -> Refusal | None:
    """A refusal for a member whose name leads out of its archive, or that an operating system left there."""
    parts = re.split(r"[/\\]", name)
    if not name or _DRIVE.match(name) or ".." in parts or "\0" in name:
        return refused(piece, name, "a name that leads out of the archive", "ask whoever made it")
    lower = name.lower()
    if lower.startswith(_HIDDEN[0]) or parts[-1].lower() in _HIDDEN[1:]:
        return refused(piece, name, "a file that an operating system left there", "nothing", harmless=True)
    return None


def unknown(piece: Piece, name: str, known: frozenset[str]) -> Refusal | None:
    """A refusal for a member whose ending no reader knows; one without an ending is looked at."""
    suffix = suffix_of(name)
    if suffix and suffix not in known:
        return refused(piece, name, f"an ending {shown(suffix)!r} that no reader knows", "unpack it, and name the file")
    return None


def refused(piece: Piece, name: str, found: str, todo: str, *, harmless: bool = False) -> Refusal:
    """A refusal of one member."""
    return Refusal(location=f"{piece.location}!/{shown(name)}", found=found, todo=todo, harmless=harmless)


def too_large(piece: Piece, name: str, limits: Limits) -> Refusal:
    """The refusal of a member that is more than may be held."""
    return refused(piece, name, f"more than {limits.file_bytes:,} bytes", "unpack it, and split it")


def members_of(found: Iterator[Piece | Refusal], limits: Limits, piece: Piece) -> Iterator[Piece | Refusal]:
    """No more members than allowed, and a line where there is none at all."""
    count = 0
    for each in found:
        count += 1
        if count > limits.members:
            what = f"more than {limits.members:,} members"
            yield Refusal(location=piece.location, found=what, todo="unpack it, and read it in parts")
            return
        yield each
    if not count:
        yield Refusal(location=piece.location, found="an empty archive", todo="check how it was made")
