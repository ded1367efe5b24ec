"""Layers that carry what was read along a sentence, from its first word to its last and back.

A layer keeps cells. At each word a gate says how much of the cells is forgotten, and what is new takes that place; a
second gate says how much of the cells the word's state is given. The gates are made of the word's own state alone
(Bradbury and others, 2017, "Quasi-Recurrent Neural Networks", their "fo" pooling over one word), so that all products
are made for all words of a report at once, and what goes step by step is a sum and a product of a few numbers a
sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from guarantor.reading.once import once
from guarantor.reading.trees import Floats, Ints


@dataclass(frozen=True)
class Steps:
    """In which order the words of sentences laid end to end are read. `starts`, `sizes`: of each sentence, in words.

    All first words are the first step, all second words the next; the longest sentences stand first, so that those that
    have come to their end are the last of each step.
    """

    starts: Ints
    sizes: Ints

    @once
    def widths(self) -> list[int]:
        """How many sentences have a word at each step."""
        counts = np.bincount(self.sizes)
        widths: list[int] = counts[:0:-1].cumsum()[::-1].tolist()
        return widths

    @once
    def forth(self) -> Ints:
        """The words in the order in which they are read from the first on."""
        return self._first + self._step

    @once
    def back(self) -> Ints:
        """The words in the order in which they are read from the last on."""
        return self._first + self._size - 1 - self._step

    @once
    def forth_again(self) -> Ints:
        """For each word its place in `forth`."""
        return _turned(self.forth)

    @once
    def back_again(self) -> Ints:
        """For each word its place in `back`."""
        return _turned(self.back)

    @once
    def _step(self) -> Ints:
        """The step of each place."""
        widths = self.widths
        return np.repeat(np.arange(len(widths)), widths)

    @once
    def _sentence(self) -> Ints:
        """The sentence of each place."""
        order = np.argsort(-self.sizes, kind="stable")
        ranks = np.concatenate([np.arange(width) for width in self.widths])
        sentences: Ints = order[ranks]
        return sentences

    @once
    def _first(self) -> Ints:
        return self.starts[self._sentence]

    @once
    def _size(self) -> Ints:
        return self.sizes[self._sentence]


def carried(states: Floats, weight: Floats, bias: Floats, steps: Steps) -> Floats:
    """What a layer adds to each word's state: (words, width).

    `weight`, (width, 3 width), and `bias` give what is new, half of what goes into the gate that forgets and half of
    what goes into the one that lets out. The first half of the cells goes forth, the second back.
    """
    width = states.shape[1]
    half = width // 2
    made = states @ weight
    made += bias
    np.tanh(made, out=made)
    made[:, width:] *= 0.5
    made[:, width:] += 0.5
    new, kept, let_out = made[:, :width], made[:, width : 2 * width], made[:, 2 * width :]
    new *= 1 - kept
    cells, gates = (_in_order(one, half, steps.forth, steps.back) for one in (new, kept))
    _run(cells, gates, steps.widths)
    given = _in_order(cells, half, steps.forth_again, steps.back_again)
    given *= let_out
    return given


def _run(cells: Floats, gates: Floats, widths: list[int]) -> None:
    """Adds to the cells of each step what its gates leave of those of the step before, in place."""
    left = np.empty((widths[0], cells.shape[1]), dtype=np.float32)
    before = cells[: widths[0]]
    at = widths[0]
    for width in widths[1:]:
        now = cells[at : at + width]
        now += np.multiply(gates[at : at + width], before[:width], out=left[:width])
        before = now
        at += width


def _in_order(rows: Floats, half: int, first: Ints, second: Ints) -> Floats:
    """The rows with their first half of columns in one order and the second in another."""
    made = np.empty(rows.shape, dtype=np.float32)
    made[:, :half] = rows[first, :half]
    made[:, half:] = rows[second, half:]
    return made


def _turned(order: Ints) -> Ints:
    """The place of each number in an order of 0 to n - 1."""
    made = np.empty_like(order)
    made[order] = np.arange(len(order))
    return made
