"""Counters against what is owed: what each teller's counts come to over time, one panel each, never added.

A total is drawn as its teller told it. Where the duty is one a period, a total is shown as so many a period, and the
stretch between two totals as the difference, which is said to be *derived*. What was only announced is told apart from
what was counted; a counter without a total keeps its panel, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guarantor.board.lede import DONE
from guarantor.board.listing import Part, part_of
from guarantor.board.named import Name
from guarantor.board.question import DAY, Question
from guarantor.briefing.citation import Citation
from guarantor.model.agreement import Amount, ByReference, Counter, Provision
from guarantor.model.assessment import amount_text
from guarantor.model.moments import local
from guarantor.model.testimony import Testimony

PERIODS = {(0, 1, 0): "day", (0, 7, 0): "week", (1, 0, 0): "month"}
OWN_VOICE = ("in its own words", "in their own words")
MOST = 6
"""Panels of one chart."""
PART = 4
"""Charts of one part of the page of all; up to twice as many are one part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A value over a stretch of time (UTC seconds). ``note`` says what it is where it is no plain count."""

    start: int
    end: int
    value: float
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One teller: ``counted`` what it counts, ``announced`` what it only said would be; ``reason`` where no total."""

    title: str
    kind: str
    verb: str
    counted: tuple[Stretch, ...] = ()
    announced: tuple[Stretch, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the table twin."""

    teller: str
    kind: str
    until: str
    told: str
    rate: str
    citation: Citation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The counters of one provision on one scale; ``owed`` is drawn as a line with ``owed_text`` on it."""

    provision: Name
    href: str
    unit: str
    finding: str
    panels: tuple[Panel, ...]
    lines: tuple[Line, ...]
    start: int
    end: int
    days: tuple[tuple[int, str], ...]
    owed: float | None
    owed_text: str
    period: str = ""
    caption: str = ""

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


def charts_of(question: Question, params: Mapping[str, str], path: str) -> Part[Chart]:
    """The charts of everything that is owed in numbers and of which somebody tells a total, done or not; of very many
    provisions with totals, those of some at a time. Raises AskError for what is no part."""
    told = [each for each in question.agreement.provisions if each.quantity is not None and _has_total(question, each)]
    size = PART if len(told) > 2 * PART else 2 * PART
    shown = part_of(told, params, path, size=size)
    charts = (chart_of(question, provision) for provision in shown.items)
    return shown.of(tuple(chart for chart in charts if chart is not None))


def _has_total(question: Question, provision: Provision) -> bool:
    """Whether anybody's words give a total, whenever."""
    rows = question.columns(provision.id)
    if rows is None:
        return any(_counts(word) for word in question.words(provision.id))
    return bool((rows.among("effect", lambda effect: effect == "total") | rows.among("stretch", bool)).any())


def chart_of(question: Question, provision: Provision) -> Chart | None:
    """The chart of a provision, None where nothing is owed in numbers or nobody counts."""
    if not _has_total(question, provision):
        return None
    owed, owed_text = _owed(question, provision)
    words = _words(question, provision)
    totals = [word for word in words if _counts(word)]
    if owed is None or not totals:
        return None
    period = _period(provision)
    start = min(min(w.since or w.happened[1] for w in totals if w.happened), question.as_of - DAY)
    if (opened := _started(question, provision)) is not None:
        start = min(start, opened)
    scale = _Scale(question=question, start=start, period=period)
    tellers = list(_tellers(question, provision, words))
    panels = tuple(scale.panel(title, kind, found) for title, kind, found in tellers[:MOST])
    lines = tuple(line for title, kind, found in tellers for line in scale.lines(title, kind, found))
    unit = provision.quantity.unit if isinstance(provision.quantity, Amount) else _unit(provision)
    return Chart(
        provision=Name.of(provision), href=question.provision(provision.id), unit=unit or "", finding=_finding(panels),
        panels=panels, lines=lines, start=start, end=question.as_of, days=_days(question, start), owed=owed,
        owed_text=owed_text, period=period, caption=_caption(provision),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    question: Question
    start: int
    period: str

    def panel(self, title: str, kind: str, words: list[Testimony]) -> Panel:
        totals = [word for word in words if word.effect == "total" and self._from_start(word)]
        counted = tuple(self._counted(totals)) or tuple(self._of_stretches(words)) or tuple(self._summed(words))
        announced = tuple(self._announced([w for w in words if w.effect == "intends"])) if self.period else ()
        reason = "" if counted else "no total in the record"
        verb = "tells" if kind in OWN_VOICE else "counts"
        return Panel(title=title, kind=kind, verb=verb, counted=counted, announced=announced, reason=reason)

    def _counted(self, words: list[Testimony]) -> Iterator[Stretch]:
        latest = {w.happened[1]: w for w in words if w.happened and w.high is not None}
        before, at = 0.0, self.start
        for end, word in sorted(latest.items()):
            value = word.high or 0.0
            if not self.period:
                label = amount_text(value, word.bound, word.low)
                yield Stretch(start=end, end=end, value=value, label=label)
                continue
            rate = (value - before) / max(1, round((end - at) / _SECONDS[self.period]))
            if rate < 0:
                continue
            note = "derived" if before else ""
            label = f"{amount_text(round(rate), word.bound)} a {self.period}"
            yield Stretch(start=at, end=end, value=rate, label=label, note=note)
            before, at = value, end

    def _from_start(self, word: Testimony) -> bool:
        """Whether a total counts from the beginning: "20,000 so far in April" is no reading of the whole."""
        return word.since is None or word.since <= self.start + DAY

    def _of_stretches(self, words: list[Testimony]) -> Iterator[Stretch]:
        """Where a teller prints no total but what was done in each month or week: each as a rate."""
        told = {w.happened: w for w in words if w.stretch and _counts(w) and w.happened is not None and self.period}
        shown: list[tuple[int, int]] = []
        for lo, hi in sorted(told, key=lambda span: (span[1] - span[0], span)):
            if not any(lo <= last and first <= hi for first, last in shown):
                shown.append((lo, hi))
        for lo, hi in sorted(shown):
            word = told[lo, hi]
            rate = (word.high or 0.0) / max(1, round((hi - lo) / _SECONDS[self.period]))
            label = f"{amount_text(round(rate), word.bound)} a {self.period}"
            yield Stretch(start=max(lo, self.start), end=hi, value=rate, label=label)

    def _summed(self, words: list[Testimony]) -> Iterator[Stretch]:
        """Where a teller prints no total: what its single acts come to, said to be derived."""
        cell = self.question.states[self.question.everybody][words[0].about] if words else None
        mine = {word.root for word in words}
        figures = cell.owed.by_root if cell is not None and cell.owed is not None and not self.period else ()
        for figure in figures:
            if figure.root in mine and figure.until:
                yield Stretch(
                    start=figure.until, end=figure.until, value=figure.value, label=figure.text, note="derived"
                )
                return

    def _claims(self, words: list[Testimony]) -> list[str]:
        return [word.claim for word in words if word.effect == "performed"]

    def _announced(self, words: list[Testimony]) -> Iterator[Stretch]:
        told = sorted({(self._from(word), word.high, word.bound) for word in words if word.high is not None})
        for at, value, bound in told:
            end = min((later for later, _, _ in told if later > at), default=self.question.as_of)
            if at < end:
                label = f"{amount_text(value, bound)} a {self.period}"
                yield Stretch(start=at, end=end, value=value, label=label, note="announced")

    def _from(self, word: Testimony) -> int:
        """From when an announcement is told to hold: what it says, else the day on which it was printed."""
        said = word.since if word.since is not None else word.published or self.start
        return min(max(said, self.start), self.question.as_of)

    def lines(self, title: str, kind: str, words: list[Testimony]) -> Iterator[Line]:
        told = False
        for word in sorted(words, key=lambda w: (w.happened or (0, 0))[1]):
            if word.happened is None or not (_counts(word) or (word.effect == "intends" and word.high is not None)):
                continue
            if word.effect == "intends" and not self.period:
                continue
            told = True
            cited = self.question.cited([word.claim])
            counted = word.effect != "intends"
            first = word.happened[0] if word.stretch else self.start if word.since is None else word.since
            days = max(1, round((word.happened[1] - first) / _SECONDS.get(self.period, DAY)))
            value = f"{word.high:,.10g}"
            rate = f"{(word.high or 0.0) / days:,.0f}" if counted else value
            yield Line(
                teller=title, kind=kind if counted else "announced, not counted",
                until=self.question.when(word.happened[1] if counted else self._from(word)),
                told=value if counted else "–", rate=rate if self.period else "", citation=cited[0] if cited else None,
            )  # fmt: skip
        for figure in () if told else self._summed(words):
            told = True
            cited = self.question.cited(self._claims(words))
            yield Line(
                teller=title, kind=f"{kind}; derived from single acts", until=self.question.when(figure.end),
                told=figure.label, rate="", citation=cited[-1] if cited else None,
            )  # fmt: skip
        if not told:
            yield Line(teller=title, kind=kind, until="–", told="none", rate="–" if self.period else "", citation=None)


def _counts(word: Testimony) -> bool:
    """Whether a word tells of so much in all, or in a whole stretch of time."""
    return word.high is not None and (word.effect == "total" or (word.stretch and word.effect == "performed"))


_SECONDS = {"day": DAY, "week": 7 * DAY, "month": 30 * DAY}


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
    return [
        word
        for word in question.words(provision.id)
        if word.claim in question.claims
        and word.happened is not None
        and (word.effect == "intends" or word.happened[1] <= question.as_of)
        and (word.effect != "intends" or (word.published or 0) <= question.as_of)
    ]


def _tellers(
    question: Question, provision: Provision, words: list[Testimony]
) -> Iterator[tuple[str, str, list[Testimony]]]:
    """Declared counters first, then every other root that tells a total; those that tell the same stand together."""
    left = [word for word in words if not word.root.startswith("unresolved:")]
    for counter in question.agreement.counters:
        if provision.id in counter.about:
            mine = [word for word in left if _counts_for(question, counter, word)]
            left = [word for word in left if word not in mine]
            title = ", ".join(question.people.name_of(root) for root in counter.roots[:1])
            yield title, counter.scope or "scope not told", mine
    groups: dict[tuple[tuple[int, float], ...], dict[str, list[Testimony]]] = {}
    for root in dict.fromkeys(word.root for word in left if _counts(word)):
        mine = [word for word in left if word.root == root]
        key = tuple(sorted(((w.happened or (0, 0))[1], w.high or 0.0) for w in mine if _counts(w)))
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
