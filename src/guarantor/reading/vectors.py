"""What the network knows of a word by itself, made once a word and kept in rows of one array.

The array is read for a whole text at once, which is quicker than laying the words' arrays end to end.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

import numpy as np

from guarantor.reading.features import word_rows
from guarantor.reading.trees import Floats

KEPT_WORDS = 16_384
"""Words whose vectors are kept, 2.8 kB each."""


class WordVectors:
    """For each word its state, then what it gives its right neighbour, itself and its left one in the first layer.

    A word's are made by a product of its own, so that the numbers never depend on the words around it. ``table`` are
    the vectors of parts of words, ``up`` makes a state of their sum, ``weight`` is that of the first layer and ``most``
    the words that are kept.
    """

    def __init__(self, table: Floats, up: Floats, weight: Floats, most: int = KEPT_WORDS) -> None:
        self._table = table
        self._turned = np.ascontiguousarray(np.concatenate([up, *np.split(weight, 3)], axis=1))
        self._most = most
        self._rows: dict[str, int] = {}
        self._kept: Floats = np.empty((0, 4, up.shape[1]), dtype=np.float32)
        self._lock = Lock()

    def of(self, words: Sequence[str]) -> Floats:
        """Four vectors for each word, in order; an array of the caller's own."""
        with self._lock:
            if not self._rows.keys() >= set(words):
                self._add(words)
            return self._kept.take(list(map(self._rows.__getitem__, words)), axis=0)

    def _add(self, words: Sequence[str]) -> None:
        """Rows for words that have none; where they would be too many, only these words are kept."""
        fresh = set(words).difference(self._rows)
        if len(self._rows) + len(fresh) > self._most:
            self._rows.clear()
            fresh = set(words)
        needed = len(self._rows) + len(fresh)
        if needed > len(self._kept):
            grown = np.empty((max(needed, 2 * len(self._kept)), *self._kept.shape[1:]), dtype=np.float32)
            grown[: len(self._kept)] = self._kept
            self._kept = grown
        for word in fresh:
            row = len(self._rows)
            vector = self._table[list(word_rows(word))].sum(axis=0)
            self._kept[row] = (vector @ self._turned).reshape(4, -1)
            self._rows[word] = row
