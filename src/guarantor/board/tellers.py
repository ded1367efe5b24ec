"""What one teller's words come to: its panel in a chart of counters, and its rows in the table beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from guarantor.board.question import DAY, Question
from guarantor.briefing.citation import Citation
from guarantor.model.assessment import amount_text
from guarantor.model.testimony import Testimony

OWN_VOICE = ("in its own words", "in their own words")

SECONDS = {"day": DAY, "week": 7 * DAY, "month": 30 * DAY}


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
class Scale:
    """What tellers say of one provision from a start on; ``period`` is what the duty is one of."""

    question: Question
    start: int
    period: str

    def panel(self, title: str, kind: str, words: list[Testimony]) -> Panel:
        """One teller's panel, of words in the order of time."""
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
            rate = (value - before) / max(1, round((end - at) / SECONDS[self.period]))
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
        told = {w.happened: w for w in words if w.stretch and counts(w) and w.happened is not None and self.period}
        shown: list[tuple[int, int]] = []
        for lo, hi in sorted(told, key=lambda span: (span[1] - span[0], span)):
            if not any(lo <= last and first <= hi for first, last in shown):
                shown.append((lo, hi))
        for lo, hi in sorted(shown):
            word = told[lo, hi]
            rate = (word.high or 0.0) / max(1, round((hi - lo) / SECONDS[self.period]))
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

    def rows(self, title: str, kind: str, words: list[Testimony]) -> Iterator[Row]:
        """What the table says of one teller, whose words are in the order of time; one row where nothing is told."""
        told = False
        for word in words:
            if word.happened is None or not (counts(word) or (word.effect == "intends" and word.high is not None)):
                continue
            if word.effect == "intends" and not self.period:
                continue
            told = True
            yield Row(teller=title, kind=kind if word.effect != "intends" else "announced, not counted", word=word)
        for figure in () if told else self._summed(words):
            told = True
            yield Row(teller=title, kind=f"{kind}; derived from single acts", figure=figure, claims=self._claims(words))
        if not told:
            yield Row(teller=title, kind=kind)

    def line(self, row: Row) -> Line:
        """A row with the words that it is told in."""
        if row.figure is not None:
            cited = self.question.cited(row.claims[-1:])
            return Line(
                teller=row.teller, kind=row.kind, until=self.question.when(row.figure.end), told=row.figure.label,
                rate="", citation=cited[-1] if cited else None,
            )  # fmt: skip
        if row.word is None or row.word.happened is None:
            return Line(
                teller=row.teller, kind=row.kind, until="–", told="none", rate="–" if self.period else "", citation=None
            )
        word, (begun, ended) = row.word, row.word.happened
        cited = self.question.cited([word.claim])
        counted = word.effect != "intends"
        first = begun if word.stretch else self.start if word.since is None else word.since
        days = max(1, round((ended - first) / SECONDS.get(self.period, DAY)))
        value = f"{word.high:,.10g}"
        rate = f"{(word.high or 0.0) / days:,.0f}" if counted else value
        return Line(
            teller=row.teller, kind=row.kind, until=self.question.when(ended if counted else self._from(word)),
            told=value if counted else "–", rate=rate if self.period else "", citation=cited[0] if cited else None,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the table before its words are looked up: a word of a total, a figure derived from ``claims``, or
    neither where nothing is told."""

    teller: str
    kind: str
    word: Testimony | None = None
    figure: Stretch | None = None
    claims: list[str] = field(default_factory=list)


def in_order(words: Iterable[Testimony]) -> list[Testimony]:
    """Words by when it was done, then by when they were printed, then by name: the same however they lie."""

    def key(word: Testimony) -> tuple[int, int, str, str, str, float]:
        done = (word.happened or (0, 0))[1]
        return done, word.published or 0, word.claim, word.link or "", word.effect, word.high or 0.0

    return sorted(words, key=key)


def counts(word: Testimony) -> bool:
    """Whether a word tells of so much in all, or in a whole stretch of time."""
    return word.high is not None and (word.effect == "total" or (word.stretch and word.effect == "performed"))
