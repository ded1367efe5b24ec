"""Train the network of `guarantor.reading.network` on the English Web Treebank (CC BY-SA 4.0) and write its weights.

    python tools/train_tagger.py DIR --out src/guarantor/reading/data

DIR holds ewt_train.conllu.gz, ewt_dev.conllu.gz and ewt_test.conllu.gz. Needs torch (not needed at run time). Seeded;
about a quarter of an hour on one core. Prints accuracy on dev after each epoch and on test at the end.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from guarantor.reading.features import AFFIX_ROWS, FEATURES, WORD_ROWS, word_rows
from guarantor.reading.lemmas import rule_lemma
from guarantor.reading.network import DISTANCES, load
from guarantor.reading.tokens import tokenize

KEPT_SUBTYPES = {"nsubj:pass", "aux:pass", "acl:relcl", "nmod:poss", "compound:prt", "csubj:pass"}
SIZE, EMBEDDED, ARC, REL, DILATIONS = 96, 96, 64, 96, (1, 2, 4, 1, 2)
SEED = 5


@dataclass(frozen=True)
class Item:
    """A sentence in our words: texts, tags "UPOS|XPOS", heads (-1: root), relations."""

    words: list[str]
    tags: list[str]
    heads: list[int]
    relations: list[str]
    lemmas: list[str]


def read(path: Path) -> Iterator[Item]:
    """Sentences of a CoNLL-U file, cut into words as the program cuts them."""
    block: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        for line in handle:
            if line.startswith("#"):
                continue
            if line.strip():
                block.append(line.rstrip("\n").split("\t"))
            elif block:
                yield realign(block)
                block = []
    if block and all(int(row[6]) <= len(block) for row in block if row[0].isdigit()):  # a cut-off last one is left out
        yield realign(block)


def realign(block: list[list[str]]) -> Item:
    """Join and split the treebank's words where ours differ: a joined word takes the head that lies outside it."""
    text, places, rows = "", [], []
    glued_until = 0
    for row in block:
        number = row[0]
        if "." in number:
            continue
        if "-" in number:
            first, last = map(int, number.split("-"))
            glued_until, surface_start = last, len(text)
            text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
            lengths = [len(one[1]) for one in block if one[0].isdigit() and first <= int(one[0]) <= last]
            cursor = surface_start
            for size in lengths[:-1]:
                places.append((cursor, min(cursor + size, surface_start + len(row[1]))))
                cursor += size
            places.append((min(cursor, surface_start + len(row[1]) - 1), surface_start + len(row[1])))
            continue
        rows.append(row)
        if int(number) <= glued_until:
            continue
        places.append((len(text), len(text) + len(row[1])))
        text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
    ours = list(tokenize(text))
    return join(text, ours, places, rows)


def join(text: str, ours: list[tuple[int, int]], places: list[tuple[int, int]], rows: list[list[str]]) -> Item:
    """Map the treebank's words to ours by their places."""
    owner = []
    for start, _ in places:
        index = next((i for i, (s, e) in enumerate(ours) if s <= start < e), len(ours) - 1)
        owner.append(index)
    words, tags, heads, relations, lemmas = [], [], [], [], []
    for index, (start, end) in enumerate(ours):
        words.append(text[start:end])
        mine = [i for i, one in enumerate(owner) if one == index]
        if not mine:
            tags.append("X|GW"), heads.append(max(index - 1, 0)), relations.append("goeswith"), lemmas.append("_")
            continue
        outside = [i for i in mine if int(rows[i][6]) == 0 or owner[int(rows[i][6]) - 1] != index]
        chosen = outside[-1] if outside else mine[-1]
        row = rows[chosen]
        tags.append(f"{row[3]}|{row[4]}")
        heads.append(-1 if int(row[6]) == 0 else owner[int(row[6]) - 1])
        relations.append(row[7] if row[7] in KEPT_SUBTYPES else row[7].split(":")[0])
        lemmas.append(row[2] if len(mine) == 1 else "_")
    return Item(words, tags, heads, relations, lemmas)


def windows(lengths: Sequence[int], dilation: int) -> np.ndarray:
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


class Net(nn.Module):
    """The same sums as `network.Network`, with gradients."""

    def __init__(self, tags: int, relations: int) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(WORD_ROWS + AFFIX_ROWS, EMBEDDED, mode="sum")
        nn.init.normal_(self.table.weight, std=0.1)
        sizes = [EMBEDDED] + [SIZE] * len(DILATIONS)
        self.convs = nn.ModuleList(nn.Linear(3 * a, b) for a, b in pairwise(sizes))
        self.tag = nn.Linear(SIZE, tags)
        self.head, self.dep = nn.Linear(SIZE, ARC), nn.Linear(SIZE, ARC)
        self.arc = nn.Parameter(torch.randn(ARC, ARC) * 0.05)
        self.root = nn.Parameter(torch.zeros(ARC))
        self.root_bias = nn.Parameter(torch.zeros(ARC))
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.distance = nn.Parameter(torch.zeros(2 * DISTANCES + 2))
        self.root_state = nn.Parameter(torch.zeros(SIZE))
        self.rel_dep, self.rel_head = nn.Linear(SIZE, REL), nn.Linear(SIZE, REL, bias=False)
        self.rel_out = nn.Linear(REL + 5, relations, bias=False)
        self.drop = nn.Dropout(0.33)

    def states(self, rows: torch.Tensor, lengths: list[int]) -> torch.Tensor:
        states = self.drop(self.table(rows))
        for conv, dilation in zip(self.convs, DILATIONS, strict=True):
            extended = torch.cat([states, states.new_zeros(1, states.shape[1])])
            seen = extended[torch.from_numpy(windows(lengths, dilation))].reshape(len(states), -1)
            states = self.drop(functional.relu(conv(seen))) + states
        return states

    def loss(self, rows: torch.Tensor, lengths: list[int], tags, heads, relations) -> torch.Tensor:
        states = self.states(rows, lengths)
        made = functional.cross_entropy(self.tag(states), tags)
        made = made + functional.cross_entropy(self.arc_scores(states, lengths), heads)
        starts = torch.repeat_interleave(torch.tensor(np.cumsum([0, *lengths[:-1]])), torch.tensor(lengths))
        root = heads == 0
        absolute = torch.where(root, torch.tensor(len(states)), heads - 1 + starts)
        pair = self.rel_dep(states) + self.rel_head(torch.cat([states, self.root_state[None]])[absolute])
        offset = torch.clamp(absolute - torch.arange(len(states)), -2, 2) + 2
        offset = torch.where(root, torch.tensor(2), offset)
        pair = torch.cat([self.drop(functional.relu(pair)), functional.one_hot(offset, 5).float()], 1)
        return made + functional.cross_entropy(self.rel_out(pair), relations)

    def arc_scores(self, states: torch.Tensor, lengths: list[int]) -> torch.Tensor:
        heads, deps = self.drop(functional.relu(self.head(states))), self.drop(functional.relu(self.dep(states)))
        longest = max(lengths)
        heads_by = nn.utils.rnn.pad_sequence(list(heads.split(lengths)), batch_first=True)
        turned_by = nn.utils.rnn.pad_sequence(list((deps @ self.arc).split(lengths)), batch_first=True)
        scores = turned_by @ heads_by.transpose(1, 2) + (heads_by @ self.arc_bias)[:, None]
        span = torch.arange(longest)
        gap = torch.clamp(span[None] - span[:, None], -DISTANCES, DISTANCES) + DISTANCES
        scores = scores + self.distance[gap]
        real = span[None] < torch.tensor(lengths)[:, None]
        scores = scores.masked_fill(~real[:, None, :] | torch.eye(longest, dtype=torch.bool)[None], -1e9)
        root = (deps @ self.arc) @ self.root + deps @ self.root_bias
        return torch.cat([root[:, None], scores[real]], 1)

    def stored(self, tags: list[str], relations: list[str]) -> dict[str, np.ndarray]:
        """Weights under the names that `network.load` expects, matrices in 8 bits."""
        named = {
            "table": self.table.weight, "tag_w": self.tag.weight.T, "tag_b": self.tag.bias,
            "head_w": self.head.weight.T, "head_b": self.head.bias, "dep_w": self.dep.weight.T, "dep_b": self.dep.bias,
            "arc": self.arc, "root": self.root, "root_bias": self.root_bias, "arc_bias": self.arc_bias,
            "distance": torch.cat([self.distance[:-1], torch.tensor([-1e9])]), "root_state": self.root_state,
            "rel_dep": self.rel_dep.weight.T, "rel_head": self.rel_head.weight.T, "rel_b": self.rel_dep.bias,
            "rel_out": self.rel_out.weight.T,
        }  # fmt: skip
        for number, conv in enumerate(self.convs):
            named[f"conv{number}_w"], named[f"conv{number}_b"] = conv.weight.T, conv.bias
        made: dict[str, np.ndarray] = {
            "dilations": np.array(DILATIONS), "tags": np.array(tags), "relations": np.array(relations)
        }  # fmt: skip
        for name, value in named.items():
            array = value.detach().numpy().astype(np.float32)
            if array.ndim == 2:
                scale = np.maximum(np.abs(array).max(axis=0), 1e-8) / 127
                made[name + ".q"], made[name + ".s"] = np.round(array / scale).astype(np.int8), scale.astype(np.float32)
            else:
                made[name + ".f"] = array
        return made


def varied(words: list[str], dice: random.Random) -> list[str]:
    """Now and then a sentence in capitals, title case or lower case, or with other quotes, as headlines have it."""
    draw = dice.random()
    if draw < 0.03:
        return [word.upper() for word in words]
    if draw < 0.07:
        return [word[:1].upper() + word[1:] if len(word) > 3 else word for word in words]
    if draw < 0.09:
        return [word.lower() for word in words]
    return words


def batch(items: list[Item], tag_ids: dict[str, int], rel_ids: dict[str, int], dice: random.Random | None):
    """Tensors of some sentences laid end to end; in training one word in ten loses its whole-word rows."""
    rows = []
    for item in items:
        for word in varied(item.words, dice) if dice else item.words:
            row = list(word_rows(word))
            if dice and dice.random() < 0.1:
                row[0], row[1] = row[2], row[3]
            rows.append(row)
    lengths = [len(item.words) for item in items]
    tags = torch.tensor([tag_ids.get(one, 0) for item in items for one in item.tags])
    heads = torch.tensor([one + 1 for item in items for one in item.heads])
    relations = torch.tensor([rel_ids.get(one, rel_ids["dep"]) for item in items for one in item.relations])
    return torch.tensor(rows), lengths, tags, heads, relations


def measure(data: bytes, items: list[Item]) -> dict[str, float]:
    """Accuracy of the stored weights, run as the program runs them. Signs count for tags only."""
    network = load(data)
    counts: Counter[str] = Counter()
    for begin in range(0, len(items), 30):
        some = items[begin : begin + 30]
        lengths = [len(item.words) for item in some]
        found = network.analyse([word for item in some for word in item.words], lengths)
        at = 0
        for item in some:
            for tag, head, relation in zip(item.tags, item.heads, item.relations, strict=True):
                guess = network.tags[found.tags[at]]
                counts["n"] += 1
                counts["upos"] += guess[0] == tag.split("|")[0]
                counts["fine"] += "|".join(guess) == tag
                if relation != "punct":
                    counts["arcs"] += 1
                    counts["uas"] += found.heads[at] == head
                    counts["las"] += found.heads[at] == head and network.relations[found.relations[at]] == relation
                at += 1
    return {
        "upos": counts["upos"] / counts["n"], "fine": counts["fine"] / counts["n"],
        "uas": counts["uas"] / counts["arcs"], "las": counts["las"] / counts["arcs"],
    }  # fmt: skip


def write_lemmas(items: list[Item], folder: Path) -> None:
    """The base forms of verbs seen in train, and the words whose lemma the rules get wrong: word, tag, lemma."""
    verbs = Counter(
        lemma.lower()
        for item in items
        for tag, lemma in zip(item.tags, item.lemmas, strict=True)
        if tag.startswith("VERB|VB") and lemma.isalpha() and lemma.isascii() and len(lemma) > 2
    )
    (folder / "verbs_ewt.txt").write_text("\n".join(sorted(verbs)) + "\n", encoding="utf-8")
    seen: dict[tuple[str, str], Counter[str]] = {}
    for item in items:
        for word, tag, lemma in zip(item.words, item.tags, item.lemmas, strict=True):
            upos = tag.split("|")[0]
            if lemma != "_" and upos in {"VERB", "AUX", "NOUN", "ADJ", "ADV"} and word.isascii() and word.isalpha():
                seen.setdefault((word.lower(), upos), Counter())[lemma.lower()] += 1
    lines = []
    for (word, upos), lemmas in sorted(seen.items()):
        lemma, count = lemmas.most_common(1)[0]
        if count >= 2 and rule_lemma(word, upos) != lemma:
            lines.append(f"{word}\t{upos}\t{lemma}\n")
    (folder / "lemmas_ewt.tsv").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=20)
    args = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    dice = random.Random(SEED)
    train, dev, test = (list(read(args.data / f"ewt_{name}.conllu.gz")) for name in ("train", "dev", "test"))
    args.out.mkdir(parents=True, exist_ok=True)
    write_lemmas(train, args.out)
    counted = Counter(tag for item in train for tag in item.tags)
    tags = sorted(tag for tag, count in counted.items() if count >= 15)
    relations = sorted({relation for item in train for relation in item.relations})
    tag_ids, rel_ids = ({one: i for i, one in enumerate(names)} for names in (tags, relations))
    net = Net(len(tags), len(relations))
    steps = args.epochs * (sum(len(item.words) for item in train) // 700)
    optimizer = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=1e-4, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=steps + 200, pct_start=0.1)
    best = 0.0
    for epoch in range(args.epochs):
        begin, total = time.time(), 0.0
        order = list(range(len(train)))
        dice.shuffle(order)
        some: list[Item] = []
        for index in order:
            some.append(train[index])
            if sum(len(item.words) for item in some) < 700:
                continue
            net.train()
            loss = net.loss(*batch(some, tag_ids, rel_ids, dice))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
            some = []
        net.eval()
        target = args.out / "tagger.npz"
        trial = target.with_suffix(".trial.npz")
        np.savez_compressed(trial, **net.stored(tags, relations))
        figures = measure(trial.read_bytes(), dev)
        print(epoch, f"{time.time() - begin:.0f} s", f"{total:.0f}", json.dumps(figures), flush=True)
        if figures["las"] > best:
            best = figures["las"]
            trial.replace(target)
    trial.unlink(missing_ok=True)
    print("test", json.dumps(measure((args.out / "tagger.npz").read_bytes(), test)), FEATURES)


if __name__ == "__main__":
    main()
