"""The chain: how an entry's commitments and hash are computed and checked.

* ``id_digest`` = SHA-256(id salt, id)
* ``digest``    = SHA-256(body salt, author, happened, as of, published, marking, payload), the five as netstrings
  (``6:author,``; ``-`` for none; lengths in code points)
* ``hash``      = SHA-256(seq, kind, recorded, id_digest, digest, hash of the entry before)

Both salts come from one random salt of 16 bytes by SHA-256. Erasing a payload destroys that salt, so that the digest
left behind cannot be tried against guesses; where the id may stay, its own salt stays with it. The first entry's
*before* is 64 zeros.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from guarantor.record.errors import CorruptRecordError

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as a store holds it: text and bytes, unread. Fields are the columns of table ``entry``, in order."""

    seq: int
    kind: str
    id: str
    recorded: str
    author: str | None
    happened: str | None
    as_of: str | None
    published: str | None
    marking: str | None
    payload: bytes | None
    salt: bytes | None
    id_digest: bytes
    digest: bytes
    previous: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Body:
    """What of an entry is committed to under salt, beside its id."""

    author: str | None
    happened: str | None
    as_of: str | None
    published: str | None
    marking: str | None
    payload: bytes


def id_salt(salt: bytes) -> bytes:
    """The salt of the id's commitment."""
    return hashlib.sha256(salt + b"id").digest()[:16]


def _id_digest(own_salt: bytes, id_: str) -> bytes:
    return hashlib.sha256(own_salt + id_.encode("utf-8", "surrogatepass")).digest()


def _body_digest(salt: bytes, body: Body) -> bytes:
    own = hashlib.sha256(salt + b"body").digest()[:16]
    fields = "".join(map(_counted, (body.author, body.happened, body.as_of, body.published, body.marking)))
    return hashlib.sha256(b"".join((own, fields.encode("utf-8", "surrogatepass"), body.payload))).digest()


def _counted(value: str | None) -> str:
    """A value with its length before it, so that no two rows of values read the same; ``-`` for none."""
    return "-" if value is None else f"{len(value)}:{value},"


def entry_hash(seq: int, kind: str, recorded: str, id_digest: bytes, digest: bytes, previous: bytes) -> bytes:
    """The hash that the next entry carries as *previous*."""
    header = f"guarantor-entry-1\n{seq}\n{kind}\n{recorded}\n{id_digest.hex()}\n{digest.hex()}\n{previous.hex()}"
    return hashlib.sha256(header.encode()).digest()


def seal(seq: int, kind: str, id_: str, recorded: str, body: Body, previous: bytes) -> Row:
    """The row of a new entry, with a salt of its own."""
    salt = secrets.token_bytes(16)
    id_digest = _id_digest(id_salt(salt), id_)
    digest = _body_digest(salt, body)
    return Row(
        seq, kind, id_, recorded, body.author, body.happened, body.as_of, body.published, body.marking, body.payload,
        salt, id_digest, digest, previous, entry_hash(seq, kind, recorded, id_digest, digest, previous),
    )  # fmt: skip


def check(row: Row) -> None:
    """Raise :class:`CorruptRecordError` unless everything in a row is what was sealed, or was erased as a whole."""
    expected = entry_hash(row.seq, row.kind, row.recorded, row.id_digest, row.digest, row.previous)
    if expected != row.hash:
        raise CorruptRecordError(
            f"entry {row.seq}: its hash does not fit its number, kind, time and digests ({_tell(row)})", row.seq
        )
    if row.payload is None:
        _check_erased(row)
        return
    if row.salt is None:
        raise CorruptRecordError(
            f"entry {row.seq}: its salt is gone while its payload is there ({_tell(row)})", row.seq
        )
    if _id_digest(id_salt(row.salt), row.id) != row.id_digest:
        raise CorruptRecordError(f"entry {row.seq}: its id is not the one that was recorded ({_tell(row)})", row.seq)
    body = Body(row.author, row.happened, row.as_of, row.published, row.marking, row.payload)
    if _body_digest(row.salt, body) != row.digest:
        raise CorruptRecordError(f"entry {row.seq}: its content is not what was recorded ({_tell(row)})", row.seq)


def sealed(values: tuple[Any, ...]) -> bool:
    """Whether the values of a row, in the order of its fields, are what was sealed: :func:`check` in one piece, for
    whoever looks at a million of them. False also for what was erased, and without a word on what is wrong."""
    (seq, kind, id_, recorded, author, happened, as_of, published, marking, payload, salt, id_digest, digest, previous,
     hash_) = values  # fmt: skip
    if payload is None or salt is None:
        return False
    told = (
        f"{'-' if author is None else f'{len(author)}:{author},'}"
        f"{'-' if happened is None else f'{len(happened)}:{happened},'}"
        f"{'-' if as_of is None else f'{len(as_of)}:{as_of},'}"
        f"{'-' if published is None else f'{len(published)}:{published},'}"
        f"{'-' if marking is None else f'{len(marking)}:{marking},'}"
    )  # fmt: skip
    return bool(
        entry_hash(seq, kind, recorded, id_digest, digest, previous) == hash_
        and _SHA(_SHA(salt + b"id").digest()[:16] + id_.encode("utf-8", "surrogatepass")).digest() == id_digest
        and _SHA(_SHA(salt + b"body").digest()[:16] + told.encode("utf-8", "surrogatepass") + payload).digest()
        == digest
    )


_SHA = hashlib.sha256


def _check_erased(row: Row) -> None:
    if any(value is not None for value in (row.author, row.happened, row.as_of, row.published, row.marking)):
        raise CorruptRecordError(f"entry {row.seq}: its payload is gone and the rest is not ({_tell(row)})", row.seq)
    if row.salt is None:
        if row.id != erased_id(row.seq):
            raise CorruptRecordError(f"entry {row.seq}: it has an id that nothing vouches for ({_tell(row)})", row.seq)
    elif _id_digest(row.salt, row.id) != row.id_digest:
        raise CorruptRecordError(f"entry {row.seq}: its id is not the one that was recorded ({_tell(row)})", row.seq)


def erased_id(seq: int) -> str:
    """What stands for an id that had to be erased as well."""
    return f"erased:{seq}"


def _tell(row: Row) -> str:
    return f"{row.kind} recorded {row.recorded}"
