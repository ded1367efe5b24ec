"""The benchmark floors of date reading, on development data that is measured and not shipped."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from guarantor.reading.bench_dates import predict

ARTICLE_FLOOR = 90.0
"""Percent of day, month and year expressions; the issue of this part asks for 86."""


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    """The scorer beside the data."""
    folder = shared / "bench"
    sys.path.insert(0, str(folder))
    try:
        spec = importlib.util.spec_from_file_location("score_dates", folder / "score_dates.py")
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(folder))
    return module


def test_all_phrases_are_right_and_none_silently_wrong(shared: Path, scorer: ModuleType) -> None:
    data = shared / "bench" / "data" / "dates"
    rows = [row for row in predict(data) if "phrase" in row]
    result = scorer.score_phrases(rows, scorer.read_tsv(data / "date_phrases.tsv"))
    assert result["right_and_grain"] == result["n"]
    assert result["silently_wrong"] == 0


def test_articles_stay_above_the_floor(shared: Path, scorer: ModuleType) -> None:
    data = shared / "bench" / "data" / "dates"
    rows = [row for row in predict(data) if "doc" in row]
    gold = scorer.read_jsonl(data / "timebank" / "timebank_dev.jsonl")
    assert scorer.score_articles(rows, gold)["calendar"]["percent"] >= ARTICLE_FLOOR
