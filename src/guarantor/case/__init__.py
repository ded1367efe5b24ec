"""The library's front: open a case, read reports into it, ask what holds, in whose account, at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guarantor.model.later import later

if TYPE_CHECKING:
    from guarantor.case.bundled import demo_case, lay_out
    from guarantor.case.case import Case, open_case
    from guarantor.case.starting import init_case

__all__ = ["Case", "demo_case", "init_case", "lay_out", "open_case"]
__getattr__ = later(
    __name__,
    {
        "Case": "guarantor.case.case", "demo_case": "guarantor.case.bundled", "init_case": "guarantor.case.starting",
        "lay_out": "guarantor.case.bundled", "open_case": "guarantor.case.case",
    },
)  # fmt: skip
