"""How words are asked of the full text of an index: every word has to begin one there.

SQLite finds a beginning of up to five letters, or a whole word, where it lies, the newest first; for a longer
beginning it would gather everything that begins so before the first is told. So such a one is spelt out: all words of
the index that begin so, as long as these are not too many.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

INDEXED = 5
"""Beginnings of so many letters are indexed by themselves (``prefix`` in finding.sql)."""
TERMS = 100
"""So many words are spelt out; more are gathered by SQLite."""
KEPT = 256
"""So many beginnings are remembered with what they were spelt out to."""

Rows = Callable[[str, Sequence[Any]], list[Any]]


class Spelling:
    """What beginnings of words stand for in an index, as long as no texts come in."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._known: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._lock = Lock()

    def forget(self) -> None:
        """Texts came in."""
        with self._lock:
            self._known.clear()

    def match(self, words: Sequence[str], table: str) -> str:
        """The full-text condition that some folded beginnings of words all stand there."""
        return " AND ".join(f"({self._one(word, table)})" for word in words)

    def _one(self, word: str, table: str) -> str:
        if len(word) <= INDEXED:
            return f'"{word}"*'
        with self._lock:
            known = self._known.get((table, word))
        if known is None:
            known = self._spelt(word, table)
            with self._lock:
                self._known[table, word] = known
                while len(self._known) > KEPT:
                    self._known.popitem(last=False)
        return known

    def _spelt(self, word: str, table: str) -> str:
        sql = f"SELECT term FROM {table}_terms WHERE term >= ? AND term < ? LIMIT ?"
        terms = [row[0] for row in self._rows(sql, (word, f"{word}\U0010ffff", TERMS + 1))]
        if not terms or len(terms) > TERMS:
            return f'"{word}"*'
        return " OR ".join(f'"{term}"' for term in terms)
