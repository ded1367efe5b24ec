"""The audit log: who did what and when, one after the other, each line chained to the one before it.

``hash`` = SHA-256 over the previous hash and the line as canonical JSON. Whoever notes the last hash can prove later
that no line was changed, taken out or cut off at the end.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from guarantor.board.access.database import Database, stamp
from guarantor.model.ids import canonical_json

GENESIS = "0" * 64
MOST = 400
"""Characters of a field that are kept; what a stranger sends could be of any length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One act. ``who`` is a person's id, ``token:<id>``, or empty for nobody known; ``about`` what it was done to."""

    seq: int
    at: str
    who: str
    act: str
    about: str
    detail: str
    address: str
    hash: str

    def sealed(self, previous: str) -> str:
        """The hash that belongs to the line after a previous one."""
        content = {name: value for name, value in asdict(self).items() if name != "hash"}
        return hashlib.sha256(previous.encode() + canonical_json(content)).hexdigest()


class Audit:
    """The log in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, who: str, act: str, about: str = "", detail: str = "", address: str = "") -> None:
        """Append a line."""
        with self._database.writing():
            self.note_within(who, act, about, detail, address)

    def note_within(self, who: str, act: str, about: str = "", detail: str = "", address: str = "") -> None:
        """Append a line in the transaction that is open, so that an act and its line are written together or not."""
        last = self._database.run("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
        seq, previous = (int(last[0][0]), str(last[0][1])) if last else (0, GENESIS)
        line = Line(
            seq=seq + 1, at=stamp(), who=_kept(who), act=act, about=_kept(about), detail=_kept(detail),
            address=_kept(address), hash="",
        )  # fmt: skip
        values = (line.seq, line.at, line.who, line.act, line.about, line.detail, line.address, line.sealed(previous))
        self._database.run(
            "INSERT INTO audit (seq, at, who, act, about, detail, address, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        )

    def lines(self, *, before: int | None = None, limit: int = 100) -> tuple[Line, ...]:
        """Lines, the newest first."""
        rows = self._database.run(
            "SELECT seq, at, who, act, about, detail, address, hash FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ?",
            (2**31 - 1 if before is None else before, limit),
        )
        return tuple(map(_line, rows))

    def between(self, first: int, last: int) -> tuple[Line, ...]:
        """Lines from one number to another, in order."""
        rows = self._database.run(
            "SELECT seq, at, who, act, about, detail, address, hash FROM audit WHERE seq BETWEEN ? AND ? ORDER BY seq",
            (first, last),
        )
        return tuple(map(_line, rows))

    def verify(self, head: str | None = None) -> tuple[int, str]:
        """How many lines there are and the last hash. Raises :class:`BrokenAuditError` at the first line that is not
        as it was written, or where ``head``, a hash noted earlier, is not in the log."""
        previous, number, found = GENESIS, 0, head is None
        for line in self._all():
            if line.seq != number + 1 or line.sealed(previous) != line.hash:
                raise BrokenAuditError(f"line {number + 1} of the audit log is not as it was written")
            previous, number = line.hash, line.seq
            found = found or line.hash == head
        if not found:
            raise BrokenAuditError(f"the audit log has no line with the hash {head}: its end was cut, or it is another")
        return number, previous

    def _all(self) -> Iterator[Line]:
        rows = self._database.run("SELECT seq, at, who, act, about, detail, address, hash FROM audit ORDER BY seq")
        return map(_line, rows)


class BrokenAuditError(Exception):
    """The audit log is not what was written."""


def _line(row: tuple[object, ...]) -> Line:
    seq, *texts = row
    at, who, act, about, detail, address, hash_ = map(str, texts)
    return Line(
        seq=int(str(seq)), at=at, who=who, act=act, about=about, detail=detail, address=address, hash=hash_
    )  # fmt: skip


def _kept(text: str) -> str:
    clean = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return clean[:MOST]
