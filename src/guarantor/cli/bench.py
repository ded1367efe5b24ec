"""Predictions for the public benchmarks, in the format of their scorers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from guarantor.cli.common import say

HOMES = {
    "attribution": "guarantor.reading.bench_attribution",
    "claims": "guarantor.reading.bench_claims",
    "dates": "guarantor.reading.bench_dates",
    "events": "guarantor.reading.bench_events",
    "origins": "guarantor.case.bench_origins",
    "positions": "guarantor.positions.bench",
    "provisions": "guarantor.case.bench_provisions",
    "statuses": "guarantor.reading.bench_statuses",
}


@click.command()
@click.argument("name", type=click.Choice(sorted(HOMES)))
@click.option("--data", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path), help="The data.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where predictions go.")
def bench(name: str, data: Path, out: Path) -> None:
    """Write predictions for a benchmark: one JSON object a line (origins: one object)."""
    predict: Callable[[Path], Iterable[dict[str, Any]] | dict[str, Any]] = import_module(HOMES[name]).predict
    found = predict(data)
    count = 0
    with out.open("w", encoding="utf-8") as file:
        for line in [found] if isinstance(found, dict) else found:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
    say(f"{count} prediction{'' if count == 1 else 's'} written to {out}")
