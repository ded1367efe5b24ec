"""How long the reader takes, step by step, on one core and warm; and that it is linear.

    python benchmarks/reading_speed.py [FILE ...]

Without files a seeded report of plain sentences is made. Prints the median of CPU time in milliseconds for 3,000
characters: cutting, tagging and parsing, attribution; then the time for 1 MB of hard inputs.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from guarantor.reading.attribution import find_attributions
from guarantor.reading.attribution.lexicon import entries
from guarantor.reading.sentences import split_document
from guarantor.reading.tagger import tag_document

SIZE, ROUNDS, SEED = 3_000, 30, 3
HARD = {"one letter": "a", "quotes": '"', "stops": ". ", "open quotes": "“said ", "no end": "he said that he said ",
        "brackets": "(", "numbers": "1,", "marks": "e\u0301"}  # fmt: skip


def made_up(size: int) -> str:
    """A text of list examples in seeded order, in paragraphs."""
    examples = [entry.example for entry in entries("verbs.tsv").values()]
    dice = random.Random(SEED)
    parts: list[str] = []
    while sum(map(len, parts)) < size:
        parts.append(" ".join(dice.sample(examples, 4)) + "\n\n")
    return "".join(parts)[:size]


def median(call: Callable[[], object]) -> float:
    """Milliseconds of CPU time, median of ROUNDS, after three to warm up."""
    times = []
    for number in range(ROUNDS + 3):
        start = time.process_time()
        call()
        if number >= 3:
            times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def main(paths: list[str]) -> None:
    """Print the table."""
    texts = [Path(path).read_text(encoding="utf-8")[:SIZE] for path in paths] or [made_up(SIZE)]
    rows = []
    for text in texts:
        cut = split_document(text)
        tagged = tag_document(cut)
        scale = SIZE / max(len(text), 1)
        rows.append([
            median(lambda text=text: split_document(text)) * scale,
            median(lambda cut=cut: tag_document(cut)) * scale,
            median(lambda tagged=tagged: find_attributions(tagged)) * scale,
        ])  # fmt: skip
    names = ("cut", "tag and parse", "attribution")
    for name, column in zip(names, zip(*rows, strict=True), strict=True):
        print(f"{name:14} {statistics.median(column):6.2f} ms / 3,000 characters")
    print(f"{'together':14} {statistics.median(sum(row) for row in rows):6.2f} ms / 3,000 characters")
    for name, unit in HARD.items():
        text = unit * (1_000_000 // len(unit))
        start = time.process_time()
        find_attributions(tag_document(split_document(text)))
        print(f"1 MB of {name:12} {time.process_time() - start:6.2f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
