"""Frozen dataclasses that are made in half the time, for the thousand small values that the reading of a page makes.

A frozen dataclass sets each of its fields through ``object.__setattr__``, since its own refuses. Here the fields are
set while the object belongs to a twin with the same slots that is not frozen; then it is given its own class.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from dataclasses import replace as replace  # so that types of fields are checked
else:

    def replace(one: Any, **fields: Any) -> Any:
        """The same as ``dataclasses.replace``, for values of quick classes, in a third of the time."""
        return one._replaced(**fields)


T = TypeVar("T")


def quick(made: type[T]) -> type[T]:
    """Class decorator over ``dataclass(frozen=True, slots=True)``.

    Raises TypeError for what it cannot do: classes without slots, with ``__post_init__`` or fields that are not given.
    """
    if not is_dataclass(made) or "__slots__" not in made.__dict__ or hasattr(made, "__post_init__"):
        raise TypeError(f"{made.__name__} is no plain dataclass with slots")
    slots = made.__dict__["__slots__"]
    scope: dict[str, Any] = {
        "_twin": type(made.__name__, (), {"__slots__": slots}), "_own": made,
        "_set": object.__setattr__, "_new": object.__new__, "_none": MISSING,
    }  # fmt: skip
    asked = ["self"]
    lines = [" _set(self, '__class__', _twin)"]
    names = [field.name for field in fields(made)]
    for field in fields(made):
        name = field.name
        if not field.init:
            raise TypeError(f"{made.__name__}.{name} is not given")
        if field.kw_only and "*" not in asked:
            asked.append("*")
        scope |= {f"_default_{name}": field.default, f"_make_{name}": field.default_factory}
        fresh = field.default_factory is not MISSING
        asked.append(f"{name}=_none" if fresh else name if field.default is MISSING else f"{name}=_default_{name}")
        value = f"_make_{name}() if {name} is _none else {name}" if fresh else name
        lines.append(f" self.{name} = {value}")
    lines = [f"def __init__({', '.join(asked)}):", *lines, " self.__class__ = _own"]
    lines.append(f"def _replaced(self, *, {', '.join(f'{name}=_none' for name in names)}):")
    lines.append(" _made = _new(_twin)")
    lines += [f" _made.{name} = self.{name} if {name} is _none else {name}" for name in names]
    lines += [" _made.__class__ = _own", " return _made"]
    exec("\n".join(lines), scope)  # noqa: S102 - made of field names alone, as dataclasses make their own
    for name in ("__init__", "_replaced"):
        scope[name].__qualname__ = f"{made.__qualname__}.{name}"
        setattr(made, name, scope[name])
    return made
