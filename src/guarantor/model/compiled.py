"""The quick way of the codec: for each noun a reader compiled once from its declared types.

A record is read back a million claims at a time. A compiled reader only knows what fits; where anything does not, it
raises :class:`Misfit`, and the careful reader in :mod:`guarantor.model.plain` goes over the same value to say what and
where. Both read the same values to the same nouns; a test compares them.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union

Read = Callable[[Any], Any]


class Misfit(Exception):  # noqa: N818 - a signal between two readers, no error that anybody sees
    """Something does not fit the type, or is of a type that only the careful reader knows."""


@cache
def reader(hint: Any) -> Read:
    """The reader of a declared type."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if hint is Any:
        return lambda value: value
    if hint in (str, int, bool):
        return _exactly(hint)
    if hint is float:
        return _number
    if origin is Literal and all(type(each) is str for each in args):
        return _one_of(frozenset(args))
    if origin in (Union, types.UnionType) and len(args) == 2 and type(None) in args:
        return _optional(reader(next(each for each in args if each is not type(None))))
    if origin is tuple and len(args) == 2 and args[1] is Ellipsis:
        return _sequence(reader(args[0]))
    if origin is tuple:
        return _fixed(tuple(reader(each) for each in args))
    if origin is dict and args[0] is str:
        return _mapping(reader(args[1]))
    if isinstance(hint, type) and is_dataclass(hint):
        return _noun(hint)
    return _unknown


def _unknown(value: Any) -> Any:
    raise Misfit


def _exactly(kind: type) -> Read:
    def read(value: Any) -> Any:
        if type(value) is kind:
            return value
        raise Misfit

    return read


def _number(value: Any) -> Any:
    if type(value) is float or type(value) is int:
        return value
    raise Misfit


def _one_of(values: frozenset[str]) -> Read:
    def read(value: Any) -> Any:
        if type(value) is str and value in values:
            return value
        raise Misfit

    return read


def _optional(inner: Read) -> Read:
    return lambda value: None if value is None else inner(value)


def _sequence(inner: Read) -> Read:
    def read(value: Any) -> Any:
        if type(value) is list:
            return tuple(map(inner, value))
        raise Misfit

    return read


def _fixed(inner: tuple[Read, ...]) -> Read:
    def read(value: Any) -> Any:
        if type(value) is list and len(value) == len(inner):
            return tuple([each(item) for each, item in zip(inner, value, strict=True)])
        raise Misfit

    return read


def _mapping(inner: Read) -> Read:
    def read(value: Any) -> Any:
        if type(value) is dict:
            return {key: inner(item) for key, item in value.items()}
        raise Misfit

    return read


def _noun(cls: type) -> Read:
    hints = typing.get_type_hints(cls)
    declared = fields(cls)
    required = frozenset(
        field.name for field in declared if field.default is MISSING and field.default_factory is MISSING
    )
    readers: dict[str, Read] = {}

    def read(value: Any) -> Any:
        if not readers:
            readers.update({field.name: reader(hints[field.name]) for field in declared})
        if type(value) is not dict or not required <= value.keys():
            raise Misfit
        try:
            return cls(**{key: readers[key](item) for key, item in value.items()})
        except KeyError as error:
            raise Misfit from error

    return read
