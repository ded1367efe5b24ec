"""A small convolutional network over words: tag, head and relation of each word, in one pass over a whole report.

Nothing is sequential: all words of a report go through the same few matrix products, so that a report of a thousand
words costs milliseconds with numpy alone. Trained by `tools/train_tagger.py`; data and licence: `data/TAGGER.md`.
"""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

# Before numpy is first imported: products this small are slower on several threads, above all on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

WORD_ROWS = 16384
"""Buckets for whole words."""
AFFIX_ROWS = 8192
"""Buckets for beginnings, ends and shapes of words."""
FEATURES = 7
"""Rows summed for each word."""
DISTANCES = 15
"""Distances to a head beyond this are treated alike."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

_CLING = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
_SIGNS = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "``": '"', "''": '"', "‘": "'", "’": "'", "´": "'", "`": "'",
    "—": "-", "–": "-", "--": "-", "…": "...", "[": "(", "]": ")",
}  # fmt: skip


def plain(word: str) -> str:
    """The word without invisible signs and with one kind of quotation mark and dash."""
    if word.isascii():
        return _SIGNS.get(word, word)
    word = _SIGNS.get(word, word).translate(_CLING)
    return word.replace("’", "'").replace("‑", "-").replace("‐", "-")


def word_rows(word: str) -> tuple[int, ...]:
    """The rows of the embedding table that make up a word (see FEATURES)."""
    clean = plain(word)
    lower = clean.lower()
    digits = "".join("0" if sign.isdigit() else sign for sign in lower)
    shape = _shape(clean)
    affixes = ("a" + digits[-2:], "b" + digits[-3:], "c" + digits[-4:], "d" + digits[:3], "e" + shape)
    whole = zlib.crc32(digits.encode("utf-8", "replace")) % WORD_ROWS
    cased = WORD_ROWS + zlib.crc32(("f" + shape[:2] + digits).encode("utf-8", "replace")) % AFFIX_ROWS
    rest = [WORD_ROWS + zlib.crc32(part.encode("utf-8", "replace")) % AFFIX_ROWS for part in affixes]
    return (whole, cased, *rest)


def _shape(word: str) -> str:
    """Case, digits and hyphens, in five letters at most."""
    case = "U" if word.isupper() and len(word) > 1 else "T" if word[:1].isupper() else "l" if word.islower() else "x"
    inner = "c" if not word.isupper() and any(sign.isupper() for sign in word[1:]) else "-"
    digit = "d" if any(sign.isdigit() for sign in word) else "-"
    return case + inner + digit + ("h" if "-" in word[1:-1] else "-") + str(min(len(word), 4))


def windows(lengths: Sequence[int], dilation: int) -> Ints:
    """For each word the places of its left neighbour, itself and its right one; past the end where there is none."""
    sizes = np.asarray(lengths, dtype=np.int64)
    total = int(sizes.sum())
    group = np.repeat(np.arange(len(sizes)), sizes)
    place = np.arange(total)
    made = np.full((total, 3), total, dtype=np.int64)
    made[:, 1] = place
    for column, shift in ((0, -dilation), (2, dilation)):
        other = place + shift
        inside = (other >= 0) & (other < total)
        inside[inside] = group[other[inside]] == group[place[inside]]
        made[inside, column] = other[inside]
    return made


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
    layers: tuple[tuple[int, Floats, Floats], ...]
    parts: dict[str, Floats]
    tags: tuple[tuple[str, str], ...]
    relations: tuple[str, ...]

    def analyse(self, rows: Ints, lengths: Sequence[int]) -> Analysis:
        """Tag and parse sentences laid end to end. `rows`: words x FEATURES; `lengths`: words of each sentence."""
        states = self._states(rows, lengths)
        tags = (states @ self.parts["tag_w"] + self.parts["tag_b"]).argmax(axis=1)
        heads = self._heads(states, lengths)
        return Analysis(tags, heads, self._relations(states, heads, lengths))

    def _states(self, rows: Ints, lengths: Sequence[int]) -> Floats:
        """One vector a word, from itself and its neighbours."""
        states: Floats = self.table[rows].sum(axis=1)
        for dilation, weight, bias in self.layers:
            extended = np.concatenate([states, np.zeros((1, states.shape[1]), dtype=np.float32)])
            seen = extended[windows(lengths, dilation)].reshape(len(states), -1)
            made = np.maximum(seen @ weight + bias, 0)
            states = made + states if made.shape == states.shape else made
        return states

    def _heads(self, states: Floats, lengths: Sequence[int]) -> Ints:
        """The best head of each word within its sentence; row 0 of the scores stands for the root."""
        p = self.parts
        as_head = np.maximum(states @ p["head_w"] + p["head_b"], 0)
        as_dependent = np.maximum(states @ p["dep_w"] + p["dep_b"], 0)
        turned = as_dependent @ p["arc"]
        root = turned @ p["root"] + as_dependent @ p["root_bias"]
        head_bias = as_head @ p["arc_bias"]
        made = np.empty(len(states), dtype=np.int64)
        start = 0
        for size in lengths:
            end = start + size
            scores = np.empty((size, size + 1), dtype=np.float32)
            scores[:, 0] = root[start:end]
            scores[:, 1:] = turned[start:end] @ as_head[start:end].T + head_bias[start:end]
            scores[:, 1:] += p["distance"][_distances(size)]
            made[start:end] = _tree(scores)
            start = end
        return made

    def _relations(self, states: Floats, heads: Ints, lengths: Sequence[int]) -> Ints:
        """The best relation of each word to its head."""
        p = self.parts
        starts = np.repeat(np.cumsum([0, *lengths[:-1]]), lengths)
        extended = np.concatenate([states, p["root_state"][None]])
        head_states = extended[np.where(heads < 0, len(states), heads + starts)]
        pair = np.maximum(states @ p["rel_dep"] + head_states @ p["rel_head"] + p["rel_b"], 0)
        offset = np.clip(heads + starts - np.arange(len(states)), -2, 2) + 2
        pair = np.concatenate([pair, np.eye(5, dtype=np.float32)[np.where(heads < 0, 2, offset)]], axis=1)
        scores = pair @ p["rel_out"]
        root = self.relations.index("root")
        scores[heads >= 0, root] = -1e9
        best: Ints = np.where(heads < 0, root, scores.argmax(axis=1))
        return best


@cache
def _distances(size: int) -> Ints:
    """Index into the table of distances for each dependent (row) and head (column); itself is far out of reach."""
    span = np.arange(size)
    gap: Ints = np.clip(span[None, :] - span[:, None], -DISTANCES, DISTANCES) + DISTANCES
    gap[span, span] = 2 * DISTANCES + 1
    return gap


def _tree(scores: Floats) -> Ints:
    """Heads (-1: root) with one root and no ring: greedy, each ring broken at its weakest word."""
    size = len(scores)
    heads: Ints = scores.argmax(axis=1) - 1
    roots = np.flatnonzero(heads < 0)
    if len(roots) != 1:
        candidates = roots if len(roots) else np.arange(size)
        keep = int(candidates[scores[candidates, 0].argmax()])
        for place in roots:
            if place != keep:
                heads[place] = scores[place, 1:].argmax()
        heads[keep] = -1
    _break_rings(scores, heads)
    return heads


def _break_rings(scores: Floats, heads: Ints) -> None:
    """Hang each ring on to the root's word, at the word that loses least."""
    root = int(np.flatnonzero(heads < 0)[0])
    reached = [0] * len(heads)
    reached[root] = -1
    for first in range(len(heads)):
        path, place = [], first
        while reached[place] == 0:
            reached[place] = first + 1
            path.append(place)
            place = int(heads[place])
        if reached[place] == first + 1 and place in path:
            ring = path[path.index(place) :]
            loss = [scores[one, heads[one] + 1] - scores[one, root + 1] for one in ring]
            heads[ring[int(np.argmin(loss))]] = root
        for one in path:
            reached[one] = -1


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
    layers = tuple(
        (int(dilation), weights.pop(f"conv{number}_w"), weights.pop(f"conv{number}_b"))
        for number, dilation in enumerate(raw["dilations"])
    )
    tags = tuple((one.split("|")[0], one.split("|")[1]) for one in raw["tags"].tolist())
    return Network(weights.pop("table"), layers, weights, tags, tuple(raw["relations"].tolist()))


@cache
def shipped() -> Network:
    """The network that comes with the package."""
    return load(files("guarantor.reading").joinpath("data/tagger.npz").read_bytes())
