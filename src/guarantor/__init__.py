"""Guarantor keeps the sourced state of a peace agreement.

What was owed and what was done, as each side tells it; who really said so; what keeps the next phase from opening; and
a brief in which every sentence leads back to the words it rests on.

    >>> import guarantor
    >>> claims = guarantor.read_text("The ministry said 45 trucks entered on Friday.", published="2025-11-02")
    >>> claims[0].holder.text
    'The ministry'

What a command does, a method of the same name does: :func:`open_case` gives a :class:`~guarantor.case.Case` with
``read``, ``status``, ``why``, ``changes``, ``brief``, ``verify``. Importing this module is quick; parts load when used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from guarantor.case import Case, demo_case, init_case, open_case
    from guarantor.reading import read_report, read_text

__version__ = "0.1.0"
__all__ = ["Case", "demo_case", "init_case", "open_case", "read_report", "read_text"]

_HOMES = {
    "Case": "guarantor.case",
    "demo_case": "guarantor.case",
    "init_case": "guarantor.case",
    "open_case": "guarantor.case",
    "read_report": "guarantor.reading",
    "read_text": "guarantor.reading",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'guarantor' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
