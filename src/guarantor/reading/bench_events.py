"""Predictions for the benchmark of event types: rows with a sentence whose doer and bearer are given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from guarantor.reading.events.classify import classify_event


def predict(data_dir: Path) -> Iterator[dict[str, Any]]:
    """One prediction for each row of every ``*.jsonl`` in the folder, in the order of the files."""
    for path in sorted(Path(data_dir).glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    yield _predicted(json.loads(line))


def _predicted(row: dict[str, Any]) -> dict[str, Any]:
    """The type of one row, with the rule that decided it."""
    event, rule = classify_event(row["text"], *_actors(row))
    return {"id": row["id"], "event": event, "rule": rule}


def _actors(row: dict[str, Any]) -> tuple[Any, Any]:
    """Spans of doer and bearer by their marks where the row has marks, else their words."""
    marked = row.get("marked")
    if isinstance(marked, str):
        return _marked(row["text"], marked, "s"), _marked(row["text"], marked, "t")
    return _first(row.get("source")), _first(row.get("target"))


def _marked(text: str, marked: str, mark: str) -> tuple[int, int] | None:
    """Span in the plain text of what stands between ``<s>`` and ``</s>``; None where the marks are not there."""
    start, end = marked.find(f"<{mark}>"), marked.find(f"</{mark}>")
    if start < 0 or end < 0:
        return None
    before = _plain(marked[:start])
    inside = _plain(marked[start:end])
    span = (len(before), len(before) + len(inside))
    return span if text[span[0] : span[1]] == inside else None


def _plain(marked: str) -> str:
    """The text without marks."""
    for mark in ("<s>", "</s>", "<t>", "</t>"):
        marked = marked.replace(mark, "")
    return marked


def _first(actors: Any) -> str | None:
    """Words of the first actor of a list of records, or the string itself."""
    if isinstance(actors, list):
        return str(actors[0]["actorText"]) if actors and actors[0].get("actorText") else None
    return str(actors) if actors else None
