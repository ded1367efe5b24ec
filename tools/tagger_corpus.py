"""What the tagger is trained on: the English Web Treebank, cut as we cut words, and sentences of our own."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from guarantor.reading.features import word_rows
from guarantor.reading.tokens import tokenize

KEPT_SUBTYPES = {"nsubj:pass", "aux:pass", "acl:relcl", "nmod:poss", "compound:prt", "csubj:pass"}
OWN = Path(__file__).with_name("own_sentences.tsv.gz")
"""Sentences of the tests and examples of this repository, as the version before read and repaired them."""


@dataclass(frozen=True)
class Item:
    """A sentence in our words: texts, tags "UPOS|XPOS", heads (-1: root), relations."""

    words: list[str]
    tags: list[str]
    heads: list[int]
    relations: list[str]
    lemmas: list[str] = field(default_factory=list)


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


def read_own() -> Iterator[Item]:
    """Our own sentences: a line a word (word, tag, fine tag, head, relation), an empty line between sentences."""
    with gzip.open(OWN, "rt", encoding="utf-8") as handle:
        for block in handle.read().split("\n\n"):
            rows = [line.split("\t") for line in block.splitlines()]
            if rows:
                words, tags, fines, heads, relations = zip(*rows, strict=True)
                kinds = [f"{tag}|{fine}" for tag, fine in zip(tags, fines, strict=True)]
                yield Item(list(words), kinds, [int(head) for head in heads], list(relations))


def windows(lengths: Sequence[int]) -> np.ndarray:
    """For each word the places of its left neighbour, itself and its right one; past the end where there is none."""
    sizes = np.asarray(lengths, dtype=np.int64)
    total = int(sizes.sum())
    group = np.repeat(np.arange(len(sizes)), sizes)
    place = np.arange(total)
    made = np.full((total, 3), total, dtype=np.int64)
    made[:, 1] = place
    for column, shift in ((0, -1), (2, 1)):
        other = place + shift
        inside = (other >= 0) & (other < total)
        inside[inside] = group[other[inside]] == group[place[inside]]
        made[inside, column] = other[inside]
    return made


@cache
def rows_of(word: str) -> tuple[int, ...]:
    """`word_rows`, kept."""
    return word_rows(word)


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


def chunks_of(items: Sequence[Item], words: int, dice: random.Random) -> list[list[Item]]:
    """The items in a new order, some `words` words at a time, sentences of like length together."""
    pool = list(items)
    dice.shuffle(pool)
    made: list[list[Item]] = []
    for begin in range(0, len(pool), 1500):
        some: list[Item] = []
        size = 0
        for item in sorted(pool[begin : begin + 1500], key=lambda one: len(one.words)):
            some.append(item)
            size += len(item.words)
            if size >= words:
                made.append(some)
                some, size = [], 0
        if some:
            made.append(some)
    dice.shuffle(made)
    return made
