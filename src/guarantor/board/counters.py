"""Counters against what is owed: what each teller's counts come to over time, one panel each, never added.

A total is drawn as its teller told it. Where the duty is one a period, a total is shown as so many a period, and the
stretch between two totals as the difference, which is said to be *derived*. What was only announced is told apart from
what was counted; a counter without a total keeps its panel, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guarantor.board.asking import AskError
from guarantor.board.lede import DONE
from guarantor.board.listing import Part, first_of, part, part_of
from guarantor.board.named import Name
from guarantor.board.question import DAY, Question
from guarantor.board.tellers import Line, Panel, Scale, counts, in_order
from guarantor.model.agreement import Amount, ByReference, Counter, Provision
from guarantor.model.moments import local
from guarantor.model.testimony import Testimony

PERIODS = {(0, 1, 0): "day", (0, 7, 0): "week", (1, 0, 0): "month"}
MOST = 6
"""Panels of one chart."""
TABLE = 24
"""Rows of a chart's table; of more the newest of each teller, and all of them, in parts, on the chart's own page."""
ROWS = 50
"""Rows of one part of the table of a chart by itself."""
PART = 4
"""Charts of one part of the page of all; up to twice as many are one part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The counters of one provision on one scale; ``owed`` is drawn as a line with ``owed_text`` on it."""

    provision: Name
    href: str
    unit: str
    finding: str
    panels: tuple[Panel, ...]
    lines: tuple[Line, ...]
    total: int
    start: int
    end: int
    days: tuple[tuple[int, str], ...]
    owed: float | None
    owed_text: str
    period: str = ""
    caption: str = ""
    all_href: str = ""
    """Where all rows of the table are, if these are some of ``total``."""

    @property
    def top(self) -> float:
        """The highest value on the scale."""
        told = [s.value for panel in self.panels for s in (*panel.counted, *panel.announced)]
        return max([*told, self.owed or 0, 1])


def open_charts(question: Question) -> tuple[Chart, ...]:
    """The charts of provisions that are not done in everybody's account and for which the agreement names counters."""
    found = (open_chart_of(question, provision) for provision in question.agreement.provisions)
    return tuple(chart for chart in found if chart is not None)


def open_chart_of(question: Question, provision: Provision) -> Chart | None:
    """The chart of such a provision where more than one teller counts."""
    counted = any(provision.id in counter.about for counter in question.agreement.counters)
    if not counted or question.states[question.everybody][provision.id].status in DONE:
        return None
    chart = chart_of(question, provision)
    return chart if chart is not None and len(chart.panels) > 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountersPage:
    """The charts of a part of the provisions, or one chart with the part of its table that was asked for."""

    charts: Part[Chart]
    table: Part[Line] | None = None


def charts_of(question: Question, params: Mapping[str, str], path: str) -> CountersPage:
    """The charts of everything that is owed in numbers and of which somebody tells a total, done or not; of very many
    provisions with totals, those of some at a time. ``of`` in an address asks for one, with all rows of its table in
    parts. Raises AskError for what is no part and for a provision without totals."""
    told = [each for each in question.agreement.provisions if each.quantity is not None and _has_total(question, each)]
    if params.get("of"):
        return _one_of(question, told, params, path)
    size = PART if len(told) > 2 * PART else 2 * PART
    shown = part_of(told, params, path, size=size)
    charts = (chart_of(question, provision) for provision in shown.items)
    return CountersPage(charts=shown.of(tuple(chart for chart in charts if chart is not None)))


def _one_of(question: Question, told: list[Provision], params: Mapping[str, str], path: str) -> CountersPage:
    only = [each for each in told if each.id == params["of"]]
    first = first_of(params, "rows", ROWS)
    chart = chart_of(question, only[0], (first, ROWS)) if only else None
    if chart is None:
        raise AskError(f"Nobody tells a total of “{params['of'][:100]}” by the time asked for.")
    table = part(chart.lines, chart.total, params, path, "rows", ROWS)
    return CountersPage(charts=part((chart,), 1, {}, path), table=table)


def _has_total(question: Question, provision: Provision) -> bool:
    """Whether anybody's words give a total, whenever."""
    rows = question.columns(provision.id)
    if rows is None:
        return any(counts(word) for word in question.words(provision.id))
    return bool((rows.among("effect", lambda effect: effect == "total") | rows.among("stretch", bool)).any())


def chart_of(question: Question, provision: Provision, rows: tuple[int, int] | None = None) -> Chart | None:
    """The chart of a provision, None where nothing is owed in numbers or nobody counts. ``rows`` of its table are
    given, from one on so many; without, all of them or, where they are too many, the newest of each teller."""
    if not _has_total(question, provision):
        return None
    owed, owed_text = _owed(question, provision)
    words = _words(question, provision)
    totals = [word for word in words if counts(word)]
    if owed is None or not totals:
        return None
    period = _period(provision)
    start = min(min(w.since or w.happened[1] for w in totals if w.happened), question.as_of - DAY)
    if (opened := _started(question, provision)) is not None:
        start = min(start, opened)
    scale = Scale(question=question, start=start, period=period)
    tellers = list(_tellers(question, provision, words))
    panels = tuple(scale.panel(title, kind, found) for title, kind, found in tellers[:MOST])
    every = [list(scale.rows(title, kind, found)) for title, kind, found in tellers]
    total = sum(map(len, every))
    if rows is not None:
        shown = [row for each in every for row in each][rows[0] : sum(rows)]
    else:
        each_one = TABLE if total <= TABLE else max(1, TABLE // len(every))
        shown = [row for each in every for row in each[-each_one:]][:TABLE]
    unit = provision.quantity.unit if isinstance(provision.quantity, Amount) else _unit(provision)
    return Chart(
        provision=Name.of(provision), href=question.provision(provision.id), unit=unit or "", finding=_finding(panels),
        panels=panels, lines=tuple(map(scale.line, shown)), total=total, start=start, end=question.as_of,
        days=_days(question, start), owed=owed,
        owed_text=owed_text, period=period, caption=_caption(provision),
        all_href=f"/counters{question.ask.query(of=provision.id)}" if len(shown) < total else "",
    )  # fmt: skip


def _owed(question: Question, provision: Provision) -> tuple[float | None, str]:
    quantity = provision.quantity
    period = _period(provision)
    a = f" a {period}" if period else ""
    if isinstance(quantity, Amount) and quantity.value is not None:
        return float(quantity.value), f"owed: {float(quantity.value):,.10g}{a}"
    if isinstance(quantity, ByReference) and quantity.told and quantity.told[0].amount.value is not None:
        first = quantity.told[0]
        by = f", as {question.people.name_of(first.told_by)} tells it" if first.told_by else ""
        return float(first.amount.value or 0), f"owed: {float(first.amount.value or 0):,.10g}{a}{by}"
    cell = question.states[question.everybody][provision.id]
    if cell.owed is not None and cell.owed.target:
        return cell.owed.target, f"owed by what is told: {cell.owed.target:,.10g}"
    return None, ""


def _unit(provision: Provision) -> str | None:
    quantity = provision.quantity
    return quantity.told[0].amount.unit if isinstance(quantity, ByReference) and quantity.told else None


def _period(provision: Provision) -> str:
    every = provision.recurrence.every if provision.recurrence else None
    return PERIODS.get((every.months, every.days, every.seconds), "") if every else ""


def _started(question: Question, provision: Provision) -> int | None:
    cell = question.states[question.everybody][provision.id]
    instances = question.states[question.everybody].instances(provision.id) if provision.recurrence else cell.current
    opened = [each.window[0] for each in instances if each.window is not None]
    return min(opened) if opened else None


def _words(question: Question, provision: Provision) -> list[Testimony]:
    """The words that count, in the order of time: tellers stand in it too, however words came in or were kept."""
    every = question.limit is None and not question.ask.reviewed
    return in_order(
        word
        for word in question.words(provision.id)
        if (every or word.claim in question.claims)
        and word.happened is not None
        and (word.effect == "intends" or word.happened[1] <= question.as_of)
        and (word.effect != "intends" or (word.published or 0) <= question.as_of)
    )


def _tellers(
    question: Question, provision: Provision, words: list[Testimony]
) -> Iterator[tuple[str, str, list[Testimony]]]:
    """Declared counters first, then every other root that tells a total, whoever told one first before the others;
    those that tell the same stand together. Words are in the order of time."""
    left = [word for word in words if not word.root.startswith("unresolved:")]
    for counter in question.agreement.counters:
        if provision.id in counter.about:
            mine = [word for word in left if _counts_for(question, counter, word)]
            left = [word for word in left if word not in mine]
            title = ", ".join(question.people.name_of(root) for root in counter.roots[:1])
            yield title, counter.scope or "scope not told", mine
    groups: dict[tuple[tuple[int, float], ...], dict[str, list[Testimony]]] = {}
    for root in dict.fromkeys(word.root for word in left if counts(word)):
        mine = [word for word in left if word.root == root]
        key = tuple(sorted(((w.happened or (0, 0))[1], w.high or 0.0) for w in mine if counts(w)))
        groups.setdefault(key, {})[root] = mine
    for found in groups.values():
        names = ", ".join(question.people.name_of(root) for root in list(found)[:2])
        more = f" and {len(found) - 2} more" if len(found) > 2 else ""
        yield names + more, "in their own words" if len(found) > 1 else "in its own words", next(iter(found.values()))


def _counts_for(question: Question, counter: Counter, word: Testimony) -> bool:
    return any(word.root in question.knowledge.roots.organs(root) for root in counter.roots)


def _finding(panels: tuple[Panel, ...]) -> str:
    told = [f"{p.title}: {p.counted[-1].label}" for p in panels if p.counted]
    said = [f"{p.title} announced {p.announced[-1].label}" for p in panels if p.announced and not p.counted]
    none = [p.title for p in panels if not p.counted and not p.announced]
    parts = [*told, *said, *([f"no total from {', '.join(none)}"] if none else [])]
    return "; ".join(parts) + ". Each counts something of its own; they are never added."


def _days(question: Question, start: int) -> tuple[tuple[int, str], ...]:
    moments = (start, (start + question.as_of) // 2, question.as_of)
    days = [local(at, question.zone) for at in moments]
    return tuple((at, f"{day.day}\N{NO-BREAK SPACE}{day:%b}") for at, day in zip(moments, days, strict=True))


def _caption(provision: Provision) -> str:
    quantity = provision.quantity
    if not isinstance(quantity, ByReference):
        return ""
    others = [each.name for each in quantity.told[1:]]
    also = f" Also told: {'; '.join(others)}." if others else ""
    return f"{quantity.note or ''}{also}".strip()
