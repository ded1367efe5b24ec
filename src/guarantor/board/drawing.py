"""Where the parts of a drawing stand: panels of counters, and the step line of a status. Numbers only, no markup."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from guarantor.board.counters import Chart
from guarantor.board.tellers import Panel, Stretch

At = Callable[[int], float]
"""From a moment (UTC seconds) to a place across."""
Level = Callable[[float], float]
"""From a value to a place down."""

WIDE, NARROW = 1160, 360
"""Widths in CSS pixels at which the two drawings are made, so that their text stays at its size."""
HIGH, LEFT, GAP = 210, 46, 34
LONGEST, LETTER = 46, 7.2
LINE = 15.0
"""Signs of what is owed that are shown, and how wide one is at the size of the text; how high a line is."""
TOP, BASE = 30, 180
POINTS = 80
"""So many stretches of a panel are drawn; of more the last in each of so many equal parts of the time."""
DOTS = 24
"""Up to so many totals each has a dot."""
SPOKEN = 8
"""Up to so many stretches each has its label; of more the first, the highest and the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words at a place; ``note`` follows in lighter ink; ``anchor`` is SVG's text-anchor."""

    x: float
    y: float
    text: str
    note: str = ""
    anchor: str = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPanel:
    """One panel: its box, the paths of what is counted and announced, labels on the lines, days below."""

    panel: Panel
    left: float
    right: float
    top: float
    base: float
    grid: tuple[Label, ...]
    counted: str
    dots: tuple[tuple[float, float], ...]
    announced: str
    corners: tuple[tuple[float, float], ...]
    owed: float | None
    labels: tuple[Label, ...]
    days: tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A whole drawing at one width."""

    kind: str
    width: int
    height: float
    panels: tuple[DrawnPanel, ...]
    owed: Label | None = None


def drawings(chart: Chart) -> tuple[Drawn, Drawn]:
    """The drawing for a wide page and the one for a phone."""
    across = min(3, len(chart.panels))
    return _drawn(chart, "desk", WIDE, across), _drawn(chart, "phone", NARROW, 1)


def _drawn(chart: Chart, kind: str, width: int, across: int) -> Drawn:
    each = (width - LEFT - 8 - GAP * (across - 1)) / across
    panels = tuple(
        _panel(chart, panel, LEFT + (number % across) * (each + GAP), each, HIGH * (number // across),
               axis=number % across == 0)
        for number, panel in enumerate(chart.panels)
    )  # fmt: skip
    rows = -(-len(chart.panels) // across)
    return Drawn(kind=kind, width=width, height=HIGH * rows, panels=panels, owed=_owed_label(chart, panels))


def _owed_label(chart: Chart, panels: Sequence[DrawnPanel]) -> Label | None:
    """What is owed, in words on the line: where no line or word of the first panels is in its way."""
    if not panels or panels[0].owed is None:
        return None
    text = chart.owed_text if len(chart.owed_text) <= LONGEST else f"{chart.owed_text[: LONGEST - 1].rstrip()}…"
    wide = LETTER * len(text)
    found = [
        Label(x=round(at, 1), y=y, text=text, anchor=anchor)
        for panel in panels
        for y in ((panel.owed or 0.0) + 17, (panel.owed or 0.0) - 6)
        for at, anchor in ((panel.left + 6, "start"), (panel.right - 6, "end"))
        if y - 13 >= panel.top - 2 and _free(panel, at if anchor == "start" else at - wide, wide, y)
    ]
    return found[0] if found else Label(x=round(panels[0].left + 6, 1), y=panels[0].owed + 17, text=text)


def _free(panel: DrawnPanel, left: float, wide: float, base: float) -> bool:
    """Whether a line of text hits no line, dot or word of a panel."""
    right, top = left + wide, base - 13
    for x, y in panel.corners:
        if left - 5 <= x <= right + 5 and y <= base + 4:  # the line rises through, or ends in, the words
            return False
    for (x0, y0), (x1, _) in itertools.pairwise(panel.corners):
        if x1 > left and x0 < right and top - 3 <= y0 <= base + 3:
            return False
    for label in panel.labels:
        size = LETTER * (len(label.text) + len(label.note) + 1)
        start = label.x - size if label.anchor == "end" else label.x
        if start < right + 4 and start + size > left - 4 and label.y - 13 < base and label.y > top:
            return False
    return right <= panel.right


def thinned(chart: Chart) -> bool:
    """Whether not all that is told is drawn."""
    return any(len(told) > POINTS for panel in chart.panels for told in (panel.counted, panel.announced))


def _thin(chart: Chart, told: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    if len(told) <= POINTS:
        return told
    span = max(1, chart.end - chart.start)
    return tuple({(each.end - chart.start) * POINTS // span: each for each in told}.values())


def _drawable(chart: Chart, panel: Panel) -> Panel:
    return replace(panel, counted=_thin(chart, panel.counted), announced=_thin(chart, panel.announced))


def _panel(chart: Chart, panel: Panel, left: float, width: float, down: float, *, axis: bool) -> DrawnPanel:
    panel = _drawable(chart, panel)
    top, base = down + TOP, down + BASE
    span = max(1, chart.end - chart.start)
    ceiling = ceiling_of(chart.top)

    def x(at: int) -> float:
        return round(left + width * min(1.0, max(0.0, (at - chart.start) / span)), 1)

    def y(value: float) -> float:
        return round(base - (base - top) * min(1.0, value / ceiling), 1)

    grid = tuple(Label(x=left - 8, y=y(v), text=f"{v:,.10g}" if axis else "", anchor="end") for v in ticks(ceiling))
    levels = not chart.period
    counted = _levels(panel.counted, x, y, base) if levels else _steps(panel.counted, x, y)
    anchors = ("start", "middle", "end")
    return DrawnPanel(
        panel=panel, left=round(left, 1), right=round(left + width, 1), top=top, base=base, grid=grid, counted=counted,
        dots=tuple((x(s.end), y(s.value)) for s in panel.counted) if levels and len(panel.counted) <= DOTS else (),
        announced=_steps(panel.announced, x, y),
        corners=tuple((x(at), y(s.value)) for s in (*panel.counted, *panel.announced)
                      for at in ((s.end,) if levels else (s.start, s.end))),
        owed=y(chart.owed) if chart.owed is not None else None,
        labels=_apart(
            _labels(panel, x, y, levels=levels, right=left + width, owed=chart.owed), left, left + width, top
        ),
        days=tuple(
            Label(x=x(at), y=base + 19, text=day, anchor=anchor)
            for (at, day), anchor in zip(chart.days, anchors, strict=True)
        ),
    )  # fmt: skip


def ceiling_of(value: float) -> float:
    """The top of the scale: the next round number at or above a value.

    >>> [ceiling_of(v) for v in (28, 600, 1968, 20)]
    [30.0, 600.0, 2000.0, 20.0]
    """
    size = 1.0
    while size * 10 < value:
        size *= 10
    return next(size * step for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if size * step >= value)


def ticks(ceiling: float) -> tuple[float, ...]:
    """Where the scale is marked: nought, thirds (or halves), the top."""
    parts = 3 if round(ceiling / 3, 6) == int(ceiling / 3) else 2
    return tuple(ceiling * n / parts for n in range(parts + 1))


def _steps(stretches: Sequence[Stretch], x: At, y: Level) -> str:
    path: list[str] = []
    end = None
    for s in stretches:
        joined = end == s.start
        path.append(f"{'L' if joined else 'M'}{x(s.start)} {y(s.value)}H{x(s.end)}")
        end = s.end
    return "".join(path)


def _levels(stretches: Sequence[Stretch], x: At, y: Level, base: float) -> str:
    path = "".join(f"H{x(s.end)}V{y(s.value)}" for s in stretches)
    return f"M{x(0)} {base}{path}" if path else ""


def _labels(panel: Panel, x: At, y: Level, *, levels: bool, right: float, owed: float | None) -> Iterator[Label]:
    told, spoken = "", _spoken(panel.counted)
    for s in panel.counted:
        if s not in spoken:
            continue
        if not levels:
            yield Label(x=x(s.start) + 6, y=_beside(y, s.value), text=s.label, note=s.note)
            continue
        if told == s.label:  # the same total told again is the same line going on
            continue
        told = s.label
        late = x(s.end) > right - 110
        at = x(s.end) + (-9 if late else 9)
        down = y(s.value) + (20 if y(s.value) < _top(y) + 24 else -4)
        yield Label(x=at, y=down, text=s.label, note=s.note, anchor="end" if late else "start")
    for s in _spoken(panel.announced):
        below = s.value == owed or y(s.value) < _top(y) + 14
        yield Label(x=x(s.start) + 6, y=y(s.value) + (17 if below else -8), text=s.label, note=s.note)


def _apart(labels: Iterable[Label], left: float, right: float, top: float) -> tuple[Label, ...]:
    """Labels that do not lie on each other: where one would, it goes a line higher, as long as there is room in the
    panel, else a line lower; and none runs out of it."""
    placed: list[Label] = []
    for label in labels:
        fit = label
        if label.anchor == "start" and label.x + _length(label) > right and right - _length(label) >= left:
            fit = replace(label, x=round(right - _length(label), 1))
        ways = (0.0, -LINE, -2 * LINE, LINE, 2 * LINE)
        found = (replace(fit, y=round(fit.y + way, 1)) for way in ways if fit.y + way - 11 >= top)
        placed.append(next((each for each in found if not any(map(partial(_touch, each), placed))), fit))
    return tuple(placed)


def _touch(one: Label, other: Label) -> bool:
    starts = [label.x - _length(label) if label.anchor == "end" else label.x for label in (one, other)]
    across = starts[0] < starts[1] + _length(other) + 4 and starts[1] < starts[0] + _length(one) + 4
    return across and abs(one.y - other.y) < LINE - 1


def _length(label: Label) -> float:
    return LETTER * (len(label.text) + len(label.note) + bool(label.note))


def _spoken(told: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    if len(told) <= SPOKEN:
        return told
    return tuple(dict.fromkeys((told[0], max(told, key=lambda each: each.value), told[-1])))


def _beside(y: Level, value: float) -> float:
    return y(value) + (17 if y(value) < _top(y) + 14 else -8)


def _top(y: Level) -> float:
    return y(float("inf"))
