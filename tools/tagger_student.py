"""The network that ships, with gradients: the same sums as `guarantor.reading.network`."""

from __future__ import annotations

from itertools import accumulate

import numpy as np
import torch
from tagger_corpus import windows
from torch import nn
from torch.nn import functional

from guarantor.reading.features import AFFIX_ROWS, WORD_ROWS
from guarantor.reading.network import DISTANCES

EMBEDDED, WIDTH, LAYERS, ARC, REL = 128, 176, 4, 96, 128


class Student(nn.Module):
    """Tags and trees of sentences laid end to end."""

    def __init__(self, tags: int, relations: int) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(WORD_ROWS + AFFIX_ROWS, EMBEDDED, mode="sum")
        nn.init.normal_(self.table.weight, std=0.1)
        self.up, self.first = nn.Linear(EMBEDDED, WIDTH, bias=False), nn.Linear(3 * EMBEDDED, WIDTH)
        self.layers = nn.ModuleList(nn.Linear(WIDTH, 3 * WIDTH) for _ in range(LAYERS))
        for layer in self.layers:  # some cells forget at once, others late
            with torch.no_grad():
                layer.bias[WIDTH : 2 * WIDTH] += torch.linspace(-1, 2, WIDTH)[torch.randperm(WIDTH)]
        self.tag = nn.Linear(WIDTH, tags)
        self.head, self.dep = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.arc = nn.Parameter(torch.randn(ARC, ARC) * 0.05)
        self.root = nn.Parameter(torch.zeros(ARC))
        self.root_bias = nn.Parameter(torch.zeros(ARC))
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.distance = nn.Parameter(torch.zeros(2 * DISTANCES + 2))
        self.root_state = nn.Parameter(torch.zeros(WIDTH))
        self.rel_dep, self.rel_head = nn.Linear(WIDTH, REL), nn.Linear(WIDTH, REL, bias=False)
        self.rel_out = nn.Linear(REL + 5, relations, bias=False)
        self.drop = nn.Dropout(0.33)

    def states(self, rows: torch.Tensor, lengths: list[int]) -> torch.Tensor:
        """One vector a word."""
        words = self.drop(self.table(rows))
        extended = torch.cat([words, words.new_zeros(1, EMBEDDED)])
        seen = extended[torch.from_numpy(windows(lengths))].reshape(len(words), -1)
        states = self.drop(functional.relu(self.first(seen))) + self.up(words)
        sizes = torch.tensor(lengths)
        sentence = torch.repeat_interleave(torch.arange(len(lengths)), sizes)
        forth = torch.arange(len(words)) - torch.repeat_interleave(_starts(lengths), sizes)
        back = sizes[sentence] - 1 - forth
        for layer in self.layers:
            new, kept, let_out = layer(states).split(WIDTH, 1)
            kept = torch.sigmoid(kept)
            new = torch.tanh(new) * (1 - kept)
            cells = _run(new, kept, sentence, forth, back, (max(lengths), len(lengths)))
            states = self.drop(torch.sigmoid(let_out) * cells) + states
        return states

    def loss(self, rows: torch.Tensor, lengths: list[int], tags, heads, relations) -> torch.Tensor:
        """Of tags, heads (0: the root) and relations together; a tag below 0 is not counted."""
        states = self.states(rows, lengths)
        made = functional.cross_entropy(self.tag(states), tags, ignore_index=-100)
        made = made + functional.cross_entropy(self.arc_scores(states, lengths), heads)
        starts = torch.repeat_interleave(_starts(lengths), torch.tensor(lengths))
        root = heads == 0
        absolute = torch.where(root, torch.tensor(len(states)), heads - 1 + starts)
        pair = self.rel_dep(states) + self.rel_head(torch.cat([states, self.root_state[None]])[absolute])
        offset = torch.clamp(absolute - torch.arange(len(states)), -2, 2) + 2
        offset = torch.where(root, torch.tensor(2), offset)
        pair = torch.cat([self.drop(functional.relu(pair)), functional.one_hot(offset, 5).float()], 1)
        return made + functional.cross_entropy(self.rel_out(pair), relations)

    def arc_scores(self, states: torch.Tensor, lengths: list[int]) -> torch.Tensor:
        """For each word the scores of the root and of each word of its sentence."""
        heads, deps = self.drop(functional.relu(self.head(states))), self.drop(functional.relu(self.dep(states)))
        longest = max(lengths)
        heads_by = nn.utils.rnn.pad_sequence(list(heads.split(lengths)), batch_first=True)
        turned_by = nn.utils.rnn.pad_sequence(list((deps @ self.arc).split(lengths)), batch_first=True)
        scores = turned_by @ heads_by.transpose(1, 2) + (heads_by @ self.arc_bias)[:, None]
        span = torch.arange(longest)
        scores = scores + self.distance[torch.clamp(span[None] - span[:, None], -DISTANCES, DISTANCES) + DISTANCES]
        real = span[None] < torch.tensor(lengths)[:, None]
        scores = scores.masked_fill(~real[:, None, :] | torch.eye(longest, dtype=torch.bool)[None], -1e9)
        root = (deps @ self.arc) @ self.root + deps @ self.root_bias
        return torch.cat([root[:, None], scores[real]], 1)

    def stored(self, tags: list[str], relations: list[str]) -> dict[str, np.ndarray]:
        """Weights under the names that `network.load` expects, matrices in 8 bits."""
        named = {
            "table": self.table.weight, "up": self.up.weight.T,
            "first_w": self.first.weight.T, "first_b": self.first.bias,
            "tag_w": self.tag.weight.T, "tag_b": self.tag.bias,
            "head_w": self.head.weight.T, "head_b": self.head.bias, "dep_w": self.dep.weight.T, "dep_b": self.dep.bias,
            "arc": self.arc, "root": self.root, "root_bias": self.root_bias, "arc_bias": self.arc_bias,
            "distance": torch.cat([self.distance[:-1], torch.tensor([-1e9])]), "root_state": self.root_state,
            "rel_dep": self.rel_dep.weight.T, "rel_head": self.rel_head.weight.T, "rel_b": self.rel_dep.bias,
            "rel_out": self.rel_out.weight.T,
        }  # fmt: skip
        halved = torch.tensor([1.0, 0.5, 0.5]).repeat_interleave(WIDTH)  # a sigmoid is a tanh of half its argument
        for number, layer in enumerate(self.layers):
            named[f"layer{number}_w"], named[f"layer{number}_b"] = layer.weight.T * halved, layer.bias * halved
        made: dict[str, np.ndarray] = {
            "layers": np.array(LAYERS), "tags": np.array(tags), "relations": np.array(relations)
        }  # fmt: skip
        for name, value in named.items():
            array = value.detach().numpy().astype(np.float32)
            if array.ndim == 2:
                scale = np.maximum(np.abs(array).max(axis=0), 1e-8) / 127
                made[name + ".q"], made[name + ".s"] = np.round(array / scale).astype(np.int8), scale.astype(np.float32)
            else:
                made[name + ".f"] = array
        return made


def _starts(lengths: list[int]) -> torch.Tensor:
    return torch.tensor([0, *accumulate(lengths)][:-1])


def _run(new, kept, sentence, forth, back, shape: tuple[int, int]) -> torch.Tensor:
    """The cells of each word: the first half goes forth, the second back. `shape`: steps, sentences."""
    half = WIDTH // 2

    def by_steps(values: torch.Tensor) -> torch.Tensor:
        empty = torch.zeros(*shape, half)
        return torch.cat(
            [
                empty.index_put((forth, sentence), values[:, :half]),
                empty.index_put((back, sentence), values[:, half:]),
            ],
            2,
        )

    cells = torch.zeros(shape[1], WIDTH)
    steps = []
    for given, gate in zip(by_steps(new).unbind(0), by_steps(kept).unbind(0), strict=True):
        cells = torch.addcmul(given, gate, cells)
        steps.append(cells)
    made = torch.stack(steps)
    return torch.cat([made[forth, sentence, :half], made[back, sentence, half:]], 1)
