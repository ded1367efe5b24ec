"""Who is meant: actors, the names that reports give them, and words that stand for them.

``world()`` is the table that ships with the package; ``Cast`` resolves the mentions of one report against a table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from guarantor.model.later import later
from guarantor.reading.actors.table import Actor, ActorTable, table_of
from guarantor.reading.actors.world import world

if TYPE_CHECKING:
    from guarantor.reading.actors.cast import Cast, Resolved

__all__ = ["Actor", "ActorTable", "Cast", "Resolved", "table_of", "world"]
__getattr__ = later(__name__, dict.fromkeys(("Cast", "Resolved"), "guarantor.reading.actors.cast"))
