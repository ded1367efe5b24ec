"""mbox files: mails one after another, read as a stream."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from guarantor.intake.piece import Hints, Limits, Manifest, Piece
from guarantor.intake.refusal import Refusal, UnreadableError

_FROM = re.compile(rb"From \S.*\d{4}\s*$")
_QUOTED = re.compile(rb"^>+From ", re.MULTILINE)


LINE_BYTES = 2**20


class MboxReader:
    """Mail boxes as Unix programs, Thunderbird and Gmail's export have them."""

    manifest = Manifest(
        name="mbox",
        title="Mail box",
        suffixes=(".mbox", ".mbx"),
        media_types=("application/mbox",),
        help="mail boxes (mbox): each mail as with e-mails",
        streams=True,
        packed=True,
    )

    def sniff(self, data: bytes) -> bool:
        """The line that each mail in it begins with."""
        return data.startswith(b"From ") and _FROM.match(data.split(b"\n", 1)[0]) is not None

    def read(self, piece: Piece, hints: Hints, limits: Limits) -> Iterator[Refusal | Piece]:
        """One piece a mail."""
        most = limits.tree_bytes * 2
        number = 0
        for mail in _mails(piece, most):
            number += 1
            if number > limits.members:
                raise UnreadableError(f"more than {limits.members:,} mails", "read it in parts")
            where = f"{piece.location}#{number}"
            if mail is None:
                found = f"a mail of more than {most:,} bytes"
                yield Refusal(location=where, found=found, todo="save what you need of it")
                continue
            data = _QUOTED.sub(lambda found: found[0][1:], mail)
            yield replace(piece.member(str(number), data, mark="#", suffix=".eml"), media_type="message/rfc822")
        if not number:
            raise UnreadableError("no mail box: no line begins with `From `", "check how it was saved")


def _mails(piece: Piece, most: int) -> Iterator[bytes | None]:
    """Each mail's bytes; None for one that is too large, of which no more than a line is ever held."""
    lines: list[bytes] = []
    size = 0
    begun = blank = False
    with piece.stream() as file:
        while line := file.readline(LINE_BYTES):
            if len(line) == LINE_BYTES:
                raise UnreadableError(f"a mail box with a line of more than {LINE_BYTES:,} bytes", "check what it is")
            if line.startswith(b"From ") and (blank or not begun) and _FROM.match(line):
                if begun:
                    yield b"".join(lines) if size <= most else None
                lines, size, begun, blank = [], 0, True, False
                continue
            blank = not line.strip()
            if begun:
                size += len(line)
                if size <= most:
                    lines.append(line)
                else:
                    lines = []
    if begun:
        yield b"".join(lines) if size <= most else None
