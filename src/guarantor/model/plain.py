"""Nouns to JSON values and back, for every frozen dataclass of the model alike.

``plain`` writes tuples as lists and fractions as ``"1/3"``; ``build`` reads the declared types of the fields, so that a
value that does not fit is an error with its path, never a silently odd noun. Unknown keys are errors too.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Sequence
from dataclasses import MISSING, fields, is_dataclass
from fractions import Fraction
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast

from guarantor.model.compiled import Misfit, reader

T = TypeVar("T")
_ATOMS = frozenset({type(None), bool, int, float, str})
_NOUNS: set[type] = set()
"""The nouns met so far: asking a set is quicker than asking ``is_dataclass`` a million times."""


class ShapeError(ValueError):
    """A JSON value that is not of the noun's shape; the message names the path."""


def plain(value: Any) -> Any:
    """The JSON value of a noun.

    >>> from guarantor.model.claim import Mention
    >>> plain(Mention(text="the ministry", span=(3, 15)))
    {'text': 'the ministry', 'actor': None, 'span': [3, 15]}
    """
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind is tuple or kind is list:
        return [item if type(item) in _ATOMS else plain(item) for item in value]
    if kind in _NOUNS:
        return {name: plain(getattr(value, name)) for name in _names(cast(Any, kind))}
    return _plain_rarer(value)


def _plain_rarer(value: Any) -> Any:
    """What nouns hold less often, and each noun's first coming."""
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, frozenset):
        return [plain(item) for item in sorted(value)]
    if isinstance(value, Sequence):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Fraction):
        return str(value)
    if is_dataclass(value):
        _NOUNS.add(type(value))
        return {name: plain(getattr(value, name)) for name in _names(cast(Any, type(value)))}
    raise ShapeError(f"no JSON form for a {type(value).__name__}")


def build(cls: type[T], data: Any, path: str = "") -> T:
    """The noun of a JSON value; raises :class:`ShapeError` with the path of the first thing that does not fit."""
    try:
        return cast(T, reader(cast(Any, cls))(data))
    except Misfit:
        return _build(cls, data, path)


def _build(cls: type[T], data: Any, path: str) -> T:
    """The same, slowly, with words for what does not fit."""
    if not isinstance(data, dict):
        raise ShapeError(f"{path or cls.__name__}: expected an object, found {type(data).__name__}")
    hints, required = _plan(cast(Any, cls))
    if unknown := data.keys() - hints.keys():
        raise ShapeError(f"{path or cls.__name__}: unknown key {sorted(unknown)[0]!r}")
    if missing := required - data.keys():
        raise ShapeError(f"{path or cls.__name__}: key {sorted(missing)[0]!r} is missing")
    return cls(**{key: _read(hints[key], item, f"{path}.{key}".lstrip(".")) for key, item in data.items()})


@cache
def _names(cls: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))


@cache
def _plan(cls: Any) -> tuple[dict[str, Any], frozenset[str]]:
    if not (isinstance(cls, type) and is_dataclass(cls)):
        raise ShapeError(f"{cls!r} is no noun of the model")
    hints = typing.get_type_hints(cls)
    required = frozenset(
        field.name for field in fields(cls) if field.default is MISSING and field.default_factory is MISSING
    )
    return {field.name: hints[field.name] for field in fields(cls)}, required


def _read(hint: Any, value: Any, path: str) -> Any:
    origin = typing.get_origin(hint)
    if hint is Any:
        return value
    if origin in (Union, types.UnionType):
        return _read_union(typing.get_args(hint), value, path)
    if origin is Literal:
        if value not in typing.get_args(hint):
            raise ShapeError(f"{path}: {value!r} is none of {', '.join(map(repr, typing.get_args(hint)))}")
        return value
    if origin is tuple:
        return _read_tuple(typing.get_args(hint), value, path)
    if origin is dict:
        _, item = typing.get_args(hint)
        if not isinstance(value, dict):
            raise ShapeError(f"{path}: expected an object, found {type(value).__name__}")
        return {key: _read(item, each, f"{path}.{key}") for key, each in value.items()}
    if hint is Fraction:
        return Fraction(value)
    if isinstance(hint, type) and is_dataclass(hint):
        return _build(hint, value, path)
    return _read_scalar(hint, value, path)


def _read_scalar(hint: Any, value: Any, path: str) -> Any:
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return value
    if (hint is not bool and isinstance(value, bool)) or not isinstance(value, hint):
        raise ShapeError(f"{path}: expected {getattr(hint, '__name__', hint)}, found {value!r}")
    return value


def _read_union(options: tuple[Any, ...], value: Any, path: str) -> Any:
    if value is None and type(None) in options:
        return None
    problems: list[str] = []
    for option in options:
        if option is type(None):
            continue
        try:
            return _read(option, value, path)
        except (ShapeError, ValueError, TypeError) as error:
            problems.append(str(error))
    raise ShapeError(problems[-1] if problems else f"{path}: {value!r} fits nothing")


def _read_tuple(args: tuple[Any, ...], value: Any, path: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise ShapeError(f"{path}: expected a list, found {type(value).__name__}")
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(_read(args[0], item, f"{path}[{i}]") for i, item in enumerate(value))
    if len(args) != len(value):
        raise ShapeError(f"{path}: expected {len(args)} values, found {len(value)}")
    return tuple(_read(hint, item, f"{path}[{i}]") for i, (hint, item) in enumerate(zip(args, value, strict=True)))
