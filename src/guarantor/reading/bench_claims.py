"""Predictions for the benchmark ``claims``: the claims of every report in a folder, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from guarantor.model.report import Report
from guarantor.reading import read_report


def predict(data_dir: Path) -> Iterator[dict[str, Any]]:
    """Read each ``<slug>.json`` (text, outlet, published, language), or ``<slug>.txt`` without one."""
    described = sorted(path for path in data_dir.glob("*.json") if not path.name.endswith(".gold.json"))
    named = {path.stem for path in described}
    plain = sorted(path for path in data_dir.glob("*.txt") if path.stem not in named)
    for path in sorted([*described, *plain]):
        report = _report(path)
        if report is not None:
            for claim in read_report(report).claims:
                yield {"doc": path.stem, **claim.to_json()}


def _report(path: Path) -> Report | None:
    if path.suffix == ".txt":
        return Report(text=path.read_text(encoding="utf-8"), location=str(path))
    data = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        return None
    return Report(
        text=data["text"], location=str(path), outlet=data.get("outlet"), published=data.get("published"),
        language=data.get("language") or "en", url=data.get("url"), title=data.get("title"),
    )  # fmt: skip
