"""Pages of a long list: a number from the address, the part it names, and the address of the next and the previous."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from guarantor.board.asking import AskError

T = TypeVar("T")
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


def part_of(items: Sequence[T], params: Mapping[str, str], path: str, name: str = "page", size: int = SIZE) -> Part[T]:
    """The part that an address asks for; raises :class:`AskError` for what is no page number."""
    text = params.get(name) or "1"
    if not text.isdecimal() or not 1 <= int(text) <= 1_000_000:
        raise AskError(f"{name}: {text!r} is no page number; pages count from 1.")
    number = int(text)
    low = (number - 1) * size
    shown = tuple(items[low : low + size])

    def at(other: int) -> str:
        found = {key: value for key, value in params.items() if key != name and value}
        if other > 1:
            found[name] = str(other)
        return path + ("?" + urlencode(found) if found else "")

    return Part(
        items=shown, total=len(items), first=low + 1 if shown else 0, last=low + len(shown),
        before=at(number - 1) if number > 1 else "", after=at(number + 1) if low + size < len(items) else "",
    )  # fmt: skip
