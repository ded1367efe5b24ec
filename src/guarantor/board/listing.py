"""Pages of a long list: a number from the address, the part it names, and the address of the next and the previous."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from guarantor.board.asking import AskError

T = TypeVar("T")
S = TypeVar("S")
SIZE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[T]):
    """One page of a list: ``first`` and ``last`` count from 1; addresses are empty where there is nothing there."""

    items: tuple[T, ...]
    total: int
    first: int
    last: int
    before: str
    after: str
    more: bool = False
    """There are more than ``total``: they were counted no further."""

    def of(self, items: tuple[S, ...]) -> Part[S]:
        """The same part, of what was made of its items."""
        return Part(items=items, total=self.total, first=self.first, last=self.last, before=self.before,
                    after=self.after, more=self.more)  # fmt: skip


LONGEST = 16
"""Digits of a page number that are read; a page past the last one is empty."""


def part_of(items: Sequence[T], params: Mapping[str, str], path: str, name: str = "page", size: int = SIZE) -> Part[T]:
    """The part that an address asks for; raises :class:`AskError` for what is no page number."""
    low = first_of(params, name, size)
    return part(items[low : low + size], len(items), params, path, name, size)


def first_of(params: Mapping[str, str], name: str = "page", size: int = SIZE) -> int:
    """How many items stand before the part that an address asks for; raises :class:`AskError`."""
    text = params.get(name) or "1"
    if not text.isdecimal() or len(text) > LONGEST or int(text) < 1:
        raise AskError(f"{name}: {text!r} is no page number; pages count from 1.")
    return (int(text) - 1) * size


def part(
    items: Iterable[T], total: int, params: Mapping[str, str], path: str, name: str = "page", size: int = SIZE,
    *, more: bool = False,
) -> Part[T]:  # fmt: skip
    """The part that an address asks for, its items found already; ``more``: they were counted no further."""
    low, shown = first_of(params, name, size), tuple(items)
    number = low // size + 1

    def at(other: int) -> str:
        found = {key: value for key, value in params.items() if key != name and value}
        if other > 1:
            found[name] = str(other)
        return path + ("?" + urlencode(found) if found else "")

    return Part(
        items=shown, total=total, first=low + 1 if shown else 0, last=low + len(shown), more=more,
        before=at(number - 1) if number > 1 else "",
        after=at(number + 1) if low + size < total or (more and len(shown) == size) else "",
    )  # fmt: skip
