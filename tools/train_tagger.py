"""Train the network of `guarantor.reading.network` on the English Web Treebank (CC BY-SA 4.0) and write its weights.

    python tools/train_tagger.py DIR --out src/guarantor/reading/data

DIR holds ewt_train.conllu.gz, ewt_dev.conllu.gz and ewt_test.conllu.gz. First a teacher is fitted to the treebank;
then the network that ships is fitted to the treebank and to our own sentences, as the version before read and
repaired them in three passes of five and as the teacher reads them in the other two, and at last a few times more at
a low rate. Needs torch (not needed at run time). Seeded; about three quarters of an hour on one core. Prints accuracy
on dev after each epoch and on test at the end.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tagger_corpus import Item, chunks_of, read, read_own, rows_of, varied
from tagger_student import Student
from tagger_teacher import follow, taught
from torch import nn

from guarantor.reading.lemmas import rule_lemma
from guarantor.reading.network import load
from guarantor.reading.tagger import CLOSED

SEED = 3
AS_REPAIRED = 0.6
"""How often one of our own sentences is learned as it stands; else as the teacher reads it."""


class Batches:
    """Makes tensors of some sentences laid end to end; rare words often lose the rows that are theirs alone."""

    def __init__(self, tags: Sequence[str], relations: Sequence[str], seen: Counter[str], dice: random.Random) -> None:
        self.tags = {one: number for number, one in enumerate(tags)}
        self.relations = {one: number for number, one in enumerate(relations)}
        self.seen, self.dice = seen, dice

    def of(self, items: Sequence[Item]):
        """What `Student.loss` takes."""
        rows = []
        for item in items:
            for word in varied(item.words, self.dice):
                row = list(rows_of(word))
                if self.dice.random() < 0.05 + 0.25 / (0.25 + self.seen[word.lower()]):
                    row[0], row[1] = row[2], row[3]
                rows.append(row)
        other = self.relations["dep"]
        return (
            torch.tensor(rows), [len(item.words) for item in items],
            torch.tensor([self.tags.get(one, -100) for item in items for one in item.tags]),
            torch.tensor([one + 1 for item in items for one in item.heads]),
            torch.tensor([self.relations.get(one, other) for item in items for one in item.relations]),
        )  # fmt: skip


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
    """What is seen in train: base forms of verbs, words whose lemma the rules miss (word, tag, lemma), small words.

    A small word is one with a tag of a closed class.
    """
    small = Counter(
        word.lower() for item in items for word, tag in zip(item.words, item.tags, strict=True)
        if tag.split("|")[0] in CLOSED and word.replace("'", "").isalpha()
    )  # fmt: skip
    (folder / "small_ewt.txt").write_text(
        "\n".join(sorted(w for w, n in small.items() if n > 1)) + "\n", encoding="utf-8"
    )
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
    parser.add_argument("--epochs", type=int, default=15)
    parser.add_argument("--teacher-epochs", type=int, default=8)
    args = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    dice = random.Random(SEED)
    train, dev, test = (list(read(args.data / f"ewt_{name}.conllu.gz")) for name in ("train", "dev", "test"))
    own = list(read_own())
    args.out.mkdir(parents=True, exist_ok=True)
    write_lemmas(train, args.out)
    counted = Counter(tag for item in train for tag in item.tags)
    tags = sorted(tag for tag, count in counted.items() if count >= 15)
    relations = sorted({relation for item in train for relation in item.relations})
    as_taught = taught(train, dev, tags, relations, args.teacher_epochs).read(own)
    batches = Batches(tags, relations, Counter(word.lower() for item in train + own for word in item.words), dice)
    net = Student(len(tags), len(relations))
    mean = copy.deepcopy(net)
    target = args.out / "tagger.npz"
    trial = target.with_suffix(".trial.npz")
    best = 0.0
    for epochs, rate, slowness in ((args.epochs, 3e-3, 0.998), (args.epochs // 4, 4e-4, 0.996)):
        optimizer = torch.optim.AdamW(net.parameters(), lr=min(rate, 2e-3), weight_decay=1e-4, betas=(0.9, 0.98))
        steps = epochs * (sum(len(item.words) for item in train + own) // 900 + 30) + 1
        schedule: torch.optim.lr_scheduler.LRScheduler
        if slowness == 0.998:
            schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps, pct_start=0.1)
        else:  # from the mean of the weights, once more and slowly
            net.load_state_dict(mean.state_dict())
            schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.05, total_iters=steps)
        step = 0
        for epoch in range(epochs):
            begin, total = time.time(), 0.0
            mixed = [mine if dice.random() < AS_REPAIRED else other for mine, other in zip(own, as_taught, strict=True)]
            for some in chunks_of(train + mixed, 900, dice):
                net.train()
                loss = net.loss(*batches.of(some))
                optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(net.parameters(), 5.0)
                optimizer.step()
                step += 1
                if step < steps:
                    schedule.step()
                total += float(loss.detach())
                follow(mean, net, step if slowness == 0.998 else 10_000, slowness)
            np.savez_compressed(trial, **mean.stored(tags, relations))
            figures = measure(trial.read_bytes(), dev)
            print(epoch, f"{time.time() - begin:.0f} s", f"{total:.0f}", json.dumps(figures), flush=True)
            if figures["las"] + figures["fine"] > best:
                best = figures["las"] + figures["fine"]
                trial.replace(target)
    trial.unlink(missing_ok=True)
    print("test", json.dumps(measure(target.read_bytes(), test)))


if __name__ == "__main__":
    main()
