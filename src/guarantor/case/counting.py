"""How many claims of the index stand how, kept by its one writer as rows come and go: to count a million takes longer
than to look at what changed.

The numbers are in a table of the writing connection alone, so they are undone with what is undone. Where another
process wrote to the index, they are counted anew.
"""

from __future__ import annotations

import sqlite3

from guarantor.case.tally import Asked

CODE = "{0}.rest * 4 + {0}.reviewed * 2 + {0}.aside"
_SET_UP = f"""
CREATE TEMP TABLE stands (code INTEGER PRIMARY KEY, n INTEGER NOT NULL);
INSERT INTO stands SELECT {CODE.format("c")}, count(*) FROM main.claim c GROUP BY 1;
INSERT OR IGNORE INTO stands VALUES (0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (6, 0), (7, 0);
CREATE TEMP TRIGGER stands_more AFTER INSERT ON main.claim BEGIN
  UPDATE stands SET n = n + 1 WHERE code = {CODE.format("NEW")}; END;
CREATE TEMP TRIGGER stands_less AFTER DELETE ON main.claim BEGIN
  UPDATE stands SET n = n - 1 WHERE code = {CODE.format("OLD")}; END;
CREATE TEMP TRIGGER stands_else AFTER UPDATE ON main.claim BEGIN
  UPDATE stands SET n = n - 1 WHERE code = {CODE.format("OLD")};
  UPDATE stands SET n = n + 1 WHERE code = {CODE.format("NEW")}; END;
PRAGMA recursive_triggers = ON;
"""


class Stands:
    """The numbers as they were when the index was last carried on."""

    def __init__(self) -> None:
        self._of: sqlite3.Connection | None = None
        self._version = -1
        self._numbers: dict[int, int] = {}

    def prepare(self, connection: sqlite3.Connection) -> None:
        """Before the index is written to, outside of a transaction: count, where that was not done or is outdated."""
        version = int(connection.execute("PRAGMA data_version").fetchone()[0])
        if self._of is connection and self._version == version:
            return
        if self._of is connection:
            connection.executescript(
                "DROP TRIGGER temp.stands_more; DROP TRIGGER temp.stands_less; DROP TRIGGER temp.stands_else; "
                "DROP TABLE temp.stands;"
            )
        connection.executescript(_SET_UP)
        self._of, self._version = connection, version
        self.take(connection)

    def take(self, connection: sqlite3.Connection) -> None:
        """Take the numbers over, once what was written stands."""
        self._numbers = dict(connection.execute("SELECT code, n FROM temp.stands").fetchall())

    def claims(self, *, reviewed: bool | None = None, aside: bool | None = None, bears: bool = False) -> int:
        """How many claims stand so."""
        return sum(
            number
            for code, number in self._numbers.items()
            if (reviewed is None or bool(code & 2) == reviewed)
            and (aside is None or bool(code & 1) == aside)
            and (not bears or code < 4)
        )


def whole(asked: Asked) -> bool:
    """Whether all claims count for a question."""
    return asked.limit is None and not asked.reviewed
