"""A small network over words: tag, head and relation of each word, in one pass over a whole report.

All words of a report go through the same few matrix products, and only what `recurrent` carries along a sentence goes
step by step, so that a report of a thousand words costs milliseconds with numpy alone. What depends on a word alone
(its state and the first layer's products of it) is made once for each word and kept. Trained by
`tools/train_tagger.py`; data and licence: `data/TAGGER.md`.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

# Before numpy is first imported: products this small are slower on several threads, above all on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from guarantor.reading.once import once
from guarantor.reading.recurrent import Steps, carried
from guarantor.reading.trees import Floats, Ints, heads_of
from guarantor.reading.vectors import WordVectors

DISTANCES = 15
"""Distances to a head beyond this are treated alike."""
LONGEST = 160
"""Words of a sentence up to which one table of distances serves."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the network says of each word: index of tag, head (in its sentence, -1 for the root), index of relation."""

    tags: Ints
    heads: Ints
    relations: Ints


@dataclass(frozen=True)
class Network:
    """Weights; see `load`."""

    table: Floats
    up: Floats
    first: tuple[Floats, Floats]
    layers: tuple[tuple[Floats, Floats], ...]
    parts: dict[str, Floats]
    tags: tuple[tuple[str, str], ...]
    relations: tuple[str, ...]

    def analyse(self, words: Sequence[str], lengths: Sequence[int]) -> Analysis:
        """Tag and parse sentences laid end to end, none empty. `lengths`: words of each sentence."""
        sizes = np.array(lengths, dtype=np.int64)
        starts = np.cumsum(sizes) - sizes
        states = self._states(words, starts, sizes)
        seen = states @ self._outward
        p, at = self.parts, self._columns
        heads = self._heads(seen, starts, sizes)
        tags: Ints = (seen[:, at["tag_w"]] + p["tag_b"]).argmax(axis=1)
        own, governing = seen[:, at["rel_dep"]], seen[:, at["rel_head"]]
        return Analysis(tags, heads, self._relations(own, governing, heads, np.repeat(starts, sizes)))

    @once
    def _vectors(self) -> WordVectors:
        """What the first layer has of each word."""
        return WordVectors(self.table, self.up, self.first[0])

    def _states(self, words: Sequence[str], starts: Ints, sizes: Ints) -> Floats:
        """One vector a word, from itself, its two neighbours and what is carried to it along its sentence."""
        states = self._first_layer(words, starts, sizes)
        steps = Steps(starts, sizes)
        for weight, bias in self.layers:
            states += carried(states, weight, bias, steps)
        return states

    def _first_layer(self, words: Sequence[str], starts: Ints, sizes: Ints) -> Floats:
        """The states behind the first layer: sums of what each word and its two neighbours give."""
        given = self._vectors.of(words)
        made: Floats = given[:, 2] + self.first[1]
        given[starts + sizes - 1, 1] = 0
        given[starts, 3] = 0
        made[1:] += given[:-1, 1]
        made[:-1] += given[1:, 3]
        np.maximum(made, 0, out=made)
        made += given[:, 0]
        return made

    @once
    def _columns(self) -> dict[str, slice]:
        """Which columns of the products with a word's state belong to which weights."""
        made: dict[str, slice] = {}
        start = 0
        for name in ("tag_w", "head_w", "dep_w", "rel_dep", "rel_head"):
            made[name] = slice(start, start + self.parts[name].shape[1])
            start = made[name].stop
        return made

    @once
    def _outward(self) -> Floats:
        """All weights that a state is multiplied with, side by side."""
        return np.concatenate([self.parts[name] for name in self._columns], axis=1)

    @once
    def _distance(self) -> Callable[[int], Floats]:
        """What distance adds for each dependent (row) and head (column) of a square; its corners are squares too."""

        @lru_cache(maxsize=2)
        def made(size: int) -> Floats:
            span = np.arange(size)
            gap = np.clip(span[None, :] - span[:, None], -DISTANCES, DISTANCES) + DISTANCES
            gap[span, span] = 2 * DISTANCES + 1
            square: Floats = self.parts["distance"][gap]
            return square

        return made

    def _heads(self, seen: Floats, starts: Ints, sizes: Ints) -> Ints:
        """The head of each word within its sentence, -1 for its root."""
        p, at = self.parts, self._columns
        as_head = np.maximum(seen[:, at["head_w"]] + p["head_b"], 0)
        as_dependent = np.maximum(seen[:, at["dep_w"]] + p["dep_b"], 0)
        turned = as_dependent @ p["arc"]
        root = turned @ p["root"] + as_dependent @ p["root_bias"]
        bias = as_head @ p["arc_bias"]
        distance = self._distance(max(LONGEST, int(sizes.max())))
        scores = []
        for start, size in zip(starts.tolist(), sizes.tolist(), strict=True):
            end = start + size
            made = turned[start:end] @ as_head[start:end].T
            made += bias[start:end]
            made += distance[:size, :size]
            scores.append(made)
        return heads_of(scores, root, starts, sizes)

    def _relations(self, own: Floats, governing: Floats, heads: Ints, starts: Ints) -> Ints:
        """The best relation of each word to its head. `starts`: the first word of the sentence of each word."""
        p = self.parts
        rooted = heads < 0
        absolute = heads + starts
        absolute[rooted] = len(heads)
        offset = np.clip(absolute - np.arange(len(heads)), -2, 2) + 2
        offset[rooted] = 2
        pair = np.concatenate([governing, (p["root_state"] @ p["rel_head"])[None]])[absolute]
        pair += own
        pair += p["rel_b"]
        np.maximum(pair, 0, out=pair)
        size = pair.shape[1]
        scores = pair @ p["rel_out"][:size]
        scores += p["rel_out"][size:][offset]
        root = self.relations.index("root")
        scores[:, root] = -1e9
        best: Ints = scores.argmax(axis=1)
        best[rooted] = root
        return best


def load(data: bytes) -> Network:
    """Read weights: an npz of 8-bit matrices with a scale a column, and names of tags and relations."""
    with np.load(io.BytesIO(data)) as stored:
        raw: dict[str, Any] = {name: stored[name] for name in stored.files}
    weights: dict[str, Floats] = {}
    for name, value in raw.items():
        if name.endswith(".q"):
            weights[name[:-2]] = value.astype(np.float32) * raw[name[:-2] + ".s"]
        elif name.endswith(".f"):
            weights[name[:-2]] = value.astype(np.float32)
    first = weights.pop("first_w"), weights.pop("first_b")
    layers = tuple(
        (weights.pop(f"layer{number}_w"), weights.pop(f"layer{number}_b")) for number in range(int(raw["layers"]))
    )
    tags = tuple((one.split("|")[0], one.split("|")[1]) for one in raw["tags"].tolist())
    return Network(
        weights.pop("table"), weights.pop("up"), first, layers, weights, tags, tuple(raw["relations"].tolist())
    )


@cache
def shipped() -> Network:
    """The network that comes with the package."""
    return load(files("guarantor.reading").joinpath("data/tagger.npz").read_bytes())
