"""The word lists of attribution, read once: `reading/data/attribution/*.tsv`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Entry:
    """A cue word: its class and the frames it stands in; `preps` are those of frame p."""

    lemma: str
    cue_class: str
    frames: frozenset[str]
    preps: frozenset[str]
    example: str

    def has(self, *frames: str) -> bool:
        """True when the word stands in one of the frames."""
        return not self.frames.isdisjoint(frames)


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a word list; lines that begin with # are comments."""
    source = files("guarantor.reading").joinpath(f"data/attribution/{name}").read_text(encoding="utf-8")
    lines = [line for line in source.splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def entries(name: str) -> dict[str, Entry]:
    """Lemma to entry of one list ("verbs.tsv", "nouns.tsv", "adjectives.tsv")."""
    made = {}
    for row in rows(name):
        frames = [part for part in row["frames"].split() if not part.startswith("p:")]
        preps = [prep for part in row["frames"].split() if part.startswith("p:") for prep in part[2:].split(",")]
        entry = Entry(row["lemma"], row["class"], frozenset(frames), frozenset(preps), row["example"])
        made[row["lemma"]] = entry
    return made


@cache
def lemmas_of(name: str) -> frozenset[str]:
    """The lemmas of one list as a set, which tells quicker that none of them stands in a sentence."""
    return frozenset(entries(name))


@cache
def word_set(kind: str) -> frozenset[str]:
    """Words of one kind from words.tsv ("temporal", "setting", ...)."""
    return frozenset(row["word"] for row in rows("words.tsv") if row["kind"] == kind)
