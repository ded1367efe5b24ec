"""A value of an object that is made when it is first asked for, and kept in the object.

``functools.cached_property`` does the same behind a lock, which up to Python 3.11 costs more than most of the values
that a page's sentences and clauses are asked for. Two threads that ask at the same moment both make the same value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class once(Generic[T]):  # noqa: N801 - written as a decorator, like property
    """Decorator of a method without arguments, for classes whose objects have a ``__dict__``."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make, self.name, self.__doc__ = make, make.__name__, make.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> once[T]: ...
    @overload
    def __get__(self, owner: object, kind: type) -> T: ...
    def __get__(self, owner: object | None, kind: type) -> once[T] | T:
        if owner is None:
            return self
        value = owner.__dict__[self.name] = self.make(owner)
        return value
