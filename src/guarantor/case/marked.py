"""The strictest marking of all entries up to one, kept beside the record: a board that starts need not look at each.

Derived; it may be deleted at any time. It is believed by its checksum, the case's files, and the hash of the entry that
it reaches.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from guarantor.model.entry import Head
from guarantor.model.marking import MARKINGS

MANY = 50_000
"""After so many entries that had to be looked at, what was found is written down."""
SIZE = 32


def write(path: Path, key: str, head: Head, marking: str) -> None:
    """Write down the strictest marking of a case's files (``key``) and entries up to one; where that cannot be, it is
    looked for again."""
    body = json.dumps([key, head.seq, head.hash, marking])
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    with suppress(OSError):
        fresh.write_text(f"{_digest(body)} {body}", "ascii")
        fresh.replace(path)


def read(path: Path, key: str) -> tuple[Head, str] | None:
    """What was written down, as an entry and the strictest marking up to it; None where nothing to be believed is."""
    try:
        digest, _, body = path.read_text("ascii").partition(" ")
    except (OSError, UnicodeDecodeError):
        return None
    if digest != _digest(body):
        return None
    of, seq, hash_, marking = json.loads(body)
    return (Head(seq=seq, hash=hash_), marking) if of == key and marking in MARKINGS else None


def _digest(body: str) -> str:
    return blake2b(body.encode("ascii"), digest_size=SIZE).hexdigest()
