"""Natural Earth's outlines for the board's map, made small: from npm's ``world-atlas`` into one JSON file.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/outlines.py package/countries-50m.json

The source is TopoJSON (quantised arcs shared between neighbours). Each arc is thinned to a hundredth of a degree, and
written as differences in hundredths; a country is a list of rings of arc numbers, as in the source (``~n``: reversed).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "guarantor" / "board" / "data" / "outlines.json"
PINNED = "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"
GRAIN = 100
TOLERANCE = 0.01
"""Degrees by which a thinned line may miss a point of the source; about a kilometre."""

Point = tuple[float, float]


def arcs_of(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """The arcs in degrees, longitude first."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        yield line


def thinned(line: list[Point]) -> list[Point]:
    """A line with only the points that it needs (Douglas and Peucker, 1973)."""
    kept = {0, len(line) - 1}
    parts = [(0, len(line) - 1)]
    while parts:
        low, high = parts.pop()
        far, at = max(((_off(line[n], line[low], line[high]), n) for n in range(low + 1, high)), default=(0.0, low))
        if far > TOLERANCE:
            kept.add(at)
            parts.extend([(low, at), (at, high)])
    return [line[n] for n in sorted(kept)]


def _off(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return float(((point[0] - start[0] - along * dx) ** 2 + (point[1] - start[1] - along * dy) ** 2) ** 0.5)


def differences(line: list[Point]) -> list[int]:
    """The line in whole grains: the first point, then what each adds; x and y in turn."""
    found: list[int] = []
    before = (0, 0)
    for x, y in line:
        here = round(x * GRAIN), round(y * GRAIN)
        if found and here == before:
            continue
        found.extend((here[0] - before[0], here[1] - before[1]))
        before = here
    return found


def rings_of(shape: dict[str, Any]) -> list[list[int]]:
    """Every ring of a country, outer and inner."""
    if shape["type"] == "Polygon":
        return list(shape["arcs"])
    return [ring for polygon in shape.get("arcs", ()) for ring in polygon]


def main() -> int:
    """Write the file; 1 where the source is not the pinned one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="countries-50m.json of world-atlas 2.0.2")
    data = parser.parse_args().source.read_bytes()
    if (digest := hashlib.sha256(data).hexdigest()) != PINNED:
        print(f"sha256 is {digest}, pinned is {PINNED}")
        return 1
    topology = json.loads(data)
    made = {
        "from": "Natural Earth 1:50m (public domain), by npm world-atlas 2.0.2 (ISC)", "grain": GRAIN,
        "arcs": [differences(thinned(line)) for line in arcs_of(topology)],
        "countries": [rings_of(shape) for shape in topology["objects"]["countries"]["geometries"]],
    }  # fmt: skip
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
