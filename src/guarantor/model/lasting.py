"""Values that an object works out when they are first asked for and keeps, with a lock for each object.

The standard library's ``cached_property`` has, up to Python 3.11, one lock for all objects of a class: while one of
them works something out for minutes, nobody gets the same of any other. Since 3.12 it has none: what two threads ask
for at once is worked out twice.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class lasting(Generic[T]):  # noqa: N801 - a decorator, written as one
    """Decorator of a method without arguments, for classes whose objects have a ``__dict__``.

    >>> class Square:
    ...     @lasting
    ...     def root(self) -> int:
    ...         print("worked out")
    ...         return 3
    >>> square = Square()
    >>> square.root + square.root
    worked out
    6
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make = make
        self.name = make.__name__
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, owner: None, kind: type | None = None) -> Self: ...
    @overload
    def __get__(self, owner: object, kind: type | None = None) -> T: ...
    def __get__(self, owner: object | None, kind: type | None = None) -> Self | T:
        """The value; worked out once, whoever asks for it meanwhile waits."""
        if owner is None:
            return self
        kept, under_way = owner.__dict__, f"{self.name} under way"
        with kept.setdefault(under_way, RLock()):
            try:
                if self.name not in kept:
                    kept[self.name] = self.make(owner)
            finally:
                kept.pop(under_way, None)
        found: T = kept[self.name]
        return found
