"""How far a reading of sources came, so that an interrupted one goes on there.

A hint beside the record: it may be lost, since a report that the record has adds nothing; and it is believed only where
the record still stands as it stood.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from guarantor import __version__
from guarantor.intake.piece import Hints
from guarantor.record.record import Record

NAME = "read-state.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place among the documents: of source number ``source`` so many are ``done``, their names having this
    ``digest``."""

    source: int = 0
    done: int = 0
    digest: str = ""

    def after(self, source: int, name: str) -> Mark:
        """The place one document further on."""
        if source != self.source:
            return Mark(source=source).after(source, name)
        digest = hashlib.sha256(f"{self.digest}\n{name}".encode("utf-8", "surrogatepass")).hexdigest()
        return Mark(source=source, done=self.done + 1, digest=digest)


@dataclass(frozen=True, slots=True)
class Journal:
    """The mark of one reading, told from others by ``key``."""

    path: Path
    key: str
    record: Record

    def load(self) -> Mark | None:
        """Where it came to; None where nothing is known, or the record is not the one that it was."""
        try:
            told = json.loads(self.path.read_bytes())
            mark = Mark(**told["mark"])
            seq, key, digest = int(told["seq"]), told["key"], told["hash"]
        except (OSError, ValueError, TypeError, KeyError):
            return None
        entry = self.record.store.at(seq) if key == self.key else None
        return mark if entry is not None and entry.hash == digest else None

    def save(self, mark: Mark) -> None:
        """Note a place, whole or not at all."""
        head = self.record.head
        if not head.seq:
            return
        told = {"key": self.key, "mark": asdict(mark), "seq": head.seq, "hash": head.hash}
        fresh = self.path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(told, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.path)

    def drop(self) -> None:
        """All of it was read."""
        self.path.unlink(missing_ok=True)


def key_of(sources: Sequence[str | Path], hints: Hints, case: str) -> str | None:
    """What tells one reading from another: files with size and time of change, what was said of them, the case's files
    and the program. None where a source is no file: what comes from elsewhere is another each time."""
    told: list[Any] = [__version__, case, hints.published, hints.outlet, hints.url, hints.language]
    told.append(sorted(hints.fields.items()))
    for source in sources:
        path = Path(source)
        if not path.exists():
            return None
        found = path.stat()
        told.append([str(path.resolve()), found.st_size, found.st_mtime_ns])
    text = json.dumps(told, ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
