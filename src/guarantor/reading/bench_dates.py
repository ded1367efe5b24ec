"""Write date predictions for the benchmark: phrases with a day of publication, and marked expressions in articles."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from guarantor.reading.times import TimeExpression, find_times


def predict(data_dir: str | Path) -> Iterator[dict[str, Any]]:
    """One prediction for every phrase and every marked expression under a folder; answer fields are not read."""
    folder = Path(data_dir)
    for table in sorted(folder.glob("*.tsv")):
        yield from _phrases(table)
    for articles in sorted(folder.rglob("*.jsonl")):
        yield from _articles(articles)


def _phrases(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            phrase = row["phrase"]
            found = find_times(phrase, published=row["pub_date"])
            yield {"phrase": phrase, **_answer(found, (0, len(phrase)))}


def _articles(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            for timex in article["timex"]:
                start, end = timex["span"]
                found = find_times(article["text"], published=article["dct"], start=start, end=end, certain=True)
                yield {"doc": article["doc"], "span": [start, end], **_answer(found, (start, end))}


def _answer(found: tuple[TimeExpression, ...], span: tuple[int, int]) -> dict[str, Any]:
    """The date of the expression that covers most of a span."""

    def shared(one: TimeExpression) -> int:
        return min(one.span[1], span[1]) - max(one.span[0], span[0])

    best = max(found, key=shared, default=None)
    if best is None or not best.resolved:
        return {"when": None}
    when = {"start": best.start, "end": best.end, "precision": best.precision, "base": best.base}
    return {"when": when, **({"fallback": True} if best.fallback else {})}
