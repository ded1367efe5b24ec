"""Reading by a language model, off unless asked for: its claims pass a gate that trusts nothing it says.

``prompt`` puts a report as numbered lines of data, ``shape`` is the answer that is asked for, ``gate`` lets through
what the text itself says, ``cache`` keeps answers, ``cost`` counts, ``reader`` puts them together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from guarantor.model.later import later

if TYPE_CHECKING:
    from guarantor.reading.modelled.cost import Budget, Cost, Prices
    from guarantor.reading.modelled.gate import Refused
    from guarantor.reading.modelled.reader import ModelReader, ModelReading

__all__ = ["Budget", "Cost", "ModelReader", "ModelReading", "Prices", "Refused"]
_HERE = "guarantor.reading.modelled"
__getattr__ = later(
    __name__,
    {
        **dict.fromkeys(("Budget", "Cost", "Prices"), f"{_HERE}.cost"), "Refused": f"{_HERE}.gate",
        **dict.fromkeys(("ModelReader", "ModelReading"), f"{_HERE}.reader"),
    },
)  # fmt: skip
