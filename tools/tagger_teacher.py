"""The teacher: a parser too slow to ship, which reads our own sentences for the one that ships.

Two layers of long short-term memory both ways over vectors of words and letters, and biaffine scores of heads and
relations (Dozat and Manning, 2017, "Deep Biaffine Attention for Neural Dependency Parsing").
"""

from __future__ import annotations

import copy
import random
import time
from collections import Counter
from collections.abc import Sequence

import torch
from tagger_corpus import Item, chunks_of, rows_of, varied
from torch import nn
from torch.nn import functional

from guarantor.reading.features import AFFIX_ROWS, WORD_ROWS

WIDTH, LETTERS, ARC, REL = 300, 100, 300, 100
LONGEST_WORD = 18
FAR = -1e9


class Teacher(nn.Module):
    """Tags and trees. `tags`, `relations`: names; `letters`: the signs that have a vector."""

    def __init__(self, tags: Sequence[str], relations: Sequence[str], letters: Sequence[str]) -> None:
        super().__init__()
        self.tags, self.relations = list(tags), list(relations)
        self.letters = {letter: number for number, letter in enumerate(letters, 2)}
        self.table = nn.EmbeddingBag(WORD_ROWS + AFFIX_ROWS, 150, mode="sum")
        nn.init.normal_(self.table.weight, std=0.1)
        self.signs, self.spelt = nn.Embedding(len(letters) + 2, 40), nn.Conv1d(40, LETTERS, 3, padding=1)
        self.layers = nn.ModuleList(
            nn.LSTM(size, WIDTH, bidirectional=True, batch_first=True) for size in (150 + LETTERS, 2 * WIDTH)
        )
        self.drop = nn.Dropout(0.33)
        self.tag = nn.Sequential(nn.Linear(2 * WIDTH, 200), nn.ReLU(), nn.Dropout(0.33), nn.Linear(200, len(tags)))
        self.arc_head, self.arc_dep = nn.Linear(2 * WIDTH, ARC), nn.Linear(2 * WIDTH, ARC)
        self.rel_head, self.rel_dep = nn.Linear(2 * WIDTH, REL), nn.Linear(2 * WIDTH, REL)
        self.arc = nn.Parameter(nn.init.xavier_uniform_(torch.empty(ARC + 1, ARC)))
        self.rel = nn.Parameter(nn.init.xavier_uniform_(torch.empty(len(relations), REL + 1, REL + 1)))
        self.root = nn.Parameter(torch.zeros(2 * WIDTH))

    def forward(self, rows, signs, lengths: list[int], heads=None):
        """Scores of tags, of heads (0: the root) and, under the heads given or else the best, of relations."""
        whole, spelt = self.table(rows), functional.relu(self.spelt(self.signs(signs).transpose(1, 2))).amax(2)
        if self.training:
            whole = whole * (torch.rand(len(whole), 1) > 0.15).float() / 0.85
        words = self.drop(torch.cat([whole, spelt], 1))
        padded = nn.utils.rnn.pad_sequence(list(words.split(lengths)), batch_first=True)
        packed = nn.utils.rnn.pack_padded_sequence(padded, lengths, batch_first=True, enforce_sorted=False)
        for number, layer in enumerate(self.layers):
            if number:
                packed = packed._replace(data=self.drop(packed.data))
            packed, _ = layer(packed)
        states = self.drop(nn.utils.rnn.pad_packed_sequence(packed, batch_first=True)[0])
        rooted = torch.cat([self.root.expand(len(lengths), 1, -1), states], 1)
        arcs = self._arcs(states, rooted, lengths)
        chosen = arcs.argmax(2) if heads is None else heads
        dependent = _with_one(self.drop(functional.relu(self.rel_dep(states))))
        governing = self.drop(functional.relu(self.rel_head(rooted)))
        governing = _with_one(torch.gather(governing, 1, chosen[:, :, None].expand(-1, -1, REL)))
        return self.tag(states), arcs, torch.einsum("btj,rjk,btk->btr", dependent, self.rel, governing)

    def _arcs(self, states, rooted, lengths: list[int]):
        longest = states.shape[1]
        dependent = _with_one(self.drop(functional.relu(self.arc_dep(states))))
        scores = dependent @ self.arc @ self.drop(functional.relu(self.arc_head(rooted))).transpose(1, 2)
        inside = torch.arange(longest + 1)[None] <= torch.tensor(lengths)[:, None]
        own = torch.cat([torch.zeros(longest, 1, dtype=torch.bool), torch.eye(longest, dtype=torch.bool)], 1)
        return scores.masked_fill(~inside[:, None], FAR).masked_fill(own[None], FAR)

    def inputs(self, items: Sequence[Item], dice: random.Random | None, seen: Counter[str]):
        """Rows and letters of the words; in training rare words often lose the rows that are theirs alone."""
        rows, signs = [], []
        for item in items:
            for word in varied(item.words, dice) if dice else item.words:
                row = list(rows_of(word))
                if dice and dice.random() < 0.25 / (0.25 + seen[word.lower()]) + 0.03:
                    row[0], row[1] = row[2], row[3]
                rows.append(row)
                signs.append([1, *(self.letters.get(sign, 0) for sign in word[:LONGEST_WORD]), 1])
        longest = max(map(len, signs))
        return torch.tensor(rows), torch.tensor([one + [0] * (longest - len(one)) for one in signs])

    @torch.no_grad()
    def read(self, items: Sequence[Item]) -> list[Item]:
        """The same sentences as the teacher reads them, in order."""
        self.eval()
        made: dict[int, Item] = {}
        order = sorted(range(len(items)), key=lambda one: len(items[one].words))
        for begin in range(0, len(order), 40):
            places = order[begin : begin + 40]
            some = [items[place] for place in places]
            tags, arcs, relations = self(*self.inputs(some, None, Counter()), [len(item.words) for item in some])
            found = tags.argmax(2).tolist(), (arcs.argmax(2) - 1).tolist(), relations.argmax(2).tolist()
            for place, item, tag, head, relation in zip(places, some, *found, strict=True):
                count = len(item.words)
                made[place] = Item(
                    item.words, [self.tags[one] for one in tag[:count]], head[:count],
                    [self.relations[one] for one in relation[:count]],
                )  # fmt: skip
        return [made[place] for place in range(len(items))]


def _with_one(values):
    return torch.cat([values, values.new_ones(*values.shape[:2], 1)], 2)


def taught(train: list[Item], dev: list[Item], tags: list[str], relations: list[str], epochs: int) -> Teacher:
    """A teacher fitted to the treebank; about two minutes an epoch on one core. Prints its accuracy on dev."""
    dice = random.Random(1)
    letters = Counter(sign for item in train for word in item.words for sign in word)
    net = Teacher(tags, relations, sorted(sign for sign, count in letters.items() if count > 2))
    mean = copy.deepcopy(net)
    seen = Counter(word.lower() for item in train for word in item.words)
    tag_ids, rel_ids = ({one: number for number, one in enumerate(names)} for names in (tags, relations))
    optimizer = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=1e-4, betas=(0.9, 0.95))
    steps = epochs * (sum(len(item.words) for item in train) // 1000 + 20)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=steps, pct_start=0.1)
    step = 0
    for epoch in range(epochs):
        begin = time.time()
        for some in chunks_of(train, 1000, dice):
            net.train()
            lengths = [len(item.words) for item in some]
            gold = [
                _padded([tag_ids.get(one, -100) for one in item.tags] for item in some),
                _padded([one + 1 for one in item.heads] for item in some),
                _padded([rel_ids.get(one, rel_ids["dep"]) for one in item.relations] for item in some),
            ]
            found = net(*net.inputs(some, dice, seen), lengths, gold[1].clamp(min=0))
            loss = sum(
                functional.cross_entropy(scores.flatten(0, 1), right.flatten(), ignore_index=-100)
                for scores, right in zip(found, gold, strict=True)
            )
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            step += 1
            if step < steps:
                schedule.step()
            follow(mean, net, step, 0.999)
        print("teacher", epoch, f"{time.time() - begin:.0f} s", agreement(mean.read(dev), dev), flush=True)
    return mean


@torch.no_grad()
def follow(mean: nn.Module, net: nn.Module, step: int, slowness: float) -> None:
    """Moves the mean of the weights a little towards the weights."""
    rate = min(slowness, (1 + step) / (10 + step))
    for old, new in zip(mean.parameters(), net.parameters(), strict=True):
        old.lerp_(new, 1 - rate)


def agreement(found: Sequence[Item], gold: Sequence[Item]) -> dict[str, float]:
    """Shares of fine tags, of heads and of heads with relations that are as in the gold; signs count for tags only."""
    counts: Counter[str] = Counter()
    for mine, right in zip(found, gold, strict=True):
        rows = zip(mine.tags, right.tags, mine.heads, right.heads, mine.relations, right.relations, strict=True)
        for tag, true_tag, head, true_head, relation, true_relation in rows:
            counts["words"] += 1
            counts["fine"] += tag == true_tag
            if true_relation != "punct":
                counts["arcs"] += 1
                counts["uas"] += head == true_head
                counts["las"] += head == true_head and relation == true_relation
    return {
        "fine": counts["fine"] / counts["words"], "uas": counts["uas"] / counts["arcs"],
        "las": counts["las"] / counts["arcs"],
    }  # fmt: skip


def _padded(lists):
    return nn.utils.rnn.pad_sequence([torch.tensor(one) for one in lists], batch_first=True, padding_value=-100)
