"""From scores to trees: the head of each word, one root a sentence, and no ring.

The best heads of all sentences are looked at together; a sentence whose best heads make no tree is mended by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


def heads_of(scores: Sequence[Floats], root: Floats, starts: Ints, sizes: Ints) -> Ints:
    """The head of each word in its sentence, -1 for the root.

    `scores` holds for each sentence the score of each word (row) under each head (column), `root` that of each word of
    the text as a root; `starts` and `sizes` say where each sentence lies in the text.
    """
    chosen = [one.argmax(axis=1) for one in scores]
    heads: Ints = np.concatenate(chosen)
    best = np.concatenate([one[_counted(len(at)), at] for one, at in zip(scores, chosen, strict=True)])
    heads[root >= best] = -1
    ends = starts + sizes
    for number in np.flatnonzero(np.add.reduceat(heads < 0, starts, dtype=np.int64) != 1).tolist():
        start, end = starts[number], ends[number]
        _root_one(scores[number], root[start:end], heads[start:end])
    astray = _unrooted(heads, starts, sizes)
    for number in np.flatnonzero(np.logical_or.reduceat(astray, starts)).tolist():
        part = slice(starts[number], ends[number])
        _break_rings(scores[number], heads[part], np.flatnonzero(astray[part]).tolist())
    return heads


@lru_cache(maxsize=512)
def _counted(size: int) -> Ints:
    """0, 1, 2 … to a size."""
    return np.arange(size)


def _root_one(scores: Floats, root: Floats, heads: Ints) -> None:
    """Keep the best of several roots, or make the word that loses least the root."""
    roots = np.flatnonzero(heads < 0)
    candidates = roots if len(roots) else np.arange(len(heads))
    keep = candidates[root[candidates].argmax()]
    others = roots[roots != keep]
    heads[others] = scores[others].argmax(axis=1)
    heads[keep] = -1


def _unrooted(heads: Ints, starts: Ints, sizes: Ints) -> NDArray[np.bool_]:
    """Which words do not lead to their root: each looks twice as far up in every round."""
    places = np.arange(len(heads))
    rooted = heads < 0
    above = np.where(rooted, places, heads + np.repeat(starts, sizes))
    for _ in range(int(sizes.max()).bit_length()):
        above = above[above]
    return ~rooted[above]


def _break_rings(scores: Floats, heads: Ints, astray: Sequence[int]) -> None:
    """Hang each ring on to the root's word, at the word that loses least. ``astray``: words on or below one."""
    above: list[int] = heads.tolist()
    root = above.index(-1)
    reached = [0] * len(above)
    reached[root] = -1
    for first in astray:
        if reached[first]:
            continue
        path, place = [], first
        while reached[place] == 0:
            reached[place] = first + 1
            path.append(place)
            place = above[place]
        if reached[place] == first + 1 and place in path:
            ring = path[path.index(place) :]
            loss = [scores[one, above[one]] - scores[one, root] for one in ring]
            mended = ring[int(np.argmin(loss))]
            above[mended] = root
            heads[mended] = root
        for one in path:
            reached[one] = -1
