"""How long the reader takes on one core and warm, whole and stage by stage; and that it is linear.

    python benchmarks/reading_speed.py [FILE ...]

The whole reader is what ``guarantor read`` calls: claims, discrepancies and notes of a report. It is measured on texts
of about 3,000 characters: those of the files given, else a seeded report of plain sentences and, where ``../shared``
(or $GUARANTOR_SHARED) is there, the development reports and articles of the benchmarks. Prints median and best of CPU
time in milliseconds for 3,000 characters, the share of each stage, the time from 3,000 to 100,000 characters, and what
1 MB of hard inputs takes, in the steps by themselves without the cap that the reader has on length.
"""

from __future__ import annotations

import gc
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from guarantor.model.pausing import uncollected
from guarantor.model.report import Report
from guarantor.reading import claims, read_report, text
from guarantor.reading import report as whole
from guarantor.reading.attribution import find_attributions
from guarantor.reading.attribution.lexicon import entries
from guarantor.reading.sentences import split_document
from guarantor.reading.tagger import tag_document

SIZE, ROUNDS, SEED = 3_000, 7, 3
PUBLISHED = "2025-11-05"
LENGTHS = (3_000, 10_000, 30_000, 100_000)
HARD = {"one letter": "a", "quotes": '"', "stops": ". ", "open quotes": "“said ", "no end": "he said that he said ",
        "brackets": "(", "numbers": "1,", "marks": "e\u0301", "lines": "the envoy said no\n\n"}  # fmt: skip
MEGABYTE = 1_000_000


def shared() -> Path:
    """The folder of the benchmarks' data, which may be absent."""
    named = os.environ.get("GUARANTOR_SHARED")
    return (Path(named) if named else Path(__file__).resolve().parents[2] / "shared") / "bench" / "data"


def made_up(size: int) -> str:
    """A text of list examples in seeded order, in paragraphs."""
    examples = [entry.example for entry in entries("verbs.tsv").values()]
    dice = random.Random(SEED)
    parts: list[str] = []
    while sum(map(len, parts)) < size:
        parts.append(" ".join(dice.sample(examples, 4)) + "\n\n")
    return "".join(parts)[:size]


def cut_to_size(texts: Iterable[str]) -> list[str]:
    """Texts of about SIZE characters: short ones laid together, long ones cut at a paragraph."""
    made: list[str] = []
    held = ""
    for one in texts:
        held = f"{held}\n\n{one.strip()}" if held else one.strip()
        while len(held) >= SIZE:
            end = held.find("\n\n", SIZE)
            end = len(held) if end < 0 or end > SIZE * 2 else end
            made.append(held[:end])
            held = ""
    return made


def samples(paths: Sequence[str]) -> Iterator[tuple[str, list[Report]]]:
    """Named sets of reports."""
    if paths:
        yield "files", [_report(one) for one in cut_to_size(_texts(map(Path, paths)))]
        return
    yield "made up", [_report(made_up(SIZE))]
    folder = shared()
    described = sorted(path for path in (folder / "reports").glob("*.json") if "gold" not in path.name)
    loaded = [json.loads(path.read_text(encoding="utf-8")) for path in described]
    restated = [one["text"] for one in loaded if isinstance(one, dict) and isinstance(one.get("text"), str)]
    articles = sorted((folder / "attribution" / "polnear" / "dev" / "text").glob("*.txt"))
    for name, texts in (("bench reports", restated), ("articles", list(_texts(articles)))):
        if texts:
            yield name, [_report(one) for one in cut_to_size(texts)]


def _texts(paths: Iterable[Path]) -> Iterator[str]:
    return (path.read_text(encoding="utf-8") for path in paths)


def _report(words: str) -> Report:
    return Report(text=words, location="-", published=PUBLISHED, outlet="Lakes Post")


def cpu(call: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Milliseconds of CPU time of each round, after two to warm up."""
    times = []
    for number in range(rounds + 2):
        start = time.process_time()
        call()
        if number >= 2:
            times.append((time.process_time() - start) * 1000)
    return times


@dataclass(slots=True)
class Stages:
    """Own CPU time of the steps of the reader, measured by wrapping the names that the pipeline calls."""

    spent: dict[str, float] = field(default_factory=dict)
    _open: list[float] = field(default_factory=list)

    STEPS = (
        (text, "split_document", "cut"),
        (text, "tag_document", "tag and parse"),
        (claims, "language_of", "language"),
        (claims, "layout_of", "layout"),
        (claims, "credits_of", "credits"),
        (claims, "region_of", "regions"),
        (claims, "read_again", "regions"),
        (claims, "Cast", "names"),
        (claims, "find_attributions", "attribution"),
        (claims, "find_times", "times"),
        (claims, "find_quantities", "figures"),
        (claims, "_units", "units"),
        (claims, "judge", "kind and stand"),
        (whole, "claims_of", "claims"),
        (whole, "discrepancies_of", "discrepancies"),
        (whole, "parts_of", "the rest"),
    )

    def measure(self, reports: Sequence[Report]) -> dict[str, float]:
        """Milliseconds for 3,000 characters of each stage, in the order of the pipeline."""
        kept = [(module, name, getattr(module, name)) for module, name, _ in self.STEPS]
        try:
            for (module, name, plain), (_, _, stage) in zip(kept, self.STEPS, strict=True):
                setattr(module, name, self._timed(plain, stage))
            for report in reports:
                read_report(report)
        finally:
            for module, name, plain in kept:
                setattr(module, name, plain)
        scale = 1000 * SIZE / sum(len(report.text) for report in reports)
        return {stage: self.spent[stage] * scale for _, _, stage in self.STEPS if stage in self.spent}

    def _timed(self, call: Callable[..., Any], stage: str) -> Callable[..., Any]:
        def timed(*given: Any, **named: Any) -> Any:
            self._open.append(0.0)
            start = time.process_time()
            try:
                return call(*given, **named)
            finally:
                whole = time.process_time() - start
                self.spent[stage] = self.spent.get(stage, 0.0) + whole - self._open.pop()
                if self._open:
                    self._open[-1] += whole

        return timed


def print_whole(name: str, reports: Sequence[Report]) -> None:
    """Median over the texts of each text's median and best round, and the stages."""
    rounds = [(cpu(lambda report=report: read_report(report)), SIZE / len(report.text)) for report in reports]
    middle = statistics.median(statistics.median(times) * scale for times, scale in rounds)
    best = statistics.median(min(times) * scale for times, scale in rounds)
    print(f"{name}: {len(reports)} texts, whole reader {middle:.1f} ms median, {best:.1f} ms best / 3,000 characters")
    stages = Stages().measure(reports)
    print("  " + ", ".join(f"{stage} {spent:.1f}" for stage, spent in stages.items()))


def print_growth() -> None:
    """Milliseconds for 3,000 characters as texts grow: even, where the time is linear."""
    words = made_up(max(LENGTHS))
    for size in LENGTHS:
        report = _report(words[:size])
        best = min(cpu(lambda report=report: read_report(report), 3))
        print(f"{size:7,} characters {best:8.1f} ms, {best * SIZE / size:5.1f} ms / 3,000")


def print_hard() -> None:
    """Seconds that 1 MB of hard inputs takes in the steps that read a whole text, and in the reader with its cap."""
    for name, unit in HARD.items():
        words = unit * (MEGABYTE // len(unit))
        gc.collect()
        start = time.process_time()
        with uncollected():  # as the reader itself does
            find_attributions(tag_document(split_document(words)))
        steps = time.process_time() - start
        start = time.process_time()
        read_report(_report(words))
        print(f"1 MB of {name:12} {steps:6.2f} s without the cap, {time.process_time() - start:6.2f} s whole reader")


def main(paths: list[str]) -> None:
    """Print the tables."""
    for name, reports in samples(paths):
        print_whole(name, reports)
    print_growth()
    print_hard()


if __name__ == "__main__":
    main(sys.argv[1:])
