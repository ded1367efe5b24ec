"""Predictions for the benchmark ``statuses``: the claims of the whole reader for each sentence of the minimal pairs."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from guarantor.reading import read_text


def predict(data_dir: Path) -> Iterator[dict[str, Any]]:
    """One line for each row of every ``*.tsv`` of the folder that has a column ``sentence``."""
    for path in sorted(Path(data_dir).glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                if row.get("sentence"):
                    claims = [claim.to_json() for claim in read_text(row["sentence"])]
                    yield {"sentence": row["sentence"], "claims": claims}
