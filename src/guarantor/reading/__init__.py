"""Reading: what a text says, as claims with the exact span of their words.

>>> from guarantor.reading import read_text
>>> claim, = read_text("The Lakes Mission said on Monday that both armies had pulled back.", published="2025-05-06")
>>> claim.holder.text
'Lakes Mission'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from guarantor.model.later import later

if TYPE_CHECKING:
    from guarantor.reading.report import Reading, read_report, read_text

__all__ = ["Reading", "read_report", "read_text"]
__getattr__ = later(__name__, dict.fromkeys(__all__, "guarantor.reading.report"))
