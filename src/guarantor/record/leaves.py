"""Every entry in order, checked, as little more than the database hands over: for whoever goes through all of them.

An :class:`~guarantor.model.entry.Entry` costs more than the check that it was sealed so. A leaf has what a pass needs,
its payload still bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from guarantor.record.chain import sealed
from guarantor.record.rows import entry_of, missing, row_of

PAGE = 1000


class Leaf(NamedTuple):
    """One entry: its number, kind, id, when it was recorded, when its report was published, and its payload as it is
    stored (None: erased)."""

    seq: int
    kind: str
    id: str
    recorded: str
    published: str | None
    payload: bytes | None


def leaf_of(values: tuple[Any, ...]) -> Leaf:
    """The checked leaf of a row; raises :class:`CorruptRecordError` where it is not what was sealed."""
    if not sealed(values):
        entry_of(row_of(values))  # what was erased passes; what is wrong is said
    return Leaf(values[0], values[1], values[2], values[3], values[7], values[9])


def in_pages(fetch: Callable[[int, int], Sequence[tuple[Any, ...]]], after: int, last: int) -> Iterator[list[Leaf]]:
    """The leaves after one number up to another, a page at a time. ``fetch`` brings the rows after a number up to
    another; where one of them is missing, :class:`CorruptRecordError` is raised."""
    while after < last:
        page = [leaf_of(values) for values in fetch(after, last)]
        for leaf in page:
            after += 1
            if leaf.seq != after:
                raise missing(after, leaf.seq)
        if not page:
            raise missing(after + 1, None)
        yield page
