"""Who is meant: actors, the names that reports give them, and words that stand for them.

``world()`` is the table that ships with the package; ``Cast`` resolves the mentions of one report against a table.
"""

from guarantor.reading.actors.cast import Cast, Resolved
from guarantor.reading.actors.table import Actor, ActorTable, table_of
from guarantor.reading.actors.world import world

__all__ = ["Actor", "ActorTable", "Cast", "Resolved", "table_of", "world"]
