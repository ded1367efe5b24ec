"""A map made on the server: outlines clipped to the places told, a numbered mark a place. Numbers and paths, no markup.

Equirectangular, true to scale at the middle latitude. A place stands where the case's file puts it, which is the place
that was named and not the spot of an event.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, radians

from guarantor.board.outlines import Box, within

WIDTHS = (("desk", 1160, 460), ("phone", 360, 360))
LEAST = 1.2
"""Degrees that a map shows at least, so that what is around a place can be recognised."""
MARGIN = 0.3
APART = 26.0
"""Pixels below which two marks would hide each other; the later one steps aside and a line leads back."""
STEPS = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1), (2, 0), (-2, 0), (0, 2), (0, -2))
KM = 111.32
"""Kilometres of a degree of latitude."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A numbered mark; ``x`` and ``y`` are where it is drawn, ``at`` where its place is."""

    number: int
    name: str
    x: float
    y: float
    at: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A drawing at one width: the land's path, marks, and a bar so many kilometres long."""

    kind: str
    width: int
    height: int
    land: str
    marks: tuple[Mark, ...]
    bar: float
    bar_km: int


def maps_of(places: Mapping[int, tuple[str, tuple[float, float]]]) -> tuple[Map, ...]:
    """The map of numbered places (name, latitude and longitude) at each width; none where there is no place."""
    return tuple(_map(kind, width, height, places) for kind, width, height in WIDTHS) if places else ()


def _map(kind: str, width: int, height: int, places: Mapping[int, tuple[str, tuple[float, float]]]) -> Map:
    latitudes = [at[0] for _, at in places.values()]
    longitudes = [at[1] for _, at in places.values()]
    middle = (min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2
    narrow = max(0.1, cos(radians(middle[0])))
    tall = max(LEAST, (max(latitudes) - min(latitudes)) * (1 + 2 * MARGIN))
    wide = max(LEAST, (max(longitudes) - min(longitudes)) * (1 + 2 * MARGIN))
    scale = min(height / tall, width / (wide * narrow))
    half = width / scale / narrow / 2, height / scale / 2
    window: Box = (middle[1] - half[0], middle[0] - half[1], middle[1] + half[0], middle[0] + half[1])

    def spot(longitude: float, latitude: float) -> tuple[float, float]:
        return round((longitude - window[0]) * narrow * scale, 1), round((window[3] - latitude) * scale, 1)

    land = "".join(
        "M" + "L".join(f"{x:g} {y:g}" for x, y in (spot(*point) for point in ring)) + "Z" for ring in within(window)
    )
    kilometres = _round(width / 5 / scale * KM)
    return Map(
        kind=kind, width=width, height=height, land=land,
        marks=_marks({n: (name, spot(at[1], at[0])) for n, (name, at) in places.items()}),
        bar=round(kilometres / KM * scale, 1), bar_km=kilometres,
    )  # fmt: skip


def _marks(spots: Mapping[int, tuple[str, tuple[float, float]]]) -> tuple[Mark, ...]:
    made: list[Mark] = []
    for number, (name, (x, y)) in spots.items():
        tried = [(x + APART * dx, y + APART * dy) for dx, dy in STEPS]
        free = (
            spot for spot in tried if all((spot[0] - m.x) ** 2 + (spot[1] - m.y) ** 2 >= APART**2 - 1 for m in made)
        )
        left, top = next(free, (x, y))
        made.append(Mark(number=number, name=name, x=round(left, 1), y=round(top, 1), at=(x, y)))
    return tuple(made)


def _round(value: float) -> int:
    size = 1
    while size * 10 <= value:
        size *= 10
    return next((size * step for step in (5, 2) if size * step <= value), size)
