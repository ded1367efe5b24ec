"""Rows and entries: how what a database hands over becomes what the record answers with, and back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import Any, TypeVar, cast

from guarantor.model.entry import Draft, Entry, EntryKind
from guarantor.record.chain import Row, check
from guarantor.record.errors import CorruptRecordError, RefusedRecordError
from guarantor.record.keys import index_key, keys_of

T = TypeVar("T")
FIELDS = (
    "seq", "kind", "id", "recorded", "author", "happened", "as_of", "published", "marking", "payload", "salt",
    "id_digest", "digest", "previous", "hash",
)  # fmt: skip
"""The columns of table ``entry``, in the order of :class:`~guarantor.record.chain.Row`."""
values_of: Callable[[Row], tuple[Any, ...]] = attrgetter(*FIELDS)
MOST = frozenset({"claim", "link"})
"""Kinds of which most entries are."""
_UNFIT = re.compile("[\x00\ud800-\udfff]")


def entry_of(row: Row) -> Entry:
    """The checked entry of a row; raises :class:`CorruptRecordError` where it is not what was sealed."""
    check(row)
    payload = None if row.payload is None else json.loads(row.payload.decode("utf-8", "surrogatepass"))
    return Entry(
        seq=row.seq, id=row.id, kind=cast(EntryKind, row.kind), author=row.author, recorded=row.recorded,
        payload=payload, happened=row.happened, as_of=row.as_of, published=row.published, marking=row.marking,
        salt=row.salt.hex() if row.salt is not None else "", id_digest=row.id_digest.hex(), digest=row.digest.hex(),
        previous=row.previous.hex(), hash=row.hash.hex(),
    )  # fmt: skip


def row_of(values: Sequence[Any]) -> Row:
    """A row as the database hands it over."""
    return Row(*values)


def pages(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of at most ``size``."""
    source = iter(items)
    while page := list(islice(source, size)):
        yield page


def filled(page: list[T], most: int) -> list[T]:
    """A page with its last item repeated up to a round number: lists of like length are asked for by one statement,
    which the database has to take apart once.

    >>> filled([1, 2, 3, 4, 5], 500), filled([], 500)
    ([1, 2, 3, 4, 5, 5, 5, 5], [])
    """
    if len(page) < 2:
        return page
    size = min(most, max(8, 1 << (len(page) - 1).bit_length()))
    return page + page[-1:] * (size - len(page))


def keys_in(draft: Draft) -> tuple[str, ...]:
    """The keys of a draft's entry."""
    return draft.keys if draft.payload is None else keys_of(draft.kind, draft.payload)


def key_rows(filed: Iterable[tuple[int, tuple[str, ...]]]) -> list[tuple[bytes, int]]:
    """What goes into the index for entries with these numbers and keys."""
    return [(index_key(key), seq) for seq, keys in filed for key in keys]


def of_kinds(kinds: Collection[EntryKind] | None) -> tuple[str, tuple[str, ...]]:
    """The condition for entries of some kinds."""
    if kinds is None:
        return "1 = 1", ()
    return f"e.kind IN ({', '.join('?' * len(kinds))})", tuple(kinds)


def missing(seq: int, follows: int | None) -> CorruptRecordError:
    """An entry that is not where it has to be."""
    found = "nothing follows" if follows is None else f"{follows} follows"
    return CorruptRecordError(f"entry {seq} is missing: {found}", seq)


def refuse_odd_text(draft: Draft) -> None:
    """Names and ids go into text columns, where no database takes a NUL or half a surrogate pair."""
    for text in (draft.id, draft.author, *keys_in(draft)):
        if _UNFIT.search(text):
            raise RefusedRecordError(f"the {draft.kind} {text!r} has a character that no record can hold in a name")
