"""Packages whose names are there at once and whose modules load when one is used.

Loading all of this program takes more than a second; whoever asks for a status needs no reader of texts, and whoever
exports claims no engine that works out states.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def later(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """A package's ``__getattr__`` (PEP 562): ``homes`` has the module of each name that it gives out. No name may be
    that of a module of the package, since a module that was loaded stands in the package under its own name.

    >>> later("colours", {"sqrt": "math"})("sqrt")(9)
    3.0
    """

    def found(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(homes[name]), name)

    return found
