"""The world's outlines for maps made here, without tiles: Natural Earth's countries, clipped to a window.

``data/outlines.json`` is made by ``tools/outlines.py``; what it is from and under which licence stands beside it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

Point = tuple[float, float]
"""Longitude and latitude in degrees."""
Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


@cache
def countries() -> tuple[tuple[Box, tuple[Point, ...]], ...]:
    """Every ring of every country, with its box."""
    data = json.loads(files("guarantor.board").joinpath("data", "outlines.json").read_text(encoding="utf-8"))
    arcs = [tuple(_points(arc, data["grain"])) for arc in data["arcs"]]
    rings = (_ring(ring, arcs) for country in data["countries"] for ring in country)
    return tuple((_box(ring), ring) for ring in rings if len(ring) > 2)


def within(window: Box) -> Iterator[tuple[Point, ...]]:
    """The parts of countries that a window shows."""
    west, south, east, north = window
    for box, ring in countries():
        if box[0] <= east and box[2] >= west and box[1] <= north and box[3] >= south:
            shown = clipped(ring, window)
            if len(shown) > 2:
                yield shown


def clipped(ring: Sequence[Point], window: Box) -> tuple[Point, ...]:
    """A ring cut at a window's four sides (Sutherland and Hodgman, 1974).

    >>> sorted(clipped([(0, 0), (4, 0), (4, 4), (0, 4)], (1, 1, 9, 9)))
    [(1.0, 1), (1, 4.0), (4.0, 1), (4, 4)]
    """
    west, south, east, north = window
    shown: list[Point] = list(ring)
    for axis, edge, sign in ((0, west, 1), (1, south, 1), (0, east, -1), (1, north, -1)):
        shown = list(_cut(shown, axis, edge, lambda at, edge=edge, sign=sign: sign * at >= sign * edge))  # type: ignore[misc]
    return tuple(shown)


def _cut(ring: Sequence[Point], axis: int, edge: float, inside: Callable[[float], bool]) -> Iterator[Point]:
    if not ring:
        return
    for before, here in pairwise([ring[-1], *ring]):
        if inside(before[axis]) != inside(here[axis]):
            part = (edge - before[axis]) / (here[axis] - before[axis])
            other = before[1 - axis] + part * (here[1 - axis] - before[1 - axis])
            yield (edge, other) if axis == 0 else (other, edge)
        if inside(here[axis]):
            yield here


def _points(arc: Sequence[int], grain: int) -> Iterator[Point]:
    x = y = 0
    for dx, dy in zip(arc[::2], arc[1::2], strict=True):
        x, y = x + dx, y + dy
        yield x / grain, y / grain


def _ring(numbers: Sequence[int], arcs: Sequence[tuple[Point, ...]]) -> tuple[Point, ...]:
    found: list[Point] = []
    for number in numbers:
        found.extend((arcs[number] if number >= 0 else arcs[~number][::-1])[:-1])
    return tuple(found)


def _box(ring: Sequence[Point]) -> Box:
    across, up = [x for x, _ in ring], [y for _, y in ring]
    return min(across), min(up), max(across), max(up)
