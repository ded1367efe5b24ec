"""What is carried along a sentence: the same as reading each sentence word by word, whatever stands beside it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guarantor.reading.recurrent import Steps, carried

WIDTH = 6


def plainly(states: np.ndarray, weight: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """One sentence, word by word, as the layer is described."""
    made = np.tanh(states @ weight + bias)
    new, kept, let_out = made[:, :WIDTH], made[:, WIDTH : 2 * WIDTH] / 2 + 0.5, made[:, 2 * WIDTH :] / 2 + 0.5
    cells = np.zeros_like(states)
    half, count = WIDTH // 2, len(states)
    for columns, order in ((slice(half), range(count)), (slice(half, WIDTH), reversed(range(count)))):
        cell = np.zeros(half)
        for place in order:
            cell = kept[place, columns] * cell + (1 - kept[place, columns]) * new[place, columns]
            cells[place, columns] = cell
    return let_out * cells


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(0, 1000))
def test_sentences_side_by_side_are_read_as_each_by_itself(sizes: list[int], seed: int) -> None:
    dice = np.random.default_rng(seed)
    states = dice.normal(size=(sum(sizes), WIDTH)).astype(np.float32)
    weight = dice.normal(size=(WIDTH, 3 * WIDTH)).astype(np.float32)
    bias = dice.normal(size=3 * WIDTH).astype(np.float32)
    starts = np.cumsum([0, *sizes[:-1]])
    found = carried(states, weight, bias, Steps(starts, np.array(sizes)))
    for start, size in zip(starts, sizes, strict=True):
        assert found[start : start + size] == pytest.approx(
            plainly(states[start : start + size], weight, bias), abs=1e-5
        )


def test_words_are_read_step_by_step_the_longest_sentence_first() -> None:
    steps = Steps(np.array([0, 1, 4]), np.array([1, 3, 2]))
    assert steps.widths == [3, 2, 1]
    assert steps.forth.tolist() == [1, 4, 0, 2, 5, 3]
    assert steps.back.tolist() == [3, 5, 0, 2, 4, 1]
    assert steps.forth[steps.forth_again].tolist() == steps.back[steps.back_again].tolist() == list(range(6))
